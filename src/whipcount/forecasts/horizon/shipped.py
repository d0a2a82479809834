"""The fitted model as files: numbers in ``fitted.npz``, names and what was chosen in ``fitted.json``."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import numpy as np

from whipcount.errors import ForecastError
from whipcount.forecasts.horizon.additive import Additive
from whipcount.forecasts.horizon.features import NAMES, NODES
from whipcount.forecasts.horizon.membertimes import MemberTimes
from whipcount.forecasts.horizon.model import PARTS, Fold, HorizonModel
from whipcount.forecasts.horizon.quickness import Quickness
from whipcount.forecasts.horizon.rates import Rates
from whipcount.forecasts.horizon.trees import Trees
from whipcount.forecasts.horizon.weights import Weights

NUMBERS, WORDS = "fitted.npz", "fitted.json"


@cache
def shipped_model() -> HorizonModel:
    """The model that comes with the package.

    >>> shipped_model().version.startswith("consents-")
    True
    """
    return load_model(files(__package__))


def save_model(model: HorizonModel, folder: Path, *, record: Mapping[str, Any]) -> None:
    """Write a model.

    Args:
        model: to write.
        folder: where.
        record: what it was fitted on and what was chosen, told with it.
    """
    arrays: dict[str, Any] = {"weights": model.weights.values}
    for place, fold in enumerate(model.folds):
        trees = fold.trees
        arrays |= {
            f"{place}.start": np.array([trees.start]), f"{place}.roots": trees.roots, f"{place}.column": trees.column,
            f"{place}.bound": trees.bound, f"{place}.left": trees.left, f"{place}.right": trees.right,
            f"{place}.additive": fold.additive.coefficients, f"{place}.rates": fold.rates.values,
            f"{place}.members": np.array([m.values for m in fold.members]),
            f"{place}.scores": np.array(list(fold.quickness.scores.values())),
        }  # fmt: skip
    np.savez_compressed(folder / NUMBERS, **arrays)
    words = {
        "version": model.version, "columns": list(NAMES), "horizons": list(NODES), "parts": list(PARTS),
        "folds": [
            {"unseen": sorted(fold.unseen), "members": list(fold.quickness.scores)} for fold in model.folds
        ],
        "known": dict(sorted(model.known.items())),
        "record": record,
    }  # fmt: skip
    (folder / WORDS).write_text(json.dumps(words, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")


def load_model(folder: Traversable) -> HorizonModel:
    """Read a model.

    Raises:
        ForecastError: a file is missing or damaged, or belongs to other code.
    """
    try:
        words = json.loads(folder.joinpath(WORDS).read_text(encoding="utf-8"))
        with np.load(io.BytesIO(folder.joinpath(NUMBERS).read_bytes()), allow_pickle=False) as kept:
            numbers = {name: kept[name] for name in kept.files}
        if (words["columns"], words["horizons"], words["parts"]) != (list(NAMES), list(NODES), list(PARTS)):
            raise ForecastError("a fitted model of other code", where=WORDS, accepted="one that was fitted with it")
        folds = tuple(_fold(place, told, numbers) for place, told in enumerate(words["folds"]))
        return HorizonModel(words["version"], folds, Weights(numbers["weights"]), words["known"])
    except (OSError, ValueError, KeyError, EOFError) as error:
        raise ForecastError(f"the fitted model cannot be read ({type(error).__name__})", where=NUMBERS) from None


def _fold(place: int, told: Mapping[str, Any], numbers: Mapping[str, Any]) -> Fold:
    def part(name: str) -> Any:
        return numbers[f"{place}.{name}"]

    of_all, of_thresholds = (MemberTimes(tuple(row)) for row in part("members").tolist())
    return Fold(
        frozenset(told["unseen"]),
        Quickness(dict(zip(told["members"], part("scores").tolist(), strict=True))),
        (of_all, of_thresholds),
        Trees(float(part("start")[0]), part("roots"), part("column"), part("bound"), part("left"), part("right")),
        Additive(part("additive")),
        Rates(part("rates")),
    )
