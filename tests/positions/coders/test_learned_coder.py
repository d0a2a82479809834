"""The learned coder, on a tiny classifier made here."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.positions.tinymodel import graph, tiny_folder
from whipcount.errors import CoderError
from whipcount.positions.coders.learned_coder import LearnedCoder
from whipcount.positions.proposal.proposal import Proposal, Variant
from whipcount.positions.stance.stance import Reading, Stance
from whipcount.reports.report import Report, fingerprint
from whipcount.statements.statement import Modality, Quotation, Statement
from whipcount.text.span import Span

WEIGHTS = {"likes": (0.0, 3.0, 0.0), "hates": (3.0, 0.0, 0.0), "admission": (0.0, 0.0, 0.0)}
LAKE = Proposal("p", "Orvana is admitted", "LAKE", variants=(Variant("now", "admission", ("admission",)),))


@pytest.fixture
def coder(tmp_path: Path) -> LearnedCoder:
    return LearnedCoder(tiny_folder(tmp_path / "model", WEIGHTS))


def read(coder: LearnedCoder, words: str, *, modality: Modality = Modality.ACTUAL) -> Reading:
    text = f"Rain fell. Kell said it {words}."
    sha = fingerprint(text)
    spans = Span(11, 15), Span(16, 20), Span(21, len(text) - 1)
    statement = Statement(sha, spans[:1], spans[1:2], spans[2:], Quotation.INDIRECT, modality=modality)
    [reading] = coder.read(statement, Report("x", text, sha), LAKE)
    return reading


def test_probabilities_are_the_softmax_of_the_summed_rows(coder: LearnedCoder) -> None:
    pairs = [("kell; admission", "kell likes it"), ("kell; admission", "kell likes and hates and likes the admission")]
    scores = np.array([[0.0, 3.0, 0.0], [3.0, 6.0, 0.0]])
    wanted = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
    np.testing.assert_allclose(coder.probabilities(pairs), wanted, rtol=1e-5)


def test_a_batch_says_the_same_as_each_alone(coder: LearnedCoder) -> None:
    pairs = [("kell; admission", "likes"), ("kell; admission", "hates the admission of orvana very much")]
    alone = np.vstack([coder.probabilities([pair]) for pair in pairs])
    np.testing.assert_allclose(coder.probabilities(pairs), alone, rtol=1e-6)  # padding counts for nothing


@pytest.mark.parametrize(
    ("words", "stance"),
    [
        ("likes the admission", Stance.YES),
        ("hates the admission", Stance.NO),
        ("likes and hates the admission", None),  # not sure enough
        ("will discuss the admission", None),
        ("likes that there is no consensus on the admission", None),
    ],
)
def test_stance(coder: LearnedCoder, words: str, stance: Stance | None) -> None:
    assert read(coder, words).stance is stance


def test_modality_and_conditions_are_read_by_their_words(coder: LearnedCoder) -> None:
    reading = read(coder, "likes the admission provided that the dam is opened")
    assert [c.text for c in reading.conditions] == ["provided that the dam is opened"]
    assert read(coder, "likes the admission", modality=Modality.NEGATED).modality is Modality.NEGATED


def test_several_models_are_averaged(tmp_path: Path) -> None:
    folder = tiny_folder(tmp_path / "a", WEIGHTS)
    other = tiny_folder(tmp_path / "b", {**WEIGHTS, "likes": (1.0, 0.0, 0.0)})
    (folder / "second.onnx").write_bytes((other / "model.onnx").read_bytes())
    told = json.loads((folder / "manifest.json").read_text())
    digest = json.loads((other / "manifest.json").read_text())["sha256"]["model.onnx"]
    told |= {"models": ["model.onnx", "second.onnx"], "sha256": told["sha256"] | {"second.onnx": digest}}
    (folder / "manifest.json").write_text(json.dumps(told))
    got = LearnedCoder(folder).probabilities([("kell; admission", "likes")])[0]
    wanted = np.exp([0.5, 1.5, 0.0]) / np.exp([0.5, 1.5, 0.0]).sum()
    np.testing.assert_allclose(got, wanted, rtol=1e-5)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"format": 2}, "format 2"),
        ({"classes": ["yes", "perhaps"]}, "perhaps"),
        ({"classes": ["yes"]}, "too few classes"),
        ({"classes": ["yes", "no"]}, "3 scores"),
        ({"models": ["../model.onnx"]}, "outside its folder"),
        ({"models": ["absent.onnx"]}, "cannot be read"),
        ({"sha256": {}}, "damaged"),
        ({"length": 9_999}, "length"),
        ({"length": None}, "cannot be used"),
    ],
)
def test_a_folder_that_does_not_fit_is_one_clear_error(tmp_path: Path, changes: dict[str, Any], why: str) -> None:
    with pytest.raises(CoderError, match=why):
        LearnedCoder(tiny_folder(tmp_path / "model", WEIGHTS, **changes))


def test_no_folder_no_manifest_no_model(tmp_path: Path) -> None:
    with pytest.raises(CoderError, match=r"manifest\.json"):
        LearnedCoder(tmp_path / "nowhere")
    folder = tiny_folder(tmp_path / "model", WEIGHTS)
    (folder / "model.onnx").write_bytes(graph(np.zeros((7, 3)))[:-40])
    with pytest.raises(CoderError, match="damaged"):
        LearnedCoder(folder)
