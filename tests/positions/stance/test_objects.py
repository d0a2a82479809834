"""What a predicate is about: the proposal, or plainly something else."""

from __future__ import annotations

import re

import pytest

from whipcount.positions.stance.objects import about_something_else
from whipcount.text.span import Span

TERMS = re.compile("admission|treaty", re.IGNORECASE)


@pytest.mark.parametrize(
    ("text", "predicate", "other"),
    [
        ("The chamber approved the minutes and left.", "approved", True),
        ("They rejected an appeal by a treaty lawyer.", "rejected", True),
        ("She agreed to meet her colleague.", "agreed to", True),
        ("He opposed the sale of the airport.", "opposed", True),
        ("She agreed to the admission.", "agreed to", False),
        ("Kell rejected the idea.", "rejected", False),
        ("Kell rejected it.", "rejected", False),
        ("Kell opposed any such move.", "opposed", False),
        ("Kell backed a motion to open the dam.", "backed", False),
        ("Kell accepted the text of the treaty.", "accepted", False),
        ("Kell backs the Orvana government.", "backs", False),  # a name may be the candidate's
        ("Kell will vote against the tax.", "vote against", False),  # no verb with a direct object
    ],
)
def test_objects(text: str, predicate: str, other: bool) -> None:
    start = text.index(predicate)
    assert about_something_else(text, Span(start, start + len(predicate)), len(text), TERMS) is other
