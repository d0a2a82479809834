"""The members of a body as told by what the rules find and by the names that a network surely reads as members'.

Who is surely none goes out, who surely is one comes in. What kind of names they are decides: beside persons firms are
none, beside places persons; an office is who holds it, and no second member; a state's capital within a longer name is
no state's.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from whipcount.bodies.actors import Via
from whipcount.bodies.countries import ActorTable
from whipcount.bodies.member_actors import PERSON
from whipcount.positions.proposal.capitalised_names import names_person
from whipcount.positions.proposal.member_kinds import is_trader
from whipcount.positions.proposal.member_names import is_demonym, person_titles
from whipcount.positions.proposal.naming import slug
from whipcount.positions.proposal.page import Page
from whipcount.positions.proposal.person_members import persons_named
from whipcount.positions.proposal.seat_evidence import may_sit, works_elsewhere
from whipcount.positions.proposal.told_members import MOST
from whipcount.text.patterns import lazy_pattern
from whipcount.text.span import Span

_BEFORE = lazy_pattern(r"(\w+)\.?\s+\Z")
_TITLE_WITHIN = 20
_OF_PLACE = lazy_pattern(r"\s+of\s+(?:the\s+)?[A-Z]")
_THE = lazy_pattern(r"\b[Tt]he\s\Z")
_SEVERAL = 3
_PERSONS = 2
_EVEN = 0.5


def with_sure_names(
    page: Page,
    named: Mapping[str, str],
    places: Mapping[str, Sequence[Span]],
    chances: Mapping[str, float],
    table: ActorTable,
    size: int | None,
    seats: float,
    unseated: float,
) -> tuple[list[str], dict[str, str]]:
    """The ids of the members, and the names of those that only the report knows.

    Args:
        page: the report.
        named: the members that the rules find, by their ids; the name is empty where it is one of the table.
        places: where the report gives each of the names that may be members'.
        chances: how likely each of them is a member's.
        table: the known actors.
        size: how many members the body has, where that is known. Where two names more are surely members', what was
            read as its size is of something else.
        seats: from that chance on a name is surely a member's.
        unseated: less than that, and one that the rules find is none.
    """
    people = persons_named(page)
    persons = [name for name, outside in people.items() if not outside]
    elsewhere = {name.split()[-1] for name, outside in people.items() if outside}
    sure = [name for name in sorted(chances, key=lambda name: -chances[name]) if chances[name] >= seats]
    states = {m.id for m in page.mentions if m.via is Via.NAME} & table.actors.keys()
    others = len(sure) >= _SEVERAL and not any(
        m.id in states and m.span in places[name] for name in sure for m in page.mentions
    )
    if others:
        # "Lagos Norte" and "Number 10" beside other such names are no state's
        named = {member: name for member, name in named.items() if name or member in states}
    kept, taken = dict[str, str](), list[Span]()
    all_named = _are_all(page, named, places, sure, size)
    for member in named:
        spans = _places(page, member, named[member])
        chance = _chance_at(spans, places, chances)
        if all_named or chance is None or chance >= unseated:
            kept[member] = named[member]
            taken += spans
    kinds = {member.startswith(PERSON) for member in kept} if len(kept) > 1 else {True, False}
    whose = tuple(f"{who} of " for who in kept.values() if who)  # "Bishop Pieter Lund of Skarn"
    persons_sit = sum(_is_person(page, name, places[name], persons) for name in sure) >= _PERSONS
    found = dict[str, str]()
    for name in sure:
        if any(one.overlaps(span) for one in places[name] for span in taken) or is_demonym(name, sure):
            continue
        if any(page.text.endswith(whose, 0, span.start) for span in places[name]):
            continue
        person = _is_person(page, name, places[name], persons)
        if person and (
            name.split()[-1] in elsewhere
            or _is_office(page.text, name, places[name], sure)
            or works_elsewhere(page.text, places[name])
        ):
            continue
        # beside places one person speaks for one of them, two sit there; beside persons a firm has come about something
        if (kinds == {True} and is_trader(name)) or (kinds == {False} and person and not persons_sit):
            continue
        found |= _seat(page, name, places[name], people, table, person=person, states=not others)
    more = [member for member in found if member not in kept]
    if size is not None and len(kept) + len(more) == size + 1:
        out = _in_another_role(page, more, found, places) or _least_sure(page, kept, places, chances)
        kept.pop(out, None)
        more = [member for member in more if member != out]
        if len(kept) == size:
            more = []
    more = more[: MOST - len(kept)]
    return [*kept, *more], {**{i: kept[i] for i in kept if kept[i]}, **{i: found[i] for i in more if found[i]}}


def _in_another_role(
    page: Page, more: Sequence[str], found: Mapping[str, str], places: Mapping[str, Sequence[Span]]
) -> str:
    """One of those that a network adds whose role beside its name is no seat ("the lawyer"); or empty."""
    for member in more:
        spans = [span for name in places if found[member] and name.endswith(found[member]) for span in places[name]]
        if spans and not may_sit(page.text, min(spans), ""):
            return member
    return ""


def _least_sure(
    page: Page, kept: Mapping[str, str], places: Mapping[str, Sequence[Span]], chances: Mapping[str, float]
) -> str:
    """The member that the rules find and the network takes least for one, where that is less than even; or empty."""
    told = {member: _chance_at(_places(page, member, name), places, chances) for member, name in kept.items()}
    unsure = {member: chance for member, chance in told.items() if chance is not None and chance < _EVEN}
    return min(unsure, key=lambda member: unsure[member]) if unsure else ""


def _chance_at(
    spans: Sequence[Span], places: Mapping[str, Sequence[Span]], chances: Mapping[str, float]
) -> float | None:
    """The highest chance of the names at some places; None where the network was asked about none of them."""
    there = (name for name in chances if any(one.overlaps(span) for one in places[name] for span in spans))
    return max((chances[name] for name in there), default=None)


def _are_all(
    page: Page, named: Mapping[str, str], places: Mapping[str, Sequence[Span]], sure: Sequence[str], size: int | None
) -> bool:
    """Whether the rules find as many members as the body is told to have, and none but them is surely one."""
    if size is None or size < _SEVERAL or len(named) != size:
        return False
    spans = [span for member, name in named.items() for span in _places(page, member, name)]
    return all(any(one.overlaps(span) for one in places[name] for span in spans) for name in sure)


def _is_office(text: str, name: str, spans: Sequence[Span], sure: Collection[str]) -> bool:
    """Whether a name is the office of somebody named behind it: "the Bishop of Wexley, Mark Orme"."""
    held = (text.startswith(f", {other}", span.end) for span in spans for other in sure)
    return _OF_PLACE.search(name) is not None and any(held)


def _is_person(page: Page, name: str, spans: Sequence[Span], persons: Collection[str]) -> bool:
    """Whether a name is a person's for sure: with a title or a given name, or called by the surname alone."""
    words = name.split()
    if name in persons or names_person(name) or name.lower() in person_titles():
        return True
    alone = [span for span in spans if len(words) > 1 and span.of(page.text) == words[-1]]
    if alone and not is_trader(name) and not _OF_PLACE.search(name):
        return not any(_THE.search(page.text, max(0, span.start - 4), span.start) for span in alone)  # "the Guild"
    before = (_BEFORE.search(page.text, max(0, span.start - _TITLE_WITHIN), span.start) for span in spans)
    return any(match is not None and match[1].lower() in person_titles() for match in before)


