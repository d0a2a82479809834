"""From torch weights to one int8 ONNX graph.

Matrix weights are int8 with a scale for each column, in 7 bits so that processors without VNNI do not saturate
(Intel's ``vpmaddubsw`` adds pairs in 16 bits); activations are quantised as they come. The word table is int8 with a
scale for each row. Attention, normalisation and the rest stay in floating point. (onnxruntime's fused
``SkipLayerNormalization`` is left alone: on the CPU it takes longer than ``Add`` + ``LayerNormalization``.)
"""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor

from training.model import HEADS, LAYERS, LINK
from whipcount.positions.network.report_net import LONGEST

EXTRA = "com.microsoft"


class Graph:
    """Collects nodes and weights."""

    def __init__(self, *, bits: int) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []
        self.top = 2 ** (bits - 1) - 1

    def put(self, name: str, value: NDArray[np.generic]) -> str:
        """Adds a constant."""
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(self, kind: str, inputs: list[str], output: str, *, domain: str = "", **attributes: object) -> str:
        """Adds a node with one output."""
        self.nodes.append(helper.make_node(kind, inputs, [output], name=output, domain=domain, **attributes))
        return output

    def linear(self, x: str, name: str, weight: Tensor, bias: Tensor | None) -> str:
        """``x @ weight.T + bias`` with int8 weights."""
        matrix = weight.detach().numpy().T  # (in, out)
        scale = np.maximum(np.abs(matrix).max(0), 1e-8) / self.top
        self.put(name + ".weight", np.clip(np.rint(matrix / scale), -self.top, self.top).astype(np.int8))
        self.put(name + ".scale", scale.astype(np.float32))
        self.put(name + ".zero", np.zeros(len(scale), dtype=np.int8))
        inputs = [x, name + ".weight", name + ".scale", name + ".zero"]
        if bias is not None:
            inputs.append(self.put(name + ".bias", bias.detach().numpy()))
        return self.node("DynamicQuantizeMatMul", inputs, name, domain=EXTRA)


def _encoder(g: Graph, weights: dict[str, Tensor], *, longest: int | None = None) -> str:
    """The nodes from ``ids`` and ``types`` to the last hidden layer; returns its name.

    With ``longest`` all pieces are of the first type, there is no input ``types``, and later places are cut off.
    """
    table = weights["words.weight"].numpy()
    scale = np.maximum(np.abs(table).max(1, keepdims=True), 1e-8) / 127
    g.put("words", np.rint(table / scale).astype(np.int8))
    g.put("words.scale", scale.astype(np.float32))
    g.put("types.table", weights["types.weight"].numpy()[: 1 if longest else None])
    g.put("places.table", weights["places.weight"].numpy()[:longest])
    g.node("Gather", ["words", "ids"], "words.raw")
    g.node("Cast", ["words.raw"], "words.cast", to=TensorProto.FLOAT)
    g.node("Gather", ["words.scale", "ids"], "words.scales")
    g.node("Mul", ["words.cast", "words.scales"], "words.out")
    if longest is None:
        g.node("Gather", ["types.table", "types"], "types.out")
    g.node("Shape", ["ids"], "ids.length", start=1, end=2)
    g.put("zero", np.asarray([0], dtype=np.int64))
    g.node("Slice", ["places.table", "zero", "ids.length"], "places.out")
    g.node("Add", ["words.out", "types.table" if longest else "types.out"], "sum.1")
    g.node("Add", ["sum.1", "places.out"], "sum.2")

    def norm(name: str) -> list[str]:
        return [g.put(f"{name}.{part}", weights[f"{name}.{part}"].numpy()) for part in ("weight", "bias")]

    x = g.node("LayerNormalization", ["sum.2", *norm("norm")], "embedded", epsilon=1e-12)
    for i in range(LAYERS):
        at = f"layers.{i}."
        qkv = g.linear(x, at + "qkv", weights[at + "qkv.weight"], weights[at + "qkv.bias"])
        parts = [at + part for part in ("query", "key", "value")]
        g.nodes.append(helper.make_node("Split", [qkv], parts, name=at + "split", axis=2, num_outputs=3))
        mixed = g.node("MultiHeadAttention", [*parts, "", "lengths"], at + "mixed", domain=EXTRA, num_heads=HEADS)
        out = g.linear(mixed, at + "out", weights[at + "out.weight"], weights[at + "out.bias"])
        added = g.node("Add", [out, x], at + "added1")
        x = g.node("LayerNormalization", [added, *norm(at + "norm1")], at + "x1", epsilon=1e-12)
        up = g.linear(x, at + "up", weights[at + "up.weight"], weights[at + "up.bias"])
        act = g.node("Gelu", [up], at + "act", domain=EXTRA)
        down = g.linear(act, at + "down", weights[at + "down.weight"], weights[at + "down.bias"])
        added = g.node("Add", [down, x], at + "added2")
        x = g.node("LayerNormalization", [added, *norm(at + "norm2")], at + "x2", epsilon=1e-12)
    return x


