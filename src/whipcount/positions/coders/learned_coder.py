"""A learned coder: a sentence classifier on the reader's encoder family, from a folder that the user names.

The package ships no such weights (SEESAW's licence does not let what is trained on it ship);
``benchmarks/training/seesaw.py export`` writes a folder. At run time it needs onnxruntime and tokenizers, no torch.

A folder holds ``manifest.json``, ``tokenizer.json`` and one or more graphs, whose scores are averaged. A graph takes
``ids``, ``mask`` and ``kinds`` (int64, (batch, length)) of the pair "who; toward what" and the sentence, and gives
scores (batch, classes), of which the softmax (Bridle 1990) makes probabilities. The manifest::

    {"format": 1, "name": "seesaw", "classes": ["no", "yes"], "length": 96, "minimum": 0.5,
     "models": ["model-0.onnx"], "sha256": {"model-0.onnx": "...", "tokenizer.json": "..."}}

``classes`` are stances, or null for none; under a probability of ``minimum`` no stance is read.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from whipcount.errors import CoderError, MissingExtraError
from whipcount.positions.coders.contract import NO_AGREEMENT
from whipcount.positions.proposal.proposal import Proposal, Variant
from whipcount.positions.stance.markers import MARKERS
from whipcount.positions.stance.passage import passage_of
from whipcount.positions.stance.scope import conditions_in, modality_of, sentence_around
from whipcount.positions.stance.stance import Reading, Stance
from whipcount.positions.stance.target import speaks_of
from whipcount.reports.report import Report
from whipcount.statements.attribution.encoder import open_session
from whipcount.statements.statement import Statement
from whipcount.text.span import hull

if TYPE_CHECKING:
    import onnxruntime
    from tokenizers import Tokenizer

FORMAT = 1
_ACCEPTED = "accepted: a folder that `python benchmarks/training/seesaw.py export` writes"
_WINDOW = 2_000  # code points of a sentence that are looked at


@dataclass(frozen=True, slots=True)
class _Manifest:
    name: str
    classes: tuple[Stance | None, ...]
    length: int
    minimum: float
    models: tuple[str, ...]
    sha256: Mapping[str, str]


class LearnedCoder:
    """Reads stances with a classifier (see the module).

    Args:
        folder: that holds the model's files.

    Raises:
        CoderError: a file is absent, damaged or of another format.
        MissingExtraError: tokenizers is not installed.
    """

    def __init__(self, folder: Path) -> None:
        self._manifest = _manifest(folder)
        files = {name: _checked(folder, name, self._manifest.sha256) for name in self._manifest.models}
        self._tokenizer = _tokenizer(_checked(folder, "tokenizer.json", self._manifest.sha256), self._manifest.length)
        self._sessions = [_session(folder / name, blob, self._manifest) for name, blob in files.items()]

    @property
    def name(self) -> str:
        """Which coder, and which model."""
        return f"learned-{FORMAT}:{self._manifest.name}"

    def read(self, statement: Statement, report: Report, proposal: Proposal) -> tuple[Reading, ...]:
        """The stance that the classifier reads; see :class:`whipcount.positions.coders.contract.Coder`.

        Which variant is spoken of, whether it was really said and on what it waits is read as the rule reader does.
        """
        text = report.text
        spans = [s for s in (*statement.source, *statement.cue, *statement.content) if s.start < s.end <= len(text)]
        if not spans:
            return (self._none(statement, proposal.asked, "nothing to read"),)
        frame = hull(spans)
        passage = passage_of(statement, text, bool)  # every word of saying counts: nothing is joined
        variant = speaks_of(passage, proposal) if passage else None
        if variant is None:
            return (self._none(statement, proposal.asked, "does not speak of the proposal"),)
        if MARKERS.body_claim.search(text, *frame):
            return (self._none(statement, variant, NO_AGREEMENT),)
        sentence = sentence_around(text, frame)
        who = statement.speaker.text if statement.speaker else " ".join(s.of(text) for s in statement.source)
        chances = self.probabilities([(f"{who or 'someone'}; {variant.label}", sentence.of(text)[:_WINDOW])])[0]
        best = int(chances.argmax())
        stance = self._manifest.classes[best]
        told = ", ".join(
            f"{c.value if c else 'none'} {p:.2f}" for c, p in zip(self._manifest.classes, chances, strict=True)
        )
        if stance is None or chances[best] < self._manifest.minimum:
            return (self._none(statement, variant, f"the classifier is not sure of a stance: {told}"),)
        year = report.day.year if report.day else None
        return (
            Reading(
                statement=statement.id,
                variant=variant.id,
                stance=stance,
                modality=modality_of(text, frame, statement.cue, statement.modality, year=year),
                conditions=conditions_in(text, frame),
                coder=self.name,
                confidence=float(chances[best]) * statement.confidence,
                reasons=(f"the classifier's probabilities: {told}",),
                spans=tuple(s for s in (*statement.cue, *statement.content) if s in spans) or (frame,),
            ),
        )

    def probabilities(self, pairs: list[tuple[str, str]]) -> NDArray[np.float64]:
        """The probability of each class for pairs of "who; toward what" and a sentence: (pairs, classes)."""
        encoded = self._tokenizer.encode_batch(pairs)
        inputs = {
            "ids": np.asarray([e.ids for e in encoded], dtype=np.int64),
            "mask": np.asarray([e.attention_mask for e in encoded], dtype=np.int64),
            "kinds": np.asarray([e.type_ids for e in encoded], dtype=np.int64),
        }
        scores = np.mean([s.run(None, inputs)[0] for s in self._sessions], axis=0).astype(np.float64)
        raised = np.exp(scores - scores.max(axis=1, keepdims=True))
        return np.asarray(raised / raised.sum(axis=1, keepdims=True))

    def _none(self, statement: Statement, variant: Variant, why: str) -> Reading:
        return Reading(
            statement.id,
            variant.id,
            None,
            modality=statement.modality,
            coder=self.name,
            confidence=0.5,
            reasons=(why,),
        )


def _manifest(folder: Path) -> _Manifest:
    path = folder / "manifest.json"
    try:
        told: Any = json.loads(path.read_text(encoding="utf-8"))
        if told["format"] != FORMAT:
            raise CoderError(f"{path} has format {told['format']!r} (accepted: {FORMAT})")
        made = _Manifest(
            str(told["name"]),
            tuple(None if c is None else Stance(c) for c in told["classes"]),
            int(told["length"]),
            float(told["minimum"]),
            tuple(str(name) for name in told["models"]),
            {str(k): str(v) for k, v in told["sha256"].items()},
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise CoderError(f"{path} cannot be used: {error} ({_ACCEPTED})") from None
    if len(made.classes) < 2 or not made.models or not 8 <= made.length <= 512:
        raise CoderError(f"{path} names too few classes or models, or a length beyond 8 to 512 ({_ACCEPTED})")
    if any(Path(name).name != name for name in made.models):
        raise CoderError(f"{path} names a file outside its folder ({_ACCEPTED})")
    return made


def _checked(folder: Path, name: str, sha256: Mapping[str, str]) -> bytes:
    try:
        blob = (folder / name).read_bytes()
    except OSError as error:
        raise CoderError(f"{folder / name} cannot be read: {error} ({_ACCEPTED})") from None
    if hashlib.sha256(blob).hexdigest() != sha256.get(name):
        raise CoderError(f"{folder / name} is damaged or of another version: its sha256 is not the manifest's")
    return blob


def _tokenizer(blob: bytes, length: int) -> Tokenizer:
    try:
        from tokenizers import Tokenizer
    except ImportError:
        raise MissingExtraError("tokenizers", extra="learned") from None
    try:
        made = Tokenizer.from_buffer(blob)
    except Exception as error:  # the library raises bare Exception
        raise CoderError(f"the tokenizer cannot be read: {error} ({_ACCEPTED})") from None
    made.enable_truncation(length, strategy="only_second")
    made.enable_padding()
    return made


def _session(path: Path, blob: bytes, manifest: _Manifest) -> onnxruntime.InferenceSession:
    try:
        made = open_session(blob)
    except Exception as error:  # onnxruntime's errors share no root
        raise CoderError(f"{path} is no model that can be opened: {error}") from None
    width = made.get_outputs()[0].shape[-1]
    names = {i.name for i in made.get_inputs()}
    if width != len(manifest.classes) or not names <= {"ids", "mask", "kinds"}:
        raise CoderError(
            f"{path} gives {width} scores from {sorted(names)}"
            f" (accepted: {len(manifest.classes)} from ids, kinds, mask)"
        )
    return made
