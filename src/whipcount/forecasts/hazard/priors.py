"""The priors of the hazard's fit: everything that the data are not left alone with, and their precision matrix."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from whipcount.errors import ForecastError
from whipcount.forecasts.hazard.design import CALENDAR, KNOTS, NAMES, PEERS, Panel

Array = NDArray[np.float64]


def _gauss_hermite(count: int) -> tuple[Array, Array]:
    nodes, weights = np.polynomial.hermite.hermgauss(count)
    return nodes * np.sqrt(2), np.log(weights / np.sqrt(np.pi))


@dataclass(frozen=True)
class Penalty:
    """Priors of the fit: everything that the data are not left alone with. Log-odds units.

    Attributes:
        frailty, momentum, member, holdout: standard deviations of the effects.
        half_life: months after which half of a momentum is gone.
        smooth: standard deviation of the change of slope between stretches of age.
        slope: standard deviation of every other coefficient.
        stubborn: share of spells whose holdout effect is of another kind: ``depth`` lower, with standard deviation
            one.
        depth: how much lower.
        nodes: quadrature nodes for the holdout effect, of either kind.
    """

    frailty: float = 1.0
    momentum: float = 1.5
    half_life: float = 6.0
    member: float = 0.5
    holdout: float = 0.6
    contested: float = 0.5
    stubborn: float = 0.2
    depth: float = 3.5
    smooth: float = 0.5
    slope: float = 1.0
    nodes: int = 5

    def __post_init__(self) -> None:
        for name in ("frailty", "momentum", "half_life", "member", "holdout", "smooth", "slope"):
            if not getattr(self, name) > 0:
                raise ForecastError(f"{name} must be above nought", where="penalty")
        for name in ("stubborn", "contested"):
            if not 0 < getattr(self, name) < 1:
                raise ForecastError(f"{name} is a share", where="penalty", accepted="above 0 and below 1")

    def quadrature(self) -> tuple[Array, Array]:
        """Holdout effects (nodes) and the logarithms of their weights, by kind of decision: shapes (nodes,), (2,
        nodes).

        Decisions of the first kind have no stubborn members, those of the second have.
        """
        usual, log_usual = _gauss_hermite(self.nodes)
        deep, log_deep = _gauss_hermite(3)
        nodes = np.concatenate([self.holdout * usual, deep - self.depth])
        none = np.full(3, -np.inf)
        smooth = np.concatenate([log_usual, none])
        contested = np.concatenate([np.log1p(-self.stubborn) + log_usual, np.log(self.stubborn) + log_deep])
        return nodes, np.stack([smooth, contested])

    @property
    def log_kinds(self) -> Array:
        """The logarithms of the shares of the two kinds of decisions."""
        return np.log([1 - self.contested, self.contested])

    def density(self, effect: Array, kind: int) -> Array:
        """The density of a holdout effect in a decision of a kind, up to a factor."""
        usual = np.exp(-0.5 * (effect / self.holdout) ** 2) / self.holdout
        if kind == 0:
            return np.asarray(usual)
        return np.asarray((1 - self.stubborn) * usual + self.stubborn * np.exp(-0.5 * (effect + self.depth) ** 2))


PRIOR_MEAN: dict[str, float] = {
    "constant": -2.6,  # seven in a hundred members a month: half of them within nine months or so
    "refused": -2.5,  # who has said no comes back twelve times slower
    "provisional": -0.7,  # what is applied already is in no hurry
    "deadline near": 1.0,  # in proportion to one over the time left
    "recent": 1.0,  # members bunch
    "said": 1.0,  # statements weigh what the evidence prior says
}
"""Where coefficients are pulled to; nought for all others. Stated beforehand, not fitted."""
PRIOR_SD: dict[str, float] = {"constant": 1.0, "refused": 0.7, "provisional": 0.5, "deadline near": 0.5, "said": 0.4}


def places(panel: Panel) -> tuple[slice, slice, slice, slice]:
    """Where coefficients, decision effects, momenta and member effects stand among the parameters."""
    sizes = np.cumsum([0, len(NAMES), len(panel.decisions), len(panel.blocks), len(panel.members)])
    one, two, three, four = (slice(int(a), int(b)) for a, b in pairwise(sizes))
    return one, two, three, four


def penalty_matrix(panel: Panel, penalty: Penalty) -> tuple[Array, Array]:
    """Precision (matrix) and centre (vector) of the Gaussian prior of all parameters."""
    _, decisions, momenta, members = places(panel)
    size = members.stop
    precision = np.zeros((size, size))
    centre = np.zeros(size)
    for place, name in enumerate(NAMES):
        centre[place] = PRIOR_MEAN.get(name, 0.0)
        if place < len(CALENDAR) or name in (*PEERS, "said"):
            precision[place, place] = PRIOR_SD.get(name, penalty.slope) ** -2
    first = len(CALENDAR)
    bends = len(KNOTS) - 1
    widths = np.diff(np.log1p(np.asarray(KNOTS) / 3.0))
    difference = np.zeros((bends - 1, bends))
    for row in range(bends - 1):  # change of slope (per unit of the log scale) from one stretch to the next
        difference[row, row] = -1 / widths[row]
        difference[row, row + 1] = 1 / widths[row + 1]
    block = difference.T @ difference / penalty.smooth**2 + np.eye(bends) / (3 * penalty.slope) ** 2
    precision[first : first + bends, first : first + bends] = block
    diagonal = np.arange(size)
    precision[diagonal[decisions], diagonal[decisions]] = penalty.frailty**-2
    precision[diagonal[members], diagonal[members]] = penalty.member**-2
    for number in np.unique(panel.blocks[:, 0]):
        own = np.flatnonzero(panel.blocks[:, 0] == number)
        apart = np.abs(panel.blocks[own, 1][:, None] - panel.blocks[own, 1][None, :])
        at = own + momenta.start
        covariance = penalty.momentum**2 * 0.5 ** (apart / penalty.half_life)
        precision[np.ix_(at, at)] = np.linalg.inv(covariance)
    return precision, centre
