"""Members whose predicate stands before their names, or beside them without a verb of its own."""

from __future__ import annotations

import pytest

from tests.positions.invented import ALDER_IDS, BOARD
from whipcount.bodies.member_actors import with_members
from whipcount.bodies.member_mentions import MemberFinder
from whipcount.positions.proposal.gathered_members import gathered_members
from whipcount.text.span import Span

ROWS = [
    ("With Hale and Brook opposed, it passed.", "Hale Brook", " opposed"),
    ("Among those who voted no were Hale and Brook.", "Hale Brook", "voted no"),
    ("Voting against was Hale.", "Hale", "Voting against"),
    ("Two members, Hale and Brook, were opposed.", "Hale Brook", " were opposed."),
    ("Except for Hale, everyone was in favour.", "Hale", " was in favour."),
    ("For the majority, Hale wrote little.", "Hale", "For the majority"),
]


@pytest.mark.parametrize(("text", "who", "words"), ROWS, ids=[row[0] for row in ROWS])
def test_where_their_predicate_stands(text: str, who: str, words: str) -> None:
    masked = MemberFinder(BOARD, None, table=with_members(None, BOARD)).masked(text, Span(0, len(text)))
    found = {
        (" ".join(ALDER_IDS[m].split()[-1] for m in one.members), masked.text[one.at : one.until])
        for one in gathered_members(masked)
    }
    assert any(names == who and told.startswith(words) for names, told in found), found


def test_a_count_tells_on_which_side_so_many_were() -> None:
    text = "It failed by four votes to two, Hale among the two and Brook among the four."
    masked = MemberFinder(BOARD, None, table=with_members(None, BOARD)).masked(text, Span(0, len(text)))
    sides = {ALDER_IDS[one.members[0]]: one.side for one in gathered_members(masked) if one.side}
    assert sides == {"Ida Hale": "lost", "Jon Brook": "won"}
