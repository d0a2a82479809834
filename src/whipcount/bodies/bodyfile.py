"""Body files: YAML or TOML in, a checked :class:`~whipcount.bodies.body.Body` out.

The catalogue's own files and those of users are read by the same code. The codebook of the format is in
``docs/bodies.md``. Numbers with decimals are kept exact; ``NO`` is Norway, not *false*.
"""

from __future__ import annotations

import itertools
import re
import tomllib
from collections import Counter
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from whipcount.bodies.body import Body, GroupTable, Member, NamedRule, Span, WeightTable
from whipcount.bodies.rosterfile import members_of, parse_roster
from whipcount.errors import BodyError, InputError, RuleError
from whipcount.plainyaml import load_yaml
from whipcount.rules.algebra.expression import atoms
from whipcount.rules.algebra.notation import parse_rule
from whipcount.rules.algebra.rule import read_weight
from whipcount.rules.procedure import By, Procedure, Stage
from whipcount.text.field_problems import field_problem
from whipcount.text.fields import one_field
from whipcount.text.moments import FIRST_DAY, LAST_DAY

MAX_BYTES = 4_000_000
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.+\-]{0,79}\Z")


_NUMBERED = r"^([A-Z]{1,8})?$"
_ROSTER = r"^([a-z0-9][a-z0-9_\-]{0,60}\.csv)?$"
_PATTERNS = {
    _NUMBERED: "one to eight capital letters",
    _ROSTER: "the name of a .csv file beside this one, in small letters, digits, - and _",
}


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    @field_validator("*", mode="before")
    @classmethod
    def _kept(cls, value: object) -> object:
        """Words as fields are kept; in a list, those that say nothing go."""
        if isinstance(value, str):
            return one_field(value)
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return [text for item in value if (text := one_field(item))]
        return value


class _Dated(_Strict):
    start: date | None = Field(default=None, alias="from", ge=FIRST_DAY, le=LAST_DAY)
    end: date | None = Field(default=None, alias="to", ge=FIRST_DAY, le=LAST_DAY)
    provenance: str = ""

    def span(self, where: str) -> Span:
        if self.start and self.end and self.end < self.start:
            raise BodyError(f"ends on {self.end}, before it starts on {self.start}", where=where)
        return Span(self.start, self.end)


class _Member(_Dated):
    id: str
    name: str = ""
    also: tuple[str, ...] = ()
    again: tuple[_Dated, ...] = ()

    @field_validator("id")
    @classmethod
    def _plain_id(cls, value: str) -> str:
        if not _ID.match(value):
            raise ValueError("an id is made of letters, digits, - _ . +")
        return value


class _Weights(_Dated):
    values: dict[str, int | str] = {}
    unit: str = ""
    source: str = ""


class _Group(_Dated):
    members: tuple[str, ...]


class _Rule(_Dated):
    text: str = Field(alias="rule")
    kinds: tuple[str, ...] = Field((), alias="for")
    silence: bool = False
    note: str = ""
    casting: str = ""


class _Stage(_Strict):
    name: str
    by: Literal["body", "each member", "candidate", "other"] = "body"
    rule: str = ""
    actor: str = ""
    note: str = ""
    days: float | None = Field(default=None, gt=0, le=36_500)
    spread: float | None = Field(default=None, ge=0, le=5)


class _Procedure(_Strict):
    stages: tuple[_Stage, ...]
    note: str = ""
    provenance: str = ""
    clocks: str = ""


class _Body(_Strict):
    id: str = Field(min_length=1)
    name: str = Field(min_length=1)
    aliases: tuple[str, ...] = ()
    note: str = ""
    sources: tuple[str, ...] = ()
    epithets: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    covers: _Dated = _Dated()
    known_to: date | None = None
    gaps: tuple[_Dated, ...] = ()
    seats: int | None = Field(default=None, ge=1, le=2_000)
    numbered: str = Field("", pattern=_NUMBERED)
    candidates: tuple[_Member, ...] = ()
    default: str
    members: tuple[_Member, ...] = ()
    roster: str = Field("", pattern=_ROSTER)
    weights: dict[str, tuple[_Weights, ...]] = {}
    groups: dict[str, tuple[_Group, ...]] = {}
    rules: dict[str, _Rule | tuple[_Rule, ...]]
    procedures: dict[str, _Procedure] = {}


