"""The linker: which source and which content belong to which cue, and how likely the whole is right.

Every cue stands for one attribution. Each content fragment chooses a cue (so that contents in several fragments come
together), each cue chooses a source; "none" is always among the choices. What a choice is made from is `pair_features`:
the encoder's own linking scores, distance, what stands between, quotation marks. A small network scores each choice and
a softmax compares them; a last network tells from the outcome how likely the attribution is right.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from whipcount.statements.attribution.decoding import Tagged

SOURCE, CUE, CONTENT = 0, 1, 2
NEAR = {SOURCE: 7, CONTENT: 5}  # candidates looked at on each side of the chooser
PAIR_FEATURES = 36
WHOLE_FEATURES = 24


@dataclass(frozen=True, slots=True, eq=False)
class Scorer:
    """Layers (matrix (in, out), bias (out)) with tanh between; the last one gives one figure."""

    layers: tuple[tuple[NDArray[np.float32], NDArray[np.float32]], ...]

    def __call__(self, x: NDArray[np.float32]) -> NDArray[np.float32]:
        """Scores (n) of rows (n, in)."""
        for matrix, bias in self.layers[:-1]:
            x = np.tanh(x @ matrix + bias)
        matrix, bias = self.layers[-1]
        return np.asarray((x @ matrix + bias)[:, 0], dtype=np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """What the linker sees of a text, all over word pieces.

    ``sentence`` and ``line`` number each piece; ``quotation`` is the number of the quotation that a piece is in, or -1;
    ``window`` numbers the encoder's windows; ``links`` (pieces, 4, width) are the projections.
    """

    spans: Tagged
    links: NDArray[np.float32]
    sentence: NDArray[np.int64]
    line: NDArray[np.int64]
    quotation: NDArray[np.int64]
    window: NDArray[np.int64]
    certainty: NDArray[np.float32]  # (spans): mean marginal of the span's role


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Choices: ``chooser`` and ``chosen`` index spans (-1 for none), in blocks of one chooser each."""

    chooser: NDArray[np.int64]
    chosen: NDArray[np.int64]
    features: NDArray[np.float32]


def make_scene(
    spans: Tagged,
    links: NDArray[np.float32],
    *,
    sentence: NDArray[np.int64],
    line: NDArray[np.int64],
    quotation: NDArray[np.int64],
    window: NDArray[np.int64],
) -> Scene:
    """Puts the pieces' facts together with the spans found."""
    cumulated = np.concatenate((np.zeros((1, 4)), np.cumsum(spans.marginals, axis=0, dtype=np.float64)))
    mean = (cumulated[spans.last] - cumulated[spans.first])[np.arange(len(spans)), spans.role + 1]
    mean = (mean / np.maximum(spans.last - spans.first, 1)).astype(np.float32)
    shaped = links.reshape(len(links), 4, -1)
    return Scene(spans, shaped, sentence, line, quotation, window, mean)


def choices(role: int, scene: Scene) -> Pairs:
    """All choices for one kind of link.

    For ``SOURCE`` the cues choose among sources, for ``CONTENT`` the contents choose among cues: the nearest on each
    side, and none.
    """
    spans = scene.spans
    choosers = np.flatnonzero(spans.role == (CUE if role == SOURCE else CONTENT))
    options = np.flatnonzero(spans.role == (SOURCE if role == SOURCE else CUE))
    place = np.searchsorted(spans.first[options], spans.first[choosers])
    reach = np.arange(-NEAR[role], NEAR[role])
    index = place[:, None] + reach[None]
    valid = (index >= 0) & (index < len(options))
    picked = np.where(valid, options[np.clip(index, 0, max(0, len(options) - 1))] if len(options) else -1, -1)
    # One further column for "none".
    table = np.concatenate((picked, np.full((len(choosers), 1), -1)), axis=1)
    keep = np.concatenate((valid, np.ones((len(choosers), 1), dtype=bool)), axis=1)
    chooser = np.repeat(choosers, keep.sum(1))
    chosen = table[keep]
    return Pairs(chooser, chosen, pair_features(role, scene, chooser, chosen))


def _between(marks: NDArray[np.int64], low: NDArray[np.int64], high: NDArray[np.int64]) -> NDArray[np.float32]:
    """How many of the sorted ``marks`` are in [low, high)."""
    return (np.searchsorted(marks, high) - np.searchsorted(marks, low)).astype(np.float32)


