"""Acts that no table has, told behind a word of deciding: "voted to sell the hall", "a motion to sell it"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from whipcount.positions.proposal.acts import Act, Form, VerbEntry, acts_table, lexicon
from whipcount.positions.proposal.inflection import (
    IRREGULAR_PARTICIPLES,
    base_of_gerund,
    base_of_participle,
    verb_forms,
)
from whipcount.positions.proposal.noun_phrases import Phrase, phrase_after
from whipcount.positions.proposal.numerals import number_of
from whipcount.positions.proposal.verb_complements import with_complement
from whipcount.positions.proposal.words import Word, word_classes
from whipcount.text.span import Span

ACT = "do"
"""The act's id in ``data/en/acts.yaml``."""
_REACH = 16  # words between a verb of deciding and its "to"
_PARTICLES = frozenset("off down up out aside back over away in on through".split())
_MOTION = 4.0  # "moved, and it was seconded, that": the very form of a decision
_STOPS = frozenset(".;:")
_CLAUSES = frozenset("that which who whether if because".split())
_SPEAKERS = frozenset("i we he she".split())  # one who speaks of his own decision
_PHASES = frozenset("keep stop start begin".split())
_ALL_OF = frozenset("all both most some half each none part one".split())


@dataclass(frozen=True, slots=True)
class FreeAct:
    """An act told by any verb.

    Attributes:
        act: the act of the table that stands for all of them.
        verb: the verb, in its forms.
        anchor: where the verb stands.
        at: the number of that word.
        object: its object.
        weight: how sure the word of deciding tells of a decision.
        against: whether it is told as what is not to be done.
    """

    act: Act
    verb: VerbEntry
    anchor: Span
    at: int
    object: Phrase
    weight: float
    against: bool


@dataclass(frozen=True, slots=True)
class _Deciders:
    verbs: Mapping[str, float]
    nouns: Mapping[str, float]
    never: frozenset[str]


@cache
def _deciders() -> _Deciders:
    rows = acts_table()["deciders"]
    verbs: dict[str, float] = {}
    for told, weight in rows["verbs"].items():
        forms = verb_forms(told)
        for word in (forms.base, forms.third, forms.past, forms.participle, forms.gerund):
            verbs[word] = float(weight)
    nouns = {word: float(weight) for word, weight in rows["nouns"].items()}
    return _Deciders(MappingProxyType(verbs), MappingProxyType(nouns), frozenset(rows["not_acts"].split()))


def find_free_acts(words: Sequence[Word], taken: set[int]) -> Iterator[FreeAct]:
    """The acts of one sentence that only a word of deciding tells.

    Args:
        words: of the sentence.
        taken: numbers of words that tell something else already.

    >>> from whipcount.positions.proposal.words import words_of
    >>> text = "The trustees voted 5-2 on Monday to demolish the old pier"
    >>> words = words_of(text, Span(0, len(text)))
    >>> [(a.verb.forms.third, a.object.span(words).of(text)) for a in find_free_acts(words, set())]
    [('demolishes', 'the old pier')]
    """
    act = lexicon().act(ACT)
    for at, word in enumerate(words):
        if at in taken or not word.is_word or word.capital or at == 0 or at + 1 >= len(words):
            continue
        if word.low.endswith(("ed", "t", "d", "n")) and (moved := _moved(words, at, act)) is not None:
            yield moved
            continue
        base = _base(words, at)
        if base is None:
            continue
        link = at - 1
        while link > 0 and words[link].low.endswith("ly"):
            link -= 1
        weight = _decided(words, link, gerund=base != word.low)
        if not weight:
            continue
        behind = at + 1
        particle = ""
        if words[behind].low in _PARTICLES and behind + 1 < len(words):
            particle, behind = f" {words[behind].low}", behind + 1
        phrase = _object(words, behind)
        if phrase is None and particle:
            particle = ""
        if phrase is None or words[behind].low in word_classes()["prepositions"]:
            continue
        whole = with_complement(words, phrase, base)
        if base in _deciders().never and whole.end == phrase.end:
            continue  # "voted to help", but "to ask the court to rule"
        phrase = whole
        negative = "not" in (words[link - 1].low, words[link].low) or words[link].low == "against"
        verb = VerbEntry(verb_forms(base + particle), Form.BASE, act, weight)
        yield FreeAct(act, verb, word.span, at, phrase, weight, negative)


