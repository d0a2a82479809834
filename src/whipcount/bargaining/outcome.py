"""What every bargaining model answers: one contract, whatever the model.

The values are in the issues' own units. A result also carries the options it was computed with, whether it
settled, who was left out and why, and, where the model has them, the path of every actor, the concessions and
the exchanges.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Concession:
    """An actor that moved in a round because of another: ``towards`` it, on one issue, from ``before`` to ``after``."""

    round: int
    actor: str
    towards: str
    issue: str
    before: float
    after: float
    initiator: str
    chance: float


@dataclass(frozen=True, slots=True)
class Exchange:
    """A realised exchange: ``giver`` moves on ``gives`` for a move of ``taker`` on ``takes``.

    Gains are in units of the unit scale (0 to 100) times salience. ``externality`` is what every other actor
    wins or loses by it.
    """

    round: int
    giver: str
    taker: str
    gives: str
    takes: str
    gives_from: float
    gives_to: float
    takes_from: float
    takes_to: float
    giver_gain: float
    taker_gain: float
    externality: Mapping[str, float] = field(default_factory=dict)
    inner: tuple[str, ...] = ()

    def externalities(self) -> dict[str, tuple[float, float]]:
        """Gains and losses by kind: *own* of the two, *inner* of those on one's sides, *outer* of the others.

        >>> effects = {"A": 3.0, "B": 2.0, "C": -1.0, "D": 4.0}
        >>> Exchange(1, "A", "B", "x", "y", 0, 9, 9, 0, 2, 2, effects, inner=("A", "B", "C")).externalities()
        {'own': (5.0, 0.0), 'inner': (0.0, -1.0), 'outer': (4.0, 0.0)}
        """
        sums = {"own": [0.0, 0.0], "inner": [0.0, 0.0], "outer": [0.0, 0.0]}
        for actor, value in self.externality.items():
            kind = "own" if actor in (self.giver, self.taker) else "inner" if actor in self.inner else "outer"
            sums[kind][value < 0.0] += value
        return {kind: (gained, lost) for kind, (gained, lost) in sums.items()}


@dataclass(frozen=True, slots=True)
class PositionChance:
    """A stated position of an issue, who stands there (the weightiest first), and how likely it is the outcome."""

    issue: str
    position: float
    actors: tuple[str, ...]
    chance: float


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """What a model expects the actors to settle on.

    ``values`` are (issues,), ``path`` is (rounds + 1, actors, issues) or None for models without rounds,
    ``final`` is the last positions. An undefined value (a model that needs a reference point where there is
    none) is NaN and explained in ``notes``. ``chances`` are those of the stated positions, the likeliest first, in a
    model that gives any; what they lack of 1 is spread elsewhere.

    >>> Outcome("mean", ("x",), np.array([40.0])).value("x")
    40.0
    """

    model: str
    issues: tuple[str, ...]
    values: FloatArray
    options: Mapping[str, object] = field(default_factory=dict)
    converged: bool = True
    rounds: int = 0
    path: FloatArray | None = None
    by_round: FloatArray | None = None
    concessions: tuple[Concession, ...] = ()
    exchanges: tuple[Exchange, ...] = ()
    notes: tuple[str, ...] = ()
    chances: tuple[PositionChance, ...] = ()

    def value(self, issue: str) -> float:
        """The outcome on one issue."""
        return float(self.values[self.issues.index(issue)])

    @property
    def final(self) -> FloatArray | None:
        """The actors' last positions, shape (actors, issues), or None for models without rounds."""
        return None if self.path is None else self.path[-1]
