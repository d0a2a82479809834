"""When it was said, apart from when it was published: the date in the frame of the attribution, as a period."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date

from whipcount.statements.attribution.frame import Frame
from whipcount.text.dates import DateMention
from whipcount.text.patterns import lazy_pattern
from whipcount.text.period import Grain

_FAR = 90
# A date that belongs to a noun ("next week's meeting", "the war that began in 2022"), not to the saying.
_OF_A_NOUN = lazy_pattern(
    r"\b(?:meeting|summit|session|talks|conference|election|vote|war|invasion|scheduled|held|planned|due|set|expected|"
    r"began|begun|started|since|until|by|before|after|born|elected|appointed|signed|adopted|joined|from|between|place)"
    r"(?: (?:for|on|in|at|of|the|a|to|take|place|early|late))* ?$",
    re.IGNORECASE,
)


def said_when(
    frame: Frame, dates: Sequence[DateMention], starts: Sequence[int], published: date | None
) -> DateMention | None:
    """The date on which an attribution was said, where its own sentence tells it outside the content.

    The nearest one to the cue counts, unless it belongs to a noun, lies after the day of publication, or is open-ended.
    """
    best: tuple[int, DateMention] | None = None
    first = bisect_left(starts, frame.sentence.start)
    for mention in dates[first:]:
        if mention.span.start >= frame.sentence.end:
            break
        if not any(part.start <= mention.span.start and mention.span.end <= part.end for part in frame.free):
            continue
        if mention.bound is not None or mention.period.grain in (Grain.OPEN, Grain.DECADE):
            continue
        if published is not None and mention.period.first > published:
            continue
        before = frame.text[max(frame.sentence.start, mention.span.start - 40) : mention.span.start]
        after = frame.text[mention.span.end : mention.span.end + 2]
        if after in ("'s", "’s") or _OF_A_NOUN.search(before.rstrip("(")):
            continue
        if any(s.start <= mention.span.start < s.end for s in frame.attribution.source):
            continue
        distance = max(mention.span.start - frame.anchor.end, frame.anchor.start - mention.span.end, 0)
        opens = mention.span.start - frame.sentence.start <= 12
        if distance > _FAR and not opens:
            continue
        if best is None or distance < best[0]:
            best = (distance, mention)
    return best[1] if best else None
