"""Roll calls of the European Parliament as HowTheyVote.eu publishes them.

Votes (``member_votes.csv``): ``vote_id, member_id, position`` (FOR, AGAINST, ABSTENTION, DID_NOT_VOTE),
``country_code`` and ``group_code``, the political group on the day. Roll calls (``votes.csv``): ``id, timestamp,
display_title, reference, description, is_main, procedure_reference, procedure_title`` and more; a vote on a text as a
whole has ``is_main`` True, and ``main`` for its topic. Members (``members.csv``): ``id, first_name, last_name`` and
more. All are published as ``.csv.gz``, too, and read as they are. The whole of them has more votes than an import
keeps; a day from which to begin (``since``) leaves out what was before.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from whipcount.records.tables.ballot import Ballot, RollCall
from whipcount.records.tables.csvrows import MOST_ROWS, Rows, day_in
from whipcount.records.tables.reading import filled, known_call, put_once, shortened, vote_in

_NEEDED = ("id", "timestamp")
_WANTED = ("display_title", "reference", "description", "is_main", "procedure_title")


def ballots(
    votes: Path, *, calls: Path | None = None, members: Path | None = None, body: str | None = None,
    most: int = MOST_ROWS,
) -> Iterator[Ballot]:  # fmt: skip
    """The ballots, in the file's order; the body is ``EP`` unless told.

    Raises:
        RecordsError: a row that does not hold together, or a vote that the roll calls do not tell of.
    """
    assert calls is not None  # noqa: S101  (for the type checker; the caller has checked)
    by_id: dict[str, RollCall] = {}
    for line, (vote_id, time, title, reference, description, main, procedure) in Rows(
        calls, _NEEDED, _WANTED, most=most
    ):
        where = f"{calls.name} line {line}"
        full = ": ".join(part for part in (title or procedure, description) if part)
        source = f"HowTheyVote.eu, vote {vote_id}" + (f", {reference}" if reference else "")
        day, topic = day_in(time, where), "main" if main.casefold() in ("true", "1") else ""
        call = RollCall(body or "EP", filled(vote_id, "id", where), day, topic, shortened(full), shortened(source))
        put_once(by_id, vote_id, call, where)
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
        call = known_call(by_id, vote_id, where, calls.name)
        vote = vote_in(word, "howtheyvote", where)
        if vote is not None:
            yield Ballot(call, filled(member, "member_id", where), names.get(member, ""), vote, line, "", group)
