"""What a vote is told to have been on, and when: whether "voted against ..." is of the decision at hand."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

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
    r"\s*(?:on|in|at|during|after|late|early|yesterday|today|this|last|from\s+(?:voting|the\s+(?:start|beginning|outset|first))|throughout|all\s+along|for\s+(?:years|months|weeks|a\s+long|a\s+second|the\s+first|once|now)|(?:that\s+)?(?:he|she|they)\s+(?:had|has|have|was|were)|before|while|when|by|despite|to|again|too|out\s+of|or|along|together|alongside|as\s+did|like|because|it|this|them|him|her)\b|\s*[-–—“\"‘]|\s*$",
    re.IGNORECASE,
)


_KEEPING = lazy_pattern(
    r"\s*(?:of\s+)?(?:keeping|retaining|preserving|saving|staying|leaving\s+(?:things|it|them|the)|the\s+status\s+quo|no\s+change"
    r"|(?:holding|maintaining|leaving)\s+(?:[\w’'-]+\s+){1,5}?(?:unchanged|steady|as\s+\w+|where|alone|in\s+place))\b",
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
    owner = _OWNER.match(told, about.end() - 2 * about.group().endswith(("'s", "’s"))) if about is not None else None
    if owner is not None and words.mention(told[owner.end() - 1 :]) is None:
        return False  # "objected to the synod's hymn book"
    return about is not None and not words.something_else(told, about.start())


_OWNER = lazy_pattern(r"['’]s?\s+(?:new\s+)?[a-z]")
_FRONTED = lazy_pattern(
    r"\A[\W]*(?:but\s+|and\s+|only\s+)?(?:on|over|in\s+(?:the|a|an\s+earlier|another|the\s+same)\s+(?:\w+\s+)?(?:vote|ballot|debate|motion)s?\s+(?:on|over|about)|as\s+(?:for|to)|when\s+it\s+came\s+to|regarding|concerning)\s+"
    r"(?P<what>[^.;:\ue000-\uf8ff]{3,70}?),?\s+(?:(?:the|both|only|neither)\s+)?(?=[\ue000-\uefff])",
    re.IGNORECASE,
)
_DAYS = lazy_pattern(
    r"(?:\w+\s+)?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|\d|january|february|march|april|may|june|july|august|september|october|november|december|the\s+(?:eve|day|morning|other|contrary|whole|first|second|third|last|same|one)\b|balance|behalf|paper|average|reflection|monday|principle|appeal|grounds)",
    re.IGNORECASE,
)


def fronted_elsewhere(text: str, words: ObjectWords) -> bool:
    """Whether a sentence begins with another question than the one decided: "On the library's hours Kell voted yes".

    Args:
        text: a masked sentence.
        words: of what is decided.
    """
    front = _FRONTED.match(text)
    if front is None or _DAYS.match(front["what"]):
        return False
    return words.mention(front["what"], votes=True) is None


def on_another(told: str) -> bool:
    """Whether the words behind "a vote for" tell of the other side: of keeping things as they are, of a rival.

    >>> on_another(" keeping the rate"), on_another(" the plan")
    (True, False)
    """
    return _KEEPING.match(told) is not None or _RIVAL.match(told) is not None


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


_ANOTHER = lazy_pattern(
    r"\s*(?:an?|another|two|three|four|several|some)\s+(?:[\w’'-]+\s+){1,3}?(?:on|for|of|about|in|against|to|from)\s+(?:the\s+|an?\s+)?",
    re.IGNORECASE,
)


def another_thing(told: str, at: int) -> bool:
    """Whether words name some new thing that only has to do with what is decided: "a tax on vacant land".

    Args:
        told: the words behind a verb.
        at: where in them what is decided is mentioned first.

    >>> another_thing(" a tax on vacant land", 16), another_thing(" the land act", 5)
    (True, False)
    """
    new = _ANOTHER.match(told)
    return new is not None and at >= new.end() - 1


_ASIDE = lazy_pattern(
    r"(?:\b(?:after|having|since|despite|until|though|although|unlike)\s[^,.;:]{0,80}|,\s(?:who|which)\s+(?:had|has)\s[^.;:,]{0,80})\Z",
    re.IGNORECASE,
)


def _aside(text: str, at: int) -> bool:
    """Whether a day is told of what went before, beside the news: "backed the cut after voting against it in June"."""
    return at > 12 and _ASIDE.search(text, max(0, at - 100), at) is not None


def of_another_time(masked: Masked, day: date | None) -> bool:
    """Whether a sentence tells of another time: all days in it lie well before the report's."""
    return day is not None and _of_another_time(masked.text, day)


@lru_cache(maxsize=256)  # of a sentence, votes, clauses and counts ask one after the other
def _of_another_time(text: str, day: date) -> bool:
    dates = [m for m in find_dates(text, day) if not _aside(text, m.span.start)]
    return bool(dates) and all(m.period.last < day - _HISTORY for m in dates)
