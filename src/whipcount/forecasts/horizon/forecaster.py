"""The shipped model behind the contract of rivals."""

from __future__ import annotations

from collections.abc import Sequence

from whipcount.forecasts.core.contract import Curve
from whipcount.forecasts.core.decisions import Snapshot
from whipcount.forecasts.horizon.model import HorizonModel
from whipcount.forecasts.horizon.shipped import shipped_model


class ConsentsPool:
    """The pooled model *as of today*: fitted on all decisions of the tables it was shipped with, whenever they were.

    The history it is given is not looked at. Decisions that it was fitted on are forecast by the part of it that has
    not seen them.
    """

    name = "consents pool"

    def __init__(self, model: HorizonModel | None = None) -> None:
        self.model = model or shipped_model()

    def forecast(self, history: Sequence[Snapshot], decision: Snapshot) -> Curve:  # noqa: ARG002  (contract)
        """The curve of a decision."""
        return self.model.curve(decision)
