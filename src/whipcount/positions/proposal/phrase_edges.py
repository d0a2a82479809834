"""Where a noun phrase goes on and where it ends: prepositions that attach, words that join, verbs that end it."""

from __future__ import annotations

from collections.abc import Sequence

from whipcount.positions.proposal.acts import Form, lexicon
from whipcount.positions.proposal.inflection import is_plural
from whipcount.positions.proposal.words import Word, word_classes

_LONG = 11  # from here on only "of" goes on


QUOTES = frozenset("\"“”‘’'«»")


def goes_on_as_list(words: Sequence[Word], comma: int) -> bool:
    """Whether a comma stands within a list of names: "Bulgaria, Romania and Croatia"."""
    if comma == 0 or comma + 2 >= len(words) or not (words[comma - 1].capital and words[comma + 1].capital):
        return False
    tail = words[comma + 1 : comma + 8]
    for k, word in enumerate(tail):
        if word.low in ("and", "or"):
            return k > 0 and k + 1 < len(tail) and tail[k + 1].capital
        if not word.capital and word.text != ",":
            return False
    return False


def to_attaches(words: Sequence[Word], at: int, head: int) -> bool:
    """Whether "to" goes on with the phrase: a plan to close, aid to Ukraine, but no "agreed to"."""
    classes = word_classes()
    if at + 1 >= len(words):
        return False
    nxt = words[at + 1]
    noun = words[head].low if head >= 0 else words[at - 1].low
    if nxt.low == "go":
        return False  # "wants the law to go to committee"
    if nxt.low in _known_bases() and not nxt.capital:
        return noun in classes["to_nouns"] or words[at - 1].low in classes["to_nouns"]
    if nxt.low in classes["auxiliaries"]:
        return (noun in classes["to_nouns"] or words[at - 1].low in classes["to_nouns"]) and nxt.low in (
            "be",
            "have",
            "do",
        )
    if nxt.low == "the" and at + 2 < len(words) and words[at + 2].low in ("last", "end", "letter"):
        return False  # "voted for the bill to the last member"
    return starts_phrase(words, at + 1)


_BASES: set[str] = set()


def _known_bases() -> set[str]:
    if not _BASES:
        classes = word_classes()
        _BASES.update(classes["verbs"] | classes["saying"])
        _BASES.update(e.forms.base for entries in lexicon().verbs.values() for e in entries)
        _BASES.update(classes["act_bases"])
        _BASES.difference_update(classes["noun_bases"])
    return _BASES


def attaches(words: Sequence[Word], at: int, length: int) -> bool:
    """Whether a preposition goes on with the phrase before it."""
    classes = word_classes()
    low = words[at].low
    taken_off = low == "off" and any(w.low in ("take", "taking", "knock") for w in words[max(0, at - 9) : at])
    if (low not in classes["attaching"] and not taken_off) or at + 1 >= len(words):
        return False
    if low != "of" and length > _LONG:
        return False
    j = at + 1
    while j < len(words) and (words[j].low in classes["determiners"] or words[j].text in QUOTES):
        j += 1
    if j >= len(words) or not (words[j].is_word or words[j].text in "$€£"):
        return False
    nxt = words[j]
    if low == "between" and nxt.low in classes["months"]:
        return False
    if nxt.low in classes["days"] or (nxt.low in classes["months"] and nxt.capital and is_date(words, j)):
        return False
    if nxt.text.isdigit() and j + 1 < len(words) and words[j + 1].low in classes["months"] and words[j + 1].capital:
        return False  # "on 14 May"
    if nxt.text.isdigit() and len(nxt.text) == 4 and low in ("in", "from", "for", "by", "on"):
        return low == "for" and j + 1 < len(words) and words[j + 1].low in ("to", "-")
    following = []
    for w in words[j : j + 3]:
        if w.low in classes["prepositions"] or not w.is_word:
            break
        following.append(w.low)
    if any(w in classes["times"] or w in ("vote", "ballot") for w in following) and low in (
        "in",
        "on",
        "for",
        "at",
        "with",
        "over",
        "from",
    ):
        return False
    if low in ("in", "at", "from") and nxt.capital and nxt.low.rstrip("'s") in classes["cities"]:
        return False
    if nxt.low in classes["stops"] and not nxt.capital:
        return False
    if nxt.low in classes["idiom_nouns"]:
        return low in ("of",) or (nxt.low in ("terms",) and low == "of")
    if low == "with" and (nxt.text[0].isdigit() or nxt.low in classes["quantifiers"]):
        return False
    if low == "for" and nxt.low in ("a", "now", "example", "failing", "being"):
        return False
    if low == "from" and not nxt.capital and words[at + 1].low not in classes["determiners"]:
        return True
    return True


def starts_phrase(words: Sequence[Word], at: int) -> bool:
    """Whether a noun phrase can begin with a word."""
    classes = word_classes()
    word = words[at]
    return (word.is_word or word.text in QUOTES or word.text in "$€£") and not (
        word.low in classes["stops"] and not word.capital
    )


