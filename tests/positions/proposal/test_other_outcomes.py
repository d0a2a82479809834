"""Who wants something else than what is decided."""

from __future__ import annotations

import pytest

from tests.positions.invented import words_of
from whipcount.positions.proposal.other_outcomes import other_outcome
from whipcount.positions.proposal.stance_subjects import AGAIN
from whipcount.positions.proposal.verb_groups import verb_group

ROWS = [
    ("raise the rate", "preferred to leave the rate unchanged.", "no"),
    ("raise the rate", "would have held the rate steady.", "no"),
    ("raise the rate", "argued for a cut.", "no"),
    ("raise the rate", "would have liked a smaller step.", "other"),
    ("raise the rate", "wanted to wait for the audit.", "wait"),
    ("raise the rate", "asked for another study.", "wait"),
    ("raise the rate", "recommended a further study.", "other"),
    ("raise the rate", "did not want to wait.", None),
    ("raise the rate", "had wanted to wait.", None),
    ("raise the rate", "will keep his house.", None),
    ("keep the rate", "wanted to keep the rate unchanged.", None),
    ("delay the rise", "wanted to wait.", None),
]


@pytest.mark.parametrize(("decision", "text", "side"), ROWS, ids=[row[1] for row in ROWS])
def test_what_is_wanted_instead(decision: str, text: str, side: str | None) -> None:
    found = other_outcome(text, 0, verb_group(text, 0, AGAIN), words_of(decision))
    assert (found[0] if found else None) == side
