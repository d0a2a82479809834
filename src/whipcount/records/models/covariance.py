"""Means and covariances of members' votes over past roll calls, with missing votes and few of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

ABSTAINED = -0.5
"""Where an abstention lies between no (-1) and yes (1): what is asked is yes or not, so nearer to no.

Set on sessions 61 to 65 of the General Assembly, where it matters little between -0.4 and -0.7.
"""
PRIOR_CALLS = 2.0
SHRUNK = 0.05


@dataclass(frozen=True, slots=True)
class Moments:
    """Members' mean votes and the covariance of their votes, both on the scale -1 (no) to 1 (yes).

    Attributes:
        mean: by member.
        covariance: members by members, positive definite.
        deviations: roll calls by members: vote less mean, nought where there is none.
        weights: by roll call.
        pairs: members by members, the weight of the roll calls on which both voted.
    """

    mean: Floats
    covariance: Floats
    deviations: Floats
    weights: Floats
    pairs: Floats


def numbers(votes: Floats) -> Floats:
    """Votes as numbers from -1 to 1, the abstention where :data:`ABSTAINED` puts it.

    >>> numbers(np.array([1.0, 0.0, -1.0]))
    array([ 1. , -0.5, -1. ])
    """
    return np.where(votes == 0, ABSTAINED, votes)


def moments(votes: Floats, weights: Floats) -> Moments:
    """Weighted means and covariances over the roll calls on which both members voted.

    A member's mean, and each covariance, is drawn to that of all members as if by :data:`PRIOR_CALLS` roll calls more,
    and the whole covariance by :data:`SHRUNK` to one with a single variance and a single covariance (Ledoit and Wolf
    2004 give the reason); what pairwise counts leave of negative directions is cut off.

    Args:
        votes: roll calls by members; 1, 0, -1, nan.
        weights: by roll call.
    """
    there = np.isfinite(votes).astype(float)
    values = np.where(there > 0, numbers(np.nan_to_num(votes)), 0.0)
    weighted = weights[:, None] * there
    count = weighted.sum(axis=0)
    total = max(float(count.sum()), 1e-9)
    overall = float((weighted * values).sum()) / total
    mean = ((weighted * values).sum(axis=0) + PRIOR_CALLS * overall) / (count + PRIOR_CALLS)
    deviations = there * (values - mean)
    heavy = weights[:, None] * deviations
    products = heavy.T @ deviations
    pairs = weighted.T @ there
    size = len(mean)
    apart = ~np.eye(size, dtype=bool)
    variance = max(float((heavy * deviations).sum()) / total, 1e-3)
    shared = float(products[apart].sum()) / max(float(pairs[apart].sum()), 1e-9) if size > 1 else 0.0
    shared = min(max(shared, 0.0), 0.99 * variance)
    target = np.full((size, size), shared)
    np.fill_diagonal(target, variance)
    covariance = (products + PRIOR_CALLS * target) / (pairs + PRIOR_CALLS)
    covariance = (1 - SHRUNK) * covariance + SHRUNK * target
    return Moments(mean, _definite(covariance), deviations, weights, pairs)


def _definite(covariance: Floats) -> Floats:
    """The covariance, less what it has of directions with less than no variance."""
    try:  # ten times faster than looking at the directions, and seldom in vain
        np.linalg.cholesky(covariance - 1e-4 * np.eye(len(covariance)))
    except np.linalg.LinAlgError:
        sizes, vectors = np.linalg.eigh(covariance)
        return np.asarray((vectors * np.maximum(sizes, 1e-4)) @ vectors.T, dtype=np.float64)
    return covariance
