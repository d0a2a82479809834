"""Decisions whose object is a whole clause: "whether the school stays open", "that the ban must go"."""

from __future__ import annotations

from collections.abc import Sequence

from whipcount.positions.proposal.acts import (
    Form,
    VerbEntry,
    lexicon,
)
from whipcount.positions.proposal.inflection import verb_forms
from whipcount.positions.proposal.noun_phrases import Phrase
from whipcount.positions.proposal.occurrence import Occurrence
from whipcount.positions.proposal.words import Word

_CLAUSE_WORDS = 20


def clause_decided(words: Sequence[Word], line: int, at: int, deciders: frozenset[str], handling: float) -> Occurrence:
    """A decision whose object is a whole clause: "whether the school stays open"."""
    anchor = next(w for w in reversed(words[:at]) if w.low in deciders).span
    end = at + 1
    while end < len(words) and end - at < _CLAUSE_WORDS and words[end].text not in ",;:.?!—–()":
        end += 1
    act = lexicon().act("do")
    whole = end < len(words) and words[end].text in ",;.?!—–" and end - at > 3
    phrase = Phrase(at, end, at + 1) if whole else None
    verb = VerbEntry(verb_forms("decide"), Form.BASE, act, handling)
    return Occurrence(act, verb if phrase else None, anchor, phrase, line, at, handling)


DECIDES = frozenset(
    "decide decides decided deciding vote votes voted voting choose chooses rule rules decision agenda".split()
)


_OPEN = frozenset("is are be should may can must will would gets get shall".split())


RULED = frozenset("decided ruled resolved agreed voted held".split())


_SHALL = frozenset("shall should will would must may can cannot be is are was were".split())


def that(words: Sequence[Word]) -> int:
    """Where "that" stands behind a verb of having decided, with what is to be behind it; else -1."""
    for at, word in enumerate(words):
        if word.low != "that" or at + 3 >= len(words):
            continue
        near = words[max(0, at - 7) : at]
        told = next((n for n in range(len(near) - 1, -1, -1) if near[n].low in RULED), None)
        if told is None or any(w.low in ("that", "which", "to", "who") and w.text != "to" for w in near[told + 1 :]):
            continue
        if near[told - 1 : told] and near[told - 1].low in ("was", "be", "i", "we", "he", "she", "not", "n't"):
            continue
        if any(w.low in _SHALL for w in words[at + 2 : at + 14]):
            return at
    return -1


def whether(words: Sequence[Word]) -> int:
    """Where "whether" stands behind a verb of deciding, a passive or a "should" behind it; else -1."""
    for at, word in enumerate(words):
        if word.low != "whether" or not any(w.low in DECIDES for w in words[max(0, at - 9) : at]):
            continue
        if any(w.low in _OPEN for w in words[at + 2 : at + 16]):
            return at
    return -1
