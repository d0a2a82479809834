"""Noun phrases by their edges: where one begins and ends, told by closed-class words, verbs and punctuation alone.

No tagger: a phrase runs until a word that cannot stand in it (an auxiliary, a pronoun, a verb, a day), and prepositions
attach what follows where that is a thing and no time or place of a meeting.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from whipcount.positions.proposal.acts import Form, lexicon
from whipcount.positions.proposal.inflection import is_plural
from whipcount.positions.proposal.words import Word, word_classes
from whipcount.text.span import Span

MOST_WORDS = 20
_LONG = 11  # from here on only "of" goes on
_TO_NOUNS = frozenset(
    "plan plans proposal proposals bill motion deal law measure measures move resolution agreement request decision "
    "pact treaty initiative draft bid text effort right amendment regulation act".split()
)
_LINKING = frozenset("imposed aimed linked tied made related dedicated based targeted placed levied".split())
_BEFORE_MONTH = frozenset(
    "in of since until by from last next late early mid this on before after during through to".split()
)
_QUOTES = frozenset("\"“”‘’'«»")
_APPOSED = frozenset({"called", "known", "named", "dubbed"})


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
    while start < len(words) and words[start].text in _QUOTES:
        start += 1
    if start + 1 < len(words) and words[start].low == "that" and words[start + 1].low in classes["determiners"]:
        start += 1
    j, head, seen, first_content = start, -1, False, -1
    while j < len(words) and j - start < MOST_WORDS:
        word = words[j]
        if word.text in _QUOTES or word.text in "$€£":
            j += 1
            continue
        if not word.is_word:
            if word.text == "," and seen and _goes_on_as_list(words, j):
                j += 1
                continue
            if word.text == "," and not seen and first_content >= 0:
                j += 1  # "a new, tougher package"
                continue
            break
        low = word.low
        if low in classes["determiners"] or low in classes["possessives"]:
            if seen and words[j - 1].low not in classes["prepositions"] and words[j - 1].low not in ("and", "or", ","):
                if not words[j - 1].low.endswith("ing"):
                    break
            j += 1
            continue
        if low == "to" and seen:
            if not _to_attaches(words, j, head):
                break
            j += 1
            continue
        if low in ("and", "or"):
            if not seen or not _joins_phrase(words, j):
                break
            j += 1
            continue
        if low in classes["prepositions"] and not (low in ("up", "out", "off", "down") and False):
            if not seen or not _attaches(words, j, j - start):
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
        if low in classes["months"] and word.capital and _is_date(words, j):
            break
        if seen and _is_finite(words, j):
            break
        if seen and low.endswith("ed") and len(low) > 4 and not word.capital and not _before_noun(words, j):
            if low in _LINKING and j + 1 < len(words) and words[j + 1].low in classes["prepositions"]:
                j += 1
                continue
            break
        if seen and low in classes["nominal_ings"]:
            break
        if seen and low.endswith("ing") and j + 1 < len(words) and words[j + 1].low in ("that", "how", "whether", "to"):
            break
        if low in _APPOSED or (seen and low == "worth"):
            break
        if first_content < 0:
            first_content = j
        seen = True
        if head < 0 and (j + 1 >= len(words) or not _nominal_next(words, j + 1)):
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


def phrase_around(words: Sequence[Word], head: int) -> Phrase:
    """The noun phrase with this head: what stands before it, and what goes on after it."""
    classes = word_classes()
    j = head
    while j > 0 and head - j < 9:
        word = words[j - 1]
        low = word.low
        if word.text in _QUOTES:
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
        if _is_finite(words, j - 1) or _governs(words, j - 1):
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


def _goes_on_as_list(words: Sequence[Word], comma: int) -> bool:
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


def _to_attaches(words: Sequence[Word], at: int, head: int) -> bool:
    classes = word_classes()
    if at + 1 >= len(words):
        return False
    nxt = words[at + 1]
    noun = words[head].low if head >= 0 else words[at - 1].low
    if nxt.low in _known_bases() and not nxt.capital:
        return noun in _TO_NOUNS or words[at - 1].low in _TO_NOUNS
    if nxt.low in classes["auxiliaries"]:
        return (noun in _TO_NOUNS or words[at - 1].low in _TO_NOUNS) and nxt.low in ("be", "have", "do")
    return _starts_phrase(words, at + 1)


_BASES: set[str] = set()


def _known_bases() -> set[str]:
    if not _BASES:
        classes = word_classes()
        _BASES.update(classes["verbs"] | classes["saying"])
        _BASES.update(e.forms.base for entries in lexicon().verbs.values() for e in entries)
        _BASES.update(
            "close build buy sell train use protect restrict limit tax fund split link tie share store".split()
        )
        _BASES.difference_update({"state", "report", "trade", "table", "draft", "list", "fear", "hope"})
    return _BASES


def _attaches(words: Sequence[Word], at: int, length: int) -> bool:
    """Whether a preposition goes on with the phrase before it."""
    classes = word_classes()
    low = words[at].low
    if low not in classes["attaching"] or at + 1 >= len(words):
        return False
    if low != "of" and length > _LONG:
        return False
    j = at + 1
    while j < len(words) and (words[j].low in classes["determiners"] or words[j].text in _QUOTES):
        j += 1
    if j >= len(words) or not (words[j].is_word or words[j].text in "$€£"):
        return False
    nxt = words[j]
    if nxt.low in classes["days"] or (nxt.low in classes["months"] and nxt.capital and _is_date(words, j)):
        return False
    if nxt.text.isdigit() and len(nxt.text) == 4 and low in ("in", "from", "for", "by", "on"):
        return low == "for" and j + 1 < len(words) and words[j + 1].low in ("to", "-")
    following = []
    for w in words[j : j + 3]:
        if w.low in classes["prepositions"] or not w.is_word:
            break
        following.append(w.low)
    if any(w in classes["times"] for w in following) and low in ("in", "on", "for", "at", "with", "over", "from"):
        return False
    if low in ("in", "at", "from") and nxt.capital and nxt.low.rstrip("'s") in classes["cities"]:
        return False
    if nxt.low in classes["stops"] and not nxt.capital:
        return False
    if nxt.low in (
        "favour",
        "favor",
        "principle",
        "exchange",
        "return",
        "line",
        "terms",
        "order",
        "full",
        "part",
        "place",
        "condition",
        "fact",
        "case",
    ):
        return low in ("of",) or (nxt.low in ("terms",) and low == "of")
    if low == "with" and (nxt.text[0].isdigit() or nxt.low in classes["quantifiers"]):
        return False
    if low == "for" and nxt.low in ("a", "now", "example", "failing", "being"):
        return False
    if low == "from" and not nxt.capital and words[at + 1].low not in classes["determiners"]:
        return True
    return True


def _starts_phrase(words: Sequence[Word], at: int) -> bool:
    classes = word_classes()
    word = words[at]
    return (word.is_word or word.text in _QUOTES or word.text in "$€£") and not (
        word.low in classes["stops"] and not word.capital
    )


def _joins_phrase(words: Sequence[Word], at: int) -> bool:
    """Whether what follows "and" still belongs to the phrase, rather than to a new clause."""
    classes = word_classes()
    if at + 1 >= len(words):
        return False
    nxt = words[at + 1]
    if not nxt.is_word or nxt.low in classes["pronouns"] or nxt.low in classes["stops"] or nxt.low in ("to", "not"):
        return False
    if nxt.low in classes["prepositions"] or _is_finite(words, at + 1):
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
        if low in classes["auxiliaries"] or _is_finite(words, k):
            return False
        if low in classes["prepositions"] and k > at + 2:
            break
    return True


def _is_finite(words: Sequence[Word], at: int) -> bool:
    """Whether a word is a verb in a form that has a subject."""
    classes = word_classes()
    word = words[at]
    low = word.low
    if word.capital and at and ((words[at - 1].capital and at > 1) or words[at - 1].low == "the"):
        return False  # part of a name
    if at and low in classes["base_verbs"] and not word.capital and words[at - 1].low not in classes["prepositions"]:
        return is_plural(words[at - 1].text) and words[at - 1].low not in classes["stops"]
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
    if any(e.form is Form.PARTICIPLE for e in entries) or any(e.form is Form.PAST for e in entries):
        return not _before_noun(words, at)
    if low in (
        "votes",
        "backs",
        "cuts",
        "limits",
        "tables",
        "strikes",
        "drafts",
        "reforms",
        "ends",
        "supports",
        "vetoes",
        "bans",
        "caps",
        "increases",
    ):
        # also nouns: a verb only where an object follows
        return at + 1 < len(words) and (
            words[at + 1].low in classes["determiners"]
            or words[at + 1].low in ("to", "on", "against", "for")
            or words[at + 1].capital
        )
    return True


def _governs(words: Sequence[Word], at: int) -> bool:
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


def _before_noun(words: Sequence[Word], at: int) -> bool:
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


def _nominal_next(words: Sequence[Word], at: int) -> bool:
    """Whether the next word goes on with the nouns before any preposition."""
    classes = word_classes()
    word = words[at]
    if not word.is_word:
        return word.text in _QUOTES and at + 1 < len(words) and _nominal_next(words, at + 1)
    low = word.low
    return not (
        low in classes["prepositions"]
        or low in classes["determiners"]
        or low in classes["conjunctions"]
        or low in ("and", "or", "to")
        or (low in classes["stops"] and not word.capital)
        or _is_finite(words, at)
        or (low.endswith(("ing", "ed")) and len(low) > 5 and not _before_noun(words, at))
        or (low in classes["months"] and word.capital and _is_date(words, at))
    )


def _is_date(words: Sequence[Word], at: int) -> bool:
    """Whether a month's name stands in a date."""
    before = words[at - 1].low if at else ""
    after = words[at + 1].text if at + 1 < len(words) else ""
    if before[:1].isdigit() or after[:1].isdigit():
        return True
    return len(words[at].low) > 3 and before in _BEFORE_MONTH


