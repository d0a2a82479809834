"""A corpus of articles: questions in SQL, relays; the same answers as the commands give."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from whipcount.api.table import Tabular
from whipcount.corpora.folder import Folder
from whipcount.corpora.query import query
from whipcount.corpora.relays import Relay, find_relays


@dataclass(frozen=True, repr=False)
class Answer(Tabular):
    """The rows of a question.

    Attributes:
        question: in SQL.
        columns: what the columns are called.
        values: a tuple a row.
    """

    question: str
    columns: tuple[str, ...]
    values: tuple[tuple[Any, ...], ...]

    def rows(self) -> list[dict[str, Any]]:
        """One row a row of the answer."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.values]

    def headline(self) -> str:
        """How many rows."""
        return f"{len(self.values)} rows"


@dataclass(frozen=True, repr=False)
class Relays(Tabular):
    """Which reports are copies of one text.

    Attributes:
        found: the origin of each text first, then its copies.
    """

    found: tuple[Relay, ...]

    def rows(self) -> list[dict[str, Any]]:
        """One row a report that is a copy or has one: sha256, origin, copies, similarity."""
        return [asdict(relay) for relay in self.found]

    def headline(self) -> str:
        """How many texts in how many reports."""
        return f"{len({relay.origin for relay in self.found})} texts in {len(self.found)} reports"


class Corpus:
    """A folder that ``whipcount corpus run`` filled."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder

    def query(self, sql: str) -> Answer:
        """Ask in SQL (DuckDB's), over the views ``reports``, ``statements`` and ``origins``.

        Raises:
            InputError: this is no question, or none that can be answered.
            MissingExtraError: duckdb is not installed.
        """
        answer = query(self._folder, sql)
        return Answer(sql, answer.columns, tuple(answer.rows))

    def relays(self) -> Relays:
        """Find copies among the reports, and keep them for the view ``origins``.

        Raises:
            InputError: the corpus is empty, or being written.
        """
        return Relays(tuple(find_relays(self._folder)))

    def __repr__(self) -> str:
        return f"Corpus({str(self._folder.path)!r})"


def corpus(folder: str | Path) -> Corpus:
    """Open a corpus.

    Raises:
        InputError: the folder is no corpus.
    """
    return Corpus(Folder(str(folder)).existing())
