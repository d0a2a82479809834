"""What a backtest says, as plain data: scores, differences with their intervals, reliability, results by decision."""

from __future__ import annotations

from typing import Any

import numpy as np

from whipcount.forecasts.backtesting.backtest import Backtest
from whipcount.forecasts.core.scores import brier, cluster_bootstrap, logarithmic, reliability, sharpness


def summary(result: Backtest) -> dict[str, Any]:
    """Everything that is published of a backtest.

    Differences are rival minus forecaster: above nought, the forecaster is better.
    """
    first = result.of(result.forecasters[0])
    labels = [row.cluster for row in first]
    outcome = np.array([row.outcome for row in first], dtype=float)
    squares = {}
    told: dict[str, Any] = {}
    for name in result.forecasters:
        p = np.array([row.p for row in result.of(name)])
        squares[name] = brier(p, outcome)
        logs = logarithmic(p, outcome)
        times = [t.crps for t in result.times if t.forecaster == name]
        bars = reliability(p, outcome)
        told[name] = {
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
        told[name]["brier_differences"] = {
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
    return {
        "forecasts": len(first),
        "decisions": len({row.decision for row in first}),
        "clusters": len(set(labels)),
        "unresolved": result.unresolved,
        "blocked": list(result.blocked),
        "forecasters": told,
        "by_decision": by_decision,
        "skipped": [{"decision": name, "reason": reason} for name, reason in result.skipped],
    }


def _pair(values: Any, labels: list[int]) -> list[float]:
    interval = cluster_bootstrap(values, labels)
    return [interval.low, interval.high]