def read_body(path: Path) -> Body:
    """Read and check a body file (``.yaml``, ``.yml`` or ``.toml``).

    Raises:
        BodyError: naming the file, the field and what would be accepted.
    """
    suffix = path.suffix.lower()
    if suffix not in (".yaml", ".yml", ".toml"):
        raise BodyError(f"{suffix or 'no ending'}: not a body file", where=path.name, accepted=".yaml, .yml, .toml")
    return parse_body(
        _read_text(path),
        kind="toml" if suffix == ".toml" else "yaml",
        where=path.name,
        beside=lambda name: _read_text(path.parent / name),
    )


def _read_text(path: Path) -> str:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise BodyError(f"{path.stat().st_size:,} bytes", where=path.name, accepted=f"at most {MAX_BYTES:,}")
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise BodyError(f"cannot be read: {error.strerror}", where=path.name, accepted="a UTF-8 text file") from None
    except UnicodeDecodeError:
        raise BodyError("is no text in UTF-8", where=path.name, accepted="a UTF-8 text file") from None


def parse_body(
    text: str,
    *,
    kind: Literal["yaml", "toml"] = "yaml",
    where: str = "body file",
    beside: Callable[[str], str] | None = None,
) -> Body:
    """Read a body from the text of a file.

    Args:
        text: YAML or TOML.
        kind: which of the two.
        where: what errors call the file.
        beside: gives the text of a file beside this one, for the field ``roster``; None: there are none.

    Raises:
        BodyError: if the text is no YAML or TOML, or does not hold together.
    """
    try:
        raw = tomllib.loads(text, parse_float=str) if kind == "toml" else load_yaml(text)
    except InputError as error:
        place = f"{where}, {error.where}" if error.where else where
        raise BodyError(error.problem, where=place, accepted=error.accepted) from None
    except (ValueError, RecursionError) as error:
        raise BodyError(f"no valid {kind.upper()}: {' '.join(str(error).split())}", where=where) from None
    if not isinstance(raw, dict):
        raise BodyError("holds no fields", where=where, accepted="id, name, default, members, rules, ...")
    return _build(_validate(raw, where), where, beside)


def _validate(raw: dict[str, Any], where: str) -> _Body:
    rules = raw.get("rules")
    if isinstance(rules, dict):  # a plain text is short for {rule: text}
        raw = {**raw, "rules": {k: {"rule": v} if isinstance(v, str) else v for k, v in rules.items()}}
    try:
        return _Body.model_validate(raw)
    except ValidationError as error:
        problem = field_problem(error, patterns=_PATTERNS)
        raise BodyError(
            problem.problem, where=f"{where}, {problem.place or 'top'}", accepted="see docs/bodies.md"
        ) from None


