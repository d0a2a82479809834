"""What a decision's own record heard: how much the members' words weighed in each month so far.

The fit needs it: a member that has openly said no and held out is no sign that the others are slow, nor that it is
stubborn by nature.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

import numpy as np

from whipcount.forecasts.core.contract import MONTH
from whipcount.forecasts.core.decisions import Snapshot
from whipcount.forecasts.hazard.evidence import EvidencePrior, shifts
from whipcount.forecasts.hazard.priors import Array
from whipcount.positions.count.fold import fold_known, latest
from whipcount.positions.count.tally import Position
from whipcount.positions.count.withdrawals import withdrawn
from whipcount.positions.stance.stance import Evidence


def heard_so_far(
    words: Sequence[Evidence],
    ids: Sequence[str],
    snapshot: Snapshot,
    known_by: datetime,
    *,
    prior: EvidencePrior | None = None,
) -> Array:
    """What had been said weighed in each month so far, by the positions at its start: shape (members, months of age).

    Args:
        words: evidence on the variant asked for; that on others than the members is not looked at.
        ids: the members, in the snapshot's order.
        snapshot: where the decision stands.
        known_by: nothing recorded later is used.
        prior: what words weigh.
    """
    months = max(int(snapshot.age / MONTH), 0) + 1
    weight = np.zeros((len(ids), months))
    places = {member: place for place, member in enumerate(ids)}
    mine = [e for e in words if e.member in places]
    by_id: dict[str, Evidence] = {}
    positions: list[Position] = []
    count = 0
    for month in range(months):
        begin = date.fromordinal(snapshot.start + int(month * MONTH))
        reported = [e for e in mine if e.reported_on <= begin]
        if len(reported) != count:  # what was known of a month is known of the next
            count = len(reported)
            by_id = {e.id: e for e in reported}
            positions = folded(by_id.values(), begin, known_by)
        if positions:
            where = [places[position.member] for position in positions]
            weight[where, month] = shifts(positions, begin, evidence=by_id, prior=prior)[:, 0]
    return weight


def positions_of(
    evidence: Iterable[Evidence], members: Iterable[str], as_of: date, known_by: datetime
) -> tuple[Position, ...]:
    """Where each of the members stands, in their order; of whom nothing is known has no stance."""
    by_member = {position.member: position for position in folded(evidence, as_of, known_by)}
    return tuple(by_member.get(member) or Position(member, None) for member in members)


def folded(evidence: Iterable[Evidence], as_of: date, known_by: datetime) -> list[Position]:
    """The positions of all members that the evidence is about, by id, as :mod:`whipcount.positions.count.fold` has it.

    Like folding each, but what is known and what is taken back is settled once for all of them.
    """
    items = tuple(evidence)
    latest_items = latest(items, as_of=as_of, known_by=known_by)
    taken = withdrawn(latest_items)
    mine: dict[str, list[Evidence]] = {member: [] for member in sorted({e.member for e in items if e.member})}
    for item in latest_items.values():
        if item.member:
            mine[item.member].append(item)
    return [fold_known(member, found, taken) for member, found in mine.items()]
