"""Quantiles of the normal and the beta distribution: all that the forecast of a meeting would load scipy for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import exp, inf, lgamma, log, log1p, nan
from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike, NDArray

_STEPS = 200
_TINY = 1e-300


def normal_quantile(p: ArrayLike) -> NDArray[np.float64]:
    """The value under which a standard normal lies with probability ``p``, of the shape of ``p``.

    Infinite at 0 and 1, not a number outside of them. Relative error below 1e-15 (Wichura 1988, AS 241, of the
    standard library).

    >>> normal_quantile([0.5, 0.975]).round(2).tolist()
    [0.0, 1.96]
    """
    chances = np.asarray(p, dtype=np.float64)
    inverse = NormalDist().inv_cdf
    values = [inverse(q) if 0 < q < 1 else -inf if q == 0 else inf if q == 1 else nan for q in chances.ravel().tolist()]
    return np.array(values, dtype=np.float64).reshape(chances.shape)


@lru_cache(maxsize=64)
def beta_quantiles(a: float, b: float, levels: Sequence[float]) -> tuple[float, ...]:
    """The values under which a beta(a, b) lies with the probabilities ``levels``, each in (0, 1).

    Found by Newton's method on the logarithm of the distribution in log odds, which is concave, so that it converges
    from wherever it starts.

    >>> [round(x, 4) for x in beta_quantiles(2.0, 1.0, (0.25, 0.81))]
    [0.5, 0.9]
    """
    middle = exp(_log_distribution(log(a) - log(b), a, b))
    return tuple(_sigmoid(_left(q, a, b)) if q <= middle else _sigmoid(-_left(1 - q, b, a)) for q in levels)


def _left(q: float, a: float, b: float) -> float:
    """The quantile in log odds, of the left tail."""
    target = log(q)
    odds = min((target + log(a) + _log_beta(a, b)) / a, log(a) - log(b))
    for _ in range(_STEPS):
        below = _log_distribution(odds, a, b)
        step = (target - below) * exp(below - _log_front(odds, a, b))
        odds += step
        if abs(step) <= 1e-13 * max(1.0, abs(odds)):
            break
    return odds


def _log_distribution(odds: float, a: float, b: float) -> float:
    """The logarithm of the regularised incomplete beta function at log odds (continued fraction, DLMF 8.17.22)."""
    x, front = _sigmoid(odds), _log_front(odds, a, b)
    if x < (a + 1) / (a + b + 2):
        return front + log(_fraction(x, a, b) / a)
    return log1p(-exp(front) * _fraction(_sigmoid(-odds), b, a) / b)


def _log_front(odds: float, a: float, b: float) -> float:
    """The logarithm of the density in log odds."""
    return a * _log_sigmoid(odds) + b * _log_sigmoid(-odds) - _log_beta(a, b)


def _log_beta(a: float, b: float) -> float:
    return lgamma(a) + lgamma(b) - lgamma(a + b)


def _fraction(x: float, a: float, b: float) -> float:
    """The continued fraction of the incomplete beta function, by Lentz's method."""
    c = 1.0
    value = d = 1 / _away(1 - (a + b) * x / (a + 1))
    for m in range(1, _STEPS):
        for term in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 / _away(1 + term * d)
            c = _away(1 + term / c)
            value *= d * c
        if abs(d * c - 1) < 1e-16:
            break
    return value


def _away(value: float) -> float:
    """A value that is divided by, kept off nought."""
    return value if abs(value) > _TINY else _TINY


def _sigmoid(odds: float) -> float:
    return 1 / (1 + exp(-odds)) if odds >= 0 else exp(odds) / (1 + exp(odds))


def _log_sigmoid(odds: float) -> float:
    return -log1p(exp(-odds)) if odds >= 0 else odds - log1p(exp(odds))
