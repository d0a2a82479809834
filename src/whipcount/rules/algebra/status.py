"""What can still happen: carried, blocked or open, whatever the members who have not voted do.

Bounds on each threshold decide most cases at once; a pair of opposite outcomes among a few natural endings proves
``open``; what remains is settled exactly by a decision diagram over the members that are left.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from whipcount.rules.algebra.system import System, decide
from whipcount.rules.algebra.votes import Vote


class Status(StrEnum):
    """What the votes cast so far leave possible."""

    CARRIED = "carried"
    BLOCKED = "blocked"
    OPEN = "open"


def status(system: System, cast: Mapping[str, Vote]) -> Status:
    """Whether the rule is sure to be met, sure to fail, or undecided.

    Args:
        system: the rule in normal form.
        cast: the votes that stand; members who are not in it may still do anything.
    """
    truths = _bounds(system, cast)
    decided = decide(system.formula, truths)
    if decided is None:
        ends = {system.holds([cast.get(member, rest) for member in system.members]) for rest in Vote}
        decided = None if len(ends) == 2 else _exactly(system, cast)
    return Status.OPEN if decided is None else Status.CARRIED if decided else Status.BLOCKED


def left(system: System, cast: Mapping[str, Vote]) -> tuple[str, ...]:
    """Who has not voted and can still matter: nobody once the rule is decided, and no dummies before."""
    from whipcount.rules.algebra.dummies import mattering

    if status(system, cast) is not Status.OPEN:
        return ()
    matters = mattering(system, cast)
    return tuple(m for place, m in enumerate(system.members) if m not in cast and place in matters)


def holding_up(system: System, cast: Mapping[str, Vote]) -> tuple[str, ...]:
    """Of a blocked rule: the members whose changing to yes would, alone, open the way again."""
    if status(system, cast) is not Status.BLOCKED:
        return ()
    return tuple(
        member
        for member in system.members
        if cast.get(member) not in (None, Vote.YES) and status(system, {**cast, member: Vote.YES}) is not Status.BLOCKED
    )


def _bounds(system: System, cast: Mapping[str, Vote]) -> list[bool | None]:
    truths: list[bool | None] = []
    for threshold in system.thresholds:
        low = high = 0
        for place, member in enumerate(system.members):
            vote = cast.get(member)
            if vote is None:
                low += threshold.lowest[place]
                high += threshold.highest[place]
            else:
                gain = threshold.gains[place][system.place[vote]]
                low += gain
                high += gain
        truths.append(True if low >= threshold.quota else False if high < threshold.quota else None)
    return truths


def _exactly(system: System, cast: Mapping[str, Vote]) -> bool | None:
    from whipcount.rules.algebra.dummies import open_system
    from whipcount.rules.diagram import compile_system

    return compile_system(open_system(system, cast)).constant
