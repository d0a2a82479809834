"""How good the fitted forecasts have been, beside every baseline, against pinned floors.

Looks ahead from rolling origins on two tables of ratifications beside the checkout (``--shared``), for decisions
opened from 1975, trained on what had happened by each origin in all three tables; then, on the decisions that the
table of statements bears on, with and without the statements; on the decisions opened before 1975 and on thresholds,
which have no bars; and from every month between 60 and 730 days, for calibration, since few forecasts from five
origins are high. Floors stand in ``forecast.json`` beside this file, with
the hash of the tables that they are for. The answer has the same bits for any number of processes.

    python benchmarks/forecast.py
    python benchmarks/forecast.py --pinned           what has floors and no more: a quarter of the time
    python benchmarks/forecast.py --jobs 1 --json out.json
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from whipcount.forecasts.backtesting.backtest import Backtest, Case, cases, run
from whipcount.forecasts.backtesting.baselines import baselines
from whipcount.forecasts.backtesting.pool import POOL, STACKED_FROM, rivals
from whipcount.forecasts.backtesting.report import summary
from whipcount.forecasts.core.decisions import Decision
from whipcount.forecasts.core.scores import cluster_bootstrap
from whipcount.forecasts.core.table import load_decisions
from whipcount.forecasts.hazard.coupled import Coupled
from whipcount.forecasts.hazard.statement_table import Said, evidence_on, load_statements

HERE = Path(__file__).resolve().parent
TABLES = ("unanimity", "environmental_treaties", "threshold")
SCORED = ("unanimity", "environmental_treaties")
FROM = date(1975, 1, 1)
COUPLED = Coupled.name
TOLD, POOL_TOLD = "coupled + statements", f"{POOL} + statements"
BARS = {
    ("unanimity", COUPLED): (0.090, 0.290),
    ("unanimity", POOL): (0.085, 0.275),
    ("environmental_treaties", COUPLED): (0.095, 0.310),
}
"""What was asked for: Brier and log at most."""
HIGH, NEAR = 0.7, 0.10
"""Above which forecasts are looked at by themselves, and how near what happened must be to what was said."""
MONTHLY = tuple(range(60, 731, 30))
PROBE = {"unanimity": (207, 16), "environmental_treaties": (165, 13)}
"""Forecasts and decisions of the design's own probe."""


def progress(done: int, total: int) -> None:
    """On the error stream, now and then."""
    if done % 10 == 0 or done == total:
        print(f"  {done} of {total} cases", file=sys.stderr, flush=True)


def tell(name: str, result: Backtest, told: dict[str, Any]) -> None:
    """The table of one run."""
    decisions = told["decisions"]
    print(f"\n{name}: {told['forecasts']} forecasts of {decisions} decisions in {told['clusters']} clusters", end="")
    print(f" (the design's probe: {PROBE[name][0]} of {PROBE[name][1]})" if name in PROBE else "")
    print(f"  {'':46}{'Brier':>8}{'log':>8}{'CRPS':>7}   Brier less {COUPLED}      less {POOL}")
    for rival in result.forecasters:
        line = told["forecasters"][rival]
        print(f"  {rival:46}{line['brier']:8.4f}{line['log']:8.4f}{line['crps_days']:6.0f}d", end="")
        for main in (COUPLED, POOL):
            gap = told["forecasters"][main]["brier_differences"].get(rival)
            print(f"   {gap[0]:+.3f} [{gap[1]:+.3f}, {gap[2]:+.3f}]" if gap else " " * 27, end="")
        print()
    for main in [n for n in (COUPLED, POOL, TOLD, POOL_TOLD) if n in told["forecasters"]]:
        groups = told["forecasters"][main]["reliability"]
        text = ", ".join(f"{b['forecast']:.2f} -> {b['happened']:.2f} (n {b['count']})" for b in groups)
        print(f"  said -> happened, {main}: {text}")


def high(result: Backtest, names: Sequence[str]) -> dict[str, dict[str, float]]:
    """What was said above .7 beside what happened, with the interval of the difference over clusters."""
    found = {}
    for name in names:
        rows = [row for row in result.of(name) if row.p >= HIGH]
        if not rows:
            continue
        gap = cluster_bootstrap([row.p - row.outcome for row in rows], [row.cluster for row in rows])
        said, happened = (sum(values) / len(rows) for values in ([r.p for r in rows], [float(r.outcome) for r in rows]))
        found[name] = {
            "count": len(rows), "decisions": len({r.decision for r in rows}), "said": said, "happened": happened,
            "gap": gap.mean, "low": gap.low, "high": gap.high,
        }  # fmt: skip
    return found


