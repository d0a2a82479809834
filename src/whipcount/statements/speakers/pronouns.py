"""Pronouns that speak: "he", "they", "who", "I" - and whom they stand for in a report.

The rule is DESIGN's: the last person who was a source, if gender and number allow; a person who opens a sentence after
that source goes before it, and a relative pronoun takes what stands right before it.
"""

from __future__ import annotations

import re
from enum import StrEnum

from whipcount.statements.people.cast import Cast
from whipcount.statements.people.name_candidates import is_title
from whipcount.statements.people.persons import Person
from whipcount.text.span import Span


class Pronoun(StrEnum):
    """What a pronoun can stand for."""

    MALE = "m"
    FEMALE = "f"
    THING = "thing"
    SEVERAL = "several"
    RELATIVE = "relative"
    I = "i"  # noqa: E741  (the pronoun)
    WE = "we"
    YOU = "you"


_PRONOUNS = {
    "he": Pronoun.MALE, "his": Pronoun.MALE, "him": Pronoun.MALE, "himself": Pronoun.MALE,
    "she": Pronoun.FEMALE, "her": Pronoun.FEMALE, "hers": Pronoun.FEMALE, "herself": Pronoun.FEMALE,
    "it": Pronoun.THING, "its": Pronoun.THING, "itself": Pronoun.THING,
    "they": Pronoun.SEVERAL, "their": Pronoun.SEVERAL, "them": Pronoun.SEVERAL, "themselves": Pronoun.SEVERAL,
    "who": Pronoun.RELATIVE, "which": Pronoun.RELATIVE, "that": Pronoun.RELATIVE, "whose": Pronoun.RELATIVE,
    "whom": Pronoun.RELATIVE,
    "i": Pronoun.I, "me": Pronoun.I, "my": Pronoun.I, "myself": Pronoun.I,
    "we": Pronoun.WE, "us": Pronoun.WE, "our": Pronoun.WE, "ourselves": Pronoun.WE,
    "you": Pronoun.YOU, "your": Pronoun.YOU,
}  # fmt: skip
_WORD_BEFORE = re.compile(r"(?<!\S)([A-Z][\w-]*)\.? $")
_EDGE = re.compile(r"^[\s\"“”'‘’(,]+|[\s\"“”'‘’),.:;]+$")
_SUBJECT_END = re.compile(r"(?:[.!?][\"”’]?\s+|\n\s*|^\s*)(?:[\"“]?(?:But|And|Yet|Meanwhile,?|However,?|Then) )?$")


def read_pronoun(text: str) -> Pronoun | None:
    """The pronoun that a source consists of, or None.

    >>> read_pronoun("She"), read_pronoun("the minister"), read_pronoun("he himself")
    (<Pronoun.FEMALE: 'f'>, None, <Pronoun.MALE: 'm'>)
    """
    words = _EDGE.sub("", text).lower().split()
    if not words or len(words) > 2:
        return None
    first = _PRONOUNS.get(words[0].removesuffix("'s").removesuffix("’s"))
    if len(words) == 2 and words[1] not in ("himself", "herself", "itself", "themselves", "both", "all", "also"):
        return None
    return first


def person_for(
    cast: Cast, at: int, gender: str, spoken: list[tuple[int, Person]], *, reach: int = 1500
) -> Person | None:
    """The person whom "he" or "she" at a place stands for.

    ``spoken`` holds where persons were sources before, in order. Of the last such person and a person who is the
    subject of a sentence since then the later one is taken; without either, the last person named.
    """
    floor = max(0, at - reach)
    last: tuple[int, Person] | None = None
    for place, person in reversed(spoken):
        if place < floor:
            break
        if place < at and person.gender in (None, gender):
            last = (place, person)
            break
    subject: tuple[int, Person] | None = None
    nearest: Person | None = None
    since = last[0] if last else floor
    for span, person in _named_before(cast, at, floor=since):
        if person.gender not in (None, gender) or (last and person is last[1]):
            continue
        nearest = nearest or person
        if cast.text[span.end : span.end + 2] not in ("'s", "’s") and _is_subject(cast, span):
            subject = (span.start, person)
            break
    if last is None:
        found = subject[1] if subject else nearest
    elif subject is not None and at - subject[0] <= 400:
        found = subject[1]
    else:
        found = last[1]
    if found is not None and found.gender is None:
        found.gender = gender
    return found


def _named_before(cast: Cast, at: int, *, floor: int) -> list[tuple[Span, Person]]:
    inside = (cast.everybody or cast.people).inside(Span(floor, at))
    return list(reversed(inside))


def _is_subject(cast: Cast, span: Span) -> bool:
    """Whether a name opens its sentence, but for a title before it."""
    start = span.start
    office = next((o for o in _offices_ending_near(cast, start)), None)
    if office is not None:
        start = office
    return bool(_SUBJECT_END.search(cast.text, max(0, start - 40), start))


def _offices_ending_near(cast: Cast, at: int) -> list[int]:
    before = Span(max(0, at - 120), at)
    office = cast.office_at(before)
    found = []
    while office is not None:
        if 0 <= at - office.span.end <= 3:
            found.append(office.span.start)
        office = cast.office_at(Span(office.head.end, at)) if office.head.end < at else None
    home = re.search(r"[A-Z][\w.-]*(?:['’]s?)? $", cast.text[max(0, at - 24) : at])
    if (
        home
        and not found
        and any(m.span.start <= at - 3 < m.span.end + 3 for m in cast.mentions_in(Span(max(0, at - 24), at)))
    ):
        found.append(at - len(home.group()))
    title = _WORD_BEFORE.search(cast.text[max(0, at - 24) : at])
    if title and not found and is_title(title[1]):
        found.append(at - len(title.group()))
    return found
