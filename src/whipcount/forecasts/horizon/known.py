"""The decisions that a model was fitted on, so that one of them is forecast only by what has not seen it.

A decision is known by its name and the day of its opening; and, since a dossier calls it by a name of its own, by that
day within a week and as many members.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from whipcount.forecasts.core.decisions import Snapshot

CLOSE = 7
"""Days between openings within which two decisions may be one, or parallel."""
ALIKE = 0.8
"""So much of the larger number of members must the smaller be."""


@dataclass(frozen=True, slots=True)
class KnownDecision:
    """A decision that was learned from.

    Attributes:
        name: as :func:`plain` writes it.
        start: day of its opening, as an ordinal.
        members: how many there were.
        cluster: decisions of one cluster never teach each other.
    """

    name: str
    start: int
    members: int
    cluster: str


@dataclass(frozen=True, slots=True)
class Known:
    """All of them."""

    decisions: tuple[KnownDecision, ...] = ()

    def until(self, day: date | None) -> Known:
        """Those opened before a day; all where there is none."""
        if day is None:
            return self
        return Known(tuple(d for d in self.decisions if d.start < day.toordinal()))

    def clusters_of(self, snapshot: Snapshot) -> frozenset[str]:
        """The clusters that a decision belongs to, or may: it or one parallel to it was learned from.

        >>> from whipcount.forecasts.core.table import parse_table
        >>> head = "decision,member,rule,opened,consented"
        >>> lake, = parse_table(head + chr(10) + "Lake,Orvana,unanimity,2001-02-03,")
        >>> start = date(2001, 2, 5).toordinal()
        >>> known = Known((KnownDecision("lake treaty", start, 1, "a"), KnownDecision("x", start, 2, "b")))
        >>> sorted(known.clusters_of(lake.as_of(date(2001, 4, 1))))
        ['a']
        """
        name, size = plain(snapshot.name), len(snapshot.members)
        same = {d.cluster for d in self.decisions if d.name == name and d.start == snapshot.start}
        if same:
            return frozenset(same)
        near = (d for d in self.decisions if abs(d.start - snapshot.start) <= CLOSE)
        return frozenset(d.cluster for d in near if min(size, d.members) >= ALIKE * max(size, d.members))


def plain(name: str) -> str:
    """A name without case and with single spaces.

    >>> plain("Lake  Treaty")
    'lake treaty'
    """
    return " ".join(name.casefold().split())
