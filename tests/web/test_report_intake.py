"""A dossier file taken into a store says the same as the file."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from whipcount.analysis.cases import case_of_file, case_of_store
from whipcount.dossiers.file import load_dossier_file
from whipcount.dossiers.store import Store
from whipcount.forecasts.core.case import Case
from whipcount.forecasts.course import forecast
from whipcount.forecasts.meeting.agenda import agenda_claims
from whipcount.web.report_intake import fill

LATE = datetime(2100, 1, 1, tzinfo=UTC)
EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@pytest.mark.parametrize("name", ["lake-council", "ukraine-invitation"])
def test_a_filled_store_forecasts_what_the_file_does(name: str, tmp_path: Path) -> None:
    path = EXAMPLES / name / "dossier.yaml"
    of_file = case_of_file(path)
    with Store.open(tmp_path / "s.db", create=True) as store:
        fill(store, load_dossier_file(path))
        of_store = case_of_store(store, store.ids()[0], known_by=LATE)
    occasion = of_file.proposal.occasion
    assert occasion is not None
    assert occasion.period is not None
    day = occasion.period.first
    told = [_told(case, day) for case in (of_file, of_store)]
    assert told[0] == told[1]
    claims = [
        [claim.evidence.gist for claim in agenda_claims(case.evidence, case.proposal.asked.id, day)]
        for case in (of_file, of_store)
    ]
    assert claims[0] == claims[1]


def _told(case: Case, day: date) -> tuple[float, int]:
    made = forecast(case, day, LATE, reasons=False)
    return round(made.p, 9), len(made.evidence)
