"""Where a text speaks of a body: by name, by what it is called once it has been named, or by how many members it has.

A name or alias means its body wherever it stands. An epithet ("the alliance", "the council") means the body of that
epithet that the text names, nearest before it first; where it names none, the one of whose cues ("Republicans", "MPs")
the text has most; otherwise all that are so called are given, and the mention is weak. A count ("the 27-nation bloc",
"the council's 15 members") means the bodies that have as many members on the day. The phrases are compiled once, by
their first two words, so that a text is read in one pass.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from whipcount.bodies.catalogue import BodyNames, body_names, load_body
from whipcount.bodies.countries import default_table
from whipcount.plainyaml import load_yaml
from whipcount.text.span import Span


class Strength(IntEnum):
    """How surely a mention means the first of its bodies; as a number, what it weighs when mentions are added up."""

    WEAK = 1  # an epithet or a count, and nothing in the text tells which of the bodies that it may mean
    LIKELY = 3  # an epithet or a count of a body that the text names or has cues of, or a count that fits one only
    NAMED = 6  # a name that two bodies share, or that is a word of its own
    SURE = 10  # a name of this body and of no other


@dataclass(frozen=True, slots=True)
class BodyMention:
    """A body spoken of at ``span``; ``ids`` best first.

    Attributes:
        span: the place.
        ids: the bodies that it may mean, ids of the catalogue.
        strength: how surely it means the first.
        count: the number of members that the text gives it, where it gives one.
    """

    span: Span
    ids: tuple[str, ...]
    strength: Strength
    count: int | None = None

    @property
    def id(self) -> str:
        """The best reading."""
        return self.ids[0]


@dataclass(frozen=True, slots=True)
class _Phrase:
    words: tuple[str, ...]
    name_of: tuple[str, ...]
    epithet_of: tuple[str, ...]
    cue_of: tuple[str, ...]


class BodyIndex:
    """The names of bodies, compiled."""

    def __init__(self, bodies: Iterable[BodyNames]) -> None:
        named: dict[tuple[str, ...], list[str]] = {}
        called: dict[tuple[str, ...], list[str]] = {}
        cues: dict[tuple[str, ...], list[str]] = {}
        self.nouns: dict[str, list[str]] = {}
        for body in bodies:
            full = body.name.partition(" (")[0]
            for texts, into in (((full, *body.aliases), named), (body.epithets, called), (body.cues, cues)):
                for words in filter(None, map(_words, texts)):
                    into.setdefault(words, []).append(body.id)
            nouns = {_words(p)[-1].casefold() for p in (full, *body.epithets) if _words(p)}
            for noun in sorted(nouns & _vocabulary().nouns):
                self.nouns.setdefault(noun, []).append(body.id)
        self.by_start: dict[tuple[str, ...], list[_Phrase]] = {}  # by the first two words, or the only one
        for words in {**named, **called, **cues}:
            phrase = _Phrase(words, *(_once(into.get(words, ())) for into in (named, called, cues)))
            self.by_start.setdefault(tuple(word.casefold() for word in words[:2]), []).append(phrase)
        for bucket in self.by_start.values():
            bucket.sort(key=lambda phrase: -len(phrase.words))
        self.size_of = lru_cache(maxsize=4096)(_size)

    def find(self, text: str, day: date | None = None) -> tuple[BodyMention, ...]:
        """All mentions, in order, none within another; counts are those of ``day`` (``None``: the latest state)."""
        phrases, cues = self._phrases(text)
        taken = _apart([hit for hit in phrases if hit[1].name_of], [])
        names = [hit for hit in taken if not _of_another_state(*hit, text)]
        counts = [(span, count) for span, count in self._counts(text) if not _covered(span, taken)]
        epithets = _apart([hit for hit in phrases if not hit[1].name_of], [*taken, *counts])
        named = [(span.start, phrase.name_of) for span, phrase in names]
        hits: list[tuple[Span, _Phrase | _Count]] = sorted([*names, *counts, *epithets], key=lambda hit: hit[0])
        return tuple(m for span, hit in hits if (m := self._resolved(span, hit, named, cues, day)) is not None)

    def _phrases(self, text: str) -> tuple[list[tuple[Span, _Phrase]], Counter[str]]:
        """The names and epithets that stand in the text, at each place the longest; and how many cues each body has."""
        tokens = [(m.start(), m.end(), m.group()) for m in _TOKEN.finditer(text)]
        folded = [token.casefold() for _, _, token in tokens]
        mentions: list[tuple[Span, _Phrase]] = []
        cues: set[_Phrase] = set()
        for i, (start, _, _) in enumerate(tokens):
            bucket = (*self.by_start.get(tuple(folded[i : i + 2]), ()), *self.by_start.get((folded[i],), ()))
            fitting = [p for p in bucket if _fits(p, tokens, i, text)]
            name = next((p for p in fitting if p.name_of), None)
            epithet = next((p for p in fitting if p.epithet_of and not p.name_of), None)
            cues.update(p for p in fitting if p.cue_of)
            both = [phrase for phrase in (name, epithet) if phrase is not None]
            mentions += [(Span(start, tokens[i + len(phrase.words) - 1][1]), phrase) for phrase in both]
        return mentions, Counter(body for phrase in cues for body in phrase.cue_of)

    @staticmethod
    def _counts(text: str) -> Iterable[tuple[Span, _Count]]:
        for match in _count_pattern().finditer(text):
            number = match["number"] or match["after"]
            count = int(number) if number.isdigit() else _vocabulary().numbers.get(number.casefold(), 0)
            noun = match["noun"] or match["owner"]
            if count > 1:
                yield Span(match.start(), match.end()), _Count(count, noun.casefold())

    def _resolved(
        self,
        span: Span,
        hit: _Phrase | _Count,
        names: list[tuple[int, tuple[str, ...]]],
        cues: Counter[str],
        day: date | None,
    ) -> BodyMention | None:
        if isinstance(hit, _Phrase) and hit.name_of:
            alone = len(hit.name_of) == 1
            return BodyMention(span, hit.name_of, Strength.SURE if alone else Strength.NAMED)
        count = hit.count if isinstance(hit, _Count) else None
        so_called = self.nouns.get(hit.noun, []) if isinstance(hit, _Count) else list(hit.epithet_of)
        if count is not None:
            so_called = [body for body in so_called if self.size_of(body, day) == count]
            if not so_called:
                return None  # a body that the catalogue does not have, or of another day
        near = _nearest_named(so_called, names, span.start)
        ids = _once((*near, *sorted(so_called, key=lambda body: -cues[body])))
        clear = cues[ids[0]] > max((1, *(cues[body] for body in ids[1:])))
        if near or clear or (count is not None and count >= _LARGE and len(ids) == 1):
            return BodyMention(span, ids, Strength.LIKELY, count)
        return BodyMention(span, ids, Strength.WEAK, count)


@dataclass(frozen=True, slots=True)
class _Count:
    count: int
    noun: str


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    members: tuple[str, ...]
    together: tuple[str, ...]
    nouns: frozenset[str]
    numbers: Mapping[str, int]
    national: frozenset[tuple[str, ...]]
    homes: Mapping[str, str]


def find_bodies(text: str, day: date | None = None, *, extra: Path | None = None) -> tuple[BodyMention, ...]:
    """Where a text speaks of bodies of the catalogue, in order.

    Args:
        text: any length; hostile text is only read.
        day: the day for which counts of members are taken; ``None``: the latest state.
        extra: a folder with body files of your own, as for :func:`~whipcount.bodies.catalogue.list_bodies`.

    >>> text = "NATO met. The alliance's 32 members agreed; the 27-nation bloc did not."
    >>> [(m.id, m.span.of(text), m.strength.name) for m in find_bodies(text)][1:]
    [('NATO', "The alliance's 32 members", 'LIKELY'), ('EU-COUNCIL', 'the 27-nation bloc', 'LIKELY')]
    """
    return _index(body_names(extra)).find(text, day)


def rank_bodies(mentions: Iterable[BodyMention]) -> tuple[tuple[str, int], ...]:
    """The bodies of some mentions with the sum of their strengths, the most spoken of first.

    >>> rank_bodies(find_bodies("The UN Security Council failed to agree. The council meets again; so does the G20."))
    (('UNSC', 13), ('G20', 10))
    """
    weights: dict[str, int] = {}
    for mention in mentions:
        weights[mention.id] = weights.get(mention.id, 0) + int(mention.strength)
    return tuple(sorted(weights.items(), key=lambda item: -item[1]))


@lru_cache(maxsize=4)
def _index(bodies: tuple[BodyNames, ...]) -> BodyIndex:
    return BodyIndex(bodies)


def _size(body: str, day: date | None) -> int:
    roster = load_body(body).roster(day)
    return roster.seats or len(roster.members)


def _covered(span: Span, taken: Iterable[tuple[Span, object]]) -> bool:
    return any(span.overlaps(other) for other, _ in taken)


def _apart(hits: list[tuple[Span, _Phrase]], taken: list[tuple[Span, Any]]) -> list[tuple[Span, _Phrase]]:
    """The hits that overlap nothing taken, and of those that overlap each other the longer, then the earlier."""
    busy = bytearray(max((span.end for span, _ in (*hits, *taken)), default=0))
    for span, _ in taken:
        busy[span.start : span.end] = b"\1" * (span.end - span.start)
    out = []
    for span, phrase in sorted(hits, key=lambda hit: (hit[0].start - hit[0].end, hit[0].start)):
        if not any(busy[span.start : span.end]):
            busy[span.start : span.end] = b"\1" * (span.end - span.start)
            out.append((span, phrase))
    return out


def _nearest_named(so_called: list[str], names: list[tuple[int, tuple[str, ...]]], at: int) -> list[str]:
    """Those of the bodies that the text names: the last named before the place first, then those named after it."""
    wanted = set(so_called)
    split = bisect_right([start for start, _ in names], at)
    order = [*reversed(names[:split]), *names[split:]]
    return list(dict.fromkeys(body for _, ids in order for body in ids if body in wanted))


def _once(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))


def _words(phrase: str) -> tuple[str, ...]:
    return tuple(match.group() for match in _TOKEN.finditer(phrase))


def _fits(phrase: _Phrase, tokens: list[tuple[int, int, str]], at: int, text: str) -> bool:
    if at + len(phrase.words) > len(tokens):
        return False
    for k, word in enumerate(phrase.words):
        start, _, token = tokens[at + k]
        if k and not _JOINED.fullmatch(text[tokens[at + k - 1][1] : start]):
            return False
        if token != word and not _same(word, token, first=k == 0, long=k > 0 and len(phrase.words) > 2):
            return False
    if len(phrase.words) > 1 or not phrase.epithet_of:
        return True
    # "Senate" beside another capitalised word is another body's: "French Senate", "White House"
    before = tokens[at - 1] if at else None
    return before is None or text[before[1] : tokens[at][0]] != " " or not before[2][0].isupper()


def _of_another_state(span: Span, phrase: _Phrase, text: str) -> bool:
    """Whether a name that many states use stands behind the name of one that is not its home."""
    words = _vocabulary()
    if phrase.words not in words.national:
        return False
    before = _WORD_BEFORE.search(text, max(0, span.start - 40), span.start)
    state = _state_words().get(before["word"]) if before else None
    return state is not None and state not in {words.homes.get(body) for body in phrase.name_of}


@lru_cache(maxsize=1)
def _state_words() -> dict[str, str]:
    """Names and demonyms of states that are one word, to the state."""
    states = (actor for actor in default_table() if actor.kind == "state")
    return {word: a.id for a in states for word in (a.name, *a.variants, *a.demonyms) if " " not in word}


def _same(word: str, token: str, *, first: bool, long: bool) -> bool:
    """A word that has capitals keeps them, or stands all in capitals; a small one may begin a sentence.

    Behind its first word a name of three words or more may be written small ("UN human rights council").
    """
    if token.casefold() != word.casefold():
        return False
    if long:
        return True
    if word[:1].islower():
        return token == word or (first and token[1:] == word[1:]) or token.isupper()
    return token.isupper() and len(word) > 3


_LARGE = 20  # a count from which on one body that fits is taken for the one that is meant
_TOKEN = re.compile(r"(?<!\w['’])[^\W_]+(?:['’](?![sS]\b)[^\W_]+)*\+?")
_WORD_BEFORE = re.compile(r"(?P<word>[^\W_]+(?:[.-][^\W_]+)*)(?:['’]s?)? \Z")
_JOINED = re.compile(r"[ \u00a0\n.-]{1,2}|-|\.|['’]s ")


@lru_cache(maxsize=1)
def _vocabulary() -> _Vocabulary:
    text = (files("whipcount.bodies") / "data" / "body_words.yaml").read_text(encoding="utf-8")
    raw = load_yaml(text)
    return _Vocabulary(
        tuple(raw["members"]), tuple(raw["members_together"]), frozenset(raw["nouns"]), dict(raw["numbers"]),
        frozenset(map(_words, raw["national"])), dict(raw["homes"]),
    )  # fmt: skip


@lru_cache(maxsize=1)
def _count_pattern() -> re.Pattern[str]:
    """``the 27-nation [military] bloc``, and ``the council's 15 members``."""
    words = _vocabulary()
    number = r"\d{1,3}|" + "|".join(sorted(words.numbers, key=len, reverse=True))
    nouns = "|".join(sorted(words.nouns))
    return re.compile(
        rf"\b(?:[Tt]he[ ])?(?:(?P<number>{number})[-‐‑ ](?:{'|'.join(words.members)})(?:[ ][a-z]+)?[ ]"
        rf"(?P<noun>{nouns})\b"
        rf"|(?P<owner>{nouns})['’]s?[ ](?:other[ ]|all[ ])?(?P<after>{number})[ ](?:{'|'.join(words.together)})\b)",
        re.IGNORECASE,
    )
