"""Votes of the UN General Assembly and Security Council as the Dag Hammarskjöld Library publishes them.

One row a member and resolution. The Assembly's file (``..._ga_voting.csv``) has the columns ``undl_id, ms_code,
ms_name, ms_vote, date, session, resolution, draft, committee_report, meeting, title, agenda_title, subjects, vote_note,
total_yes, total_no, total_abstentions, total_non_voting, total_ms, undl_link``; the Council's (``..._sc_voting.csv``)
has ``permanent_member`` and ``modality``, and ``description`` and ``agenda`` for title and agenda. Columns are found by
name; older files lack ``vote_note``. ``ms_code`` is ISO 3166 alpha-3, ``ms_vote`` Y, N, A, or X (or
nothing) for no vote; ``subjects`` are separated by ``|``. What was adopted without a vote has X in every row.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from whipcount.records.tables.ballot import Ballot, RollCall
from whipcount.records.tables.csvrows import MOST_ROWS, Rows, day_in
from whipcount.records.tables.reading import filled, shortened, vote_in

_NEEDED = ("undl_id", "ms_code", "ms_name", "ms_vote", "date")
_WANTED = ("resolution", "title", "description", "agenda_title", "agenda", "subjects", "undl_link")


def ballots(
    votes: Path, *, calls: Path | None = None, members: Path | None = None, body: str | None = None,
    most: int = MOST_ROWS,
) -> Iterator[Ballot]:  # fmt: skip
    """The ballots, in the file's order; the body is the General Assembly unless told.

    Raises:
        RecordsError: a row that does not hold together.
    """
    del calls, members
    by_id: dict[str, RollCall] = {}
    for line, cells in Rows(votes, _NEEDED, _WANTED, most=most):
        where = f"{votes.name} line {line}"
        vote_id, code, name, word, day, resolution, title, described, agenda_title, agenda, subjects, link = cells
        call = by_id.get(vote_id)
        on = day_in(day, where)
        if call is None or call.day != on:  # another day under the same id is told where the ballot is kept
            source = ", ".join(part for part in ("UN Digital Library", resolution, link) if part)
            call = RollCall(
                body or "UNGA", filled(vote_id, "undl_id", where), on, shortened(subjects),
                shortened(title or described or agenda_title or agenda), shortened(source),
            )  # fmt: skip
            by_id[vote_id] = call
        vote = vote_in(word, "undl", where)
        if vote is not None:
            yield Ballot(call, code, name, vote, line)
