"""Words of a text with their places, and the closed classes of English that tell where a phrase ends."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from whipcount.positions.proposal.inflection import verb_forms
from whipcount.text.phrase_lists import word_lists
from whipcount.text.span import Span

_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}|\d+(?:[.,:/–-]\d+)*\w*(?:-\w+)*%?|[$€£]|\w+(?:[-–]\w+)*(?:[’'](?:s|t|re|ve|ll|d)\b)?|[^\w\s]"
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word or mark, and where it stands."""

    text: str
    low: str
    span: Span

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital."""
        return self.text[0].isupper()

    @property
    def is_word(self) -> bool:
        """Whether it is a word or a number, not a mark."""
        return self.text[0].isalnum()


def words_of(text: str, line: Span) -> tuple[Word, ...]:
    """The words and marks of a stretch of text; an owner's ending stays on its word.

    >>> [w.text for w in words_of("EU's 18th package, worth €1.8bn.", Span(0, 32))]
    ["EU's", '18th', 'package', ',', 'worth', '€', '1.8bn', '.']
    """
    found = []
    for match in _WORD.finditer(text, *line):
        word = match.group()
        found.append(Word(word, word.lower().replace("’", "'"), Span(*match.span())))
    return tuple(found)


@cache
def word_classes() -> Mapping[str, frozenset[str]]:
    """The closed classes by name.

    >>> "whether" in word_classes()["conjunctions"], "said" in word_classes()["finite"]
    (True, True)
    """
    raw = word_lists("grammar")
    classes = {name: frozenset(str(told).split()) for name, told in raw.items()}
    finite = set(classes["irregular"])
    for base in classes["saying"] | classes["verbs"]:
        forms = verb_forms(base)
        finite |= {forms.third, forms.past}
    classes["finite"] = frozenset(finite - {"points", "costs", "results", "states"})
    classes["base_verbs"] = frozenset(
        (classes["verbs"] | classes["saying"])
        - {"state", "report", "fear", "hope", "claim", "cause", "call", "work", "run"}
    )
    classes["stops"] = frozenset().union(
        *(classes[name] for name in ("auxiliaries", "pronouns", "conjunctions", "adverbs", "days"))
    )
    return MappingProxyType(classes)
