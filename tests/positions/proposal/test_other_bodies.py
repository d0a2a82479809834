"""Which bodies of a report are others than the one that decides; invented."""

from __future__ import annotations

import pytest

from whipcount.positions.proposal.deciding_body import BodyChoice
from whipcount.positions.proposal.other_bodies import other_bodies

CASES = [
    ("The Valley League met. The Coast League was silent.", "Valley League", ["Coast League"]),
    ("The Dale Pension Board met. The Pension Board will vote.", "Dale Pension Board", []),
    ("The Assembly of the Valley League met.", "Valley League", []),
    ("The Senate of Arn needs a majority.", "Valley League", ["Senate of Arn"]),
    ("The League met. As League sanctions must be unanimous, it failed.", "Valley League", []),
    ("The Kell Trust asked for it.", "shareholders", []),
]


@pytest.mark.parametrize(("text", "name", "others"), CASES)
def test_others(text: str, name: str, others: list[str]) -> None:
    assert [span.of(text) for span in other_bodies(text, None, BodyChoice("", name, ()))] == others


def test_none_where_the_catalogue_has_the_body_or_nobody_decides() -> None:
    text = "The Coast Union was silent."
    assert other_bodies(text, None, BodyChoice("NATO", "NATO", ())) == ()
    assert other_bodies(text, None, None) == ()
