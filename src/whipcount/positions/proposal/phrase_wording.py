"""A noun phrase as it stands in a title: no loose quotation mark, one blank between words, an article where one"
" lacks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from whipcount.positions.proposal.acts import lexicon
from whipcount.positions.proposal.inflection import IRREGULAR_PARTICIPLES, base_of_participle, is_plural
from whipcount.positions.proposal.noun_phrases import Phrase
from whipcount.positions.proposal.words import Word, word_classes
from whipcount.text.patterns import lazy_pattern


def spoken(text: str, phrase: Phrase, words: Sequence[Word], *, limit: int = 16) -> str:
    """The phrase as it stands in a title: one blank between words, no loose quotation mark, an article where one lacks.

    >>> from whipcount.positions.proposal.noun_phrases import phrase_after
    >>> from whipcount.positions.proposal.words import words_of
    >>> from whipcount.text.span import Span
    >>> text = "draft law on fishing"
    >>> words = words_of(text, Span(0, len(text)))
    >>> spoken(text, phrase_after(words, 0), words)
    'the draft law on fishing'
    """
    classes = word_classes()
    end = phrase.end
    if words[phrase.first].low in ("that", "whether") and any(
        w.low in classes["auxiliaries"] for w in words[phrase.first : end]
    ):
        told = " ".join(text[words[phrase.first].span.start : words[end - 1].span.end].split())  # a whole clause
        return told[:1].lower() + told[1:]
    if end - phrase.first > limit:
        cut = [k for k in range(phrase.head + 1, phrase.first + limit) if words[k].low in classes["prepositions"]]
        end = cut[-1] if cut else end
    start = words[phrase.first].span.start
    told = text[start : words[end - 1].span.end]
    for word in reversed(words[phrase.first : end]):  # a title in capitals is told as running text
        at = word.span.start - start
        if told[at : at + len(word.text)] != word.text:
            told = told[:at] + word.text + told[at + len(word.text) :]
    told = " ".join(told.split())
    for opening, closing in (("“", "”"), ("‘", "’"), ('"', '"')):
        if opening != closing and told.count(opening) != told.count(closing):
            told = told.replace(opening, "") if opening != "‘" else told
            told = told.replace(closing, "") if closing != "’" else told
        if opening == closing and told.count(opening) % 2:
            told = told.replace(opening, "")
    told = as_proposed(told.strip(" ,'‘"))
    first = words[phrase.first]
    opens = phrase.first == 0 and first.capital and not first.text.isupper()
    if opens and (first.low in lexicon().things or first.low in lexicon().nouns or first.low in classes["quantifiers"]):
        told = told[:1].lower() + told[1:]  # a capital only for the beginning of the sentence
    if first.low in ("this", "that", "its", "their", "his", "her", "our", "your", "my", "such") or first.low in (
        "these",
        "those",
    ):
        told = "the " + told.split(" ", 1)[1] if " " in told else told
    elif first.low == "no":
        told = "a " + told.split(" ", 1)[1] if " " in told else told
    elif first.low in classes["determiners"]:
        told = first.low + told[len(first.text) :]
    elif (
        not first.low.endswith(("'s", "s'"))
        and (not first.text[0].isdigit() or first.low.endswith(("st", "nd", "rd", "th")))
        and _wants_article(words, phrase)
    ):
        told = "the " + told
    return told


def as_proposed(told: str) -> str:
    """What a thing that failed "would have" done, as it was proposed: "a bill that would tax salt".

    >>> as_proposed("a bill that would have taxed salt"), as_proposed("a rule which would have let shops open")
    ('a bill that would tax salt', 'a rule which would let shops open')
    """

    def said(match: re.Match[str]) -> str:
        base = _base_form(match["done"].lower())
        return f"{match['would']} {base}" if base else match.group()

    return _WOULD_HAVE.sub(said, told)


_WOULD_HAVE = lazy_pattern(r"\b(?P<would>(?:that|which)\s+would)\s+have\s+(?P<done>[a-z]+)\b")


def _base_form(participle: str) -> str | None:
    if participle in ("been", "had", "done"):
        return {"been": "be", "had": "have", "done": "do"}[participle]
    entries = lexicon().verbs.get(participle, ())
    known = (e.forms.base for e in entries if participle in (e.forms.participle, e.forms.past) and not e.forms.particle)
    return next(known, None) or IRREGULAR_PARTICIPLES.get(participle) or base_of_participle(participle)


def _wants_article(words: Sequence[Word], phrase: Phrase) -> bool:
    """Whether English wants an article: a countable singular that is no name."""
    head = words[phrase.head]
    if (
        words[phrase.first].low.endswith("ing")
        and words[phrase.first + 1 : phrase.first + 2]
        and (words[phrase.first + 1].low in word_classes()["determiners"])
    ):
        return False  # "leaving the union"
    if (
        words[phrase.first].low.endswith("ing")
        and words[phrase.first].low not in lexicon().nouns
        and phrase.end - phrase.first > 1
    ):
        return words[phrase.first + 1].low == "of"  # "keep paying for the bus"
    if (
        words[phrase.first].low in ("much", "part", "half")
        and words[phrase.first + 1 : phrase.first + 2]
        and words[phrase.first + 1].low == "of"
    ):
        return False  # "much of the sea"
    if any(w.low.endswith(("'s", "s'")) for w in words[phrase.first : phrase.head]):
        return False
    if head.low in word_classes()["mass"] or is_plural(head.text):
        return head.low in ("accession", "admission", "suspension")
    if head.low in word_classes()["quantifiers"] or words[phrase.first].low in ("all", "both", "more", "most", "many"):
        return False
    known = head.low in lexicon().things or head.low in lexicon().nouns or head.low in word_classes()["bare_nouns"]
    return known or not head.capital
