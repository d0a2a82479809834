"""The long table: ``body, vote_id, date, member, vote, topic, title, source``, and ``person`` and ``bloc`` if told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from whipcount.errors import RecordsError
from whipcount.records.tables.ballot import COLUMNS, OPTIONAL, Ballot, RollCall
from whipcount.records.tables.csvrows import MOST_ROWS, Rows, day_in
from whipcount.records.tables.reading import filled, shortened, vote_in


def ballots(
    votes: Path, *, calls: Path | None = None, members: Path | None = None, body: str | None = None,
    most: int = MOST_ROWS,
) -> Iterator[Ballot]:  # fmt: skip
    """The ballots of a long table; a ``body`` given from outside must be the table's own.

    Raises:
        RecordsError: a row that does not hold together: a date that is none, an unknown vote word, no member, no
            vote id, another body, or one vote with two dates or titles.
    """
    del calls, members  # this format has one file
    known: dict[tuple[str, str], tuple[RollCall, int]] = {}
    for line, cells in Rows(votes, COLUMNS, OPTIONAL, most=most):
        where = f"{votes.name} line {line}"
        vote_body = filled(cells[0], "body", where)
        if body is not None and vote_body != body:
            raise RecordsError(f"a vote of {vote_body[:40]!r}", where=where, accepted=f"votes of {body}")
        vote_id = filled(cells[1], "vote_id", where)
        told = RollCall(vote_body, vote_id, day_in(cells[2], where), *map(shortened, cells[5:8]))
        call, first = known.setdefault((vote_body, vote_id), (told, line))
        if call != told:
            raise RecordsError(
                f"the vote {vote_id[:40]!r} has another {_difference(call, told)} than on line {first}", where=where,
                accepted="one date, topic, title and source a vote",
            )  # fmt: skip
        vote = vote_in(cells[4], "long", where)
        if vote is not None:
            member = filled(cells[3], "member", where)
            yield Ballot(call, member, "", vote, line, shortened(cells[8]), shortened(cells[9]))


def _difference(one: RollCall, two: RollCall) -> str:
    names = ("body", "vote_id", "date", "topic", "title", "source")
    return next(name for name, a, b in zip(names, one, two, strict=True) if a != b)
