"""States as told: names that a report uses as states, and that the table of actors does not hold.

"Norvik's foreign minister", "the government of Norvik", "Prime Minister Tov Lund of Norvik", "Mr. Lund (Norvik):" give
Norvik offices that only a state has. So do provinces, cantons and invented countries come to have voices of their own.
A person ("Amsel's government"), a party or a company is none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from whipcount.bodies.actors import find_actors
from whipcount.bodies.countries import Actor, ActorTable, default_table
from whipcount.text.patterns import lazy_pattern
from whipcount.text.person_names import fold, is_given_name
from whipcount.text.span import Span
from whipcount.text.wordlists import Wordlist

MOST = 60  # told states of one text; more are no states but a list of something
_WORDS = Wordlist("bodies/told_states")
_OFFICES = (_WORDS.owns, _WORDS.of, _WORDS.person_of, _WORDS.then_its)
_NAME = lazy_pattern(r"(?<![\w’'-])[A-ZÀ-ÖØ-ÞĀ-Ž][a-zß-ÿā-ž]{3,}(?![\w-])")
_NOT_WORD = lazy_pattern(r"[^a-z0-9]+")
_SHORTEST_STEM = 3


def with_told_states(table: ActorTable | None, texts: Sequence[str]) -> ActorTable | None:
    """The table with the states that only these texts know, each by its name and what the texts call its people.

    Args:
        table: the actors known; None for the packaged table.
        texts: those that are read together.

    Returns:
        The same table where the texts tell of no other state (None stays None), so that what was compiled for it is
        used again.

    >>> made = with_told_states(None, ["Norvik's foreign minister spoke. The Norvikian government was silent."])
    >>> made.get("NORVIK").name, made.get("NORVIK").demonyms
    ('Norvik', ('Norvikian',))
    """
    usual = table or default_table()
    actors: dict[str, Actor] = {}
    for text in texts:
        for name in _told(text, usual):
            actor = Actor(_id(name), name, "state", demonyms=_people(text, name))
            if actor.id not in usual.actors:
                held = actors.get(actor.id)
                demonyms = tuple(dict.fromkeys((*(held.demonyms if held else ()), *actor.demonyms)))
                actors[actor.id] = Actor(actor.id, name, "state", demonyms=demonyms)
    if not actors or len(actors) > MOST:
        return table
    return ActorTable({**usual.actors, **actors}, usual.ambiguous, usual.not_actors)


def _id(name: str) -> str:
    return _NOT_WORD.sub("-", fold(name)).strip("-").upper()[:64]


def _told(text: str, known: ActorTable) -> tuple[str, ...]:
    if not any(pattern.search(text) for pattern in (*_OFFICES, _WORDS.its_people, _WORDS.seated, _WORDS.acts)):
        return ()
    taken = [mention.span for mention in find_actors(text, table=known)]
    names: Counter[str] = Counter()
    for span in (*_used_as_states(text), *_members(text)):
        if not any(span.overlaps(other) for other in taken) and _may_be_a_state(text, span):
            names[span.of(text)] += 1
    if not names:
        return ()
    for match in _WORDS.listed.finditer(text):
        parts = [Span(*m.span()) for m in _WORDS.one_listed.finditer(text, *match.span())]
        if not any(part.of(text) in names for part in parts):
            continue
        for part in parts:
            if not any(part.overlaps(other) for other in taken) and _may_be_a_state(text, part):
                names[part.of(text)] += 1
    return tuple(names)


def _used_as_states(text: str) -> Iterator[Span]:
    """Where a name has an office that only a state has; without the words of a sentence's opening before it."""
    seated = [Span(*m.span("name")) for m in _WORDS.seated.finditer(text)]
    if len({span.of(text) for span in seated}) > 1:
        yield from seated
    for pattern in _OFFICES:
        for match in pattern.finditer(text):
            yield _bare(text, Span(*match.span("name")))
    peoples = {match["people"] for match in _WORDS.its_people.finditer(text)}
    for match in _NAME.finditer(text) if peoples else ():
        if match.group() not in peoples and not peoples.isdisjoint(_people(text, match.group())):
            yield Span(*match.span())


def _members(text: str) -> Iterator[Span]:
    """Places, and names that somebody heads, that also vote or refuse: "Skerry's chief ... Skerry will vote no"."""
    acting = {_bare(text, Span(*m.span("name"))).of(text) for m in _WORDS.acts.finditer(text)}
    if not acting:
        return
    for match in (*_WORDS.place.finditer(text), *_WORDS.led.finditer(text)):
        group = "name" if match["name"] else "name2"
        span = _bare(text, Span(*match.span(group)))
        if span.of(text) in acting:
            yield span


def _bare(text: str, span: Span) -> Span:
    """A name without the words of a sentence's opening before it."""
    start, end = span
    while (first := re.match(r"\S+\s+", text[start:end])) and _WORDS.no_state.fullmatch(first.group().strip()):
        start += first.end()
    return Span(start, end)


def _may_be_a_state(text: str, span: Span) -> bool:
    """Whether a name may be a state's: no word of a party, a day or an institution in it, and no person's name."""
    words = span.of(text).split()
    if any(_WORDS.no_state.fullmatch(word) for word in words) or is_given_name(words[0]):
        return False
    last = re.escape(words[-1])
    for match in re.finditer(rf"(?<![\w’'-]){last}(?![\w-])", text):
        before = text[max(0, match.start() - 30) : match.start()]
        word = before.split()[-1] if before[-1:] == " " and before.split() else ""
        if _WORDS.titled.search(before) or (len(words) == 1 and word[:1].isupper() and is_given_name(word)):
            return False
    return True


def _people(text: str, name: str) -> tuple[str, ...]:
    """What a text calls the people of a state: words that begin as its name does and end as a people's name."""
    if " " in name:
        return ()
    stem = name[: max(_SHORTEST_STEM, len(name) - 3)]
    forms = [w for w in re.findall(rf"(?<![\w’'-]){re.escape(stem)}[\w-]*", text) if w != name]
    longer = [w for w in forms if len(w) > len(stem) + 1]
    return tuple(dict.fromkeys(w for w in longer if _WORDS.people.fullmatch(w[len(stem) :])))
