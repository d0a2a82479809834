"""The long table: ``body, vote_id, date, member, vote, topic, title, source``, and ``person`` and ``bloc`` if told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from whipcount.errors import RecordsError
from whipcount.records.tables.ballot import OPTIONAL, Ballot, RollCall, headings
from whipcount.records.tables.csvrows import MOST_ROWS, Rows, day_in
from whipcount.records.tables.reading import filled, shortened, vote_in


def ballots(
    votes: Path, *, calls: Path | None = None, members: Path | None = None, body: str | None = None,
    most: int = MOST_ROWS,
) -> Iterator[Ballot]:  # fmt: skip
    """The ballots of a long table; a ``body`` given from outside must be the table's own, where it tells one.

    Columns go under the names that parliaments give them (``Division``, ``Member``, ``Party``: see ``headings``), a
    member's name may stand in two columns, and a vote without a number of its own is the one of its day and title.

    Raises:
        RecordsError: a row that does not hold together: a date that is none, an unknown vote word, no member, no
            body, another body, or one vote with two dates or titles.
    """
    del calls, members  # this format has one file
    first_told: dict[tuple[str, str], tuple[RollCall, int]] = {}
    wanted = ("body", "vote_id", "member", "topic", "title", "source", *OPTIONAL, "given", "family")
    for line, cells in Rows(votes, ("date", "vote"), wanted, most=most, headings=headings()):
        where = f"{votes.name} line {line}"
        row = dict(zip(("date", "vote", *wanted), cells, strict=True))
        vote_body = filled(row["body"] or body or "", "body", where, accepted="a column, or --body ID")
        if body is not None and vote_body != body:
            raise RecordsError(f"a vote of {vote_body[:40]!r}", where=where, accepted=f"votes of {body}")
        day = day_in(row["date"], where)
        topic, title, source = (shortened(row[name]) for name in ("topic", "title", "source"))
        vote_id = shortened(row["vote_id"]) or f"{day} {title[:80]}".strip()
        this_call = RollCall(vote_body, vote_id, day, topic, title, source)
        call, first = first_told.setdefault((vote_body, vote_id), (this_call, line))
        if call != this_call:
            raise RecordsError(
                f"the vote {vote_id[:40]!r} has another {_difference(call, this_call)} than on line {first}",
                where=where,
                accepted="one date, topic, title and source a vote",
            )  # fmt: skip
        vote = vote_in(row["vote"].casefold(), "long", where)
        if vote is not None:
            name = row["member"] or f"{row['given']} {row['family']}".strip()
            member = filled(name, "member", where)
            yield Ballot(call, member, "", vote, line, shortened(row["person"]), shortened(row["bloc"]))


def _difference(one: RollCall, two: RollCall) -> str:
    names = ("body", "vote_id", "date", "topic", "title", "source")
    return next(name for name, a, b in zip(names, one, two, strict=True) if a != b)
