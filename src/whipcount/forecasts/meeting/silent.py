"""What past votes tell of silent members, as what a meeting's forecast believes of them beforehand.

The forecast draws for each member a normal deviate about its leaning, with a mood and an uncertainty shared by all
(:mod:`whipcount.forecasts.meeting.chance`). A chance of yes is turned into the leaning with which a member says yes
just as often; what lies between yes and no is an abstention, as wide as its chance.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from whipcount.errors import ForecastError
from whipcount.forecasts.core.propensity import MeetingPrior
from whipcount.forecasts.core.quantiles import normal_quantile
from whipcount.positions.count.tally import Position

_SUREST = 0.001
"""No record makes a member's vote surer than this."""


@dataclass(frozen=True, slots=True)
class SilentChance:
    """What past votes tell of a silent member: chance of yes, and of an abstention."""

    yes: float
    abstain: float = 0.0

    def __post_init__(self) -> None:
        if not (0 <= self.yes <= 1 and 0 <= self.abstain <= 1 and self.yes + self.abstain <= 1 + 1e-9):
            raise ForecastError(
                f"{self.yes} yes and {self.abstain} abstaining are no chances", accepted="0 to 1, together at most 1"
            )


@dataclass(frozen=True, slots=True)
class Beliefs:
    """Leanings of silent members, in the order of the positions.

    Attributes:
        leanings: by member; of a member that has a position, or of which the record tells nothing, that of silence.
        widths: how far below nought a deviate still abstains; 0 where the record tells nothing. Shape (members,).
        members: how many the record tells of.
    """

    leanings: NDArray[np.float64]
    widths: NDArray[np.float64]
    members: int


def leaning_for(chance: float, prior: MeetingPrior) -> float:
    """The leaning with which a member goes along with that chance, the mood and all that is uncertain averaged over.

    The spread of what is drawn grows with the distance of the leaning from that of silence, so it is found by repeating
    the step from spread to leaning; it converges, for the spread grows by less than a tenth of the distance.

    >>> prior = MeetingPrior()
    >>> round(leaning_for(0.5, prior), 6), leaning_for(0.9, prior) > leaning_for(0.2, prior)
    (0.0, True)
    """
    quantile, leaning = float(normal_quantile(min(max(chance, _SUREST), 1 - _SUREST))), 0.0
    for _ in range(60):
        stretched = prior.spread / 2 * (leaning - prior.unknown)
        leaning = quantile * sqrt(1 + prior.mood**2 + prior.spread**2 + stretched**2)
    return leaning


def beliefs(positions: Sequence[Position], silent: Mapping[str, SilentChance], prior: MeetingPrior) -> Beliefs:
    """The leanings of silent members by their record; members that have a position keep theirs, whatever the record.

    >>> told = beliefs([Position("A", None), Position("B", None)], {"A": SilentChance(0.5, 0.2)}, MeetingPrior())
    >>> told.leanings.round(2).tolist(), told.widths.round(2).tolist(), told.members
    ([0.0, 2.37], [0.7, 0.0], 1)
    """
    leanings, widths = np.full(len(positions), prior.unknown), np.zeros(len(positions))
    told_of = 0
    for place, position in enumerate(positions):
        chance = silent.get(position.member)
        if chance is None or position.stance is not None:
            continue
        leanings[place] = leaning_for(chance.yes, prior)
        widths[place] = max(leaning_for(chance.yes + chance.abstain, prior) - leanings[place], 0.0)
        told_of += 1
    return Beliefs(leanings, widths, told_of)
