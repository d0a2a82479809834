"""Word pieces with their places and the features that an uncased encoder does not see: shape, quotation, new lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from whipcount.statements.attribution.word_pieces import WordPieces
from whipcount.text.span import Span

# Token types: shape (4) + 4 when inside double quotes + 8 for the first piece after a line's end.
TYPES = 16
_QUOTE = re.compile(r"[\"“”„«»\n]")


@dataclass(frozen=True, slots=True, eq=False)
class Pieces:
    """The word pieces of a text: ids, code point offsets and token types, all of one length."""

    ids: NDArray[np.int32]
    start: NDArray[np.int32]
    end: NDArray[np.int32]
    types: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.ids)


def quoted_spans(text: str, *, longest: int = 4_000) -> list[Span]:
    """What stands inside double quotes, the marks included. A line's end closes what is open.

    Curly quotes open and close by their form, straight ones by turns. A quotation that a line's end cuts off counts up
    to there (newspapers leave quotations of several paragraphs open), at most ``longest`` characters.

    >>> text = 'He said "yes" and “no”.'
    >>> [span.of(text) for span in quoted_spans(text)]
    ['"yes"', '“no”']
    """
    found: list[Span] = []
    opened = -1
    for mark in _QUOTE.finditer(text):
        sign = mark.group()
        at = mark.start()
        if sign == "\n":
            if opened >= 0 and at - opened <= longest:
                found.append(Span(opened, at))
            opened = -1
        elif sign in "“„«":
            if opened < 0:
                opened = at
        elif opened >= 0:
            if at + 1 - opened <= longest:
                found.append(Span(opened, at + 1))
            opened = -1
        elif sign == '"':
            opened = at
    if opened >= 0 and len(text) - opened <= longest:
        found.append(Span(opened, len(text)))
    return found


def _shape(word: str) -> int:
    """0 lower case, 1 capitalised, 2 all capitals, 3 no letters."""
    if word.islower():
        return 0
    first = word[:1]
    if first.isupper():
        return 2 if len(word) > 1 and word.isupper() else 1
    return 0 if first.isalpha() else 3


def cut_pieces(text: str, vocabulary: WordPieces, quoted: Sequence[Span]) -> Pieces:
    """The word pieces of ``text``; ``quoted`` from `quoted_spans` of the same text.

    Offsets are code points.
    """
    ids, places, words = vocabulary.encode(text)
    start, end = places[:, 0], places[:, 1]
    types = np.zeros(len(ids), dtype=np.int32)
    if len(ids):
        first = np.flatnonzero(np.diff(words, prepend=words[0] - 1) != 0)
        last = np.append(first[1:], len(ids)) - 1
        shapes = [_shape(text[a:b]) for a, b in zip(start[first].tolist(), end[last].tolist(), strict=True)]
        types = np.repeat(np.asarray(shapes, dtype=np.int32), last - first + 1)
        if quoted:
            marks = np.asarray(quoted, dtype=np.int64)
            near = np.searchsorted(marks[:, 0], start, side="right") - 1
            types += 4 * ((near >= 0) & (start < marks[near, 1])).astype(np.int32)
        lines = np.asarray([m.end() for m in re.finditer(r"\n+", text)], dtype=np.int64)
        fresh = np.zeros(len(ids), dtype=bool)
        fresh[0] = True
        after = np.searchsorted(start, lines)
        fresh[after[after < len(ids)]] = True
        types += 8 * fresh.astype(np.int32)
    return Pieces(ids, start, end, types)


def sentence_bounds(pieces: Pieces, sentences: Sequence[Span]) -> NDArray[np.int64]:
    """For ``n`` sentences with pieces, ``n + 1`` piece indices: sentence ``i`` is ``[bounds[i], bounds[i + 1])``."""
    starts = np.asarray([span.start for span in sentences], dtype=np.int64)
    bounds = np.searchsorted(pieces.start, starts)
    return np.unique(np.concatenate(([0], bounds, [len(pieces)])))


def pack(bounds: NDArray[np.int64], *, budget: int) -> list[tuple[int, int]]:
    """Windows of whole sentences of at most ``budget`` pieces; a longer sentence is cut.

    >>> pack(np.array([0, 3, 5, 9, 21]), budget=8)
    [(0, 5), (5, 9), (9, 17), (17, 21)]
    """
    windows: list[tuple[int, int]] = []
    start = 0
    end = 0
    for bound in bounds[1:].tolist():
        if bound - start > budget:
            if end > start:
                windows.append((start, end))
                start = end
            while bound - start > budget:
                windows.append((start, start + budget))
                start += budget
        end = bound
    if end > start:
        windows.append((start, end))
    return windows
