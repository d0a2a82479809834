"""Verbs of headlines that no table has, so that a noun phrase does not take them in: "budget deal slips away"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from whipcount.positions.proposal.acts import lexicon
from whipcount.positions.proposal.inflection import is_plural, stem
from whipcount.positions.proposal.noun_phrases import Phrase
from whipcount.positions.proposal.words import Word, word_classes


def without_headline_verb(words: Sequence[Word], phrase: Phrase, often: Mapping[str, int]) -> Phrase:
    """A phrase of the title without a verb behind its noun.

    What ends in "s" behind a noun in the singular, goes on with no noun, and is told nowhere else is such a verb.

    Args:
        words: of the title.
        phrase: the object in it.
        often: how often the report tells each word, by its stem.

    >>> from whipcount.positions.proposal.words import words_of
    >>> from whipcount.text.span import Span
    >>> text = "Budget deal slips away"
    >>> words = words_of(text, Span(0, len(text)))
    >>> without_headline_verb(words, Phrase(0, 4, 1), {}).span(words).of(text)
    'Budget deal'
    """
    links = word_classes()["prepositions"] | word_classes()["stops"] | word_classes()["particles"]
    for at in range(phrase.head, phrase.end):
        low, before = words[at].low, words[at - 1]
        if at <= phrase.first + 1 - (phrase.first > 0) or words[at].capital or not is_plural(low) or not low.isalpha():
            continue
        ends = at + 1 >= len(words) or not words[at + 1].is_word or words[at + 1].low in links
        noun = before.is_word and not is_plural(before.text) and before.low not in links
        if not ends or not noun or before.low in word_classes()["determiners"] | word_classes()["quantifiers"]:
            continue
        if often.get(stem(low), 0) > 1 or low in lexicon().things or low in lexicon().nouns:
            continue
        return Phrase(phrase.first, at, min(phrase.head, at - 1))
    return phrase
