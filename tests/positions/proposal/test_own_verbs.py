"""Stances told by the verb of the decision itself, and toward a thing that a decision undoes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.positions.invented import LAKE, OF, TABLE, told
from whipcount.positions.coders.told_stances import told_stances
from whipcount.positions.proposal.own_verbs import act_of


def sides(title: str, text: str) -> dict[str, str]:
    proposal = replace(OF["ban"], title=title, variants=())
    made = told_stances([told("Lake news", text)], proposal, LAKE, table=TABLE)
    return {item.member[0]: item.stance.value for item in made if item.member and item.stance is not None}


@pytest.mark.parametrize(
    ("title", "base", "undoes"),
    [
        ("The Lake Council scraps the mooring tax", "scrap", True),
        ("The Lake Council decides to strike down the curfew", "strike down", True),
        ("The Lake Council lends two million to Orvana", "lend", False),
        ("The Lake Council cuts the catch of eels", "cut", False),
    ],
)
def test_the_act_of_a_title(title: str, base: str, undoes: bool) -> None:
    act = act_of(title)
    assert act is not None
    assert (act.base, act.undoes) == (base, undoes)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kell would scrap the tax at once. Pell would keep it.", {"K": "yes", "P": "no"}),
        ("Kell voted to drop the tax.", {"K": "yes"}),
        ("Kell defends the tax.", {"K": "no"}),
        ("Kell opposes the tax.", {"K": "yes"}),
        ("Kell supports the scrapping of the tax.", {"K": "yes"}),
        ("Kell backs the plan to scrap the tax.", {"K": "yes"}),
        ("Kell is not willing to scrap the tax.", {"K": "no"}),
        ("Kell wants the tax kept.", {"K": "no"}),
        ("Kell wants it gone.", {"K": "yes"}),
        ("Kell could scrap the tax.", {}),
        ("Kell has yet to scrap the tax.", {}),
        ("Kell would scrap the lantern.", {}),
    ],
)
def test_a_thing_that_is_undone(text: str, expected: dict[str, str]) -> None:
    assert sides("The Lake Council scraps the mooring tax", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kell is ready to lend.", {"K": "yes"}),
        ("Kell will not lend it.", {"K": "no"}),
        ("Kell has lent Orvana more than any other.", {}),
    ],
)
def test_a_thing_that_is_done(text: str, expected: dict[str, str]) -> None:
    assert sides("The Lake Council lends two million to Orvana", text) == expected


def test_of_a_refusal_nothing_is_told_by_it() -> None:
    assert sides("The Lake Council rejects the merger", "Kell led the campaign against it.") == {}
