"""Never: the risk that a decision is not slow but dead. It cannot be fitted on a handful of failures, so it is
stated.
"""

from __future__ import annotations

from dataclasses import dataclass

from whipcount.errors import ForecastError
from whipcount.forecasts.core.decisions import Snapshot


@dataclass(frozen=True, slots=True)
class NeverPrior:
    """The chance that a decision is never met, before anything is known of it.

    Attributes:
        blocked, seen: so many of so many decisions were blocked for good; one in 24 is what was seen when this was
            written, and counts as a Beta distribution's mean.
        after_refusal: the chance that a decision is dead once a member whose consent it needs has said no in the
            open. Of the refusals by referendum in Europe about half were overcome by a second vote.
        slow: the chance that a decision which will be met is still open at this age, as an exponential with this
            median in days; turns the prior into the chance given that it is still open.
    """

    blocked: float = 1.0
    seen: float = 24.0
    after_refusal: float = 0.6
    slow: float = 620.0

    def __post_init__(self) -> None:
        if not 0 <= self.blocked <= self.seen or self.seen <= 0 or not 0 <= self.after_refusal <= 1 or self.slow <= 0:
            raise ForecastError("a prior of never that is no probability", accepted="blocked out of seen")

    @property
    def chance(self) -> float:
        """Before anything is known."""
        return self.blocked / self.seen

    def given_open(self, decision: Snapshot) -> float:
        """The chance that it is never met, given that it is open on the snapshot's day (Bayes)."""
        if decision.refused.any():
            return self.after_refusal
        alive = float(0.5 ** (max(decision.age, 0) / self.slow))
        return self.chance / (self.chance + (1 - self.chance) * alive)
