"""The pooled model as of then: fitted only on what was known when the forecast is made, anew every five years.

Needs scikit-learn (the extra ``fit``).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
from scipy.special import ndtr

from whipcount.errors import ForecastError
from whipcount.forecasts.core.contract import GRID, Curve
from whipcount.forecasts.core.decisions import Consent, Decision, Snapshot
from whipcount.forecasts.horizon.features import at_day
from whipcount.forecasts.horizon.fitting import Settings, fit_model, material
from whipcount.forecasts.horizon.model import HorizonModel
from whipcount.forecasts.horizon.quickness import Quickness

YEARS = 5
"""Years for which one fit serves."""
FEWEST = 20
"""Decisions below which nothing is fitted, and the pace so far is all there is."""


def block_of(day: date) -> date:
    """The day up to which others are learned from.

    >>> block_of(date(1994, 6, 1))
    datetime.date(1990, 1, 1)
    """
    return date(day.year // YEARS * YEARS, 1, 1)


def decision_of(snapshot: Snapshot) -> Decision:
    """A decision as far as a snapshot knows it."""
    known = snapshot.consented
    members = tuple(
        Consent(
            member,
            date.fromordinal(int(snapshot.opened[i])),
            date.fromordinal(int(max(snapshot.first[i], snapshot.opened[i]))) if known[i] else None,
            date.fromordinal(int(snapshot.last[i])) if known[i] else None,
            weight=float(snapshot.weights[i]),
            signed=(
                date.fromordinal(int(snapshot.signed[i]))
                if snapshot.signed is not None and snapshot.signed[i] <= snapshot.today
                else None
            ),
            outside=bool(snapshot.outside is not None and snapshot.outside[i]),
        )
        for i, member in enumerate(snapshot.members)
    )
    seen = max(int(snapshot.followed.max(initial=snapshot.start)), snapshot.start)
    return Decision(
        snapshot.name, snapshot.body, snapshot.rule, date.fromordinal(snapshot.start), members,
        date.fromordinal(seen), accession=snapshot.accession,
    )  # fmt: skip


def fitted_by(decisions: Sequence[Decision], clusters: Sequence[str], day: date) -> HorizonModel | None:
    """The model that could have been fitted on a day; ``None`` where too little had been seen.

    Args:
        decisions: of the past; what happened after ``day`` is not looked at.
        clusters: one label a decision.
        day: the day.
    """
    seen = [(d, c) for d, c in zip(decisions, clusters, strict=True) if d.opened < day and not d.rule.missing]
    if len(seen) < FEWEST or len({c for _, c in seen}) < 2:
        return None
    try:
        ground = material([d for d, _ in seen], [c for _, c in seen], until=day)
        model, _ = fit_model(ground, version=f"as of {day}", settings=Settings(rounds=100), folds=4)
    except ForecastError:  # all that was known had one outcome
        return None
    return model


def pace_so_far(decision: Snapshot) -> Curve:
    """The members left at the pace so far, log-normal around it with a spread of a factor e."""
    if decision.met:
        return Curve(np.ones(len(GRID)))
    _, paces = at_day(decision, Quickness({}))
    with np.errstate(divide="ignore"):
        return Curve(ndtr(np.log(GRID) - paces[0]))


class AsOfThen:
    """The pooled model behind the contract, learned from the history that is given.

    A fit serves all forecasts of five years from the same history; the pace so far stands in before there is enough.
    """

    name = "consents pool, as of then"

    def __init__(self) -> None:
        self._fits: dict[tuple[date, tuple[str, ...]], HorizonModel | None] = {}

    def forecast(self, history: Sequence[Snapshot], decision: Snapshot) -> Curve:
        """The curve of a decision."""
        day = block_of(decision.as_of)
        past = [s for s in history if s.start < day.toordinal()]
        key = day, tuple(sorted(f"{s.name}|{s.start}" for s in past))
        if key not in self._fits:
            self._fits[key] = fitted_by([decision_of(s) for s in past], [s.body or s.name for s in past], day)
        model = self._fits[key]
        if model is None:
            return pace_so_far(decision)
        return model.curve(decision)
