"""Layouts of named votes: headings, rows, leaders, columns and ticks, roll calls, and what is no such list."""

from __future__ import annotations

import pytest

from tests.positions.invented import LAKE, OF, TABLE, told
from whipcount.positions.coders.reported_votes import reported_votes
from whipcount.positions.proposal.vote_layouts import NAME, VoteLayouts
from whipcount.positions.stance.stance import Stance

K, P, S, T, M, V, F = "KELL", "PELL", "SARN", "THALE", "MERROW", "VESSARY", "FERROW-BAY"
Y, N, A, U = Stance.YES, Stance.NO, Stance.ABSTAIN, Stance.UNDECIDED
THREE = {K: Y, P: Y, S: N, T: A}

LAYOUTS = [
    "Voted FOR (2): Kell, Pell\n\nVoted AGAINST (1): Sarn\n\nABSTAINED (1): Thale\n\nABSENT (1): Merrow",
    "IN FAVOUR (2): Kell, Pell.\nAGAINST (1): Sarn.\nABSTAINING (1): Thale.",
    "Ayes: Kell, Pell\nNoes: Sarn\nAbstentions: Thale\nAbsent: Merrow",
    "Ayes 2 - Kell, Pell\nNoes 1 - Sarn\nAbstained 1 - Thale",
    "AYES\nKell\nPell\n\nNOES\nSarn\n\nABSTAINED\nThale\n\nABSENT\nMerrow",
    "Against:\n* Sarn\n\nFor:\n* Kell\n* Pell\n\nAbstained:\n* Thale",
    "Kell ........ yes\nPell ........ yes\nSarn ........ no\nThale ....... abstained\nMerrow ...... absent",
    "Kell......YES\nPell......YES\nSarn......NO\nThale.....ABSTAIN",
    "Kell      Yes\nPell      Yes\nSarn      No\nThale     Abstain\nMerrow    Absent",
    "Kell\tYea\nPell\tYea\nSarn\tNay\nThale\tAbstain",
    "Kell – yes\nPell – yes\nSarn – no\nThale – abstained",
    "Kell - for\nPell - for\nSarn - against\nThale - abstained\nMerrow - no answer",
    "Kell: in favour\nPell: in favour\nSarn: against\nThale: abstention",
    "1. Kell: yes\n2. Pell: yes\n3. Sarn: no\n4. Thale: abstain",
    "| No. | Member | Vote |\n| 1 | Kell | Yes |\n| 2 | Pell | Yes |\n| 3 | Sarn | No |\n| 4 | Thale | Abstained |",
    "Member | Delegate | Vote\nKell | A. Finch | for\nPell | B. Lind | for\nSarn | C. Moor | against\nThale | D. Oak | abstained",  # noqa: E501
    "Member | For | Against | Abstained\nKell | x | |\nPell | x | |\nSarn | | x |\nThale | | | x".replace(
        "| |\n", "| | \n"
    ),
    "| Member | Yes | No | Abst. |\n|---|---|---|---|\n| Kell | ✓ | | |\n| Pell | ✓ | | |\n| Sarn | | ✓ | |\n| Thale | | | ✓ |".replace(  # noqa: E501
        "Abst.", "Abstained"
    ),
    "| For | Against | Abstained |\n|---|---|---|\n| Kell | Sarn | Thale |\n| Pell | | |",
    "Kell (yes)\nPell (yes)\nSarn (no)\nThale (abstained)",
    "Yes votes came from: Kell, Pell\nNo votes came from: Sarn\nAbstentions came from: Thale",
    "Members voting in favour: Kell and Pell.\nMembers voting against: Sarn.\nMembers abstaining: Thale.",
    "Those in favour: Kell, Pell\nThose against: Sarn\nThose abstaining: Thale",
    "Voting yes: Kell; Pell\nVoting no: Sarn\nAbstaining: Thale",
    "**For (2):** Kell, Pell\n**Against (1):** Sarn\n**Abstained (1):** Thale",
    "For the resolution: Kell, Pell. Against: Sarn. Abstained: Thale.",
    "For = Kell, Pell\nAgainst = Sarn\nAbstain = Thale",
    "2 in favour: Kell, Pell\n1 against: Sarn\n1 abstention: Thale",
    "Two for: Kell and Pell\nOne against: Sarn\nOne abstained: Thale",
    "The vote: Kell yes, Pell yes, Sarn no, Thale abstained.",
    "Roll call: Kell, yes; Pell, yes; Sarn, no; Thale, abstain.",
    "Yes: Kell, Pell (2). No: Sarn (1). Abstained: Thale (1).",
    "Kell -> yes\nPell -> yes\nSarn -> no\nThale -> abstained",
    "Kell,yes\nPell,yes\nSarn,no\nThale,abstain",
    "FOR\n\nKell, Pell\n\nAGAINST\n\nSarn\n\nABSTAINING\n\nThale",
    "For (2): Kell, Pell, Orvana\nAgainst: Sarn\nAbstained: Thale",
]


