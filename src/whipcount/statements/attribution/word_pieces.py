"""Word pieces of an uncased encoder: BERT's cutting of words (Devlin et al. 2019), greedy pieces of a vocabulary.

A text is cut at white space; in what is left, signs of punctuation and Chinese characters stand alone. Words are taken
apart into letters and marks, of which the marks are dropped, put in small letters, and read as the longest pieces that
the vocabulary has, from the left. Control characters are as if they were not there.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from whipcount.errors import CoderError

UNKNOWN, CONTINUED = "[UNK]", "##"
LONGEST = 100  # letters of a word that is looked up; a longer one is unknown
_KEPT = 50_000  # words whose pieces are remembered

# White space without control characters, which are dropped: "\x0b" parts no words.
_WORD = re.compile(r"[^\t\n\r \xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
_SIGNS = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_CHINESE = (
    (0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F), (0x2B740, 0x2B81F), (0x2B920, 0x2CEAF),
    (0xF900, 0xFAFF), (0x2F800, 0x2FA1F),
)  # fmt: skip

_Piece = tuple[int, int, int, int]
"""Id, first and behind the last code point in the word, and which of its parts it belongs to."""


class WordPieces:
    """Cuts texts into the pieces of a vocabulary.

    Args:
        vocabulary: ids by piece; a piece that continues a word begins with ``##``.

    Raises:
        CoderError: the vocabulary has no ``[UNK]``.

    >>> cut = WordPieces({"[UNK]": 0, "rat": 1, "##ified": 2, ".": 3})
    >>> ids, places, words = cut.encode("Ratified.")
    >>> ids.tolist(), places.tolist(), words.tolist()
    ([1, 2, 3], [[0, 3], [3, 8], [8, 9]], [0, 0, 1])
    """

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        if UNKNOWN not in vocabulary:
            raise CoderError(f"the vocabulary of the reader's model has no {UNKNOWN}")
        self._ids = dict(vocabulary)
        self._cut: dict[str, tuple[tuple[_Piece, ...], int]] = {}

    @classmethod
    def from_json(cls, blob: bytes) -> WordPieces:
        """From a ``tokenizer.json``, of which only the vocabulary is read.

        Raises:
            CoderError: it holds no word pieces.
        """
        try:
            model = json.loads(blob)["model"]
            vocabulary = {str(piece): int(number) for piece, number in model["vocab"].items()}
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise CoderError(f"the vocabulary of the reader's model cannot be read: {error}") from None
        if model.get("type") != "WordPiece":
            raise CoderError("the vocabulary of the reader's model is of another kind (accepted: WordPiece)")
        return cls(vocabulary)

    def encode(self, text: str) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int32]]:
        """Ids (pieces,), code points from and to (pieces, 2) and numbers of words (pieces,) of a text's pieces."""
        ids: list[int] = []
        places: list[int] = []
        words: list[int] = []
        count = 0
        for match in _WORD.finditer(text):
            at = match.start()
            pieces, parts = self._known(match.group())
            for number, start, end, part in pieces:
                ids.append(number)
                places += (at + start, at + end)
                words.append(count + part)
            count += parts
        return (
            np.array(ids, dtype=np.int32),
            np.array(places, dtype=np.int32).reshape(-1, 2),
            np.array(words, dtype=np.int32),
        )

    def _known(self, word: str) -> tuple[tuple[_Piece, ...], int]:
        """The pieces of what stands between white space, and of how many words it is made."""
        found = self._cut.get(word)
        if found is None:
            parts = list(_parts(word))
            pieces = chain.from_iterable(self._pieces(part, number) for number, part in enumerate(parts))
            found = tuple(pieces), len(parts)
            if len(self._cut) >= _KEPT:
                self._cut.clear()
            if len(word) <= LONGEST:
                self._cut[word] = found
        return found

    def _pieces(self, part: list[tuple[str, int]], number: int) -> list[_Piece]:
        letters = "".join(letter for letter, _ in part)
        whole = (self._ids[UNKNOWN], part[0][1], part[-1][1] + 1, number)
        if len(letters) > LONGEST:
            return [whole]
        found: list[_Piece] = []
        start = 0
        while start < len(letters):
            for end in range(len(letters), start, -1):
                piece = self._ids.get((CONTINUED if start else "") + letters[start:end])
                if piece is not None:
                    found.append((piece, part[start][1], part[end - 1][1] + 1, number))
                    start = end
                    break
            else:
                return [whole]
        return found


def _parts(word: str) -> Iterator[list[tuple[str, int]]]:
    """The words and signs of what stands between white space: small letters, each with its place."""
    part: list[tuple[str, int]] = []
    for place, given in enumerate(word):
        alone = _is_chinese(ord(given))
        for letter in _letters(given):
            if alone or letter in _SIGNS or (letter > "\x7f" and unicodedata.category(letter).startswith("P")):
                if part:
                    yield part
                yield [(letter, place)]
                part = []
            else:
                part.append((letter, place))
    if part:
        yield part


def _letters(given: str) -> str:
    """A character in small letters without marks; nothing, of a control character."""
    if given <= "\x7f":
        return given.lower() if given > "\x1f" and given != "\x7f" else ""
    if given == "\ufffd" or unicodedata.category(given) in ("Cc", "Cf", "Co", "Cs"):
        return ""
    return "".join(
        letter.lower() for letter in unicodedata.normalize("NFD", given) if unicodedata.category(letter) != "Mn"
    )


def _is_chinese(code: int) -> bool:
    return code >= 0x3400 and any(first <= code <= last for first, last in _CHINESE)
