"""The day of a decision that is taken, and the days that are left for one that must be."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from whipcount.positions.proposal.proposal import Occasion
from whipcount.text.dates import DateMention
from whipcount.text.patterns import lazy_pattern
from whipcount.text.period import Period
from whipcount.text.phrase_lists import either, word_lists
from whipcount.text.span import Span

_LOOKED_AT = 12  # sentences in which a deadline is looked for


_UNDECIDED = lazy_pattern(
    r"(?<!\w)(?:unless|must|needs?\s+to|ha(?:s|ve)\s+(?:until|to)|no\s+[\w-]+\s+before)(?!\w)", re.IGNORECASE
)


_TO_DECIDE = lazy_pattern(
    r"(?<!\w)(?:decid\w+|agree\w*|vot(?:e|es|ing)|comes?\s+round|ratif\w+|approv\w+|adopt\w*|consents?|admit\w*|says?\s+yes"
    r"|gives?\s+(?:in|way)|lifts?\s+(?:its|his|her|the)\s+(?:veto|objection))(?!\w)",
    re.IGNORECASE,
)


_SOON = timedelta(days=120)


def find_deadline(
    text: str, *, sentences: Sequence[Span], dates: Sequence[DateMention], today: date
) -> Occasion | None:
    """The days that are left, where a report tells until when it must be decided: "unless it agrees by the end of May".

    Args:
        text: the report's.
        sentences: its sentences.
        dates: the dates told in it.
        today: when it was published.
    """
    for sentence in sentences[:_LOOKED_AT]:
        inside = sentence.of(text)
        if OFF.search(inside) or not _UNDECIDED.search(inside) or not _TO_DECIDE.search(inside):
            continue
        for mention in dates:
            if not sentence.start <= mention.span.start < sentence.end or mention.bound not in ("by", "until"):
                continue
            if today <= mention.period.last <= today + _SOON:
                first = max(today, mention.period.first)
                period = Period(first, mention.period.last, mention.period.grain)
                return Occasion("deadline", None, period, (mention.span,))
    return None


OFF = lazy_pattern(
    r"(?<!\w)(?:postpon\w+|put\s+off|called\s+off|cancel\w*|shelved|delayed\s+indefinitely"
    r"|(?:taken?|took|removed?|struck|dropped)\s+(?:\w+\s+){0,6}?(?:off|from)\s+(?:the|its)\s+agenda|with(?:drew|drawn)\s[^.;]{0,60}?\sagenda"
    r"|no\s+longer\s+(?:vote|decide|meet|take\s+up)|indefinitely)(?!\w)",
    re.IGNORECASE,
)


_AHEAD_OF = frozenset("will would to may might could can should shall not n't if whether unless until must".split())


_ENDED_BY_MEMBER = lazy_pattern(
    r"(?:veto|block|reject|vot|agree|adopt|approv|pass|fail|defeat|fell|fall|threw|turn|scuttl|torpedo|decid)",
    re.IGNORECASE,
)


_TALKED = lazy_pattern(either(word_lists("occasions")["talked"]), re.IGNORECASE)


def find_decision_day(
    text: str,
    *,
    told: Sequence[tuple[Span, Span, bool]],
    dates: Sequence[DateMention],
    today: date,
) -> Occasion | None:
    """The day on which it was decided, or came to a vote, where no meeting ahead is told.

    Args:
        text: the report's.
        told: where the decision is told, the strongest first: the words, their sentence, whether a member acts there.
        dates: the dates told in it.
        today: when it was published; later days are no such day.
    """
    for anchor, sentence, member in told:
        word = anchor.of(text)
        before = [
            w.lower() for w in re.findall(r"[\w’']+", text[max(sentence.start, anchor.start - 30) : anchor.start])
        ]
        if set(before[-2:]) & _AHEAD_OF and not re.search(
            r"(?:vot|decid|agree|refus|fail)\w*\s+(?:[\w-]+\s+){0,6}(?:to|not)\s*\Z",
            text[sentence.start : anchor.start],
        ):
            continue
        if _TALKED.fullmatch(word):
            continue  # "the board debated it on Monday"
        if word.lower().startswith("ratif"):
            continue  # a member ratifies on a day of its own
        if member and not _ENDED_BY_MEMBER.match(word):
            continue
        near = [
            d
            for d in dates
            if sentence.start <= d.span.start < sentence.end
            and d.period.days <= 2
            and d.period.last <= today
            and (today - d.period.last).days <= 31
            and d.bound is None
            and not of_saying(text, d)
        ]
        if near:
            best = min(near, key=lambda d: min(abs(d.span.start - anchor.end), abs(anchor.start - d.span.end)))
            name = (
                "vote" if re.search(r"\bvot|\bveto", text[sentence.start : sentence.end], re.IGNORECASE) else "decision"
            )
            return Occasion(name, None, best.period, (best.span,))
    return None


_SAID = lazy_pattern(r"(?:said|says|told|wrote|announced|added|warned|argued|stated|declared|confirmed)\W[^.;]{0,24}\Z")


def of_saying(text: str, mention: DateMention) -> bool:
    """Whether a date belongs to a verb of saying ("said on Thursday"), not to what will happen."""
    return bool(_SAID.search(text, max(0, mention.span.start - 40), mention.span.start))
