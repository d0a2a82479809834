"""Noun phrases by their edges: where one begins and ends, told by closed-class words, verbs and punctuation alone.

No tagger: a phrase runs until a word that cannot stand in it (an auxiliary, a pronoun, a verb, a day), and prepositions
attach what follows where that is a thing and no time or place of a meeting.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from whipcount.positions.proposal.acts import Form, lexicon
from whipcount.positions.proposal.numerals import number_of
from whipcount.positions.proposal.phrase_edges import (
    QUOTES,
    attaches,
    before_noun,
    goes_on_as_list,
    governs,
    is_date,
    is_finite,
    joins_phrase,
    nominal_next,
    to_attaches,
)
from whipcount.positions.proposal.words import Word, word_classes
from whipcount.text.span import Span

MOST_WORDS = 20


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: the numbers of its first word, of the one after its last, and of its head."""

    first: int
    end: int
    head: int

    def span(self, words: Sequence[Word]) -> Span:
        """Where it stands in the text."""
        return Span(words[self.first].span.start, words[self.end - 1].span.end)


def phrase_after(words: Sequence[Word], at: int) -> Phrase | None:
    """The noun phrase that begins at a word, or None where none does.

    >>> from whipcount.positions.proposal.words import words_of
    >>> text = "the new package of sanctions against Belarus on Monday, diplomats said"
    >>> words = words_of(text, Span(0, len(text)))
    >>> phrase_after(words, 0).span(words).of(text)
    'the new package of sanctions against Belarus'
    """
    classes = word_classes()
    start = at
    while start < len(words) and words[start].text in QUOTES:
        start += 1
    if start < len(words) and words[start].low in classes["particles"] and not words[start].capital:
        return None  # "set down for hearing"
    if start + 1 < len(words) and words[start].low == "that" and words[start + 1].low in classes["determiners"]:
        start += 1
    j, head, seen, first_content = start, -1, False, -1
    while j < len(words) and j - start < MOST_WORDS:
        word = words[j]
        if word.text in QUOTES or word.text in "$€£":
            j += 1
            continue
        if not word.is_word:
            if word.text == "," and seen and goes_on_as_list(words, j):
                j += 1
                continue
            if word.text == "," and not seen and first_content >= 0:
                j += 1  # "a new, tougher package"
                continue
            break
        low = word.low
        if seen and low == "per" and j + 1 < len(words) and words[j - 1].low[:1].isdigit():
            j += 2  # "6.5 per cent"
            continue
        if seen and _per_unit(words, start, j):
            j += 2  # "10 million barrels a day"
            continue
        if low in classes["determiners"] or low in classes["possessives"]:
            last = words[j - 1].low
            verb = (
                j - 2 > start and words[j - 2].low == "to" and low in classes["articles"] and last.isalpha()
            )  # "a motion to drop the festival"
            if (
                seen
                and not verb
                and last not in classes["prepositions"] | {"and", "or", ","}
                and not last.endswith("ing")
            ):
                break
            j += 1
            continue
        if low == "to" and seen:
            if not to_attaches(words, j, head):
                break
            j += 1
            continue
        if low in ("and", "or"):
            if not seen or not joins_phrase(words, j):
                break
            j += 1
            continue
        if low in classes["prepositions"]:
            if not seen or not attaches(words, j, j - start):
                break
            j += 1
            if low != "of" and head < 0:
                head = j - 2
            continue
        if low in classes["stops"] and not (word.capital and low in ("may", "us", "will", "here")):
            break
        if (
            low in ("next", "last", "this")
            and j + 1 < len(words)
            and (words[j + 1].low in classes["times"] or words[j + 1].low in classes["days"])
        ):
            break
        if low in classes["months"] and word.capital and is_date(words, j):
            break
        counted = j - 2 >= start and words[j - 2].low == "to"  # "a deal to take 10 million barrels"
        if (
            seen
            and low[:1].isdigit()
            and words[j - 1].low[-2:] != "'s"
            and _is_plain_noun(words[j - 1])
            and not counted
        ):
            break  # "the law 30% of the land ..."
        if seen and is_finite(words, j):
            break
        if seen and low.endswith("ed") and len(low) > 4 and not word.capital and not before_noun(words, j):
            if words[j - 1].low in classes["determiners"]:
                j += 1  # "the disabled"
                continue
            if (
                low in classes["linking_participles"]
                and j + 1 < len(words)
                and words[j + 1].low in classes["prepositions"]
            ):
                j += 1
                continue
            break
        if seen and low in classes["nominal_ings"]:
            break
        if (
            seen
            and low in ("heads", "goes", "nears")
            and j + 1 < len(words)
            and words[j + 1].low in ("for", "to", "toward")
        ):
            break  # "border tax heads for a vote"
        if seen and low == "back" and j + 1 < len(words) and words[j + 1].low in ("to", "in", "into"):
            break  # "sent the draft back to its committee"
        if seen and low.endswith("ing") and j + 1 < len(words) and words[j + 1].low in ("that", "how", "whether", "to"):
            break
        if low in classes["appositions"] or (seen and low == "worth"):
            break
        if first_content < 0:
            first_content = j
        seen = True
        bare_number = low in classes["quantifiers"] and j + 1 < len(words) and words[j + 1].is_word
        if head < 0 and not bare_number and (j + 1 >= len(words) or not nominal_next(words, j + 1)):
            head = j
        j += 1
    end = j
    while end > start and not _may_end(words, end - 1):
        end -= 1
    if end <= start or first_content < 0 or end <= first_content:
        return None
    head = min(head if head >= 0 else end - 1, end - 1)
    while head > start and (not words[head].is_word):
        head -= 1
    return Phrase(start, end, head)


