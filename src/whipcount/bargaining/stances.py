"""From stances to a bargaining table: an illustrative what-if, not a measurement.

Where members stand toward a proposal becomes a point on a line from 0 (refused) to 100 (as asked for). The
points, and how uncertain each is, are stated here and may be given otherwise. Who has not spoken stands in the
middle with a wide uncertainty: unknown is not consent.
"""

from __future__ import annotations

from collections.abc import Mapping

from whipcount.bargaining.table import Issue, Table
from whipcount.errors import BargainingError

# stance -> (position, standard deviation, salience); the names are those of the whip count
POINTS: Mapping[str, tuple[float, float, float]] = {
    "yes": (100.0, 5.0, 0.8),
    "lean_yes": (75.0, 12.0, 0.6),
    "will_not_block": (60.0, 12.0, 0.3),
    "undecided": (50.0, 18.0, 0.4),
    "declined": (50.0, 22.0, 0.4),
    "lean_no": (25.0, 12.0, 0.6),
    "no": (0.0, 5.0, 0.9),
    "unknown": (50.0, 29.0, 0.2),
}


def table_of_stances(
    stances: Mapping[str, str | None],
    *,
    issue: str,
    capability: Mapping[str, float] | None = None,
    points: Mapping[str, tuple[float, float, float]] = POINTS,
    reference: float = 0.0,
) -> Table:
    """A one-issue table from members' stances (None: unknown); the reference point is that nothing is decided.

    ``capability`` is each member's power index under the body's rule; alike by default.

    >>> t = table_of_stances({"A": "yes", "B": "no", "C": None}, issue="invite now")
    >>> t.position[:, 0].tolist()
    [100.0, 0.0, 50.0]
    """
    rows = []
    for member, stance in stances.items():
        key = stance or "unknown"
        if key not in points:
            raise BargainingError(f"unknown stance {key!r}", where=f"member {member!r}", accepted=", ".join(points))
        rows.append(points[key])
    power = [1.0 if capability is None else float(capability.get(m, 0.0)) for m in stances]
    return Table(
        list(stances),
        [Issue(issue, 0.0, 100.0, reference, "refused", "as asked for")],
        position=[[r[0]] for r in rows],
        sd=[[r[1]] for r in rows],
        salience=[[r[2]] for r in rows],
        capability=power,
        note={m: f"stance: {s or 'unknown'}" for m, s in stances.items()},
    )
