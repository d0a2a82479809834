"""Days told before what happens on them: "On 12 May, the board votes", "ahead of Tuesday's vote"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from whipcount.text.dates import DateMention
from whipcount.text.patterns import lazy_pattern
from whipcount.text.phrase_lists import either, word_lists
from whipcount.text.span import Span

_OPENS = re.compile(
    r"(?:\A|\s[-–—]\s|[,;]\s(?=(?:and|but|then|where)\s))[\s\"“]*(?:(?:on|from|this|next|but|and|then|only)\s+)*\Z",
    re.IGNORECASE,
)
_LONGEST = 110  # code points from the day to its verb


_L = word_lists("occasions")
# A day, a subject and what it does then; no verb stands between, so that "On Monday Mara said" is left out.
_CLAUSE = lazy_pattern(
    r"(?:['’]s\b)?,?\s+(?:at\s+[\w .:]{1,12},?\s+)?"
    rf"(?P<who>(?:(?!{either(_L['no_subject'])}\b)[\w’'-]+\s+){{1,9}}?)"
    rf"(?:(?:will|would|they['’]ll|is\s+to|are\s+to|(?:is|are)\s+(?:due|set|expected|scheduled)\s+to)\s+(?:\w+ly\s+)?"
    rf"(?:meet|{either(_L['deciding'])})|{either(_L['decides'])})(?![\w’'-])",
    re.IGNORECASE,
)
_MEETING = lazy_pattern(rf"(?:['’]s)?\s+(?:[\w-]+\s+)?(?P<name>{either(_L['meetings'])})(?![\w’'-])", re.IGNORECASE)
_AHEAD_OF = lazy_pattern(
    rf"(?<!\w){either(_L['ahead_of'])}\s+(?:the\s+|its\s+|their\s+|a\s+)?(?:next\s+)?\Z", re.IGNORECASE
)


def days_in_front(text: str, sentence: Span, dates: Sequence[DateMention]) -> Iterator[tuple[Span, DateMention]]:
    """The days of a sentence that stand before the vote or the meeting held on them, with the words that tell of it.

    Args:
        text: the report's.
        sentence: the one that is asked.
        dates: the days told in it, a weekday already read as one to come.
    """
    for day in dates:
        if _AHEAD_OF.search(text, sentence.start, day.span.start) and (
            meeting := _MEETING.match(text, day.span.end, sentence.end)
        ):
            yield Span(*meeting.span("name")), day
        elif _OPENS.search(text[sentence.start : day.span.start]) and (
            clause := _CLAUSE.match(text, day.span.end, min(sentence.end, day.span.end + _LONGEST))
        ):
            yield Span(clause.end() - 1, clause.end()), day
