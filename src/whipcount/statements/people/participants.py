"""Finding who may speak in one report: its actors and offices, and which of its persons holds which of them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from whipcount.bodies.actors import Mention, Via, find_actors
from whipcount.bodies.countries import ActorTable, default_table
from whipcount.bodies.offices import OfficeTable, default_offices
from whipcount.statements.people.cast import Cast
from whipcount.statements.people.name_candidates import HONORIFICS
from whipcount.statements.people.offices_in_text import Office, find_offices
from whipcount.statements.people.persons import People, Person, find_people
from whipcount.statements.statement import Role
from whipcount.text.patterns import lazy_pattern
from whipcount.text.span import Span
from whipcount.text.wordlists import Wordlist

_HONORIFIC = "|".join(sorted(HONORIFICS)).title()
_BEFORE_NAME = lazy_pattern(rf",? \(?(?:(?:{_HONORIFIC})\.? )?$|,? [“\"]?$")
_BESIDE_WITHIN = 14  # characters between an office and the name of who holds it: ", Professor "
_MEETING_WORDS = Wordlist("speakers/turns")
_OFFICE_WORDS = Wordlist("speakers/offices")
_COMPLEMENT = 80  # characters between an office and the name behind it
_COMPLEMENT_GAP = lazy_pattern(r" (?:to|of|for|at|in charge of|responsible for) [^,;:.()\"“”\n]{3,70}, ")
_ACCORDING = lazy_pattern(r"\b[Aa]ccording to (?:[\w.’'-]+ ){0,3}$")
_MEETING = r"summit|meetings?|meet|meets|met|session|talks|conference|gather\w*|vote|conven\w+"
_WAS = lazy_pattern(r"\bwas\b")
_IS = lazy_pattern(
    r"(?:, \d{2},)?(?:, who)? (?:is|became|remains|has been|serves as"
    r"|(?:has )?(?:recently |just )?t(?:ook|aken) over as"
    r"|(?:was|has been) (?:appointed|named|elected|made|sworn in as))(?: (?:now|currently|also))? ?"
)
_APPOSED = lazy_pattern(r",? (?:(?:an?|the) )?(?:\w+ )?")
_PRONOUN_IS = lazy_pattern(r"\b(She|He) (?:is|became|remains|has been)(?: (?:now|currently|also))? ?$")
_CAPITALS_BEFORE = lazy_pattern(
    r"(?<![\w-])(?P<name>[A-ZÀ-ÞĀ-Ž][A-ZÀ-ÞĀ-Ž’'-]+(?: [A-ZÀ-ÞĀ-Ž][A-ZÀ-ÞĀ-Ž’'-]+){0,3}) \($"
)
_BEFORE_SHARED = lazy_pattern(r", (?:the )?(?:respective )?")
_JOINED = lazy_pattern(r",? and |, ")
_MISTER = lazy_pattern(
    r"(?<!\w)(?:Mr|Mrs|Ms|Miss|Mx|Dr|H\.E|Cllr|Clr|Councillor|Councilwoman|Councilman|Alderman|Delegate|Deputy|Ambassador"
    r"|Minister|Sir|Dame|Lord|Lady)\.? $"
)
_POSSESSIVE_GAP = lazy_pattern(r"['’]s? $")
_SEAT = (
    r"(?:deputy |acting |vice )?(?:prime |foreign |defen[cs]e |finance )?(?:minister|president|premier|chancellor|"
    r"ambassador|secretary|delegate|representative)(?: of foreign affairs)?"
)
_BESIDE = lazy_pattern(rf" (?:of (?:the )?|(?P<open>\()(?:(?i:{_SEAT}), )?(?:the )?)")
_BESIDE_CLOSES = lazy_pattern(rf"(?:, (?:its |the )?(?i:{_SEAT}))?\)")  # "(Kell)", "(Kell, foreign minister)"
_LEAD = 8
_SAID_BEFORE = lazy_pattern(r"[,?!][”\"’]?\s(?:said|wrote|replied|answered|declared|added)\s\Z")
_WORDS_BETWEEN = 400  # characters of quoted words between an office and who is named behind them
_SENTENCE_OPENS = lazy_pattern(r"[.!?][”\"’]?\s+\Z|\n\s*\Z")
_VOICES = frozenset({Role.HEAD_OF_STATE, Role.HEAD_OF_GOVERNMENT, Role.FOREIGN_MINISTER, Role.DEFENCE_MINISTER})
_AFTER_NAME = lazy_pattern(
    r"(?: \([^()\n]{1,40}\)|, \d{2}(?=,))?(?:,| \(| [–—-])?"
    r"(?: (?:who|and)(?: (?:is|was|serves as|heads|leads|has been"
    r"|(?:has (?:led|run|headed|governed|served|represented)|leads|serves|represents)(?: [A-Z][\w’'-]+){0,3} as))?)?"
    r"(?: (?:now|currently|also))? ?$"
)


def find_participants(
    text: str,
    sources: Sequence[Span] = (),
    *,
    table: ActorTable | None = None,
    holders: OfficeTable | None = None,
    place: str | None = None,
    names: Sequence[Span] = (),
) -> Cast:
    """The cast of a report.

    ``sources`` are the spans that a reader took for sources, ``place`` is its dateline's, ``names`` are where the
    layout says that a person's name stands (the openings of turns).

    >>> cast = find_participants("Turkish President Ada Brim met Tov Lund, the foreign minister of Norway.")
    >>> [(p.name, str(p.office.role), p.office.actors) for p in cast.people.persons]
    [('Ada Brim', 'head_of_state', ('TR',)), ('Tov Lund', 'foreign_minister', ('NO',))]
    """
    actor_table = table or default_table()
    mentions = find_actors(text, table=actor_table)
    offices = find_offices(text, mentions, table=actor_table)
    names = (*names, *_seated(text, mentions, actor_table, names))
    things = [m for m in mentions if m.id not in actor_table.actors or actor_table.actors[m.id].kind != "person"]
    people = find_people(text, mentions, offices, sources, names)
    everybody = people if len(things) == len(mentions) else find_people(text, things, offices, sources, names)
    cast = Cast(
        text,
        mentions,
        offices,
        people,
        actor_table,
        holders or default_offices(),
        frozenset(m.id for m in mentions),
        _written_in(text, place, actor_table),
        _office_heads=tuple(o.head.start for o in offices),
        everybody=everybody,
    )
    _attach(cast)
    _named_next(cast, sources)
    floor = frozenset(names)
    _homes(cast, floor)
    _seat_those_with_the_floor(people, floor)
    for person in people.persons:
        # an office with an actor tells more than one without
        person.offices.sort(key=lambda o: (not o.actors, o.role is Role.OTHER, o.span.start))
        if person.gender is None and person.office is not None:
            person.gender = _office_gender(person.office.text)
    return cast


def _seated(text: str, mentions: Sequence[Mention], table: ActorTable, names: Sequence[Span]) -> Iterator[Span]:
    """The names in capitals that minutes put before a member in brackets: "DORU BANEK (Kell) said"."""
    taken = {name.end for name in names}
    for mention in mentions:
        if (
            text[mention.span.start - 1 : mention.span.start] != "("
            or text[mention.span.end : mention.span.end + 1] != ")"
        ):
            continue
        name = _CAPITALS_BEFORE.search(text, max(0, mention.span.start - 60), mention.span.start)
        if name is None or name.end("name") in taken or mention.via is not Via.NAME or not table.is_state(mention.id):
            continue
        span = Span(*name.span("name"))
        if not any(other.span.overlaps(span) for other in mentions):
            yield span


def _written_in(text: str, place: str | None, table: ActorTable) -> str | None:
    """The state whose seat a dateline names; none where ministers of many states have come there."""
    if not place:
        return None
    found = [m for m in find_actors(place, table=table) if m.sure and m.via is Via.CAPITAL]
    if len(found) != 1 or table.actors[found[0].id].kind != "state":
        return None
    name = re.escape(place)
    meets = rf"(?:\b(?:{_MEETING})\b[^.\n]{{0,80}}\b(?:in|at)\s+{name}\b|\b{name}\s+(?:{_MEETING})\b)"
    return None if re.search(meets, text, re.IGNORECASE) else found[0].id


def _attach(cast: Cast) -> None:
    text = cast.text
    places = cast.people._at
    starts = [span.start for span, _ in places]
    ends = sorted((span.end, index) for index, (span, _) in enumerate(places))
    end_keys = [end for end, _ in ends]
    previous: Office | None = None
    for office in cast.offices:
        led, previous = previous, office
        if office.title.plural:
            _share(cast, office, places, end_keys)
            continue
        at = bisect_right(end_keys, office.span.start) - 1
        spokesperson = at >= 0 and office.role is Role.SPOKESPERSON
        if spokesperson and _APPOSED.fullmatch(text, end_keys[at], office.span.start):
            # "Ada Brim, a spokeswoman for Kell's minister, Tov Lund": hers, though his name stands behind it, too
            places[ends[at][1]][1].offices.append(office)
            continue
        following = bisect_left(starts, office.span.end)
        if following < len(places):
            span, person = places[following]
            gap = text[office.span.end : span.start]
            closed = text[span.end : span.end + 1] in (",", ")", ".", ";", ":", "", "\n", "\r")
            beside = len(gap) <= _BESIDE_WITHIN and "\n" not in gap and _BEFORE_NAME.fullmatch(gap) is not None
            if beside and ("," not in gap or closed):
                person.offices.append(office)
                if led is not None and "," not in gap and text[led.span.end : office.span.start] == ", ":
                    person.offices.append(led)  # "the foreign minister of Kell, the veteran diplomat Oln"
                continue
            if closed and len(gap) <= _COMPLEMENT and _COMPLEMENT_GAP.fullmatch(gap):
                person.offices.append(office)  # "Kell's envoy to international bodies in Vess, Ada Brim, said"
                continue
        if at >= 0 and office.span.start - end_keys[at] <= 64:
            gap = text[end_keys[at] : office.span.start]
            if _IS.fullmatch(gap):
                places[ends[at][1]][1].offices.append(office)
                continue
            if gap.strip() and "\n" not in gap and gap[0] in ", (–—-" and _AFTER_NAME.fullmatch(gap):
                apposition = gap[0] == "," or gap.lstrip()[:1] in "(–—-"
                if apposition and not _opens_a_clause(text, places[ends[at][1]][0], office):
                    came_to = _OFFICE_WORDS.came_to.match(office.text) is not None
                    once = _WAS.search(gap) is not None and office.ended is None and not came_to
                    told_office = replace(office, ended=date.min) if once else office
                    places[ends[at][1]][1].offices.append(told_office)
                    continue
        told = _PRONOUN_IS.search(text, max(0, office.span.start - 24), office.span.start)
        if told is not None:
            gender = "f" if told.group(1) == "She" else "m"
            before = cast.people.before(told.start(), floor=max(0, told.start() - 300))
            person_told = next((p for p in before if p.gender in (None, gender)), None)
            if person_told is not None:
                person_told.offices.append(office)


def _named_next(cast: Cast, sources: Sequence[Span]) -> None:
    """ "..., its foreign minister said. Ada Brim added": who opens the next sentence and speaks holds that office."""
    said = sorted(sources)
    starts = [span.start for span in said]
    held = {id(office) for person in cast.people.persons for office in person.offices}
    for person in cast.people.persons:
        if person.offices or not person.full:
            continue
        place = person.spans[0]
        index = bisect_right(starts, place.start) - 1
        lead = cast.text[max(0, place.start - _LEAD) : place.start]
        opens = _SENTENCE_OPENS.search(lead)
        inverted = _SAID_BEFORE.search(cast.text, max(0, place.start - 16), place.start)
        if (opens is None and inverted is None) or index < 0 or said[index] != place:
            continue
        if opens is not None:
            end = place.start - len(lead) + opens.start()
        else:  # '"We agree," wrote Ada Brim': of the sentence before her words
            end = max(cast.text.rfind(mark, 0, place.start) for mark in ('. "', ". “", "\n"))
            if end < 0 or place.start - end > _WORDS_BETWEEN:
                continue
        begin = max(cast.text.rfind(mark, 0, end) for mark in (". ", "\n", "? ", "! "))
        here = [o for o in cast.offices if begin < o.span.start and o.span.end <= end]
        open_ones = [o for o in here if _of_one_state(o) and id(o) not in held]
        if len(here) == len(open_ones) == 1:
            person.offices.append(open_ones[0])


def _of_one_state(office: Office) -> bool:
    """Whether an office is told of one holder: "its foreign minister", "Pell's prime minister"."""
    title = office.title
    return (
        office.role in _VOICES
        and office.definite
        and not (title.plural or title.former or title.coming or office.members)
    )


def _share(cast: Cast, office: Office, places: Sequence[tuple[Span, Person]], ends: Sequence[int]) -> None:
    """ "Ada Brim and Tov Lund, the presidents of Kell and Sarn": each holds the one of the same rank in its list."""
    if len(office.actors) < 2:
        return
    last = bisect_right(ends, office.span.start) - 1
    if last < 0 or not _BEFORE_SHARED.fullmatch(cast.text, ends[last], office.span.start):
        return
    named = [places[last]]
    for place, person in reversed(places[max(0, last - 5) : last]):
        if not _JOINED.fullmatch(cast.text, place.end, named[-1][0].start):
            break
        named.append((place, person))
    if len(named) != len(office.actors):
        return
    for (_, person), actor in zip(reversed(named), office.actors, strict=True):
        person.offices.append(replace(office, title=replace(office.title, plural=False), actors=(actor,)))


def _opens_a_clause(text: str, person: Span, office: Office) -> bool:
    """ "According to Oln, the office failed": what follows the comma is a new subject unless a comma ends it, too."""
    told = _ACCORDING.search(text, max(0, person.start - 40), person.start)
    return told is not None and text[office.span.end : office.span.end + 1] not in (",", ".", ";", ")", "")


def _homes(cast: Cast, floor: frozenset[Span]) -> None:
    """ "Pell's Oln", "Tov Oln of Pell", "Tov Oln (Pell)": the actor that stands beside a name.

    Where a record puts it in brackets behind a name that has the floor (``floor``), a "Mr." or capitals, it is the
    member for which a delegate sits at the table.
    """
    ends = {m.span.end: m for m in cast.mentions}
    starts = {m.span.start: m for m in cast.mentions if m.via is Via.NAME and cast.is_state(m.id)}
    for span, person in cast.people._at:
        for length in (3, 2):
            mention = ends.get(span.start - length)
            if mention is not None and _POSSESSIVE_GAP.fullmatch(cast.text, mention.span.end, span.start):
                person.home = person.home or mention.ids
        behalf = _spoken_for(cast, span)
        if behalf is not None:
            person.home, person.delegate = behalf.ids, True
        beside = _BESIDE.match(cast.text, span.end)
        of = starts.get(beside.end()) if beside is not None else None
        if beside is not None and of is not None:
            closed = beside["open"] is None or _BESIDE_CLOSES.match(cast.text, of.span.end) is not None
            if closed and not person.home:
                person.home = of.ids
            if closed and beside["open"] and person.home == of.ids:
                written = span.of(cast.text)
                mister = _MISTER.search(cast.text, max(0, span.start - 6), span.start) is not None
                person.delegate = person.delegate or span in floor or mister or written.isupper()


def _seat_those_with_the_floor(people: People, floor: frozenset[Span]) -> None:
    """Who has the floor in a record, and is given a member anywhere in it ("Tov Oln (Pell)"), speaks for it."""
    for person in people.persons:
        if person.home and any(span in floor for span in person.spans):
            person.delegate = True


def _spoken_for(cast: Cast, span: Span) -> Mention | None:
    """The actor for whom a person is said to speak: "Speaking for Kell, Mr. Oln", "Tov Oln, on behalf of Kell,"."""
    before = _MEETING_WORDS.on_behalf_before.search(cast.text, max(0, span.start - 90), span.start)
    match = before or _MEETING_WORDS.on_behalf_behind.match(cast.text, span.end)
    if match is None:
        return None
    mentions = cast.mentions_in(Span(*match.span("who")))
    return mentions[0] if len(mentions) == 1 else None


def _office_gender(text: str) -> str | None:
    words = text.lower()
    if re.search(r"\b(?:\w*woman|queen|princess|actress)\b", words):
        return "f"
    return "m" if re.search(r"\b(?:spokesman|chairman|congressman|king|prince)\b", words) else None
