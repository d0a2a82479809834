"""How the bargaining models' time grows with the number of actors, to 1,000: a table, a JSON record and a plot.

Run: ``python benchmarks/bargaining_growth.py [--most 1000] [--svg docs/images/bargaining-growth.svg] [--out FILE]``.
Times are CPU seconds of one thread after compilation, on tables drawn with a fixed seed (positions uniform over the
range, saliences uniform on .2 to .9, capabilities uniform on .5 to 3; one issue, six for exchanges). The spatial and
challenge models run to rest or for 20 rounds, whichever comes first; the slope is that of the last two sizes.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import time
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np

from whipcount.bargaining.exchange import MAX_ACTORS as MOST_IN_EXCHANGE
from whipcount.bargaining.models import solve
from whipcount.bargaining.table import Issue, Table

SIZES = (10, 30, 100, 300, 1000)
OPTIONS: dict[str, dict[str, Any]] = {"spatial": {"max_turns": 20}, "challenge": {"rounds": 20}}
MODELS = (
    "compromise", "weighted-median", "nash", "kalai-smorodinsky", "condorcet", "challenge", "exchange", "spatial",
)  # fmt: skip
COLOURS = ("#5b6770", "#8a6d3b", "#7b3294", "#c2557a", "#1b7837", "#b35806", "#2166ac", "#a50026")


def drawn(n: int, issues: int) -> Table:
    """A table of n actors, the same on every machine."""
    random = np.random.default_rng(n)
    return Table(
        [f"a{i}" for i in range(n)],
        [Issue(f"i{k}", reference=0.0) for k in range(issues)],
        position=random.uniform(0, 100, (n, issues)),
        salience=random.uniform(0.2, 0.9, (n, issues)),
        capability=random.uniform(0.5, 3, n),
    )


def measure(most: int) -> list[dict[str, Any]]:
    """One row for each model and size."""
    rows: list[dict[str, Any]] = []
    for model in MODELS:
        issues = 6 if model == "exchange" else 1
        solve(drawn(6, issues), model, **OPTIONS.get(model, {}))  # compile
        for n in SIZES:
            if n > most or (model == "exchange" and n > MOST_IN_EXCHANGE):
                continue
            table = drawn(n, issues)
            repeats = 5 if n <= 100 else 1
            start = time.process_time()
            for _ in range(repeats):
                outcome = solve(table, model, **OPTIONS.get(model, {}))
            seconds = (time.process_time() - start) / repeats
            rows.append({"model": model, "actors": n, "issues": issues, "cpu_s": seconds, "rounds": outcome.rounds})
            told = f"{outcome.rounds} rounds, {seconds / outcome.rounds:.4f} s each" if outcome.rounds else ""
            print(f"{model:18} {n:5} actors x {issues}  {seconds:10.4f} s  {told}", flush=True)
        mine = [r for r in rows if r["model"] == model]
        if len(mine) > 1:
            a, b = mine[-2], mine[-1]
            per = [float(r["cpu_s"]) / max(int(r["rounds"]), 1) for r in (a, b)]
            slope = math.log(per[1] / per[0]) / math.log(b["actors"] / a["actors"])
            print(f"{model:18} grows with the power {slope:.1f} of the actors (a round, last two sizes)")
    return rows


def plot(rows: list[dict[str, Any]]) -> str:
    """The times on two logarithmic axes as SVG, with a light ground of its own so that it reads in a dark page too."""
    width, height, left, right, top, bottom = 760, 440, 70, 160, 40, 390
    low, high = -5.0, math.ceil(math.log10(max(r["cpu_s"] for r in rows)))

    def x(n: float) -> float:
        return left + (width - left - right) * (math.log10(n) - 1) / 2

    def y(seconds: float) -> float:
        return bottom - (bottom - top) * (math.log10(max(seconds, 1e-5)) - low) / (high - low)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" aria-labelledby="t d"'
        ' font-family="system-ui, sans-serif" font-size="12" fill="#222">'
        '<title id="t">CPU seconds of a run by number of actors</title>'
        f'<desc id="d">{"; ".join(_line(rows, m) for m in MODELS)}</desc>'
        '<rect width="100%" height="100%" fill="#fdfdfb"/>'
    ]
    for power in range(int(low), int(high) + 1):
        at = y(10.0**power)
        label = f"{10.0**power:g} s" if power >= -3 else f"10^{power} s"
        parts.append(f'<path d="M{left} {at:.1f}H{width - right}" stroke="#dcd9d1"/>')
        parts.append(f'<text x="{left - 8}" y="{at + 4:.1f}" text-anchor="end">{label}</text>')
    parts += [f'<text x="{x(n):.1f}" y="{bottom + 20}" text-anchor="middle">{n}</text>' for n in SIZES]
    parts.append(
        f'<text x="{left}" y="{height - 8}">actors; CPU seconds of one thread, whole runs (20 rounds at most)</text>'
    )
    parts.append(f'<text x="{left}" y="22" font-size="15" font-weight="600">How the models grow</text>')
    ends: list[float] = []
    for model, colour in sorted(zip(MODELS, COLOURS, strict=True), key=lambda m: -_last(rows, m[0])):
        mine = [r for r in rows if r["model"] == model]
        points = " ".join(f"{x(r['actors']):.1f},{y(r['cpu_s']):.1f}" for r in mine)
        parts.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{x(r["actors"]):.1f}" cy="{y(r["cpu_s"]):.1f}" r="3" fill="{colour}"/>' for r in mine]
        at = y(mine[-1]["cpu_s"])
        at = max(at, ends[-1] + 15) if ends else at
        ends.append(at)
        name = model + (" (x 6)" if model == "exchange" else "")
        parts.append(f'<text x="{width - right + 10}" y="{at + 4:.1f}" fill="{colour}">{name}</text>')
    return "".join(parts) + "</svg>\n"


def _last(rows: list[dict[str, Any]], model: str) -> float:
    return float([r["cpu_s"] for r in rows if r["model"] == model][-1])


def _line(rows: list[dict[str, Any]], model: str) -> str:
    mine = [r for r in rows if r["model"] == model]
    return f"{model}: " + ", ".join(f"{r['cpu_s']:.2g} s at {r['actors']}" for r in mine)


def main() -> None:
    """Measure, print, and write what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--most", type=int, default=1000, help="the largest number of actors")
    parser.add_argument("--svg", type=Path, help="write the plot")
    parser.add_argument("--out", type=Path, help="write the figures as JSON")
    arguments = parser.parse_args()
    rows = measure(arguments.most)
    if arguments.svg:
        arguments.svg.write_text(plot(rows), encoding="utf-8")
    if arguments.out:
        arguments.out.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
