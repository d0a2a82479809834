"""What moved between two tallies: stance, conditions, consent; the one comparison that every face tells from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from whipcount.positions.count.tally import Tally
from whipcount.positions.stance.stance import Stance


class Consent(StrEnum):
    """Whether a member's consent counts under the rule."""

    AGREED = "agreed"  # its yes stands, by an act where the rule takes acts
    PASSING = "passing"  # it will not block
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a member stands, as far as a change of it matters to anybody."""

    stance: Stance | None
    waiting: bool  # a condition is open, or has failed
    consent: Consent


@dataclass(frozen=True, slots=True)
class Move:
    """A member whose standing changed; None: it was (or is) no member."""

    member: str
    was: Standing | None
    now: Standing | None

    @property
    def by_act(self) -> bool:
        """Whether only the consent changed: the same word, given by an act (or an act taken back)."""
        one, other = self.was, self.now
        return one is not None and other is not None and (one.stance, one.waiting) == (other.stance, other.waiting)


def standings(tally: Tally) -> dict[str, Standing]:
    """Where each member stands, by id."""
    agreed, passing = set(tally.agreed), set(tally.passing)
    return {
        p.member: Standing(
            p.stance,
            any(c.met is not True and c.about in (None, tally.variant) for c in p.conditions),
            Consent.AGREED if p.member in agreed else Consent.PASSING if p.member in passing else Consent.NONE,
        )
        for p in tally.positions
    }


def moves(before: Tally, after: Tally) -> tuple[Move, ...]:
    """The members that stand elsewhere, in the later tally's order; those that left come last.

    >>> from datetime import date, datetime
    >>> from whipcount.positions.count.tally import Position, RuleState
    >>> def made(stance, agreed=()):
    ...     return Tally("p", "asked", "B", date(2030, 1, 1), datetime(2030, 1, 1), "all", (Position("AA", stance),),
    ...                  RuleState.OPEN, (), agreed=agreed)
    >>> [move.by_act for move in moves(made(Stance.YES), made(Stance.YES, agreed=("AA",)))]
    [True]
    """
    old, new = standings(before), standings(after)
    moved = [Move(member, old.get(member), now) for member, now in new.items() if old.get(member) != now]
    return (*moved, *(Move(member, was, None) for member, was in old.items() if member not in new))