def export(weights: dict[str, Tensor], path: Path, *, bits: int = 7) -> None:
    """Writes the graph: ``ids``, ``types`` (batch, length) and ``lengths`` (batch) in, ``tags`` and ``links`` out."""
    g = Graph(bits=bits)
    x = _encoder(g, weights)
    for head in ("tag", "link"):
        g.put(head + ".matrix", weights[head + ".weight"].numpy().T)
        g.put(head + ".bias", weights[head + ".bias"].numpy())
        g.node("MatMul", [x, head + ".matrix"], head + ".product")
        g.node("Add", [head + ".product", head + ".bias"], head + "s")
    shape = ["batch", "length"]
    graph = helper.make_graph(
        g.nodes,
        "reader",
        [
            helper.make_tensor_value_info("ids", TensorProto.INT32, shape),
            helper.make_tensor_value_info("types", TensorProto.INT32, shape),
            helper.make_tensor_value_info("lengths", TensorProto.INT32, ["batch"]),
        ],
        [
            helper.make_tensor_value_info("tags", TensorProto.FLOAT, [*shape, 7]),
            helper.make_tensor_value_info("links", TensorProto.FLOAT, [*shape, 4 * LINK]),
        ],
        g.weights,
    )
    _save(graph, path)


def _save(graph: onnx.GraphProto, path: Path) -> None:
    opsets = [helper.make_opsetid("", 18), helper.make_opsetid(EXTRA, 1)]
    onnx.save(helper.make_model(graph, opset_imports=opsets, ir_version=9), str(path))


