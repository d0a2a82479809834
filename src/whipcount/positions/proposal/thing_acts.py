"""Which act a noun phrase names: by the noun of an act, or by the thing that is decided."""

from __future__ import annotations

from collections.abc import Sequence

from whipcount.positions.proposal.acts import Act, ObjectKind, handling_nouns, lexicon
from whipcount.positions.proposal.noun_phrases import Phrase, phrase_after
from whipcount.positions.proposal.phrase_edges import nominal_next
from whipcount.positions.proposal.words import Word, word_classes

_NO_NAMES = frozenset({"establish", "approve-aid", "approve", "set"})
_GENERAL = frozenset({"approve", "approve-aid"})  # what else a phrase names tells more


def thing_at(words: Sequence[Word], at: int) -> Act | None:
    """The act by which a thing that ends with this word is decided."""
    for told, act in lexicon().things.get(words[at].low, ()):
        start = at - len(told) + 1
        if act.id in _NO_NAMES and words[at].capital and at and words[at - 1].capital:
            continue  # the Supreme Court, the Monetary Fund: a name, nothing that is to be set up
        if start >= 0 and tuple(w.low for w in words[start : at + 1]) == told:
            return act
    return None


def act_of(words: Sequence[Word], phrase: Phrase) -> tuple[Act | None, int]:
    """The act that a phrase names, and where; ``None`` where it names none.

    In this order: the noun of an act that is its head ("the extension of sanctions"); a noun of joining or leaving
    anywhere in it ("the protocol on the accession of X"); a thing that is its head ("a resolution on aid"); what else
    it names ("a plan for a sanctuary").
    """
    known = lexicon()
    head = phrase.head
    act = known.nouns.get(words[head].low)
    if act is not None:
        return act, head
    for at in range(phrase.first, phrase.end):
        act = known.nouns.get(words[at].low)
        if (
            act is not None
            and act.object is ObjectKind.CANDIDATE
            and words[at].low not in ("bid", "entry", "exclusion")
        ):
            return act, at
    first = thing_at(words, head)
    if first is not None and first.id not in ("approve", "approve-aid", "pass-law"):
        return first, head
    best: tuple[Act | None, int] = (first, head if first else -1)
    for at in range(phrase.first, phrase.end):
        act = known.nouns.get(words[at].low)
        if (
            act is not None
            and at > head
            and words[at].low not in ("cut", "rise", "increase", "bid", "entry", "election")
        ):
            return act, at
        act = thing_at(words, at)
        if at < head and words[at].low in word_classes()["before_nouns"]:
            continue  # "the budget hotel"
        if act is not None and at > head and act.id not in _GENERAL and (first is None or first.id in _GENERAL):
            return act, at
        if best[0] is None and act is not None:
            best = act, at
    return best


def before_another_noun(words: Sequence[Word], at: int) -> bool:
    """Whether a thing's noun only stands before a noun that is no such thing: "the emergency clinic"."""
    classes = word_classes()
    if words[at].low not in classes["before_nouns"]:
        return False
    last = at + 1
    while last + 1 < len(words) and nominal_next(words, last + 1):
        last += 1
    head = words[last].low
    return (
        thing_at(words, last) is None
        and head not in lexicon().nouns
        and head not in handling_nouns()
        and head not in classes["bare_nouns"]
    )


def about(words: Sequence[Word], phrase: Phrase) -> Phrase:
    """What a phrase that names only its handling is about: "support for the proposal" is about the proposal."""
    for _ in range(3):
        head = phrase.head
        nxt = head + 1
        aside = words[head].low in word_classes()["asides"]  # "the fate of the bid" is about the bid
        if not aside and (
            words[head].low not in handling_nouns()
            or thing_at(words, head) is not None
            or words[head].low in lexicon().nouns
        ):
            break
        if nxt + 1 >= phrase.end or words[nxt].low not in ("on", "of", "for", "to", "over", "against", "about"):
            break
        inner = phrase_after(words, nxt + 1)
        if inner is None:
            break
        phrase = inner
    return phrase
