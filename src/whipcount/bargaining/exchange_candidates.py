"""Who may exchange what with whom: pairs of actors who stand on opposite sides on two issues.

A candidate is (i, j, p, q): i wants issue p moved and gives on q, j the reverse. Symbols as in `exchange`.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from whipcount.bargaining import exchange_twin as twin
from whipcount.kernels import kernel

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]


@kernel(twin=twin.candidates)
def candidates(x: FloatArray, salience: FloatArray, present: BoolArray, outcome: FloatArray, limit: int) -> IntArray:
    """All (i, j, p, q) on opposite sides on both issues, i caring relatively more for p; at most ``limit`` + 1."""
    n, m = x.shape
    out = np.empty((min(limit + 1, n * n * m * m // 4 + 1), 4), dtype=np.int64)
    count = 0
    for p in range(m):
        for q in range(p + 1, m):
            for i in range(n):
                if not (present[i, p] and present[i, q]):
                    continue
                left_p, left_q = x[i, p] <= outcome[p], x[i, q] <= outcome[q]
                for j in range(i + 1, n):
                    if not (present[j, p] and present[j, q]):
                        continue
                    if left_p == (x[j, p] <= outcome[p]) or left_q == (x[j, q] <= outcome[q]):
                        continue
                    if salience[i, p] * salience[j, q] >= salience[j, p] * salience[i, q]:
                        out[count, 0], out[count, 1] = i, j
                    else:
                        out[count, 0], out[count, 1] = j, i
                    out[count, 2], out[count, 3] = p, q
                    count += 1
                    if count > limit:
                        return out[:count].copy()
    return out[:count].copy()
