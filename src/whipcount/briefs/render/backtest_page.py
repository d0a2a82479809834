"""The page of a backtest: one self-contained HTML file, no script, charts as SVG."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from markupsafe import Markup

from whipcount.briefs.charts.backtest import decision_chart, intervals_chart, reliability_chart
from whipcount.briefs.charts.svg import Bar, bars
from whipcount.briefs.render.html import environment, page_policy, style
from whipcount.forecasts.backtesting.backtest import Backtest, Row
from whipcount.forecasts.core.scores import Bin, Interval

WORST = 10
"""Decisions that are told as the worst."""
MOST_DRAWN = 40
"""Decisions up to which all are drawn; of more the worst."""


def backtest_page(result: Backtest, told: Mapping[str, Any], *, main: str, sources: Sequence[str] = ()) -> str:
    """The report of a backtest as one HTML string.

    Args:
        result: what the backtest found.
        told: its summary (:func:`whipcount.forecasts.backtesting.report.summary`).
        main: the forecaster whose calibration and decisions are drawn.
        sources: names of the files, as told to the reader.
    """
    css = style()
    figures = told["forecasters"]
    rows = result.of(main)
    loss = {name: scores[main] for name, scores in told["by_decision"].items()}
    worst = sorted(loss, key=lambda name: (-loss[name], name))[:WORST]
    decisions = sorted(loss) if len(loss) <= MOST_DRAWN else worst
    charts = {
        "reliability": _safe(
            reliability_chart(
                [Bin(**one) for one in figures[main]["reliability"]], key="reliability", title=f"Reliability of {main}"
            )
        ),
        "differences": _safe(
            intervals_chart(
                [(name, Interval(*difference)) for name, difference in figures[main]["brier_differences"].items()],
                key="differences",
                title=f"Brier score: others less {main}",
            )
        ),
        "ages": _safe(bars(_by_age(rows), key="ages", title="Brier score by age of the decision, days")),
        "sharpness": _safe(bars(_heights(rows), key="sharpness", title="How many forecasts, by height")),
    }
    drawn = [
        (name, _safe(decision_chart([r for r in rows if r.decision == name], key=f"d{number}", title=name)))
        for number, name in enumerate(decisions)
    ]
    template = environment().get_template("backtest.html")
    return template.render(
        worst=[(name, loss[name]) for name in worst], left_out=len(loss) - len(decisions),
        told=told, figures=figures, main=main, charts=charts, drawn=drawn, sources=list(sources),
        names=list(result.forecasters), css=Markup(css), csp=page_policy(css),  # noqa: S704  (our own style sheet)
    )  # fmt: skip


def _safe(svg: str) -> Markup:
    return Markup(svg)  # noqa: S704  (made by the chart modules from escaped pieces)


def _by_age(rows: Sequence[Row]) -> list[Bar]:
    items = []
    for age in sorted({row.age for row in rows}):
        mine = [(row.p - row.outcome) ** 2 for row in rows if row.age == age]
        items.append(Bar(f"{age} days ({len(mine)} forecasts)", float(np.mean(mine)), f"{np.mean(mine):.3f}"))
    return items


def _heights(rows: Sequence[Row]) -> list[Bar]:
    counts, _ = np.histogram([row.p for row in rows], bins=np.linspace(0, 1, 11))
    return [Bar(f"{10 * n} to {10 * n + 10}%", float(count), str(count)) for n, count in enumerate(counts)]