def votes(*lines: str) -> dict[str, Stance]:
    made = reported_votes([told(*lines)], OF["resolution"], LAKE, table=TABLE)
    return {e.member: e.stance for e in made if e.member and e.stance}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_layouts(layout: str) -> None:
    assert votes("How the Lake Council voted on the resolution", layout, "The council sits in Harrowmere.") == THREE


TICKS = [
    "✓ Kell\n✓ Pell\n✗ Sarn",
    "Kell ✓\nPell ✓\nSarn ✗",
    "Kell: ✔\nPell: ✔\nSarn: ✘",
    "| Kell | ✓ |\n| Pell | ✓ |\n| Sarn | ✗ |",
]


@pytest.mark.parametrize("layout", TICKS)
def test_ticks(layout: str) -> None:
    assert votes("How the Lake Council voted on the resolution", layout) == {K: Y, P: Y, S: N}


SURVEYS = [
    ("FOR\n* Kell\n* Pell\n\nAGAINST\n* Sarn\n\nUNDECIDED\n* Thale\n\nNO ANSWER\n* Merrow", {K: Y, P: Y, S: N, T: U}),
    ("For: Kell, Pell\nAgainst: Sarn\nUndecided: Thale\nNo reply: Merrow", {K: Y, P: Y, S: N, T: U}),
    ("Kell - yes\nPell - yes\nSarn - no\nThale - undecided\nMerrow - no answer", {K: Y, P: Y, S: N, T: U}),
    ("Yes (2)\nKell\nPell\nNo (1)\nSarn\nNot decided (1)\nThale\nWould not say (1)\nMerrow", {K: Y, P: Y, S: N, T: U}),
]


@pytest.mark.parametrize(("layout", "wanted"), SURVEYS)
def test_surveys(layout: str, wanted: dict[str, Stance]) -> None:
    assert votes("Lake Council to vote on the resolution", "We asked all members, and they said:", layout) == wanted


NONE = [
    "For\nKell the outlook is good.",
    "Members: Kell, Pell, Sarn",
    "Present: Kell, Pell, Sarn\nAbsent: Thale",
    "Kell - population 12\nPell - population 30",
    "Seats: Kell 4, Pell 5",
    "For more on Kell: Pell",
    "| Kell | 12 |\n| Pell | 30 |",
    "Against the wind: Kell, Pell and the sea",
    "No news from Kell\nPell",
    "Read more\nKell\nPell",
    "Yes, it rained in Kell",
]


@pytest.mark.parametrize("layout", NONE)
def test_what_is_no_list_of_votes(layout: str) -> None:
    assert votes("The resolution on eel fishing", layout) == {}


def test_names_that_nobody_knows_are_found() -> None:
    lines = ["FOR (2): Jarl's Ness, Crane Point", "AGAINST (1): Isle of Moy"]
    found = [(entry.span.of(lines[entry.line]), entry.kind) for entry in VoteLayouts(NAME).entries(lines)]
    assert found == [("Jarl's Ness", "yes"), ("Crane Point", "yes"), ("Isle of Moy", "no")]
