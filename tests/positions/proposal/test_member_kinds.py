"""Which kind of members a body has, by the number of them that is told, its noun, and who votes."""

from __future__ import annotations

import pytest

from whipcount.positions.proposal.member_kinds import MemberKind, is_party, member_kind

KINDS = [
    ("The eighteen clubs meet on Friday. Nine of the clubs are for it.", "Ball League", "eighteen clubs", "names"),
    ("Nine directors have a vote.", "Port of Merrow", "Nine directors", "persons"),
    ("The jury chose the novel.", "jury of the Pell Prize", "", "persons"),
    ("It was carried by five to two.", "Town council of Sarn", "", "persons"),
    ("Each of the nine branches has one vote.", "General assembly", "nine branches", "names"),
    ("Lenders decide on Friday. Two of the lenders have signed.", "Lenders to Pell Steel", "", "names"),
    ("The budget passed by 61 to 54; two deputies were ill.", "Chamber of Sarn", "", "chamber"),
    ("Three deputies of the party wavered.", "Farmers' Union", "", "chamber"),
    ("Something was decided.", "Sea Commission", "", "open"),
]


@pytest.mark.parametrize(("text", "body", "told", "kind"), KINDS, ids=[row[1] for row in KINDS])
def test_kind(text: str, body: str, told: str, kind: str) -> None:
    assert member_kind(text, body, told) is MemberKind(kind)


@pytest.mark.parametrize(("name", "party"), [("Liberals", True), ("Workers' Front", True), ("Upper Sarn", False)])
def test_a_party_is_told_by_its_last_word(name: str, party: bool) -> None:
    assert is_party(name) is party