def pair_features(
    role: int, scene: Scene, chooser: NDArray[np.int64], chosen: NDArray[np.int64]
) -> NDArray[np.float32]:
    """(pairs, PAIR_FEATURES). Rows for "none" tell of the chooser alone."""
    s = scene.spans
    none = chosen < 0
    other = np.where(none, chooser, chosen)
    cue, item = (chooser, other) if role == SOURCE else (other, chooser)
    a, b = s.first[chooser], s.last[chooser]
    c, d = s.first[other], s.last[other]
    before = c < a  # the option stands before the chooser
    low, high = np.where(before, d, b), np.where(before, a, c)
    high = np.maximum(low, high)
    gap = (high - low).astype(np.float32)
    ask, answer = (0, 1) if role == SOURCE else (2, 3)
    width = scene.links.shape[2]
    asks = _mean(scene.links[:, ask], s.first[cue], s.last[cue])
    mean = np.einsum("ij,ij->i", asks, _mean(scene.links[:, answer], s.first[item], s.last[item])) / np.sqrt(width)
    head = np.einsum("ij,ij->i", asks, scene.links[s.first[item], answer]) / np.sqrt(width)
    tail = np.einsum("ij,ij->i", asks, scene.links[s.last[item] - 1, answer]) / np.sqrt(width)
    same_window = scene.window[a] == scene.window[c]
    firsts = [s.first[s.role == kind] for kind in range(3)]
    between = [_between(firsts[kind], low, high) for kind in range(3)]
    sentences = np.abs(scene.sentence[a] - scene.sentence[c]).astype(np.float32)
    lines = np.abs(scene.line[a] - scene.line[c]).astype(np.float32)
    quote_a, quote_c = scene.quotation[a], scene.quotation[c]
    logp = np.log(np.maximum(s.probability, 1e-6))
    columns = [
        mean * same_window,
        head * same_window,
        tail * same_window,
        mean * ~same_window,
        np.maximum(mean, -4) * (sentences == 0),
        same_window,
        before,
        np.log1p(gap) * before,
        np.log1p(gap) * ~before,
        gap == 0,
        gap == 1,
        gap == 2,
        np.minimum(gap, 60) / 20,
        np.minimum(sentences, 6),
        sentences == 0,
        np.minimum(sentences, 6) * before,
        lines > 0,
        np.minimum(lines, 4),
        *[np.minimum(x, 5) for x in between],
        between[0] == 0,
        between[1] == 0,
        between[2] == 0,
        quote_a >= 0,
        quote_c >= 0,
        (quote_a >= 0) & (quote_a == quote_c),
        logp[other],
        scene.certainty[other],
        np.log1p(d - c),
    ]
    pair = np.stack([np.asarray(x, dtype=np.float32) for x in columns], axis=1)
    pair[none] = 0.0
    own = np.stack(
        [
            none.astype(np.float32),
            none * logp[chooser].astype(np.float32),
            none * scene.certainty[chooser],
            none * np.log1p(b - a).astype(np.float32),
            none * (quote_a >= 0).astype(np.float32),
        ],
        axis=1,
    ).astype(np.float32)
    made = np.concatenate((pair, own, np.ones((len(pair), 1), dtype=np.float32)), axis=1)
    assert made.shape[1] == PAIR_FEATURES  # noqa: S101  a slip in this file, no input can cause it
    return made


def _mean(rows: NDArray[np.float32], first: NDArray[np.int64], last: NDArray[np.int64]) -> NDArray[np.float32]:
    """The mean of ``rows`` over each [first, last), without a loop."""
    summed = np.concatenate((np.zeros((1, rows.shape[1])), np.cumsum(rows, axis=0, dtype=np.float64)))
    return np.asarray((summed[last] - summed[first]) / (last - first)[:, None], dtype=np.float32)


def choose(pairs: Pairs, scores: NDArray[np.float32]) -> dict[int, tuple[int, float]]:
    """For each chooser what it chooses (-1: none) and the softmax probability of that."""
    found: dict[int, tuple[int, float]] = {}
    if not len(pairs.chooser):
        return found
    starts = np.flatnonzero(np.diff(pairs.chooser, prepend=-1))
    for at, end in zip(starts.tolist(), [*starts[1:].tolist(), len(scores)], strict=True):
        block = scores[at:end].astype(np.float64)
        each = np.exp(block - block.max())
        best = int(each.argmax())
        found[int(pairs.chooser[at])] = (int(pairs.chosen[at + best]), float(each[best] / each.sum()))
    return found
