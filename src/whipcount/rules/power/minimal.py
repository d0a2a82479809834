"""Minimal winning coalitions of any monotone game, as a decision diagram of their own, and their listing in order.

A coalition is minimal if it loses without any one of its members. While members are asked one after another, it is
enough to remember where the coalition would stand without each of its *least weighty* members so far: those without
a weightier one stand no better. So a state is a node of the game's diagram together with a small set of (weights,
node) pairs.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any

import numpy as np

from whipcount.rules.diagram import Diagram, TooLargeError
from whipcount.rules.power.game import Game

MAX_STATES = 3_000_000

State = tuple[int, frozenset[tuple[int, int]]]
DEAD: State = (-1, frozenset())


def is_ordered(game: Game, order: Sequence[int]) -> bool:
    """Whether each member in this order weighs at least as much as the next one in every threshold."""
    return all(
        threshold.weights[before] >= threshold.weights[after]
        for threshold in game.thresholds
        for before, after in pairwise(order)
    )


def minimal_diagram(game: Game) -> Diagram:
    """The diagram that is true for exactly the minimal winning coalitions of a monotone game.

    Raises:
        TooLargeError: when it would not fit into memory.
    """
    diagram = game.diagram
    fate = _fate(diagram)
    kinds: dict[tuple[int, ...], int] = {}
    kind_of = [kinds.setdefault(tuple(t.weights[i] for t in game.thresholds), len(kinds)) for i in diagram.order]
    weights = list(kinds)
    covers = [[all(a <= b for a, b in zip(x, y, strict=True)) for y in weights] for x in weights]

    here: dict[State, int] = {_normal(diagram.root, frozenset(), fate[0]): 0}
    levels: list[Any] = []
    total = 0
    for depth, (low, high) in enumerate(diagram.levels):
        below: dict[State, int] = {DEAD: 0}
        children = np.zeros((2, len(here)), dtype=np.int64)
        mine = kind_of[depth]
        for state, place in here.items():
            if state == DEAD:
                continue
            node, without = state
            out = _normal(int(low[node]), frozenset((k, int(low[u])) for k, u in without), fate[depth + 1])
            still_open = {(k, int(high[u])) for k, u in without if not covers[mine][k]}
            if not any(covers[k][mine] and k != mine for k, _ in without):
                still_open.add((mine, int(low[node])))
            taken = _normal(int(high[node]), frozenset(still_open), fate[depth + 1])
            children[0, place] = below.setdefault(out, len(below))
            children[1, place] = below.setdefault(taken, len(below))
        levels.append(children)
        total += len(below)
        if total > MAX_STATES:
            raise TooLargeError("too many situations to tell the minimal coalitions apart", accepted=f"{MAX_STATES:,}")
        here = below
    ends = np.zeros(len(here), dtype=np.int64)
    for state, place in here.items():
        ends[place] = int(state != DEAD and state[0] == 1)
    if levels:
        levels[-1] = ends[levels[-1]]
    return Diagram(diagram.order, tuple(levels))


def _fate(diagram: Diagram) -> list[Any]:
    """For each level's nodes: 0 where everything below is false, 1 where true, 2 otherwise."""
    fate = [np.array([0, 1])]
    for low, high in reversed(diagram.levels):
        a, b = fate[-1][low], fate[-1][high]
        fate.append(np.where(a == b, a, 2))
    return fate[::-1]


def _normal(node: int, without: frozenset[tuple[int, int]], fate: Any) -> State:
    """The state, or ``DEAD`` when the coalition can no longer win, or is sure to win without somebody."""
    if fate[node] == 0 or any(fate[u] == 1 for _, u in without):
        return DEAD
    return node, frozenset((k, u) for k, u in without if fate[u] != 0)


def in_order(diagram: Diagram, costs: Sequence[Fraction | int]) -> Iterator[tuple[Fraction | int, tuple[int, ...]]]:
    """The sets that a two-state diagram is true for, cheapest first, found one at a time.

    A best-first search along the diagram: the cost so far plus the least that can still come is exact, so sets
    appear in order and nothing is listed that is not asked for.

    Args:
        diagram: of sets of members.
        costs: for each member what it adds, 0 or more.

    Yields:
        Cost, and the members' indices in rising order.
    """
    far = Fraction(sum(costs) + 1)
    rest: list[list[Fraction]] = [[far, Fraction(0)]]
    for depth in range(diagram.size - 1, -1, -1):
        low, high = diagram.levels[depth]
        cost, after = costs[diagram.order[depth]], rest[-1]
        rest.append([min(after[a], after[b] + cost) for a, b in zip(low.tolist(), high.tolist(), strict=True)])
    rest.reverse()
    if rest[0][diagram.root] >= far:
        return
    ticket = 0
    heap: list[tuple[Fraction, int, int, int, Fraction, tuple[int, ...]]] = [
        (rest[0][diagram.root], 0, 0, diagram.root, Fraction(0), ())
    ]
    while heap:
        _, _, depth, node, spent, chosen = heapq.heappop(heap)
        while depth < diagram.size:
            low, high = (int(x) for x in diagram.levels[depth][:, node])
            member = diagram.order[depth]
            with_it, without = spent + costs[member] + rest[depth + 1][high], spent + rest[depth + 1][low]
            taken = (depth + 1, high, spent + costs[member], (*chosen, member))
            left = (depth + 1, low, spent, chosen)
            best, other, price = (taken, left, without) if with_it <= without else (left, taken, with_it)
            if price < far:
                ticket -= 1  # of equal cost, the one branched off last first: complete sets soon, few half-done ones
                heapq.heappush(heap, (price, ticket, *other))
            depth, node, spent, chosen = best
        yield (spent.numerator if spent.denominator == 1 else spent), tuple(sorted(chosen))
