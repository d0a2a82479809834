"""Coalitions of a game: how many win, are minimal or block, listed only as far as asked; the smallest ways on."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate, islice
from typing import Literal

from whipcount.errors import RuleError
from whipcount.rules.algebra.rule import Rule
from whipcount.rules.algebra.votes import Vote, check_votes
from whipcount.rules.power.chance import game_of, many_weights
from whipcount.rules.power.counts import Counter
from whipcount.rules.power.game import Game
from whipcount.rules.power.minimal import in_order, is_ordered, minimal_diagram

Kind = Literal["winning", "minimal winning", "blocking", "minimal blocking"]


@dataclass(frozen=True, slots=True)
class Coalition:
    """A set of members, and what it costs in the order that was asked for (its size, or its weight)."""

    members: tuple[str, ...]
    cost: Fraction | int


def count(rule: Rule | Game, kind: Kind = "minimal winning") -> dict[int, int]:
    """How many coalitions of a kind there are, by size. They are counted on the decision diagram, never listed.

    >>> count(Game.weighted("ABCD", [3, 2, 2, 1], 5)), count(Game.weighted("ABCD", [3, 2, 2, 1], 5), "minimal blocking")
    ({2: 2, 3: 1}, {2: 4})
    """
    game = _monotone(rule)
    if kind in ("blocking", "minimal blocking"):
        game = game.dual()
    counter = Counter(game.diagram, sized=True)
    if kind in ("winning", "blocking"):
        by_size = counter.winning_by_size
    elif game.constant is True:
        by_size = [1]  # nobody is needed: the empty coalition, and no other is minimal
    elif is_ordered(game, game.diagram.order):
        by_size = counter.minimal_by_size
    else:
        by_size = Counter(minimal_diagram(game), sized=True).winning_by_size
    return {size: number for size, number in enumerate(by_size) if number}


def coalitions(
    rule: Rule | Game, kind: Kind = "minimal winning", *, by: Mapping[str, Fraction | int] | None = None
) -> Iterator[Coalition]:
    """The coalitions of a kind in order of size, or of the weights given, one at a time.

    Args:
        rule: a rule in which one more yes never hurts.
        kind: which coalitions.
        by: the weight by which to order them, for every member; size if not given.

    >>> [c.members for c in coalitions(Game.weighted("ABCD", [3, 2, 2, 1], 5))]
    [('A', 'B'), ('A', 'C'), ('B', 'C', 'D')]
    """
    game = _monotone(rule)
    if kind in ("blocking", "minimal blocking"):
        game = game.dual()
    if by is not None and set(by) != set(game.members):
        raise RuleError(
            "the weights to order by do not name exactly the members", accepted=", ".join(game.members[:40])
        )
    costs = [by[member] if by is not None else 1 for member in game.members]
    diagram = minimal_diagram(game) if kind.startswith("minimal") else game.diagram
    for cost, places in in_order(diagram, costs):
        yield Coalition(tuple(game.members[place] for place in places), cost)


@dataclass(frozen=True, slots=True)
class WaysOn:
    """What it takes from the votes cast so far.

    Attributes:
        to_pass: sets of members who have not voted whose yes is enough, whatever the others do; minimal, smallest
        first. to_block: sets of them who can prevent it, whatever the others do; minimal, smallest first.
        passing_sets: how many minimal sets there are to pass, of any size; None where they are too many to be counted:
        then only sets of the least size are listed, the weightiest first.
        blocking_sets: how many there are to block, or None.
    """

    to_pass: tuple[Coalition, ...]
    to_block: tuple[Coalition, ...]
    passing_sets: int | None
    blocking_sets: int | None


def ways_on(rule: Rule, votes: Mapping[str, Vote | None], *, limit: int = 5) -> WaysOn:
    """The smallest ways to pass and to block from the votes cast so far.

    Members who abstained or stay away count by the rule's own terms; those who have not voted are taken to end with
    yes or no.

    Args:
        rule: the rule.
        votes: the votes cast.
        limit: how many sets to list each way.

    >>> rule = Rule.of("2 members", ["A", "B", "C"])
    >>> ways = ways_on(rule, {"A": Vote.YES})
    >>> [c.members for c in ways.to_pass], [c.members for c in ways.to_block]
    ([('B',), ('C',)], [('B', 'C')])
    """
    game = _open_game(rule, check_votes(votes, rule.members))
    ways: list[tuple[tuple[Coalition, ...], int | None]] = []
    for side in (game, game.dual()):
        if isinstance(side.formula, bool):
            ways.append(((Coalition((), 0),) if side.formula else (), int(side.formula)))
            continue
        if many_weights(side):
            ways.append((tuple(islice(_weightiest(side), limit)), None))
            continue
        listed: list[Coalition] = []
        for coalition in coalitions(side):
            if len(listed) == limit:
                break
            listed.append(coalition)
        ways.append((tuple(listed), sum(count(side).values())))
    (to_pass, passing), (to_block, blocking) = ways
    return WaysOn(to_pass, to_block, passing, blocking)


def _weightiest(game: Game) -> Iterator[Coalition]:
    """Of one threshold: the winning coalitions of the least size, by falling weight.

    From a set, heavier ones come before lighter ones by moving one of its members one place down the list of weights.
    """
    (threshold,) = game.thresholds
    order = sorted(range(len(game.members)), key=lambda place: (-threshold.weights[place], place))
    weights = [threshold.weights[place] for place in order]
    sums = list(accumulate(weights))
    if not sums or sums[-1] < threshold.quota:
        return
    size = next(number for number, total in enumerate(sums, 1) if total >= threshold.quota)
    start = tuple(range(size))
    heap, seen = [(-sums[size - 1], start)], {start}
    while heap:
        total, chosen = heapq.heappop(heap)
        yield Coalition(tuple(game.members[place] for place in sorted(order[at] for at in chosen)), size)
        for number, at in enumerate(chosen):
            after = chosen[number + 1] if number + 1 < size else len(order)
            if at + 1 < after:
                lighter = (*chosen[:number], at + 1, *chosen[number + 1 :])
                weight = -total - weights[at] + weights[at + 1]
                if weight >= threshold.quota and lighter not in seen:
                    seen.add(lighter)
                    heapq.heappush(heap, (-weight, lighter))


def _open_game(rule: Rule, cast: Mapping[str, Vote]) -> Game:
    """The game between yes and no among those who have not voted."""
    system = rule.system
    free = [place for place, member in enumerate(system.members) if member not in cast]
    no, yes = system.place[Vote.NO], system.place[Vote.YES]
    thresholds = []
    for t in system.thresholds:
        done = sum(t.gains[p][system.place[cast[m]]] for p, m in enumerate(system.members) if m in cast)
        base = sum(t.gains[p][no] for p in free)
        thresholds.append(([t.gains[p][yes] - t.gains[p][no] for p in free], t.quota - done - base))
    game = Game.build([system.members[p] for p in free], thresholds, system.formula)
    return _monotone(game)


def _monotone(rule: Rule | Game) -> Game:
    game = game_of(rule) if isinstance(rule, Rule) else rule
    if not game.monotone:
        raise RuleError(
            "under this rule one more yes can hurt: coalitions and power are not defined", accepted="a monotone rule"
        )
    return game