def export_reports(weights: dict[str, Tensor], path: Path, *, bits: int = 7) -> None:
    """Writes the graph of the network of reports.

    In: ``ids`` (batch, length); ``lengths`` (batch); ``marks`` (n, 2), the row and place of each mark; ``names``
    (m, 3), the row, the first and the last piece of each name. Out: ``stances`` (n, 6), five readings and the
    logarithm of the mark's weight; ``outcomes`` (batch, 3); ``seats`` (m, 1); ``decisions`` (batch, 1).
    """
    g = Graph(bits=bits)
    prefix = "reader."
    x = _encoder(g, {n.removeprefix(prefix): w for n, w in weights.items() if n.startswith(prefix)}, longest=LONGEST)
    for number in range(3):  # without a dimension, which `put` would add
        g.weights.append(numpy_helper.from_array(np.array(number, dtype=np.int64), f"number.{number}"))
    g.put("one", np.array([1], dtype=np.int64))

    def first_of_row(given: str) -> str:
        g.node("Gather", [given, "number.0"], given + ".rows", axis=1)
        return g.node("Gather", ["firsts", given + ".rows"], given + ".first", axis=0)

    def dense(y: str, layer: str, out: str) -> str:
        g.put(layer + ".matrix", weights[layer + ".weight"].numpy().T)
        g.put(layer + ".bias", weights[layer + ".bias"].numpy())
        return g.node("Add", [g.node("MatMul", [y, layer + ".matrix"], layer + ".product"), layer + ".bias"], out)

    g.node("Gather", [x, "number.0"], "firsts", axis=1)
    dense("firsts", "out", "outcomes")
    dense("firsts", "dec", "decisions")
    g.node("GatherND", [x, "marks"], "marks.at")
    y = g.node("Concat", ["marks.at", first_of_row("marks")], "marks.both", axis=1)
    dense(g.node("Gelu", [dense(y, "head.0", "head.0.sum")], "head.act", domain=EXTRA), "head.3", "stances")
    for place in (1, 2):
        parts = [g.node("Gather", ["names", f"number.{n}"], f"names.{place}.{n}", axis=1) for n in (0, place)]
        flat = [g.node("Unsqueeze", [part, "one"], part + ".column") for part in parts]
        g.node("GatherND", [x, g.node("Concat", flat, f"names.{place}", axis=1)], f"names.{place}.at")
    y = g.node("Concat", ["names.1.at", "names.2.at", first_of_row("names")], "names.all", axis=1)
    dense(g.node("Gelu", [dense(y, "seat.0", "seat.0.sum")], "seat.act", domain=EXTRA), "seat.2", "seats")
    inputs = [
        helper.make_tensor_value_info("ids", TensorProto.INT32, ["batch", "length"]),
        helper.make_tensor_value_info("lengths", TensorProto.INT32, ["batch"]),
        helper.make_tensor_value_info("marks", TensorProto.INT64, ["marks", 2]),
        helper.make_tensor_value_info("names", TensorProto.INT64, ["names", 3]),
    ]
    outputs = [
        helper.make_tensor_value_info("stances", TensorProto.FLOAT, ["marks", 6]),
        helper.make_tensor_value_info("outcomes", TensorProto.FLOAT, ["batch", 3]),
        helper.make_tensor_value_info("seats", TensorProto.FLOAT, ["names", 1]),
        helper.make_tensor_value_info("decisions", TensorProto.FLOAT, ["batch", 1]),
    ]
    _save(helper.make_graph(g.nodes, "reports", inputs, outputs, g.weights), path)


def package_reports(
    weights: dict[str, Tensor], folder: Path, thresholds: dict[str, float | dict[str, float]], *, version: str
) -> None:
    """Writes the network of reports with its manifest: how sure it must be of what, and its checksum."""
    folder.mkdir(parents=True, exist_ok=True)
    export_reports(weights, folder / "reports.onnx")
    digest = hashlib.sha256((folder / "reports.onnx").read_bytes()).hexdigest()
    manifest = {"version": version, **thresholds, "sha256": digest}
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")


def package(weights: dict[str, Tensor], linker: Path, tokenizer: Path, folder: Path, *, version: str) -> None:
    """Writes the model files of the package: encoder, linker with transitions, tokenizer, manifest with checksums."""
    folder.mkdir(parents=True, exist_ok=True)
    export(weights, folder / "encoder.onnx")
    with np.load(linker, allow_pickle=False) as arrays:
        kept = {name: arrays[name] for name in arrays.files if name not in ("threshold", "eagerness")}
        threshold, eagerness = float(arrays["threshold"]), float(arrays["eagerness"])
    kept["transitions"] = weights["transitions"].detach().numpy()
    np.savez(folder / "linker.npz", **kept)
    (folder / "tokenizer.json").write_bytes(tokenizer.read_bytes())
    digests = {
        name: hashlib.sha256((folder / name).read_bytes()).hexdigest()
        for name in ("encoder.onnx", "tokenizer.json", "linker.npz")
    }
    manifest = {
        "version": version,
        "eagerness": round(eagerness, 4),
        "threshold": round(threshold, 4),
        "sha256": digests,
    }
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    card = folder / "MODEL_CARD.md"
    if card.exists():  # the card names the weights that it tells of; its figures are for people to renew
        text = re.sub(
            r"(?<=encoder sha256 \| `)[0-9a-f]{64}", digests["encoder.onnx"], card.read_text(encoding="utf-8")
        )
        card.write_text(text, encoding="utf-8")
