"""The names of members that no table of actors knows: whole, in other spellings, or by a last word of one of them.

A person may be called by more given names, or fewer, than the body's file has: "Gordon H. Smith". Of what is no person
the last word alone is a name only where no other name goes before it: Tarn is Imperial Tarn, and Little Tarn is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from whipcount.bodies.member_actors import PERSON
from whipcount.bodies.membership import Member
from whipcount.bodies.person_mentions import with_title
from whipcount.text.patterns import lazy_pattern
from whipcount.text.person_names import is_given_name
from whipcount.text.phrase_lists import word_lists
from whipcount.text.span import Span

_OPENERS = word_lists("members")["openers"]
"""Words that open a sentence before a name and are no part of it: "Only Ann Hale"."""
_ONE_LINE = r"(?:[^\S\n]+|[^\S\n]*\n[^\S\n]*(?=\S))"
"""What may stand within a name: no line left blank."""
_BEFORE = lazy_pattern(r"(?<![\w’'-])([A-ZÀ-ÖØ-Þ][\w’'-]*)(?:[^\S\n]+|\n[^\S\n]*)\Z")
_OPENER = lazy_pattern(rf"(?:The|A|An|{_OPENERS.strip('()')})\Z")
_REACH = 40
_OPENS = lazy_pattern(r"(?:\A|[.!?:\n][\"”’]?\s*|[\"“‘(]\s*)\Z")


@dataclass(frozen=True, slots=True)
class OwnName:
    """A member's name in a text; ``whole``: as the body has it, not by its last word alone."""

    span: Span
    member: str
    whole: bool


@dataclass(frozen=True, slots=True)
class OwnNames:
    """The names of some members: patterns, the longest first, each behind a word that any match of it holds.

    >>> from whipcount.bodies.membership import Member
    >>> lower, tarn = Member("A", "Lower Orr", (), also=("Nether Orr",)), Member("C", "Old Tarn", ())
    >>> names = OwnNames.of([lower, Member("B", "Orr", ()), tarn])
    >>> [name.member for name in names.find("Orr, Nether Orr and Tarn spoke. Little Tarn is another.")]
    ['B', 'A', 'C']
    """

    forms: tuple[tuple[str, str], ...]
    whole: Mapping[str, str]
    last: Mapping[str, str]
    persons: frozenset[str]

    @classmethod
    def of(cls, members: Iterable[Member]) -> OwnNames | None:
        """The names of members; None where none of them has one ("seat 276" names nobody)."""
        named = [m for m in members if m.name.split() and not m.name.split()[-1].isdecimal()]
        persons = frozenset(member.id for member in named if is_person(member))
        by_last: dict[str, list[Member]] = {}
        for member in named:
            by_last.setdefault(member.name.split()[-1].casefold(), []).append(member)
        last = {word: found[0].id for word, found in by_last.items() if len(found) == 1}
        spelled: set[tuple[str, str]] = set()
        whole: dict[str, str] = {}
        for member in named:
            alone = last.get(member.name.split()[-1].casefold()) == member.id
            for form in _forms(member):
                whole.setdefault(_key(form), member.id)
                spelled.add((form.split()[-1], _spaced(form)))
            first, family = member.name.split()[0], member.name.split()[-1]
            if member.id in persons and " " in member.name and not alone:
                between = rf"{_ONE_LINE}(?:[A-Z][\w.’'-]*{_ONE_LINE}){{0,2}}?"
                spelled.add((family, rf"{re.escape(first)}{between}{re.escape(family)}"))
                whole.setdefault(_key(f"{first} {family}"), member.id)
            if alone:
                spelled |= {
                    (word, rf"{_given(member, persons)}{re.escape(word)}")
                    for word in _spellings(member.name.split()[-1])
                }
        if not spelled:
            return None
        for word in tuple(last):
            last[_plain(word)] = last[word]
        longest = sorted(spelled, key=lambda one: (-len(one[1]), one[1]))
        return cls(tuple(longest), whole, last, persons)

    def find(self, text: str) -> Iterator[OwnName]:
        """The names in a text, in order."""
        for match in _any_of(tuple(form for word, form in self.forms if word in text)).finditer(text):
            span = Span(*match.span())
            told = _key(match.group())
            words = told.split()
            member = self.whole.get(told)
            if member is not None:
                yield OwnName(span, member, True)
                continue
            member = self.whole.get(f"{words[0]} {words[-1]}") or self.last.get(words[-1])
            if member is not None and (member in self.persons or not ends_longer(text, span.start)):
                yield OwnName(span, member, False)


@lru_cache(maxsize=64)
def _any_of(forms: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern of the names a text may hold: to compile all of a chamber takes longer than to read the text."""
    return lazy_pattern(rf"(?<![\w-])(?:{'|'.join(forms) or '(?!)'})(?!\w|-[A-Z])", of_input=True)


@lru_cache(maxsize=64)  # of one report many things are asked
def own_names(members: tuple[Member, ...]) -> OwnNames | None:
    """The names of members, see :meth:`OwnNames.of`; kept.

    >>> own_names(()) is None
    True
    """
    return OwnNames.of(members)


def is_person(member: Member) -> bool:
    """Whether a member is a person.

    >>> is_person(Member("X", "Ann Tully", ())), is_person(Member("X", "Upper Tarn", ()))
    (True, False)
    """
    if member.id.startswith(PERSON) or member.region:
        return True
    first, _, rest = member.name.partition(" ")
    return bool(rest) and is_given_name(first)


def _forms(member: Member) -> Iterator[str]:
    for name in (member.name, *member.also):
        if " " in name or name in member.also or not member.id.startswith(PERSON):
            yield from _spellings(name)


def _given(member: Member, persons: frozenset[str]) -> str:
    """What may stand before a last word as part of the name: given names of a person, initials of one without any."""
    if member.id not in persons:
        return ""
    if " " in member.name:
        return rf"(?:(?!{_OPENERS}\b)[A-Z][\w.’'-]*{_ONE_LINE}){{0,2}}?"
    return r"(?:[A-Z]\.\s+){0,2}"


def ends_longer(text: str, at: int) -> bool:
    """Whether another capitalised word stands right before a name, so that it is the end of a longer one.

    >>> ends_longer("Little Tarn voted.", 7), ends_longer("Then Tarn voted.", 5)
    (True, False)
    """
    before = _BEFORE.search(text, max(0, at - _REACH), at)
    if before is None or _OPENER.match(before[1]) or with_title(text, at) < at:
        return False
    opens = _OPENS.search(text, max(0, before.start() - 3), before.start()) is not None
    return not (opens and before[1].endswith(("s", "ly")))


def _spaced(name: str) -> str:
    return r"\s+".join(map(re.escape, name.split()))


def _key(name: str) -> str:
    return " ".join(name.casefold().split())


def _spellings(name: str) -> tuple[str, ...]:
    """A name, and as it is spelled where umlauts are not to be had: Baden-Wuerttemberg."""
    return tuple(dict.fromkeys((name, _plain(name))))


def _plain(name: str) -> str:
    for letter, plain in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss"), ("Ä", "Ae"), ("Ö", "Oe"), ("Ü", "Ue")):
        name = name.replace(letter, plain)
    return name
