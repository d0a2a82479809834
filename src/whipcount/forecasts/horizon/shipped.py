"""The fitted models as files: numbers in ``fitted.npz``, names and what was chosen in ``fitted.json``.

One model is fitted on everything; the others only on what was known by the first day of every fifth year, so that a
forecast as of a day of the past knows nothing of what came later.
"""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from whipcount.errors import ForecastError
from whipcount.forecasts.horizon.additive import Additive
from whipcount.forecasts.horizon.features import NAMES, NODES
from whipcount.forecasts.horizon.known import Known, KnownDecision
from whipcount.forecasts.horizon.membertimes import MemberTimes
from whipcount.forecasts.horizon.model import PARTS, Fold, HorizonModel
from whipcount.forecasts.horizon.quickness import Quickness
from whipcount.forecasts.horizon.rates import Rates
from whipcount.forecasts.horizon.reference import PastLooks
from whipcount.forecasts.horizon.trees import Trees
from whipcount.forecasts.horizon.weights import Weights

NUMBERS, WORDS = "fitted.npz", "fitted.json"
_LOOKS = ("decision", "age", "done")
_PAST = ("everyone", "members", "need", "start", "certain", "until")


@dataclass(frozen=True, eq=False)
class Shipped:
    """All that comes fitted with the package.

    Attributes:
        today: fitted on everything.
        then: fitted on what was known by a day, by that day, in order.
        past: the decisions behind them, each looked at from many ages: what reference classes are counted in.
        record: what was chosen, and on what.
    """

    today: HorizonModel
    then: tuple[HorizonModel, ...]
    past: PastLooks
    record: Mapping[str, Any]

    def as_of(self, day: date) -> HorizonModel | None:
        """The latest model that knows nothing of what came after a day; ``None`` before the first.

        From the day on which the last of them ends its term on, that is the one fitted on everything.
        """
        if not self.then or day >= next_block(self.then[-1].until or day):
            return self.today
        return next((model for model in reversed(self.then) if model.until is not None and model.until <= day), None)


YEARS = 5
"""Years for which one fit serves."""


def block_of(day: date) -> date:
    """The day up to which others are learned from.

    >>> block_of(date(1994, 6, 1))
    datetime.date(1990, 1, 1)
    """
    return date(day.year // YEARS * YEARS, 1, 1)


def next_block(day: date) -> date:
    """The first day on which a later fit serves.

    >>> next_block(date(2020, 1, 1))
    datetime.date(2025, 1, 1)
    """
    return date(block_of(day).year + YEARS, 1, 1)


@cache
def shipped() -> Shipped:
    """What comes with the package.

    >>> shipped().today.version.startswith("consents-")
    True
    """
    return load(files(__package__))


def save(
    today: HorizonModel, then: Sequence[HorizonModel], past: PastLooks, folder: Path, *, record: Mapping[str, Any]
) -> None:
    """Write models.

    Args:
        today: fitted on everything.
        then: fitted on what was known by a day, in order of the days.
        past: the decisions behind them.
        folder: where.
        record: what they were fitted on and what was chosen, told with them.
    """
    models = (today, *then)
    members = sorted({name for model in models for fold in model.folds for name in fold.quickness.scores})
    arrays: dict[str, Any] = {}
    for number, model in enumerate(models):
        arrays[f"{number}.weights"] = model.weights.values
        for place, fold in enumerate(model.folds):
            arrays |= {f"{number}.{place}.{name}": values for name, values in _arrays(fold, members).items()}
    arrays |= {f"past.{name}": getattr(past, name) for name in (*_PAST, *_LOOKS)}
    np.savez_compressed(folder / NUMBERS, **arrays)
    words = {
        "columns": list(NAMES), "horizons": list(NODES), "parts": list(PARTS), "members": members,
        "known": [[d.name, d.start, d.members, d.cluster] for d in today.known.decisions],
        "models": [
            {
                "version": model.version, "until": model.until.isoformat() if model.until else None,
                "decisions": model.decisions, "folds": [sorted(fold.unseen) for fold in model.folds],
            }
            for model in models
        ],
        "record": record,
    }  # fmt: skip
    text = json.dumps(words, indent=0, ensure_ascii=False)
    (folder / WORDS).write_text(text + "\n", encoding="utf-8")


def load(folder: Traversable) -> Shipped:
    """Read models.

    Raises:
        ForecastError: a file is missing or damaged, or belongs to other code.
    """
    try:
        words = json.loads(folder.joinpath(WORDS).read_text(encoding="utf-8"))
        with np.load(io.BytesIO(folder.joinpath(NUMBERS).read_bytes()), allow_pickle=False) as kept:
            numbers = {name: kept[name] for name in kept.files}
        if (words["columns"], words["horizons"], words["parts"]) != (list(NAMES), list(NODES), list(PARTS)):
            raise ForecastError("a fitted model of other code", where=WORDS, accepted="one that was fitted with it")
        decisions = Known(tuple(KnownDecision(*row) for row in words["known"]))
        models = [
            _model(f"{number}", told, words["members"], decisions, numbers)
            for number, told in enumerate(words["models"])
        ]
        past = PastLooks(**{name: numbers[f"past.{name}"] for name in (*_PAST, *_LOOKS)})
        return Shipped(models[0], tuple(models[1:]), past, words["record"])
    except (OSError, ValueError, KeyError, EOFError, TypeError, IndexError) as error:
        raise ForecastError(f"the fitted model cannot be read ({type(error).__name__})", where=NUMBERS) from None


def _arrays(fold: Fold, members: Sequence[str]) -> dict[str, NDArray[Any]]:
    trees = fold.trees
    return {
        "start": np.array([trees.start]), "roots": trees.roots, "column": trees.column, "bound": trees.bound,
        "left": trees.left, "right": trees.right, "additive": fold.additive.coefficients,
        "rates": fold.rates.values, "members": np.array([m.values for m in fold.members]),
        "scores": np.array([fold.quickness.scores.get(name, 0.0) for name in members]),
    }  # fmt: skip


def _model(
    number: str, told: Mapping[str, Any], members: Sequence[str], known: Known, numbers: Mapping[str, Any]
) -> HorizonModel:
    until = date.fromisoformat(told["until"]) if told["until"] else None
    folds = []
    for place, unseen in enumerate(told["folds"]):

        def part(name: str, place: int = place) -> Any:
            return numbers[f"{number}.{place}.{name}"]

        of_all, of_thresholds = (MemberTimes(tuple(row)) for row in part("members").tolist())
        folds.append(
            Fold(
                frozenset(unseen),
                Quickness({m: s for m, s in zip(members, part("scores").tolist(), strict=True) if s}),
                (of_all, of_thresholds),
                Trees(float(part("start")[0]), part("roots"), part("column"), part("bound"), part("left"),
                      part("right")),
                Additive(part("additive")),
                Rates(part("rates")),
            )
        )  # fmt: skip
    weights = Weights(numbers[f"{number}.weights"])
    return HorizonModel(told["version"], tuple(folds), weights, known.until(until), until, int(told["decisions"]))
