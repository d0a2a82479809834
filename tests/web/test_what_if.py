"""What if: settings by member and by group, the named one first, and nothing of it stored."""

from __future__ import annotations

import pytest

from tests.web.conftest import LAKE, Desk, opened_once
from whipcount.errors import InputError
from whipcount.positions.stance.stance import Stance
from whipcount.web.opened import Opened
from whipcount.web.what_if import GROUPS_OF, MOST, read_settings, what_if


@pytest.fixture
def opened(shown: Desk) -> Opened:
    return opened_once(shown)


def test_a_member_that_is_named_goes_before_its_group_and_empty_parts_are_left_out(opened: Opened) -> None:
    left = {row.id for row in opened.view.members if row.left}
    made = read_settings(["all left:yes", "KELL:no", "", "KELL:", ":yes"], opened)
    assert set(made) == left | {"KELL"}
    assert made["KELL"] is Stance.NO
    assert all(stance is Stance.YES for member, stance in made.items() if member != "KELL")


@pytest.mark.parametrize("group", [name for name in GROUPS_OF if name != "all left"])
def test_a_group_is_who_stands_in_it(opened: Opened, group: str) -> None:
    wanted = {row.id for row in opened.view.members if row.group in GROUPS_OF[group]}
    assert set(read_settings([f"{group}:no"], opened)) == wanted


@pytest.mark.parametrize("told", [["NOBODY:yes"], ["KELL:maybe"], ["all left:maybe"], ["KELL:yes"] * (MOST + 1)])
def test_who_is_no_member_or_what_is_no_stance_is_refused(opened: Opened, told: list[str]) -> None:
    with pytest.raises(InputError) as caught:
        read_settings(told, opened)
    assert caught.value.where == "set"


def test_it_counts_as_if_they_had_voted_and_the_dossier_stays_as_it_is(opened: Opened, shown: Desk) -> None:
    before = shown.store.evidence(LAKE)
    everybody = {row.id: Stance.YES for row in opened.view.members}
    changed = what_if(opened, everybody)
    assert {row.group for row in changed.view.members} == {"for"}
    assert changed.revision == opened.revision
    assert shown.store.evidence(LAKE) == before
    assert {row.group for row in opened.view.members} != {"for"}
