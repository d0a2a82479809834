"""JSON files of reports: an array, one object, a JSON Feed, or an object that holds a list of them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from whipcount.errors import ReportError
from whipcount.reports.formats.feeds import Entry, record_entry
from whipcount.reports.formats.markup import Page, fragment_text, plain
from whipcount.text.clock import parse_moment

_LISTS = ("articles", "reports", "items", "results", "documents", "docs", "entries", "stories", "news", "data", "hits")
_DEEPEST = 3
_SPACE = re.compile(r"\s*")
_ACCEPTED = "an array of objects, one object or a JSON Feed, each report with text (or body, content)"


def read_json(text: str, *, where: str) -> list[Entry]:
    """The reports of a JSON file.

    A report in a list that cannot be read is an entry with its problem.

    Raises:
        ReportError: this is no JSON, or holds no reports.

    >>> [entry.page.text for entry in read_json('[{"text": "Kell agrees."}]', where="a.json")]
    ['Kell agrees.']
    """
    whole = _loaded(text, where)
    if isinstance(whole, dict) and "jsonfeed.org" in str(whole.get("version", "")):
        return _feed(whole, where)
    if isinstance(whole, dict) and not _is_report(whole):
        whole = _held(whole)
    if isinstance(whole, dict):
        return [record_entry(whole, where, where)]
    if not isinstance(whole, list) or not any(isinstance(record, dict) for record in whole):
        raise ReportError("JSON without reports", where=where, accepted=_ACCEPTED)
    found = []
    for number, record in enumerate(whole, start=1):
        place = f"{where} no. {number}"
        try:
            if not isinstance(record, dict):
                raise ReportError(f"a JSON {type(record).__name__}, not an object", where=place, accepted=_ACCEPTED)
            found.append(record_entry(_unwrapped(record), place, f"{where}#{number}"))
        except ReportError as error:
            found.append(Entry(place, Page(""), problem=error.problem, accepted=error.accepted))
    return found


def _loaded(text: str, where: str) -> Any:
    """The value of a JSON file, or the values, where several stand one behind the other.

    Raises:
        ReportError: this is no JSON.
    """
    reader, at = json.JSONDecoder(), _blanks(text, 0)
    values: list[Any] = []
    try:
        while at < len(text) or not values:
            value, at = reader.raw_decode(text, at)
            values.append(value)
            at = _blanks(text, at)
    except (ValueError, RecursionError) as error:
        raise ReportError(f"not JSON: {str(error)[:120]}", where=where, accepted=_ACCEPTED) from None
    return values[0] if len(values) == 1 else values


def _blanks(text: str, at: int) -> int:
    """Where the blanks end that begin at a place."""
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _is_report(value: Mapping[str, Any]) -> bool:
    return any(isinstance(value.get(key), str) for key in ("text", "body", "content", "articleBody"))


def _held(whole: Mapping[str, Any], depth: int = 0) -> Any:
    """The list of objects that an object holds, under a usual name, or in an object in it; or objects by their ids."""
    for key in _LISTS:
        if isinstance(whole.get(key), list):
            return whole[key]
    if whole and all(isinstance(value, dict) and _is_report(value) for value in whole.values()):
        return [{"name": key, **value} for key, value in whole.items()]
    inner = [value for value in whole.values() if isinstance(value, dict)] if depth < _DEEPEST else []
    return next((found for value in inner if (found := _held(value, depth + 1)) is not None), None)


def _unwrapped(record: dict[str, Any]) -> dict[str, Any]:
    """A record without the object that search engines and interfaces put about its fields."""
    for key in ("_source", "fields", "attributes"):
        inner = record.get(key)
        if isinstance(inner, dict) and not _is_report(record) and (_is_report(inner) or inner.get("bodyText")):
            outer = {"date": record.get("webPublicationDate"), "title": record.get("webTitle")}
            return {**{name: value for name, value in outer.items() if value}, **inner}
    return record


def _feed(feed: dict[str, Any], where: str) -> list[Entry]:
    """JSON Feed 1 and 1.1 (jsonfeed.org): each item's own, the feed's title as publisher."""
    found = []
    items = feed.get("items")
    for number, item in enumerate(items if isinstance(items, list) else [], start=1):
        if not isinstance(item, dict):
            continue
        told = {key: value for key, value in item.items() if isinstance(value, str)}
        text = fragment_text(told["content_html"]) if told.get("content_html") else told.get("content_text", "")
        text = text or told.get("summary", "")
        title = plain(told.get("title"))
        if not text.strip() and not title:
            continue
        moment, day = parse_moment(told.get("date_published") or told.get("date_modified") or "")
        authors = item.get("authors") or [item.get("author")]
        first = authors[0] if isinstance(authors, list) and authors else None
        page = Page(
            text=text if text.strip() else title or "",
            title=title,
            author=plain(str(first.get("name") or "")) if isinstance(first, dict) else None,
            publisher=plain(str(feed.get("title") or "")),
            published=moment,
            published_on=day,
            url=plain(told.get("url") or told.get("external_url")),
        )
        language = told.get("language") or str(feed.get("language") or "")
        found.append(Entry(f"{where}#{number}", page, language[:2].lower() or None))
    if not found:
        raise ReportError("the feed has no entries with text", where=where)
    return found
