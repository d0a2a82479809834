"""Consents over time in Python: learn from tables of decisions, forecast open ones, score on past ones."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from whipcount.api.desk import Day, _day
from whipcount.api.table import Tabular, records_of
from whipcount.errors import ForecastError, InputError
from whipcount.forecasts.core.contract import Forecaster
from whipcount.forecasts.core.decisions import Decision, Snapshot
from whipcount.forecasts.core.outlook import Reference
from whipcount.forecasts.core.table import load_decisions, parse_table
from whipcount.forecasts.core.training import packaged_decisions
from whipcount.forecasts.horizon.shipped import shipped

HORIZONS = (90, 180, 365, 730, 1825)
MODELS = ("pool", "coupled")


@dataclass(frozen=True, repr=False)
class Predictions(Tabular):
    """Chances that decisions are met by days: a row a decision and horizon."""

    made: tuple[tuple[str, date, int, float, Reference | None], ...]
    model: str

    def rows(self) -> list[dict[str, Any]]:
        """Decision, day of the forecast, days ahead, the day, the chance; and the reference class: so many past
        decisions that stood alike, so many of them met in as many days (None where too few are known).
        """
        return [
            {"decision": name, "as_of": day.isoformat(), "days": ahead, "by": (day + timedelta(days=ahead)).isoformat(),
             "probability": p, "alike": like.cases if like else None, "alike_met": like.happened if like else None}
            for name, day, ahead, p, like in self.made
        ]  # fmt: skip

    def headline(self) -> str:
        """How many decisions, by which model, and what they are held against."""
        decisions = len({name for name, *_ in self.made})
        reference = next((like.told for *_, like in self.made if like), "")
        return f"{decisions} decisions, model {self.model}" + (f"; {reference}" if decisions == 1 and reference else "")


@dataclass(frozen=True, repr=False)
class Scores(Tabular):
    """What forecasts of past decisions were worth: a row a forecaster; lower is better."""

    summary: dict[str, Any]

    def rows(self) -> list[dict[str, Any]]:
        """Brier and logarithmic score, with the 95% interval of the first by a bootstrap over clusters."""
        return [
            {"forecaster": name, "brier": told["brier"], "low": told["brier_interval"][0],
             "high": told["brier_interval"][1], "log": told["log"]}
            for name, told in self.summary["forecasters"].items()
        ]  # fmt: skip

    def headline(self) -> str:
        """How many forecasts of how many decisions, and what was left out."""
        scores = self.summary
        left = f"; {len(scores['skipped'])} left out" if scores["skipped"] else ""
        return (
            f"{scores['forecasts']} forecasts of {scores['decisions']} decisions in {scores['clusters']} clusters{left}"
        )


@dataclass(frozen=True)
class Consents:
    """A forecaster of consents, and the decisions that it has learned from."""

    forecaster: Forecaster
    learned: tuple[Decision, ...]
    model: str

    def predict(self, decisions: Any, *, as_of: Day = None, horizons: Sequence[int] = HORIZONS) -> Predictions:
        """The chance that each open decision is met within some days.

        Args:
            decisions: a file or a frame, as :func:`fit` takes it.
            as_of: the day of the forecast; by default the day of the copy that a table's notes tell ("as of DAY"), or
                of its last news where all have consented.
            horizons: days ahead, up to five years.

        Raises:
            ForecastError: the table does not hold together or does not tell as of when it is, or a day before a
                decision's opening.
        """
        day = _day(as_of, "as_of")
        rows: list[tuple[str, date, int, float, Reference | None]] = []
        for decision in _decisions(decisions):
            when = day or decision.seen_until
            if day is None and not decision.as_of_told:
                raise ForecastError(
                    f"members are pending, and as of when is not told (its last news is of {decision.seen_until})",
                    where=decision.name,
                    accepted="as_of=DAY, or a note 'as of DAY' in the table",
                )
            if when < decision.opened:
                raise ForecastError(
                    f"{when} is before it was opened", where=decision.name, accepted=f"{decision.opened}"
                )
            snapshot = decision.as_of(when)
            curve = None if snapshot.met else self.forecaster.forecast(self._history(when), snapshot)
            rows += [
                (decision.name, when, days, 1.0, None)
                if curve is None
                else (decision.name, when, days, curve.at(days), shipped().past.like(snapshot, days))
                for days in horizons
            ]
        return Predictions(tuple(rows), self.model)

    def score(self, decisions: Any, *, horizons: Sequence[int] = HORIZONS) -> Scores:
        """Forecast past decisions from days of the past and score it, beside the baselines.

        Each decision is left out of what is learned from, with those parallel to it.

        Raises:
            ForecastError: the table does not hold together, or nothing of it can be scored.
        """
        from whipcount.forecasts.backtesting.backtest import cases, run
        from whipcount.forecasts.backtesting.baselines import baselines
        from whipcount.forecasts.backtesting.report import summary
        from whipcount.forecasts.horizon.forecaster import ConsentsPool, ConsentsPoolThen

        found, skipped = cases(self.learned, _decisions(decisions), horizons=horizons)
        rivals: list[Forecaster] = [*baselines(), ConsentsPool(), ConsentsPoolThen(), self.forecaster]
        return Scores(summary(run(found, rivals, horizons=horizons, skipped=skipped)))

    def _history(self, day: date) -> tuple[Snapshot, ...]:
        return tuple(decision.as_of(day) for decision in self.learned if decision.opened < day)


def fit(decisions: Any = None, *, model: str | None = None) -> Consents:
    """A forecaster of when members consent.

    Args:
        decisions: to learn from, beside those that come with the package: a CSV file, or a frame with the columns of
            docs/forecasts.md (``decision, member, rule, opened, consented`` at least).
        model: ``"pool"``, what ``whipcount forecast`` says where nobody is heard: the pooled model that ships fitted,
            as of the forecast's day, and for long lists of all the hazard beside it (it learns nothing from
            ``decisions``); or ``"coupled"``, the hazard alone, which learns from them each time. By default the pool,
            and the hazard where decisions are given.

    Raises:
        ForecastError: the table does not hold together.

    >>> fit().model
    'pool'
    """
    table = () if decisions is None else _decisions(decisions)
    name = model or ("coupled" if table else "pool")
    if name not in MODELS:
        raise InputError(f"no model {name!r}", where="model", accepted=", ".join(MODELS))
    forecaster: Forecaster
    if name == "pool":
        from whipcount.forecasts.joint import JointForecast

        forecaster = JointForecast()
    else:
        from whipcount.forecasts.hazard.coupled import Coupled

        forecaster = Coupled()
    return Consents(forecaster, (*packaged_decisions(), *table), name)


def _decisions(source: Any) -> tuple[Decision, ...]:
    if isinstance(source, str | Path):
        return load_decisions([source])
    rows = records_of(source, where="decisions", columns=("decision", "member", "rule", "opened", "consented"))
    if not rows:
        raise InputError("there are no rows", where="decisions", accepted="a row a member of a decision")
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: "" if value is None else value for name, value in row.items()} for row in rows)
    return tuple(parse_table(out.getvalue(), where="decisions"))
