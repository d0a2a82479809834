"""The report: a document as published, never edited."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from whipcount.text.span import Span


@dataclass(frozen=True, slots=True)
class Report:
    """A document as published.

    ``text`` is what all offsets count in; ``sha256`` is that of its UTF-8 bytes. ``published`` is aware and in UTC;
    where only a day is known, ``published`` is None and ``published_on`` holds the day.
    ``body_span`` is the running text without headline, dateline and timestamp. ``section`` is where in its publication
    it stood, ``notes`` what a person who collected it wrote beside it.
    """

    name: str
    text: str
    sha256: str
    title: str | None = None
    title_span: Span | None = None
    author: str | None = None
    publisher: str | None = None
    published: datetime | None = None
    published_on: date | None = None
    published_span: Span | None = None
    place: str | None = None
    place_span: Span | None = None
    url: str | None = None
    language: str = "en"
    body_span: Span | None = None
    format: str = "text"
    section: str | None = None
    notes: str | None = None
    day_assumed: bool = False

    @property
    def day(self) -> date | None:
        """The day of publication: as the report itself tells it, at its own place; else that of ``published`` in UTC.

        >>> from datetime import UTC
        >>> evening = datetime(2024, 3, 5, 0, 30, tzinfo=UTC)  # 7:30 PM on 4 March in New York
        >>> Report("a", "", "", published=evening, published_on=date(2024, 3, 4)).day
        datetime.date(2024, 3, 4)
        >>> Report("a", "", "", published=evening).day, Report("a", "", "").day
        (datetime.date(2024, 3, 5), None)
        """
        return self.published_on or (self.published.date() if self.published else None)


def told_beside(report: Report) -> dict[str, str]:
    """What is told of a document beside its text: its author, its section, what its collector noted; each if there.

    >>> told_beside(Report("a", "", "", section="Letters", notes="p. 4"))
    {'section': 'Letters', 'notes': 'p. 4'}
    """
    told = {"author": report.author, "section": report.section, "notes": report.notes}
    return {name: value for name, value in told.items() if value}


def canonical_lines(text: str) -> str:
    """The text with one kind of line end, so that a paste from a browser is the same report as the file.

    >>> canonical_lines("Kell agrees.\\r\\n\\rIt said so.\\n")
    'Kell agrees.\\n\\nIt said so.\\n'
    """
    return text.replace("\r\n", "\n").replace("\r", "\n")


def fingerprint(text: str) -> str:
    """The sha256 of a text, in hex; lone surrogates are kept apart instead of failing.

    >>> fingerprint("")[:8]
    'e3b0c442'
    """
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
