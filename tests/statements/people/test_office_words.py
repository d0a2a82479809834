"""Which office of a role a phrase means."""

from __future__ import annotations

import pytest

from whipcount.statements.people.office_words import may_be, word_of
from whipcount.statements.statement import Role

STATE, GOVERNMENT = Role.HEAD_OF_STATE, Role.HEAD_OF_GOVERNMENT


@pytest.mark.parametrize(
    ("phrase", "held", "role", "may"),
    [
        ("the Swedish president", "king", STATE, False),
        ("the French king", "president", STATE, False),
        ("the British queen", "king", STATE, False),
        ("the Danish monarch", "queen", STATE, True),
        ("Denmark's head of state", "king", STATE, True),
        ("Romania's president", "interim president", STATE, True),
        ("the French chancellor", "prime minister", GOVERNMENT, False),
        ("the Irish prime minister", "taoiseach", GOVERNMENT, True),
        ("the Austrian premier", "acting chancellor", GOVERNMENT, True),
        ("the Austrian chancellor", "acting chancellor", GOVERNMENT, True),
        ("the head of the Dutch government", "prime minister", GOVERNMENT, True),
        ("the defence minister", "armed forces minister", Role.DEFENCE_MINISTER, True),
    ],
)
def test_may_be(phrase: str, held: str, role: Role, may: bool) -> None:
    assert may_be(phrase, held, role) is may


def test_other_roles_have_one_office() -> None:
    assert word_of("the foreign secretary", Role.FOREIGN_MINISTER) is None
