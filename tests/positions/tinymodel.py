"""A tiny classifier for tests: a bag of words as an ONNX graph, written byte by byte (no onnx package needed).

Scores are the sum over word pieces of a row of the table; see the protocol buffers' wire format and ``onnx.proto``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

FLOAT, INT64 = 1, 7  # onnx.TensorProto.DataType


def _varint(value: int) -> bytes:
    out = bytearray()
    while True:
        value, low = value >> 7, value & 0x7F
        out.append(low | (0x80 if value else 0))
        if not value:
            return bytes(out)


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _part(field: int, blob: bytes | str) -> bytes:
    data = blob.encode() if isinstance(blob, str) else blob
    return _varint(field << 3 | 2) + _varint(len(data)) + data


def _tensor(name: str, value: np.ndarray[Any, Any]) -> bytes:
    kind = FLOAT if value.dtype == np.float32 else INT64
    dims = b"".join(_number(1, size) for size in value.shape)
    return dims + _number(2, kind) + _part(8, name) + _part(9, value.tobytes())


def _value(name: str, kind: int, shape: list[int | str]) -> bytes:
    dims = b"".join(_part(1, _number(1, d) if isinstance(d, int) else _part(2, d)) for d in shape)
    return _part(1, name) + _part(2, _part(1, _number(1, kind) + _part(2, dims)))


def _node(kind: str, inputs: list[str], output: str, **numbers: int) -> bytes:
    attributes = b"".join(
        _part(5, _part(1, key) + _number(3, value) + _number(20, 2)) for key, value in numbers.items()
    )
    return b"".join(_part(1, i) for i in inputs) + _part(2, output) + _part(4, kind) + attributes


def graph(table: np.ndarray[Any, Any]) -> bytes:
    """A model of ``table`` (words, classes): ids and mask in, the sum of the rows out."""
    nodes = [
        _node("Gather", ["table", "ids"], "rows", axis=0),
        _node("Cast", ["mask"], "weight", to=FLOAT),
        _node("Unsqueeze", ["weight", "last"], "wide"),
        _node("Mul", ["rows", "wide"], "kept"),
        _node("ReduceSum", ["kept", "length"], "scores", keepdims=0),
    ]
    constants = [
        _tensor("table", table.astype(np.float32)),
        _tensor("last", np.array([2], dtype=np.int64)),
        _tensor("length", np.array([1], dtype=np.int64)),
    ]
    shape: list[int | str] = ["batch", "length"]
    made = b"".join(_part(1, n) for n in nodes) + _part(2, "tiny") + b"".join(_part(5, c) for c in constants)
    made += b"".join(_part(11, _value(name, INT64, shape)) for name in ("ids", "mask", "kinds"))
    made += _part(12, _value("scores", FLOAT, ["batch", table.shape[1]]))
    return _number(1, 9) + _part(7, made) + _part(8, _part(1, "") + _number(2, 18))


def tiny_folder(folder: Path, weights: Mapping[str, tuple[float, ...]], **changes: Any) -> Path:
    """A model folder whose classes are "no", "yes" and none; ``weights`` gives each word's scores for them."""
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *weights]
    tokenizer = Tokenizer(models.WordLevel({w: i for i, w in enumerate(words)}, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B:1 [SEP]:1", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    table = np.array([(0.0, 0.0, 0.5)] + [(0.0, 0.0, 0.0)] * 3 + list(weights.values()), dtype=np.float32)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "model.onnx").write_bytes(graph(table))
    tokenizer.save(str(folder / "tokenizer.json"))
    manifest: dict[str, Any] = {
        "format": 1,
        "name": "tiny",
        "classes": ["no", "yes", None],
        "length": 64,
        "minimum": 0.6,
        "models": ["model.onnx"],
        "sha256": {
            name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in ("model.onnx", "tokenizer.json")
        },
    }
    (folder / "manifest.json").write_text(json.dumps(manifest | changes), encoding="utf-8")
    return folder
