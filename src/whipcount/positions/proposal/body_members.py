"""The members of a body that no catalogue knows, as a report names them: persons, states, or other names.

First is decided which kind of member such a body has; then the names of that kind are weighed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence

from whipcount.bodies.actors import Mention, Via
from whipcount.bodies.countries import ActorTable, default_table
from whipcount.positions.network.report_net import is_report, load_report_net
from whipcount.positions.proposal.body_mentions import find_bodies
from whipcount.positions.proposal.capitalised_names import capitalised_names, is_shortened
from whipcount.positions.proposal.deciding_body import BodyChoice
from whipcount.positions.proposal.member_kinds import (
    MemberKind,
    is_party,
    member_kind,
    of_deputies,
    of_organisations,
    of_parts,
)
from whipcount.positions.proposal.member_names import LIKELY, SURE, longer, names_weighed, person_titles
from whipcount.positions.proposal.naming import slug
from whipcount.positions.proposal.page import Page
from whipcount.positions.proposal.person_candidates import Candidate
from whipcount.positions.proposal.seated_persons import seated_persons
from whipcount.positions.proposal.seats_by_network import seats_by_network
from whipcount.positions.proposal.sure_members import with_sure_names
from whipcount.positions.proposal.told_members import MOST, outsiders_of, parts_of_members, people_of, told_members
from whipcount.text.patterns import lazy_pattern
from whipcount.text.span import Span

_OWED = lazy_pattern(  # "lenders to Carrow Steel": whose they are
    r"(?<!\w)(?:[Ll]enders|[Cc]reditors|[Ss]hareholders|[Bb]ondholders|[Oo]wners|[Ii]nvestors)\s+(?:to|of|in)\s+(?:the\s+)?([A-Z][\w-]+)"
)
_OF_PLACE = lazy_pattern(r"\s+of\s+(?:the\s+)?([A-Z][\w-]+(?: [A-Z][\w-]+)?)")  # the Assembly of Ruvenia: whose it is
_PLACE = lazy_pattern(r"\b(?:in|at|near)\s+(?:the\s+)?\Z")
_FEW = 30
"""So many members at most are mostly named; of more, a report names some."""
_WITH_ROOM = 1.0
"""What a name must weigh where the number of members is told and not reached."""


def named_members(
    page: Page,
    choice: BodyChoice,
    candidate: Candidate | None,
    table: ActorTable,
    size: int | None,
    told: tuple[int, Span] | None = None,
    about: str = "",
    decision: str = "",
) -> tuple[list[str], dict[str, str]]:
    """The members that a report names, by their ids, with the names of those that only the report knows.

    Those that the rules find stay, save whom a network surely reads as none; to them come those that it reads as
    members, the surest first.

    Args:
        page: the report.
        choice: the body.
        candidate: whom the decision is about; none of the members.
        table: the known actors.
        size: how many members the body has, where that is known.
        told: how many the report tells, and where.
        about: the words of what is decided; whom it is about is no member.
        decision: its title, with which the network is asked; empty where it is not to be.
    """
    named, names = _by_rules(page, choice, candidate, table, size, told, about)
    named = [member for member in named if not is_shortened(names.get(member, ""))]
    if not decision or not is_report(page.text):
        return named, {member: names[member] for member in named if member in names}
    places = may_sit_by_name(page, choice, candidate)
    net = load_report_net()
    chances = seats_by_network(page.text, decision, places, net)
    sure = net.thresholds.seats, net.thresholds.unseated
    return with_sure_names(page, {m: names.get(m, "") for m in named}, places, chances, table, size, *sure)


def may_sit_by_name(page: Page, choice: BodyChoice, candidate: Candidate | None) -> dict[str, tuple[Span, ...]]:
    """The names of a report that may be members', and where."""
    never = [*choice.spans, *(candidate.spans if candidate else ())]
    never += [mention.span for mention in page.mentions if candidate and mention.id == candidate.id]
    others = {choice.name, *(candidate.names if candidate else ())}
    owed = tuple(match[1] for match in _OWED.finditer(page.text))
    found = {}
    for name, spans in capitalised_names(page.text).items():
        free = tuple(span for span in spans if not any(span.overlaps(one) for one in never))
        if free and name not in others and not (owed and name.startswith(owed)):
            found[name] = free
    return found


def _by_rules(
    page: Page,
    choice: BodyChoice,
    candidate: Candidate | None,
    table: ActorTable,
    size: int | None,
    told: tuple[int, Span] | None,
    about: str,
) -> tuple[list[str], dict[str, str]]:
    whose = {m[1] for s in choice.spans if (m := _OF_PLACE.match(page.text[s.end :]))}
    whose |= parts_of_members(page.text) | {m[1] for m in _OWED.finditer(page.text)}
    if (place := _OF_PLACE.search(choice.name)) is not None:
        whose.add(place[1])  # "the Osterland parliament" of a body that is named "Parliament of Osterland"
    if candidate is not None:
        whose |= {span.of(page.text).split()[-1] for span in candidate.spans if span.of(page.text).split()}
    seats = told[0] if told else None
    counted = told[1].of(page.text) if told else ""
    kind = member_kind(page.text, choice.name, counted)
    sitting = choice.name if kind in (MemberKind.PERSONS, MemberKind.CHAMBER) else ""
    persons = seated_persons(page, seats, but=whose, sitting=sitting)  # who is named may have been away from the vote
    if persons and (kind is MemberKind.PERSONS or kind is MemberKind.OPEN):
        return list(persons), persons
    parts = of_parts(choice.name, counted)
    states, states_only = (Counter[str](), False) if parts else _states(page, choice, candidate, table)
    if kind is MemberKind.CHAMBER and of_deputies(page.text):
        states_only = False  # deputies sit there, and not the country whose chamber it is
    real = [actor for actor in states if actor in default_table().actors]
    if real and states_only and not persons:
        named = [actor for actor, _ in states.most_common()]
        return (named[:size] if size else named), {}
    people = people_of(page.text)
    never = whose | people | outsiders_of(page.text)
    organisations = kind is MemberKind.NAMES and of_organisations(page.text, choice.name, counted)
    taken = _taken(page, choice, candidate, bodies=not organisations, parts=parts)
    names = _names(page, taken, never, whose, size, kind, _of(about), choice.name)
    object_of = tuple(word for word in _of(about) if len(word) == _STEM)
    invented = [
        actor
        for actor, _ in states.most_common()
        if states_only
        and (name := table.actors[actor].name) not in people | whose
        and not (object_of and name.startswith(object_of))
    ]
    named = list(dict.fromkeys((*invented, *names)))
    if kind is MemberKind.CHAMBER:
        persons = persons or seated_persons(page, seats, but=whose, alone=True, sitting=sitting)
        if persons:
            return [*persons, *names], persons | names
    elif len(persons) > len(named) + 1:
        return list(persons), persons
    if not named:
        persons = seated_persons(page, seats, but=whose, alone=True, sitting=sitting)
        return list(persons), persons
    named = named[:size] if size else named
    return named, {i: names[i] for i in named if i in names}


