"""With which letters the words of a pattern may begin: a cheap test that most patterns of a long list fail.

A text of forty words begins them with some thirty pairs of letters; a pattern whose words begin otherwise need not be
looked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

LETTERS = 3  # of a word's beginning that are told apart
_ZERO_WIDTH = ("(?<!", "(?<=", "(?=", "(?!")
_LITERAL = re.compile(r"[a-z]+")
_WORD = re.compile(r"[a-z]+")
_OPTIONAL = re.compile(r"[?*]|\{0,")


def heads(pattern: str) -> frozenset[str] | None:
    """The first letters of what a pattern (in small letters) may match; None where they cannot be told.

    >>> sorted(heads(r"(?<![\\w-])(?:oppos(?:e|es)|(?:a\\s+)?veto(?:es)?)(?![\\w-])"))
    ['a', 'opp', 'vet']
    >>> heads(r"\\w+ing") is None
    True
    """
    found: set[str] = set()
    for part in _alternatives(pattern):
        mine = _of_one(part)
        if mine is None:
            return None
        found |= mine
    return frozenset(found)


def beginnings(text: str) -> frozenset[str]:
    """The first letters of the words of a text in small letters, one to :data:`LETTERS` of them.

    >>> sorted(beginnings("it vetoes"))
    ['i', 'it', 'v', 've', 'vet']
    """
    words = set(_WORD.findall(text))
    return frozenset(word[:n] for word in words for n in range(1, LETTERS + 1))


def _of_one(part: str) -> frozenset[str] | None:
    while True:
        if part.startswith(_ZERO_WIDTH):
            part = part[_end(part) :]
        elif part.startswith("\\b"):
            part = part[2:]
        else:
            break
    if part.startswith(("(?:", "(?P<")):
        end = _end(part)
        inner = part[part.index(">") + 1 : end - 1] if part.startswith("(?P<") else part[3 : end - 1]
        first = heads(inner)
        if first is None:
            return None
        if _OPTIONAL.match(part, end):
            rest = heads(re.sub(r"^(?:[?*]|\{\d*,?\d*\})\??", "", part[end:]))
            return None if rest is None else first | rest
        return first
    letters = _LITERAL.match(part)
    if letters is None:
        return None
    word = letters.group()
    if _OPTIONAL.match(part, letters.end()):
        word = word[:-1]
    return frozenset({word[:LETTERS]}) if word else None


def _open_signs(pattern: str) -> Iterator[tuple[int, str, int]]:
    """The signs of a pattern that are neither escaped nor in a class: place, sign, and how deep in groups behind it."""
    depth, place, inside = 0, 0, False
    while place < len(pattern):
        sign = pattern[place]
        if sign == "\\":
            place += 2
            continue
        if inside:
            inside = sign != "]"
        elif sign == "[":
            inside = True
        else:
            depth += (sign == "(") - (sign == ")")
            yield place, sign, depth
        place += 1


def _end(part: str) -> int:
    """Behind the group that a pattern begins with."""
    return next((place + 1 for place, sign, depth in _open_signs(part) if sign == ")" and depth == 0), len(part))


def _alternatives(pattern: str) -> list[str]:
    """The alternatives of a pattern, at its own level."""
    bars = [place for place, sign, depth in _open_signs(pattern) if sign == "|" and depth == 0]
    return [pattern[a + 1 : b] for a, b in pairwise((-1, *bars, len(pattern)))]
