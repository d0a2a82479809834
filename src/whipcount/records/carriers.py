"""What carries a chance: which declared members' votes, and which past roll calls."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from whipcount.records.record import Record
from whipcount.records.tables.ballot import RollCall

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

MOST = 5
_WORDS = {1.0: "yes", 0.0: "abstain", -1.0: "no"}


@dataclass(frozen=True, slots=True)
class DeclaredCarrier:
    """A declared member whose vote moves the prediction.

    Attributes:
        member: its id.
        vote: how it stands.
        share: what it adds to the predicted vote, on the scale -1 (no) to 1 (yes).
    """

    member: str
    vote: str
    share: float


@dataclass(frozen=True, slots=True)
class PastCarrier:
    """A past roll call through which declared members tell of the silent one.

    Attributes:
        call: the roll call.
        vote: how the silent member voted on it.
        share: what it adds to the predicted vote.
    """

    call: RollCall
    vote: str
    share: float


def declared_carriers(members: Sequence[str], votes: Floats, shares: Floats) -> tuple[DeclaredCarrier, ...]:
    """The declared members that move the prediction most, in either direction.

    >>> [one.member for one in declared_carriers(["P", "Q"], np.array([1.0, -1.0]), np.array([0.1, -0.4]))]
    ['Q', 'P']
    """
    order = np.argsort(-np.abs(shares), kind="stable")[:MOST]
    return tuple(
        DeclaredCarrier(members[place], _WORDS[float(votes[place])], float(shares[place])) for place in order.tolist()
    )


def past_carriers(record: Record, shares: Floats, column: int) -> tuple[PastCarrier, ...]:
    """The past roll calls that move the prediction for a column most, in either direction."""
    voted = np.isfinite(record.votes[:, column])
    order = np.argsort(-np.abs(np.where(voted, shares, 0.0)), kind="stable")[:MOST]
    return tuple(
        PastCarrier(record.calls[row], _WORDS[float(record.votes[row, column])], float(shares[row]))
        for row in order.tolist()
        if voted[row] and shares[row] != 0
    )