def _states(
    page: Page, choice: BodyChoice, candidate: Candidate | None, table: ActorTable
) -> tuple[Counter[str], bool]:
    """The states that a report names and how often, and whether the body's members may be states."""
    states: Counter[str] = Counter()
    about = candidate.id if candidate else None
    for mention in page.mentions:
        known = table.actors.get(mention.id)
        inside = any(span.overlaps(mention.span) for span in choice.spans)
        place = _PLACE.search(page.text[max(0, mention.span.start - 12) : mention.span.start])
        if known is None or known.kind != "state" or mention.id == about or not mention.sure or inside or place:
            continue
        states[mention.id] += 1
    chamber = choice.name.lower().endswith(("parliament", "assembly", "senate", "congress", "chamber"))
    return states, len(states) > 1 or (bool(states) and not chamber)


def _taken(page: Page, choice: BodyChoice, candidate: Candidate | None, *, bodies: bool, parts: bool) -> list[Span]:
    """The places of what is no member: the body, the candidate, actors that the table knows, other ``bodies``.

    Beside ``parts`` of a state, Bern is a canton, and what British Columbia begins with is no people.
    """
    who = candidate.id if candidate else None
    taken = [*choice.spans, *(candidate.spans if candidate else ())]
    known = [m for m in page.mentions if m.id in default_table().actors or m.id == who]
    taken += [m.span for m in known if not (parts and m.id != who and _may_name_a_part(page.text, m))]
    return taken + [m.span for m in find_bodies(page.text) if bodies or m.id or m.name == choice.name]


def _may_name_a_part(text: str, mention: Mention) -> bool:
    """Whether what a table takes for a state may name a part of one: by its capital, or as the start of a name."""
    if mention.via is Via.CAPITAL:
        return True
    behind = _CAPITALISED.match(text, mention.span.end)
    return mention.via is Via.DEMONYM and behind is not None and behind[1].lower() not in person_titles()


_CAPITALISED = lazy_pattern(r"[ ]([A-Z][\w-]+)(?![\w’']|[ ][A-Z])")
_STEM = 4
_PROPER = lazy_pattern(r"(?<![\w’'-])[A-ZÀ-ÖØ-Þ][\w-]{3,}")


def _of(about: str) -> tuple[str, ...]:
    """How the names begin of whom the decision is about: "Drom" for a ban on Dromish timber."""
    return tuple(
        word[: _STEM if re.search(r"(?:ish|ian|ese|an)\Z", word) else len(word)] for word in _PROPER.findall(about)
    )


def _names(
    page: Page,
    taken: Sequence[Span],
    never: Collection[str],
    whose: Collection[str],
    size: int | None,
    kind: MemberKind,
    about: tuple[str, ...],
    body: str,
) -> dict[str, str]:
    """The names that no table knows and that weigh enough, by their ids, the surest first."""
    choice_words = body.split()  # "Lenders to Carrow Steel": not Carrow
    sure = [name for name in told_members(page, taken=taken) if name not in whose and name not in choice_words]
    if kind is MemberKind.CHAMBER:
        sure = [name for name in sure if is_party(name)]
    weighed = [] if kind is MemberKind.PERSONS else names_weighed(page, taken=taken, sure=sure, never=never)
    names = [entry.name for entry in weighed]
    sure = [name if name in names else longer(name, names) or name for name in sure]
    found = dict.fromkeys(name for name in sure if not (name.startswith(tuple(a for a in about if len(a) == _STEM))))
    least = LIKELY if kind is MemberKind.NAMES else SURE
    for entry in weighed:
        if (
            entry.name in choice_words
            or (about and entry.name.startswith(about))
            or (kind is MemberKind.CHAMBER and not (is_party(entry.name) and entry.stance))
        ):
            continue
        room = size is not None and len(found) < size <= _FEW and kind is not MemberKind.CHAMBER
        enough = entry.weight >= _WITH_ROOM if room else entry.strong and entry.weight >= least
        if enough and not _known(entry.name, found):
            found[entry.name] = None
    return {slug(name).upper(): name for name in list(found)[:MOST]}


def _known(name: str, found: Collection[str]) -> bool:
    """Whether a name is a part of one that was found, or the reverse: "Wend" beside "Upper Wend"."""
    return any(
        other != name and (f" {other} ".find(f" {name} ") >= 0 or f" {name} ".find(f" {other} ") >= 0)
        for other in found
    )
