"""The record of the backtest: how good the fitted forecasts have been on decisions of the past, and where they fail."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from whipcount.briefs.charts.backtest import intervals_chart, reliability_chart
from whipcount.datasets.backtest import BacktestRecord, ForecasterScores, ScoredTable, is_stale, load_backtest
from whipcount.forecasts.core.scores import Bin, Interval
from whipcount.web.frame import Frame, Page

CASE = ("table", "decision", "as_of", "age", "horizon", "happened")
WORST = 3  # decisions told as those on which the model did worst
HIGH = 0.7  # from here on the model was sure that it would happen


def backtest(frame: Frame, request: Request) -> Response:
    """The packaged backtest: scores, differences with intervals, reliability, every decision."""
    record = load_backtest()
    columns = (*CASE, *dict.fromkeys(name for table in record.tables for name in table.names))
    content = {**record.model_dump(mode="json"), "stale": is_stale()}
    return frame.faces(request, content, columns, list(_cases(record)), "backtest") or frame.page(
        request,
        "backtest-record.html",
        record=record,
        stale=is_stale(),
        parts=[_part(table, record.main) for table in record.tables],
    )


def _cases(record: BacktestRecord) -> Iterator[dict[str, Any]]:
    """One row a decision, age and horizon: what each forecaster said."""
    for table in record.tables:
        for one in table.decisions:
            for made in one.forecasts:
                where = (table.table, one.decision, one.day(made), made.age, made.horizon, made.happened)
                yield dict(zip(CASE, where, strict=True)) | dict(zip(table.names, made.p, strict=True))


def _part(table: ScoredTable, main: str) -> dict[str, Any]:
    """What the page shows of one table."""
    place = table.names.index(main)
    scores = table.forecasters[place]
    name = table.table.replace("_", " ")
    by_decision = [
        (one, [one.brier(at) for at in range(len(table.names))])
        for one in sorted(table.decisions, key=lambda one: -one.brier(place))
    ]
    return {
        "table": table,
        "name": name,
        "main": scores,
        "by_decision": by_decision,
        "worst": by_decision[:WORST],
        "beyond_chance": [rival for rival, (_, low, high) in scores.brier_differences.items() if low > 0 or high < 0],
        "high": _high(table, place),
        "farthest": max(scores.reliability, key=lambda one: abs(one.forecast - one.happened) * one.count),
        "differences": _chart(
            intervals_chart(
                [(rival, Interval(*gap)) for rival, gap in scores.brier_differences.items()],
                key=f"differences-{table.table}",
                title=f"Brier score: others less {main}, {name}",
            )
        ),
        "reliability": _chart(_reliability(scores, table.table, f"Reliability of {main}, {name}")),
    }


def _reliability(scores: ForecasterScores, key: str, title: str) -> str:
    bins = [Bin(one.low, one.high, one.forecast, one.happened, one.count) for one in scores.reliability]
    return reliability_chart(bins, key=f"reliability-{key}", title=title)


def _high(table: ScoredTable, place: int) -> dict[str, Any]:
    """The forecasts that were sure: how many of how many decisions, what they said, and how often it happened."""
    high = [(one.decision, f) for one in table.decisions for f in one.forecasts if f.p[place] >= HIGH]
    count = len(high)
    return {
        "count": count,
        "decisions": len({name for name, _ in high}),
        "said": sum(f.p[place] for _, f in high) / count if count else None,
        "happened": sum(f.happened for _, f in high) / count if count else None,
    }


def _chart(svg: str) -> Markup:
    return Markup(svg)  # noqa: S704  (made by the chart modules from escaped pieces)


PAGES: dict[str, Page] = {"/record/backtest": backtest}
