"""The conditional logit (McFadden 1974): which of a case's options is taken, given what each option is like.

With x_k the features of option k of a case, P(k) = exp(b x_k) / sum_j exp(b x_j). The coefficients b maximise the log
likelihood less a ridge penalty, l2 / 2 |b|^2. That function is strictly concave, so Newton's steps (halved where they
overshoot) find its one maximum.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from whipcount.errors import BargainingError

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]

_STEPS = 200
_SETTLED = 1e-9


def shares(scores: FloatArray) -> FloatArray:
    """Probabilities of the options of one case from their scores b x, shape (options,).

    >>> shares(np.array([0.0, 0.0])).tolist(), shares(np.array([5000.0, 0.0])).tolist()
    ([0.5, 0.5], [1.0, 0.0])
    """
    raised = np.exp(scores - scores.max())
    return np.asarray(raised / raised.sum())


def fit(cases: Sequence[FloatArray], taken: Sequence[int], *, l2: float) -> FloatArray:
    """Coefficients, shape (features,).

    Args:
        cases: for each case the features of its options, shape (options, features).
        taken: for each case the row that was taken.
        l2: the ridge penalty, above 0 (which makes the maximum unique whatever the data).

    Raises:
        BargainingError: for no case, a penalty that is not above 0, shapes that do not fit.

    >>> b = fit([np.array([[1.0], [0.0]])] * 3 + [np.array([[0.0], [1.0]])], [0, 0, 0, 0], l2=1e-6)
    >>> round(float(b[0]), 3) == round(float(np.log(3.0)), 3)
    True
    """
    if not cases or len(cases) != len(taken):
        raise BargainingError(f"{len(cases)} cases and {len(taken)} choices", accepted="as many of both, one or more")
    if not l2 > 0.0:
        raise BargainingError(f"{l2}", where="penalty l2", accepted="a number above 0")
    width = cases[0].shape[1]
    for number, (case, row) in enumerate(zip(cases, taken, strict=True)):
        if case.ndim != 2 or case.shape[1] != width or not 0 <= row < len(case):
            raise BargainingError(
                f"features of shape {case.shape}, option {row} taken", where=f"case {number}",
                accepted=f"options by {width} features, and one of the options",
            )  # fmt: skip
    stacked = np.concatenate(cases)
    starts = np.cumsum([0, *(len(case) for case in cases[:-1])])
    case_of = np.repeat(np.arange(len(cases)), [len(case) for case in cases])
    chosen = stacked[starts + np.asarray(taken, dtype=np.int64)].sum(axis=0)
    beta = np.zeros(width)
    value, gradient, hessian = _look(beta, stacked, starts, case_of, chosen, l2)
    for _ in range(_STEPS):
        step = np.linalg.solve(hessian, gradient)
        factor = 1.0
        while True:
            tried = _look(beta + factor * step, stacked, starts, case_of, chosen, l2)
            if tried[0] >= value - 1e-12 * abs(value) or factor < 1e-6:
                break
            factor /= 2.0
        beta = beta + factor * step
        value, gradient, hessian = tried
        if float(np.abs(factor * step).max()) < _SETTLED:
            break
    return np.asarray(beta)


def _look(
    beta: FloatArray, stacked: FloatArray, starts: IntArray, case_of: IntArray, chosen: FloatArray, l2: float
) -> tuple[float, FloatArray, FloatArray]:
    """The penalised log likelihood, its gradient and its negative Hessian."""
    scores = stacked @ beta
    top = np.maximum.reduceat(scores, starts)
    raised = np.exp(scores - top[case_of])
    total = np.add.reduceat(raised, starts)
    p = raised / total[case_of]
    expected = np.add.reduceat(p[:, None] * stacked, starts, axis=0)
    value = float(chosen @ beta - (top + np.log(total)).sum() - 0.5 * l2 * (beta @ beta))
    gradient = chosen - expected.sum(axis=0) - l2 * beta
    hessian = (stacked * p[:, None]).T @ stacked - expected.T @ expected + l2 * np.eye(len(beta))
    return value, gradient, hessian
