"""Whom of a body people mean: a member by its id, its name, a code of its state or the name of its people.

What people type is spelled as they like: in any case, without accents, "&" for "and", with dots or without. What is
close to a name and none is never taken for it here; it is told as what may have been meant.
"""

from __future__ import annotations

import csv
import difflib
import io
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from whipcount.bodies.countries import ActorTable, default_table
from whipcount.bodies.membership import Member, Span

_CLOSE = 0.72  # how like a name a text must be to be told as meant, 0 to 1
_SURE = 0.84  # ... and to be offered as the one that is meant
_AHEAD = 0.08  # by how much it must be more like it than like any other
_MOST = 3
_TITLES = frozenset("mr mrs ms sen senator rep representative congressman congresswoman mp hon sir dame dr".split())


class StateCode(NamedTuple):
    """A code that stands for a member for a time; an empty id: nobody continues that membership."""

    id: str
    span: Span
    note: str


@cache
def state_codes() -> Mapping[str, tuple[StateCode, ...]]:
    """Codes of states other than the catalogue's ids, with the days for which they stand for that member.

    They are data: ``bodies/data/state_codes.csv`` (ISO 3166 alpha-3, the European Union's EL and UK, codes of former
    states; an empty id: nobody continues that membership).

    >>> [code.id for code in state_codes()["EL"]]
    ['GR']
    """
    text = (files("whipcount.bodies") / "data" / "state_codes.csv").read_text(encoding="utf-8")
    codes: dict[str, list[StateCode]] = {}
    for row in csv.DictReader(io.StringIO(text, newline="")):
        begin, end = (date.fromisoformat(row[c]) if row[c] else None for c in ("from", "to"))
        codes.setdefault(row["code"], []).append(StateCode(row["id"], Span(begin, end), row["note"]))
    return {code: tuple(entries) for code, entries in codes.items()}


def name_key(name: str) -> str:
    """A name as it is compared: letters without accents, "and" for "&", "saint" for "st.", no article.

    >>> name_key("St. Kitts & Nevis") == name_key("Saint Kitts and Nevis"), name_key("Côte d’Ivoire")
    (True, 'cote d ivoire')
    """
    plain = unicodedata.normalize("NFKD", name.replace("&", " and ")).casefold()
    plain = "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    words = ["saint" if word == "st" else word for word in plain.split() if word != "the"]
    return " ".join(words)


def name_forms(name: str) -> list[str]:
    """The name, the name without what stands in brackets, and "Korea, Republic of" the other way round.

    >>> name_forms("Korea, Republic of")
    ['korea republic of', 'republic of korea']
    """
    forms = [name_key(name)]
    if "(" in name:
        forms.append(name_key(re.sub(r"\([^()]*\)", " ", name)))
        forms.append(name_key(" ".join(re.findall(r"\(([^()]*)\)", name)) + " " + re.sub(r"\([^()]*\)", " ", name)))
    if name.count(",") == 1:
        last, first = name.split(",")
        forms.append(name_key(f"{first} {last}"))
    return [form for form in dict.fromkeys(forms) if form]


@dataclass(frozen=True, slots=True)
class Meant:
    """Who is meant by a text.

    Attributes:
        member: the member, where it is certain.
        close: those whose names are like it, the likest first, where it is not.
        guess: the one of them that is far more like it than all others, where there is one.
        several: that the text is a name of all of ``close``.
    """

    member: Member | None = None
    close: tuple[Member, ...] = ()
    guess: Member | None = None
    several: bool = False

    @property
    def hint(self) -> str:
        """What may have been meant, as the end of a message; empty where nothing is close.

        >>> Meant(close=(Member("HU", "Hungary", ()),)).hint
        'did you mean Hungary (HU)?'
        """
        names = [f"{m.name} ({m.id})" if m.name != m.id else m.id for m in self.close]
        return f"did you mean {' or '.join(names)}?" if names else ""


