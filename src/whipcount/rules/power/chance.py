"""P(pass) for uncertain votes, and what each member contributes to it.

For independent members P(pass) is the multilinear extension of the rule (Owen 1972): linear in each member's
probability, so its derivative by :math:`p_i` is P(pass | i yes) - P(pass | i no), which is Birnbaum's importance of
*i*, and at :math:`p = 1/2` Banzhaf's. One pass down and one up the decision diagram give it with the whole gradient.

Members that lean together share a factor: member *i* says yes if :math:`\\lambda_i z + \\sqrt{1-\\lambda_i^2}\\, e_i >
-\\Phi^{-1}(p_i)` with *z* and *e* standard normal (Vasicek 1987). Given *z* the members are independent; *z* is
integrated out with the trapezoidal rule, halving the step until nothing changes, which converges geometrically for
such integrands (Trefethen and Weideman 2014).

Owen, G. (1972), Multilinear extensions of games, *Management Science* 18(5), P64-P79.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import erfc, inf, sqrt
from statistics import NormalDist
from typing import Any

import numpy as np
import numpy.typing as npt

from whipcount.errors import RuleError
from whipcount.rules.algebra.rule import Rule
from whipcount.rules.algebra.system import System
from whipcount.rules.algebra.votes import Vote
from whipcount.rules.diagram import Diagram, TooLargeError
from whipcount.rules.power.game import Game
from whipcount.rules.power.workload import cells_of, diagram_nodes

Floats = npt.NDArray[np.float64]
Chances = Mapping[str, float] | Sequence[float] | Floats

DIAGRAM_NODES = 3_000_000
DIAGRAM_CELLS = 40_000
"""Up to this quota (after division by the common divisor) one threshold among many members is worth a diagram."""
WIDE = 60_000
"""From so many nodes on, walking the diagram of one threshold takes longer than adding up over its cells."""


@dataclass(frozen=True, eq=False)
class Chance:
    """The probability that a rule is met, and its derivatives.

    Attributes:
        members: ids, in the order of ``gradient``.
        p_pass: the probability.
        gradient: for each member P(pass | yes) - P(pass | no), shape (n,). Under a shared factor both are taken at
        the same
            value of the factor, then averaged: the probability of being decisive.
        error: an estimate of the numerical error of ``p_pass``; not a number where ``nodes`` were prescribed.
    """

    members: tuple[str, ...]
    p_pass: float
    gradient: Floats
    error: float

    def ranked(self) -> list[tuple[str, float]]:
        """Members by falling gradient."""
        order = np.argsort(-self.gradient, kind="stable")
        return [(self.members[i], float(self.gradient[i])) for i in order]


def normal_probability(x: Floats) -> Floats:
    """P(a standard normal number <= x).

    >>> normal_probability(np.array([-np.inf, 0.0, 1.959963984540054])).round(12).tolist()
    [0.0, 0.5, 0.975]
    """
    return np.array([0.5 * erfc(-value * sqrt(0.5)) for value in x.tolist()])


def normal_quantile(p: Floats) -> Floats:
    """The point with that probability below it; minus and plus infinity at 0 and 1.

    >>> normal_quantile(np.array([0.0, 0.5, 0.975, 1.0])).round(12).tolist()
    [-inf, 0.0, 1.95996398454, inf]
    """
    normal, ends = NormalDist(), {0.0: -inf, 1.0: inf}
    return np.array([ends[value] if value in ends else normal.inv_cdf(value) for value in p.tolist()])


def many_weights(game: Game) -> bool:
    """Whether a game is one threshold among so many members that generating functions beat a diagram."""
    if len(game.thresholds) != 1 or len(game.members) <= 30 or not game.monotone:
        return False
    cells = cells_of(game) or 0
    return cells > DIAGRAM_CELLS or cells * len(game.members) > DIAGRAM_NODES


def on_diagram(diagram: Diagram, p: Floats) -> tuple[float, Floats]:
    """P(pass), and P(pass | member in state) for every member and state.

    Args:
        diagram: the compiled rule.
        p: probability of each state, shape (members, states), rows adding up to one.

    Returns:
        P(pass), and an array of the shape of ``p``.
    """
    values: list[Floats] = [np.array([0.0, 1.0])]
    for depth in range(diagram.size - 1, -1, -1):
        level, row = diagram.levels[depth], p[diagram.order[depth]]
        values.append(row @ values[-1][level])
    values.reverse()
    slopes = np.empty_like(p)
    reach: Floats = np.zeros(diagram.width(0))
    reach[diagram.root] = 1.0
    for depth, level in enumerate(diagram.levels):
        member, width = diagram.order[depth], diagram.width(depth + 1)
        slopes[member] = values[depth + 1][level] @ reach
        weights = p[member][:, None] * reach
        reach = np.bincount(level.ravel(), weights=weights.ravel(), minlength=width).astype(np.float64, copy=False)
    return float(values[0][diagram.root]), slopes


@lru_cache(maxsize=64)
def _wide(game: Game) -> bool:
    """Whether a diagram of one threshold would be so wide that sums over its cells are quicker, even many times."""
    cells = cells_of(game)
    return cells is not None and diagram_nodes(game, cells) > WIDE


@lru_cache(maxsize=64)
def compiled(game: Game) -> Diagram:
    """The game's diagram, kept for the next question about an equal game."""
    return game.diagram