def _may_end(words: Sequence[Word], at: int) -> bool:
    classes = word_classes()
    word = words[at]
    if not word.is_word:
        return word.text in _QUOTES and _balanced(words, at)
    low = word.low
    if low in classes["prepositions"] or low in classes["determiners"] or low in ("and", "or", "to"):
        return False
    return not (
        low.endswith("ing") and len(low) > 6 and _is_gerund(low) and words[at - 1].low not in classes["prepositions"]
    )


def _is_gerund(low: str) -> bool:
    return any(e.form is Form.GERUND for e in lexicon().verbs.get(low, ()))


def _balanced(words: Sequence[Word], at: int) -> bool:
    return words[at].text in '”’"' and any(w.text in '“‘"' for w in words[max(0, at - 8) : at])


def spoken(text: str, phrase: Phrase, words: Sequence[Word], *, limit: int = 16) -> str:
    """The phrase as it stands in a title: one blank between words, no loose quotation mark, an article where one lacks.

    >>> from whipcount.positions.proposal.words import words_of
    >>> text = "draft law on fishing"
    >>> words = words_of(text, Span(0, len(text)))
    >>> spoken(text, phrase_after(words, 0), words)
    'the draft law on fishing'
    """
    classes = word_classes()
    end = phrase.end
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
    told = told.strip(" ,'‘")
    first = words[phrase.first]
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


def _wants_article(words: Sequence[Word], phrase: Phrase) -> bool:
    """Whether English wants an article: a countable singular that is no name."""
    head = words[phrase.head]
    if any(w.low.endswith(("'s", "s'")) for w in words[phrase.first : phrase.head]):
        return False
    if head.low in word_classes()["mass"] or is_plural(head.text):
        return head.low in ("accession", "admission", "suspension")
    if head.low in word_classes()["quantifiers"] or words[phrase.first].low in ("all", "both", "more", "most", "many"):
        return False
    known = head.low in lexicon().things or head.low in lexicon().nouns or head.low in word_classes()["bare_nouns"]
    return known or not head.capital
