"""What positions that are about to be entered would change: the whip count with and without them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from whipcount.analysis.count import Counted, count_of
from whipcount.analysis.opening import OpenDossier
from whipcount.positions.stance.stance import Evidence


@dataclass(frozen=True, slots=True)
class Effect:
    """The count before and after.

    Attributes:
        before: as it stands.
        after: with the entries.
        known: ids of entries that the dossier has already.
        unheard: ids of entries that set no position, each with the reason.
    """

    before: Counted
    after: Counted
    known: frozenset[str]
    unheard: dict[str, str]


def effect_of(opened: OpenDossier, entries: Sequence[Evidence]) -> Effect:
    """The count of a dossier with and without entries, as of the latest day of which either tells.

    Raises:
        BodyError: its body is unknown, or has no members on that day.
    """
    had = {item.id for item in opened.read.evidence}
    fresh = [item for item in entries if item.id not in had]
    known_by = max([opened.known_by, *(item.recorded_at for item in fresh)])
    read = replace(opened.read, evidence=(*opened.read.evidence, *fresh))
    after = count_of(opened.dossier, read, known_by=known_by)
    before = count_of(opened.dossier, opened.read, known_by=known_by, as_of=after.tally.as_of)
    unheard: dict[str, str] = {}
    mine = {item.id for item in fresh}
    for position in after.tally.positions:
        unheard |= {
            step.evidence: step.reason
            for step in position.steps
            if step.evidence in mine and step.evidence not in position.evidence
        }
    return Effect(before, after, frozenset(item.id for item in entries) & had, unheard)
