"""What a vote is told to have been on, and when: whether "voted against ..." is of the decision at hand."""

from __future__ import annotations

import re
from datetime import date, timedelta

from whipcount.bodies.member_mentions import Masked
from whipcount.positions.proposal.motion_roles import is_other_question
from whipcount.positions.proposal.object_words import ObjectWords
from whipcount.text.dates import find_dates
from whipcount.text.patterns import lazy_pattern
from whipcount.text.phrase_lists import either, word_lists

_HISTORY = timedelta(days=45)
_OWN = lazy_pattern(rf"\s*(?:the|their|its|his|her)\s+{either(word_lists('votes')['home'])}['’]s?\s", re.IGNORECASE)
_TAKEN_UP = lazy_pattern(
    r"[\ue000-\uefff][^.;]{0,30}?\s(?:opposed|opposes?|backed|backs?|supported|supports?|rejected|criticised|voted\s+(?:for|against))\s+(?P<what>(?:the|an?|this|that)\s[^,.;]{2,60})",
    re.IGNORECASE,
)
NO_OBJECT = lazy_pattern(
    r"\s*(?:on|in|at|during|after|late|early|yesterday|today|this|last|from\s+voting|despite|to|again|too|out\s+of|or|along|together|alongside|as\s+did|like|because|it|this|them|him|her)\b|\s*[-–—“\"‘]|\s*$",
    re.IGNORECASE,
)


_KEEPING = lazy_pattern(
    r"\s*(?:of\s+)?(?:keeping|retaining|preserving|saving|staying|leaving\s+(?:things|it|them|the)|the\s+status\s+quo)\b",
    re.IGNORECASE,
)
"""What the other side of a proposal is for: "in favour of keeping it open"."""


_RIVAL = lazy_pattern(
    r"\s*(?:for\s+)?(?:(?:her|his|its|the|their|another|a)\s+)?(?:[\w-]+\s+){0,2}?(?:rivals?|opponents?|challengers?|contender|competitor|predecessor|other\s+candidate|alternative|incumbent)\b",
    re.IGNORECASE,
)
"""Who else could have been chosen: "voted for her rival"."""


def on_it(told: str, words: ObjectWords) -> bool:
    """Whether the words behind "voted against" are of this object, or name none."""
    if is_other_question(told, words.kind) or _KEEPING.match(told) or _RIVAL.match(told):
        return False
    told = re.sub(
        r"^\s*(?:to|on|against)\s+(?:(?:block|reject|stop|kill|oppose|defeat|strike\s+down|halt|prevent|sink)\w*)?",
        " ",
        told,
    )
    if NO_OBJECT.match(told):
        later = words.mention(told, votes=True)
        return later is None or not words.something_else(told, later.start())
    about = words.mention(told, votes=True)
    if about is not None and _OWN.match(told):
        return False  # "voted against the government's budget": a matter at home
    return about is not None and not words.something_else(told, about.start())


def for_a_rival(text: str) -> bool:
    """Whether a sentence tells of votes for somebody else than the candidate: "voted for her rival".

    >>> for_a_rival("Kell and Pell voted for her rival, Lise Holm."), for_a_rival("Kell voted for her.")
    (True, False)
    """
    return any(_RIVAL.match(text, vote.end()) for vote in _VOTED_FOR.finditer(text))


_VOTED_FOR = lazy_pattern(
    r"\b(?:vot(?:e|es|ed|ing)\s+for|in\s+favou?r\s+of|backed|supported|preferred)\b", re.IGNORECASE
)


def of_something_before(before: str, words: ObjectWords) -> bool:
    """Whether "it" behind a sentence takes up another thing than the object, told there as backed or opposed.

    Args:
        before: the sentence, masked.
        words: of the object.
    """
    told = list(_TAKEN_UP.finditer(before))
    return bool(told) and words.mention(told[-1]["what"]) is None


def of_another_time(masked: Masked, day: date | None) -> bool:
    """Whether a sentence tells of another time: all days in it lie well before the report's."""
    if day is None:
        return False
    dates = find_dates(masked.text, day)
    return bool(dates) and all(m.period.last < day - _HISTORY for m in dates)
