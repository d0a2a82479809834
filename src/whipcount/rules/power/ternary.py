"""Power where abstaining is a vote of its own: the indices of Felsenthal and Machover for ternary voting rules.

Felsenthal, D. S. and Machover, M. (1997), Ternary voting games, *International Journal of Game Theory* 26, 335-351;
Felsenthal, D. S. and Machover, M. (1998), *The Measurement of Voting Power*, chapter 8.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from whipcount.errors import RuleError
from whipcount.rules.algebra.rule import Rule
from whipcount.rules.algebra.votes import Vote
from whipcount.rules.diagram import Diagram, compile_system
from whipcount.rules.power.chance import Floats, on_diagram

STATES = (Vote.NO, Vote.ABSTAIN, Vote.YES)


def ternary_diagram(rule: Rule) -> Diagram:
    """The diagram of a rule over no, abstain, yes (in that order)."""
    return compile_system(rule.system.choose(STATES))


def ternary_banzhaf(rule: Rule) -> tuple[Fraction, ...]:
    """The chance that a member's yes passes what its no would stop, all 3^(n-1) votings of the others equally likely.

    Raises:
        RuleError: for a rule under which a yes in place of a no can stop what would pass.

    >>> [str(x) for x in ternary_banzhaf(Rule.of("a majority of members voting", ["A", "B"]))]
    ['2/3', '2/3']
    """
    diagram = ternary_diagram(rule)
    _refuse_unless(diagram, Vote.NO, Vote.YES)
    n = diagram.size
    below = [np.array([0, 1], dtype=object)]
    for level in reversed(diagram.levels):
        below.append(below[-1][level].sum(axis=0))
    below.reverse()
    above = np.zeros(diagram.width(0), dtype=object)
    above[diagram.root] = 1
    out = [Fraction(0)] * n
    for depth, level in enumerate(diagram.levels):
        after = below[depth + 1]
        swings = int(np.dot(above, after[level[2]])) - int(np.dot(above, after[level[0]]))
        out[diagram.order[depth]] = Fraction(swings, 3 ** (n - 1))
        reach = np.zeros(diagram.width(depth + 1), dtype=object)
        for children in level:
            np.add.at(reach, children, above)
        above = reach
    return tuple(out)


def ternary_shapley_shubik(rule: Rule) -> Floats:
    """How often a member's vote settles the outcome, in a random order of random votes; adds up to one.

    The outcome is settled once the votes of all who are still to come cannot change it, the best of them being yes
    and the worst no. With *t* the moment at which the member votes and the others having voted before it
    independently with probability *t*, the chance is an integral over *t* of a polynomial of degree n - 1, which
    Gauss-Legendre nodes integrate exactly up to float rounding.

    Raises:
        RuleError: for a rule under which yes is not the best vote and no the worst (a quorum that a no helps to reach,
            where an abstention does not).

    >>> ternary_shapley_shubik(Rule.of("a majority of members voting", ["A", "B"])).round(6).tolist()
    [0.5, 0.5]
    """
    diagram = ternary_diagram(rule)
    _refuse_unless(diagram, Vote.NO, Vote.ABSTAIN)
    _refuse_unless(diagram, Vote.ABSTAIN, Vote.YES)
    n = diagram.size
    nodes, weights = np.polynomial.legendre.leggauss(n // 2 + 1)
    total: Floats = np.zeros(n)
    for t, weight in zip((nodes + 1) / 2, weights / 2, strict=True):
        voted = np.full(3, t / 3)
        for rest, sign in ((2, 1.0), (0, -1.0)):  # those to come all say yes, or all say no
            row = voted.copy()
            row[rest] += 1 - t
            _, slopes = on_diagram(diagram, np.tile(row, (n, 1)))
            total += sign * weight * (slopes[:, rest] - slopes.mean(axis=1))
    return total


def _refuse_unless(diagram: Diagram, low: Vote, high: Vote) -> None:
    if not diagram.is_monotone(STATES.index(low), STATES.index(high)):
        raise RuleError(
            f"under this rule {high.value} in place of {low.value} can hurt: this power is not defined",
            accepted="a rule in which no, abstain, yes is the order from the worst to the best vote",
        )
