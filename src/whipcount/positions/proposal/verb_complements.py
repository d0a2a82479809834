"""What goes on behind the object of a verb: whom a body lets, asks or orders to do what, and what it gives somebody."""

from __future__ import annotations

from collections.abc import Sequence

from whipcount.positions.proposal.acts import lexicon
from whipcount.positions.proposal.noun_phrases import Phrase, phrase_after
from whipcount.positions.proposal.words import Word, word_classes

_MOST = 24  # words of an object with its complement
_CLAUSE = 16
_STOPS = frozenset(",;:.?!—–()")


def with_complement(words: Sequence[Word], phrase: Phrase, base: str) -> Phrase:
    """An object with what it is to do, or to be given: "operators" that are obliged "to run buses".

    Without that a title says the contrary of what is decided, or nothing: "the board lets teachers".

    Args:
        words: of the sentence.
        phrase: the object.
        base: the verb's base form.

    >>> from whipcount.positions.proposal.words import words_of
    >>> from whipcount.text.span import Span
    >>> def told(text: str, base: str) -> str:
    ...     words = words_of(text, Span(0, len(text)))
    ...     return with_complement(words, phrase_after(words, 0), base).span(words).of(text)
    >>> told("operators to run night buses, she said", "oblige"), told("teachers take away phones.", "let")
    ('operators to run night buses', 'teachers take away phones')
    >>> told("the chancellor a third term on Friday", "give"), told("the tax to the last penny", "oppose")
    ('the chancellor a third term', 'the tax')
    """
    classes = word_classes()
    end = phrase.end
    if base in classes["bare_control"]:
        end = _bare_infinitive(words, phrase)
    elif base in classes["control"]:
        end = _infinitive(words, phrase)
    elif base in classes["giving"] and end + 1 < len(words) and _opens_object(words, end):
        second = phrase_after(words, end)
        end = second.end if second is not None else end
    elif base == "name" and end + 1 < len(words) and words[end].low in ("after", "for"):
        named = phrase_after(words, end + 1)
        end = named.end if named is not None else end
    return Phrase(phrase.first, end, phrase.head) if end - phrase.first <= _MOST else phrase


def infinitive_end(words: Sequence[Word], verb: int) -> int:
    """Where what a verb in the infinitive governs ends: its particle, its object, or one phrase of place.

    >>> from whipcount.positions.proposal.words import words_of
    >>> from whipcount.text.span import Span
    >>> text = "give up coal by 2035"
    >>> infinitive_end(words_of(text, Span(0, len(text))), 0)
    3
    """
    classes = word_classes()
    at = verb + 1
    if at >= len(words):
        return at
    if words[at].low in classes["prepositions"] | classes["particles"] | classes["places"]:
        at += 1
        if at >= len(words) or not words[at].is_word or words[at].low in classes["days"]:
            return at if words[at - 1].low in classes["particles"] else verb + 1
    if not words[at].is_word and words[at].text not in "\"“”‘’'$€£":
        return at
    if words[at].low in classes["stops"] or words[at].low == "to":
        return at
    inner = phrase_after(words, at)
    if inner is not None:
        return inner.end
    if at == verb + 1 or words[at - 1].low in classes["particles"]:
        return at
    return at + 1 if words[at].low in classes["times"] else verb + 1


def _infinitive(words: Sequence[Word], phrase: Phrase) -> int:
    """The end of an object with "to" and a verb behind it, or of a question that is put to it."""
    end = phrase.end
    if end + 1 >= len(words):
        return end
    link = end
    if words[end].low == "on" and words[end + 1].low in word_classes()["days"] and end + 3 < len(words):
        link = end + 2  # "authorised its observers on Tuesday to search ships"
    if words[link].low == "to" and _may_be_verb(words, link + 1):
        return infinitive_end(words, link + 1)
    if words[end].low == "whether":
        stop = end + 1
        while stop < len(words) and stop - end < _CLAUSE and words[stop].text not in _STOPS:
            stop += 1
        return stop if stop < len(words) and words[stop].text in _STOPS else end
    return end


def _bare_infinitive(words: Sequence[Word], phrase: Phrase) -> int:
    """The end of an object with a verb without "to" behind it; the phrase may have taken that verb for a noun."""
    end = phrase.end
    last = end - 1
    bases = lexicon().bases
    if last > phrase.first and words[last].low in bases and not words[last].capital:
        return infinitive_end(words, last)
    if end < len(words) and words[end].low in bases | word_classes()["base_verbs"]:
        return infinitive_end(words, end)
    return end


def _may_be_verb(words: Sequence[Word], at: int) -> bool:
    classes = word_classes()
    word = words[at]
    return (
        word.is_word
        and not word.capital
        and word.low.isalpha()
        and word.low not in classes["determiners"] | classes["prepositions"] | classes["pronouns"]
        and word.low not in classes["quantifiers"]
    )


def _opens_object(words: Sequence[Word], at: int) -> bool:
    classes = word_classes()
    return words[at].low in classes["articles"] | classes["quantifiers"] or words[at].text[:1].isdigit()
