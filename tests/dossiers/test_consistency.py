"""Entries fit their body: members by id or name, days in order, rules that can be read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.analysis.invented import LAKE, PROPOSAL, position
from whipcount.dossiers.consistency import check_members, check_rule, check_times, member_id
from whipcount.dossiers.dossier import Event
from whipcount.errors import BodyError, DossierError, RuleError
from whipcount.positions.stance.stance import Stance

DAY = date(2025, 3, 1)


def test_a_deadline_lies_after_the_opening() -> None:
    early = replace(PROPOSAL, opened=date(2025, 5, 1), deadline=DAY)
    with pytest.raises(DossierError, match="lies before the opening on 2025-05-01"):
        check_times(early)
    check_times(replace(early, deadline=date(2025, 5, 1)))
    check_times(early, [Event(date(2025, 2, 1), "opened", "opened")])  # what happened goes before what was planned
    with pytest.raises(DossierError):
        check_times(replace(PROPOSAL, deadline=DAY), [Event(date(2025, 4, 1), "opened", "opened")])


@pytest.mark.parametrize("text", ["KELL", "Kell", "kell"])
def test_a_member_goes_by_id_or_name(text: str) -> None:
    assert member_id(text, PROPOSAL, LAKE) == "KELL"


def test_the_candidate_and_the_body_have_entries_too_and_a_stranger_none() -> None:
    proposal = replace(PROPOSAL, candidate="ORVANA", asked_by="SARN")
    for text in ("ORVANA", "SARN", "LAKE"):
        assert member_id(text, proposal, LAKE) == text
        check_members([position(text, Stance.NO, DAY)], proposal, LAKE)
    with pytest.raises(DossierError) as caught:
        member_id("Orvana", PROPOSAL, LAKE, where="row 3")
    assert caught.value.where == "row 3"


def test_the_first_entry_about_a_stranger_is_named_with_those_that_there_are() -> None:
    entries = [position("KELL", Stance.NO, DAY), position("DELL", Stance.NO, DAY)]
    with pytest.raises(DossierError) as caught:
        check_members(entries, PROPOSAL, LAKE)
    assert entries[1].id in str(caught.value)
    assert "KELL, THALE, PELL" in str(caught.value)
    check_members(entries, None, LAKE)  # nothing is decided yet


def test_a_rule_is_the_bodys_or_can_be_read() -> None:
    check_rule(PROPOSAL, LAKE)
    check_rule(replace(PROPOSAL, rule="2 members"), LAKE)
    check_rule(None)
    with pytest.raises(RuleError):
        check_rule(replace(PROPOSAL, rule="2 boats"), LAKE)
    with pytest.raises(BodyError):
        check_rule(replace(PROPOSAL, body="ATLANTIS"))
