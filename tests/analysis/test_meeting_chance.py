"""The chance at a meeting, as brief, page and command tell it: one number a day, and none on nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from whipcount.analysis.analyse import Read, analyse
from whipcount.analysis.analysis import Analysis
from whipcount.briefs.sections.assemble import assemble
from whipcount.dossiers.dossier import Dossier
from whipcount.dossiers.file import load_dossier_file
from whipcount.forecasts.core.case import Case
from whipcount.forecasts.meeting.forecast import at_meeting
from whipcount.positions.proposal.proposal import Proposal
from whipcount.positions.stance.stance import Stance
from whipcount.web.opened import Opened
from whipcount.web.what_if import what_if

NOW = datetime(2026, 1, 1, tzinfo=UTC)
DAY = date(2024, 11, 29)


def analysed(root: Path, agenda: str = "unknown") -> Analysis:
    dossier = load_dossier_file(root / "examples" / "ukraine-invitation" / "dossier.yaml")
    assert dossier.proposal is not None
    return analyse(replace(dossier, reports=()), Read(dossier.proposal, agenda=agenda), as_of=DAY, known_by=NOW)


def test_the_headline_its_chart_and_the_command_give_one_number(root: Path) -> None:
    made = analysed(root)
    assert made.outlook is not None
    assert made.steps[-1].day == DAY
    assert made.steps[-1].outlook.p == made.outlook.p
    case = Case("c", made.proposal, made.body, made.evidence, made.dossier.events, "unknown")
    assert at_meeting(case, DAY, NOW).p == made.outlook.p
    view = assemble(made, made_at=NOW, version="0")
    assert view.forecast is not None
    assert view.forecast.series[-1].probability == view.forecast.probability.value
    assert any("of 64 summits" in reason.text for reason in view.forecast.reasons)


def test_a_small_chance_is_never_told_as_none(root: Path) -> None:
    view = assemble(analysed(root), made_at=NOW, version="0")
    assert view.forecast is not None
    assert view.forecast.probability.value is not None
    assert 0 < view.forecast.probability.value < 0.01
    assert "chance at the meeting <1%" in view.answer


def test_a_what_if_keeps_the_agenda_and_the_draws(root: Path) -> None:
    """It used to forget that the question was known to be on the agenda."""
    made = analysed(root, "on")
    opened = Opened(0, made, assemble(made, made_at=NOW, version="0"))
    changed = what_if(opened, {"HU": Stance.YES, "SK": Stance.YES}).analysis
    assert made.outlook is not None
    assert changed.outlook is not None
    assert changed.outlook.meeting is not None
    assert made.outlook.meeting is not None
    assert changed.outlook.meeting.p_put == made.outlook.meeting.p_put
    assert changed.outlook.p > made.outlook.p


@pytest.mark.parametrize("agenda", ["unknown", "on"])
def test_no_number_where_there_is_nothing_to_go_on(agenda: str) -> None:
    proposal = Proposal("p", "The ministers decide on the charter", "ASEAN", "decision")
    made = analyse(Dossier("d", "D", proposal), Read(proposal, agenda=agenda), as_of=DAY, known_by=NOW)
    view = assemble(made, made_at=NOW, version="0")
    if agenda == "on":
        assert view.forecast is not None
        return
    assert view.forecast is None
    assert "nothing to go on" in made.no_forecast
    assert made.no_forecast in view.notes
    assert "chance" not in view.answer
