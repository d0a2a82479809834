"""JSON files of reports: an array, one object, a JSON Feed, or an object that holds a list of them."""

from __future__ import annotations

import json
from typing import Any

from whipcount.errors import ReportError
from whipcount.reports.formats.feeds import Entry, record_entry
from whipcount.reports.formats.markup import Page, fragment_text, plain
from whipcount.text.clock import parse_moment

_LISTS = ("articles", "reports", "items", "results", "documents", "docs", "entries", "stories", "news", "data", "hits")
_ACCEPTED = "an array of objects, one object or a JSON Feed, each report with text (or body, content)"


def read_json(text: str, *, where: str) -> list[Entry]:
    """The reports of a JSON file.

    A report in a list that cannot be read is an entry with its problem.

    Raises:
        ReportError: this is no JSON, or holds no reports.

    >>> [entry.page.text for entry in read_json('[{"text": "Kell agrees."}]', where="a.json")]
    ['Kell agrees.']
    """
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ReportError(f"not JSON: {str(error)[:120]}", where=where, accepted=_ACCEPTED) from None
    if isinstance(whole, dict) and "jsonfeed.org" in str(whole.get("version", "")):
        return _feed(whole, where)
    if isinstance(whole, dict) and not any(isinstance(whole.get(key), str) for key in ("text", "body", "content")):
        held = next((whole[key] for key in _LISTS if isinstance(whole.get(key), list)), None)
        if held is None:
            raise ReportError("JSON without reports", where=where, accepted=_ACCEPTED)
        whole = held
    if isinstance(whole, dict):
        return [record_entry(whole, where, where)]
    if not isinstance(whole, list) or not whole:
        raise ReportError("JSON without reports", where=where, accepted=_ACCEPTED)
    found = []
    for number, record in enumerate(whole, start=1):
        place = f"{where} no. {number}"
        if not isinstance(record, dict):
            raise ReportError(f"a JSON {type(record).__name__}, not an object", where=place, accepted=_ACCEPTED)
        try:
            found.append(record_entry(record, place, f"{where}#{number}"))
        except ReportError as error:
            found.append(Entry(place, Page(""), problem=error.problem, accepted=error.accepted))
    return found


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
