"""How a spreadsheet is read for a dossier: its members, by all of their names, and who else may have entries."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.analysis.invented import LAKE, PROPOSAL
from whipcount.dossiers.rows import Outline
from whipcount.dossiers.whip_reading import reading_for
from whipcount.errors import BodyError, DossierError

TODAY = date(2025, 3, 6)


def about(**changes: object) -> Outline:
    return Outline("lake", "Lake", replace(PROPOSAL, **changes), own_body=LAKE)  # type: ignore[arg-type]


def test_the_members_are_those_of_the_deciding_body() -> None:
    reading = reading_for(about(), today=TODAY, day=date(2025, 3, 1), day_first=True)
    assert [member.id for member in reading.members] == ["KELL", "THALE", "PELL"]
    assert (reading.today, reading.day, reading.day_first) == (TODAY, date(2025, 3, 1), True)
    assert dict(reading.answers) == {}


def test_the_candidate_and_whoever_asks_may_have_entries_unless_they_are_members() -> None:
    assert reading_for(about(candidate="ORVANA", asked_by="KELL"), today=TODAY).others == {"ORVANA"}
    assert reading_for(about(), today=TODAY).others == frozenset()


def test_without_a_decision_or_a_known_body_there_is_none() -> None:
    with pytest.raises(DossierError, match="not known yet"):
        reading_for(Outline("lake", "Lake", None), today=TODAY)
    with pytest.raises(BodyError):
        reading_for(replace(about(body="ATLANTIS"), own_body=None), today=TODAY)
