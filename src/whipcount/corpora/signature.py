"""Signatures of texts: MinHash (Broder 1997), by which near copies are found without comparing texts.

Two texts share a place of their signatures with a probability that is the Jaccard similarity of their sets of shingles
(five words in a row). 64 places tell a similarity of .3 to within .06 (standard error).
"""

from __future__ import annotations

import re
import zlib

import numpy as np
from numpy.typing import NDArray

PLACES = 64
SHINGLE = 5
_WORD = re.compile(r"\w+")
_PRIME = np.uint64((1 << 61) - 1)
_draw = np.random.default_rng(20240711)
_SCALE = _draw.integers(
    1, 1 << 29, size=PLACES, dtype=np.uint64
)  # below 2^29: the product with 32 bits stays below 2^61
_SHIFT = _draw.integers(0, 1 << 32, size=PLACES, dtype=np.uint64)
_MOST = 20_000  # shingles of a text that are looked at: of a volume of debates its beginning
_AT_ONCE = 2_048  # shingles hashed together: bounds the memory


def signature(text: str) -> NDArray[np.uint32]:
    """The signature of a text: ``PLACES`` numbers; all are the largest where the text has no word.

    >>> a, b = signature("one two three four five six seven"), signature("One, two, three: four five six SEVEN!")
    >>> bool((a == b).all())
    True
    """
    words = _WORD.findall(text.lower())
    number = min(max(1, len(words) - SHINGLE + 1), _MOST) if words else 0
    least = np.full(PLACES, np.iinfo(np.uint32).max, dtype=np.uint32)
    if not number:
        return least
    joined = [" ".join(words[at : at + SHINGLE]).encode("utf-8", "replace") for at in range(number)]
    hashes = np.unique(np.fromiter(map(zlib.crc32, joined), dtype=np.uint64, count=number))
    for at in range(0, len(hashes), _AT_ONCE):
        mixed = (hashes[at : at + _AT_ONCE, None] * _SCALE + _SHIFT) % _PRIME
        least = np.minimum(least, (mixed & np.uint64(0xFFFFFFFF)).min(axis=0).astype(np.uint32))
    return least


def packed(numbers: NDArray[np.uint32]) -> bytes:
    """A signature as bytes, the same on every machine."""
    return numbers.astype("<u4").tobytes()


def shingles(words: int) -> int:
    """How many shingles a text of so many words has, at most.

    >>> shingles(400), shingles(3), shingles(0)
    (396, 1, 0)
    """
    return min(max(1, words - SHINGLE + 1), _MOST) if words else 0
