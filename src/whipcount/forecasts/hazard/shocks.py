"""What no past month foretells: big news that sets a decision's momentum anew, and holdouts that relent.

The fit takes momenta to be normal and holdouts to stay what they are. Past decisions were not so tame: fifteen
consents came within half a year after thirteen months of none, and who had held out longest came in within days of
each other, after an election, a second vote or a deal. How often and how big is not fitted but spread over a range,
one draw a path.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from whipcount.errors import ForecastError
from whipcount.forecasts.core.contract import STEPS
from whipcount.forecasts.core.simulate import Relenting
from whipcount.forecasts.hazard.priors import Array, Penalty


@dataclass(frozen=True, slots=True)
class News:
    """How often the unforeseen happens, and how big it is. Stated ranges.

    Attributes:
        rate: chance in a month that the momentum of the decision is set anew, whatever it was, between these two.
        width: standard deviation of the new momentum in units of the fitted one, between these two.
        relent: chance in a month that what has held members back so far is settled for all of them, between these two.
    """

    rate: tuple[float, float] = (0.0, 0.2)
    width: tuple[float, float] = (1.0, 2.0)
    relent: tuple[float, float] = (0.0, 0.1)

    def __post_init__(self) -> None:
        chances = all(0 <= low <= high <= 1 for low, high in (self.rate, self.relent))
        if not chances or not 0 <= self.width[0] <= self.width[1]:
            raise ForecastError(
                "rate, width and relent are ranges", where="news", accepted="chances within 0 to 1, rising"
            )


def momenta(news: News, penalty: Penalty, now: Array, random: np.random.Generator) -> Array:
    """The momentum of each month ahead, on each path.

    It decays from what it is now, small news come every month (Ornstein-Uhlenbeck), and in some months big news set it
    anew.

    Args:
        news: how often and how big.
        penalty: spread and half-life of momenta.
        now: momentum now, shape (paths,).
        random: where draws come from.

    Returns:
        shape (paths, months).
    """
    paths = len(now)
    keep = 0.5 ** (1 / penalty.half_life)
    fresh = penalty.momentum * np.sqrt(1 - keep**2)
    small = random.standard_normal((STEPS, paths))
    rate = random.uniform(*news.rate, paths)
    width = penalty.momentum * random.uniform(*news.width, paths)
    struck = random.random((STEPS, paths)) < rate
    anew = np.zeros((STEPS, paths))
    anew[struck] = random.standard_normal(np.count_nonzero(struck))
    anew *= width
    small *= fresh
    momentum = np.empty((STEPS, paths))
    momentum[0] = now
    for month in range(STEPS - 1):
        momentum[month + 1] = np.where(struck[month], anew[month], keep * momentum[month] + small[month])
    return momentum.T


def relenting(news: News, penalty: Penalty, holdouts: Array, random: np.random.Generator) -> Relenting:
    """When what holds members back is settled on each path, and what holds them back from then on.

    From that month each holdout effect is of the usual kind, drawn anew, and none is lower than it was.

    Args:
        news: how often.
        penalty: spread of the usual kind.
        holdouts: holdout effects until then, shape (paths, left).
        random: where draws come from.

    >>> always = News(relent=(1.0, 1.0))
    >>> made = relenting(always, Penalty(), np.full((2, 1), 3.0), np.random.Generator(np.random.PCG64(1)))
    >>> made.month.tolist(), made.own.tolist()
    ([0, 0], [[3.0], [3.0]])
    """
    paths = len(holdouts)
    rate = random.uniform(*news.relent, paths)
    wait = random.standard_exponential(paths)
    with np.errstate(divide="ignore"):
        month = np.minimum(np.floor(wait / -np.log1p(-np.minimum(rate, 1 - 1e-12))), 10.0 * STEPS)
    usual = penalty.holdout * random.standard_normal(holdouts.shape)
    return Relenting(month.astype(np.int64), np.maximum(holdouts, usual))
