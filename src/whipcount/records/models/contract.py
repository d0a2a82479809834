"""What every model of records must do: be fitted on weighted past roll calls, and score silent members' votes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import numpy as np

from whipcount.records.record import Record

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Places = NDArray[np.intp]


class Fitted(Protocol):
    """A model fitted on a record."""

    def score(self, declared: Places, votes: Floats, asked: Places) -> Floats:
        """For each column asked a score that rises with its chance of yes, on about the scale of a log odds.

        Args:
            declared: columns of the members whose vote on the matter is known; may be empty.
            votes: their votes: 1 yes, 0 abstained, -1 no.
            asked: columns of the members asked about; none of the declared.
        """
        ...


class Model(Protocol):
    """A way to tell silent members' votes from the declared members' votes and the record."""

    @property
    def name(self) -> str:
        """The model's name, as users choose it."""
        ...

    def fit(self, record: Record, weights: Floats) -> Fitted:
        """Fit on the roll calls of a record, each with a weight (nought: as if it were not there)."""
        ...
