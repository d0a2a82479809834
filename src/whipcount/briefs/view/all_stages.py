"""What a brief says of all stages: pure data, a part of the view model (see `whipcount.briefs.view.brief`).

Only the stage at hand is a forecast of the dossier; the clocks of all other stages are stated, and every text here that
tells a figure says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class StageView:
    """One stage: ``state`` is done, at hand or ahead; ``stated`` whether its clock is stated and not fitted.

    ``chance`` is that it is done by the day asked about, ``median`` the day by which it has ended in half of all
    futures (None: not within five years), ``median_if`` the same among the futures in which the whole is done within
    five years (None: too few of them). ``clock`` tells in words what it runs by.
    """

    name: str
    who: str
    state: str
    stated: bool
    clock: str
    chance: float
    median: date | None = None
    median_if: date | None = None


@dataclass(frozen=True, slots=True)
class StagesQuantile:
    """The day by which the whole is done with a probability; None: not within five years."""

    probability: float
    day: date | None


@dataclass(frozen=True, slots=True)
class StagesChance:
    """A member and its chance to be the last, or the one whose consent completes the rule."""

    member: str
    name: str
    probability: float


@dataclass(frozen=True, slots=True)
class AllStagesView:
    """The chance that a whole procedure is done by a day; ``label`` says what is stated, ``how`` how it was made.

    ``faster`` and ``slower`` are the chance with all stated clocks half as long, twice as long. ``last`` is told where
    all members must ratify and that is simulated, ``completing`` under another rule.
    """

    procedure: str
    body_name: str
    by: date
    at_hand: str
    probability: float
    faster: float
    slower: float
    label: str
    how: str
    stages: tuple[StageView, ...]
    quantiles: tuple[StagesQuantile, ...] = ()
    last: tuple[StagesChance, ...] = ()
    completing: tuple[StagesChance, ...] = ()
    notes: tuple[str, ...] = ()
