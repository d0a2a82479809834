"""Groups of states by which reports speak: the Baltic states, the Visegrad group, the P5, the Gulf states.

Who belongs to a group is told for a day; a group may follow a body of the catalogue ("BRICS countries"), a group within
one ("the permanent members"), or be cut from one ("the elected members"). The table is ``data/groups.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from whipcount.bodies.catalogue import load_body
from whipcount.bodies.membership import Doubt, Span
from whipcount.errors import BodyError
from whipcount.plainyaml import load_yaml
from whipcount.text.field_problems import field_problem
from whipcount.text.span import Span as TextSpan


@dataclass(frozen=True, slots=True)
class Group:
    """A group of states.

    Attributes:
        id: in capitals.
        name: for people.
        spellings: how reports call it, adjectives and nouns joined ("Baltic states").
        members: ids with the days on which each belongs; empty where it follows a body.
        body: the body that it follows, if any.
        inner: the named group of that body, if it is one.
        less: the group whose members are taken out.
        within: the group to whose members it is cut.
        note: what else is to be known.
        called: what the body is called that it follows; with ``nouns``: "members of the European Union".
    """

    id: str
    name: str
    spellings: tuple[str, ...]
    members: tuple[tuple[str, Span], ...] = ()
    body: str = ""
    inner: str = ""
    less: str = ""
    within: str = ""
    note: str = ""
    called: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupMention:
    """A group that a text names, with the place."""

    span: TextSpan
    id: str


@dataclass(frozen=True, slots=True)
class GroupRoster:
    """The members of a group on a day, with the doubt of the body that it follows."""

    ids: tuple[str, ...]
    doubt: Doubt | None = None


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class _Part(_Row):
    id: str
    start: date | None = Field(default=None, alias="from")
    end: date | None = Field(default=None, alias="to")


class _Group(_Row):
    id: str
    name: str
    adjectives: tuple[str, ...] = ()
    spellings: tuple[str, ...] = ()
    members: tuple[_Part, ...] = ()
    body: str = ""
    group: str = ""
    less: str = Field("", alias="except")
    within: str = ""
    note: str = ""

    @field_validator("members", mode="before")
    @classmethod
    def _short(cls, value: Any) -> Any:  # a plain id is short for {id: ...}
        return [{"id": part} if isinstance(part, str) else part for part in value] if isinstance(value, list) else value


class _File(_Row):
    nouns: tuple[str, ...]
    groups: tuple[_Group, ...]


def parse_groups(text: str, *, where: str = "groups") -> tuple[Group, ...]:
    """Read a table of groups.

    Raises:
        BodyError: the text is no YAML, a field is unknown, an id stands twice, or a group has neither members nor body.

    >>> text = "{nouns: [states], groups: [{id: L, name: Lakes, adjectives: [Lake], members: [A, B]}]}"
    >>> parse_groups(text)[0].spellings
    ('Lakes', 'Lake states')
    """
    try:
        model = _File.model_validate(load_yaml(text))
    except ValidationError as error:
        problem = field_problem(error)
        raise BodyError(problem.problem, where=f"{where}, {problem.place}") from None
    out: dict[str, Group] = {}
    for row in model.groups:
        if row.id in out:
            raise BodyError(f"{row.id!r} stands twice", where=where)
        if bool(row.members) == bool(row.body):
            raise BodyError(f"{row.id} has members and a body, or neither", where=where, accepted="one of the two")
        joined = [f"{adjective} {noun}" for adjective in row.adjectives for noun in model.nouns]
        called, nouns = (row.adjectives, model.nouns) if row.body else ((), ())
        spellings = tuple(dict.fromkeys((row.name, *row.spellings, *joined, *_of_body(called, nouns))))
        members = tuple((part.id, Span(part.start, part.end)) for part in row.members)
        out[row.id] = Group(
            row.id, row.name, spellings, members, row.body, row.group, row.less, row.within, row.note, called, nouns
        )  # fmt: skip
    for group in out.values():
        for other in (group.less, group.within):
            if other and other not in out:
                raise BodyError(f"{group.id} names the group {other!r}", where=where, accepted=", ".join(out))
    return tuple(out.values())


def _of_body(called: Sequence[str], nouns: Sequence[str]) -> list[str]:
    """How those of a body are called: "members of the European Union", "the European Union's members"."""
    behind = [f"{noun} of {the}{name}" for name in called for noun in nouns for the in ("", "the ")]
    return behind + [f"{name}'s {noun}" for name in called for noun in nouns]


@lru_cache(maxsize=1)
def default_groups() -> dict[str, Group]:
    """The groups that come with the package, by id.

    >>> default_groups()["BENELUX"].name
    'Benelux'
    """
    text = (files("whipcount.bodies") / "data" / "groups.yaml").read_text(encoding="utf-8")
    return {group.id: group for group in parse_groups(text, where="groups.yaml")}


def roster_of(group: str, day: date | None = None) -> GroupRoster:
    """Who belongs to a group on a day (``None``: by the latest state), and what is doubtful about it.

    Raises:
        BodyError: no such group.

    >>> roster_of("E10", date(2024, 6, 1)).ids[:3]
    ('EC', 'JP', 'KR')
    """
    entry = default_groups().get(group.strip().upper())
    if entry is None:
        raise BodyError(f"no group {group!r}", accepted=", ".join(default_groups()))
    doubt = None
    if entry.body:
        body = load_body(entry.body)
        roster = body.roster(day)
        ids, doubt = tuple(member.id for member in roster.members), roster.doubt
        if entry.inner:
            tables = [t for t in body.groups if t.name == entry.inner]
            inside = {m for t in tables if t.span.covers(roster.day or date.max) for m in t.members}
            ids = tuple(i for i in ids if i in inside)
    else:
        ids = tuple(i for i, span in entry.members if (span.covers(day) if day else span.end is None))
    if entry.less:
        without = set(members_of(entry.less, day))
        ids = tuple(i for i in ids if i not in without)
    if entry.within:
        inside = set(members_of(entry.within, day))
        ids = tuple(i for i in ids if i in inside)
    return GroupRoster(ids, doubt)


def members_of(group: str, day: date | None = None, *, body: str = "") -> tuple[str, ...]:
    """The ids of a group's members on a day; with a body only those that are its members too.

    Raises:
        BodyError: no such group, no such body.

    >>> members_of("NORDIC", date(2022, 1, 1), body="NATO")
    ('DK', 'IS', 'NO')
    """
    ids = roster_of(group, day).ids
    if not body:
        return ids
    body_ids = {member.id for member in load_body(body).members(day)}
    return tuple(i for i in ids if i in body_ids)


@lru_cache(maxsize=16)  # one report is read by several finders
def named(text: str) -> tuple[GroupMention, ...]:
    """The groups that a text names, in order, the longest spelling where two begin at one place.

    >>> text = "The three Baltic states and the P5 met the Visegrad Four."
    >>> [(m.id, m.span.of(text)) for m in named(text)]
    [('BALTIC', 'Baltic states'), ('P5', 'P5'), ('VISEGRAD', 'Visegrad Four')]
    """
    pattern, ids = _pattern()
    groups = []
    for match in pattern.finditer(text):
        group = ids.get(match.group()) or ids.get(_folded(match.group()))
        if group:
            groups.append(GroupMention(TextSpan(match.start(), match.end()), group))
    return tuple(groups)


def _folded(spelling: str) -> str:
    """A spelling as it is found: the first letter and the words after it in any case, but not acronyms."""
    return re.sub(r"[-\s]+", " ", spelling).casefold()


@lru_cache(maxsize=1)
def _pattern() -> tuple[re.Pattern[str], dict[str, str]]:
    ids: dict[str, str] = {}
    parts: list[str] = []
    called: dict[str, None] = {}
    nouns: dict[str, None] = {}
    for group in default_groups().values():
        called |= dict.fromkeys(group.called)
        nouns |= dict.fromkeys(group.nouns)
        of_body = frozenset(_of_body(group.called, group.nouns))  # every noun beside every name: told once for all
        for spelling in group.spellings:
            words = re.split(r"[-\s]+", spelling)
            exact = len(words) == 1 and any(c.isupper() for c in spelling[1:])
            ids.setdefault(spelling if exact else _folded(spelling), group.id)
            if spelling not in of_body:
                parts.append(r"[-\s]".join(_word(w) for w in words))
    noun, body = ("|".join(r"[-\s]".join(map(_word, name.split())) for name in names) for names in (nouns, called))
    parts += [rf"(?:{noun})\s+of\s+(?:the\s+)?(?:{body})", rf"(?:{body})'s\s+(?:{noun})"] if nouns else []
    parts.sort(key=len, reverse=True)
    return re.compile(r"(?<![\w-])(?:" + "|".join(dict.fromkeys(parts)) + r")(?![\w-]|\+)"), ids


def _word(word: str) -> str:
    """A word that keeps its capitals, unless it is written small: then its first letter may be either."""
    if word[:1].islower():
        return f"[{word[0].upper()}{word[0]}]{re.escape(word[1:])}"
    return re.escape(word)
