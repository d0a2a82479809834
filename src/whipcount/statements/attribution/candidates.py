"""From links to attributions: what belongs together, and what the last network judges it by."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from whipcount.statements.attribution.linker import CONTENT, CUE, SOURCE, WHOLE_FEATURES, Scene, Scorer, choices, choose


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """One possible attribution: indices of spans (``source`` -1: none), and the features of the whole."""

    cue: int
    source: int
    content: tuple[int, ...]
    features: NDArray[np.float32]


def assemble(scene: Scene, source_scorer: Scorer, content_scorer: Scorer) -> list[Candidate]:
    """Every cue that some content has chosen, with the source that it chooses; in the order of the cues."""
    to_source = choices(SOURCE, scene)
    to_cue = choices(CONTENT, scene)
    sources = choose(to_source, source_scorer(to_source.features))
    fragments: dict[int, list[tuple[int, float]]] = {}
    for content, (cue, probability) in choose(to_cue, content_scorer(to_cue.features)).items():
        if cue >= 0:
            fragments.setdefault(cue, []).append((content, probability))
    found = []
    for cue in np.flatnonzero(scene.spans.role == CUE).tolist():
        if cue in fragments:
            source, probability = sources.get(cue, (-1, 1.0))
            features = _whole(scene, cue, source, probability, fragments[cue])
            found.append(Candidate(cue, source, tuple(content for content, _ in fragments[cue]), features))
    return found


def _whole(
    scene: Scene, cue: int, source: int, source_probability: float, fragments: list[tuple[int, float]]
) -> NDArray[np.float32]:
    """The features of one candidate (WHOLE_FEATURES)."""
    s = scene.spans
    logp = np.log(np.maximum(s.probability, 1e-6))
    index = np.asarray([content for content, _ in fragments])
    chosen = np.asarray([probability for _, probability in fragments])
    length = (s.last[index] - s.first[index]).astype(np.float64)
    share = length / length.sum()
    quoted = (scene.quotation[s.first[index]] >= 0).astype(np.float64)
    at = scene.sentence[s.first[cue]]
    with_source = source >= 0
    made = np.asarray(
        [
            logp[cue],
            s.probability[cue],
            scene.certainty[cue],
            not with_source,
            source_probability,
            np.log(max(source_probability, 1e-4)),
            logp[source] if with_source else 0.0,
            scene.certainty[source] if with_source else 0.0,
            s.probability[source] if with_source else 0.0,
            (share * chosen).sum(),
            chosen.max(),
            np.log(np.maximum(chosen, 1e-4)).max(),
            (share * logp[index]).sum(),
            logp[index].max(),
            (share * scene.certainty[index]).sum(),
            scene.certainty[index].max(),
            (share * quoted).sum(),
            len(fragments),
            np.log1p(length.sum()),
            scene.quotation[s.first[cue]] >= 0,
            with_source and scene.sentence[s.first[source]] != at,
            bool((scene.sentence[s.first[index]] == at).any()),
            np.log1p(s.last[cue] - s.first[cue]),
            length.sum() <= 3,
        ],
        dtype=np.float32,
    )
    assert len(made) == WHOLE_FEATURES  # noqa: S101  a slip in this file, no input can cause it
    return made
