"""The reference class: of so many decisions of the past that stood alike, so many were met in time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from whipcount.forecasts.core.decisions import Decision, Snapshot
from whipcount.forecasts.core.outlook import Reference
from whipcount.forecasts.horizon.additive import LARGE, SMALL, kind_of
from whipcount.forecasts.horizon.known import ALIKE, CLOSE
from whipcount.forecasts.horizon.rates import EDGES
from whipcount.forecasts.horizon.samples import AGES, Told

Ints = NDArray[np.int64]
TWICE = 2.0
"""Ages alike are up to so many times as long."""
ENOUGH, FEWEST = 10, 5
"""Decisions below which the class is widened, and below which none is told."""
_NEVER = np.iinfo(np.int64).max
_SHARES = ("less than a quarter", "a quarter to a half", "a half to three quarters", "three quarters or more")


@dataclass(frozen=True, eq=False)
class PastLooks:
    """Past decisions, each looked at from every age at which it was open.

    Attributes:
        everyone, members, need, start: one entry a decision: whether all must consent, how many there are and are
            needed, the day of its opening.
        certain, until: the day on which it was met for certain, and the last day of which its table tells; ordinals,
            the largest integer where there is none.
        decision, age, done: one entry a look: the decision's number, its age in days, consents by then.
    """

    everyone: NDArray[np.bool_]
    members: Ints
    need: Ints
    start: Ints
    certain: Ints
    until: Ints
    decision: Ints
    age: Ints
    done: Ints

    def last_day(self, day: date) -> date:
        """The last day up to another of which the tables tell."""
        days = self.until[self.until < _NEVER]
        return min(day, date.fromordinal(int(days.max()))) if len(days) else day

    def like(self, snapshot: Snapshot, days: int) -> Reference | None:
        """What became, within so many days, of the decisions that stood like this one by its day.

        Alike are those with as many members (all of up to twelve, of more, thresholds below a hundred, of more), as
        large a share of the consents needed, and half to twice its age; where they are few the age is let go, then the
        share. Each decision counts once, at the age nearest to this one's. Nothing that was not known on the
        snapshot's day counts, nor the decision itself or one parallel to it.

        Returns:
            None where even the widest class holds fewer than :data:`FEWEST`.
        """
        today = snapshot.today
        kind = kind_of(np.array([snapshot.rule.everyone]), np.array([len(snapshot.members)]))[0]
        kinds = kind_of(self.everyone, self.members)
        size = len(snapshot.members)
        parallel = (np.abs(self.start - snapshot.start) <= CLOSE) & (
            np.minimum(self.members, size) >= ALIKE * np.maximum(self.members, size)
        )
        ends = self.start[self.decision] + self.age + days
        certain, until = self.certain[self.decision], self.until[self.decision]
        came = certain <= ends
        settled = (ends <= today) & (came | (ends <= until))  # whoever could not be late yet does not count as in time
        fits = settled & (kinds == kind)[self.decision] & ~parallel[self.decision]
        share = np.searchsorted(EDGES, self.done / np.maximum(self.need[self.decision], 1), side="right")
        mine = int(np.searchsorted(EDGES, snapshot.consented.sum() / max(snapshot.need, 1), side="right"))
        away = np.abs(np.log((self.age + 30.0) / (max(snapshot.age, 1) + 30.0)))
        alike = fits & (share == mine)
        filled = f"with {_SHARES[mine]} of what is needed in"
        classes = (
            (alike & (away <= np.log(TWICE)), ENOUGH, f"{filled}, at half to twice its age"),
            (alike, ENOUGH, f"{filled}, at any age"),
            (fits, FEWEST, "still open, with any share of what is needed in"),
        )  # fmt: skip
        for which, enough, words in classes:
            picked = _nearest(self.decision, away, which)
            if len(picked) >= enough:
                years = self.start[self.decision[picked]]
                first, last = (date.fromordinal(int(day)).year for day in (years.min(), years.max()))
                met = int(came[picked].sum())
                sentence = (
                    f"of {len(picked)} past decisions {_KINDS[kind]}, opened {first} to {last} and looked at {words}, "
                    f"{met} {'was' if met == 1 else 'were'} met within {days:,} days"
                )
                return Reference(len(picked), met, sentence)
        return None


_KINDS = (
    f"that needed all of up to {SMALL} members",
    f"that needed all of more than {SMALL} members",
    f"that needed a number of fewer than {LARGE} members",
    f"that needed a number of {LARGE} or more members",
)


def _nearest(decision: Ints, away: NDArray[np.float64], which: NDArray[np.bool_]) -> Ints:
    """Of each decision the look that is least far away, among some."""
    places = np.flatnonzero(which)
    order = places[np.lexsort((places, away[places], decision[places]))]
    _, first = np.unique(decision[order], return_index=True)
    return order[first]


def past_looks(decisions: Sequence[Decision], ages: Sequence[int] = AGES) -> PastLooks:
    """Look at past decisions whose rule can be computed."""
    heads: list[tuple[bool, int, int, int, int, int]] = []
    looks: list[tuple[int, int, int]] = []
    for decision in (d for d in decisions if not d.rule.missing):
        told, start = Told.of(decision, None), decision.opened.toordinal()
        size = sum(member.opened <= decision.opened for member in decision.members)
        for age in ages:
            if told.by(start + age) is not False:
                break
            snapshot = decision.as_of(date.fromordinal(start + age))
            if snapshot.met:
                break
            looks.append((len(heads), age, int(snapshot.consented.sum())))
        heads.append(
            (
                decision.rule.everyone, max(size, 1), decision.rule.need(max(size, 1)), start,
                _finite(told.certain), _finite(told.until),
            )
        )  # fmt: skip
    columns = list(zip(*heads, strict=True)) or [()] * 6
    seen = np.array(looks, dtype=np.int64).reshape(-1, 3)
    return PastLooks(
        np.array(columns[0], dtype=bool), *(np.array(c, dtype=np.int64) for c in columns[1:]), *seen.T
    )  # fmt: skip


def _finite(day: float) -> int:
    return int(day) if np.isfinite(day) else _NEVER
