"""What a network tells of a report: of each member a reading, of the decision how it ended; and from when it counts."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np


class Told(StrEnum):
    """Where a report may leave a member; the order is that of the network's scores."""

    FOR = "for"
    AGAINST = "against"
    CONDITIONAL = "conditional"
    NO_SIDE = "no side"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class NetReading:
    """The chances of each of :class:`Told` for one member, (5,), and the mark that weighs most.

    ``least``: the lowest chance that the likeliest of them has, by whatever title the report is read; by default that
    of ``chances``.
    """

    chances: tuple[float, ...]
    mark: int
    least: float | None = None

    def of(self, told: Told) -> float:
        """The chance of one reading.

        >>> NetReading((0.9, 0.05, 0.0, 0.0, 0.05), 0).of(Told.AGAINST)
        0.05
        """
        return self.chances[list(Told).index(told)]

    @property
    def likeliest(self) -> Told:
        """The reading with the highest chance."""
        return list(Told)[int(np.argmax(self.chances))]


class Ended(StrEnum):
    """How the decision may have ended; the order is that of the network's scores."""

    ADOPTED = "adopted"
    REJECTED = "rejected"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class NetReport:
    """What the network reads in one report: of each owner of a mark, and how sure it is of each of :class:`Ended`.

    ``agreed``: whether it ended alike by whatever title the report is read. Where not, a title was misread, and nobody
    knows which side is for what.
    """

    readings: Mapping[str, NetReading]
    ended: tuple[float, ...]
    agreed: bool = True

    @property
    def clearness(self) -> float:
        """The mean chance of the likeliest readings of all members; nought where there are none.

        Where it is sure of all, it is right about each more often than its chances say; where it is not, less often.
        """
        chances = [max(reading.chances) for reading in self.readings.values()]
        return sum(chances) / len(chances) if chances else 0.0

    def sureness(self, reading: NetReading) -> float:
        """How sure a member's likeliest reading is in this report: its chance and the clearness, geometric mean.

        >>> sure, unsure = NetReading((0.98, 0.02, 0, 0, 0), 0), NetReading((0.5, 0.5, 0, 0, 0), 1)
        >>> clear, unclear = NetReport({"A": sure}, (1, 0, 0)), NetReport({"A": sure, "B": unsure}, (1, 0, 0))
        >>> round(clear.sureness(sure), 2), round(unclear.sureness(sure), 2)
        (0.98, 0.85)
        """
        return math.sqrt(max(reading.chances) * self.clearness)

    def steady(self, reading: NetReading, least: float) -> bool:
        """Whether a side is read by whatever title: it ended alike by all, and no title gives the side less than that.

        Where a title was misread, all sides may be surely read the wrong way round; without it they are not.

        >>> told = NetReading((0.98, 0.02, 0, 0, 0), 0, least=0.4)
        >>> NetReport({"A": told}, (1, 0, 0)).steady(told, 0.3), NetReport({"A": told}, (1, 0, 0)).steady(told, 0.9)
        (True, False)
        """
        return self.agreed and (reading.least is None or reading.least >= least)

    def chance_of(self, ended: Ended) -> float:
        """The chance of one ending.

        >>> NetReport({}, (0.7, 0.2, 0.1)).chance_of(Ended.REJECTED)
        0.2
        """
        return self.ended[list(Ended).index(ended)]

    @property
    def likeliest(self) -> tuple[Ended, float]:
        """The likeliest ending, and how sure it is."""
        best = int(np.argmax(self.ended))
        return list(Ended)[best], self.ended[best]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """How sure the network must be, by its card.

    Attributes:
        fills: of a stance that nothing else tells (:meth:`NetReport.sureness`).
        steady: the least chance that any title may give to a side that nothing else tells.
        disputed: the same, where the rules read another ending or another stance.
        doubts: less than that of a side, and what the rules read of it does not count.
        confirms: of a side that the rules read, too, to take it for the member's vote; less than that of an ending that
            they read, and it is disputed.
        outcomes: of an ending that the rules do not read.
        overrules: of an ending against the one that they read.
        seats: that a name is a member's.
        unseated: less than that, and a name that the rules take for a member's is none.
        decides: that a report of which the rules read no decision tells of one.
    """

    fills: Mapping[Told, float]
    steady: float
    disputed: float
    doubts: float
    confirms: float
    outcomes: float
    overrules: float
    seats: float
    unseated: float
    decides: float
