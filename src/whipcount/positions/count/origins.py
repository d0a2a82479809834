"""Origins: which statements, in whichever reports, are one utterance told again.

Agencies are reprinted, quotations relayed, reports copied. Two statements are one utterance when the same voice says
nearly the same words at a time that may be the same. Words are compared as sets of three-word shingles (Broder 1997),
by containment, so that a shortened quotation still meets the whole one.

Candidates come from an index of shingles within one voice, so that the work grows with the text, not with its square.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from whipcount.positions.stance.stance import Evidence
from whipcount.reports.report import Report
from whipcount.statements.statement import Speaker, Statement

SHINGLE = 3
CONTAINMENT = 0.6
SLACK = timedelta(days=3)  # reports that give no day of saying carry their own: relays run a few days behind
SHORT = 5  # so few words must agree to the letter
COMMON = 64  # a shingle in more texts than this (a stock phrase) proposes no pairs
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class _Item:
    id: str
    name: str  # folded surname, "" where unnamed
    words: tuple[str, ...]
    first: date
    last: date


def cluster(statements: Iterable[Statement], reports: Mapping[str, Report]) -> dict[str, str]:
    """The origin of each statement: statement id -> origin id, the same for reports of one utterance.

    Args:
        statements: from any reports; those whose report is missing stand alone.
        reports: by sha256.
    """
    clusters = Clusters()
    ids = []
    for statement in statements:
        report = reports.get(statement.report)
        words = None if report is None else " ".join(span.of(report.text) for span in statement.content)
        clusters.add(statement, words)
        ids.append(statement.id)
    return clusters.names(ids)


class Clusters:
    """Statements that are one utterance, found as statements come in; only voices with something new are looked at.

    Origins depend on which statements are asked for together, never on the order in which they came.
    """

    def __init__(self) -> None:
        self.seen: set[str] = set()
        self._voices: dict[str, dict[str, _Item]] = defaultdict(dict)
        self._pairs: dict[str, list[tuple[str, str]]] = {}  # of each voice: who is the same as whom
        self._voice_of: dict[str, str] = {}

    def add(self, statement: Statement, words: str | None) -> None:
        """Take a statement in, or what another reader made of it.

        Args:
            statement: which.
            words: its content; None where its report is missing: it then stands alone.
        """
        self.seen.add(statement.id)
        former = self._voice_of.pop(statement.id, None)
        if former is not None:
            del self._voices[former][statement.id]
            self._pairs.pop(former, None)
        period, day = statement.said_on, statement.reported_on
        voice = _voice(statement.speaker)
        first, last = (period.first, period.last) if period else (day, day)
        told = tuple(_WORD.findall(_plain(words))) if words is not None else ()
        if not told or not voice or first is None or last is None:
            return
        item = _Item(statement.id, surname(statement.speaker), told, first, last)
        self._voices[voice][item.id] = item
        self._voice_of[item.id] = voice
        self._pairs.pop(voice, None)

    def names(self, ids: Iterable[str]) -> dict[str, str]:
        """The origin of each of these statements, joined through these alone: statement id -> origin id."""
        wanted = set(ids)
        groups = _Groups()
        by_voice: dict[str, set[str]] = defaultdict(set)
        for key in wanted:
            groups.find(key)
            if key in self._voice_of:
                by_voice[self._voice_of[key]].add(key)
        for voice, keys in by_voice.items():
            for one, two in self._joined(voice, keys):
                groups.union(one, two)
        return groups.names()

    def _joined(self, voice: str, keys: set[str]) -> list[tuple[str, str]]:
        items = self._voices[voice]
        if len(keys) < len(items):  # an earlier state of knowledge: rare, and not kept
            return _pairs([items[key] for key in sorted(keys)])
        if voice not in self._pairs:
            self._pairs[voice] = _pairs([items[key] for key in sorted(items)])
        return self._pairs[voice]


def with_origins(evidence: Iterable[Evidence], origins: Mapping[str, str]) -> tuple[Evidence, ...]:
    """The same evidence with the origin of its statement; what has an origin already keeps it."""
    return tuple(
        replace(e, origin=origins[e.statement]) if not e.origin and e.statement and e.statement in origins else e
        for e in evidence
    )


def surname(speaker: Speaker | None) -> str:
    """The last word of a speaker's name without accents, or "" for a voice without a name.

    >>> surname(Speaker("Mr Orbán", name="Viktor Orbán"))
    'orban'
    """
    if speaker is None or not speaker.name:
        return ""
    words = _WORD.findall(_plain(speaker.name))
    return words[-1] if words else ""


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def _voice(speaker: Speaker | None) -> str:
    if speaker is None:
        return ""
    return speaker.on_behalf_of or surname(speaker) or _plain(speaker.text)


def _pairs(items: list[_Item]) -> list[tuple[str, str]]:
    return [(one.id, two.id) for one, two in _candidates(items) if _same(one, two)]


def _candidates(items: Sequence[_Item]) -> Iterable[tuple[_Item, _Item]]:
    """Pairs worth a look: the same words next to each other in time, or a shingle in common."""
    exact: dict[tuple[str, ...], list[_Item]] = defaultdict(list)
    for item in items:
        exact[item.words].append(item)
    for same in exact.values():
        same.sort(key=lambda item: (item.first, item.last, item.id))
        # neighbours in time suffice: what overlaps further apart is joined through them
        yield from pairwise(same)
    index: dict[tuple[str, ...], list[_Item]] = defaultdict(list)
    for same in exact.values():
        for item in (same[0], same[-1]) if len(same) > 1 else same:
            for shingle in _shingles(item.words):
                index[shingle].append(item)
    seen: set[tuple[str, str]] = set()
    for holders in index.values():
        if len(holders) > COMMON:
            continue
        for place, one in enumerate(holders):
            for two in holders[place + 1 :]:
                if (one.id, two.id) not in seen:
                    seen.add((one.id, two.id))
                    yield one, two


def _shingles(words: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    if len(words) < SHORT:
        return frozenset()
    return frozenset(zip(words, words[1:], words[2:], strict=False))


def _same(one: _Item, two: _Item) -> bool:
    if one.name and two.name and one.name != two.name:
        return False
    if one.first > two.last + SLACK or two.first > one.last + SLACK:
        return False
    if one.words == two.words:
        return True
    mine, theirs = _shingles(one.words), _shingles(two.words)
    smaller = min(len(mine), len(theirs))
    return smaller > 0 and len(mine & theirs) >= CONTAINMENT * smaller


class _Groups:
    """Union-find whose groups are named by the hash of their smallest id."""

    def __init__(self) -> None:
        self.parent: dict[str, str] = {}

    def find(self, item: str) -> str:
        root = self.parent.setdefault(item, item)
        while root != self.parent[root]:
            root = self.parent[root]
        while self.parent[item] != root:
            self.parent[item], item = root, self.parent[item]
        return root

    def union(self, one: str, two: str) -> None:
        low, high = sorted((self.find(one), self.find(two)))
        self.parent[high] = low

    def names(self) -> dict[str, str]:
        return {item: "o-" + hashlib.sha256(self.find(item).encode()).hexdigest()[:12] for item in self.parent}