def _per_unit(words: Sequence[Word], start: int, at: int) -> bool:
    """Whether "a" and a unit go on with a measure: "2 shillings a bottle"."""
    if words[at].low not in ("a", "an") or at + 1 >= len(words):
        return False
    counted = any(w.low[:1].isdigit() or number_of(w.low) is not None for w in words[max(start, at - 4) : at])
    return counted and words[at + 1].low in word_classes()["per_units"]


def _is_plain_noun(word: Word) -> bool:
    return word.is_word and not word.capital and word.low not in word_classes()["prepositions"]


def phrase_around(words: Sequence[Word], head: int) -> Phrase:
    """The noun phrase with this head: what stands before it, and what goes on after it."""
    classes = word_classes()
    j = head
    while j > 0 and head - j < 9:
        word = words[j - 1]
        low = word.low
        if word.text in QUOTES:
            if j >= 2 and words[j - 2].is_word:
                j -= 1
                continue
            break
        if not word.is_word:
            break
        if low in classes["determiners"] or low in classes["possessives"]:
            j -= 1
            break
        if low in classes["prepositions"] or low in classes["stops"] or low in ("and", "or", "to"):
            if word.capital and low in ("may", "us"):
                j -= 1
                continue
            break
        if is_finite(words, j - 1) or governs(words, j - 1):
            break
        if j >= 2 and words[j - 2].low == "to" and low in classes["base_verbs"]:
            break
        j -= 1
        if low.endswith(("'s", "s'")):
            j = _name_before(words, j)
            break
    while j < head and (not words[j].is_word):
        j += 1
    after = phrase_after(words, head)
    end = after.end if after is not None else head + 1
    return Phrase(j, end, head)


def _name_before(words: Sequence[Word], at: int) -> int:
    """The first word of the owner's name that ends at ``at``, with its article."""
    j = at
    while j > 0 and words[j - 1].capital and words[j - 1].is_word and words[j - 1].low not in word_classes()["stops"]:
        j -= 1
    if j > 0 and words[j - 1].low == "the":
        j -= 1
    return j


def _may_end(words: Sequence[Word], at: int) -> bool:
    classes = word_classes()
    word = words[at]
    if not word.is_word:
        return word.text in QUOTES and _balanced(words, at)
    low = word.low
    if low in classes["prepositions"] or low in classes["determiners"] or low in classes["never_last"]:
        return False
    if not (low.endswith("ing") and len(low) > 6 and _is_gerund(low)):
        return True
    last = at + 1 == len(words) or not words[at + 1].is_word
    kind = words[at - 1].low  # "a ban on peat cutting"
    compound = last and at > 0 and words[at - 1].is_word and kind not in classes["determiners"] and kind.isalpha()
    return kind in classes["prepositions"] or (compound and kind not in classes["stops"])


def _is_gerund(low: str) -> bool:
    return any(e.form is Form.GERUND for e in lexicon().verbs.get(low, ()))


def _balanced(words: Sequence[Word], at: int) -> bool:
    return words[at].text in '”’"' and any(w.text in '“‘"' for w in words[max(0, at - 8) : at])
