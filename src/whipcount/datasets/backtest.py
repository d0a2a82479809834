"""The backtest that comes with the package: how good the fitted forecasts have been on the package's own tables.

``backtest.json`` is written by ``python benchmarks/record.py`` and carries the hash of the tables that it was made
from: where the tables have changed since, :func:`is_stale` says so.
"""

from __future__ import annotations

import hashlib
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from whipcount.datasets import SETS, ratifications_text
from whipcount.errors import DatasetError

Share = Annotated[float, Field(ge=0, le=1)]
Score = Annotated[float, Field(ge=0, allow_inf_nan=False)]
Signed = Annotated[float, Field(allow_inf_nan=False)]
Text = Annotated[str, Field(min_length=1, max_length=300)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ReliabilityBin(_Part):
    """Forecasts of like height: what they said on average, the share that happened, how many they are."""

    low: Share
    high: Share
    forecast: Share
    happened: Share
    count: int = Field(ge=1)


class ForecasterScores(_Part):
    """Mean scores of one forecaster; CRPS of the time to all in days, cut off at 730.

    ``brier_differences``: the Brier score of each rival less this one's, and the bounds of 95% of cluster-bootstrap
    means; above nought this one is better.
    """

    name: Text
    brier: Score
    brier_interval: tuple[Score, Score]
    log: Score
    crps_days: Score
    sharpness: Score
    reliability: tuple[ReliabilityBin, ...] = Field(min_length=1)
    brier_differences: dict[Text, tuple[Signed, Signed, Signed]]


class ScoredForecast(_Part):
    """What every forecaster said of one decision at one age (days) for one horizon (days); ``p`` in their order."""

    age: int = Field(ge=0)
    horizon: int = Field(gt=0)
    happened: bool
    p: tuple[Share, ...]


class ScoredDecision(_Part):
    """One decision of the past with its forecasts."""

    decision: Text
    opened: date
    forecasts: tuple[ScoredForecast, ...] = Field(min_length=1)

    def day(self, forecast: ScoredForecast) -> date:
        """The day that a forecast looks ahead from."""
        return self.opened + timedelta(days=forecast.age)

    def brier(self, place: int) -> float:
        """The mean Brier score of the forecaster at ``place`` in the table's order."""
        return sum((f.p[place] - f.happened) ** 2 for f in self.forecasts) / len(self.forecasts)


class ScoredTable(_Part):
    """The backtest on one table of consents."""

    table: Text
    clusters: int = Field(ge=1)
    unresolved: int = Field(ge=0)
    blocked: tuple[Text, ...]
    skipped: dict[Text, Text]
    forecasters: tuple[ForecasterScores, ...] = Field(min_length=1)
    decisions: tuple[ScoredDecision, ...] = Field(min_length=1)

    @property
    def names(self) -> tuple[str, ...]:
        """The forecasters, in the order of every ``p``."""
        return tuple(one.name for one in self.forecasters)

    @property
    def count(self) -> int:
        """Forecasts of each forecaster."""
        return sum(len(one.forecasts) for one in self.decisions)

    @model_validator(mode="after")
    def _holds_together(self) -> ScoredTable:
        names = self.names
        if len(set(names)) < len(names):
            raise ValueError("a forecaster is named twice")
        for one in self.forecasters:
            if set(one.brier_differences) != set(names) - {one.name}:
                raise ValueError(f"{one.name}: differences are not to all others")
            if sum(b.count for b in one.reliability) != self.count:
                raise ValueError(f"{one.name}: the reliability groups do not hold every forecast")
        if any(len(f.p) != len(names) for one in self.decisions for f in one.forecasts):
            raise ValueError("a forecast does not have one p a forecaster")
        for place, one in enumerate(self.forecasters):
            total = sum(len(d.forecasts) * d.brier(place) for d in self.decisions)
            if abs(total / self.count - one.brier) > 2e-4:  # p is kept to four places
                raise ValueError(f"{one.name}: the forecasts do not give its Brier score")
        return self


class BacktestRecord(_Part):
    """The whole file: what it was made from and by, and the backtest on each table.

    ``main`` names the forecaster that the differences and the reliability are drawn for.
    """

    made_on: date
    command: Text
    version: Text
    corpus: str = Field(pattern="^[0-9a-f]{64}$")
    opened_from: date
    paths: int = Field(ge=1)
    main: Text
    tables: tuple[ScoredTable, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _main_is_scored(self) -> BacktestRecord:
        if any(self.main not in table.names for table in self.tables):
            raise ValueError(f"{self.main} is not scored on every table")
        return self


def corpus_hash() -> str:
    """SHA-256 of the package's tables of consents, in the order of ``SETS``."""
    return hashlib.sha256("".join(ratifications_text(name) for name in SETS).encode()).hexdigest()


def read_backtest(text: str, *, where: str) -> BacktestRecord:
    """A record of a backtest from the text of its file.

    Raises:
        DatasetError: the file does not hold together; told with the first places where it does not.
    """
    try:
        return BacktestRecord.model_validate_json(text)
    except ValidationError as error:
        problems = "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors()[:3])
        raise DatasetError(problems, where=where, accepted="what benchmarks/record.py writes") from error


@cache
def load_backtest() -> BacktestRecord:
    """The record that comes with the package.

    Raises:
        DatasetError: the file does not hold together.

    >>> [table.table for table in load_backtest().tables]
    ['unanimity', 'environmental_treaties']
    """
    return read_backtest(
        files("whipcount.datasets").joinpath("backtest.json").read_text("utf-8"), where="backtest.json"
    )


@cache
def is_stale() -> bool:
    """Whether the package's tables are others than those that its backtest was made from."""
    return load_backtest().corpus != corpus_hash()
