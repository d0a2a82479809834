"""The reader's model files: found, checked against their checksums, opened once."""

from __future__ import annotations

import hashlib
import io
import json
import threading
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from whipcount.errors import CoderError
from whipcount.statements.attribution.encoder import open_session
from whipcount.statements.attribution.linker import PAIR_FEATURES, WHOLE_FEATURES, Scorer
from whipcount.statements.attribution.word_pieces import WordPieces

if TYPE_CHECKING:
    import onnxruntime

FILES = ("encoder.onnx", "tokenizer.json", "linker.npz")
_SCORERS = {"source": PAIR_FEATURES, "content": PAIR_FEATURES, "whole": WHOLE_FEATURES}
_lock = threading.Lock()


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """Everything that the reader needs, opened.

    ``eagerness`` is what the decoder takes off the score of O; ``threshold`` the confidence under which a candidate is
    dropped.
    """

    version: str
    vocabulary: WordPieces
    session: onnxruntime.InferenceSession
    transitions: NDArray[np.float64]
    source: Scorer
    content: Scorer
    whole: Scorer
    eagerness: float
    threshold: float


def model_folder() -> Traversable:
    """Where the package keeps the model files."""
    return resources.files("whipcount.statements") / "model"


def load_model() -> Model:
    """The model that ships with the package; opened at the first call, shared afterwards.

    Raises:
        CoderError: when a file is absent or is not the one that the manifest names.
    """
    with _lock:
        return _load()


@cache
def _load() -> Model:
    return open_model(model_folder())


def open_model(folder: Traversable) -> Model:
    """Opens the model files in ``folder``, see `load_model`."""
    try:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        data = {name: (folder / name).read_bytes() for name in FILES}
    except (OSError, ValueError) as error:
        raise CoderError(
            f"the reader's model files cannot be read: {error} (accepted: the files made by `python -m training`)"
        ) from error
    for name, blob in data.items():
        digest = hashlib.sha256(blob).hexdigest()
        if digest != manifest.get("sha256", {}).get(name):
            raise CoderError(f"{name} of the reader's model is damaged or of another version (its sha256 is {digest})")
    vocabulary = WordPieces.from_json(data.pop("tokenizer.json"))
    with np.load(io.BytesIO(data.pop("linker.npz")), allow_pickle=False) as arrays:
        scorers = {name: _scorer(arrays, name, width) for name, width in _SCORERS.items()}
        transitions = arrays["transitions"].astype(np.float64)
    return Model(
        str(manifest["version"]),
        vocabulary,
        open_session(data.pop("encoder.onnx")),
        transitions,
        scorers["source"],
        scorers["content"],
        scorers["whole"],
        float(manifest["eagerness"]),
        float(manifest["threshold"]),
    )


def _scorer(arrays: np.lib.npyio.NpzFile, name: str, width: int) -> Scorer:
    layers: list[tuple[NDArray[np.float32], NDArray[np.float32]]] = []
    while f"{name}.{len(layers)}.matrix" in arrays:
        at = f"{name}.{len(layers)}"
        layers.append((arrays[at + ".matrix"], arrays[at + ".bias"]))
    if not layers or layers[0][0].shape[0] != width:
        raise CoderError(f"the linker's network {name!r} does not fit this version (accepted: {width} features)")
    return Scorer(tuple(layers))
