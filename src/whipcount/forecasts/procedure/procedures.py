"""Decisions in several stages, run forward: invitation at a meeting, talks, protocol, ratification by each, deposit.

A procedure of :mod:`whipcount.rules.procedure` says which stages follow each other. Here each stage that is not done
gets a *clock*: when it ends on each simulated path, given when it begins. Ends are passed on path by path, so the
chance that the whole is done by a day holds every way of getting there. Stages are independent given when they begin:
a hard invitation does not make the ratification harder here, so long procedures come out a little too certain.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from whipcount.errors import ForecastError
from whipcount.forecasts.core.contract import GRID, Curve
from whipcount.forecasts.core.quantiles import normal_quantile
from whipcount.rules.procedure import Procedure

Array = NDArray[np.float64]
MAX_PATHS = 1_000_000


class Clock(Protocol):
    """When a stage ends, on each path."""

    def ends(self, begins: Array, random: np.random.Generator) -> Array:
        """Days from the day of the forecast at which the stage ends; infinite where it never does.

        Args:
            begins: the days at which it begins, finite, shape (paths,).
            random: to draw from.
        """
        ...


@dataclass(frozen=True, slots=True)
class Meetings:
    """The body decides at one of its meetings.

    Attributes:
        days: days ahead of the meetings, rising.
        chances: the chance that it is decided at each, were it not decided before and nothing else known.
        persistence: how much the meetings' moods have in common, 0 (each is fresh) to 1 (what fails once fails again at
            the same chance). A stated prior; no table tells it.

    >>> ends = Meetings((4, 200), (0.1, 0.5), 0.0).ends(np.zeros(100_000), np.random.default_rng(1))
    >>> [round(float((ends <= day).mean()), 2) for day in (4, 200)]
    [0.1, 0.55]
    """

    days: tuple[float, ...]
    chances: tuple[float, ...]
    persistence: float = 0.5

    def __post_init__(self) -> None:
        if len(self.days) != len(self.chances) or not self.days:
            raise ForecastError(
                f"{len(self.chances)} chances for {len(self.days)} meetings", accepted="one a meeting, at least one"
            )
        if any(not b > a for a, b in zip((-1.0, *self.days), self.days, strict=False)):
            raise ForecastError("the days of meetings must rise from nought", accepted="days ahead, in order")
        if not all(0 <= p <= 1 for p in (*self.chances, self.persistence)):
            raise ForecastError("a chance or a persistence that is no probability", accepted="0 to 1")

    def ends(self, begins: Array, random: np.random.Generator) -> Array:
        """The first meeting, from the stage's begin on, at which it is decided."""
        shared = np.sqrt(self.persistence) * random.standard_normal(len(begins))
        ends = np.full(len(begins), np.inf)
        for day, chance in zip(self.days, self.chances, strict=True):
            mood = shared + np.sqrt(1 - self.persistence) * random.standard_normal(len(begins))
            decided = (mood <= normal_quantile(chance)) & (begins <= day) & np.isinf(ends)
            ends[decided] = day
        return ends


@dataclass(frozen=True, slots=True)
class Lasting:
    """A stage that takes its time, whoever acts: a log-normal duration.

    Attributes:
        median: days.
        spread: standard deviation of the duration's logarithm.
        never: the chance that it never ends.
    """

    median: float
    spread: float = 0.5
    never: float = 0.0

    def __post_init__(self) -> None:
        if not (0 < self.median < np.inf and 0 <= self.spread < np.inf):
            raise ForecastError(
                f"a duration of {self.median} days, spread {self.spread}", accepted="days above nought, and a spread"
            )
        if not 0 <= self.never <= 1:
            raise ForecastError("never is no probability", accepted="0 to 1")

    def ends(self, begins: Array, random: np.random.Generator) -> Array:
        """Begin and duration added up."""
        long = self.median * np.exp(self.spread * random.standard_normal(len(begins)))
        return np.where(random.random(len(begins)) < self.never, np.inf, begins + long)


@dataclass(frozen=True, eq=False)
class Consents:
    """Members consent one by one: begun when the stage begins.

    Attributes:
        curve: the chance that the rule is met, from its opening on (or from where it stands, for the stage that is
            under way); what is not met within five years is taken as never.
    """

    curve: Curve

    def ends(self, begins: Array, random: np.random.Generator) -> Array:
        """A day drawn from the curve for each (by its inverse)."""
        level = random.random(len(begins))
        cdf = self.curve.cdf
        days = np.interp(level, cdf, GRID)
        return np.where(level > cdf[-1], np.inf, begins + days)


