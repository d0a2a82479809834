"""Bars of rules and power beside the reference vectors and a peer: ``python benchmarks/power.py``.

Times are CPU seconds of this process (wall clock is noisy on shared machines), after the compiled loops were loaded.
The peer is the PyPI package ``powerindices``, run in a Python of its own: give its path with ``--peer-python`` (a
virtual environment with ``pip install powerindices``); without it the peer's column stays empty. Exit code 1 when a
bar is missed.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from whipcount.kernels import installed, speed, without
from whipcount.rules.algebra.rule import Rule
from whipcount.rules.diagram import compile_system
from whipcount.rules.power import coalitions
from whipcount.rules.power.chance import pass_chance
from whipcount.rules.power.counts import Counter
from whipcount.rules.power.game import Game
from whipcount.rules.power.gamefile import answer_file, load, read_game
from whipcount.rules.power.generating import MAX_CELLS, Weighted
from whipcount.rules.power.indices import Indices
from whipcount.rules.power.workload import cells_of, diagram_nodes, diagram_seconds, generating_seconds

SKIPPED = {
    "methods",
    "agreement",
    "published",
    "independence",
    "members",
    "name",
    "base",
    "p_yes",
    "model",
    "dims",
    "rule",
}
ROOT = Path(__file__).resolve().parent.parent
PEER = """
import json, sys, time
import powerindices
weights, quota, size = json.load(sys.stdin)
start = time.process_time()
result = powerindices.compute_pbi(quota, weights, size)
print(json.dumps([time.process_time() - start, [float(x) for x in result]]))
"""


def shared() -> Path | None:
    """The measuring data beside the checkout."""
    for place in (os.environ.get("WHIPCOUNT_SHARED"), ROOT.parent / "shared", ROOT.parent.parent / "shared"):
        if place and (Path(place) / "data" / "power").is_dir():
            return Path(place) / "data" / "power" / "reference"
    return None


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """CPU seconds, and the result."""
    start = time.process_time()
    result = work()
    return time.process_time() - start, result


def largest_difference(expected: Any, found: Any) -> float:
    """The largest float difference; infinite where an integer or a length differs."""
    if isinstance(expected, dict):
        return max(
            (largest_difference(v, found.get(k)) for k, v in expected.items() if not k.startswith("mc_")), default=0.0
        )
    if isinstance(expected, list):
        if found is None or len(found) != len(expected):
            return float("inf")
        return max((largest_difference(a, b) for a, b in zip(expected, found, strict=True)), default=0.0)
    if isinstance(expected, float):
        return float("inf") if found is None else abs(expected - float(found))
    return 0.0 if expected is None or str(expected) == str(found) else float("inf")


def peak_memory() -> float:
    """The most that this process has held, in MB; on Linux without what it was forked from, which rusage counts in."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> int:
    """Print every bar with what was measured."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--peer-python", help="a Python with the package powerindices")
    parser.add_argument("--only-memory", action="store_true", help="internal: n = 100 in a process of its own")
    args = parser.parse_args()
    rng = random.Random(20240307)
    many = [rng.randint(1, 1000) for _ in range(1000)]
    heavy = [rng.randint(1, 10**6) for _ in range(100)]
    if args.only_memory:
        seconds, _ = timed(Weighted(heavy, sum(heavy) // 2 + 1).swings)
        print(json.dumps([seconds, peak_memory()]))
        return 0
    missed = 0

    def bar(what: str, got: float, limit: float, unit: str = "s") -> None:
        nonlocal missed
        missed += got > limit
        print(f"{what:58s} {got:12.4g} {unit:4s} bar {limit:8.4g}  {'ok' if got <= limit else 'MISSED'}", flush=True)

    with speed(float("inf")):
        Weighted([3, 2, 1], 4).swings()
        Weighted([3, 2, 1], 4).chance([0.1, 0.2, 0.9])
    folder = shared()
    if folder is None:
        print("the reference vectors are not beside this checkout (set WHIPCOUNT_SHARED); only synthetic bars run")
    else:
        worst = 0.0
        paths = sorted(folder.glob("*.json"))
        for path in paths:
            expected = json.loads(path.read_text(encoding="utf-8"))
            found = json.loads(json.dumps(answer_file(path)))
            worst = max(
                worst, largest_difference({k: v for k, v in expected.items() if k in found and k not in SKIPPED}, found)
            )
        bar(f"{len(paths)} reference vectors, largest difference", worst, 1e-12, "")
        council = read_game(load(folder / "eu27_lisbon_eurostat2023.json"))
        seconds, diagram = timed(lambda: compile_system(council.system))
        bar(f"EU Council: compile ({diagram.nodes:,} nodes)", seconds, 0.5)
        bar("EU Council: Banzhaf of all", timed(lambda: Counter(diagram, sized=False).swings)[0], 0.1)
        power = Indices(council)
        council.diagram  # noqa: B018  (compiled before the clock starts)
        bar("EU Council: Shapley-Shubik of all, exact fractions", timed(lambda: power.shapley_shubik)[0], 0.5)
        p = np.linspace(0.3, 0.95, 27)
        pass_chance(council, p)
        bar("EU Council: P(pass) and whole gradient", timed(lambda: pass_chance(council, p))[0], 0.1)
        p[3] = 0.2
        bar("EU Council: what-if, one p changed", timed(lambda: pass_chance(council, p))[0], 0.01)
        seconds, found_sets = timed(lambda: coalitions.count(council))
        bar(f"EU Council: {sum(found_sets.values()):,} minimal winning, by size", seconds, 1)
        seconds, found_sets = timed(lambda: coalitions.count(council, "minimal blocking"))
        bar(f"EU Council: {sum(found_sets.values()):,} minimal blocking, by size", seconds, 1)
        fund = read_game(load(folder / "imf_bog_2022_85.json"))
        bar("IMF, 190 members: exact Banzhaf", timed(lambda: Indices(fund).raw_swings)[0], 1)
        power = Indices(fund)
        bar("IMF: Shapley-Shubik by quadrature", timed(lambda: power.shapley_shubik)[0], 10)
        bar("IMF: Shapley-Shubik, estimated error", power.ssi_error, 1e-10, "")
    nato = Rule.of("no objection", [f"m{i}" for i in range(32)])
    chances = [0.9] * 32
    pass_chance(nato, chances)
    chances[5] = 0.5
    bar("NATO: what-if, one p changed", timed(lambda: pass_chance(nato, chances))[0], 0.01)
    bar("n = 1000, weights to 1,000: exact Banzhaf", timed(Weighted(many, sum(many) // 2 + 1).swings)[0], 1)
    alone = subprocess.run([sys.executable, __file__, "--only-memory"], capture_output=True, text=True, check=True)
    seconds, memory = json.loads(alone.stdout)
    bar("n = 100, weights to 10^6: exact Banzhaf", seconds, 4)
    bar("n = 100, weights to 10^6: peak memory of the process", memory, 250, "MB")
    seconds, found_all = grid()
    bar("grid of sizes and weights: chosen way against the better", seconds, 2.0, "x")
    bar("n = 100, weights to 1,000: Banzhaf of all (EPIC .06)", found_all["100, 1000"], 0.006)
    if installed():
        with without():
            plain = timed(Weighted(many, sum(many) // 2 + 1).swings)[0]
        with speed(float("inf")):
            fast = timed(Weighted(many, sum(many) // 2 + 1).swings)[0]
        print(f"n = 1000, weights to 1,000 without numba: {plain:.3g} s, {plain / fast:.1f} times as long")
    if args.peer_python:
        percent = [
            1849,
            1517,
            1323,
            1078,
            833,
            423,
            401,
            262,
            242,
            236,
            234,
            231,
            213,
            202,
            143,
            132,
            125,
            121,
            119,
            86,
            64,
            47,
        ]
        peer(args.peer_python, [*percent, 42, 30, 21, 15, 12])
    print("all bars hold" if not missed else f"{missed} bars missed")
    return int(missed > 0)


def best(work: Callable[[], Any]) -> float:
    """CPU seconds, the fastest of five."""
    return min(timed(work)[0] for _ in range(5))


def on_nodes(fresh: Callable[[], Game]) -> list[int]:
    """All swings on a diagram, made anew."""
    return Counter(fresh().diagram, sized=False).swings


def as_chosen(fresh: Callable[[], Game]) -> tuple[int, ...]:
    """All swings in the way that is chosen."""
    return Indices(fresh()).raw_swings


def grid() -> tuple[float, dict[str, float]]:
    """Over sizes and weights the chosen way to all swings beside both: the worst ratio, and the chosen one's times."""
    rng = random.Random(5)
    worst, chosen_seconds = 0.0, {}
    print("members, weights to: generating functions, diagram, chosen (CPU seconds, the fastest of 5)")
    for n in (5, 10, 20, 30, 60, 100, 200):
        for top in (1, 20, 1000, 10**5, 10**7):
            weights = [rng.randint(1, top) for _ in range(n)]
            names, quota = [str(i) for i in range(n)], sum(weights) // 2 + 1
            game = Game.weighted(names, weights, quota)
            cells = cells_of(game) or 0
            by_cells = generating_seconds(n, cells) < 1.0 and cells <= MAX_CELLS
            by_nodes = diagram_seconds(n, diagram_nodes(game, cells)) < 0.5
            if not (by_cells or by_nodes):
                continue
            fresh = partial(Game.weighted, names, weights, quota)
            cells_time = best(Weighted(weights, quota).swings) if by_cells else float("inf")
            nodes_time = best(partial(on_nodes, fresh)) if by_nodes else float("inf")
            chosen = best(partial(as_chosen, fresh))
            ratio = chosen / min(cells_time, nodes_time)
            worst, chosen_seconds[f"{n}, {top}"] = max(worst, ratio), chosen
            print(f"  {n:4} {top:9,}  {cells_time:9.5f} {nodes_time:9.5f} {chosen:9.5f}  x{ratio:.2f}")
    return worst, chosen_seconds


def peer(python: str, percent: list[int]) -> None:
    """The peer on the EU Council (rounded percentages) and on a hundred senators, and whether it is right."""
    for what, weights, quota, size in (
        ("EU Council, percentages, without the clause of four", percent, 6500, 15),
        ("100 equal members, 60 of them", [1] * 100, 60, 60),
    ):
        names = [str(i) for i in range(len(weights))]
        game = Game.build(names, [(weights, quota), ([1] * len(weights), size)], ("and", (0, 1)))
        ours, exact = timed(lambda game=game: Indices(game).penrose)
        given = json.dumps([weights, quota, size])
        answer = subprocess.run([python, "-c", PEER], input=given, capture_output=True, text=True, check=False)
        if answer.returncode:
            print(f"{what}: ours {ours:.3g} s; peer powerindices failed: {answer.stderr.strip().splitlines()[-1:]}")
            continue
        seconds, values = json.loads(answer.stdout)
        error = max(abs(a - float(b)) for a, b in zip(values, exact, strict=True))
        print(f"{what}: ours {ours:.3g} s, peer powerindices {seconds:.3g} s, its largest error {error:.3g}")


if __name__ == "__main__":
    sys.exit(main())
