"""What members have said moves the hazard: stance x credibility x decay, month by month.

The position is folded as everywhere (:mod:`whipcount.positions.count.fold`), so a newer or higher word takes the
place of
an older or lower one, and what counts once counts once. What a position adds to its member's log-odds of consenting
in a month rises along the order of stances, fades with the age of the statement, and is uncertain: all sizes share
one factor that is drawn anew on each path.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise, permutations
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from whipcount.errors import ForecastError
from whipcount.forecasts.core.contract import MONTH, STEPS
from whipcount.forecasts.core.propensity import ORDER, credibility
from whipcount.forecasts.hazard.commitments import promise_of
from whipcount.positions.count.tally import Position
from whipcount.positions.stance.stance import Authority, Evidence, Force, Stance

Array = NDArray[np.float64]

_SIZES: Mapping[Stance, float] = MappingProxyType(
    {
        Stance.NO: -3.0,  # twenty times less likely to consent this month
        Stance.LEAN_NO: -2.0,
        Stance.UNDECIDED: -1.2,  # who has not made up its mind in the open is slower than who is silent
        Stance.DECLINED: -0.8,
        Stance.ABSTAIN: -0.4,  # it lets others go on, and has itself not consented; stated
        Stance.LEAN_YES: 0.2,
        Stance.WILL_NOT_BLOCK: 0.3,
        Stance.YES: 0.5,  # words are cheap: saying yes is not yet a vote in parliament
    }
)


@dataclass(frozen=True, slots=True)
class EvidencePrior:
    """Sizes in log-odds a month. Stated, not fitted: the tables of consents hold no statements.

    Attributes:
        sizes: by stance, rising along the order of stances.
        half_life: days after which half of the worth of a statement in favour is gone.
        half_life_against: the same for what speaks against (a no, doubts, a condition): who has taken a stand in the
            open keeps it until it says otherwise, and then the fold has the new word.
        condition_open, condition_unmet: added to a stance in favour that waits for something.
        warned: added when the speaker warns of a veto.
        committed: added when the speaker commits itself to a yes.
        scheduled: added in the month of a vote that is scheduled, and halved each month after.
        promised: added in the months that the speaker has named for its member's consent, and halved each month after.
    """

    sizes: Mapping[Stance, float] = field(default_factory=lambda: dict(_SIZES))
    half_life: float = 180.0
    half_life_against: float = 720.0
    condition_open: float = -2.5
    condition_unmet: float = -3.5
    warned: float = -0.5
    committed: float = 0.5
    scheduled: float = 3.0
    promised: float = 1.0

    def __post_init__(self) -> None:
        sizes = [self.sizes.get(stance, np.nan) for stance in ORDER]
        if any(not after >= before for before, after in pairwise(sizes)):
            raise ForecastError(
                "sizes must rise from no to yes", where="evidence prior", accepted="one a stance, rising"
            )
        if not (self.half_life > 0 and self.half_life_against > 0):
            raise ForecastError("half-lives must be above nought", where="evidence prior")


@dataclass(frozen=True, slots=True)
class Scheduled:
    """A vote of a member that is known to be coming."""

    member: str
    on: date


def shifts(
    positions: Sequence[Position],
    as_of: date,
    *,
    evidence: Mapping[str, Evidence],
    scheduled: Sequence[Scheduled] = (),
    prior: EvidencePrior | None = None,
) -> Array:
    """What the positions add to the members' log-odds in each month ahead.

    Args:
        positions: one a member, in the forecast's order.
        as_of: the day of the forecast.
        evidence: by id, what the positions were folded from.
        scheduled: votes that are coming.
        prior: the sizes.

    Returns:
        shape (members, months).
    """
    prior = prior or EvidencePrior()
    months = np.arange(STEPS)
    result = np.zeros((len(positions), STEPS))
    for place, position in enumerate(positions):
        item = evidence.get(position.evidence[0]) if position.evidence else None
        if position.stance is not None:
            size = prior.sizes[position.stance]
            if size >= prior.sizes[Stance.LEAN_YES]:
                waits = [
                    prior.condition_unmet if c.met is False else prior.condition_open
                    for c in position.conditions
                    if not c.met
                ]
                size += min(waits, default=0.0)
            if item is not None:
                size += prior.warned if item.force is Force.WARN_OF_VETO else 0.0
                size += prior.committed if item.force is Force.COMMIT and size > 0 else 0.0
            worth = credibility(item) if item else min(max(position.confidence, 0.0), 1.0)
            since = item.said_to if item else position.since or as_of
            age = max((as_of - since).days, 0) + months * MONTH
            settled = item is not None and item.authority >= Authority.FORMAL_DECISION
            half_life = prior.half_life if size > 0 else prior.half_life_against
            result[place] += size * worth * (1.0 if settled else 0.5 ** (age / half_life))
            promise = promise_of(item) if item is not None else None
            if promise is not None:
                result[place] += prior.promised * worth * _due((promise.first, promise.last), as_of)
        for vote in scheduled:
            if vote.member == position.member and vote.on >= as_of:
                result[place] += prior.scheduled * _due((vote.on, vote.on), as_of)
    return result


def _due(days: tuple[date, date], as_of: date) -> Array:
    """One in each month ahead that holds one of the days, half in the month after the last, a quarter in the next."""
    first, last = ((day - as_of).days // MONTH for day in days)
    months = np.arange(STEPS, dtype=np.float64)
    return np.where(months < first, 0.0, 0.5 ** np.maximum(months - last, 0.0))


@dataclass(frozen=True, slots=True)
class StatementShare:
    """What one statement is worth in a forecast.

    Attributes:
        evidence: its id.
        member: whose position it bears on.
        without: the forecast if it had not been made.
        effect: the forecast minus that (leave one out).
        shapley: its share of the whole difference that all statements make together; ``None`` where there are too
            many to try (then only leaving out is told).
    """

    evidence: str
    member: str | None
    without: float
    effect: float
    shapley: float | None


_EXACT = 5
_ORDERS = 24
_MOST = 40


def shares(
    ids: Sequence[tuple[str, str | None]], value: Callable[[frozenset[str]], float]
) -> tuple[StatementShare, ...]:
    """Leave-one-out effects and Shapley values of statements.

    All orders are tried up to five statements that matter, drawn orders and their reverses beyond, none above forty.

    Args:
        ids: id and member of each statement.
        value: the forecast from a set of ids.

    >>> worth = lambda known: 0.5 + 0.2 * ("a" in known) - 0.1 * ("b" in known)
    >>> [(s.evidence, round(s.effect, 2), round(s.shapley, 2)) for s in shares([("a", "X"), ("b", "Y")], worth)]
    [('a', 0.2, 0.2), ('b', -0.1, -0.1)]
    """
    known: dict[frozenset[str], float] = {}

    def worth(chosen: frozenset[str]) -> float:
        if chosen not in known:
            known[chosen] = value(chosen)
        return known[chosen]

    everything = frozenset(i for i, _ in ids)
    full = worth(everything)
    without = {i: worth(everything - {i}) for i in sorted(everything)}
    alone = {i: worth(frozenset({i})) for i in sorted(everything)} if len(everything) <= _MOST else {}
    base = worth(frozenset())
    players = [i for i in sorted(everything) if without[i] != full or alone.get(i, base) != base]
    values: dict[str, float] | None = None
    if len(players) <= _MOST:
        if len(players) <= _EXACT:
            orders = list(permutations(players))
        else:
            random = np.random.Generator(np.random.PCG64(1953))
            drawn = [tuple(players[i] for i in random.permutation(len(players))) for _ in range(_ORDERS // 2)]
            orders = drawn + [order[::-1] for order in drawn]
        values = dict.fromkeys(players, 0.0)
        for order in orders:
            before = frozenset(everything - frozenset(players))
            for player in order:
                after = before | {player}
                values[player] += (worth(after) - worth(before)) / len(orders)
                before = after
    parts = [
        StatementShare(i, member, without[i], full - without[i], None if values is None else values.get(i, 0.0))
        for i, member in dict(ids).items()
    ]
    return tuple(sorted(parts, key=lambda s: (-abs(s.effect if s.shapley is None else s.shapley), s.evidence)))
