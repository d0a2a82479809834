"""Names of persons, places and organisations in a text, by rules and tables.

No learned model: the data that the reader learns from labels no names. A name is a run of capitalised words (with "of",
"the", "for" inside an organisation's name). What kind it is comes from titles, given names, words that organisations
carry in their names, and the table of states and bodies; a surname met again takes the kind of its full name. Names
that nothing speaks for are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from whipcount.bodies.actors import Via, find_actors
from whipcount.text.person_names import is_given_name
from whipcount.text.span import Span


class EntityLabel(StrEnum):
    """What an entity span names."""

    PERSON = "person"
    PLACE = "place"
    ORGANISATION = "organisation"


@dataclass(frozen=True, slots=True)
class Entity:
    """A name in the text."""

    span: Span
    label: EntityLabel


_NAME = re.compile(
    r"(?:[A-Z]\.[ ]?){1,3}(?:[A-Z][\w’'-]+)(?:[ ][A-Z][\w’'-]+){0,4}"
    r"|[A-ZÀ-Þ][\w’'-]*(?:[ ](?:(?:of|for|on|and|the|de|del|der|van|von|bin|al)[ ]){0,2}"
    r"(?:[A-Z]\.(?=[ ])|[A-ZÀ-ÞŁŠŽČ][\w’'-]*)){0,7}"
)
_CONNECTORS = frozenset({"of", "for", "on", "and", "the"})
_TITLES = frozenset(
    """mr mr. mrs mrs. ms ms. dr dr. prof prof. president minister secretary senator sen. sen rep. rep gov. gov governor
    chancellor premier ambassador general gen. gen colonel col. captain king queen prince princess pope sir lord lady
    chairman chairwoman spokesman spokeswoman spokesperson mayor judge justice congressman congresswoman director
    commissioner taoiseach chief envoy""".split()
)
_ORGANISATION = frozenset(
    """ministry department council commission committee parliament senate congress assembly union party university
    institute agency bank court organization organisation association federation alliance foundation inc corp company
    group times post journal news press reuters office bureau service services administration government authority
    league society center centre fund board academy army navy police treaty cabinet house pentagon kremlin
    corporation campaign network tribune herald guardian""".split()
)
_NOT_NAMES = frozenset(
    """the a an i he she it they we you this that these those but and or if when while after before in on at for with
    from by to of as what who how why where there here however meanwhile although though because since some many most
    all no not one two three his her their its our my your so then also even still according asked told said monday
    tuesday wednesday thursday friday saturday sunday january february march april may june july august september
    october november december mon tue wed thu fri sat sun jan feb mar apr jun jul aug sep sept oct nov dec""".split()
)
_LONGEST = 160


def entities(text: str) -> tuple[Entity, ...]:
    """The names of persons, places and organisations in a text, in order, none within another.

    >>> text = "Foreign minister Ada Lovelace flew from France to a session of the Harbour Council. Lovelace smiled."
    >>> [(found.span.of(text), found.label.value) for found in entities(text)]  # doctest: +NORMALIZE_WHITESPACE
    [('Ada Lovelace', 'person'), ('France', 'place'), ('Harbour Council', 'organisation'), ('Lovelace', 'person')]
    """
    found: dict[Span, EntityLabel] = {}
    taken = _Taken()
    surnames: set[str] = set()
    open_names: list[Span] = []
    for match in _NAME.finditer(text):
        span = _without_edges(text, Span(*match.span()))
        if span is None or span.end - span.start > _LONGEST:
            continue
        label = _label(text, span)
        if label is None:
            open_names.append(span)
            continue
        found[span] = label
        taken.add(span)
        if label is EntityLabel.PERSON and " " in span.of(text):
            surnames.add(_bare(span.of(text).rpartition(" ")[2]))
    for span in open_names:
        if _bare(span.of(text)) in surnames:
            found[span] = EntityLabel.PERSON
            taken.add(span)
    for mention in find_actors(text):
        if mention.via in (Via.NAME, Via.CAPITAL) and mention.sure and not taken.touches(mention.span):
            place = len(mention.id) == 2 or mention.via is Via.CAPITAL
            found[mention.span] = EntityLabel.PLACE if place else EntityLabel.ORGANISATION
            taken.add(mention.span)
    return tuple(Entity(span, found[span]) for span in sorted(found))


class _Taken:
    """Which places of the text are in a name already, by coarse cells (names are short)."""

    def __init__(self) -> None:
        self._cells: dict[int, list[Span]] = {}

    def add(self, span: Span) -> None:
        for cell in self._of(span):
            self._cells.setdefault(cell, []).append(span)

    def touches(self, span: Span) -> bool:
        return any(other.overlaps(span) for cell in self._of(span) for other in self._cells.get(cell, ()))

    @staticmethod
    def _of(span: Span) -> Iterable[int]:
        return range(span.start // 64, (span.end - 1) // 64 + 1)


def _bare(word: str) -> str:
    return re.sub(r"[’']s?$", "", word).strip(".")


def _without_edges(text: str, span: Span) -> Span | None:
    """The name without a sentence's first word, titles, weekdays, connectors and genitives at its edges."""
    start, end = span
    words = [Span(m.start() + start, m.end() + start) for m in re.finditer(r"\S+", text[start:end])]
    while words:
        first = words[0].of(text).strip(".,’'").lower()
        if first in _NOT_NAMES or first in _CONNECTORS or (first in _TITLES and len(words) > 1):
            words.pop(0)
        elif words[-1].of(text).lower() in _CONNECTORS or words[-1].of(text).strip(".").lower() in _NOT_NAMES:
            words.pop()
        else:
            break
    if not words:
        return None
    start, end = words[0].start, words[-1].end
    bare = re.sub(r"(?:[’']s?|[.,-])$", "", text[start:end])
    return Span(start, start + len(bare)) if bare else None


def _label(text: str, span: Span) -> EntityLabel | None:
    words = span.of(text).split()
    lowered = [word.strip(".,’'").lower() for word in words]
    if any(word in _ORGANISATION for word in lowered):
        return EntityLabel.ORGANISATION if len(words) > 1 or lowered[0] in ("reuters", "kremlin", "pentagon") else None
    if any(word in _CONNECTORS for word in lowered):
        return None
    before = text[max(0, span.start - 24) : span.start].split()
    titled = bool(before) and before[-1].lower() in _TITLES and text[span.start - 1] == " "
    if titled and not find_actors(span.of(text)):
        return EntityLabel.PERSON
    if 2 <= len(words) <= 4 and is_given_name(_bare(words[0])):
        return EntityLabel.PERSON
    if len(words) == 1 and words[0].isupper() and 2 <= len(words[0]) <= 6 and not find_actors(words[0]):
        return EntityLabel.ORGANISATION if words[0].isalpha() and len(words[0]) > 2 else None
    return None
