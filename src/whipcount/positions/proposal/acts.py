"""Acts: what bodies decide, and by which words reports tell it; read from ``data/en/acts.yaml`` (codebook:"
" docs/acts.md)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Any

from whipcount.positions.proposal.inflection import VerbForms, verb_forms
from whipcount.positions.proposal.proposal import Variant
from whipcount.positions.proposal.words import word_classes
from whipcount.text.patterns import lazy_pattern
from whipcount.text.phrase_lists import word_lists


class ObjectKind(StrEnum):
    """Who or what stands as the object of an act."""

    CANDIDATE = "candidate"  # a state or a body
    PERSON = "person"  # a person, or a state or place as a host
    THING = "thing"


class Form(StrEnum):
    """In which form a verb stands."""

    BASE = "base"
    THIRD = "third"
    PAST = "past"  # also the participle, where both are one
    PARTICIPLE = "participle"
    GERUND = "gerund"


@dataclass(frozen=True, slots=True)
class Act:
    """One act.

    Attributes:
        id: short name.
        object: who or what stands as its object.
        does: how a title tells it, third person singular and plural.
        title: a template of ``body``, ``does`` and ``object``.
        keys: names that bodies give to the rule of such a decision, the first that a body has is taken.
        variants: what could be decided, the one that is asked for first.
        weight: how much one of its words tells.
        joins: whether the candidate is to become a member, so that its own agreement is not asked.
        verb_as_told: whether a title tells it by the verb of the report.
    """

    id: str
    object: ObjectKind
    does: tuple[str, str]
    title: str
    keys: tuple[str, ...]
    variants: tuple[Variant, ...]
    weight: float
    joins: bool
    verb_as_told: bool


@dataclass(frozen=True, slots=True)
class VerbEntry:
    """A verb form: of an act, or one that says what is done with whatever is before the body."""

    forms: VerbForms
    form: Form
    act: Act | None = None
    handling: float = 0.0  # how sure it tells of a decision
    against: bool = False


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All acts, and their words by the first of them."""

    acts: tuple[Act, ...]
    verbs: Mapping[str, tuple[VerbEntry, ...]]
    nouns: Mapping[str, Act]
    things: Mapping[str, tuple[tuple[tuple[str, ...], Act], ...]]  # by the last word, all words of each, longest first
    phrases: tuple[tuple[re.Pattern[str], Act], ...]
    bases: frozenset[str]  # base forms of all verbs, and of common ones besides

    def act(self, act_id: str) -> Act:
        """The act of an id."""
        return next(act for act in self.acts if act.id == act_id)


@cache
def acts_table() -> Any:
    """The tables of ``data/en/acts.yaml``, read once."""
    return word_lists("acts")


def _act(row: Mapping[str, Any]) -> Act:
    third, base = row["do"].split("/")
    variants = tuple(Variant(key, label, tuple(words)) for key, (label, words) in row["variants"].items())
    return Act(
        id=row["id"],
        object=ObjectKind(row["object"]),
        does=(third, base),
        title=row.get("title", "{body} {does} {object}"),
        keys=tuple(row["keys"]),
        variants=variants,
        weight=float(row["weight"]),
        joins=bool(row.get("joins", False)),
        verb_as_told=bool(row.get("verb_as_told", False)),
    )


@cache
def lexicon() -> Lexicon:
    """The words of all acts, made once.

    >>> words = lexicon()
    >>> [entry.act.id for entry in words.verbs["admitted"] if entry.act], words.nouns["suspension"].id
    (['admit'], 'suspend')
    """
    data = acts_table()
    doubling = frozenset(data["doubling"])
    verbs: dict[str, list[VerbEntry]] = {}
    nouns: dict[str, Act] = {}
    things: dict[str, list[tuple[tuple[str, ...], Act]]] = {}
    phrases: list[tuple[re.Pattern[str], Act]] = []
    acts = []

    def put(told: str, act: Act | None, weight: float, against: bool) -> None:
        forms = verb_forms(told, doubling)
        for form, word in (
            (Form.BASE, forms.base),
            (Form.THIRD, forms.third),
            (Form.PAST, forms.past),
            (Form.PARTICIPLE, forms.participle),
            (Form.GERUND, forms.gerund),
        ):
            if form is Form.PARTICIPLE and word == forms.past:
                continue
            verbs.setdefault(word, []).append(VerbEntry(forms, form, act, weight, against))

    for row in data["acts"]:
        act = _act(row)
        acts.append(act)
        for told in row.get("verbs", ()):
            put(told, act, 0.0, False)
        for noun in row.get("nouns", ()):
            nouns.setdefault(noun, act)
        for thing in row.get("things", ()):
            words = tuple(thing.split())
            things.setdefault(words[-1], []).append((words, act))
        phrases += [(lazy_pattern(rf"(?<!\w)(?:{p})", re.IGNORECASE), act) for p in row.get("phrases", ())]
    for side in ("for", "against"):
        for told, weight in data["handling"][side].items():
            put(told, None, float(weight), side == "against")
    for rows in things.values():
        rows.sort(key=lambda row: -len(row[0]))
    return Lexicon(
        tuple(acts),
        MappingProxyType({word: tuple(entries) for word, entries in verbs.items()}),
        MappingProxyType(nouns),
        MappingProxyType({word: tuple(rows) for word, rows in things.items()}),
        tuple(phrases),
        frozenset(entry.forms.base for entries in verbs.values() for entry in entries)
        | word_classes()["verbs"]
        | word_classes()["more_verbs"],
    )


@cache
def third_to_base() -> Mapping[str, str]:
    """Third person singular to base form, of every verb that a title can have.

    >>> third_to_base()["adopts"], third_to_base()["overrides"]
    ('adopt', 'override')
    """
    forms = {entry.forms.third: entry.forms.base for entries in lexicon().verbs.values() for entry in entries}
    asked = {f"{base}s": base for base in ("demand", "ask", "request", "urge", "recommend")}
    return MappingProxyType(forms | asked | dict(act.does for act in lexicon().acts))


@cache
def things_of_verb() -> Mapping[str, frozenset[str]]:
    """Verbs that are an act with some things only, and the nouns of those."""
    return MappingProxyType({verb: frozenset(nouns.split()) for verb, nouns in acts_table()["only_with"].items()})


@cache
def handling_nouns() -> Mapping[str, float]:
    """Nouns that say what is done with a thing ("a vote on X"), and how sure each tells of a decision."""
    return MappingProxyType({word: float(weight) for word, weight in acts_table()["handling"]["nouns"].items()})
