"""Roll calls of the European Parliament as HowTheyVote.eu publishes them.

Votes (``member_votes.csv``): ``vote_id, member_id, position`` and ``group_code`` where there. Roll calls
(``votes.csv``): ``id, timestamp`` and ``display_title, reference, description`` where there. Members (``members.csv``):
``id, first_name, last_name``.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from whipcount.records.tables.ballot import Ballot, RollCall
from whipcount.records.tables.csvrows import MOST_ROWS, Rows, day_in
from whipcount.records.tables.reading import filled, known_call, put_once, shortened, vote_in


def ballots(
    votes: Path, *, calls: Path | None = None, members: Path | None = None, body: str | None = None,
    most: int = MOST_ROWS,
) -> Iterator[Ballot]:  # fmt: skip
    """The ballots, in the file's order; the body is ``EP`` unless told.

    Raises:
        RecordsError: a row that does not hold together, or a vote that the roll calls do not tell of.
    """
    assert calls is not None  # noqa: S101  (for the type checker; the caller has checked)
    told: dict[str, RollCall] = {}
    for line, (vote_id, time, title, reference, description) in Rows(
        calls, ("id", "timestamp"), ("display_title", "reference", "description"), most=most
    ):
        where = f"{calls.name} line {line}"
        full = ": ".join(part for part in (title, description) if part)
        source = f"HowTheyVote.eu, vote {vote_id}" + (f", {reference}" if reference else "")
        day = day_in(time, where)
        call = RollCall(body or "EP", filled(vote_id, "id", where), day, "", shortened(full), shortened(source))
        put_once(told, vote_id, call, where)
    names: dict[str, str] = {}
    if members is not None:
        names = {
            member: f"{first} {last}".strip()
            for _, (member, first, last) in Rows(members, ("id", "first_name", "last_name"), most=most)
        }
    for line, (vote_id, member, word, group) in Rows(
        votes, ("vote_id", "member_id", "position"), ("group_code",), most=most
    ):
        where = f"{votes.name} line {line}"
        call = known_call(told, vote_id, where, calls.name)
        vote = vote_in(word, "howtheyvote", where)
        if vote is not None:
            yield Ballot(call, filled(member, "member_id", where), names.get(member, ""), vote, line, "", group)