def _build(model: _Body, where: str, beside: Callable[[str], str] | None) -> Body:
    members = tuple(_member(given, f"{where}, member {given.id}") for given in model.members)
    if model.roster:
        if beside is None:
            raise BodyError(f"names the roster {model.roster}, and there is no file beside it", where=where)
        members += members_of(parse_roster(beside(model.roster), where=model.roster))
    if model.numbered:  # seats whose holders the file does not name
        if model.seats is None:
            raise BodyError("numbered seats, and no number of seats", where=where, accepted="seats: 650")
        each = range(1, model.seats + 1)
        members += tuple(Member(f"{model.numbered}-{n}", f"seat {n}", (Span(),)) for n in each)
    if not members:
        raise BodyError("no members", where=where, accepted="at least one")
    ids = Counter(member.id for member in members)
    for member, count in ids.items():
        if count > 1:
            raise BodyError(
                f"{member!r} is a member twice", where=where, accepted="one entry, more spans under `again`"
            )
    unique = set(ids)
    weights = tuple(
        _weights(name, table, unique, f"{where}, weights.{name}")
        for name, tables in model.weights.items()
        for table in tables
    )
    groups = tuple(
        _group(name, table, unique, f"{where}, groups.{name}")
        for name, tables in model.groups.items()
        for table in tables
    )
    rules = tuple(
        _rule(name, given, f"{where}, rules.{name}")
        for name, some in model.rules.items()
        for given in (some if isinstance(some, tuple) else (some,))
    )
    if model.default not in model.rules:
        raise BodyError(
            f"the default rule {model.default!r} is not there", where=where, accepted=", ".join(model.rules)
        )
    names = {*unique, *(group.name for group in groups)}
    counted = {"members", *model.weights}  # a weight may be named before any table of it was obtained
    for rule in rules:
        for atom in atoms(parse_rule(rule.text)):
            if atom.weight not in counted:
                raise BodyError(
                    f"counts {atom.weight!r}", where=f"{where}, rules.{rule.id}", accepted=", ".join(sorted(counted))
                )
            for name in atom.among.names if atom.among else ():
                if name not in names:
                    raise BodyError(f"{name!r} is neither a group nor a member", where=f"{where}, rules.{rule.id}")
    procedures = tuple(
        _procedure(n, p, set(model.rules), f"{where}, procedures.{n}") for n, p in model.procedures.items()
    )
    return Body(
        model.id, model.name, members, rules, model.default, weights, groups, procedures, model.aliases, model.sources,
        model.note, model.covers.span(f"{where}, covers"), model.known_to, model.epithets, model.seats,
        tuple(gap.span(f"{where}, gaps") for gap in model.gaps),
        tuple(_member(given, f"{where}, candidate {given.id}") for given in model.candidates),
        model.cues,
    )  # fmt: skip


def _member(given: _Member, where: str) -> Member:
    spans = [given.span(where), *(more.span(where) for more in given.again)]
    for before, after in itertools.pairwise(spans):
        if before.end is None or after.start is None or after.start <= before.end:
            raise BodyError("two spans of membership overlap or are out of order", where=where)
    return Member(given.id, given.name or given.id, tuple(spans), given.provenance, also=given.also)


def _weights(name: str, given: _Weights, known: set[str], where: str) -> WeightTable:
    values: list[tuple[str, Fraction]] = []
    for member, value in given.values.items():
        if member not in known:
            raise BodyError(f"gives a weight to {member!r}, who is no member", where=where)
        try:
            values.append((member, read_weight(value, f"{where}.{member}")))
        except RuleError as error:
            raise BodyError(error.problem, where=error.where, accepted=error.accepted) from None
    return WeightTable(name, given.span(where), tuple(values), given.unit, given.source, given.provenance)


def _group(name: str, given: _Group, known: set[str], where: str) -> GroupTable:
    for member in given.members:
        if member not in known:
            raise BodyError(f"names {member!r}, who is no member", where=where)
    return GroupTable(name, given.span(where), given.members, given.provenance)


def _rule(name: str, given: _Rule, where: str) -> NamedRule:
    try:
        parse_rule(given.text)
    except RuleError as error:
        raise BodyError(
            f"{given.text!r}: {error.problem}", where=f"{where}, {error.where}", accepted=error.accepted
        ) from None
    return NamedRule(
        name, given.text, given.kinds, given.span(where), given.silence, given.note, given.provenance, given.casting
    )


def _procedure(name: str, given: _Procedure, rules: set[str], where: str) -> Procedure:
    for stage in given.stages:
        if stage.by == "body" and stage.rule not in rules:
            raise BodyError(
                f"stage {stage.name!r} has no rule of the body", where=where, accepted=", ".join(sorted(rules))
            )
    try:
        stages = tuple(Stage(s.name, By(s.by), s.rule, s.actor, s.note, s.days, s.spread) for s in given.stages)
        return Procedure(name, stages, given.note, given.provenance, given.clocks)
    except RuleError as error:
        raise BodyError(error.problem, where=where, accepted=error.accepted) from None
