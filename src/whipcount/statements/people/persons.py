"""The persons of a report: full names, surnames, gender, and the offices that the report gives them.

A person is a run of capitalised words of which something says that it is a name: a known given name, a title before it,
an office beside it, a reader that took it for a source, or the table of office holders.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from whipcount.bodies.actors import Mention
from whipcount.statements.people.media import media_name
from whipcount.statements.people.name_candidates import MARKED, Candidate, name_candidates, shown_name, title_gender
from whipcount.statements.people.offices_in_text import Office
from whipcount.statements.people.titles import HEAD_NOUN
from whipcount.text.name_comparison import names_match
from whipcount.text.patterns import lazy_pattern
from whipcount.text.person_names import fold, gender_of, is_given_name, parse_name, sound_key, word_set
from whipcount.text.phrase_lists import word_lists
from whipcount.text.span import Span

_COMMON = word_set(word_lists("speakers/names")["common_sources"])


@dataclass(slots=True)
class Person:
    """Somebody whom the report names; grows while the report is read.

    ``name`` is as the report first gives it in full (or the surname where it never does), ``span`` where.
    """

    name: str
    span: Span
    surname: str
    gender: str | None = None
    full: bool = True
    offices: list[Office] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    home: tuple[str, ...] = ()  # the actor of a possessive before the name ("Pell's Oln")
    delegate: bool = False  # sits at a table for its home ("Mr. Oln (Pell)")

    @property
    def office(self) -> Office | None:
        """The office that the report gives first."""
        return self.offices[0] if self.offices else None


class People:
    """All persons of one report, found by name or by place."""

    def __init__(self) -> None:
        self.persons: list[Person] = []
        self._by_surname: dict[str, list[Person]] = {}
        self._by_word: dict[str, list[Person]] = {}
        self._starts: list[int] = []
        self._at: list[tuple[Span, Person]] = []

    def named(self, name: str, *, before: int | None = None, gender: str | None = None) -> tuple[Person, ...]:
        """Persons that a name may mean, the best first: the one spoken of last before the place, full names first."""
        parsed = parse_name(name)
        if not parsed.surname:
            return ()
        found = self._by_surname.get(fold(parsed.surname[-1]), [])[:_NAMESAKES]
        if not found and parsed.given:
            # another spelling of the surname, or the family name first: only persons who share a word can match
            near = {id(p): p for word in parsed.tokens for p in self._by_word.get(_key(word), [])}
            found = list(near.values())[:_NAMESAKES]
        if parsed.given:
            found = [p for p in found if names_match(p.name, name)]
        elif not found:  # called by the given name
            found = [p for p in self._by_word.get(_key(name), []) if p.full and fold(p.name.split()[0]) == fold(name)]
        if gender:
            found = [p for p in found if p.gender in (None, gender)] or list(found)
        if before is None or len(found) < 2:
            return tuple(found)
        return tuple(sorted(found, key=lambda p: (not p.full, _distance(p, before))))

    def inside(self, span: Span) -> tuple[tuple[Span, Person], ...]:
        """The mentions of persons that lie inside a span, in order."""
        out = []
        for place, person in self._at[bisect_left(self._starts, span.start) :]:
            if place.start >= span.end:
                break
            if place.end <= span.end:
                out.append((place, person))
        return tuple(out)

    def before(self, at: int, *, floor: int = 0) -> Iterable[Person]:
        """Persons named before a place, the nearest first."""
        for index in range(bisect_left(self._starts, at) - 1, -1, -1):
            if self._at[index][0].start < floor:
                return
            yield self._at[index][1]

    def _add(self, person: Person) -> None:
        self.persons.append(person)
        self._by_surname.setdefault(fold(person.surname), []).append(person)
        for key in {_key(word) for word in parse_name(person.name).tokens}:
            self._by_word.setdefault(key, []).append(person)

    def _mention(self, span: Span, person: Person) -> None:
        person.spans.append(span)
        self._at.append((span, person))

    def _close(self) -> None:
        self._at.sort(key=lambda item: item[0])
        self._starts = [span.start for span, _ in self._at]


def _distance(person: Person, at: int) -> int:
    """How far back the person was last named; the spans of a person come in the order of the text."""
    index = bisect_left(person.spans, Span(at, at)) - 1
    return at - person.spans[index].start if index >= 0 else 10**9


def _key(word: str) -> str:
    """Words of a name that may be one word in two spellings share this key."""
    return sound_key(fold(word)) or fold(word)


def find_people(
    text: str,
    mentions: Sequence[Mention],
    offices: Sequence[Office],
    sources: Sequence[Span],
    names: Sequence[Span] = (),
) -> People:
    """The persons of a report.

    Args:
        text: the report's text.
        mentions: its actors.
        offices: its office phrases.
        sources: spans that a reader took for sources: a capitalised run there is believed sooner.
        names: spans that are persons' names, as the layout shows.
    """
    people = People()
    given = [shown_name(text, span) for span in names]
    starts = sorted(names)
    candidates = [*given, *(c for c in name_candidates(text, mentions) if not _touches(starts, c.span))]
    candidates.sort(key=lambda c: c.span)
    source_at = sorted(sources)
    source_starts = [s.start for s in source_at]

    def is_source(span: Span) -> bool:
        """Whether a source begins with these words and does not go on to a common noun ("Political scientist")."""
        i = bisect_left(source_starts, span.start + 1) - 1
        if i < 0 or not source_at[i].start <= span.start or span.end > source_at[i].end:
            return False
        if re.search(r",| (?:of|from|in|at|for) ", text[source_at[i].start : span.start]):
            return False  # "Ada Brim of Arden": the place is no source
        return _GOES_ON.match(text, span.end, source_at[i].end) is None

    mention_ends = {m.span.end for m in mentions}
    office_ends = {o.span.end for o in offices}
    office_starts = {o.span.start for o in offices}
    common = LowerCase(text)
    alone = {fold(c.words[-1]) for c in candidates if len(c.words) == 1}
    singles = []
    for c in candidates:
        if len(c.words) == 1:
            singles.append(c)
            continue
        if c.org_after and not c.title:
            continue
        known = is_given_name(c.words[0].rstrip(".")) or (len(c.words[0]) <= 3 and c.words[0].endswith("."))
        beside = (
            bool(c.title in MARKED)
            or _adjacent(text, c.span.start, office_ends, -1)
            or _adjacent(text, c.span.end, office_starts, 1)
            or ((told := _IS.match(text, c.span.end)) is not None and told.end() in office_starts)
            or (
                len(c.words) < 4
                and not c.org_after
                and c.span.start - 3 in mention_ends
                and _S.match(text, c.span.start - 3)
            )
        )
        if not (known or beside or is_source(c.span) or fold(c.words[-1]) in alone):
            continue
        if len(c.words) > 5:
            continue
        name = " ".join(c.words)
        same = [p for p in people.named(name) if p.full or p.surname == c.words[-1]]
        if same:
            person = same[0]
            if len(name) > len(person.name) and not person.full:
                person.name, person.span, person.full = name, c.span, True
        else:
            parsed = parse_name(name)
            person = Person(name, c.span, parsed.surname[-1] if parsed.surname else c.words[-1])
            person.gender = title_gender(c) or gender_of(c.words[0])
            people._add(person)
        person.gender = person.gender or title_gender(c)
        people._mention(c.span, person)
    for c in singles:
        word = c.words[0]
        found = people.named(word, before=c.span.start, gender=title_gender(c))
        if found:
            person = found[0]
            person.gender = person.gender or title_gender(c)
        elif c.title in MARKED or (is_source(c.span) and not c.org_after and _like_surname(c, common)):
            person = Person(word, c.span, word, title_gender(c), full=False)
            people._add(person)
        else:
            continue
        people._mention(c.span, person)
    people._close()
    return people


def _touches(spans: Sequence[Span], span: Span) -> bool:
    """Whether one of the sorted spans overlaps this one."""
    index = bisect_left(spans, Span(span.end, span.end))
    return index > 0 and spans[index - 1].overlaps(span)


_IS = lazy_pattern(r" (?:is|was|became|remains|serves as|has been) (?:now |currently |also )?")
_NAMESAKES = 50  # more bearers of one name in one report are not told apart
_S = lazy_pattern(r"['’]s ")
_GOES_ON = lazy_pattern(r" (?!(?:and|or|of|in|at|from|for|with|who|himself|herself|too|also)\b)[a-z]")


class LowerCase:
    """The words that a text also writes in lower case; gathered when first asked for."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._words: frozenset[str] | None = None

    def __contains__(self, word: str) -> bool:
        if self._words is None:
            self._words = frozenset(re.findall(r"(?<![\w-])[^\W\d_A-Z][\w-]*", self._text))
        return word in self._words


def _like_surname(candidate: Candidate, common: LowerCase) -> bool:
    """Whether a single capitalised source may be a surname: no common word, no office, no medium, no acronym."""
    word = candidate.words[0]
    low = word.lower()
    if word.isupper() or candidate.has_article or low in _COMMON:
        return False
    if HEAD_NOUN.fullmatch(word) or media_name(word) is not None:
        return False
    return not (candidate.at_start and low in common)


def _adjacent(text: str, at: int, marks: set[int], direction: int) -> bool:
    for gap in (1, 2, 3):
        place = at + direction * gap
        if place in marks:
            between = text[min(at, place) : max(at, place)]
            return between.strip(" ,(–—-") == "" and "\n" not in between
    return False
