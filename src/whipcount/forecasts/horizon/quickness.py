"""How soon a member comes in, beside the others of the same decisions: its mean rank, shrunk.

Ranks do not ask how fast a decision was, so a state that is early in slow treaties and early in quick ones counts
alike. A decision that is being forecast, and those of its cluster, are left out of what ranks it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from whipcount.forecasts.core.decisions import Decision
from whipcount.forecasts.core.member_names import name_key

FEWEST = 4
"""Members of a decision below which an order says little of them."""
PRIOR = 3.0
"""Decisions of an average member that each starts with."""


@dataclass(frozen=True, slots=True)
class Quickness:
    """Scores of members by :func:`~whipcount.forecasts.core.member_names.name_key` of their names.

    From -.5 (always last or never) to .5 (always first); a member that is not known scores nought.
    """

    scores: Mapping[str, float]

    def of(self, members: Sequence[str]) -> NDArray[np.float64]:
        """The scores of members, shape (members,).

        >>> Quickness({"norway": 0.25}).of(["Norway", "Ruritania"]).tolist()
        [0.25, 0.0]
        """
        return np.array([self.scores.get(name_key(member), 0.0) for member in members], dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Orders:
    """Sums of ranks by cluster: ``sums[cluster][member]`` is (sum of weighted scores, sum of weights)."""

    sums: Mapping[str, Mapping[str, tuple[float, float]]]

    def without(self, left_out: Iterable[str] = ()) -> Quickness:
        """The scores that all clusters but some give."""
        away = set(left_out)
        totals: dict[str, list[float]] = {}
        for cluster, members in self.sums.items():
            if cluster in away:
                continue
            for member, (score, weight) in members.items():
                mine = totals.setdefault(member, [0.0, 0.0])
                mine[0] += score
                mine[1] += weight
        return Quickness({m: round(s / (w + PRIOR), 4) for m, (s, w) in sorted(totals.items())})


def orders(decisions: Sequence[Decision], clusters: Sequence[str], *, until: date | None = None) -> Orders:
    """The order in which members came in, decision by decision.

    Args:
        decisions: of the past.
        clusters: one label a decision; see :meth:`Orders.without`.
        until: consents after this day are not looked at.
    """
    sums: dict[str, dict[str, tuple[float, float]]] = {}
    for decision, cluster in zip(decisions, clusters, strict=True):
        if until is not None and decision.opened > until:
            continue
        listed = [m for m in decision.members if not m.outside and (until is None or m.opened <= until)]
        if len(listed) < FEWEST:
            continue
        days = np.array(
            [m.last.toordinal() if m.last and (until is None or m.last <= until) else np.inf for m in listed]
        )
        if not np.isfinite(days).any():
            continue
        order = np.sort(days)
        rank = (np.searchsorted(order, days, "left") + np.searchsorted(order, days, "right")) / (2 * len(days))
        weight = len(days) / (len(days) + 10.0)
        here = sums.setdefault(cluster, {})
        for member, at in zip(listed, rank, strict=True):
            name = name_key(member.member)
            score, weights = here.get(name, (0.0, 0.0))
            here[name] = (score + weight * (0.5 - float(at)), weights + weight)
    return Orders(sums)
