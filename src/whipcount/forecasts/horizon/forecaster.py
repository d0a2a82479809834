"""The shipped models behind the contract of rivals: as of today, and as of then."""

from __future__ import annotations

from collections.abc import Sequence

from whipcount.forecasts.core.contract import Curve
from whipcount.forecasts.core.decisions import Snapshot
from whipcount.forecasts.horizon.model import HorizonModel, pace_so_far
from whipcount.forecasts.horizon.shipped import shipped


class ConsentsPool:
    """The pooled model *as of today*: fitted on all decisions of the tables it was shipped with, whenever they were.

    The history it is given is not looked at. Decisions that it was fitted on are forecast by the part of it that has
    not seen them.
    """

    name = "consents pool"

    def __init__(self, model: HorizonModel | None = None) -> None:
        self.model = model or shipped().today

    def forecast(self, history: Sequence[Snapshot], decision: Snapshot) -> Curve:  # noqa: ARG002  (contract)
        """The curve of a decision."""
        return self.model.curve(decision)


class ConsentsPoolThen:
    """The pooled model *as of then*: fitted only on what was known when the forecast is made, anew every five years.

    The history it is given is not looked at. Before there was enough to learn from, the pace so far stands in.
    """

    name = "consents pool, as of then"

    def __init__(self) -> None:
        self.models = shipped()

    def forecast(self, history: Sequence[Snapshot], decision: Snapshot) -> Curve:  # noqa: ARG002  (contract)
        """The curve of a decision."""
        model = self.models.as_of(decision.as_of)
        return pace_so_far(decision) if model is None else model.curve(decision)
