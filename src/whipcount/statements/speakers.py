"""Who speaks: from a source span to a person, an office, and for whom on what basis.

The report goes before the table of office holders; the table is asked for the day on which it was said. What stays open
is kept in ``candidates``, best first; nothing is guessed away.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice, pairwise

from whipcount.bodies.actors import Mention, Via
from whipcount.bodies.offices import KNOWN_TO
from whipcount.reports.span import Span, hull
from whipcount.statements.cast import Cast
from whipcount.statements.media import media_name
from whipcount.statements.offices_in_text import Office
from whipcount.statements.persons import Person
from whipcount.statements.pronouns import Pronoun, person_for, read_pronoun
from whipcount.statements.statement import Basis, Role, Speaker
from whipcount.statements.titles import Title, read_title

VOICES = frozenset(
    {
        Role.BODY, Role.HEAD_OF_STATE, Role.HEAD_OF_GOVERNMENT, Role.FOREIGN_MINISTER, Role.DEFENCE_MINISTER,
        Role.MINISTER, Role.PERMANENT_REPRESENTATIVE, Role.SPOKESPERSON, Role.PARLIAMENT,
    }
)  # fmt: skip
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
_TRIM = ' \t\n\r\u00a0"“”,;:.'
_ANAPHORIC = re.compile(r"\b(?:its|the (?:country|nation|island|republic|kingdom)(?:['’]s)?)\b", re.IGNORECASE)
_PREPOSITION = re.compile(r"\b(?:of|for|to|with|by|at|from|in|on|behind|about|against)\b", re.IGNORECASE)
_HEAD_STOP = re.compile(
    r",| (?:of|for|who|which|that|with|from|in|at|on|to|by|and its|familiar|close)\b| \(|[–—]", re.IGNORECASE
)
_POSSESSIVE = re.compile(r"['’]s?\b|['’](?=\s)")
_SEVERAL = re.compile(
    r"(?:some|many|most|several|two|three|four|five|six|both|all|few|a few|dozens|most)\b", re.IGNORECASE
)


@dataclass(slots=True)
class _Said:
    """What has been said so far, in the order of the text."""

    persons: list[tuple[int, Person]]
    things: list[tuple[int, Speaker]]
    several: list[tuple[int, Speaker]]
    actors: list[tuple[int, str]]


class SpeakerReader:
    """Resolves the sources of one report; call :meth:`read` once for each source, in the order of the text."""

    def __init__(self, cast: Cast, *, on: date | None = None) -> None:
        self.cast = cast
        self.on = on or KNOWN_TO
        self._said = _Said([], [], [], [])

    def read(self, source: Sequence[Span], *, on: date | None = None, outer: Speaker | None = None) -> Speaker | None:
        """The speaker of a source; None where the source is empty.

        ``on`` is the day on which it was said, ``outer`` the speaker of the statement whose content holds this one.
        """
        if not source:
            return None
        span = self._trimmed(hull(source) if len(source) > 1 and _close(source) else source[0])
        text = span.of(self.cast.text)
        if not text:
            return None
        day = on or self.on
        pronoun = read_pronoun(text)
        if pronoun is not None:
            speaker = self._pronoun(pronoun, text, span, day, outer)
        else:
            speaker = self._phrase(text, span, day)
        return speaker

    # ------------------------------------------------------------------ phrases

    def _phrase(self, text: str, span: Span, day: date) -> Speaker:
        persons = self._persons(span)
        if len(persons) == 1:
            return self._remember(span, self._person(persons[0], text, day), persons[0])
        if persons:
            return self._remember(span, self._couple(persons, text, day), None)
        medium = media_name(text)
        if medium is not None:
            return self._remember(span, Speaker(text, name=medium, role=Role.MEDIA, named=True), None)
        speaker = self._actor_alone(text, span) or self._office_alone(text, span, day)
        if speaker is None:
            title = read_title(text)
            head = _HEAD_STOP.split(text, maxsplit=1)[0]
            plural = title.plural if title else head.endswith("s") or " and " in head or bool(_SEVERAL.match(text))
            inside = self.cast.mentions_in(span)
            ids = tuple(dict.fromkeys(i for m in inside for i in m.ids))
            speaker = Speaker(text, plural=plural, candidates=ids)
        return self._remember(span, speaker, None)

    def _persons(self, span: Span) -> list[Person]:
        """The persons that a noun phrase is about: not "X's aide", not "a lawyer for X"."""
        found: list[Person] = []
        text = self.cast.text
        last_end = span.start
        for place, person in self.cast.people.inside(span):
            after = text[place.end : min(span.end, place.end + 3)]
            if _POSSESSIVE.match(after) and place.end < span.end:
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
            if _PREPOSITION.search(clause) and not self._office_ends_at(place.start):
                continue
            if re.search(r"\bwho\b", before):
                break
            found.append(person)
            last_end = place.end
        return list({id(p): p for p in found}.values())

    def _office_ends_at(self, at: int) -> bool:
        office = self.cast.office_at(Span(max(0, at - 100), at))
        while office is not None:
            if 0 <= at - office.span.end <= 3:
                return True
            office = self.cast.office_at(Span(office.head.end, at)) if office.head.end < at else None
        return False

    def _person(self, person: Person, text: str, day: date) -> Speaker:
        office = person.office
        others = tuple(p.name for p in self.cast.people.named(person.surname) if p is not person and p.full)
        known = self.cast.who_is(person, day)
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
            if not actors and tenure_actor and office.role in VOICES:
                actors = (tenure_actor,)
            elif not actors and person.home:
                actors = person.home
            elif not actors:
                actors, inferred = self._actor_near(office), True
            if tenure_actor and actors and actors[0] != tenure_actor and tenure_actor in actors:
                actors = (tenure_actor, *(a for a in actors if a != tenure_actor))
            return _held(base, office.text, office.title, actors, span=office.span, inferred=inferred)
        if known is None:
            return replace(base, candidates=(*others, *person.home))
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
            return replace(base, office=f"former {last.office}", role=Role.FORMER, candidates=(*others, *known.others))
        return base

    def _couple(self, persons: list[Person], text: str, day: date) -> Speaker:
        voices = [self._person(p, text, day) for p in persons]
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

    # ------------------------------------------------------------------ actors and offices without a name

    def _actor_alone(self, text: str, span: Span) -> Speaker | None:
        """A state, a government, a body as the source: its head is the actor itself."""
        stop = _HEAD_STOP.search(text)
        head_end = span.start + (stop.start() if stop else len(text))
        head_text = self.cast.text[span.start : head_end]
        inside = [m for m in self.cast.mentions_in(Span(span.start, head_end)) if m.span.end <= head_end]
        if not inside:
            return None
        last = inside[-1]
        tail = self.cast.text[last.span.end : head_end].strip()
        if tail in ("", "'s", "’s", "'", "’", "itself"):
            return self._voice_of(last, text, inside, head_text)
        return None

    def _voice_of(self, mention: Mention, text: str, inside: list[Mention], head_text: str) -> Speaker:
        if len(inside) > 1 and " and " in head_text:
            ids = tuple(dict.fromkeys(m.id for m in inside))
            if len(ids) > 1:
                return Speaker(text, role=Role.BODY, basis=Basis.METONYM, plural=True, candidates=ids)
        if mention.via is Via.DEMONYM:
            # "the Turks", "Americans": a people, or its side at a table
            return Speaker(text, plural=True, candidates=mention.ids)
        role = Role.BODY
        if mention.via is Via.INSTITUTION and re.search(r"parliament|assembly|duma|rada|sejm|bundes(?:tag|rat)|"
                                                        r"riksdag|senate|"
                                                        r"congress|commons|lords|storting|knesset|house|diet|eduskunta|"
                                                        r"folketing|seimas|saeima|riigikogu|országgyűlés|"
                                                        r"oireachtas|dáil",
                                                        text, re.IGNORECASE):  # fmt: skip
            role = Role.PARLIAMENT
        if mention.via is Via.MEMBERS:
            return Speaker(text, role=Role.BODY, basis=Basis.INFERRED, on_behalf_of=mention.id, plural=True)
        return Speaker(
            text,
            role=role,
            on_behalf_of=mention.id,
            basis=Basis.METONYM,
            named=True,
            candidates=mention.ids[1:],
        )

    def _office_alone(self, text: str, span: Span, day: date) -> Speaker | None:
        office = self._office_of(span)
        if office is None:
            return None
        title = office.title
        actors = office.actors
        inferred = False
        principal = self._principal(span, office)
        if principal is not None:
            # "Prime Minister X's spokesman": speaks for whom X speaks
            voice = self._person(principal, principal.name, day)
            if not actors and voice.on_behalf_of:
                actors = (voice.on_behalf_of,)
        if not actors and (_ANAPHORIC.search(text) or office.definite) and title.role in VOICES and principal is None:
            actors = self._actor_said(span) if _ANAPHORIC.search(text) else self._actor_near_definite(office, span)
            inferred = bool(actors)
        if principal is None and not title.plural and office.definite and not office.members and not title.former:
            someone = self._holder(office, actors, span, day, text)
            if someone is not None:
                return someone
        if office.members:
            # officials of a body's members: whose, the report does not say
            return Speaker(text, office=office.text, role=title.role, plural=title.plural, candidates=actors,
                           office_span=office.span)  # fmt: skip
        base = Speaker(text, plural=title.plural)
        return _held(base, office.text, title, actors, span=office.span, inferred=inferred, several=len(actors) > 1)

    def _office_of(self, span: Span) -> Office | None:
        office = self.cast.office_at(span)
        if office is not None and office.head.end <= span.end:
            stop = _HEAD_STOP.search(span.of(self.cast.text))
            limit = span.start + stop.start() if stop else span.end
            # the office must be the head of the phrase, not deep inside it ("the plan of the minister")
            if office.head.start < limit or office.span.start <= span.start:
                return office
        return None

    def _principal(self, span: Span, office: Office) -> Person | None:
        """Whose aide or spokesman it is."""
        for place, person in self.cast.people.inside(Span(span.start, max(span.end, office.span.end))):
            after = self.cast.text[place.end : place.end + 2]
            before = self.cast.text[span.start : place.start]
            if _POSSESSIVE.match(after) or re.search(r"\b(?:for|of|to)\b[^,]*$", before):
                return person
        return None

    def _holder(self, office: Office, actors: tuple[str, ...], span: Span, day: date, text: str) -> Speaker | None:
        """The one who holds "the Turkish presidency": a person of the report, or the table's holder on the day."""
        noun = office.head.of(self.cast.text).lower()
        seen: set[int] = set()
        for person in islice(self.cast.people.before(span.start), 300):
            if id(person) in seen:
                continue
            seen.add(id(person))
            voice = self._person(person, text, day)
            same = person.office is not None and person.office.head.of(self.cast.text).lower() == noun
            if voice.role is Role.FORMER or not (same or (voice.role is office.role and office.role in _ONE_HOLDER)):
                continue
            if not actors or voice.on_behalf_of in actors or voice.on_behalf_of is None:
                self._said.persons.append((span.start, person))
                return voice
        if not actors or office.role not in _ONE_HOLDER:
            return None
        found = [t for a in actors[:1] for t in self.cast.holders.holders(a, str(office.role), day)]
        persons = tuple(dict.fromkeys(t.person for t in found))
        if len(persons) != 1 or office.title.deputy:
            return None
        return Speaker(
            text,
            name=persons[0],
            office=office.text,
            role=office.role,
            on_behalf_of=actors[0],
            basis=Basis.OFFICE,
            named=True,
            office_span=office.span,
        )

    def _actor_near(self, office: Office) -> tuple[str, ...]:
        """The state that an office without one belongs to: the nearest before it in the paragraph, or the only one."""
        if office.role not in VOICES:
            return ()
        start = self.cast.text.rfind("\n", 0, office.span.start) + 1
        near = self.cast.state_before(office.span.start, floor=start)
        if near is not None:
            return near.ids
        states = {a for a in self.cast.actors if self.cast.is_state(a)}
        return tuple(states) if len(states) == 1 else ()

    def _actor_near_definite(self, office: Office, span: Span) -> tuple[str, ...]:
        return self._actor_said(span) or self._actor_near(office)

    def _actor_said(self, span: Span) -> tuple[str, ...]:
        """The state whose voice was heard last, or that was spoken of last."""
        for place, actor in reversed(self._said.actors):
            if place <= span.start and self.cast.is_state(actor):
                return (actor,)
        near = self.cast.state_before(span.start - 1)
        return near.ids if near else ()

    # ------------------------------------------------------------------ pronouns

    def _pronoun(self, pronoun: Pronoun, text: str, span: Span, day: date, outer: Speaker | None) -> Speaker:
        if pronoun in (Pronoun.MALE, Pronoun.FEMALE):
            person = person_for(self.cast, span.start, str(pronoun), self._said.persons)
            if person is not None:
                return self._remember(span, self._person(person, text, day), person)
            return Speaker(text)
        if pronoun in (Pronoun.I, Pronoun.WE):
            if outer is None:
                return Speaker(text, plural=pronoun is Pronoun.WE)
            return replace(outer, text=text, plural=outer.plural or pronoun is Pronoun.WE)
        if pronoun is Pronoun.RELATIVE:
            return self._relative(text, span, day)
        if pronoun is Pronoun.YOU:
            return Speaker(text)
        memory = self._said.several if pronoun is Pronoun.SEVERAL else self._said.things
        for place, speaker in reversed(memory):
            if place < span.start:
                return replace(speaker, text=text)
        near = self.cast.state_before(span.start - 1, floor=max(0, span.start - 600))
        if near is not None and pronoun is Pronoun.THING:
            return Speaker(text, role=Role.BODY, on_behalf_of=near.id, basis=Basis.INFERRED, candidates=near.ids[1:])
        return Speaker(text, plural=pronoun is Pronoun.SEVERAL)

    def _relative(self, text: str, span: Span, day: date) -> Speaker:
        """Who or what stands right before "who", "which"."""
        window = Span(max(0, span.start - 120), span.start)
        best: tuple[int, Speaker, Person | None] | None = None
        for place, person in self.cast.people.inside(window):
            if best is None or place.end > best[0]:
                best = (place.end, self._person(person, text, day), person)
        office = self.cast.office_at(window)
        while office is not None:
            if office.span.end <= span.start and (best is None or office.span.end > best[0] + 1):
                owner = next(
                    (p for p in self.cast.people.before(span.start, floor=window.start) if office in p.offices), None
                )
                if owner is not None:
                    best = (office.span.end, self._person(owner, text, day), owner)
                elif (voice := self._office_alone(office.text, office.span, day)) is not None:
                    best = (office.span.end, replace(voice, text=text), None)
            office = self.cast.office_at(Span(office.head.end, span.start)) if office.head.end < span.start else None
        for mention in self.cast.mentions_in(window):
            inside_office = best is not None and mention.span.end <= best[0]
            if not inside_office and mention.via is not Via.DEMONYM and span.start - mention.span.end <= 3:
                best = (mention.span.end, self._voice_of(mention, text, [mention], text), None)
        if best is None:
            return Speaker(text)
        return self._remember(span, best[1], best[2])

    # ------------------------------------------------------------------ memory

    def _remember(self, span: Span, speaker: Speaker, person: Person | None) -> Speaker:
        if person is not None:
            self._said.persons.append((span.start, person))
        elif speaker.plural:
            self._said.several.append((span.start, speaker))
        else:
            self._said.things.append((span.start, speaker))
        if speaker.on_behalf_of is not None:
            self._said.actors.append((span.start, speaker.on_behalf_of))
        return speaker

    def _trimmed(self, span: Span) -> Span:
        start, end = span
        text = self.cast.text
        while start < end and text[start] in _TRIM:
            start += 1
        while (
            end > start and text[end - 1] in _TRIM and not re.search(r"\b[A-Z]\.$|\b(?:Jr|Sr)\.$", text[start:end][-4:])
        ):
            end -= 1
        return Span(start, end)


def _close(source: Sequence[Span]) -> bool:
    return all(b.start - a.end <= 60 for a, b in pairwise(source))


def _held(
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
