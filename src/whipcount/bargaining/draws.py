"""Uncertain inputs carried through a model: many drawn tables, one distribution of outcomes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from whipcount.bargaining.models import HEADLINE, MODELS, check_options
from whipcount.bargaining.spatial import SpatialOptions, spatial, work
from whipcount.bargaining.table import Table
from whipcount.errors import BargainingError
from whipcount.kernels import speed

FloatArray = NDArray[np.float64]
MAX_DRAWS = 1_000_000
CHUNK = 250  # draws to one task: the stream of a task depends on its number only, not on how many work


@dataclass(frozen=True, slots=True, eq=False)
class Distribution:
    """Drawn outcomes (draws, issues) of a model, in the issues' own units."""

    model: str
    issues: tuple[str, ...]
    values: FloatArray

    def quantiles(self, levels: tuple[float, ...] = (0.05, 0.25, 0.5, 0.75, 0.95)) -> FloatArray:
        """Quantiles, shape (levels, issues)."""
        return np.asarray(np.nanquantile(self.values, levels, axis=0))


def draw_tables(
    table: Table, random: np.random.Generator, count: int, *, salience_sd: float, capability_cv: float
) -> Iterator[Table]:
    """Drawn tables: positions from normals of ``sd`` cut to the range, saliences and capabilities likewise.

    ``salience_sd`` is on the scale 0 to 1; ``capability_cv`` is the coefficient of variation of a log-normal. As many
    tables at a time as :data:`CHUNK`.
    """
    shape, cells = table.position.shape, table.position.size
    low, high = table.low, table.low + table.span
    for start in range(0, count, CHUNK):
        some = min(CHUNK, count - start)
        normal = random.standard_normal((some, 2 * cells + table.n_actors))  # a table's come after another's
        placed, weighed = (normal[:, k * cells : (k + 1) * cells].reshape(some, *shape) for k in (0, 1))
        position = np.clip(table.position + table.sd * placed, low, high)
        salience = np.clip(table.salience + salience_sd * weighed, 0.0, 1.0)
        salience = np.where(table.salience > 0, np.maximum(salience, 1e-6), table.salience)
        factor = np.exp(capability_cv * normal[:, 2 * cells :] - capability_cv**2 / 2.0)
        capability = table.capability * factor[:, :, None]
        for k in range(some):
            yield table.drawn(position[k], salience[k], capability[k])


def _task(
    table: Table,
    model: str,
    count: int,
    seed: int,
    number: int,
    salience_sd: float,
    capability_cv: float,
    options: dict[str, Any],
    draws: int,
) -> FloatArray:
    random = np.random.default_rng([seed, number])
    with speed(draws * work(table.n_actors)):  # of all draws, so that every task runs the same way
        return np.stack(
            [
                _values(drawn, model, options)
                for drawn in draw_tables(table, random, count, salience_sd=salience_sd, capability_cv=capability_cv)
            ]
        )


def _values(table: Table, model: str, options: dict[str, Any]) -> FloatArray:
    if model == "spatial":
        return spatial(table, SpatialOptions(**options), moves=False).values
    return MODELS[model][0](table, **options).values


def propagate(
    table: Table,
    model: str = HEADLINE,
    *,
    draws: int = 10_000,
    seed: int = 0,
    salience_sd: float = 0.0,
    capability_cv: float = 0.0,
    workers: int = 1,
    progress: Callable[[int], None] | None = None,
    **options: Any,
) -> Distribution:
    """Outcomes of ``draws`` drawn tables. The same seed gives the same numbers with any number of ``workers``.

    ``progress`` is called with the number of draws done. Raises `BargainingError` for fewer than 1 or more than
    1,000,000 draws.

    >>> from whipcount.bargaining.table import Issue
    >>> cells = {"position": [[20], [80]], "salience": [[1], [1]], "capability": [1, 1], "sd": [[5], [5]]}
    >>> t = Table(["A", "B"], [Issue("x")], **cells)
    >>> d = propagate(t, draws=500, seed=1)
    >>> bool(abs(d.values.mean() - 50) < 1)
    True
    """
    if model == "choice":
        raise BargainingError(
            "has a distribution of its own, and draws would tear apart who shares a position",
            where="choice model",
            accepted="another model, or the choice model without draws",
        )
    if model not in MODELS:
        raise BargainingError(f"unknown model {model!r}", accepted=", ".join(MODELS))
    check_options(model, options)
    if not 1 <= draws <= MAX_DRAWS:
        raise BargainingError(f"{draws}", where="option draws", accepted=f"1 to {MAX_DRAWS}")
    sizes = [min(CHUNK, draws - start) for start in range(0, draws, CHUNK)]
    jobs = [(table, model, size, seed, k, salience_sd, capability_cv, options, draws) for k, size in enumerate(sizes)]
    parts: list[FloatArray] = []
    done = 0
    if workers <= 1:
        results = (_task(*job) for job in jobs)
        for part in results:
            parts.append(part)
            done += len(part)
            if progress:
                progress(done)
    else:
        from concurrent.futures import ProcessPoolExecutor  # late: few ask for more than one

        with ProcessPoolExecutor(workers) as executor:
            for part in executor.map(_task, *zip(*jobs, strict=True)):
                parts.append(part)
                done += len(part)
                if progress:
                    progress(done)
    return Distribution(model, tuple(i.name for i in table.issues), np.concatenate(parts))