def joins_phrase(words: Sequence[Word], at: int) -> bool:
    """Whether what follows "and" still belongs to the phrase, rather than to a new clause."""
    classes = word_classes()
    if at + 1 >= len(words):
        return False
    nxt = words[at + 1]
    if not nxt.is_word or nxt.low in classes["pronouns"] or nxt.low in classes["stops"] or nxt.low in ("to", "not"):
        return False
    if nxt.low in classes["prepositions"] or is_finite(words, at + 1):
        return False
    if nxt.low in lexicon().verbs and nxt.low not in lexicon().things and nxt.low not in lexicon().nouns:
        return False
    before = words[at - 1]
    if (
        at + 2 < len(words)
        and words[at + 2].low in ("to", "from")
        and not nxt.capital
        and nxt.low.endswith(("s", "k", "d"))
        and nxt.low not in lexicon().nouns
        and nxt.low not in lexicon().things
    ):
        return False
    if nxt.capital != before.capital and nxt.low not in classes["determiners"]:
        return False
    for k in range(at + 2, min(at + 7, len(words))):
        low = words[k].low
        if not words[k].is_word or low in ("that", "which", "who"):
            break
        if low in classes["auxiliaries"] or is_finite(words, k):
            return False
        if low in classes["prepositions"] and k > at + 2:
            break
    return True


def is_finite(words: Sequence[Word], at: int) -> bool:
    """Whether a word is a verb in a form that has a subject."""
    classes = word_classes()
    word = words[at]
    low = word.low
    if word.capital and at and ((words[at - 1].capital and at > 1) or words[at - 1].low == "the"):
        return False  # part of a name
    if at and low in classes["cut_verbs"] and words[at - 1].low in classes["cut_nouns"] and not word.capital:
        return False  # "a tax cut"
    if at and low in ("get", "win", "face", "pass") and words[at - 1].low not in ("to", *classes["auxiliaries"]):
        return True
    if at and low in classes["base_verbs"] and not word.capital and words[at - 1].low not in classes["prepositions"]:
        return is_plural(words[at - 1].text) and words[at - 1].low not in classes["stops"]
    if low == "means" and at and words[at - 1].low.endswith(("ary", "al", "ful", "ble")):
        return False  # "all necessary means"
    if low in classes["finite"]:
        before = words[at - 1].low if at else ""
        return before not in classes["determiners"] and before not in classes["possessives"]
    entries = lexicon().verbs.get(low)
    if not entries:
        return False
    if low in lexicon().nouns or low in lexicon().things:
        return False
    if all(e.form is Form.BASE for e in entries) or all(e.form is Form.GERUND for e in entries):
        return False
    before = words[at - 1].low if at else ""
    if before in classes["determiners"] or before in classes["possessives"] or before.endswith("'s"):
        return False
    apart = at + 1 >= len(words) or words[at + 1].low not in classes["determiners"] | classes["particles"]
    if all(e.forms.particle and e.form is Form.THIRD for e in entries) and apart:
        return False  # "the court steps", but "steps up the pressure"
    if any(e.form is Form.PARTICIPLE for e in entries) or any(e.form is Form.PAST for e in entries):
        return not before_noun(words, at)
    if low in classes["third_nouns"]:
        # also nouns: a verb only where an object follows
        return at + 1 < len(words) and (
            words[at + 1].low in classes["determiners"]
            or words[at + 1].low in ("to", "on", "against", "for")
            or words[at + 1].capital
        )
    return True


def governs(words: Sequence[Word], at: int) -> bool:
    """Whether a word before a noun is a verb whose object the noun is, rather than a part of its phrase."""
    entries = lexicon().verbs.get(words[at].low)
    if not entries:
        return False
    low = words[at].low
    before = words[at - 1].low if at else ""
    classes = word_classes()
    if before in classes["determiners"] or before in classes["possessives"] or before.endswith("'s"):
        return False
    if words[at].capital and at and words[at - 1].capital and at > 1:
        return False  # part of a name
    if low in lexicon().things or low in lexicon().nouns or low in classes["mass"]:
        return before == "to" or before in classes["auxiliaries"]
    return True


def before_noun(words: Sequence[Word], at: int) -> bool:
    """Whether a participle stands before its noun ("the proposed law", "a watered-down text")."""
    classes = word_classes()
    if at == 0 or at + 1 >= len(words) or not words[at + 1].is_word:
        return False
    nxt = words[at + 1].low
    if (
        nxt in classes["prepositions"]
        or nxt in classes["stops"]
        or nxt in classes["determiners"]
        or nxt in ("and", "or", "to")
    ):
        return False
    before = words[at - 1].low
    if words[at].low not in lexicon().verbs and words[at].low not in classes["finite"]:
        return not is_plural(words[at - 1].text) and not _is_finite_form(words[at + 1])
    return (
        before in classes["determiners"]
        or before in classes["possessives"]
        or before in classes["prepositions"]
        or before in classes["quantifiers"]
        or before.endswith(("'s", "s'", "ly"))
    )


def _is_finite_form(word: Word) -> bool:
    return word.low in word_classes()["finite"] or word.low in word_classes()["auxiliaries"]


def nominal_next(words: Sequence[Word], at: int) -> bool:
    """Whether the next word goes on with the nouns before any preposition."""
    classes = word_classes()
    word = words[at]
    if not word.is_word:
        return word.text in QUOTES and at + 1 < len(words) and nominal_next(words, at + 1)
    low = word.low
    return not (
        low in classes["prepositions"]
        or low in classes["determiners"]
        or low in classes["conjunctions"]
        or low in ("and", "or", "to")
        or (low in classes["stops"] and not word.capital)
        or is_finite(words, at)
        or (low.endswith(("ing", "ed")) and len(low) > 5 and not before_noun(words, at))
        or (low in classes["months"] and word.capital and is_date(words, at))
    )


def is_date(words: Sequence[Word], at: int) -> bool:
    """Whether a month's name stands in a date."""
    before = words[at - 1].low if at else ""
    after = words[at + 1].text if at + 1 < len(words) else ""
    if before[:1].isdigit() or after[:1].isdigit():
        return True
    return len(words[at].low) > 3 and before in word_classes()["before_month"]
