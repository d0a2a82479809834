"""Tables of votes as their publishers lay them out: which format is read by which module, and what else it needs.

=============  ================================================  ==============================================
format         the file                                          beside it
=============  ================================================  ==============================================
long           body, vote_id, date, member, vote, topic, ...     nothing
unvotes        rcid, country_code, country, vote                 roll calls: rcid, date, topics, short, descr
undl           undl_id, ms_code, ms_name, ms_vote, date, ...     nothing
voteview       congress, chamber, rollnumber, icpsr, cast_code   roll calls with dates, members with names
howtheyvote    vote_id, member_id, position, group_code          roll calls (votes.csv), members with names
=============  ================================================  ==============================================
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from whipcount.errors import RecordsError
from whipcount.records.tables import howtheyvote, longform, undl, unvotes, voteview
from whipcount.records.tables.ballot import Ballot


@dataclass(frozen=True, slots=True)
class Sources:
    """The files of one import: the votes, and those that some formats keep beside them.

    Attributes:
        votes: the file with one row a vote of a member.
        calls: the file with one row a roll call, where the format has two.
        members: the file with members' names, where the format has one.
        body: the id of the body, where the file does not say it.
        since: roll calls before that day are passed over.
        most: rows of a file before it is refused.
    """

    votes: Path
    calls: Path | None = None
    members: Path | None = None
    body: str | None = None
    since: date | None = None
    most: int | None = None


READERS: dict[str, Callable[..., Iterator[Ballot]]] = {
    "unvotes": unvotes.ballots,
    "undl": undl.ballots,
    "voteview": voteview.ballots,
    "howtheyvote": howtheyvote.ballots,
    "long": longform.ballots,
}
"""Format to its reader; each takes the votes, roll calls, members, body and row limit, and gives ballots one by one."""
NEEDS_CALLS = frozenset({"unvotes", "voteview", "howtheyvote"})


def read_ballots(sources: Sources, form: str) -> Iterator[Ballot]:
    """The ballots of a table, one by one, in bounded memory (that of its roll calls).

    Raises:
        RecordsError: an unknown format, a file that it needs is not named, or a table that does not hold together.
    """
    if form not in READERS:
        raise RecordsError(f"the format {form!r} is unknown", accepted=", ".join(READERS))
    if form in NEEDS_CALLS and sources.calls is None:
        raise RecordsError(
            f"the format {form} has its dates in a second file, which is not named", where=sources.votes.name,
            accepted="--roll-calls FILE",
        )  # fmt: skip
    options = {"most": sources.most} if sources.most is not None else {}
    return READERS[form](sources.votes, calls=sources.calls, members=sources.members, body=sources.body, **options)
