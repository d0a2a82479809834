"""What one forecast has computed and the next one asks for again, kept for as long as a series of them is made.

A point of a course is forecast on all that was known and then again without each piece of news. Most of those differ
from it in nothing that the fit or the simulation sees: then the same fit, the same draws and the same run stand for
them, to the bit.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import TypeVar

from whipcount.forecasts.core.ballots import BatchRule
from whipcount.forecasts.core.decisions import Snapshot
from whipcount.forecasts.core.identity import hash_of
from whipcount.forecasts.core.runs import Run
from whipcount.forecasts.hazard.coupled import Coupled, Prepared
from whipcount.forecasts.hazard.fitting import Fit
from whipcount.forecasts.hazard.learned import Learned, updated
from whipcount.forecasts.hazard.priors import Array

MOST_FITS, MOST_DRAWS, MOST_RUNS = 32, 4, 256
"""Kept at once, those used last: draws of four thousand paths weigh a few megabytes, a run of them some hundred KB."""
_T = TypeVar("_T")


@dataclass(frozen=True, eq=False)
class Draws:
    """Draws of the parameters and of the members' own chance, with the runs that were made on them."""

    prepared: Prepared
    _runs: OrderedDict[Hashable, Run] = field(default_factory=OrderedDict)

    def run(self, shift: Array, joins: tuple[int, ...], met: BatchRule | None) -> Run:
        """The simulated decision; what evidence adds to members that have consented already moves nothing.

        Args:
            shift, joins, met: see :meth:`~whipcount.forecasts.hazard.coupled.Prepared.run`; ``met`` is the same
            every time.
        """
        key = (shift[self.prepared.start.left].tobytes(), joins)
        return _kept(self._runs, key, MOST_RUNS, lambda: self.prepared.run(shift=shift, joins=joins, met=met))


@dataclass(frozen=True, eq=False)
class RunCache:
    """Fits and draws of one matter (one rule) by what they depend on; empty to begin with."""

    _fits: OrderedDict[Hashable, Fit] = field(default_factory=OrderedDict)
    _draws: OrderedDict[Hashable, Draws] = field(default_factory=OrderedDict)

    def fitted(self, learned: Learned, snapshot: Snapshot) -> Fit:
        """What was learned, with the decision's own record."""
        return _kept(self._fits, _key(learned, snapshot), MOST_FITS, lambda: updated(learned, snapshot))

    def draws(self, learned: Learned, snapshot: Snapshot, paths: int) -> Draws:
        """The draws of so many paths."""

        def make() -> Draws:
            coupled = Coupled(learned.penalty, paths=paths)
            return Draws(coupled.prepare(self.fitted(learned, snapshot), snapshot))

        return _kept(self._draws, (*_key(learned, snapshot), paths), MOST_DRAWS, make)


def _key(learned: Learned, snapshot: Snapshot) -> tuple[str, ...]:
    return learned.key or hash_of(learned), hash_of(snapshot)


def _kept(shelf: OrderedDict[Hashable, _T], key: Hashable, most: int, make: Callable[[], _T]) -> _T:
    """What stands under the key, made if it does not; the one that was used longest ago gives way."""
    if key in shelf:
        shelf.move_to_end(key)
        return shelf[key]
    result = shelf[key] = make()
    if len(shelf) > most:
        shelf.popitem(last=False)
    return result