@lru_cache(maxsize=64)
def _compiled_system(system: System) -> Diagram:
    from whipcount.rules.diagram import compile_system

    return compile_system(system)


@lru_cache(maxsize=64)
def game_of(rule: Rule) -> Game:
    """The game between yes and no of a rule, kept for the next question about an equal rule."""
    return Game.of_rule(rule)


def independent(game: Game, p: Floats) -> tuple[float, Floats]:
    """P(pass) and gradient for independent members; shapes (n,) in and out."""
    if many_weights(game) or _wide(game):
        from whipcount.rules.power.generating import Weighted

        return Weighted(game.thresholds[0].weights, game.thresholds[0].quota).chance(p)
    total, slopes = on_diagram(compiled(game), np.stack([1.0 - p, p], axis=1))
    return total, slopes[:, 1] - slopes[:, 0]


def pass_chance(
    rule: Rule | Game,
    p: Chances,
    *,
    rho: float | Chances = 0.0,
    given: Mapping[str, Vote | bool] | None = None,
    nodes: int | None = None,
) -> Chance:
    """The probability that a rule is met when each member says yes with some probability, and no otherwise.

    Args:
        rule: the rule, or a game.
        p: probability of a yes, by member id or in the members' order.
        rho: correlation of the members' latent leanings, 0 (independent) to 1; or the squared loading of each member.
        given: votes that are known. With ``rho`` above 0 they also say something of the others.
        nodes: integrate the factor with this many Gauss-Hermite nodes instead, to compare with figures that were
        made so
            (with 80 nodes and rho = 0.5 those can be off by 1e-10).

    Raises:
        RuleError: for a probability outside 0 to 1, an unknown member, or a rule too large to be exact.

    >>> rule = Rule.of("2 members", ["A", "B", "C"])
    >>> chance = pass_chance(rule, {"A": 0.5, "B": 0.5, "C": 1.0})
    >>> chance.p_pass, chance.gradient.tolist()
    (0.75, [0.5, 0.5, 0.5])
    >>> round(pass_chance(rule, [0.5, 0.5, 0.5], rho=0.5, given={"A": Vote.YES}).p_pass, 4)
    0.8333
    """
    game = game_of(rule) if isinstance(rule, Rule) else rule
    yes = _read(p, game.members, "probability of a yes")
    loading = _read(rho, game.members, "rho") if not isinstance(rho, int | float) else _share(float(rho), len(yes))
    fixed = _known(given or {}, game.members)
    for place, vote in fixed.items():
        if (vote and yes[place] == 0.0) or (not vote and yes[place] == 1.0):
            raise RuleError(f"the known vote of {game.members[place]!r} was given probability 0")
    if not loading.any():
        for place, vote in fixed.items():
            yes[place] = float(vote)
        total, gradient = independent(game, yes)
        return Chance(game.members, min(max(total, 0.0), 1.0), gradient, 1e-13 * max(1, len(yes)) ** 0.5)
    return _one_factor(game, yes, np.sqrt(loading), fixed, nodes)


def _one_factor(game: Game, yes: Floats, loading: Floats, known: dict[int, bool], nodes: int | None) -> Chance:
    bar: Floats = -normal_quantile(yes)  # yes if the latent leaning is above it
    if bool(np.all(loading == 1.0)):
        return _together(game, yes, known)
    if loading.max() > 0.99995:
        raise RuleError("a rho this close to 1 cannot be integrated", accepted="at most 0.9999, or 1 for all members")
    if nodes is not None:
        return _gauss_hermite(game, bar, loading, known, nodes)
    step, reach = 1.0, 9.0
    totals: Floats = np.zeros(len(yes) + 2)
    last: Floats | None = None
    while True:
        points = np.arange(-reach, reach + step / 2, step)
        if last is not None:
            points = points[1::2]  # the others have been visited
        for z in points:
            totals += _at_factor(game, bar, loading, known, float(z))
        result: Floats = totals[1:] / totals[0]
        if last is not None and float(np.abs(result - last).max()) < 1e-14:
            break
        if step < 2**-9:
            raise RuleError("the shared factor could not be integrated", accepted="a smaller rho")
        last, step = result, step / 2
    error = float(np.abs(result - last).max()) + 1e-13
    return Chance(game.members, float(min(max(result[0], 0.0), 1.0)), result[1:], error)


