"""Sources that hold many reports: RSS and Atom feeds, JSON lines."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from whipcount.errors import ReportError
from whipcount.reports.formats.markup import Page, fragment_text, is_markup, plain
from whipcount.text.clock import parse_moment

_PLAIN_DATE = re.compile(r"\d{1,2}\s+[A-Za-z]{3,9}\s+\d{2,4}|\d{4}-\d\d-\d\d|\d{8}T\d{6}")  # of RSS, of Atom
_YEAR_FIRST = re.compile(r"\b(\d{4})[/.](\d\d?)[/.](\d\d?)\b")
_TEXTS = ("text", "body", "content", "fulltext", "articlebody", "bodytext", "maintext", "textcontent")
_TIMES = ("published", "publishedat", "date", "datepublished", "publishdate", "pubdate", "publicationdate")
_KEYS = (
    "text (or body, content), title, author, publisher (or source), published (or date), url, language, name (or id)"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One report of a source: its name within it, what it gives, and its language where the source says.

    ``problem``: it could not be read, and why (``accepted``: what would be); the others of the source stand. ``left``:
    this is no report but what the source holds beside them, told in words. ``kind``: of the file that it was read from.
    """

    name: str
    page: Page
    language: str | None = None
    problem: str | None = None
    accepted: str | None = None
    left: str | None = None
    kind: str | None = None


def looks_like_feed(data: bytes) -> bool:
    """Whether the data open like RSS, RDF or Atom.

    >>> looks_like_feed(b'<?xml version="1.0"?><rss version="2.0">')
    True
    """
    head = data[:2048].lower()
    return any(mark in head for mark in (b"<rss", b"<feed", b"<rdf:rdf")) and b"<html" not in head


def _year_first(match: re.Match[str]) -> str:
    return f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}"


def read_feed(data: bytes, *, where: str) -> list[Entry]:
    """The entries of an RSS or Atom feed, in its order; entries without words are left out.

    Raises:
        ReportError: this is no feed, or none of its entries holds text.
    """
    import feedparser

    if b"<!entity" in data[:65536].lower():
        raise ReportError("the feed declares entities of its own", where=where, accepted="a feed without a DOCTYPE")
    parsed = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    if not parsed.version and not parsed.entries:
        raise ReportError("this is no RSS or Atom feed", where=where)
    publisher = plain(parsed.feed.get("title"))
    entries: list[Entry] = []
    for number, entry in enumerate(parsed.entries, start=1):
        contents = [str(content.get("value", "")) for content in entry.get("content", [])]
        source = max([*contents, str(entry.get("summary", ""))], key=len)
        title, text = plain(entry.get("title")), fragment_text(source)
        if not text and not title:
            continue
        # As the dictionary that it is: the library's own look-up maps one key to the other, and warns of it.
        told = dict.get(entry, "published_parsed") or dict.get(entry, "updated_parsed")
        published = datetime(*told[:6]).replace(tzinfo=UTC) if told and 1 < told[0] < 9999 else None
        written = str(dict.get(entry, "published") or dict.get(entry, "updated") or "")
        day = published.date() if published else None
        if written and not _PLAIN_DATE.search(written):
            # of a date in another order the library makes one of the month in which it runs
            published, day = parse_moment(_YEAR_FIRST.sub(_year_first, written))
        elif published is not None:  # the day is that of the publisher's clock, of which "today" in the text is told
            day = parse_moment(written)[1] or day
        page = Page(
            text=text or title or "",
            title=title,
            author=plain(entry.get("author")),
            publisher=publisher,
            published=published,
            published_on=day,
            url=plain(entry.get("link")),
        )
        language = plain(str((entry.get("title_detail") or {}).get("language") or parsed.feed.get("language") or ""))
        entries.append(Entry(f"{where}#{number}", page, language[:2].lower() if language else None))
    if not entries:
        raise ReportError("the feed has no entries with text", where=where)
    return entries


def read_records(lines: Iterable[bytes | str], *, where: str, first: int = 1) -> Iterator[Entry]:
    """The reports of JSON lines, one object a line; blank lines are passed over.

    Raises:
        ReportError: a line is no JSON object, or lacks its text; the message names the line.
    """
    for number, line in enumerate(lines, start=first):
        if not line.strip():
            continue
        place = f"{where} line {number}"
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise ReportError(f"not JSON: {str(error)[:120]}", where=place, accepted="one object a line") from None
        if not isinstance(record, dict):
            raise ReportError(f"a JSON {type(record).__name__}, not an object", where=place, accepted=_KEYS)
        yield record_entry(record, place, f"{where}#{number}")


def record_entry(record: Mapping[str, object], place: str, name: str) -> Entry:
    """The report of one record, by the names of its keys.

    Args:
        record: the object.
        place: where it stands, for messages.
        name: what the report is called that tells no name of its own.

    Raises:
        ReportError: it lacks its text, or a field is of another kind; the message names ``place``.

    >>> record_entry({"body": "Kell agrees.", "date": "2024-11-29"}, "a.jsonl line 1", "a.jsonl#1").page.published_on
    datetime.date(2024, 11, 29)
    """

    told = {re.sub(r"[_-]", "", key.casefold()): value for key, value in record.items() if isinstance(key, str)}

    def word(*keys: str) -> str | None:
        for key in keys:
            value = told.get(key)
            if isinstance(value, list) and value and all(isinstance(one, str | dict) for one in value):
                value = ("\n\n" if key in _TEXTS else ", ").join(filter(None, map(_named, value)))
            elif isinstance(value, dict):
                value = _named(value)
            if value is None or value == "":
                continue
            if not isinstance(value, str | int):
                raise ReportError(f'"{key}" is a {type(value).__name__}', where=place, accepted="text")
            return str(value)
        return None

    text = word(*_TEXTS)
    if text is None:
        raise ReportError("there is no text", where=place, accepted=_KEYS)
    published, published_on = _stamp(word(*_TIMES), place)
    page = Page(
        text=fragment_text(text) if is_markup(text) else text,
        title=plain(word("title", "headline")),
        author=plain(word("author", "byline", "authors", "creator")),
        publisher=plain(word("publisher", "source", "outlet", "sourcename")),
        published=published,
        published_on=published_on,
        url=plain(word("url", "link")),
    )
    language = word("language", "lang")
    return Entry(word("name", "id") or name, page, language[:2].lower() if language else None)


def _named(value: object) -> str:
    """A text, or of an object its name or words (``{"name": "The Ferry"}``, ``{"rendered": "<p>...</p>"}``)."""
    if isinstance(value, dict):
        value = next((value[key] for key in ("name", "title", "rendered", "text") if value.get(key)), "")
    return value if isinstance(value, str) else ""


def _stamp(words: str | None, place: str) -> tuple[datetime | None, date | None]:
    if words is None:
        return None, None
    published, published_on = _of_clock(words) or parse_moment(words)
    if published_on is None:
        raise ReportError(
            f"the date {words[:60]!r} cannot be read", where=place, accepted="2024-11-29 or 2024-11-29T20:42:00Z"
        )
    return published, published_on


def _of_clock(words: str) -> tuple[datetime, date] | None:
    """The moment of a number that counts seconds, or thousandths of them, since 1970."""
    if not re.fullmatch(r"\d{9,10}|\d{12,13}", words):
        return None
    moment = datetime.fromtimestamp(int(words) / (1 if len(words) < 12 else 1000), UTC)
    return moment, moment.date()
