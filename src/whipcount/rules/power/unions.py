"""Power with a-priori unions, and with groups of one standard: Owen, Banzhaf-Owen, Straffin's homogeneity.

For Owen's value the members of other unions act as one, so member *i* of union *U* plays in a smaller game: one
player for each other union (its weights added up), and the members of *U* themselves. There the value averages over
random orders of the unions, and within *U*.

Owen, G. (1977), Values of games with a priori unions; Owen, G. (1982), Modification of the Banzhaf-Coleman index for
games with a priori unions; Straffin, P. D. (1977), Homogeneity, independence, and power indices, *Public Choice* 30,
107-118.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import product
from math import factorial

import numpy as np

from whipcount.errors import RuleError
from whipcount.rules.diagram import Diagram
from whipcount.rules.power.chance import Floats, independent
from whipcount.rules.power.game import Game

MAX_POINTS = 100_000


def owen(game: Game, unions: Sequence[Sequence[str]]) -> tuple[Fraction, ...]:
    """Owen's coalitional value of each member; adds up to one. Members in no union stand alone.

    >>> [str(x) for x in owen(Game.weighted("ABC", [1, 1, 1], 2), [["A", "B"]])]
    ['1/2', '1/2', '0']
    """
    return _by_union(game, unions, _owen_weights)


def banzhaf_owen(game: Game, unions: Sequence[Sequence[str]]) -> tuple[Fraction, ...]:
    """The Banzhaf-Owen value: the chance to be decisive when unions act as one outside, and freely inside."""
    return _by_union(game, unions, _equal_weights)


def _owen_weights(outside: int, inside: int, s: int, t: int) -> Fraction:
    """The share of orders in which exactly *s* other unions and *t* fellow members come before."""
    between = Fraction(factorial(s) * factorial(outside - s), factorial(outside + 1))
    return between * Fraction(factorial(t) * factorial(inside - 1 - t), factorial(inside))


def _equal_weights(outside: int, inside: int, _s: int, _t: int) -> Fraction:
    """The same for every coalition of the others."""
    return Fraction(1, 2 ** (outside + inside - 1))


def _by_union(
    game: Game, unions: Sequence[Sequence[str]], weigh: Callable[[int, int, int, int], Fraction]
) -> tuple[Fraction, ...]:
    _refuse_unless_monotone(game)
    parts = partition(game.members, unions)
    values: dict[int, Fraction] = {}
    for part in parts:
        others = [other for other in parts if other is not part]
        merged = Game.build(
            [f"union {k}" for k in range(len(others))] + [game.members[i] for i in part],
            [
                ([sum(t.weights[i] for i in o) for o in others] + [t.weights[i] for i in part], t.quota)
                for t in game.thresholds
            ],
            game.formula,
        )
        tables = _swings_by_kind(merged.diagram, len(others))
        for place, member in enumerate(part):
            table = tables[len(others) + place]
            values[member] = sum(
                (Fraction(c) * weigh(len(others), len(part), s, t) for (s, t), c in table.items()), Fraction(0)
            )
    return tuple(values[i] for i in range(len(game.members)))


def _swings_by_kind(diagram: Diagram, outside: int) -> list[dict[tuple[int, int], int]]:
    """For each player its swings by how many of the first ``outside`` players, and of the others, are in beside it."""
    n = diagram.size
    bits = n + 2
    columns = n + 1
    shift = [bits * columns if diagram.order[depth] < outside else bits for depth in range(n)]
    below = [np.array([0, 1], dtype=object)]
    for depth in range(n - 1, -1, -1):
        low, high = diagram.levels[depth]
        below.append(below[-1][low] + (below[-1][high] << shift[depth]))
    below.reverse()
    above = np.zeros(diagram.width(0), dtype=object)
    above[diagram.root] = 1
    out: list[dict[tuple[int, int], int]] = [{} for _ in range(n)]
    mask = (1 << bits) - 1
    for depth, (low, high) in enumerate(diagram.levels):
        packed = int(np.dot(above, below[depth + 1][high])) - int(np.dot(above, below[depth + 1][low]))
        found, cell = out[diagram.order[depth]], 0
        while packed:
            if packed & mask:
                found[divmod(cell, columns)] = packed & mask
            packed >>= bits
            cell += 1
        after = np.zeros(diagram.width(depth + 1), dtype=object)
        np.add.at(after, low, above)
        np.add.at(after, high, above << shift[depth])
        above = after
    return out


def straffin(game: Game, groups: Sequence[Sequence[str]]) -> Floats:
    """Straffin's partial homogeneity: the chance to be decisive when each group shares one unknown probability of a
    yes.

    Each group's common probability is uniform on 0 to 1, the groups' are independent of each other, and members in
    no group vote independently of all. One group of everybody gives Shapley-Shubik, no group Banzhaf. Exact up to
    float rounding: the integrand is a polynomial and the Gauss-Legendre nodes are enough for its degree.

    Raises:
        RuleError: when the groups are too many and too large to integrate over all of them, or one more yes can hurt.

    >>> straffin(Game.weighted("ABC", [4, 2, 1], 5), [["A", "B", "C"]]).round(6).tolist()
    [0.666667, 0.166667, 0.166667]
    """
    _refuse_unless_monotone(game)
    parts = [part for part in partition(game.members, groups) if len(part) > 1]
    rules = [np.polynomial.legendre.leggauss(len(part) // 2 + 1) for part in parts]
    points = 1
    for nodes, _ in rules:
        points *= len(nodes)
    if points > MAX_POINTS:
        raise RuleError(
            f"{len(parts)} groups to integrate over at {points:,} points", accepted=f"at most {MAX_POINTS:,}"
        )
    total: Floats = np.zeros(len(game.members))
    for choice in product(*(range(len(nodes)) for nodes, _ in rules)):
        p, weight = np.full(len(game.members), 0.5), 1.0
        for part, (nodes, weights), at in zip(parts, rules, choice, strict=True):
            p[list(part)] = (nodes[at] + 1) / 2
            weight *= weights[at] / 2
        total += weight * independent(game, p)[1]
    return total


def partition(members: Sequence[str], unions: Sequence[Sequence[str]]) -> list[tuple[int, ...]]:
    """The unions as index sets, with the members in none of them alone, in the members' order.

    Raises:
        RuleError: for an unknown member, or one in two unions.
    """
    places = {member: place for place, member in enumerate(members)}
    taken: set[int] = set()
    parts: list[tuple[int, ...]] = []
    for union in unions:
        part = []
        for member in union:
            if member not in places:
                raise RuleError(f"{member!r} is not a member", where="unions", accepted=", ".join(members[:40]))
            if places[member] in taken:
                raise RuleError(f"{member!r} is in two unions", where="unions", accepted="each member once")
            taken.add(places[member])
            part.append(places[member])
        if part:
            parts.append(tuple(sorted(part)))
    parts += [(place,) for place in range(len(members)) if place not in taken]
    return sorted(parts)


def _refuse_unless_monotone(game: Game) -> None:
    if not game.monotone:
        raise RuleError("under this rule one more yes can hurt: power is not defined", accepted="a monotone rule")
