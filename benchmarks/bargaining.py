"""Bargaining: ours beside KTAB, decide and the recorded predictions, for speed and for known outcomes.

Run: ``python benchmarks/bargaining.py [--quick] [--out FILE]`` with the measuring data beside the checkout (or
WHIPCOUNT_SHARED). Times are CPU seconds of one thread, after compilation, the fastest of 15 runs. The floors are
pinned in ``bargaining_floors.json`` with the hash of the data; exit code 1 when one is missed. How times grow with the
number of actors: ``bargaining_growth.py``.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

os.environ.setdefault("OMP_NUM_THREADS", "1")

from bargaining_choice import cases_of, measure, rows_of, weights_of
from whipcount import kernels
from whipcount.bargaining.calibration import Residuals, cluster_interval, crps, leave_one_cluster_out
from whipcount.bargaining.draws import propagate
from whipcount.bargaining.exchange import ExchangeOptions, exchange, prepare, run_round
from whipcount.bargaining.formats import read_table
from whipcount.bargaining.learned import LEVELS, learns
from whipcount.bargaining.models import MODELS, solve
from whipcount.bargaining.spatial import SpatialOptions, spatial
from whipcount.bargaining.table import Issue, Table
from whipcount.errors import BargainingError

ROOT = Path(__file__).resolve().parent.parent
FLOORS = json.loads((ROOT / "benchmarks" / "bargaining_floors.json").read_text(encoding="utf-8"))
KTAB = {"SOE-Competitive.csv": 7.228, "dummyData-a080.csv": 134.019, "dummyData_6Dim.csv": 3.231}
BARS = {"SOE-Competitive.csv": 0.020, "dummyData-a080.csv": 0.100, "dummyData_6Dim.csv": 0.100}
DECIDE_ROUND, EXCHANGE_BAR = 1.06, 0.020
DRAWS_BAR = 45.0  # CPU seconds on two cores of 10,000 draws of the spatial model at 32 actors


def shared() -> Path:
    """The folder with the measuring data."""
    for place in (os.environ.get("WHIPCOUNT_SHARED"), ROOT.parent / "shared", ROOT.parent.parent / "shared"):
        if place and (Path(place) / "data" / "bargaining").is_dir():
            return Path(place) / "data" / "bargaining"
    sys.exit("the measuring data is not beside this checkout (set WHIPCOUNT_SHARED to its folder)")


def cpu(run: Callable[[], object], repeats: int = 15) -> float:
    """CPU seconds of a call after a first one: the fastest of some, since whoever shares the machine only adds."""
    run()
    times = []
    for _ in range(repeats):
        start = time.process_time()
        run()
        times.append(time.process_time() - start)
    return min(times)


def deu(folder: Path) -> tuple[list[Table], np.ndarray, list[str], list[dict[str, str]]]:
    """Issues with outcomes as tables. Capabilities are those that the recorded column pow_mean implies (see the docs)."""  # noqa: E501  (one printed line)
    wanted = {r["isnr"]: r for r in rows_of(folder / "reference" / "deu2_model_predictions.csv")}
    tables, outcomes, clusters, predictions = [], [], [], []
    for row in rows_of(folder / "DEU2.csv"):
        found = wanted.get(row["isnr"])
        if found is None:
            continue
        powers = FLOORS["deu_capability"]["after" if float(found["post04"]) else "before"]
        cells = []
        for actor, power in powers.items():
            x, s = row[f"p{actor}"], row[f"s{actor}"]
            if x and s:
                cells.append((actor, float(x), max(float(s), 1e-6) / 100.0, power))
        reference = float(row["rp"]) if row["rp"] else None
        tables.append(
            Table(
                [c[0] for c in cells],
                [Issue(row["isnr"], reference=reference)],
                position=[[c[1]] for c in cells],
                salience=[[c[2]] for c in cells],
                capability=[c[3] for c in cells],
            )
        )
        outcomes.append(float(found["out"]))
        clusters.append(found["prnr"])
        predictions.append(found)
    return tables, np.array(outcomes), clusters, predictions


def measure_speed(folder: Path, quick: bool) -> dict[str, Any]:
    """Times beside the peers."""
    if not kernels.installed():
        sys.exit("the speed of compiled loops is measured with the extra 'speed' (numba)")
    with kernels.speed(float("inf")):
        out = measure_loops(folder, quick)
    with kernels.without():
        plain = measure_loops(folder, quick, draws=40, repeats=2)
    print("the same in numpy alone, as without numba, and how many times longer it takes")
    for name in (*KTAB, "exchange_round", "exchange_with_externalities"):
        print(f"  {name:28} {plain[name]:.4f} s  x{plain[name] / out[name]:.1f}")
    each = plain["draws_cpu"] / plain["draws"], out["draws_cpu"] / out["draws"]
    print(f"  {'a draw at 32 actors':28} {each[0]:.4f} s  x{each[0] / each[1]:.1f}")
    return {**out, "numpy": plain}


def measure_loops(folder: Path, quick: bool, *, draws: int | None = None, repeats: int = 15) -> dict[str, Any]:
    """The times themselves, with whatever loops are on."""
    out: dict[str, Any] = {}
    print(f"\nspatial model, whole runs, CPU seconds of one thread, {'compiled' if kernels.compiled() else 'numpy'}")
    for name, peer in KTAB.items():
        table = read_table(folder / "inputs" / name)
        ours = cpu(lambda t=table: spatial(t, SpatialOptions(ktab_compat=True)), repeats)  # type: ignore[misc]
        out[name] = ours
        print(
            f"  {name:22} {table.n_actors:4} x {table.n_issues}  ours {ours:.4f}  KTAB -O2 {peer:8.3f}  x{peer / ours:,.0f}"  # noqa: E501  (one printed line)
        )
    table = read_table(folder / "inputs" / "cop21.csv")
    x, present, salience, weight = prepare(table)
    options = ExchangeOptions(decide_compat=True)
    out["exchange_round"] = cpu(lambda: run_round(x, present, salience, weight, options), repeats)
    out["exchange_with_externalities"] = cpu(lambda: exchange(table), repeats)
    print(
        f"exchange round of cop21: ours {out['exchange_round']:.4f} (named, with externalities"
        f" {out['exchange_with_externalities']:.4f}), decide {DECIDE_ROUND}"
    )
    draws = draws or (500 if quick else 10_000)
    random = np.random.default_rng(7)
    many = Table([f"a{i}" for i in range(32)], [Issue("x")], position=random.uniform(5, 95, (32, 1)),
                 salience=random.uniform(0.2, 0.9, (32, 1)), capability=random.uniform(0.5, 3, 32), sd=np.full((32, 1), 5.0))  # fmt: skip  # noqa: E501
    propagate(many, "spatial", draws=2)
    start, wall = time.process_time(), time.perf_counter()
    propagate(many, "spatial", draws=draws)
    out["draws"], out["draws_cpu"] = draws, time.process_time() - start
    print(
        f"{draws} draws of the spatial model, 32 actors: {out['draws_cpu']:.1f} CPU s on one thread"
        f" ({time.perf_counter() - wall:.1f} s wall); per 10,000 draws on two cores {out['draws_cpu'] / draws * 5000:.1f} s"  # noqa: E501  (one printed line)
    )
    return out


def exchanged(tables: list[Table], clusters: list[str]) -> np.ndarray:
    """Outcomes of one round of exchanges within each proposal of two issues or more; NaN for the others."""
    values = np.full(len(tables), np.nan)
    for proposal in sorted(set(clusters)):
        inside = [k for k, c in enumerate(clusters) if c == proposal]
        if len(inside) < 2:
            continue
        actors = sorted({a for k in inside for a in tables[k].actors})
        position = np.full((len(actors), len(inside)), np.nan)
        salience, capability = np.zeros(position.shape), np.zeros(position.shape)
        for column, k in enumerate(inside):
            rows = [actors.index(a) for a in tables[k].actors]
            position[rows, column] = tables[k].position[:, 0]
            salience[rows, column] = tables[k].salience[:, 0]
            capability[rows, column] = tables[k].capability[:, 0]
        issues = [tables[k].issues[0] for k in inside]
        joined = Table(actors, issues, position=position, salience=salience, capability=capability)
        values[inside] = exchange(joined).values
    return values


def measure_deu(folder: Path) -> dict[str, Any]:
    """Recorded columns, and every model on the issues with known outcomes."""
    tables, outcomes, clusters, predictions = deu(folder)
    cases = cases_of(folder, tables, outcomes, clusters)
    print(f"\nDEU: {len(tables)} issues of {len(set(clusters))} proposals; columns recorded by others against ours")
    points: dict[str, np.ndarray] = {}
    for name in MODELS:
        if name == "exchange":
            points[name] = exchanged(tables, clusters)
            continue
        if name == "choice":  # measured by nested cross-validation: its weights are fitted on these very issues
            continue
        answers = []
        for table in tables:
            try:
                answers.append(float(solve(table, name).values[0]))
            except BargainingError:
                answers.append(float("nan"))
        points[name] = np.array(answers)
    exact = {}
    columns = {"mean": "mean", "median": "median", "sal_mean": "salience-mean", "pow_mean": "capability-mean",
               "compromise": "compromise", "wmedian": "weighted-median", "midrange": "midrange"}  # fmt: skip
    for theirs, ours in columns.items():
        recorded = np.array([float(p[theirs]) for p in predictions])
        exact[theirs] = float(np.abs(points[ours] - recorded).max())
        print(f"  {theirs:11} largest difference {exact[theirs]:.1e}")
    alike = np.array([float(solve(t, "nash", weighted=False).values[0]) for t in tables])
    recorded = np.array([float(p["nbs_eq"] or "nan") for p in predictions])
    apart = float(np.nanmax(np.abs(alike - recorded)))
    known = int((~np.isnan(recorded)).sum())
    print(f"  nbs_eq      largest difference {apart:.1e} on {known} issues (Nash, all alike; theirs on a grid)")
    for theirs, risk in (("scholz_norisk", False), ("scholz", True)):
        made = np.array([float(solve(t, "challenge", risk=risk).values[0]) for t in tables])
        same = float((np.abs(made - np.array([float(p[theirs]) for p in predictions])) < 0.5).mean())
        print(f"  {theirs:13} the challenge model of others: {same:.1%} of issues within .5 of ours")
    print("\nthe choice model, every proposal predicted from the others, settings chosen within those")
    compromise_crps = leave_one_cluster_out(points["compromise"], outcomes, clusters)
    tried, choice = measure(cases, outcomes, clusters, points["compromise"], compromise_crps)
    points = {"compromise": points.pop("compromise"), "choice": tried.point, **points}
    print(
        f"\n{'model':18} {'n':>4} {'MAE':>7} {'95 % by proposals':>19} {'less compromise':>23} {'hits':>6} {'CRPS':>7}"
    )
    base = np.abs(points["compromise"] - outcomes)
    scores: dict[str, Any] = {}
    for name, values in points.items():
        error = np.abs(values - outcomes)
        known = ~np.isnan(error)
        low, high = cluster_interval(error, clusters)
        d_low, d_high = cluster_interval(error - base, clusters)
        score = tried.crps if name == "choice" else leave_one_cluster_out(values, outcomes, clusters)
        hits = float((error[known] < 0.5).mean())
        scores[name] = {
            "n": int(known.sum()),
            "hits": hits,
            "mae": float(np.nanmean(error)),
            "crps": float(np.nanmean(score)),
        }
        print(
            f"{name:18} {known.sum():4} {np.nanmean(error):7.3f}   [{low:6.2f}, {high:6.2f}]"
            f"   {np.nanmean(error - base):6.2f} [{d_low:6.2f}, {d_high:6.2f}] {hits:6.1%} {np.nanmean(score):7.3f}"
        )
    print("(a difference whose interval holds 0 is no difference; hits: the outcome to within .5)")
    del points["choice"]  # it has a distribution of its own, and no residuals
    digest = hashlib.sha256((folder / "DEU2.csv").read_bytes()).hexdigest()
    return {
        "exact": exact,
        "scores": scores,
        "choice": choice,
        "weights": weights_of(cases, choice, digest),
        "learned": measure_intervals(points, outcomes, clusters),
    }


def measure_intervals(points: dict[str, np.ndarray], outcomes: np.ndarray, clusters: list[str]) -> dict[str, Any]:
    """Intervals learned on the learning half of the proposals, tried on the other half."""
    learning = np.array([learns(c) for c in clusters])
    print(
        f"\nintervals learned on {len({c for c in clusters if learns(c)})} proposals,"
        f" tried on the other {len({c for c in clusters if not learns(c)})}"
    )
    print(f"{'model':18} {'learned':>7} {'tried':>6} {'CRPS':>7} {'50 % holds':>11} {'80 % holds':>11} {'width':>7}")
    learned: dict[str, Any] = {}
    for name, values in points.items():
        if (learning & ~np.isnan(values)).sum() < 10:
            continue
        residuals = Residuals.learn(values[learning], outcomes[learning])
        kept = Residuals(np.round(np.quantile(residuals.values, np.linspace(0, 1, LEVELS)), 3))
        tried = np.flatnonzero(~learning & ~np.isnan(values))
        held, width, score = {0.5: 0, 0.8: 0}, 0.0, 0.0
        for k in tried:
            score += crps(kept.predict(float(values[k])), float(outcomes[k]))
            for level in held:
                low, high = kept.interval(float(values[k]), level)
                held[level] += low - 1e-9 <= outcomes[k] <= high + 1e-9
                width += (high - low) * (level == 0.8)
        n = len(tried)
        learned[name] = {
            "learned": len(residuals.values),
            "held_out": n,
            "coverage_80": round(held[0.8] / n, 3),
            "crps": round(score / n, 3),
            "quantiles": kept.values.tolist(),
        }
        print(
            f"{name:18} {len(residuals.values):7} {n:6} {score / n:7.3f} {held[0.5] / n:11.1%} {held[0.8] / n:11.1%}"
            f" {width / n:7.1f}"
        )
    return learned


def main() -> int:
    """Print all; the exit code says whether the bars hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="500 draws in place of 10,000")
    parser.add_argument("--residuals", type=Path, help="write the learned intervals (the package's residuals.json)")
    parser.add_argument("--choice", type=Path, help="write the choice model's weights (choice_weights.json)")
    parser.add_argument("--out", type=Path, help="write all figures as JSON")
    arguments = parser.parse_args()
    folder = shared()
    digest = hashlib.sha256((folder / "DEU2.csv").read_bytes()).hexdigest()
    if digest != FLOORS["deu_sha256"]:
        sys.exit(f"DEU2.csv is another than the floors are pinned for ({digest})")
    found = {"deu": measure_deu(folder), "speed": measure_speed(folder, arguments.quick)}
    if arguments.residuals:
        about = {
            "about": "outcome minus point on 0 to 100, quantiles at 0 to 100 %, learned on half of the proposals",
            "source": "DEU II (Thomson, Arregui, Leuffen, Costello, Cross, Hertz & Jensen 2012), figures only",
            "deu_sha256": digest,
            "models": found["deu"]["learned"],
        }
        arguments.residuals.write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")
    if arguments.choice:
        arguments.choice.write_text(json.dumps(found["deu"]["weights"], indent=1) + "\n", encoding="utf-8")
    failures = []
    for name, bar in BARS.items():
        if found["speed"][name] > bar:
            failures.append(f"{name}: {found['speed'][name]:.4f} s above {bar}")
    if found["speed"]["exchange_round"] > EXCHANGE_BAR:
        failures.append("exchange round")
    if found["speed"]["draws_cpu"] / found["speed"]["draws"] * 5000 > DRAWS_BAR:
        failures.append("10,000 draws")
    headline = found["deu"]["scores"]["compromise"]
    for what, bar in (("mae", FLOORS["mae"]), ("crps", FLOORS["crps"])):
        if round(headline[what], 2) > bar:
            failures.append(f"headline {what} {headline[what]:.3f} above {bar}")
    choice = found["deu"]["choice"]
    for what, bar in FLOORS["choice"].items():
        if choice[what] > bar:
            failures.append(f"choice {what} {choice[what]:.3f} above {bar}")
    if choice["crps_less_compromise"][2] >= 0.0:
        failures.append("the interval of the choice model's CRPS less the compromise's holds 0")
    for name, pinned in FLOORS["scores"].items():
        now = found["deu"]["scores"][name]
        if now["n"] != pinned["n"] or max(abs(now[k] - pinned[k]) for k in ("mae", "crps")) > 0.002:
            failures.append(f"{name}: {now} where {pinned} is pinned")
    failures += [f"column {c} differs by {d:.1e}" for c, d in found["deu"]["exact"].items() if d > 1e-9]
    if arguments.out:
        arguments.out.write_text(json.dumps(found, indent=1), encoding="utf-8")
    print("\n" + ("all bars hold" if not failures else "missed: " + "; ".join(failures)))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
