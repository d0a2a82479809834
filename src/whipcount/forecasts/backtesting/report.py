"""What a backtest says, as plain data: scores, differences with their intervals, reliability, results by kind of rule
and by decision.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from whipcount.forecasts.backtesting.backtest import Backtest, Row
from whipcount.forecasts.core.scores import brier, cluster_bootstrap, logarithmic, reliability, sharpness

MANY = 300
"""Forecasts from which on reliability is told by tenths."""
TENTHS = tuple(round(i / 10, 1) for i in range(11))
GROUPS: tuple[tuple[str, Callable[[Row], bool]], ...] = (
    ("all of up to 12 members", lambda row: row.everyone and row.members <= 12),
    ("all of more members", lambda row: row.everyone and row.members > 12),
    ("a number of fewer than 100 members", lambda row: not row.everyone and row.members < 100),
    ("a number of 100 or more members", lambda row: not row.everyone and row.members >= 100),
)
"""Kinds of rule and size that are told apart."""


def summary(result: Backtest) -> dict[str, Any]:
    """Everything that is published of a backtest.

    Differences are rival minus forecaster: above nought, the forecaster is better.
    """
    first = result.of(result.forecasters[0])
    labels = [row.cluster for row in first]
    outcome = np.array([row.outcome for row in first], dtype=float)
    squares, logs_of = {}, {}
    by_forecaster: dict[str, Any] = {}
    for name in result.forecasters:
        p = np.array([row.p for row in result.of(name)])
        squares[name] = brier(p, outcome)
        logs = logs_of[name] = logarithmic(p, outcome)
        times = [t.crps for t in result.times if t.forecaster == name]
        bars = reliability(p, outcome, TENTHS) if len(p) >= MANY else reliability(p, outcome)
        by_forecaster[name] = {
            "brier": float(squares[name].mean()),
            "log": float(logs.mean()),
            "crps_days": float(np.mean(times)) if times else float("nan"),
            "sharpness": sharpness(p),
            "brier_interval": _pair(squares[name], labels),
            "reliability": [
                {"low": b.low, "high": b.high, "forecast": b.forecast, "happened": b.happened, "count": b.count}
                for b in bars
            ],
        }
    for name in result.forecasters:
        by_forecaster[name]["brier_differences"] = {
            rival: [float((squares[rival] - squares[name]).mean()), *_pair(squares[rival] - squares[name], labels)]
            for rival in result.forecasters
            if rival != name
        }
    by_decision: dict[str, dict[str, float]] = {}
    for name in result.forecasters:
        rows = result.of(name)
        for decision in sorted({row.decision for row in rows}):
            mine = [(row.p - row.outcome) ** 2 for row in rows if row.decision == decision]
            by_decision.setdefault(decision, {})[name] = float(np.mean(mine))
    groups = [(title, [inside(row) for row in first]) for title, inside in GROUPS]
    return {
        "by_rule": [
            {
                "rule": title,
                "forecasts": sum(mine),
                "decisions": len({row.decision for row, here in zip(first, mine, strict=True) if here}),
                "brier": {name: float(squares[name][mine].mean()) for name in result.forecasters},
                "log": {name: float(logs_of[name][mine].mean()) for name in result.forecasters},
            }
            for title, mine in groups
            if any(mine)
        ],
        "forecasts": len(first),
        "decisions": len({row.decision for row in first}),
        "clusters": len(set(labels)),
        "unresolved": result.unresolved,
        "blocked": list(result.blocked),
        "forecasters": by_forecaster,
        "by_decision": by_decision,
        "skipped": [{"decision": name, "reason": reason} for name, reason in result.skipped],
    }


def _pair(values: Any, labels: list[int]) -> list[float]:
    interval = cluster_bootstrap(values, labels)
    return [interval.low, interval.high]
