"""The coupled forecaster with and without what members have said: one fit and one set of draws for both, so that they
differ by the statements and by nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, time

from whipcount.forecasts.core.contract import Curve, Forecaster
from whipcount.forecasts.core.decisions import Snapshot
from whipcount.forecasts.hazard.coupled import Coupled, Prepared
from whipcount.forecasts.hazard.evidence import Array, EvidencePrior, shifts
from whipcount.forecasts.hazard.evidence_history import heard_so_far, positions_of
from whipcount.forecasts.hazard.statement_table import Said, evidence_on
from whipcount.positions.stance.stance import Evidence


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
        heard = _heard(decision, evidence, self.prior)
        coupled = self._once.coupled
        ahead = effects(decision, evidence, self.prior)
        return coupled.run(coupled.fit([self._with(past) for past in history], heard), heard, shift=ahead).curve

    def _with(self, past: Snapshot) -> Snapshot:
        evidence = evidence_on(past, self.rows)
        return _heard(past, evidence, self.prior) if evidence else past


def effects(decision: Snapshot, evidence: Sequence[Evidence], prior: EvidencePrior) -> Array:
    """What the positions of the day add to the log-odds of each member in each month ahead: shape (members, months)."""
    positions = positions_of(evidence, decision.members, decision.as_of, _end_of(decision))
    return shifts(positions, decision.as_of, evidence={e.id: e for e in evidence}, prior=prior)


def _heard(decision: Snapshot, evidence: Sequence[Evidence], prior: EvidencePrior) -> Snapshot:
    """The decision with what had been said weighed in each month so far."""
    return replace(decision, heard=heard_so_far(evidence, decision.members, decision, _end_of(decision), prior=prior))


def _end_of(decision: Snapshot) -> datetime:
    return datetime.combine(decision.as_of, time.max, UTC)


def silent_and_told(coupled: Coupled, rows: Sequence[Said] | None = None) -> tuple[Forecaster, ...]:
    """The coupled forecaster, and beside it the one that hears the statements, where there are any."""
    once = _Once(coupled)
    return (Silent(once),) if rows is None else (Silent(once), Told(once, rows))
