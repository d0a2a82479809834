"""Speakers with an office and no name: "the Turkish foreign ministry's spokesman", "the president's aide".

An office that one person holds at a time names its holder: a person of the report, else the table's holder on the day.
Whose office it is, where the phrase does not say, is inferred from who was spoken of last, and marked as inferred.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import islice

from whipcount.bodies.actors import Via
from whipcount.statements.people.cast import Cast
from whipcount.statements.people.envoys import same_house
from whipcount.statements.people.office_words import exists, fits
from whipcount.statements.people.offices_in_text import Office
from whipcount.statements.people.persons import Person
from whipcount.statements.people.titles import Title
from whipcount.statements.speakers.discourse import Said
from whipcount.statements.speakers.named_speakers import POSSESSIVE, held, speaker_of
from whipcount.statements.speakers.office_owners import actor_near, opening_actor, somebody_else_nearer
from whipcount.statements.statement import VOICES, Basis, Role, Speaker
from whipcount.text.span import Span
from whipcount.text.wordlists import Wordlist

_WORDS = Wordlist("speakers/offices")

# Offices that one person holds at a time, so that the office alone names the person.
_ONE_HOLDER = frozenset(
    {
        Role.HEAD_OF_STATE,
        Role.HEAD_OF_GOVERNMENT,
        Role.FOREIGN_MINISTER,
        Role.DEFENCE_MINISTER,
        Role.PERMANENT_REPRESENTATIVE,
    }
)
_OWNER = re.compile(r"['’]s?\s+(?=\w)")
_STAFF = re.compile(r"(?:private |press )?office\b", re.IGNORECASE)
_ANAPHORIC = re.compile(r"\b(?:its|the (?:country|nation|island|republic|kingdom)(?:['’]s)?)\b", re.IGNORECASE)
HEAD_STOP = re.compile(
    r",| (?:of|for|who|which|that|with|from|in|at|on|to|by|and its|familiar|close)\b| \(|[–—]", re.IGNORECASE
)


def office_alone(cast: Cast, said: Said, text: str, span: Span, day: date) -> Speaker | None:
    """The speaker of a phrase whose head is an office; None where it has none."""
    office = _office_of(cast, span)
    if office is None:
        return None
    title = office.title
    actors = office.actors
    if not actors and title.role is Role.PARLIAMENT and _WORDS.the_parliament.fullmatch(office.text):
        named = _parliament_named(cast, span.start)
        if named is not None:  # "Parliament" alone is the one that the report is about
            return held(Speaker(text), office.text, title, (named,), span=office.span, inferred=True)
    inferred = False
    principal = _principal(cast, span, office)
    if principal is not None:
        # "Prime Minister X's spokesman": speaks for whom X speaks
        voice = speaker_of(cast, principal, principal.name, day)
        if not actors and voice.on_behalf_of:
            actors = (voice.on_behalf_of,)
    nowhere = office.of_a_body or office.unknown_owner  # no state spoken of nearby has this office
    if (
        not actors
        and not nowhere
        and (_ANAPHORIC.search(text) or office.definite)
        and title.role in VOICES
        and principal is None
    ):
        actors = opening_actor(cast, office)
        if not actors and not (_ANAPHORIC.search(text) and somebody_else_nearer(cast, office, ())):
            actors = _actor_said(cast, said, span)
        if not actors and not _ANAPHORIC.search(text):
            actors = actor_near(cast, office)
        inferred = bool(actors)
    if office.ended is not None and office.ended <= day:
        title = replace(title, former=True)
    held_now = not (title.former or title.opposition or title.coming)
    if held_now and principal is None and not title.plural and office.definite and not office.members:
        someone = _holder(cast, said, office, actors, span, day, text, inferred=inferred)
        if someone is not None:
            return someone
    if held_now and actors and not office.members and not exists(cast, office, actors[0], day):
        # "the Turkish prime minister" of 2023: nobody's office, and nobody's voice
        return Speaker(text, office=office.text, role=title.role, plural=title.plural, candidates=actors,
                       office_span=office.span)  # fmt: skip
    if office.members:
        # officials of a body's members: whose, the report does not say
        return Speaker(text, office=office.text, role=title.role, plural=title.plural, candidates=actors,
                       office_span=office.span)  # fmt: skip
    base = Speaker(text, plural=title.plural)
    return held(base, office.text, title, actors, span=office.span, inferred=inferred, several=len(actors) > 1)


def _parliament_named(cast: Cast, at: int) -> str | None:
    """Whose parliament the report named last before a place, else behind it; None where it names none."""
    named = [
        (m.span.start, m.id)
        for m in cast.mentions
        if m.id == "EU-PARLIAMENT"
        or (m.via is Via.INSTITUTION and _WORDS.named_parliament.search(m.span.of(cast.text)))
    ]
    named += [(o.span.start, o.actors[0]) for o in cast.offices if o.actors and _is_parliament(cast.text, o)]
    before = [found for found in named if found[0] < at]
    chosen = max(before, default=None) or min(named, default=None)
    return chosen[1] if chosen else None


def _is_parliament(text: str, office: Office) -> bool:
    """Whether an office phrase is a parliament itself, or those who sit in the one of the European Union."""
    head = office.head.of(text)
    return office.role is Role.PARLIAMENT or _WORDS.named_parliament.fullmatch(head) is not None


def _office_of(cast: Cast, span: Span) -> Office | None:
    office = cast.office_at(span)
    if office is not None and office.head.end <= span.end:
        stop = HEAD_STOP.search(span.of(cast.text))
        limit = span.start + stop.start() if stop else span.end
        # the office must be the head of the phrase, not deep inside it ("the plan of the minister")
        if office.head.start < limit or office.span.start <= span.start:
            return _owned(cast, span, office)
    return None


def _owned(cast: Cast, span: Span, office: Office) -> Office | None:
    """The head of a phrase that begins with an office: "the prime minister's aide" is an aide, his wife holds none."""
    end = office.span.end
    for place, person in cast.people.inside(span):
        if 0 <= place.start - end <= 3 and office in person.offices:
            end = place.end
    owner = _OWNER.match(cast.text, end, span.end)
    if owner is None or (end == office.span.end != office.head.end):
        return office  # "aides to Pell's president": the possessive belongs to the complement
    inner = cast.office_at(Span(owner.end(), span.end))
    if inner is not None and inner.span.start <= owner.end() + 1 and inner.head.end <= span.end:
        whole = Span(office.span.start, inner.span.end)
        actors = inner.actors or office.actors
        return replace(inner, span=whole, text=whole.of(cast.text), actors=actors, definite=office.definite)
    staff = _STAFF.match(cast.text, owner.end(), span.end)
    if staff is not None:
        whole = Span(office.span.start, staff.end())
        head = Span(*staff.span())
        return replace(office, span=whole, head=head, text=whole.of(cast.text), title=Title(Role.BODY))
    return None


def _principal(cast: Cast, span: Span, office: Office) -> Person | None:
    """Whose aide or spokesman it is."""
    for place, person in cast.people.inside(Span(span.start, max(span.end, office.span.end))):
        after = cast.text[place.end : place.end + 2]
        before = cast.text[span.start : place.start]
        if POSSESSIVE.match(after) or re.search(r"\b(?:for|of|to)\b[^,]*$", before):
            return person
    return None


def _holder(
    cast: Cast,
    said: Said,
    office: Office,
    actors: tuple[str, ...],
    span: Span,
    day: date,
    text: str,
    *,
    inferred: bool,
) -> Speaker | None:
    """The one who holds "the Turkish presidency": a person of the report, or the table's holder on the day."""
    noun = office.head.of(cast.text).lower()
    seen: set[int] = set()
    for person in islice(cast.people.before(span.start), 300):
        if id(person) in seen:
            continue
        seen.add(id(person))
        voice = speaker_of(cast, person, text, day)
        same = person.office is not None and person.office.head.of(cast.text).lower() == noun
        if voice.role is Role.FORMER or not (same or (voice.role is office.role and office.role in _ONE_HOLDER)):
            continue
        if not _same_office(cast, office, person, voice):
            continue
        if not actors or voice.on_behalf_of in actors or voice.on_behalf_of is None:
            said.persons.append((span.start, person))
            return voice
    if not actors or office.role not in _ONE_HOLDER or office.title.then:
        return None  # of one who held it then, the table would have to be asked for another day
    found = [t for a in actors[:1] for t in cast.holders.holders(a, str(office.role), day)]
    persons = tuple(dict.fromkeys(t.person for t in found if fits(cast, office, t.office)))
    if len(persons) != 1 or office.title.deputy:
        return None
    return Speaker(
        text,
        name=persons[0],
        office=office.text,
        role=office.role,
        on_behalf_of=actors[0],
        basis=Basis.INFERRED if inferred else Basis.OFFICE,
        named=True,
        office_span=office.span,
    )


def _same_office(cast: Cast, office: Office, person: Person, voice: Speaker) -> bool:
    """Whether the office of a person of the report may be the one of a phrase: no other envoy, no deputy's chief."""
    given = person.office
    if given is None:
        return not office.title.deputy and fits(cast, office, voice.office or "")
    if given.title.deputy is not office.title.deputy:
        return False
    if office.host and given.host:
        return same_house(office.host, given.host)
    return given.role is not office.role or fits(cast, office, given.text)


def _actor_said(cast: Cast, said: Said, span: Span) -> tuple[str, ...]:
    """The state whose voice was heard last, or that was spoken of last."""
    for place, actor in reversed(said.actors):
        if place <= span.start and cast.is_state(actor):
            return (actor,)
    near = cast.state_before(span.start - 1)
    return near.ids if near else ()
