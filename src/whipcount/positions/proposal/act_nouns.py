"""What is decided, called by a noun of its verb: who decides to raise a rate decides on "the rise"; its opposite."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from whipcount.text.phrase_lists import phrases, word_lists

_EARLY = 4  # words of a title in which the verb of the decision stands


@dataclass(frozen=True, slots=True)
class ActNouns:
    """Nouns for the act that is decided, and for what would be its opposite."""

    of_it: tuple[str, ...] = ()
    opposite: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Kind:
    stems: tuple[str, ...]
    nouns: ActNouns


@lru_cache(maxsize=1)
def _kinds() -> tuple[_Kind, ...]:
    made = []
    for told in word_lists("act_nouns").values():
        stems, nouns, opposite = told.split(" > ")
        other = () if opposite.strip() == "~" else phrases(opposite)
        made.append(_Kind(tuple(stems.split()), ActNouns(phrases(nouns), other)))
    return tuple(made)


def act_nouns(title: str, body: str) -> ActNouns:
    """The nouns for what a title tells to be decided.

    Args:
        title: of the decision, with the body's name before it.
        body: the body's name, which is no part of what is decided.

    >>> act_nouns("The board decides to lower the rate", "The board").of_it[:1]
    ('cut',)
    """
    words = first_words(title, body)
    for word in words:
        for kind in _kinds():
            if word.startswith(kind.stems) and not _is_noun(word, words):
                return kind.nouns
    return ActNouns()


def first_words(title: str, body: str) -> tuple[str, ...]:
    """The words of a title in which the verb of the decision stands.

    >>> first_words("The board decides to lower the rate", "The board")
    ('decides', 'to', 'lower', 'the')
    """
    rest = title[len(body) :] if title.casefold().startswith(body.casefold()) else title
    return tuple(word.casefold() for word in re.findall(r"[A-Za-z][\w-]*", rest)[:_EARLY])


def _is_noun(word: str, words: tuple[str, ...]) -> bool:
    """Whether a word is no verb where it stands: behind an article."""
    at = words.index(word)
    return at > 0 and words[at - 1] in ("the", "a", "an", "of", "on", "for")