def joined(one: Backtest, two: Backtest) -> Backtest:
    """Two backtests as one; their clusters keep apart."""
    shift = 1 + max(row.cluster for row in one.rows)
    rows = (*one.rows, *(replace(row, cluster=row.cluster + shift) for row in two.rows))
    return replace(one, rows=rows, times=(*one.times, *two.times))


def heard_of(found: list[Case], rows: Sequence[Said]) -> set[str]:
    """The decisions that some statement bears on (at any origin)."""
    return {case.decision for case in found if evidence_on(case.snapshot, rows)}


def only(result: Backtest, names: set[str]) -> Backtest:
    """The part of a backtest that is about some decisions."""
    rows = tuple(row for row in result.rows if row.decision in names)
    times = tuple(row for row in result.times if row.decision in names)
    return replace(result, rows=rows, times=times)


def fresh(learn: Sequence[Decision], files: dict[str, Path], coupled: Coupled, jobs: int) -> None:
    """Decisions without bars: those opened before 1975, and thresholds."""
    for name in TABLES:
        judged = [d for d in load_decisions([files[name]]) if name not in SCORED or d.opened < FROM]
        found, skipped = cases(learn, judged)
        made = [*baselines(), *rivals(coupled)]
        result = run(found, made, stacked=STACKED_FROM, skipped=skipped, progress=progress, jobs=jobs)
        tell(f"{name}, {'opened before 1975' if name in SCORED else 'all'}, no bar", result, summary(result))


def monthly(
    learn: Sequence[Decision], files: dict[str, Path], coupled: Coupled, rows: Sequence[Said], jobs: int
) -> dict[str, dict[str, float]]:
    """Calibration from monthly origins on both tables."""
    results = []
    for name in SCORED:
        found, skipped = cases(learn, load_decisions([files[name]]), origins=MONTHLY, opened_from=FROM)
        results.append(run(found, rivals(coupled, rows), skipped=skipped, progress=progress, jobs=jobs))
    both = joined(*results)
    told = summary(both)
    print(f"\nboth tables from {len(MONTHLY)} monthly origins: {told['forecasts']} forecasts")
    for who, line in told["forecasters"].items():
        groups = ", ".join(f"{b['forecast']:.2f} -> {b['happened']:.2f} (n {b['count']})" for b in line["reliability"])
        print(f"  {who:52}{line['brier']:8.4f}{line['log']:8.4f}   said -> happened {groups}")
    found_high = high(both, both.forecasters)
    for who, line in found_high.items():
        print(
            f"  above {HIGH}, {who}: said {line['said']:.2f}, happened {line['happened']:.2f}"
            f" (n {line['count']} of {line['decisions']} decisions; said less happened {line['gap']:+.2f}"
            f" [{line['low']:+.2f}, {line['high']:+.2f}])"
        )
    return found_high


