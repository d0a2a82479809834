"""Words that tell of others deny nothing of whom they are said of."""

from __future__ import annotations

import pytest

from whipcount.positions.proposal.not_alone import without


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Kell is by no means the only country that rejects it.", "Kell rejects it."),
        ("Kell was not the only government to speak against it.", "Kell speak against it."),
        ("Kell is not the only one in favour of it.", "Kell is in favour of it."),
        ("Kell isn't alone in opposing it.", "Kell is opposing it."),
        ("Not only Kell is for it.", "Kell is for it."),
        ("Kell is not in favour of it.", "Kell is not in favour of it."),
        ("Kell is not the only member if Pell leaves.", "Kell is not the only member if Pell leaves."),
    ],
)
def test_what_is_left_of_a_sentence(text: str, left: str) -> None:
    made = without(text)
    assert len(made) == len(text)
    assert " ".join(made.split()) == left
