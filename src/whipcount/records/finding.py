"""Where the past votes of a dossier lie: a file of votes, or a long table, beside it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from whipcount.bodies.body import Body
from whipcount.errors import RecordsError
from whipcount.records.tables.votefile import ENDING, VoteFile

if TYPE_CHECKING:
    from whipcount.records.tables.importing import Outcome

TABLE_ENDING = ".votes.csv"


def beside(dossier: str) -> Path | None:
    """The file of votes, or else the long table, that lies beside a dossier under its name; ``None`` if neither does.

    ``desk.db`` and ``dossier.yaml`` have theirs in ``desk.votes.db`` or ``desk.votes.csv``, and ``dossier.votes.db`` or
    ``dossier.votes.csv``.

    >>> beside("nowhere.yaml") is None
    True
    """
    if "://" in dossier:
        return None
    stem = Path(dossier).with_suffix("")
    for ending in (ENDING, TABLE_ENDING):
        place = stem.with_name(stem.name + ending)
        if place.is_file():
            return place
    return None


def open_votes(path: Path, *, bodies: Mapping[str, Body] | None = None) -> tuple[VoteFile, Outcome | None]:
    """A file of votes, or a long table as one in memory, with what importing it did.

    Args:
        path: a file made by ``whipcount records import``, or a long table (``.csv``, ``.csv.gz``).
        bodies: bodies of your own by id, to match a table's members to.

    Raises:
        RecordsError: it is neither, or does not hold together.
    """
    if path.name.lower().endswith((".csv", ".csv.gz")):
        from whipcount.records.tables.formats import Sources  # late: a brief without past votes reads no table
        from whipcount.records.tables.importing import import_votes

        votes = VoteFile(None, create=True)
        try:
            return votes, import_votes(votes, Sources(path), "long", bodies=bodies)
        except RecordsError:
            votes.close()
            raise
    return VoteFile(path), None
