"""Which reports a corpus has: sixteen bytes a report, so that a hundred million fit in a gigabyte and a half."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

_LATELY = 100_000  # newcomers kept apart until they are sorted in


class Known:
    """A set of sha256, of which the first 128 bits are kept: two of 10^9 agree in them with a chance of 10^-21.

    >>> known = Known(["00" * 32])
    >>> "00" * 32 in known, "ff" * 32 in known, len(known)
    (True, False, 1)
    """

    def __init__(self, hashes: Iterable[str] = ()) -> None:
        self._high: NDArray[np.uint64] = np.empty(0, dtype=np.uint64)
        self._low: NDArray[np.uint64] = np.empty(0, dtype=np.uint64)
        self._late: set[tuple[int, int]] = set()
        for sha256 in hashes:
            self.add(sha256)

    def add(self, sha256: str) -> None:
        """Put a hash in."""
        if sha256 in self:
            return
        self._late.add(_halves(sha256))
        if len(self._late) >= _LATELY:
            late = np.asarray(sorted(self._late), dtype=np.uint64)
            high = np.concatenate([self._high, late[:, 0]])
            low = np.concatenate([self._low, late[:, 1]])
            order = np.lexsort((low, high))
            self._high, self._low, self._late = high[order], low[order], set()

    def __contains__(self, sha256: object) -> bool:
        if not isinstance(sha256, str):
            return False
        high, low = _halves(sha256)
        if (high, low) in self._late:
            return True
        at = int(np.searchsorted(self._high, np.uint64(high)))
        while at < len(self._high) and int(self._high[at]) == high:
            if int(self._low[at]) == low:
                return True
            at += 1
        return False

    def __len__(self) -> int:
        return len(self._late) + len(self._high)


def _halves(sha256: str) -> tuple[int, int]:
    return int(sha256[:16], 16), int(sha256[16:32], 16)