def _gauss_hermite(game: Game, bar: Floats, loading: Floats, known: dict[int, bool], nodes: int) -> Chance:
    if not 2 <= nodes <= 180:
        raise RuleError(f"{nodes} Gauss-Hermite nodes", accepted="2 to 180")
    totals: Floats = np.zeros(len(bar) + 2)
    for x, weight in zip(*np.polynomial.hermite.hermgauss(nodes), strict=True):
        totals += weight * np.exp(x * x) * _at_factor(game, bar, loading, known, float(x * np.sqrt(2.0)))
    result = totals[1:] / totals[0]
    return Chance(game.members, float(result[0]), result[1:], float("nan"))


def _at_factor(game: Game, bar: Floats, loading: Floats, known: dict[int, bool], z: float) -> Floats:
    """Weight, weighted P(pass), weighted gradient at one value of the factor."""
    p = normal_probability((loading * z - bar) / np.sqrt(1.0 - loading**2))
    density = np.exp(-0.5 * z * z)
    for place, vote in known.items():
        density *= p[place] if vote else 1.0 - p[place]
        p[place] = float(vote)
    if density < 1e-300:
        return np.zeros(len(bar) + 2)
    total, gradient = independent(game, p)
    return np.concatenate([[density, density * total], density * gradient])


def _together(game: Game, yes: Floats, known: dict[int, bool]) -> Chance:
    """rho = 1: one draw decides all; whoever is likelier says yes first."""
    cuts = np.unique(np.concatenate([[0.0, 1.0], 1.0 - yes]))
    sums: Floats = np.zeros(len(yes) + 2)
    for low, high in pairwise(cuts):
        p = (1.0 - yes <= low).astype(np.float64)
        if any(bool(p[place]) != vote for place, vote in known.items()):
            continue
        total, gradient = independent(game, p)
        sums += (high - low) * np.concatenate([[1.0, total], gradient])
    if sums[0] == 0.0:
        raise RuleError("the known votes cannot happen together with rho = 1", accepted="a smaller rho")
    return Chance(game.members, float(sums[1] / sums[0]), sums[2:] / sums[0], 1e-13)


def state_chance(rule: Rule, p: Mapping[str, Mapping[Vote, float]]) -> tuple[float, dict[str, dict[Vote, float]]]:
    """P(pass) when members may also abstain or stay away, and P(pass | member's vote) for every member and vote.

    Args:
        rule: the rule, over all five states.
        p: for each member the probability of each vote; votes that are left out have none.

    >>> rule = Rule.of("1 member and no objection", ["A", "B"])
    >>> half = {Vote.YES: 0.5, Vote.ABSTAIN: 0.5}
    >>> state_chance(rule, {"A": half, "B": half})[0]
    0.75
    """
    table = np.zeros((len(rule.members), len(Vote)))
    for place, member in enumerate(rule.members):
        if member not in p:
            raise RuleError(f"no probabilities for {member!r}", accepted="a probability of each vote for every member")
        for column, vote in enumerate(Vote):
            table[place, column] = _probability(p[member].get(vote, 0.0), f"{member}, {vote}")
        if abs(table[place].sum() - 1.0) > 1e-9:
            raise RuleError(f"the probabilities of {member!r} add up to {table[place].sum():g}", accepted="1")
    total, slopes = on_diagram(_compiled_system(rule.system), table)
    by_member = {m: {vote: float(slopes[i, c]) for c, vote in enumerate(Vote)} for i, m in enumerate(rule.members)}
    return total, by_member


def _read(given: Chances, members: tuple[str, ...], what: str) -> Floats:
    if isinstance(given, Mapping):
        for member in given:
            if member not in members:
                raise RuleError(f"{what} for {member!r}, who is not a member", accepted=", ".join(members[:40]))
        missing = [member for member in members if member not in given]
        if missing:
            raise RuleError(f"no {what} for {missing[0]!r}", accepted="one for every member")
        given = [given[member] for member in members]
    if len(given) != len(members):
        raise RuleError(f"{len(given)} values ({what}) for {len(members)} members", accepted="one a member")
    return np.array([_probability(value, f"{what} of {m}") for m, value in zip(members, given, strict=True)])


def _share(rho: float, size: int) -> Floats:
    return np.full(size, _probability(rho, "rho"))


def _probability(value: Any, where: str) -> float:
    try:
        number = float(value)
    except (TypeError, ValueError):
        raise RuleError(f"{value!r} is not a number", where=where, accepted="0 to 1") from None
    if not 0.0 <= number <= 1.0:
        raise RuleError(f"{number:g} is no probability", where=where, accepted="0 to 1")
    return number


def _known(given: Mapping[str, Vote | bool], members: tuple[str, ...]) -> dict[int, bool]:
    settled: dict[int, bool] = {}
    for member, vote in given.items():
        if member not in members:
            raise RuleError(f"a vote of {member!r}, who is not a member", accepted=", ".join(members[:40]))
        if isinstance(vote, Vote) and vote not in (Vote.YES, Vote.NO):
            raise RuleError(f"{member!r}: {vote}", accepted="yes or no here; see state_chance for the other votes")
        settled[members.index(member)] = vote is True or vote is Vote.YES
    return settled


__all__ = ["Chance", "TooLargeError", "compiled", "game_of", "independent", "pass_chance", "state_chance"]
