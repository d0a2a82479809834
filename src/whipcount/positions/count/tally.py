"""The tally (whip count): the positions of all members as of a date, and the rule's state on them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from whipcount.positions.stance.stance import Condition, Stance


class RuleState(StrEnum):
    """What the rule says on the positions: met, can no longer be met, or open."""

    MET = "met"
    BLOCKED = "blocked"
    OPEN = "open"


class StepOutcome(StrEnum):
    """What became of a piece of evidence in the fold."""

    SETS = "sets"
    REPEATS = "repeats"
    OUTRANKED = "outranked"
    OLDER = "older"
    NOT_COUNTED = "not counted"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the calculation behind a position: a piece of evidence and what became of it."""

    evidence: str
    outcome: StepOutcome
    reason: str
    other: str = ""  # the id of the other piece of evidence that the reason speaks of


@dataclass(frozen=True, slots=True)
class Position:
    """Where a member stands as of a date; ``stance`` None is unknown, and unknown is never consent."""

    member: str
    stance: Stance | None
    since: date | None = None
    conditions: tuple[Condition, ...] = ()
    evidence: tuple[str, ...] = ()  # ids of what sets it, first the deciding one
    steps: tuple[Step, ...] = ()
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class Tally:
    """The whip count. ``positions`` is in the body's order of members; ``pivotal``: whose vote alone decides now.

    ``agreed``: whose yes stands now, no condition open, and by an act where the rule takes acts; ``passing``: who will
    not block it, in the same way. Whoever says who has agreed or consented asks these.
    """

    proposal: str
    variant: str
    body: str
    as_of: date
    known_by: datetime
    rule: str  # the rule in words
    positions: tuple[Position, ...]
    state: RuleState
    left: tuple[str, ...]
    pivotal: tuple[str, ...] = ()
    agreed: tuple[str, ...] = ()
    passing: tuple[str, ...] = ()

    def position(self, member: str) -> Position:
        """The position of one member.

        Raises:
            KeyError: no such member.
        """
        for position in self.positions:
            if position.member == member:
                return position
        raise KeyError(member)


def open_yes(tally: Tally) -> tuple[str, ...]:
    """Members that have said yes with a condition that is not met yet: a yes on the record, and not counted as one."""
    return tuple(
        p.member
        for p in tally.positions
        if p.stance is Stance.YES and any(c.met is not True and c.about in (None, tally.variant) for c in p.conditions)
    )


def still_needed(tally: Tally) -> tuple[str, ...]:
    """Who still has to agree: nobody once the rule is met; once it is blocked, all who have not agreed."""
    if tally.state is RuleState.BLOCKED:
        fine = {*tally.agreed, *tally.passing}
        return tuple(p.member for p in tally.positions if p.member not in fine)
    return tally.left if tally.state is RuleState.OPEN else ()
