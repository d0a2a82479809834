"""Tables of what was said and what happened: scores by span, rule and size, calibration, worst decisions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from scipy.stats import binom

from whipcount.briefs.render.backtest_page import backtest_page
from whipcount.forecasts.backtesting.backtest import Backtest, Row
from whipcount.forecasts.backtesting.report import summary
from whipcount.forecasts.core.scores import brier, cluster_bootstrap, logarithmic, reliability

SHORT = ((60, 112, 209, 391, 730), (90, 180, 365))
"""Ages in days to look ahead from, and days ahead: those of ``whipcount backtest``."""
LONG = ((180, 365, 730, 1460), (365, 730, 1826))
"""The same in years."""
OFF = 0.04
"""What is asked of calibration: how far a tenth of fifty forecasts or more may be off."""
TENTHS = tuple(round(i / 10, 1) for i in range(11))


@dataclass(frozen=True)
class Said:
    """What every rival said of one horizon of one look at a decision, and what happened."""

    decision: str
    cluster: str
    treaty: bool
    everyone: bool
    members: int
    age: int
    horizon: int
    span: str
    outcome: bool
    said: dict[str, float]


GROUPS: tuple[tuple[str, Any], ...] = (
    ("treaties", lambda r: r.treaty),
    ("treaties, thresholds", lambda r: r.treaty and not r.everyone),
    ("treaties, thresholds below 100 members", lambda r: r.treaty and not r.everyone and r.members < 100),
    ("treaties, thresholds from 100 members", lambda r: r.treaty and not r.everyone and r.members >= 100),
    ("treaties that need all", lambda r: r.treaty and r.everyone),
    ("older tables", lambda r: not r.treaty),
    ("all that need all", lambda r: r.everyone),
    ("... of up to 12 members", lambda r: r.everyone and r.members <= 12),
    ("... of more", lambda r: r.everyone and r.members > 12),
)


def tell(rows: Sequence[Said], *, main: str) -> dict[str, Any]:
    """Print everything; the figures by group and span.

    Args:
        rows: what was said.
        main: the forecaster that all others are set against.
    """
    figures: dict[str, Any] = {}
    for span, words in (("short", "90, 180 and 365 days"), ("long", "1, 2 and 5 years")):
        for name, inside in GROUPS:
            mine = [row for row in rows if row.span == span and inside(row)]
            if mine:
                figures[f"{name}, {span}"] = _group(f"{name}, {words} ahead", mine, main)
    _calibration(rows, main)
    _worst(rows, main)
    return figures


def _group(title: str, rows: Sequence[Said], main: str) -> dict[str, Any]:
    decisions, clusters = len({r.decision for r in rows}), len({r.cluster for r in rows})
    outcome = np.array([row.outcome for row in rows], dtype=float)
    print(f"\n{title}: {len(rows)} forecasts of {decisions} decisions in {clusters} clusters, {outcome.mean():.0%} met")
    print(f"  {'':40}{'Brier':>8}{'log':>8}   Brier less that of {main}")
    names = list(rows[0].said)
    number = {cluster: n for n, cluster in enumerate(sorted({r.cluster for r in rows}))}
    labels = [number[row.cluster] for row in rows]
    squares = {name: brier([row.said[name] for row in rows], outcome) for name in names}
    logs = {name: logarithmic([row.said[name] for row in rows], outcome) for name in names}
    found: dict[str, Any] = {"brier": 0.0, "log": 0.0, "forecasts": len(rows), "rivals": {}}
    for name in names:
        line = f"  {name:40}{squares[name].mean():8.4f}{logs[name].mean():8.4f}"
        told: dict[str, Any] = {
            "brier": round(float(squares[name].mean()), 4), "log": round(float(logs[name].mean()), 4)
        }  # fmt: skip
        if name != main:
            gap = cluster_bootstrap(squares[name] - squares[main], labels)
            line += f"   {gap.mean:+.4f} [{gap.low:+.4f}, {gap.high:+.4f}]"
            told[f"less {main}"] = [round(v, 4) for v in (gap.mean, gap.low, gap.high)]
        print(line)
        found["rivals"][name] = told
    found["brier"], found["log"] = found["rivals"][main]["brier"], found["rivals"][main]["log"]
    return found


def _calibration(rows: Sequence[Said], main: str) -> None:
    for span in ("short", "long"):
        mine = [row for row in rows if row.span == span]
        bars = reliability([r.said[main] for r in mine], [float(r.outcome) for r in mine], TENTHS)
        print(f"\nsaid -> happened, {main}, {span}, by tenth")
        for bar in bars:
            flag = "  beyond 4 points" if bar.count >= 50 and abs(bar.forecast - bar.happened) > OFF else ""
            print(f"  {bar.forecast:5.2f} -> {bar.happened:5.2f}   {bar.count:5d} forecasts{flag}")
        by_chance = [_off_by_chance(bar.forecast, bar.count) for bar in bars if bar.count >= 50]
        none = np.prod([1 - chance for chance in by_chance])
        print(f"  were every chance right: {sum(by_chance):.1f} of {len(by_chance)} tenths beyond {OFF} by chance,")
        print(f"  and none of them once in {1 / none:.0f} (as if no two forecasts were of one decision)")


def _off_by_chance(said: float, count: int) -> float:
    """How likely the share that happens is off by more than ``OFF`` where each of so many happens with that chance."""
    happened = np.arange(count + 1)
    return float(binom.pmf(happened, count, said)[np.abs(happened / count - said) > OFF].sum())


def _worst(rows: Sequence[Said], main: str) -> None:
    by: dict[str, list[Said]] = {}
    for row in rows:
        by.setdefault(row.decision, []).append(row)
    loss = {name: float(np.mean([(r.said[main] - r.outcome) ** 2 for r in mine])) for name, mine in by.items()}
    print("\nthe ten worst decisions: Brier, forecasts, said on average, happened")
    for name in sorted(loss, key=lambda n: (-loss[n], n))[:10]:
        mine = by[name]
        said, happened = np.mean([r.said[main] for r in mine]), np.mean([r.outcome for r in mine])
        rule = "all" if mine[0].everyone else "threshold"
        print(f"  {loss[name]:.3f}  {len(mine):3d}  {said:.2f}  {happened:.2f}  {rule:9}  {name[:90]}")


def page_of(rows: Sequence[Said], *, main: str, span: str, title: str) -> str:
    """The page of a backtest from what was said: reliability, by rule and size, the worst decisions drawn.

    Args:
        rows: what was said.
        main: whose calibration and decisions are drawn.
        span: "short" or "long".
        title: what it was made from, told on the page.
    """
    number = {cluster: n for n, cluster in enumerate(sorted({row.cluster for row in rows}))}
    mine = [row for row in rows if row.span == span]
    names = tuple(mine[0].said)
    made = tuple(
        Row(row.decision, number[row.cluster], date.min, row.age, row.horizon, name, row.said[name], row.outcome,
            row.everyone, row.members)
        for name in names
        for row in mine
    )  # fmt: skip
    result = Backtest(made, (), names, ())
    return backtest_page(result, summary(result), main=main, sources=[title])
