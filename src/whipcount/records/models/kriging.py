"""Kriging over members: the best linear prediction of a silent member's vote from the declared members' votes.

A roll call is a draw of all members' votes with the mean and covariance of past roll calls. Given the declared votes,
a silent member's vote is predicted by the best linear unbiased prediction (Goldberger 1962; kriging, Matheron 1963;
Rasmussen and Williams 2006, equations 2.23 to 2.24), with its variance. The score is the prediction divided by its
standard deviation; a logit with two coefficients, set on past roll calls, makes a chance of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.linalg import cho_factor, cho_solve

from whipcount.records.models.covariance import Moments, moments, numbers
from whipcount.records.record import Record

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Places = NDArray[np.intp]

NUGGET = 0.1
"""Variance of what is a member's own on a single roll call, added to the declared members' variances."""
_LEAST_VARIANCE = 1e-3


@dataclass(frozen=True, slots=True)
class Kriged:
    """Predictions of silent members' votes on the scale -1 to 1.

    Attributes:
        prediction: by member asked.
        variance: of the prediction.
        shares: asked by declared: what each declared member's vote adds to the prediction.
    """

    prediction: Floats
    variance: Floats
    shares: Floats


@dataclass(frozen=True, slots=True)
class FittedKriging:
    """Kriging with the moments of a record."""

    moments: Moments

    def krige(self, declared: Places, votes: Floats, asked: Places) -> Kriged:
        """Predictions with their variances, and each declared member's share in them."""
        mean, covariance = self.moments.mean, self.moments.covariance
        prior = np.diag(covariance)[asked]
        if not len(declared):
            return Kriged(mean[asked], prior, np.zeros((len(asked), 0)))
        between = covariance[np.ix_(declared, asked)]
        among = covariance[np.ix_(declared, declared)] + NUGGET * np.eye(len(declared))
        weights = cho_solve(cho_factor(among, lower=True), between)
        surprise = numbers(votes) - mean[declared]
        shares = (weights * surprise[:, None]).T
        variance = np.maximum(prior - (weights * between).sum(axis=0), _LEAST_VARIANCE)
        return Kriged(mean[asked] + shares.sum(axis=1), variance, shares)

    def score(self, declared: Places, votes: Floats, asked: Places) -> Floats:
        """See :class:`whipcount.records.models.contract.Fitted`."""
        kriged = self.krige(declared, votes, asked)
        return kriged.prediction / np.sqrt(kriged.variance)

    def past(self, declared: Places, votes: Floats, asked: int) -> Floats:
        """What each past roll call adds to the prediction for one member, through the covariances with the declared.

        The prediction less the mean is a sum over declared members of their covariance with the member asked times a
        dual weight, and each covariance is a sum over past roll calls; so it is a sum over past roll calls, but for
        what shrinking has added.
        """
        if not len(declared):
            return np.zeros(len(self.moments.weights))
        covariance = self.moments.covariance
        among = covariance[np.ix_(declared, declared)] + NUGGET * np.eye(len(declared))
        dual = cho_solve(cho_factor(among, lower=True), numbers(votes) - self.moments.mean[declared])
        pairs = np.maximum(self.moments.pairs[asked, declared], 1e-9)
        deviations = self.moments.deviations
        through = deviations[:, declared] @ (dual / pairs)
        return np.asarray(self.moments.weights * deviations[:, asked] * through, dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Kriging:
    """The model.

    >>> import datetime
    >>> from whipcount.records.tables.ballot import RollCall
    >>> calls = tuple(RollCall("B", str(n), datetime.date(2020, 1, 1 + n)) for n in range(8))
    >>> votes = np.array([[1, 1, -1], [-1, -1, 1]] * 4, dtype=float)
    >>> record = Record("B", calls, ("P", "Q", "R"), ("",) * 3, ("",) * 3, votes)
    >>> fitted = Kriging().fit(record, np.ones(8))
    >>> fitted.score(np.array([0]), np.array([1.0]), np.array([1, 2])).round(1)  # Q votes with P, R against
    array([ 1., -1.])
    """

    name: str = "kriging"

    def fit(self, record: Record, weights: Floats) -> FittedKriging:
        """See :class:`whipcount.records.models.contract.Model`."""
        return FittedKriging(moments(record.votes, weights))
