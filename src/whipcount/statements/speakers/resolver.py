"""Who speaks: from a source span to a person, an office, and for whom on what basis.

The report goes before the table of office holders; the table is asked for the day on which it was said. What stays open
is kept in ``candidates``, best first; nothing is guessed away.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from whipcount.bodies.actors import Mention, Via
from whipcount.bodies.chambers import SeatMention, find_seats, seat_of
from whipcount.bodies.offices import KNOWN_TO
from whipcount.statements.people.cast import Cast
from whipcount.statements.people.media import media_name
from whipcount.statements.people.persons import Person
from whipcount.statements.people.titles import read_title
from whipcount.statements.speakers.counterparts import counterpart_voice, told_counterpart
from whipcount.statements.speakers.discourse import Said
from whipcount.statements.speakers.member_voices import member_voice, own_voice
from whipcount.statements.speakers.named_speakers import couple, held, persons_of, speaker_of
from whipcount.statements.speakers.office_owners import spoken_from
from whipcount.statements.speakers.pronouns import Pronoun, person_for, read_pronoun
from whipcount.statements.speakers.unnamed_offices import HEAD_STOP, office_alone
from whipcount.statements.statement import VOICES, Basis, Role, Speaker
from whipcount.text.span import Span, hull
from whipcount.text.wordlists import Wordlist

_OFFICES = Wordlist("speakers/offices")
_JOINT = Wordlist("speakers/joint")
_TRIM = ' \t\n\r\u00a0"“”,;:.'
_SEVERAL = re.compile(
    r"(?:some|many|most|several|two|three|four|five|six|both|all|few|a few|dozens|most)\b", re.IGNORECASE
)
_STOP = re.compile(r"[.!?][\"”]?\s+")
_ARTICLE = re.compile(r"[\"“]?(?:The\s+)?")
_GOVERNMENT = re.compile(r"(?:['’]s?)?\s+(?:government|cabinet|coalition)\b")
_OF_OTHERS = re.compile(r"(?<!\w)(?:[a-z][\w-]{2,}s|those|people|men|women|any(?:one|body)|some(?:one|body))\s*\Z")
_EITHER = re.compile(r"\b(?:or|nor)\b", re.IGNORECASE)
_PARLIAMENT = re.compile(
    r"parliament|assembly|duma|rada|sejm|bundes(?:tag|rat)|riksdag|senate|congress|commons|lords|storting|knesset"
    r"|house|diet|eduskunta|folketing|seimas|saeima|riigikogu|országgyűlés|oireachtas|dáil",
    re.IGNORECASE,
)


class SpeakerReader:
    """Resolves the sources of one report; call :meth:`read` once for each source, in the order of the text."""

    def __init__(self, cast: Cast, *, on: date | None = None) -> None:
        self.cast = cast
        self.on = on or KNOWN_TO
        self._said = Said()
        self._held: dict[int, SeatMention] | None = None
        self._voices: dict[int, Speaker] = {}  # persons told to be the voice of a member that only the report knows

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
        if len(source) == 2 and (shared := self._shared_office(source)) is not None:
            return self._said.remember(source[0], shared, None)
        pronoun = read_pronoun(text)
        if pronoun is not None:
            speaker = self._pronoun(pronoun, text, span, day, outer)
        else:
            speaker = self._phrase(text, span, day)
            voice = counterpart_voice(self.cast, self._said, span, member_voice(self.cast, span, speaker))
            if voice is not speaker and voice.on_behalf_of is not None:
                self._said.actors.append((span.start, voice.on_behalf_of))
                for person in persons_of(self.cast, span):
                    self._voices[id(person)] = voice
                speaker = voice
        return speaker

    # ------------------------------------------------------------------ phrases

    def _phrase(self, text: str, span: Span, day: date) -> Speaker:
        staff = _OFFICES.office_of.match(text) or _OFFICES.paper_of.match(text)
        if staff is not None and staff.end() < len(text):  # "the office of President Brim": her voice, and not she
            inner = self._phrase(text[staff.end() :], Span(span.start + staff.end(), span.end), day)
            body = Speaker(text, office=text, role=Role.BODY, on_behalf_of=inner.on_behalf_of, basis=inner.basis)
            return replace(body, candidates=inner.candidates)
        owned = _OFFICES.office_owned.fullmatch(text)
        if owned is not None and (holder := self._principal_voice(owned["who"], span, day)) is not None:
            # "Ada Brim's office", "President Brim's government": her voice, and not she
            body = Speaker(text, office=text, role=Role.BODY, on_behalf_of=holder.on_behalf_of, basis=holder.basis)
            return self._said.remember(span, replace(body, candidates=holder.candidates), None)
        if _OFFICES.kin_of.match(text):
            return self._said.remember(span, Speaker(text), None)
        named = self.cast.mentions_in(span)
        if named and _JOINT.all_but.search(self.cast.text, span.start, named[-1].span.start):
            # "all members except Kell": the exception is the one that did not say it
            return self._said.remember(span, Speaker(text, plural=True), None)
        seat = self._seat(text, span)
        if seat is not None:
            return self._said.remember(span, seat, None)
        persons = persons_of(self.cast, span)
        if len(persons) == 1:
            return self._said.remember(span, self._person(persons[0], text, day), persons[0])
        if persons:
            return self._said.remember(span, couple(self.cast, persons, text, day), None)
        medium = media_name(text)
        if medium is not None:
            return self._said.remember(span, Speaker(text, name=medium, role=Role.MEDIA, named=True), None)
        speaker = self._actor_alone(text, span) or office_alone(self.cast, self._said, text, span, day)
        if speaker is None:
            title = read_title(text)
            head = HEAD_STOP.split(text, maxsplit=1)[0]
            plural = title.plural if title else head.endswith("s") or " and " in head or bool(_SEVERAL.match(text))
            inside = self.cast.mentions_in(span)
            ids = tuple(dict.fromkeys(i for m in inside for i in m.ids))
            speaker = Speaker(text, plural=plural, candidates=ids)
        return self._said.remember(span, speaker, None)

    def _principal_voice(self, who: str, span: Span, day: date) -> Speaker | None:
        """The one person whose office or government a phrase names, as a speaker: a voice of a state, else None."""
        place = Span(span.start, span.start + len(who))
        inside = self.cast.people.inside(place)
        if len(inside) != 1 or inside[0][0].end != place.end:
            return None
        voice = self._person(inside[0][1], who, day)
        return voice if voice.on_behalf_of is not None and voice.role in VOICES else None

    def _person(self, person: Person, text: str, day: date) -> Speaker:
        """A person as speaker; one who holds a seat in the US Congress has it as the first candidate.

        Such a member speaks for nobody but the seat, so that ``on_behalf_of`` stays empty.
        """
        speaker = speaker_of(self.cast, person, text, day)
        voice = self._voices.get(id(person))
        if voice is None and speaker.on_behalf_of is None:
            voice = told_counterpart(self.cast, self._said, person, speaker)
        if voice is not None and speaker.on_behalf_of is None:
            return replace(speaker, on_behalf_of=voice.on_behalf_of, role=voice.role, basis=voice.basis)
        if speaker.on_behalf_of is not None or speaker.role not in (Role.OTHER, Role.PARLIAMENTARIAN):
            return speaker
        seat = self._seats().get(id(person)) or self._seat_by_name(person)
        if seat is None:
            return speaker
        return replace(
            speaker,
            role=Role.PARLIAMENTARIAN,
            office=speaker.office or _OFFICES.content["tables"]["chambers"][seat.chamber],
            candidates=(*([seat.term.id] if seat.term else []), *speaker.candidates),
        )

    def _seat_by_name(self, person: Person) -> SeatMention | None:
        """The seat of somebody whose full name alone tells it, in a report on the US Congress."""
        text = self.cast.text
        if not person.full or not _OFFICES.chamber_of_congress.search(text) or not _OFFICES.us_party.search(text):
            return None
        return seat_of(person.name, person.span, self.on)

    def _seats(self) -> dict[int, SeatMention]:
        """The persons of the report to whom it gives a seat in the US Congress, by their identity here."""
        if self._held is None:
            self._held = {}
            if _OFFICES.in_a_chamber.search(self.cast.text):
                for seat in find_seats(self.cast.text, self.on):
                    for _, person in self.cast.people.inside(seat.span):
                        self._held.setdefault(id(person), seat)
        return self._held

    def _seat(self, text: str, span: Span) -> Speaker | None:
        """ "Kell (Mr Banek)", as minutes write: the member's own voice."""
        inside = self.cast.mentions_in(Span(span.start, span.start + 8))
        if not inside or not text.endswith(")") or inside[0].via is Via.DEMONYM:
            return None
        behind = self.cast.text[inside[0].span.end : span.end]
        lead = self.cast.text[span.start : inside[0].span.start].strip().lower()
        if lead not in ("", "the") or re.fullmatch(r" \([^()\n]{2,60}\)", behind) is None:
            return None
        return self._voice_of(inside[0], text, [inside[0]], text)

    def _shared_office(self, source: Sequence[Span]) -> Speaker | None:
        """One of "the Polish and Czech foreign ministers", "Kell's and Sarn's": the state, and the office."""
        people, office = source
        inside = self.cast.mentions_in(people)
        title = read_title(office.of(self.cast.text))
        if len(inside) != 1 or inside[0].span != people or title is None:
            return None
        if title.role is Role.OFFICIAL:  # "their delegates": those who speak for each at the table
            title = replace(title, role=Role.PERMANENT_REPRESENTATIVE)
        owner = "" if inside[0].via is Via.DEMONYM else "'s"
        words = f"{people.of(self.cast.text)}{owner} {office.of(self.cast.text)}"
        base = Speaker(words, plural=False)
        return held(base, words, replace(title, plural=False), inside[0].ids[:1], span=office, inferred=False)

    # ------------------------------------------------------------------ actors

    def _actor_alone(self, text: str, span: Span) -> Speaker | None:
        """A state, a government, a body as the source: its head is the actor itself."""
        stop = HEAD_STOP.search(text)
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
        if len(inside) > 1 and _EITHER.search(head_text):
            # "Pell or Quarn", "neither Pell nor Quarn": which of them, nobody said
            return Speaker(text, plural=True, candidates=tuple(dict.fromkeys(m.id for m in inside)))
        if len(inside) > 1 and " and " in head_text:
            ids = tuple(dict.fromkeys(m.id for m in inside))
            if len(ids) > 1:
                return Speaker(text, role=Role.BODY, basis=Basis.METONYM, plural=True, candidates=ids)
        if mention.via is Via.DEMONYM:
            # "the Turks", "Americans": a people, or its side at a table
            return Speaker(text, plural=True, candidates=mention.ids)
        role = Role.BODY
        if mention.via is Via.INSTITUTION and _PARLIAMENT.search(text):
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

    # ------------------------------------------------------------------ pronouns

    def _pronoun(self, pronoun: Pronoun, text: str, span: Span, day: date, outer: Speaker | None) -> Speaker:
        if pronoun in (Pronoun.MALE, Pronoun.FEMALE):
            person = person_for(self.cast, span.start, str(pronoun), self._said.persons)
            if person is not None:
                speaker = own_voice(self.cast, self._person(person, text, day))
                return self._said.remember(span, speaker, person)
            return Speaker(text)
        if pronoun in (Pronoun.I, Pronoun.WE):
            if outer is None:
                return Speaker(text, plural=pronoun is Pronoun.WE)
            return replace(outer, text=text, plural=outer.plural or pronoun is Pronoun.WE)
        if pronoun is Pronoun.RELATIVE:
            return self._relative(text, span, day)
        if pronoun is Pronoun.YOU:
            return Speaker(text)
        opening = self._opening_state(span) if pronoun is Pronoun.THING else None
        if opening is not None and not any(place >= opening.span.start for place, _ in self._said.things):
            return Speaker(
                text, role=Role.BODY, on_behalf_of=opening.id, basis=Basis.INFERRED, candidates=opening.ids[1:]
            )
        memory = self._said.several if pronoun is Pronoun.SEVERAL else self._said.things
        for place, speaker in reversed(memory):
            if place < span.start:
                return replace(speaker, text=text)
        near = spoken_from(self.cast, span.start - 1, floor=max(0, span.start - 600))
        if near is not None and pronoun is Pronoun.THING:
            return Speaker(text, role=Role.BODY, on_behalf_of=near.id, basis=Basis.INFERRED, candidates=near.ids[1:])
        return Speaker(text, plural=pronoun is Pronoun.SEVERAL)

    def _opening_state(self, span: Span) -> Mention | None:
        """The state, or its government, that opens the sentence of a pronoun: "Pell paid for its support"."""
        text = self.cast.text
        start = max(text.rfind("\n", 0, span.start) + 1, span.start - 400)
        *_, start = (start, *(m.end() for m in _STOP.finditer(text, start, span.start)))
        lead = _ARTICLE.match(text, start)
        at = lead.end() if lead is not None else start
        for mention in self.cast.mentions_in(Span(at, at + 1)):
            voice = _GOVERNMENT.match(text, mention.span.end) is not None
            alone = mention.via is not Via.DEMONYM and text[mention.span.end : mention.span.end + 1] == " "
            if self.cast.is_state(mention.id) and (voice or alone) and mention.span.end < span.start:
                return mention
        return None

    def _relative(self, text: str, span: Span, day: date) -> Speaker:
        """Who or what stands right before "who", "which"."""
        window = Span(max(0, span.start - 120), span.start)
        best: tuple[int, Speaker, Person | None] | None = None
        for place, person in (self.cast.everybody or self.cast.people).inside(window):
            if best is None or place.end > best[0]:
                best = (place.end, own_voice(self.cast, speaker_of(self.cast, person, text, day)), person)
        office = self.cast.office_at(window)
        while office is not None:
            if office.span.end <= span.start and (best is None or office.span.end > best[0] + 1):
                owner = next(
                    (p for p in self.cast.people.before(span.start, floor=window.start) if office in p.offices), None
                )
                if owner is not None:
                    best = (office.span.end, speaker_of(self.cast, owner, text, day), owner)
                elif (voice := office_alone(self.cast, self._said, office.text, office.span, day)) is not None:
                    best = (office.span.end, replace(voice, text=text), None)
            office = self.cast.office_at(Span(office.head.end, span.start)) if office.head.end < span.start else None
        for mention in self.cast.mentions_in(window):
            inside_office = best is not None and mention.span.end <= best[0]
            told = best is not None and best[2] is not None and mention.span.end == best[0]  # a person who is a member
            if not inside_office and not told and mention.via is not Via.DEMONYM and span.start - mention.span.end <= 3:
                best = (mention.span.end, self._voice_of(mention, text, [mention], text), None)
        if best is None:
            return Speaker(text)
        if _OF_OTHERS.search(self.cast.text, best[0], span.start):  # "Banek told critics who say": not he says it
            return Speaker(text, plural=True)
        return self._said.remember(span, best[1], best[2])

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