def _moved(words: Sequence[Word], at: int, act: Act) -> FreeAct | None:
    """The act of a clause behind "moved that": "that the meadow be sold", "that the hall should be closed"."""
    low = words[at].low
    base = IRREGULAR_PARTICIPLES.get(low) or base_of_participle(low)
    if any(entry.act is not None for entry in lexicon().verbs.get(low, ())):
        return None
    if base is None or words[at - 1].low != "be" or base in _deciders().never:
        return None
    for n in range(at - 2, max(-1, at - 24), -1):
        if words[n].low not in ("that", "whether"):
            continue
        weight = max((_deciders().verbs.get(w.low, 0.0) for w in words[max(0, n - 10) : n]), default=0.0)
        phrase = phrase_after(words, n + 1)
        if not weight or phrase is None or not 0 <= at - phrase.end <= 3:
            return None
        negative = words[at - 2].low == "not"
        if any(w.low in ("moved", "seconded") for w in words[max(0, n - 10) : n]):
            weight = _MOTION
        return FreeAct(
            act, VerbEntry(verb_forms(base), Form.BASE, act, weight), words[at].span, at, phrase, weight, negative
        )
    return None


def _object(words: Sequence[Word], at: int) -> Phrase | None:
    """The object that begins at a word; "all of its shares" is one."""
    if words[at].low.endswith("ing") and words[at - 1].low in _PHASES and at + 1 < len(words):
        start = at + 2 if words[at + 1].low in word_classes()["prepositions"] else at + 1
        phrase = phrase_after(words, min(start, len(words) - 1))
        return Phrase(at, phrase.end, phrase.head) if phrase is not None else None  # "keep paying for the bus"
    if words[at].low in _ALL_OF and at + 2 < len(words) and words[at + 1].low == "of":
        phrase = phrase_after(words, at + 2)
        return Phrase(at, phrase.end, phrase.head) if phrase is not None else None
    return phrase_after(words, at)


def _base(words: Sequence[Word], at: int) -> str | None:
    """The base form of a word that may stand for an act here: behind "to", or as a gerund behind a preposition."""
    low = words[at].low
    classes = word_classes()
    link = at - 1
    while link > 0 and words[link].low.endswith("ly"):
        link -= 1
    before = words[link].low
    gerund = low.endswith("ing") and len(low) > 5 and before in ("on", "of", "for", "against", "about")
    base = base_of_gerund(low, lexicon().bases) if gerund else low
    if base is None or not (gerund or before == "to") or not base.isalpha():
        return None
    known = lexicon().verbs.get(low, ())
    told_whom = base in classes["control"] and not gerund
    if any(not entry.forms.particle for entry in known) or (base in _deciders().never and not told_whom):
        return None
    if number_of(base) is not None or base in classes["times"] | classes["quantifiers"]:
        return None  # "by six votes to five"
    if base in classes["determiners"] | classes["stops"] | classes["prepositions"] | classes["possessives"]:
        return None
    return base


def decided_before(words: Sequence[Word], at: int) -> float:
    """How sure the words before "to" and a verb tell that what the verb tells is decided.

    Args:
        words: of the sentence.
        at: the number of the verb.
    """
    return _decided(words, at - 1, gerund=False) if at and words[at - 1].low == "to" else 0.0


def _decided(words: Sequence[Word], link: int, *, gerund: bool) -> float:
    """How sure the words before "to" (or before the preposition of a gerund) tell that it is decided."""
    deciders = _deciders()
    k = link - 1
    if k >= 0 and words[k].low == "not":
        k -= 1
    if k >= 0 and words[k].low in deciders.nouns:
        return deciders.nouns[words[k].low]
    if gerund:
        return 0.0
    aside = False
    for n in range(k, max(-1, k - _REACH), -1):
        low = words[n].low
        if words[n].text in "()":
            aside = words[n].text == ")"
        if aside:
            continue  # "voted on Tuesday (18 Feb.) to"
        if words[n].text in _STOPS:
            return 0.0
        if low == "to" and not (n + 1 < len(words) and number_of(words[n + 1].low) is not None):
            return 0.0
        if low in deciders.verbs:
            before = words[n - 1].low if n else ""
            said = {w.low for w in words[max(0, n - 3) : n]} & _SPEAKERS
            return 0.0 if before in word_classes()["determiners"] or said else deciders.verbs[low]
        if low in _CLAUSES or _done(low):
            return 0.0  # "moved that the basin be closed to ships": another verb governs what follows
    return 0.0


def _done(low: str) -> bool:
    entries = lexicon().verbs.get(low, ())
    return low in word_classes()["finite"] or (
        bool(entries) and all(e.form in (Form.PAST, Form.PARTICIPLE) for e in entries)
    )