def main() -> int:
    """Prints the tables; 1 when a floor is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    default = os.environ.get("WHIPCOUNT_SHARED", HERE.parent.parent / "shared")
    parser.add_argument("--shared", type=Path, default=Path(default))
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes (default: %(default)s)")
    parser.add_argument("--paths", type=int, default=3000, help="simulated futures (default: %(default)s)")
    parser.add_argument("--json", type=Path, help="write the figures here too")
    parser.add_argument("--pinned", action="store_true", help="leave out what has no floor")
    options = parser.parse_args()
    folder = options.shared / "data" / "ratifications"
    files = {name: folder / f"{name}.csv" for name in (*TABLES, "statements")}
    if missing := [str(path) for path in files.values() if not path.is_file()]:
        print(f"skipped: no {', '.join(missing)} (set WHIPCOUNT_SHARED or --shared)")
        return 0
    corpus = hashlib.sha256(b"".join(path.read_bytes() for path in files.values())).hexdigest()[:16]
    pinned = json.loads((HERE / "forecast.json").read_text(encoding="utf-8"))
    begin = time.perf_counter()
    learn = load_decisions(files[name] for name in TABLES)
    coupled = Coupled(paths=options.paths)
    print(f"corpus {corpus}; trained on {len(learn)} decisions, as far as they were known on each day")
    day = max(decision.seen_until for decision in learn)
    spent = time.process_time()
    fitted = coupled.fit([d.as_of(day) for d in learn if not d.rule.missing])
    spent = time.process_time() - spent
    print(f"fit of the whole set: {fitted.spells} spells, {fitted.consents} consents, {spent:.1f} s CPU on one core")
    figures: dict[str, Any] = {"fit_cpu_seconds": round(spent, 2)}
    missed, below = [], []
    rows = load_statements([files["statements"]])
    for name in SCORED:
        found, skipped = cases(learn, load_decisions([files[name]]), opened_from=FROM)
        made = [*baselines(), *rivals(coupled, rows)]
        result = run(found, made, stacked=STACKED_FROM, skipped=skipped, progress=progress, jobs=options.jobs)
        told = summary(result)
        tell(name, result, told)
        scores = {n: (line["brier"], line["log"]) for n, line in told["forecasters"].items()}
        figures[name] = {n: {"brier": round(b, 4), "log": round(lo, 4)} for n, (b, lo) in scores.items()}
        for own in (COUPLED, POOL):
            worse = [b.name for b in baselines() if min(scores[b.name][k] - scores[own][k] for k in (0, 1)) <= 0]
            if worse:
                below.append(f"{name}: {own} is not below {', '.join(worse)}")
        if name == "unanimity":
            heard = only(result, heard_of(found, rows))
    result = heard
    told = summary(result)
    tell("decisions with statements", result, told)
    figures["statements"] = {
        n: {"brier": round(line["brier"], 4), "log": round(line["log"], 4)} for n, line in told["forecasters"].items()
    }
    calibration: dict[str, dict[str, float]] = {}
    if not options.pinned:
        fresh(learn, files, coupled, options.jobs)
        calibration = monthly(learn, files, coupled, rows, options.jobs)
    figures["calibration"] = {who: {key: round(v, 4) for key, v in line.items()} for who, line in calibration.items()}
    print("\nbars")
    for (name, who), (brier, log) in BARS.items():
        got = figures[name][who]
        held = got["brier"] <= brier and got["log"] <= log
        print(f"  {'met   ' if held else 'MISSED'} {name}: {who} {got['brier']} / {got['log']} (asked {brier} / {log})")
    climatology = figures["statements"]["climatology by horizon"]["brier"]
    for with_, without in ((TOLD, COUPLED), (POOL_TOLD, POOL)):
        said, silent = (figures["statements"][who]["brier"] for who in (with_, without))
        held = said < silent and said < climatology and said < 0.234
        print(
            f"  {'met   ' if held else 'MISSED'} {with_}: Brier {said}, without {silent}, climatology {climatology}"
            " (asked: below all, and below .234)"
        )
    if not options.pinned:
        line = calibration.get(TOLD)
        held = line is not None and abs(line["gap"]) <= NEAR
        told_text = f"said {line['said']:.2f}, happened {line['happened']:.2f}" if line else "nothing said"
        print(f"  {'met   ' if held else 'MISSED'} {TOLD}: above {HIGH}, monthly: {told_text} (asked: within {NEAR})")
    print("\n".join(["  " + text for text in below] or ["  coupled and pool are below every baseline on both tables"]))
    if pinned["corpus"] == corpus:
        for table, floors in pinned["floors"].items():
            for who, limits in floors.items():
                for score, limit in limits.items():
                    if figures[table][who][score] > limit + 5e-4:
                        missed.append(f"{table} {who} {score} {figures[table][who][score]} > {limit}")
        if spent > pinned["limits"]["fit_cpu_seconds"]:
            missed.append(f"fit {spent:.1f} s")
    else:
        print("no floors are pinned for this corpus")
    print(f"{time.perf_counter() - begin:.0f} s with {options.jobs} processes", file=sys.stderr)
    if options.json:
        options.json.write_text(json.dumps({"corpus": corpus} | figures, indent=1) + "\n", encoding="utf-8")
    print("worse than the floor: " + "; ".join(missed) if missed else "all floors hold")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
