"""The patterns that tell who sits in a body of persons: by titles, by votes, by lists, from the lists of words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from whipcount.text.patterns import lazy_pattern
from whipcount.text.person_names import word_set
from whipcount.text.phrase_lists import either, word_lists

MARK = "[\ue000-\uf8ff]"
"""A list of persons, in a sentence whose lists are one character each."""


@dataclass(frozen=True, slots=True)
class SeatPatterns:
    """The patterns of the lists, compiled when first used; the persons are their group ``m``."""

    seat: re.Pattern[str]
    beside: re.Pattern[str]
    officer: re.Pattern[str]
    outside: re.Pattern[str]
    told: tuple[re.Pattern[str], ...]
    beside_told: tuple[re.Pattern[str], ...]
    joins: re.Pattern[str]
    listed: re.Pattern[str]
    no_seat: re.Pattern[str]
    votes: re.Pattern[str]
    person: re.Pattern[str]
    apposed: re.Pattern[str]


@lru_cache(maxsize=1)
def seat_patterns() -> SeatPatterns:
    """The patterns.

    >>> bool(seat_patterns().seat.search("the trustee")), bool(seat_patterns().seat.search("the painter"))
    (True, False)
    """
    lists = word_lists("person_members")
    seats, beside, officers, of_body = (either(lists[k]) for k in ("seats", "beside", "officers", "of_body"))
    described = rf"(?:(?:the|an?|its|fellow|old|young)\s+(?:[\w’'-]+,?\s+){{0,3}}?|(?:the\s+)?(?:{seats}|{beside}|{officers})\s+|[A-Z][a-z]+\.?\s+)?"  # noqa: E501
    aside = r"(?:\s+of\s+(?:the\s+)?[\w-]+(?:\s[\w-]+)?)?(?:,\s[^,.;:\ue000-\uf8ff]{1,140},)?"
    helpers = r"(?:\s+(?:and|who|which|had|has|have|also|both|all|each|then|again|later|duly|did|himself|herself|themselves|alone|first|had\s+said\s+(?:he|she)|said\s+(?:that\s+)?(?:he|she|they)(?:\s+had)?)){0,4}"  # noqa: E501
    told = (
        rf"(?P<m>{MARK}){aside},?{helpers}\s+{either(lists['votes'])}",
        rf"\b{either(lists['by'])}\s*(?:only\s+|both\s+)?{described}(?P<m>{MARK})",
        rf"\bI\s+(?:voted|abstained|dissented|seconded)\b[^”\"\n]{{0,160}}[”\"],?\s+(?:said\s+)?{described}(?P<m>{MARK})",
        rf"\bvot(?:ed|ing)\b[^.;:\ue000-\uf8ff]{{0,80}}(?:,?\s+(?:among\s+(?:them|those|others)(?:\s+(?:were|was))?|including|were|was)\s|:)\s*{described}(?P<m>{MARK})",
        rf"(?P<m>{MARK})['’]s?\s+(?:was\s+(?:the|one)|(?:\w+\s+)?(?:vote|ballot|dissent|abstention))\b",
        rf"(?P<m>{MARK}),?\s+(?:was\s+|is\s+|are\s+|were\s+)?(?:both\s+|all\s+|two\s+|three\s+|one\s+)?(?:of\s+)?(?:the|an?|its)\s+(?:only\s+|other\s+|sole\s+|lone\s+|\w+\s+){{0,2}}?{seats}(?!\w)",
        rf"\b{seats}(?:\s+(?:of|for|from|on)\s+[^,.;\ue000-\uf8ff]{{1,40}})?\s*[,:(]\s*{described}(?P<m>{MARK})",
        rf"\bthe\s+(?:{of_body}['’]s\s+)?(?:vice[- ]|deputy\s+)?(?:chair(?:man|woman|person)?|treasurer|foreman|conven[oe]r),\s+(?:[A-Z][a-z]+\.?\s+)?(?P<m>{MARK})",  # noqa: E501
        rf"\bvot(?:ed|ing)\s+(?:for|against)[^.;:\ue000-\uf8ff]{{0,60}}\s(?:were|was)\s+{MARK},\s+who\s[^.;\ue000-\uf8ff]{{3,160}}?,\s+and\s+(?P<m>{MARK})",
        rf"\b{seats}\s+(?:are|were)\s+{described}(?P<m>{MARK})",
        rf"\b{of_body}(?:['’]s?)?\s+{officers},?\s+(?P<m>{MARK})",
        rf"\b{officers}\s+of\s+(?:the\s+)?(?:\w+\s+){{0,2}}?{of_body},?\s+(?P<m>{MARK})",
        rf"(?P<m>{MARK}),\s+(?:who\s+)?(?:(?:chairs|presides\s+over|leads|heads)\s+the\s+{of_body}|(?:the\s+)?{of_body}['’]s?\s+{officers}|(?:the\s+)?{officers}\s+of\s+the\s+{of_body})(?!\w)",
    )
    two = (
        rf"\b(?:two|three|four|five|both|the\s+other)\s+(?:of\s+(?:its|the)\s+)?(?:\w+\s+)?{beside}(?:\s+(?:of|for|from|on)\s+[^,.;\ue000-\uf8ff]{{1,40}})?\s*,\s*{described}(?P<m>{MARK})",
    )
    return SeatPatterns(
        lazy_pattern(rf"(?<![\w-]){seats}\Z", re.IGNORECASE),
        lazy_pattern(rf"(?<![\w-]){beside}\Z", re.IGNORECASE),
        lazy_pattern(rf"(?<![\w-]){officers}\Z", re.IGNORECASE),
        lazy_pattern(rf"(?<![\w-])(?:{either(lists['outside'])})(?:\s+\w+)?\Z", re.IGNORECASE),
        tuple(lazy_pattern(rf"{pattern}(?!\w)" if "(?P<m>" in pattern[:8] else pattern, re.IGNORECASE) for pattern in told),  # noqa: E501
        tuple(lazy_pattern(pattern, re.IGNORECASE) for pattern in two),
        lazy_pattern(rf"\b{either(lists['joins'])}\s+{described}(?P<m>{MARK})", re.IGNORECASE),
        lazy_pattern(rf"(?:\s*\([^()\n]{{1,40}}\))?(?:,\s(?:the|an?|its)\s[^,.;:\n]{{2,50}})?\s*,?\s*(?:,|and|&|as\s+well\s+as|or)\s+{described}\Z", re.IGNORECASE),  # noqa: E501
        lazy_pattern(rf"(?P<m>{MARK}),?\s+{either(lists['no_seat'])}", re.IGNORECASE),
        lazy_pattern(r"\bvot|\babst|\bdissent|\bmajorit|\bmotion|\brul(?:ed|ing)\b", re.IGNORECASE),
        lazy_pattern(rf"(?<![\w-])(?:{either(lists['person'])}|{officers}|{seats}|{beside}|{'|'.join(sorted(title_words()[0]))})\s+\Z", re.IGNORECASE),  # noqa: E501
        lazy_pattern(rf",?\s+(?:(?:was|is)\s+)?(?:the|an?|who|one\s+of\s+the)\s+(?:[\w’'-]+\s+){{0,2}}(?:{officers}|{seats}|{beside}|chairs|sits)(?!\w)|,\s+\d\d,", re.IGNORECASE),  # noqa: E501
    )  # fmt: skip


@lru_cache(maxsize=1)
def title_words() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Titles before a name, words that are never in one, words of organisations.

    >>> "mr" in title_words()[0]
    True
    """
    lists = word_lists("speakers/names")
    return word_set(lists["titles"]), word_set(lists["never_in_a_name"]), word_set(lists["of_an_organisation"])
