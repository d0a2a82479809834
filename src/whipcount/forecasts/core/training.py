"""What the hazard learns from: the tables of consents that come with the package, and a user's own beside them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from whipcount.datasets import ratifications_text
from whipcount.forecasts.core.decisions import Decision, sort_by_opening
from whipcount.forecasts.core.table import load_decisions, parse_table

LEARNED = ("unanimity", "environmental_treaties")
"""The tables that the hazard is fitted on; the third lists members that consented only, so it cannot be."""


@cache
def packaged_decisions(names: tuple[str, ...] = LEARNED) -> tuple[Decision, ...]:
    """The decisions of tables of the package, by the day of their opening.

    Raises:
        DatasetError: no such table.

    >>> len(packaged_decisions())
    41
    """
    decisions = [d for name in names for d in parse_table(ratifications_text(name), where=f"{name}.csv of the package")]
    return tuple(sort_by_opening(decisions))


def training_decisions(more: Iterable[str | Path] = ()) -> tuple[Decision, ...]:
    """The package's decisions with those of a user's own tables.

    Args:
        more: tables of consents with the same columns; a decision that the package has too counts as the user's.

    Raises:
        DatasetError: a table that does not hold together.
    """
    own = load_decisions(paths) if (paths := list(more)) else ()
    taken = {(d.name, d.opened) for d in own}
    return tuple(sort_by_opening([*own, *(d for d in packaged_decisions() if (d.name, d.opened) not in taken)]))


def fingerprint(decisions: Iterable[Decision]) -> str:
    """A hash of what a fit on these decisions could see; equal training sets have equal hashes."""
    return hashlib.sha256("\n".join(repr(d) for d in decisions).encode()).hexdigest()
