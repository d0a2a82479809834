"""Nobody was heard: said once statements were read and none is a member's, and never otherwise."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.analysis.invented import position
from whipcount.analysis.unheard import nobody_heard
from whipcount.positions.stance.stance import Stance

DAY = date(2025, 3, 1)
HEARD = position("KELL", Stance.NO, DAY, coder="rules")


@pytest.mark.parametrize(
    "silent",
    [
        [],
        [position("KELL", Stance.NO, DAY)],  # of the minutes, not of a report
        [replace(HEARD, member=None)],
        [position("KELL", Stance.NO, DAY, coder="hand", human=True)],
    ],
)
def test_it_is_said_where_only_people_entered_something(silent: list) -> None:  # type: ignore[type-arg]
    assert "Lake Council" in nobody_heard(silent, 3, "Lake Council")
    assert "of 3 statements none" in nobody_heard(silent, 3, "Lake Council")
    assert "the one statement is not" in nobody_heard(silent, 1, "Lake Council")
    assert nobody_heard(silent, 0, "Lake Council") == ""


def test_one_member_heard_is_enough_though_it_tells_no_stance() -> None:
    assert nobody_heard([HEARD], 9, "Lake Council") == ""
    assert nobody_heard([replace(HEARD, stance=None)], 9, "Lake Council") == ""