def _places(page: Page, member: str, name: str) -> list[Span]:
    """Where a report names a member that the rules find."""
    if not name:
        return [mention.span for mention in page.mentions if mention.id == member]
    spelled = re.escape(name)
    if member.startswith(PERSON):
        spelled += f"|{re.escape(name.split()[-1])}"
    return [Span(*match.span()) for match in re.finditer(rf"(?<!\w)(?:{spelled})(?!\w)", page.text)]


def _seat(
    page: Page,
    name: str,
    spans: Sequence[Span],
    persons: Collection[str],
    table: ActorTable,
    *,
    person: bool,
    states: bool,
) -> dict[str, str]:
    """The id of who bears a name, with the name; that of a state is known, and stays empty.

    With ``person`` one of whom the rules read nothing is a person, too; without ``states`` what else stands for one, as
    its capital does, is none.
    """
    for mention in page.mentions:
        known = table.actors.get(mention.id)
        if (
            known is not None
            and known.kind == "state"
            and mention.span in spans
            and (states or mention.via is Via.NAME)
        ):
            return {mention.id: ""}
    titled = name.split()[0].lower() in person_titles()  # "the Bishop of Wexley, Mark Orme, said"
    surname = name.split()[-1]
    known_as = next(
        (
            full
            for full in persons
            if full.split()[-1] == surname
            or (titled and any(page.text.startswith(f", {full}", span.end) for span in spans))
        ),
        None,
    )
    if known_as is None and person and not _OF_PLACE.search(name):
        known_as = " ".join(name.split()[1:] if titled and len(name.split()) > 2 else name.split())
    if known_as is not None:
        return {PERSON + slug(known_as).upper(): known_as}
    return {slug(name).upper(): name}
