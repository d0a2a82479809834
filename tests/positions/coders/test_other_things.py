"""Words that bear on no decision as they stand, and words that do."""

from __future__ import annotations

import re

import pytest

from whipcount.positions.coders.other_things import of_other_things
from whipcount.statements.statement import Quotation, Statement
from whipcount.text.span import Span

PLAN = re.compile(r"housing plan|plan")
CASES = [
    ("Ida opposed the bus lane. Ned <backed> [it].", True),
    ("Ida voted against the bus lane last year. Ned <supported> [it].", True),
    ("Ida opposed the housing plan. Ned <backed> [it].", False),
    ("The plan is old. Ned <backed> [it].", False),
    ("Ida <would vote against> [the plan if it ran past the school].", False),  # a no that hangs on an if is no consent
    ("Ida <would vote for> [the plan if it ran past the school].", False),
    ("Ida <would vote against> [the plan].", False),
    ("Ida <said> [she would vote for the small plan but not for the large one].", True),
    ("Ida <said> [she would vote for the plan but not today].", False),
    ("Ida <said> [she had come with doubts about the plan but was satisfied by the new drawings].", True),
    ("Ida <said> [she had doubts about the plan but would read it again].", False),
]


@pytest.mark.parametrize(("text", "other"), CASES)
def test_other_things(text: str, other: bool) -> None:
    plain = re.sub(r"[<>\[\]]", "", text)
    cue = re.search(r"<([^>]+)>", text)
    content = re.search(r"\[([^\]]+)\]", text)
    assert cue is not None
    assert content is not None
    at, place = plain.index(cue[1]), plain.rindex(content[1])
    statement = Statement(
        "r", (Span(0, 3),), (Span(at, at + len(cue[1])),), (Span(place, place + len(content[1])),), Quotation.INDIRECT
    )
    assert bool(of_other_things(statement, plain, PLAN)) is other