@dataclass(frozen=True, eq=False)
class ProcedureForecast:
    """A procedure run forward.

    Attributes:
        name: of the procedure.
        as_of: the day of the forecast.
        stages: those that are not done, in order.
        ends: day ahead at which each ends on each path, infinite where it does not, shape (paths, stages).
    """

    name: str
    as_of: date
    stages: tuple[str, ...]
    ends: Array

    def chance(self, by: date, stage: str | None = None) -> float:
        """The chance that a stage (the last one if left out: the whole) is done by a day."""
        return float((self.ends[:, self._place(stage)] <= (by - self.as_of).days).mean())

    def quantile(self, level: float, stage: str | None = None) -> float | None:
        """Days ahead by which it is done with this chance; ``None`` where it does not reach it."""
        if not 0 < level < 1:
            raise ForecastError(f"a quantile at {level}", accepted="above 0 and below 1")
        value = float(np.quantile(self.ends[:, self._place(stage)], level, method="inverted_cdf"))
        return value if np.isfinite(value) else None

    def durations(self, stage: str) -> Array:
        """Days that a stage takes, on the paths on which it ends."""
        place = self._place(stage)
        ended = np.isfinite(self.ends[:, place])
        begins = self.ends[ended, place - 1] if place else 0.0
        return np.asarray(self.ends[ended, place] - begins)

    def standing(self, by: date) -> dict[str, float]:
        """Where it stands on a day: the chance of each stage to be the one under way, and of ``done``."""
        done = (self.ends <= (by - self.as_of).days).sum(axis=1)
        return {name: float((done == place).mean()) for place, name in enumerate((*self.stages, "done"))}

    def _place(self, stage: str | None) -> int:
        if stage is None:
            return len(self.stages) - 1
        if stage not in self.stages:
            raise ForecastError(f"{stage!r} is no stage ahead", where=self.name, accepted=", ".join(self.stages))
        return self.stages.index(stage)


def run_procedure(
    procedure: Procedure,
    clocks: Mapping[str, Clock],
    *,
    as_of: date,
    done: Collection[str] = (),
    paths: int = 10_000,
    seed: int = 20_260_704,
) -> ProcedureForecast:
    """Run a procedure forward from where it stands.

    Args:
        procedure: the stages.
        clocks: one for each stage that is not done, by name.
        as_of: the day of the forecast.
        done: stages that are done: the first ones.
        paths: simulated futures.
        seed: same seed, same bits; each stage draws from a stream of its own, so that another clock for one stage
            leaves the draws of the others alone.

    Raises:
        ForecastError: stages without a clock, clocks for no stage, all done, or a number of paths out of range.

    >>> from whipcount.rules.procedure import Stage
    >>> admission = Procedure("admission", (Stage("invitation"), Stage("talks")))
    >>> clocks = {"invitation": Meetings((30,), (0.5,)), "talks": Lasting(60, spread=0)}
    >>> forecast = run_procedure(admission, clocks, as_of=date(2030, 1, 1))
    >>> forecast.chance(date(2030, 3, 1)), round(forecast.chance(date(2030, 4, 1)), 1)
    (0.0, 0.5)
    """
    names = [stage.name for stage in procedure.stages]
    ahead = names[len(done) :]
    if set(done) != set(names[: len(done)]):
        raise ForecastError(f"done are {', '.join(sorted(done))}", where=procedure.name, accepted="the first stages")
    if not ahead:
        raise ForecastError("all stages are done", where=procedure.name, accepted="a procedure under way")
    _check_clocks(procedure.name, ahead, names, clocks)
    if not 1 <= paths <= MAX_PATHS:
        raise ForecastError(f"{paths} paths", accepted=f"1 to {MAX_PATHS:,}")
    ends = np.full((paths, len(ahead)), np.inf)
    begins = np.zeros(paths)
    for place, name in enumerate(ahead):
        stream = np.random.Generator(np.random.PCG64([seed, names.index(name)]))
        alive = np.isfinite(begins)
        every = clocks[name].ends(np.where(alive, begins, 0.0), stream)
        ends[:, place] = np.where(alive, every, np.inf)
        begins = ends[:, place]
    return ProcedureForecast(procedure.name, as_of, tuple(ahead), ends)


def _check_clocks(where: str, ahead: Sequence[str], names: Sequence[str], clocks: Mapping[str, Clock]) -> None:
    missing = [name for name in ahead if name not in clocks]
    if missing:
        raise ForecastError(f"no clock for {', '.join(missing)}", where=where, accepted="one a stage that is not done")
    unknown = [name for name in clocks if name not in names]
    if unknown:
        raise ForecastError(f"a clock for {', '.join(unknown)}", where=where, accepted=", ".join(names))
