"""From stances to a bargaining table: an illustrative what-if, not a measurement.

Where members stand toward a proposal becomes a point on a line from 0 (refused) to 100 (as asked for). The
points, and how uncertain each is, are stated here and may be given otherwise. Who has not spoken stands in the
middle with a wide uncertainty: unknown is not consent.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from whipcount.bargaining.table import Issue, Table
from whipcount.errors import BargainingError, WhipcountError
from whipcount.rules.algebra.rule import Rule
from whipcount.rules.power.game import Game
from whipcount.rules.power.indices import Indices

# stance -> (position, standard deviation, salience); the names are those of the whip count
POINTS: Mapping[str, tuple[float, float, float]] = {
    "yes": (100.0, 5.0, 0.8),
    "lean_yes": (75.0, 12.0, 0.6),
    "conditional": (70.0, 15.0, 0.7),
    "will_not_block": (60.0, 12.0, 0.3),
    "abstain": (50.0, 12.0, 0.3),
    "undecided": (50.0, 18.0, 0.4),
    "declined": (50.0, 22.0, 0.4),
    "lean_no": (25.0, 12.0, 0.6),
    "no": (0.0, 5.0, 0.9),
    "unknown": (50.0, 29.0, 0.2),
}


def table_of_stances(
    stances: Mapping[str, str | None] | Mapping[str, Mapping[str, str | None]],
    *,
    issue: str = "",
    capability: Mapping[str, float] | None = None,
    points: Mapping[str, tuple[float, float, float]] = POINTS,
    reference: float = 0.0,
) -> Table:
    """A table from members' stances (None: unknown); the reference point is that nothing is decided.

    ``stances`` is member -> stance on the one ``issue``, or issue -> member -> stance for several issues with the
    same members. ``capability`` is each member's power index under the body's rule; alike by default.

    Raises `BargainingError` for a stance without a point.

    >>> t = table_of_stances({"A": "yes", "B": "no", "C": None}, issue="invite now")
    >>> t.position[:, 0].tolist()
    [100.0, 0.0, 50.0]
    >>> table_of_stances({"now": {"A": "yes", "B": "no"}, "later": {"A": None, "B": "lean_yes"}}).position.tolist()
    [[100.0, 50.0], [0.0, 75.0]]
    """
    by_issue = {name: told for name, told in stances.items() if isinstance(told, Mapping)}
    by_issue = by_issue or {issue: {m: told for m, told in stances.items() if not isinstance(told, Mapping)}}
    members = list(next(iter(by_issue.values())))
    cells = [[_point(told.get(member), member, points) for told in by_issue.values()] for member in members]
    return Table(
        members,
        [Issue(name, 0.0, 100.0, reference, "refused", "as asked for", of_stances=True) for name in by_issue],
        position=[[cell[0] for cell in row] for row in cells],
        sd=[[cell[1] for cell in row] for row in cells],
        salience=[[cell[2] for cell in row] for row in cells],
        capability=[1.0 if capability is None else float(capability.get(m, 0.0)) for m in members],
        note={m: "stance: " + ", ".join(t.get(m) or "unknown" for t in by_issue.values()) for m in members},
    )


def _point(
    stance: str | None, member: str, points: Mapping[str, tuple[float, float, float]]
) -> tuple[float, float, float]:
    key = stance or "unknown"
    if key not in points:
        raise BargainingError(f"unknown stance {key!r}", where=f"member {member!r}", accepted=", ".join(points))
    return points[key]


def power_of(rule: Rule, index: str = "banzhaf") -> tuple[Mapping[str, float], str]:
    """Each member's power index under a rule, and why all are taken alike where the index cannot be had ("").

    ``index`` is ``banzhaf`` or ``shapley``. Raises `BargainingError` for another.

    >>> power, why = power_of(Rule.of("no objection", ["A", "B"]))
    >>> dict(power), why
    ({'A': 0.5, 'B': 0.5}, '')
    """
    if index not in ("banzhaf", "shapley"):
        raise BargainingError(f"unknown power index {index!r}", accepted="banzhaf, shapley")
    members: Sequence[str] = rule.members
    try:
        indices = Indices(Game.of_rule(rule))
        values: Sequence[Fraction | float] = indices.banzhaf if index == "banzhaf" else indices.shapley_shubik
    except WhipcountError as error:
        return dict.fromkeys(members, 1.0 / len(members)), str(error)
    return {member: float(value) for member, value in zip(members, values, strict=True)}, ""
