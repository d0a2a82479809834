"""How much work a count would be: by generating functions, or on a decision diagram.

Generating functions do one addition for each member, cell below the quota and prime; a diagram has at most as many
nodes on a level as the members above it, and those below it, have different sums, and as there are cells. The seconds
for each were measured (``benchmarks/power.py`` prints the choice over a grid of sizes and weights beside both ways).
"""

from __future__ import annotations

from collections import Counter
from math import log2

from whipcount.rules.power.game import Game
from whipcount.rules.power.generating import MAX_CELLS

ADDITION, CALL = 1.2e-10, 6e-6  # seconds of one addition of residues; of numpy's calls for one member
NODE, LEVEL = 5e-7, 9e-5  # seconds of one node of a diagram; of numpy's calls for one level
_BITS = log2(2**14)  # of a prime, at least


def cells_of(game: Game) -> int | None:
    """The cells that a generating function of the game takes; None for a game that is no single monotone threshold."""
    if len(game.thresholds) != 1 or any(weight < 0 for weight in game.thresholds[0].weights):
        return None
    (threshold,) = game.thresholds
    return max(min(threshold.quota, sum(threshold.weights) - threshold.quota + 1), 1)


def generating_seconds(members: int, cells: int) -> float:
    """Seconds of an exact count of all swings by generating functions."""
    primes = (members + 2) // _BITS + 1
    return members * CALL + primes * members * cells * ADDITION


def diagram_nodes(game: Game, cells: int) -> float:
    """How many nodes the diagram of one threshold may have, at most.

    >>> diagram_nodes(Game.weighted("ABCD", [1, 1, 1, 1], 2), 2)
    7.0
    """
    weights = sorted(game.thresholds[0].weights, reverse=True)
    above, below = _sums(weights), _sums(weights[::-1])[::-1]
    return float(sum(min(a, 2.0 * b, cells) for a, b in zip(above, below, strict=True)))


def _sums(weights: list[int]) -> list[float]:
    """For each member, how many different sums the members before it can have at most."""
    seen: Counter[int] = Counter()
    totals = [1.0]
    for weight in weights[:-1]:  # as many as there are ways to take 0, 1, 2, ... of each weight
        seen[weight] += 1
        totals.append(min(totals[-1] / seen[weight] * (seen[weight] + 1), 1e18))
    return totals


def diagram_seconds(members: int, nodes: float) -> float:
    """Seconds of an exact count of all swings on a diagram, with its making."""
    return members * LEVEL + nodes * NODE


def by_generating(game: Game) -> bool:
    """Whether generating functions are the quicker way to all swings of a game.

    >>> by_generating(Game.weighted("ABC", [4, 2, 1], 5)), by_generating(Game.weighted("ABC", [40**9, 20**9, 1], 41**9))
    (True, False)
    """
    cells = cells_of(game)
    if cells is None or cells > MAX_CELLS:
        return False
    members = len(game.members)
    return generating_seconds(members, cells) <= diagram_seconds(members, diagram_nodes(game, cells))
