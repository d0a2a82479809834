"""Speakers with a name: which persons a noun phrase is about, and for whom they speak, by their office.

The report goes before the table of office holders; the table is asked for the day on which it was said.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from whipcount.bodies.offices import WhoIs
from whipcount.statements.people.cast import Cast
from whipcount.statements.people.name_candidates import is_honorific
from whipcount.statements.people.offices_in_text import Office
from whipcount.statements.people.persons import Person
from whipcount.statements.people.titles import Title
from whipcount.statements.speakers.office_owners import actor_near
from whipcount.statements.statement import VOICES, Basis, Role, Speaker
from whipcount.text.patterns import lazy_pattern
from whipcount.text.span import Span
from whipcount.text.wordlists import Wordlist

_WORDS = Wordlist("speakers/offices")

POSSESSIVE = lazy_pattern(r"['’]s?\b|['’](?=\s)")
_STAFF = lazy_pattern(
    rf"[\"“]?(?:[\w-]+ ){{0,3}}?(?:{_WORDS.staff.pattern}) (?:for|of|to|from|in|at|close to)\b", re.IGNORECASE
)
_PREPOSITION = lazy_pattern(r"\b(?:of|for|to|with|by|at|from|in|on|behind|about|against)\b", re.IGNORECASE)


def persons_of(cast: Cast, span: Span) -> list[Person]:
    """The persons that a noun phrase is about: not "X's aide", not "a lawyer for X"."""
    found: list[Person] = []
    text = cast.text
    last_end = span.start
    staff = _STAFF.match(text, span.start, span.end)
    for place, person in cast.people.inside(span):
        if (
            staff is not None
            and "," not in text[staff.end() : place.start]
            and not any(o.span.start == span.start and o.span.end == place.start - 1 for o in cast.offices)
        ):
            continue  # "a spokesman for Minister Brim" is not she, "the secretary of state Ada Brim" is
        after = text[place.end : min(span.end, place.end + 3)]
        if POSSESSIVE.match(after) and place.end < span.end:
            if span.end - place.end <= 2:
                found.append(person)  # the source is "X's" alone
                continue
            if not found:
                # "X's spokesman" is not X; a name after a comma may still come
                continue
            break
        before = text[span.start : place.start]
        clause = before.rpartition(",")[2]
        if found:
            joined = text[last_end : place.start]
            if re.fullmatch(r",? (?:and|or|&) (?:[A-Z][\w.]* ){0,4}|, (?:[A-Z][\w.]* ){0,4}", joined):
                found.append(person)
                last_end = place.end
                continue
            break
        if _PREPOSITION.search(clause) and not _office_ends_at(cast, place.start):
            continue
        if re.search(r"\bwho\b", before):
            break
        found.append(person)
        last_end = place.end
    return list({id(p): p for p in found}.values())


def _office_ends_at(cast: Cast, at: int) -> bool:
    office = cast.office_at(Span(max(0, at - 100), at))
    while office is not None:
        if 0 <= at - office.span.end <= 3 or is_honorific(cast.text[office.span.end : at].strip(" ,")):
            return True
        office = cast.office_at(Span(office.head.end, at)) if office.head.end < at else None
    return False


def speaker_of(cast: Cast, person: Person, text: str, day: date) -> Speaker:
    """A person as speaker: the office that the report gives, else the one that the table knows for the day."""
    office = person.office
    others = tuple(p.name for p in cast.people.named(person.surname) if p is not person and p.full)
    known = cast.who_is(person, day)
    if office is not None:
        office = _as_of(office, known if person.full else None, day)
    base = Speaker(
        text,
        name=person.name if person.full or known is None else known.person,
        named=True,
        name_span=person.span,
        candidates=others,
    )
    if office is not None:
        actors = office.actors
        tenure_actor = known.tenure.actor if known and known.tenure else None
        inferred = False
        if not actors and tenure_actor and office.role in VOICES and not office.unknown_owner:
            actors = (tenure_actor,) if not office.of_a_body or not cast.is_state(tenure_actor) else ()
        elif not actors and person.home:
            actors = person.home
        elif not actors:
            actors, inferred = actor_near(cast, office), True
        if tenure_actor and actors and actors[0] != tenure_actor and tenure_actor in actors:
            actors = (tenure_actor, *(a for a in actors if a != tenure_actor))
        return held(base, office.text, office.title, actors, span=office.span, inferred=inferred)
    if person.delegate and (known is None or known.tenure is None):
        actors = person.home
        return replace(
            base, role=Role.PERMANENT_REPRESENTATIVE, on_behalf_of=actors[0], basis=Basis.EXPLICIT,
            candidates=(*others, *actors[1:]),
        )  # fmt: skip
    if known is None:
        voiced = replace(base, candidates=(*others, *person.home))
        return _sent_by_home(cast, person, voiced) if person.home else voiced
    if known.tenure is not None:
        tenure = known.tenure
        return replace(
            base,
            office=tenure.office,
            role=Role(tenure.role),
            on_behalf_of=tenure.actor,
            basis=Basis.OFFICE,
            candidates=(*others, *known.others),
        )
    if known.before:
        last = max(known.before, key=lambda t: t.end or date.min)
        further = (*others, *known.others, last.actor)
        return replace(base, office=f"former {last.office}", role=Role.FORMER, candidates=further)
    return _sent_by_home(cast, person, replace(base, candidates=(*others, *person.home))) if person.home else base


def _sent_by_home(cast: Cast, person: Person, speaker: Speaker) -> Speaker:
    """ "Pell's Ada Brim", "Ada Brim of Pell", where others speak for their states: she speaks for Pell.

    Who is told to be anything else (an economist, a fisherman, a writer) does not.
    """
    home = person.home[0]
    if len(person.home) > 1 or not cast.is_state(home) or not person.full:
        return speaker
    if any(
        _CALLED.match(cast.text, place.end) or _CALLED_BEFORE.search(cast.text[: place.start][-40:])
        for place in person.spans
    ):
        return speaker
    others = {
        a
        for o in cast.offices
        if o.role in (*VOICES, Role.OFFICIAL) and not o.title.former
        for a in o.actors
        if cast.is_state(a)
    }
    if not others - {home} and not _beside_another(cast, person):
        return speaker
    return replace(speaker, role=Role.SPOKESPERSON, on_behalf_of=home, basis=Basis.INFERRED)


def _beside_another(cast: Cast, person: Person) -> bool:
    """Whether the person is named with one of another state: "Ada Brim of Kell and Tov Lund of Pell"."""
    for other in cast.people.persons:
        if other is person or not other.home or other.home[:1] == person.home[:1]:
            continue
        for one in person.spans:
            for two in other.spans:
                first, last = sorted((one, two))
                joined = _OF_AND.fullmatch(cast.text, first.end, last.start)
                if joined is not None and not _APPOSED_TO_BOTH.match(cast.text, last.end):
                    return True
    return False


_OF_AND = lazy_pattern(
    r" of (?:the )?[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)? and (?:[A-Z][\w.]* ){0,2}"
    r"|,? and [A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?['’]s "
)
_APPOSED_TO_BOTH = lazy_pattern(r"(?: of (?:the )?[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?)?,\s")
_CALLED = lazy_pattern(
    r"(?: of (?:the )?[A-Z][\w ]{2,30}?)?,\s+(?:(?:an?|the|who (?:is|was|works?|teach\w*|heads|leads|runs|chairs|founded))\s|[a-z]+ (?:of|at|for)\s)"  # noqa: E501
)
_CALLED_BEFORE = lazy_pattern(
    r"\b(?:[a-z]+ist|[a-z]+ian|[a-z]+er|[a-z]+or|author|striker|star|champion|captain|activist|critic)\s+\Z"
)


def _as_of(office: Office, known: WhoIs | None, day: date) -> Office | None:
    """The office that the report gives a person, on a day: marked as former where it has ended.

    None where it is no longer or not yet held and the person holds another one that the table knows: the former prime
    minister who is president now, the incoming secretary general who is still prime minister.
    """
    title = office.title
    tenure = known.tenure if known is not None else None
    if tenure is not None and tenure.role == str(office.role):
        return office
    over = office.ended is not None and office.ended <= day
    left = known is not None and tenure is None and bool(known.before) and title.then
    if (over or left) and not title.former:
        office = replace(office, title=replace(title, former=True))
    elsewhere = known is not None and tenure is not None and not known.assumed
    return None if elsewhere and (office.title.former or title.coming or title.then) else office


def couple(cast: Cast, persons: list[Person], text: str, day: date) -> Speaker:
    """Several persons who say one thing: they speak for an actor only where all do."""
    voices = [speaker_of(cast, p, text, day) for p in persons]
    actors = {v.on_behalf_of for v in voices}
    roles = {v.role for v in voices}
    common = actors.pop() if len(actors) == 1 else None
    return Speaker(
        text,
        name=" and ".join(v.name or "" for v in voices),
        role=roles.pop() if len(roles) == 1 else Role.OTHER,
        on_behalf_of=common,
        basis=voices[0].basis if common else Basis.NONE,
        named=True,
        plural=True,
        candidates=tuple(dict.fromkeys(v.on_behalf_of for v in voices if v.on_behalf_of)),
    )


def held(
    base: Speaker,
    office: str,
    title: Title,
    actors: tuple[str, ...],
    *,
    span: Span,
    inferred: bool,
    several: bool = False,
) -> Speaker:
    """A speaker with an office: for whom it lets speak, on what basis."""
    role = title.role
    further = (*base.candidates, *actors[1:])
    if title.former:
        return replace(base, office=office, office_span=span, role=Role.FORMER, candidates=(*base.candidates, *actors))
    if title.opposition:
        return replace(
            base, office=office, office_span=span, role=Role.OPPOSITION, candidates=(*base.candidates, *actors)
        )
    if title.coming:  # not in office yet
        return replace(base, office=office, office_span=span, role=Role.OTHER, candidates=(*base.candidates, *actors))
    actor = actors[0] if actors and not several else None
    basis = Basis.NONE
    if actor is not None:
        if role in VOICES:
            basis = (
                Basis.INFERRED
                if inferred
                else (Basis.EXPLICIT if role is Role.BODY and not base.name else Basis.OFFICE)
            )
        elif role in (Role.OFFICIAL, Role.PARLIAMENTARIAN):
            basis = Basis.INFERRED
        else:
            further, actor = (*base.candidates, *actors), None
    elif several:
        further = (*base.candidates, *actors)
    return replace(
        base, office=office, office_span=span, role=role, on_behalf_of=actor, basis=basis, candidates=further
    )
