"""Members of a table to the members of the catalogue: by id, by code of the time, by name, on the day of the vote.

What is not certain is not matched: it is told with its row, and its votes are left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from whipcount.bodies.body import Body, Member
from whipcount.bodies.countries import default_table
from whipcount.bodies.member_names import name_forms, state_codes
from whipcount.records.tables.ballot import Ballot
from whipcount.text.name_comparison import names_match

_SITTING = re.compile(r"(?P<family>[^,()]+),\s*(?P<given>[^()]+?)\s*\((?P<region>[A-Z]{2})\)")


class Match(NamedTuple):
    """The member meant, or, where ``member`` is empty, why none is."""

    member: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class _Known:
    by_id: Mapping[str, Member]
    by_name: Mapping[str, str]  # "" where a name is that of two members


class Roster:
    """The members of one body, to match a table's members to.

    Args:
        body: the body; ``None`` if the catalogue does not have it: members are then kept as the table names them.

    Where the members are persons who sit for a region (senators), a name with the state in brackets, "ROE, Ann (AK)",
    is matched among those who sat for it on the day.

    >>> from whipcount.bodies.catalogue import load_body
    >>> roster = Roster(load_body("UNGA"))
    >>> roster.match("", "Namibia", date(2019, 12, 12)), roster.match("NA", "Namibia", date(2019, 12, 12)).member
    (Match(member='NA', why=''), 'NA')
    >>> roster.match("DD", "East Germany", date(2019, 12, 12)).why
    'the code stands for nobody on 2019-12-12'
    """

    def __init__(self, body: Body | None) -> None:
        self.body = body
        self._known = _known(body) if body is not None else None
        self._kept: dict[tuple[str, str, date], Match] = {}

    def of(self, ballot: Ballot) -> Match:
        """The member of a ballot."""
        key = (ballot.code, ballot.name, ballot.call.day)
        if key not in self._kept:
            if len(self._kept) > 50_000:  # a table of very many days: what was kept is of no more use
                self._kept.clear()
            self._kept[key] = self.match(*key)
        return self._kept[key]

    def match(self, code: str, name: str, day: date) -> Match:
        """The member of that code and name on that day.

        A code that is an id of the body comes first, then codes of the time, then the name; a code and a name that
        mean two members match neither.
        """
        if self._known is None:
            return Match(code or name) if code or name else Match("", "the row names nobody")
        coded = self._by_code(code, day)
        named = (self._by_name(name) or self._sitting(name, day)) if name else ""
        if not named and not coded.member:
            named = self._by_name(code) if code else ""
        if coded.member and named and coded.member != named:
            return Match("", f"the code is that of {coded.member}, the name that of {named}")
        member = coded.member or named
        if coded.why and not member:
            return coded
        if not member:
            return Match("", "nobody of the body goes by that code or name" + ("" if name else self._hint()))
        return self._on_day(member, day)

    def _by_code(self, code: str, day: date) -> Match:
        assert self._known is not None  # noqa: S101  (for the type checker)
        folded = code.upper()
        if folded in self._known.by_id:
            return Match(folded)
        entries = state_codes().get(folded, ())
        fitting = [entry.id for entry in entries if entry.span.covers(day)]
        if entries and not any(fitting):
            return Match("", f"the code stands for nobody on {day}")
        if fitting and fitting[0] in self._known.by_id:
            return Match(fitting[0])
        return Match("")

    def _by_name(self, name: str) -> str:
        assert self._known is not None  # noqa: S101  (for the type checker)
        for form in name_forms(name):
            if self._known.by_name.get(form):
                return self._known.by_name[form]
        return ""

    def _on_day(self, member_id: str, day: date) -> Match:
        assert self._known is not None  # noqa: S101  (for the type checker)
        assert self.body is not None  # noqa: S101  (for the type checker)
        member = self._known.by_id[member_id]
        if not self.body.coverage.covers(day) or member.belongs(day):
            return Match(member.id)  # of days before the catalogue's list begins nobody can say who was no member
        since = member.since or "an unknown day"
        return Match("", f"{member.name} was no member on {day} (member since {since})")

    def _sitting(self, name: str, day: date) -> str:
        """The one person of that name who sat for the region in brackets on the day."""
        sitting = _SITTING.fullmatch(name)
        if sitting is None or self.body is None:
            return ""
        written = f"{sitting['given']} {sitting['family'].title()}"
        fitting = [
            member.id
            for member in self.body.all_members
            if member.region.split("-")[0] == sitting["region"]
            and member.belongs(day)
            and names_match(written, member.name)
        ]
        return fitting[0] if len(fitting) == 1 else ""

    def _hint(self) -> str:
        persons = self.body is not None and any(member.region for member in self.body.all_members)
        return "; the members are persons: a table of their names is needed (--members)" if persons else ""


def _known(body: Body) -> _Known:
    names: dict[str, str] = {}

    def put(name: str, member_id: str) -> None:
        for form in name_forms(name):
            names[form] = member_id if names.get(form, member_id) == member_id else ""

    states = default_table()
    for member in body.all_members:
        put(member.name, member.id)
        if member.id in states.actors:
            for name in (states.actors[member.id].name, *states.actors[member.id].variants):
                put(name, member.id)
    return _Known({member.id.upper(): member for member in body.all_members}, names)
