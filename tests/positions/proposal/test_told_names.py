"""Members of bodies as told, by kinds of names: parts of states, parties, houses of a synod, persons."""

from __future__ import annotations

import pytest

from whipcount.positions.proposal.capitalised_names import capitalised_names
from whipcount.positions.proposal.detection import detect_proposal
from whipcount.positions.proposal.member_kinds import chamber_names, of_parts
from whipcount.positions.proposal.seat_evidence import works_elsewhere
from whipcount.positions.proposal.told_body import is_unnamed
from whipcount.reports.formats.registry import read_report
from whipcount.text.span import Span


def told(text: str) -> tuple[str, set[str]]:
    """The id of the body that a report is read to have, and the names of its members."""
    proposal = detect_proposal([read_report(text)])
    assert proposal is not None
    assert proposal.told_body is not None
    members = proposal.told_body.all_members
    return proposal.body, {m.name for m in members if not is_unnamed(m.id) and not m.name.startswith("seat ")}


CANTONS = """Swiss cantons reject the river plan

BERN, March 15, 2033 - Voters approved the river plan on Sunday but it failed for want of a majority of the cantons,
eight of which voted for it.

In Geneva 64 percent voted for it, in Ticino 54 percent. Schwyz rejected it with 68 percent, and so did Uri and Glarus.
"""
PROVINCES = """Provinces near deal with Ottawa on ferries

OTTAWA, March 15, 2029 - The ten provinces are close to accepting Ottawa's offer on ferries. Nine have said yes.

Quebec and Ontario accepted last week. British Columbia signed on Monday. Newfoundland has not decided.
"""
PARTIES = """Water bill passes in Orrland

VESS, March 15, 2033 - The parliament of Orrland passed the water bill on Thursday by 101 votes to 88.

The Civic Union and the Farmers' Party voted for it, the Labour Front and the Greens against. The Liberal League
abstained.

It took three readings and two years. Towns will pay a third of the cost and villages none, and the wells of the east
will be closed by the end of the decade. Nobody had expected the vote to be so close.
"""


def test_a_state_is_none_of_its_cantons() -> None:
    assert told(CANTONS)[1] == {"Geneva", "Ticino", "Schwyz", "Uri", "Glarus"}


def test_a_state_is_none_of_its_provinces_and_british_columbia_is_one() -> None:
    assert told(PROVINCES)[1] == {"Quebec", "Ontario", "British Columbia", "Newfoundland"}


def test_a_party_is_not_the_chamber_in_which_it_votes() -> None:
    body, members = told(PARTIES)
    assert body == "PARLIAMENT-OF-ORRLAND"
    assert members == {"Civic Union", "Farmers' Party", "Labour Front", "Greens", "Liberal League"}


@pytest.mark.parametrize(
    ("body", "size", "parts"),
    [
        ("Swiss cantons", "", True),
        ("provinces", "", True),
        ("Canada's premiers", "", True),
        ("Conference of Laender", "", True),
        ("River Board", "the five provinces", True),
        ("River Board", "the five towns", False),
        ("Province League Club", "", False),
        ("African Union", "the 55 states", False),
    ],
)
def test_bodies_of_parts_of_a_state(body: str, size: str, parts: bool) -> None:
    assert of_parts(body, size) is parts


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Then the Senate of Orr approved it.", ["Orr"]),
        ("Then the parliament of Orr approved it.", ["Orr"]),
        ("Then the Bank of Orr lent it.", ["Bank of Orr"]),
        ("In the House of Laity 132 were for it.", ["House of Laity"]),
        ("They met in the House of Bishops.", ["House of Bishops"]),
        ("Then Local 132 and Local 140 voted.", ["Local 132", "Local 140"]),
        ("Then Block 4 voted.", ["Block 4"]),
        ("The National Assembly of Upper Wend met.", ["Upper Wend"]),
    ],
)
def test_what_stands_like_a_name(text: str, names: list[str]) -> None:
    assert list(capitalised_names(text)) == names


@pytest.mark.parametrize(
    ("words", "elsewhere"),
    [
        (", an analyst at Pell Bank, said so.", True),
        (", chief economist at Pell Bank, said so.", True),
        (", of the Friends of the Corn Hall, shouted.", True),
        (", a historian at the University of Orr, said so.", True),
        (" of the Pell Institute said so.", True),
        (", the chief economist, wanted to wait.", False),
        (", a retired economist, voted no.", False),
        (", of the sopranos, was against.", False),
        (" of the Labour group voted no.", False),
        (", who sits for the workers, is against.", False),
    ],
)
def test_who_watches_from_another_house(words: str, elsewhere: bool) -> None:
    assert works_elsewhere(f"Ada Finch{words}", [Span(0, 9)]) is elsewhere


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The parliament of Orr met.", "parliament of Orr"),
        ("The National Assembly met.", "National Assembly"),
        ("The upper chamber met.", "chamber"),
        ("A Senate was never founded.", "Senate"),
    ],
)
def test_chambers(text: str, name: str) -> None:
    found = chamber_names().search(text)
    assert found is not None
    assert found["name"] == name


BOARD = """Board keeps the mill

VESS, March 15, 2033 - The seven trustees of the Orr Mill Trust decided on Tuesday to keep the mill, by four to three.

{words}
"""


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "Alice Veyman, a former head teacher, voted to sell it. Tom Orde voted to keep it.",
            {"Alice Veyman", "Tom Orde"},
        ),
        ("Old Veyman voted to keep it, and so did Tom Orde. Eva Veyman went home.", {"Eva Veyman", "Tom Orde"}),
        ("Tom Orde voted to keep it with Eva Hale. Kit Hull, a former trustee, was glad.", {"Tom Orde", "Eva Hale"}),
    ],
)
def test_trustees_by_what_they_were(words: str, expected: set[str]) -> None:
    assert told(BOARD.format(words=words))[1] == expected


COMMONS = """Commons passes rent bill

LONDON, March 15, 2031 - The House of Commons passed the rent bill on Tuesday by 320 votes to 276.

{words}
"""


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Conservative MP Mark Linvitz voted against it.", {"Mark Linvitz"}),
        ("Maria Hoolnell, the Labour MP for Wexton, said it was not enough.", {"Maria Hoolnell"}),
        ("Prime Minister Alice Fendle said it was a good day.", {"Alice Fendle"}),
        ("The Labour leader, Daniel Nymard, said it was a bad day.", {"Daniel Nymard"}),
        ("Anna Fentham, the leader of the opposition, said it was needed.", {"Anna Fentham"}),
        ("Ivan Wilwell voted for it. Anna Fentham, the home secretary, said it was needed.", {"Ivan Wilwell"}),
        (
            "Two of them, Ivan Wilwell and Helen Fendle, resigned to vote for an amendment.",
            {"Ivan Wilwell", "Helen Fendle"},
        ),
        ("Mark Linvitz voted for it. Danish Prime Minister Eva Holm praised it.", {"Mark Linvitz"}),
        ("Mark Linvitz voted for it. Eva Holm, a tenant, praised it.", {"Mark Linvitz"}),
    ],
)
def test_members_of_the_commons(words: str, expected: set[str]) -> None:
    assert told(COMMONS.format(words=words))[1] == expected
