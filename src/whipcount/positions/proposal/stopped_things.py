"""What a body stops or leaves by its own decision, so that it approves no such thing: "voted to axe the bus"."""

from __future__ import annotations

from collections.abc import Sequence

from whipcount.positions.proposal.acts import Form, VerbEntry, handling_nouns, lexicon
from whipcount.positions.proposal.free_acts import ACT, decided_before
from whipcount.positions.proposal.inflection import verb_forms
from whipcount.positions.proposal.noun_phrases import Phrase, phrase_after
from whipcount.positions.proposal.occurrence import Occurrence
from whipcount.positions.proposal.thing_acts import thing_at
from whipcount.positions.proposal.words import Word, word_classes

_LEAST = 1.5  # how sure a word of deciding tells that what it governs is decided


def stops_itself(words: Sequence[Word], at: int, entry: VerbEntry, phrase: Phrase) -> bool:
    """Whether to stop a thing is what is decided: "voted to axe the night bus", but not "to withdraw the motion"."""
    if entry.forms.base not in word_classes()["stopping"] or entry.form is not Form.BASE:
        return False
    head = words[phrase.head].low
    known = lexicon()
    pending = thing_at(words, phrase.head) is not None or head in known.nouns or head in handling_nouns()
    return not pending and decided_before(words, at) >= _LEAST


def is_leaving(words: Sequence[Word], at: int, entry: VerbEntry) -> bool:
    """Whether a verb tells that somebody leaves a thing: "withdraw from the treaty"."""
    return entry.forms.base == "withdraw" and [w.low for w in words[at + 1 : at + 2]] == ["from"]


def left_by_decision(words: Sequence[Word], at: int, entry: VerbEntry, line: int) -> Occurrence | None:
    """The decision to leave a thing, where it is one: the treaty that a body withdraws from is not what it approves.

    >>> from whipcount.text.span import Span
    >>> from whipcount.positions.proposal.words import words_of
    >>> text = "The Senate voted to withdraw from the Delta Treaty"
    >>> words = words_of(text, Span(0, len(text)))
    >>> left_by_decision(words, 4, lexicon().verbs["withdraw"][0], 0).object.span(words).of(text)
    'the Delta Treaty'
    """
    left = phrase_after(words, at + 2) if at + 2 < len(words) else None
    if left is None or decided_before(words, at) < _LEAST:
        return None
    act = lexicon().act(ACT)
    verb = VerbEntry(verb_forms("withdraw from"), entry.form, act)
    return Occurrence(act, verb, words[at].span, left, line, at, 1.2 + decided_before(words, at), False)
