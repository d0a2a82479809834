"""Which kind of members a body has that no catalogue knows: persons, or what has a name and is none.

What is told of a number of members says most ("the eighteen clubs", "nine justices"), then the body's own noun, then
who is told to vote.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from itertools import islice

from whipcount.positions.proposal.numerals import NUMBER
from whipcount.text.patterns import lazy_pattern
from whipcount.text.phrase_lists import either, phrases, word_lists

_READ = 20_000


def is_party(name: str) -> bool:
    """Whether a name is a party's, by its last word.

    >>> is_party("Farmers' Party"), is_party("Nationals"), is_party("Vorland")
    (True, True, False)
    """
    return name.split()[-1].lower() in _parties()


@lru_cache(maxsize=1)
def _parties() -> frozenset[str]:
    return frozenset(phrases(word_lists("member_names")["of_parties"]))


def is_trader(name: str) -> bool:
    """Whether a name is a firm's, by one of its words.

    >>> is_trader("Carrow Works"), is_trader("Pell Solar Ltd"), is_trader("Ada Finch")
    (True, True, False)
    """
    return not _traders().isdisjoint(name.lower().split())


@lru_cache(maxsize=1)
def _traders() -> frozenset[str]:
    words = word_lists("member_names")
    return frozenset(phrases(words["of_firms"])) | frozenset(phrases(words["of_traders"]))


class MemberKind(StrEnum):
    """What the members of a body are."""

    PERSONS = "persons"
    NAMES = "names"  # states, provinces, towns, clubs, firms, branches, unions
    CHAMBER = "chamber"  # of persons, whose parties vote, too
    OPEN = "open"


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    words = word_lists("member_names")
    persons, names = either(words["persons"]), either(words["names"])
    return {
        "told": lazy_pattern(
            rf"(?<![\w-])(?:{NUMBER}|all|each\s+of|most|some|both|none\s+of)(?:\W+of)?(?:\W+(?:the|its|their|our))?"
            rf"(?:[ ]{NUMBER})?(?:[ ](?!of\b|to\b)[\w’'-]+){{0,2}}?[ ](?:(?P<persons>{persons})|(?P<names>{names}))(?!\w)",  # noqa: E501
            re.IGNORECASE,
        ),
        "persons": lazy_pattern(rf"(?:{either(words['of_persons'])})\Z", re.IGNORECASE),
        "names": lazy_pattern(rf"(?:{either(words['of_names'])})\Z", re.IGNORECASE),
        "chambers": lazy_pattern(rf"(?<!\w)(?:{either(words['chambers'])})(?!\w)", re.IGNORECASE),
        "deputies": lazy_pattern(
            rf"(?<![\w-])(?i:{NUMBER})\s+(?:\w+\s+)?(?:deputies|lawmakers|legislators|senators|MPs)(?!\w)|(?<!\w)(?:[Mm]otion of no confidence|second reading|third reading)"  # noqa: E501
        ),
        "organisations": lazy_pattern(rf"(?<!\w)(?:{either(words['organisations'])})(?!\w)", re.IGNORECASE),
        "parts": lazy_pattern(rf"(?<!\w)(?:{either(words['parts_of_states'])})(?!\w)", re.IGNORECASE),
        "banks": lazy_pattern(r"(?<!\w)(?:bank|reserve|monetary|rate)(?!\w)", re.IGNORECASE),
        "rates": lazy_pattern(
            r"(?<!\w)(?:(?:key|interest|policy|base|benchmark|bank)\s+rates?|percentage\s+point|rate\s+committee)(?!\w)",
            re.IGNORECASE,
        ),
        "parties": lazy_pattern(
            rf"(?<![\w-])(?:[A-Z][\w’']+ Party|{'|'.join(sorted(w.title() for w in _parties() if w.endswith('s')))})(?!\w)"  # noqa: E501
        ),
        "nouns_of_persons": lazy_pattern(rf"(?<!\w){persons}(?!\w)", re.IGNORECASE),
        "nouns_of_names": lazy_pattern(rf"(?<!\w){names}(?!\w)", re.IGNORECASE),
    }


def member_kind(text: str, body: str, told: str = "") -> MemberKind:
    """Which kind of members a body has.

    Args:
        text: the report.
        body: the body's name.
        told: the words that tell how many members it has, where any do.

    >>> member_kind("The eighteen clubs vote on it.", "Ball League", "eighteen clubs").value
    'names'
    >>> member_kind("Five directors backed it.", "Board of Pell Yards").value
    'persons'
    """
    words = _patterns()
    plain = re.split(r"\s+of\s+", body)[0].strip()
    if words["banks"].search(body) and words["rates"].search(text[:_READ]):
        return MemberKind.PERSONS
    if words["nouns_of_names"].search(told):
        return MemberKind.NAMES
    if is_party(body) and (
        words["deputies"].search(text[:_READ]) or len(set(words["parties"].findall(text[:_READ]))) > 2
    ):
        return MemberKind.CHAMBER  # a party that was taken for the chamber
    if words["chambers"].search(body) and not words["nouns_of_names"].search(body):
        counts = _counts(text)
        return MemberKind.NAMES if counts["names"] > counts["persons"] else MemberKind.CHAMBER
    if words["nouns_of_persons"].search(told):
        return MemberKind.PERSONS
    counts = _counts(text)
    score = min(3, counts["persons"]) - min(3, counts["names"])
    score += 2 * bool(words["persons"].search(plain) or words["nouns_of_persons"].search(plain))
    score -= 2 * bool(words["names"].search(plain) or words["nouns_of_names"].search(plain))
    return MemberKind.PERSONS if score >= 1 else MemberKind.NAMES if score <= -1 else MemberKind.OPEN


def of_deputies(text: str) -> bool:
    """Whether a report tells of deputies who vote, or of a motion that only a parliament takes up.

    >>> of_deputies("It took 288 deputies."), of_deputies("The assembly met; nine states agreed.")
    (True, False)
    """
    return _patterns()["deputies"].search(text[:_READ]) is not None


@lru_cache(maxsize=1)
def chamber_names() -> re.Pattern[str]:
    """The names of chambers of persons, as the group ``name``.

    >>> chamber_names().search("Deputies of the parliament of Orr met.")["name"]
    'parliament of Orr'
    """
    nouns = either(word_lists("member_names")["chambers"])
    return lazy_pattern(
        rf"(?<![\w’'-])(?:[Tt]he\s+)?(?P<name>(?:National\s+|Federal\s+|Grand\s+|State\s+)?(?!(?i:deputies))(?i:{nouns})(?:\s+of\s+(?:the\s+)?(?!The)[A-Z][\w-]+)?)(?![\w-])"
    )


def of_parts(body: str, told: str = "") -> bool:
    """Whether a body's members are the parts of a state: provinces, cantons, their premiers.

    Args:
        body: the body's name.
        told: the words that tell how many members it has, where any do.

    >>> of_parts("Swiss cantons"), of_parts("River Board", "the ten provinces"), of_parts("River Board", "ten states")
    (True, True, False)
    """
    pattern = _patterns()["parts"]
    return pattern.search(body) is not None or pattern.search(told) is not None


def of_organisations(text: str, body: str, told: str = "") -> bool:
    """Whether a body's members are organisations, whose names are like those of bodies: unions, funds, parties.

    Args:
        text: the report.
        body: the body's name.
        told: the words that tell how many members it has, where any do.

    >>> of_organisations("It took two thirds.", "Lenders to Pell Steel"), of_organisations("It did.", "Sea Council")
    (True, False)
    """
    pattern = _patterns()["organisations"]
    if pattern.search(body) or pattern.search(told):
        return True
    return (
        sum(pattern.search(m.group()) is not None for m in islice(_patterns()["told"].finditer(text[:_READ]), 60)) > 0
    )


def _counts(text: str) -> dict[str, int]:
    """How often a number of members of each kind is told."""
    counts = {"persons": 0, "names": 0}
    for match in islice(_patterns()["told"].finditer(text[:_READ]), 60):
        counts["persons" if match["persons"] else "names"] += 1
    return counts
