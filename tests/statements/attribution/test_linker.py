"""Which candidates the linker looks at."""

from __future__ import annotations

import numpy as np

from whipcount.statements.attribution.decoding import Tagged
from whipcount.statements.attribution.linker import CONTENT, CUE, NEAR, SOURCE, choices, make_scene


def test_a_source_seven_places_away_is_still_a_candidate() -> None:
    """The window that the weights were learned with: seven sources to each side, five cues."""
    assert NEAR == {SOURCE: 7, CONTENT: 5}
    many = 9
    pieces = 2 * many + 1
    first = np.arange(0, 2 * many, 2)
    roles = np.array([SOURCE] * many + [CUE])
    first = np.append(first, 2 * many)
    spans = Tagged(roles, first, first + 1, np.ones(many + 1), np.full((pieces, 4), 0.25, np.float32))
    zeros = np.zeros(pieces, dtype=np.int64)
    scene = make_scene(
        spans,
        np.zeros((pieces, 4 * 8), np.float32),
        sentence=zeros,
        line=zeros,
        quotation=zeros,
        window=zeros,
    )
    found = choices(SOURCE, scene)
    assert sorted(found.chosen.tolist()) == [-1, *range(many - 7, many)]
