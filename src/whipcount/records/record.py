"""The record of a body before a day, as a matrix: roll calls in time order, members in columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from whipcount.records.tables.ballot import RollCall, Vote
from whipcount.records.tables.votefile import CODES

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from whipcount.records.tables.votefile import VoteFile

MOST_CALLS = 2000
"""Roll calls that a model is fitted on: the latest divided ones. At a half-life of 200 older ones weigh nothing."""
DIVIDED = 0.025
"""A roll call is divided if at least this share of the votes differs from the rest in being yes or not.

The share below which roll calls are left out as lopsided by NOMINATE (Poole and Rosenthal 1985).
"""


@dataclass(frozen=True, slots=True)
class Record:
    """Past votes of a body.

    Attributes:
        body: its id.
        calls: the roll calls, oldest first.
        members: for each column the member's id.
        persons: for each column who held the seat, empty where members are no seats.
        blocs: for each column the party or bloc at the member's latest vote, empty where the table does not tell.
        votes: calls by members; 1 yes, 0 abstained, -1 no, nan no vote (absent, not a member, not told).
    """

    body: str
    calls: tuple[RollCall, ...]
    members: tuple[str, ...]
    persons: tuple[str, ...]
    blocs: tuple[str, ...]
    votes: NDArray[np.float64]

    @property
    def yes_share(self) -> NDArray[np.float64]:
        """For each roll call the share of yes among the votes; nan where nobody voted."""
        count = np.isfinite(self.votes).sum(axis=1)
        yes = (self.votes == 1).sum(axis=1)
        return np.asarray(np.divide(yes, count, out=np.full(len(count), np.nan), where=count > 0), dtype=np.float64)

    @property
    def divided(self) -> NDArray[np.bool_]:
        """For each roll call whether at least 2.5% of the votes are on the smaller side of yes and not yes."""
        share = self.yes_share
        return np.isfinite(share) & (np.minimum(share, 1 - share) >= DIVIDED)

    def only(self, rows: NDArray[np.intp] | Sequence[int]) -> Record:
        """The same members, those roll calls."""
        places = np.asarray(rows, dtype=np.intp)
        return replace(self, calls=tuple(self.calls[place] for place in places), votes=self.votes[places])

    def column(self, member: str) -> int | None:
        """The column of a member; of a seat, that of the person who voted last. ``None``: never voted."""
        return self.columns().get(member)

    def columns(self) -> dict[str, int]:
        """Member to its column; of a seat, to that of the person who voted last."""
        columns: dict[str, int] = {}
        latest = np.where(np.isfinite(self.votes), np.arange(len(self.calls))[:, None], -1).max(axis=0, initial=-1)
        for place, member in enumerate(self.members):
            if latest[place] >= 0 and (member not in columns or latest[place] > latest[columns[member]]):
                columns[member] = place
        return columns


def load_record(kept: VoteFile, body: str, before: date | None = None) -> Record:
    """A body's record before a day, from a file of votes.

    Roll calls without a single vote are left out. A vote of that very day is not before it.

    Raises:
        RecordsError: the file is damaged.
    """
    numbered = kept.calls(body, before=before)
    with kept.reading():
        return _loaded(kept, body, numbered)


def _loaded(kept: VoteFile, body: str, numbered: Sequence[tuple[int, RollCall]]) -> Record:
    places = {number: place for place, (number, _) in enumerate(numbered)}
    people = kept.base.execute("SELECT id, member, person, bloc FROM people WHERE body = ? ORDER BY id", (body,))
    columns: dict[tuple[str, str], int] = {}
    column_of: dict[int, int] = {}
    bloc_of: dict[int, str] = {}
    for number, member, person, bloc in people:
        column_of[number] = columns.setdefault((member, person), len(columns))
        bloc_of[number] = bloc
    votes = np.full((len(numbered), len(columns)), np.nan)
    blocs, latest = [""] * len(columns), [-1] * len(columns)
    rows = kept.base.execute(
        "SELECT votes.call, votes.person, votes.vote FROM votes JOIN calls ON calls.id = votes.call "
        "WHERE calls.body = ?",
        (body,),
    )
    for call, person, vote in rows:
        row = places.get(call)
        if row is None or vote == CODES[Vote.ABSENT]:
            continue
        if vote not in (1, 0, -1):
            raise ValueError(f"a vote {vote!r}")
        column = column_of[person]
        votes[row, column] = vote
        if row >= latest[column]:
            latest[column], blocs[column] = row, bloc_of[person]
    voted = np.flatnonzero(np.isfinite(votes).any(axis=1))
    keys = tuple(columns)
    whole = Record(
        body, tuple(call for _, call in numbered), tuple(k[0] for k in keys), tuple(k[1] for k in keys), tuple(blocs),
        votes,
    )  # fmt: skip
    return whole.only(voted)


def ages(record: Record) -> NDArray[np.float64]:
    """How many roll calls ago each was: 0 for the latest."""
    return np.arange(len(record.calls), dtype=float)[::-1]


def recency(record: Record, half_life: float) -> NDArray[np.float64]:
    """Weights of the roll calls: half as much for each ``half_life`` roll calls of age.

    >>> one = Record("B", (), (), (), (), np.zeros((3, 0)))
    >>> from datetime import date
    >>> three = replace(one, calls=tuple(RollCall("B", str(n), date(2020, 1, 1)) for n in range(3)))
    >>> recency(three, 1.0)
    array([0.25, 0.5 , 1.  ])
    """
    return np.asarray(0.5 ** (ages(record) / half_life), dtype=np.float64)
