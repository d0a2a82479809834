"""Folds kept from one count to the next: a member of whom nothing new is known is not folded again."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence

from whipcount.positions.count.fold import fold_known
from whipcount.positions.count.tally import Position
from whipcount.positions.stance.stance import Evidence

MOST = 4_000  # members of all variants together


class KeptFolds:
    """The last fold of each member of each variant, with what it was made of.

    Evidence never changes, so the same objects in the same order, with the same of them taken back, give the same
    position.

    >>> kept = KeptFolds()
    >>> kept.fold("A", "asked", (), {}) is kept.fold("A", "asked", (), {})
    True
    """

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], tuple[tuple[Evidence, ...], dict[str, str], Position]] = {}
        self._lock = threading.Lock()

    def fold(self, member: str, variant: str, mine: Sequence[Evidence], taken: Mapping[str, str]) -> Position:
        """What :func:`whipcount.positions.count.fold.fold_known` gives, kept or made now."""
        own = {item.id: taken[item.id] for item in mine if item.id in taken}
        with self._lock:
            found = self._kept.get((member, variant))
        if found is not None and found[1] == own and _same(found[0], mine):
            return found[2]
        made = fold_known(member, mine, dict(taken))
        with self._lock:
            if len(self._kept) >= MOST:
                self._kept.clear()
            self._kept[member, variant] = (tuple(mine), own, made)
        return made


def _same(one: Sequence[Evidence], other: Sequence[Evidence]) -> bool:
    return len(one) == len(other) and all(a is b for a, b in zip(one, other, strict=True))
