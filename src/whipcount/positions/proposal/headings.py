"""The heading that tells what a report is about, where its first line is only what it is: minutes, a masthead."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from whipcount.reports.report import Report
from whipcount.text.patterns import lazy_pattern
from whipcount.text.phrase_lists import either, word_lists
from whipcount.text.span import Span

_LINES = 40
_MOST_WORDS = 14
_SHORT = 90  # code points of a line below the title that says what the text is
_LINE = lazy_pattern(r"[^\r\n]+")
_NUMBERED = lazy_pattern(r"\s*(?:\d+(?:[/.]\d+)*[.)]?\s+|[-*•]\s+)")
_WORD = lazy_pattern(r"[^\W\d_]{4,}")


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    told = word_lists("headings")
    return (
        lazy_pattern(rf"(?<!\w){either(told['kinds'])}(?!\w)", re.IGNORECASE),
        lazy_pattern(rf"\s*{either(told['never'])}", re.IGNORECASE),
    )


def retitled(report: Report) -> Report:
    """The report under the heading that tells what it is about, where its title does not.

    A title does not where it names a kind of document, or where none of its words comes back below it. A heading is a
    short line of its own; the first of those with most words that come back is taken.

    >>> from whipcount.reports.formats.registry import read_report
    >>> told = "Minutes of the Quay Trust\\n\\n4. Sale of the tender\\n\\nMoved that the tender be sold. Carried.\\n"
    >>> retitled(read_report(told.encode())).title
    'Sale of the tender'
    """
    span, text = report.title_span, report.text
    if span is None or report.title is None:
        return report
    kinds, never = _patterns()
    below = next((line for line in text[span.end : span.end + 200].splitlines() if line.strip()), "")
    document = kinds.search(report.title) is not None or (len(below) < _SHORT and kinds.search(below) is not None)
    if not document and _told_again(report.title, text, span.end) > 0:
        return report
    best: tuple[int, int, Span] | None = None
    for number, match in enumerate(_LINE.finditer(text)):
        if number >= _LINES:
            break
        if match.start() < span.end:
            continue
        line = match.group()
        start = numbered.end() if (numbered := _NUMBERED.match(line)) is not None else len(line) - len(line.lstrip())
        words = line[start:].strip()
        alone = text[match.end() : match.end() + 2].count("\n") == 2
        if (
            not 1 < len(words.split()) <= _MOST_WORDS
            or words[-1] in ".,;:!"
            or not words[:1].isupper()
            or not alone
            or kinds.search(words)
            or never.match(words)
            or "  " in words
        ):
            continue
        again = _told_again(words, text, match.end())
        if again and (best is None or again > best[0]):
            best = again, number, Span(match.start() + start, match.start() + start + len(words))
    if best is None:
        return report
    found = best[2]
    return replace(report, title=found.of(text), title_span=found)


def _told_again(line: str, text: str, end: int) -> int:
    """How many of a line's words come back below it."""
    below = {word.casefold().rstrip("s") for word in _WORD.findall(text[end : end + 4_000])}
    return len({word.casefold().rstrip("s") for word in _WORD.findall(line)} & below)
