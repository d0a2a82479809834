"""The coupled forecaster with and without what members have said: one fit and one set of draws for both, so that they
differ by the statements and by nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time

import numpy as np

from whipcount.forecasts.contract import MONTH, Curve, Forecaster
from whipcount.forecasts.coupled import Coupled, Prepared
from whipcount.forecasts.decisions import Snapshot
from whipcount.forecasts.evidence import Array, EvidencePrior, shifts
from whipcount.forecasts.said import Said, evidence_on
from whipcount.positions.fold import fold
from whipcount.positions.stance import Evidence


class _Once:
    """Keeps the last decision prepared, for forecasters that ask for the same one in turn."""

    def __init__(self, coupled: Coupled) -> None:
        self.coupled = coupled
        self._of: tuple[Sequence[Snapshot], Snapshot] | None = None
        self._prepared: Prepared | None = None

    def prepared(self, history: Sequence[Snapshot], decision: Snapshot) -> Prepared:
        if self._prepared is None or self._of is None or self._of[0] is not history or self._of[1] is not decision:
            self._of = (history, decision)
            self._prepared = self.coupled.prepare(self.coupled.fit(history, decision), decision)
        return self._prepared


class Silent:
    """The coupled hazard, blind to statements."""

    name = Coupled.name

    def __init__(self, once: _Once) -> None:
        self._once = once

    def forecast(self, history: Sequence[Snapshot], decision: Snapshot) -> Curve:
        """The curve of a decision."""
        return self._once.prepared(history, decision).run().curve


class Told:
    """The coupled hazard, moved by the statements made by the day of the forecast."""

    name = "coupled + statements"

    def __init__(self, once: _Once, rows: Sequence[Said], prior: EvidencePrior | None = None) -> None:
        self._once = once
        self.rows = tuple(rows)
        self.prior = prior or EvidencePrior()

    def forecast(self, history: Sequence[Snapshot], decision: Snapshot) -> Curve:
        """The curve of a decision; that of :class:`Silent` where nobody has said anything on it."""
        evidence = evidence_on(decision, self.rows)
        if not evidence:
            return self._once.prepared(history, decision).run().curve
        told = replace(decision, heard=heard(decision, evidence, self.prior))
        coupled = self._once.coupled
        ahead = effects(decision.members, evidence, decision.as_of, self.prior)
        return coupled.run(coupled.fit([self._with(past) for past in history], told), told, shift=ahead).curve

    def _with(self, past: Snapshot) -> Snapshot:
        evidence = evidence_on(past, self.rows)
        return replace(past, heard=heard(past, evidence, self.prior)) if evidence else past


def effects(members: Sequence[str], evidence: Sequence[Evidence], as_of: date, prior: EvidencePrior) -> Array:
    """What the positions of a day add to the log-odds of each member in each month ahead: shape (members, months)."""
    now = datetime.combine(as_of, time.max, UTC)
    positions = [fold(evidence, member, as_of=as_of, known_by=now) for member in members]
    return shifts(positions, as_of, evidence={e.id: e for e in evidence}, prior=prior)


def heard(decision: Snapshot, evidence: Sequence[Evidence], prior: EvidencePrior) -> Array:
    """What had been said weighed in each month so far: the positions at the start of each month of age.

    The fit needs it: a member that held out because it had openly said no is no sign that the others are slow, nor
    that it is stubborn by nature. Shape (members, months of age).
    """
    months = max(int(decision.age / MONTH), 0) + 1
    begins = [date.fromordinal(decision.start + int(month * MONTH)) for month in range(months)]
    loud = sorted({e.member for e in evidence if e.member})
    weight = np.zeros((len(decision.members), months))
    places = [decision.members.index(member) for member in loud]
    for month, begin in enumerate(begins):
        if any(e.reported_on <= begin for e in evidence):
            weight[places, month] = effects(loud, evidence, begin, prior)[:, 0]
    return weight


def silent_and_told(coupled: Coupled, rows: Sequence[Said] | None = None) -> tuple[Forecaster, ...]:
    """The coupled forecaster, and beside it the one that hears the statements, where there are any."""
    once = _Once(coupled)
    return (Silent(once),) if rows is None else (Silent(once), Told(once, rows))
