"""The models by name."""

from __future__ import annotations

from whipcount.errors import RecordsError
from whipcount.records.models.baserate import BaseRate
from whipcount.records.models.blocs import Blocs
from whipcount.records.models.contract import Model
from whipcount.records.models.idealpoints import IdealPoints
from whipcount.records.models.kriging import Kriging
from whipcount.records.models.neighbours import Neighbours

DEFAULT = "kriging"
_MODELS: dict[str, Model] = {
    "kriging": Kriging(),
    "ideal-1": IdealPoints(1),
    "ideal-2": IdealPoints(2),
    "neighbours": Neighbours(),
    "blocs": Blocs(),
    "base": BaseRate(),
}
NAMES = tuple(_MODELS)


def model_named(name: str) -> Model:
    """The model of that name.

    Raises:
        RecordsError: there is none.

    >>> model_named("ideal-2").name
    'ideal points, 2-D'
    """
    if name not in _MODELS:
        raise RecordsError(f"the model {name!r} is unknown", accepted=", ".join(NAMES))
    return _MODELS[name]
