"""The running text of a report: what a sentence may stand in, with the front matter blanked so that offsets stay."""

from __future__ import annotations

import re

from whipcount.reports.front import running_parts
from whipcount.reports.report import Report
from whipcount.text.sentences import split_sentences
from whipcount.text.span import Span
from whipcount.text.wordlists import Wordlist

_MARKS = Wordlist("speakers/front_marks")
_LETTERS = re.compile(r"[^\s]")


def running_text(report: Report) -> tuple[str, tuple[Span, ...]]:
    """The text with bylines, dateline and timestamp before the body as blanks, and the parts that are left.

    Spans in it point into the report's own text. A dateline is blanked, not cut: "ARDEN, Nov. 29 (Agency) - Ministers
    said" reads as "Ministers said" and yet stands where it stood.

    >>> from whipcount.reports.formats.registry import read_report
    >>> report = read_report("Talks go on\\nARDEN, Nov. 29, 2024 (Agency) - The ministers of the twelve met.")
    >>> text, parts = running_text(report)
    >>> len(text) == len(report.text), "ARDEN" in text
    (True, False)
    >>> [part.of(text) for part in parts]
    ['Talks go on', 'The ministers of the twelve met.']
    """
    text = report.text
    parts = running_parts(text, title=report.title_span, body=report.body_span)
    made: list[str] = []
    at = 0
    for part in parts:
        made += (_LETTERS.sub(" ", text[at : part.start]), part.of(text))
        at = part.end
    made.append(_LETTERS.sub(" ", text[at:]))
    return _without_marks("".join(made)), parts


def running_sentences(report: Report) -> tuple[str, tuple[Span, ...]]:
    """The running text of a report, and its sentences; none reaches from one part into the next.

    >>> from whipcount.reports.formats.registry import read_report
    >>> text, sentences = running_sentences(read_report("Talks go on\\nThe twelve met. They will meet again."))
    >>> [span.of(text) for span in sentences]
    ['Talks go on', 'The twelve met.', 'They will meet again.']
    """
    text, parts = running_text(report)
    spans = (Span(part.start + s.start, part.start + s.end) for part in parts for s in split_sentences(part.of(text)))
    return text, tuple(spans)


def _without_marks(text: str) -> str:
    """The text with agencies' marks and the times of live pages before its lines as blanks ("UPDATE 2-", "10:42").

    >>> _without_marks("UPDATE 2-Kell objects\\n10:42 Pell agrees")
    '         Kell objects\\n      Pell agrees'
    """
    for pattern in (_MARKS.slug, _MARKS.clock):
        text = re.sub(pattern.pattern, lambda mark: " " * len(mark.group()), text, flags=re.MULTILINE | pattern.flags)
    return text