class MemberNames:
    """The names of a body's members, to find whom people mean.

    Args:
        members: of the body, present and past.
        actors: what states and other actors are called; the packaged table by default.

    >>> from whipcount.bodies.catalogue import load_body
    >>> names = MemberNames(load_body("NATO").all_members)
    >>> [names.find(text).member.id for text in ("hu", "TURKEY", "Hungarian", "U.S.", "DEU", "the Czech Republic")]
    ['HU', 'TR', 'HU', 'US', 'DE', 'CZ']
    >>> names.find("Hungery").member, names.find("Hungery").hint
    (None, 'did you mean Hungary (HU)?')
    """

    def __init__(self, members: Sequence[Member], actors: ActorTable | None = None) -> None:
        self._by_id = {member.id: member for member in members}
        self._names: dict[str, set[str]] = defaultdict(set)  # joined key -> ids
        self._weak: dict[str, set[str]] = defaultdict(set)  # what means somebody only where no name does
        table = actors or default_table()
        for member in members:
            actor = table.actors.get(member.id)
            for name in (member.id, member.name, *member.also, *((actor.name, *actor.variants) if actor else ())):
                self._put(self._names, name, member.id)
            for word in actor.demonyms if actor else ():
                self._put(self._weak, word, member.id)
            for code in _codes_of(member.id):
                self._put(self._weak, code, member.id)
            if member.region:  # a person: by its family name
                self._put(self._weak, _family(member.name), member.id)

    def find(self, text: str, on: date | None = None) -> Meant:
        """Whom a text means; ``on`` a day those who are members then go before those who were, or will be."""
        forms = [form for form in (_joined(form) for form in self._forms(text)) if form]
        for names in (self._names, self._weak):
            for form in forms:
                ids = names.get(form, set())
                if len(ids) > 1 and on is not None:
                    ids = {one for one in ids if self._by_id[one].belongs(on)} or ids
                if len(ids) == 1:
                    return Meant(self._by_id[next(iter(ids))])
                if ids:
                    return Meant(close=tuple(self._by_id[one] for one in sorted(ids)), several=True)
        return self._near(forms)

    def _forms(self, text: str) -> Iterator[str]:
        plain = text.strip()
        yield from name_forms(plain)
        if (owner := re.fullmatch(r"(.+?)['’]s?", plain)) is not None:
            yield from name_forms(owner[1])
        words = name_key(plain).split()
        if len(words) > 1 and words[0] in _TITLES:
            yield " ".join(words[1:])

    def _put(self, names: dict[str, set[str]], name: str, member_id: str) -> None:
        for form in name_forms(name):
            if joined := _joined(form):
                names[joined].add(member_id)

    def _near(self, forms: Iterable[str]) -> Meant:
        scores: dict[str, float] = {}
        for form in forms:
            if len(form) < 3 or len(form) > 80:
                continue
            matcher = difflib.SequenceMatcher(autojunk=False)
            matcher.set_seq2(form)
            for key, ids in (*self._names.items(), *self._weak.items()):
                if len(key) < 4:
                    continue  # a code is right or wrong
                matcher.set_seq1(key)
                if matcher.real_quick_ratio() < _CLOSE or matcher.quick_ratio() < _CLOSE:
                    continue
                ratio = matcher.ratio()
                for one in ids:
                    scores[one] = max(scores.get(one, 0.0), ratio)
        ranked = sorted((score, one) for one, score in scores.items() if score >= _CLOSE)[::-1][:_MOST]
        close = tuple(self._by_id[one] for _, one in ranked)
        ahead = len(ranked) == 1 or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] >= _AHEAD)
        guess = close[0] if close and ranked[0][0] >= _SURE and ahead else None
        return Meant(close=close, guess=guess)


def _joined(key: str) -> str:
    return key.replace(" ", "")


def _family(name: str) -> str:
    words = name.split()
    while len(words) > 1 and words[-1].strip(".,").casefold() in ("jr", "sr", "ii", "iii", "iv"):
        words.pop()
    return words[-1] if words else ""


@cache
def _codes() -> Mapping[str, tuple[str, ...]]:
    by_key: dict[str, list[str]] = defaultdict(list)
    for code, entries in state_codes().items():
        now = [entry.id for entry in entries if entry.span.end is None and entry.id]
        if len(now) == 1:
            by_key[now[0]].append(code)
    return {member: tuple(codes) for member, codes in by_key.items()}


def _codes_of(member_id: str) -> tuple[str, ...]:
    """The codes that stand for a member today."""
    return _codes().get(member_id, ())
