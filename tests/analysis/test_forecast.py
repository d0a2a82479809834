"""The forecast of an opened dossier: which kind, what cannot be asked, and that it stops where reports tell the end."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.analysis.invented import KNOWN
from whipcount.analysis.cases import case_of
from whipcount.analysis.forecast import forecast_of, outlook_of_case, told_ending
from whipcount.analysis.opening import OpenDossier, open_dossier
from whipcount.errors import ForecastError
from whipcount.positions.proposal.outcome import State
from whipcount.positions.stance.stance import Stance

DAY = date(2024, 11, 29)


@pytest.fixture(scope="module")
def ukraine(root: Path) -> OpenDossier:
    return open_dossier(root / "examples" / "ukraine-invitation" / "dossier.yaml", as_of=DAY)


def test_a_decision_taken_together_has_no_day_to_ask_about(ukraine: OpenDossier) -> None:
    with pytest.raises(ForecastError) as caught:
        forecast_of(ukraine, by=date(2025, 6, 1), as_of=DAY)
    assert caught.value.where == "--by"


def test_stances_set_by_hand_are_asked_and_an_unknown_member_is_refused(ukraine: OpenDossier) -> None:
    plain = forecast_of(ukraine, as_of=DAY)
    everybody = {member.id: Stance.YES for member in case_of(ukraine.dossier, ukraine.read).body.members(DAY)}
    supposed = forecast_of(ukraine, as_of=DAY, settings=everybody)
    assert supposed.p == plain.p  # what is forecast is not what is supposed
    assert plain.what_if is None
    assert supposed.what_if is not None
    assert supposed.what_if.p > plain.p
    assert dict(supposed.what_if.settings) == everybody
    with pytest.raises(ForecastError):
        forecast_of(ukraine, as_of=DAY, settings={"NOWHERE": Stance.YES})


def test_the_same_question_of_the_case_gives_the_same(ukraine: OpenDossier) -> None:
    case = case_of(ukraine.dossier, ukraine.read)
    again = outlook_of_case(case, DAY, ukraine.known_by, by=None, settings={})
    assert again.p == forecast_of(ukraine, as_of=DAY).p


LAKE = (
    "The Lake Council admits Orvana\nHARROWMERE, March 9, 2025 - The Lake Council admitted Orvana on Saturday. "
    "All seven members voted for the admission.\n"
)


def test_where_reports_tell_that_it_has_ended_none_is_made(root: Path) -> None:
    from dataclasses import replace

    from whipcount.analysis.dossier_reading import read_dossier
    from whipcount.dossiers.file import load_dossier_file
    from whipcount.reports.formats.registry import read_report

    held = load_dossier_file(root / "examples" / "lake-council" / "dossier.yaml")
    report = read_report(LAKE, name="admitted.txt", published=date(2025, 3, 9))
    held = replace(held, reports=(report,))
    read = read_dossier(held)
    case = case_of(held, read)
    end = told_ending(case, date(2025, 3, 10), KNOWN)
    assert end is not None
    assert end.outcome.state is State.ADOPTED
    assert told_ending(case, date(2025, 3, 8), KNOWN) is None
    with pytest.raises(ForecastError, match="adopted"):
        forecast_of(OpenDossier(held, read, KNOWN), as_of=date(2025, 3, 10))
