"""An additive logistic model: piecewise linear in the horizon over each pace, linear in the rest; the directions of the
columns are kept as signs of the coefficients.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit

from whipcount.forecasts.horizon.features import COLUMNS, NAMES, PACES, STATIC

Array = NDArray[np.float64]
BENDS = (-1.5, 0.0, 1.5)
"""Where the effect of log(horizon over pace) may bend."""
HINGED = {"share in": 0.5, "in or signed over need": 1.0, "log left": -2.0}
"""Columns whose effect may bend, and where (turned so that they raise)."""
_HORIZON = NAMES.index("log horizon")
_FIRST_PACE = _HORIZON + 1
_ALL, _SIZE = NAMES.index("all must consent"), NAMES.index("log members")
SMALL, LARGE = 12, 100
"""Members up to which a list of all is small, and from which a threshold is one of many."""


def kinds(rows: Array) -> NDArray[np.int64]:
    """The kind of rule and body of each row: 0 all of up to twelve, 1 all of more, 2 a threshold below a hundred
    members, 3 of more.
    """
    everyone, size = rows[:, _ALL] > 0.5, rows[:, _SIZE]
    return kind_of(everyone, np.exp(size))


def kind_of(everyone: NDArray[np.bool_], members: NDArray[Any]) -> NDArray[np.int64]:
    """The kind of rule and body, numbered as in :func:`kinds`, from whether all must consent and the number of members.

    >>> kind_of(np.array([True, False]), np.array([12, 100])).tolist()
    [0, 3]
    """
    return np.where(everyone, np.where(members < SMALL + 0.5, 0, 1), np.where(members < LARGE - 0.5, 2, 3))


def basis(rows: Array, members: Array) -> tuple[Array, NDArray[np.bool_]]:
    """The terms of the model, turned so that terms with a direction only ever raise the chance.

    Args:
        rows: columns of :mod:`~whipcount.forecasts.horizon.features`, shape (rows, columns).
        members: log-odds by :mod:`~whipcount.forecasts.horizon.membertimes`, shape (rows,).

    Returns:
        shape (rows, terms), and which terms may only raise.
    """
    terms: list[Array] = []
    raises: list[bool] = []

    def add(values: Array, up: bool) -> None:
        terms.append(values)
        raises.append(up)

    for place in range(len(PACES)):
        z = np.clip(rows[:, _FIRST_PACE + place], -5, 5)
        add(z, True)
        for bend in BENDS:
            add(np.clip(z - bend, 0, None if bend >= 0 else 1.5), True)
    overall = np.clip(rows[:, _FIRST_PACE], -5, 5)
    kind = kinds(rows)
    for number in range(4):
        here = (kind == number).astype(np.float64)
        add(here, False)
        add(here * (overall + 5), True)
        add(here * rows[:, _HORIZON], True)
    for place, (name, direction) in enumerate(STATIC[2:], start=2):
        values = rows[:, place] * (direction or 1)
        add(values, direction != 0)
        if name in HINGED:
            add(np.clip(values - HINGED[name], 0, None), True)
    add(members, True)
    return np.stack(terms, axis=1), np.array(raises)


@dataclass(frozen=True, eq=False)
class Additive:
    """Intercept and coefficients of the terms of :func:`basis`."""

    coefficients: Array

    def log_odds(self, rows: Array, members: Array) -> Array:
        """Log-odds of rows, shape (rows,); arguments as of :func:`basis`."""
        terms, _ = basis(rows, members)
        return np.asarray(self.coefficients[0] + terms @ self.coefficients[1:])


def fit_additive(rows: Array, members: Array, outcome: Array, weight: Array, *, penalty: float) -> Additive:
    """Penalised likelihood on standardised terms, coefficients of terms with a direction kept at nought or above.

    Args:
        rows, members: as of :func:`basis`.
        outcome: 0 or 1, shape (rows,).
        weight: of each row.
        penalty: ridge.
    """
    terms, raises = basis(rows, members)
    centre, scale = terms.mean(axis=0), terms.std(axis=0)
    scale = np.where(scale > 1e-9, scale, 1.0)
    z = (terms - centre) / scale

    def loss(b: Array) -> tuple[float, Array]:
        eta = b[0] + z @ b[1:]
        slope = weight * (expit(eta) - outcome)
        value = float(weight @ (np.logaddexp(0, eta) - outcome * eta)) + 0.5 * penalty * float(b[1:] @ b[1:])
        return value, np.concatenate([[slope.sum()], z.T @ slope + penalty * b[1:]])

    bounds = [(None, None)] + [(0, None) if up else (None, None) for up in raises]
    optimum: Any = minimize(
        loss, np.zeros(len(bounds)), jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 300}
    )
    slopes = optimum.x[1:] / scale
    return Additive(np.concatenate([[optimum.x[0] - slopes @ centre], slopes]))


assert len(COLUMNS) == _FIRST_PACE + len(PACES)  # noqa: S101  (the paces come last)
