"""Votes of the UN General Assembly as the R package ``unvotes`` has them (data of Voeten, Strezhnev and Bailey).

Votes: ``rcid, country_code, country, vote`` (yes, no, abstain; who was absent has no row). Roll calls: ``rcid, date``
and ``session, unres, topics, short, descr`` where there; ``topics`` are the issue codes, separated by ``|``.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from whipcount.records.tables.ballot import Ballot, RollCall
from whipcount.records.tables.csvrows import MOST_ROWS, Rows, day_in
from whipcount.records.tables.reading import filled, known_call, put_once, shortened, vote_in

SOURCE = "UN General Assembly Voting Data (unvotes)"


def ballots(
    votes: Path, *, calls: Path | None = None, members: Path | None = None, body: str | None = None,
    most: int = MOST_ROWS,
) -> Iterator[Ballot]:  # fmt: skip
    """The ballots, in the file's order.

    Raises:
        RecordsError: a row that does not hold together, or a vote that the roll calls do not tell of.
    """
    del members
    assert calls is not None  # noqa: S101  (for the type checker; the caller has checked)
    by_id = _calls(calls, body or "UNGA", most)
    for line, (rcid, code, name, word) in Rows(votes, ("rcid", "country_code", "country", "vote"), most=most):
        where = f"{votes.name} line {line}"
        call = known_call(by_id, rcid, where, calls.name)
        vote = vote_in(word, "unvotes", where)
        if vote is not None:
            yield Ballot(call, code, name, vote, line)


def _calls(path: Path, body: str, most: int) -> dict[str, RollCall]:
    by_id: dict[str, RollCall] = {}
    for line, cells in Rows(path, ("rcid", "date"), ("unres", "topics", "short", "descr"), most=most):
        where = f"{path.name} line {line}"
        rcid, day, resolution, topics, short, descr = cells
        source = f"{SOURCE}, {resolution}" if resolution and resolution != "NA" else SOURCE
        title = descr if descr not in ("", "NA") else short
        call = RollCall(
            body, filled(rcid, "rcid", where), day_in(day, where), shortened(topics), shortened(title), source
        )
        put_once(by_id, rcid, call, where)
    return by_id
