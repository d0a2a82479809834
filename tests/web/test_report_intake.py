"""A dossier file taken into a store says the same as the file."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from whipcount.analysis.cases import case_of_file, case_of_store
from whipcount.dossiers.file import load_dossier_file
from whipcount.dossiers.store import Store
from whipcount.forecasts.core.case import Case
from whipcount.forecasts.course import forecast
from whipcount.forecasts.meeting.agenda import agenda_claims
from whipcount.reports.report import Report
from whipcount.statements.statement import Statement
from whipcount.web.report_intake import fill, read_upload, take_all

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


def dossier_alone(tmp_path: Path) -> Store:
    store = Store.open(tmp_path / "s.db", create=True, clock=lambda: datetime(2025, 3, 6, 12, tzinfo=UTC))
    made = load_dossier_file(EXAMPLES / "lake-council" / "dossier.yaml")
    store.create(replace(made, reports=(), records=(), events=()))
    return store


def nothing_said(_: Report) -> tuple[Statement, ...]:
    return ()


ONE = "Kell's council met on Tuesday and spoke of ferries, locks and the weather on the lake."
TWO = "Thale's council met on Wednesday and spoke of bridges, tolls and the winter timetable."


def test_all_reports_of_a_file_are_added_or_it_is_told_why_not(tmp_path: Path) -> None:
    rows = [
        {"text": ONE, "date": "2025-03-04", "title": "Ferries"}, {"text": TWO, "title": "Bridges"},
        {"title": "", "text": ""}, {"text": ONE + " It rained.", "date": "2025-04-01", "title": "Rain"},
    ]  # fmt: skip
    upload = read_upload(json.dumps(rows).encode(), "articles.json")
    with dossier_alone(tmp_path) as store:
        key = store.ids()[0]
        taken = list(take_all(store, key, upload, reader=nothing_said, publisher="The Ferry"))
        assert [(one.name, one.new) for one in taken[:3]] == [("Ferries", True), ("Bridges", False), ("Rain", False)]
        assert "does not tell its day" in taken[1].problem
        assert "has not come yet" in taken[2].problem
        assert taken[3].problem.startswith("not read: ")
        assert store.report(key, taken[0].sha256).publisher == "The Ferry"
        again = list(take_all(store, key, upload, reader=nothing_said, day=date(2025, 3, 5)))
        assert [(one.new, one.problem) for one in again[:2]] == [(False, ""), (True, "")]


def test_of_too_many_the_rest_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("whipcount.web.report_intake.MOST_REPORTS", 1)
    upload = read_upload(json.dumps([{"text": ONE}, {"text": TWO}]).encode(), "a.json")
    with dossier_alone(tmp_path) as store:
        first, second = take_all(store, store.ids()[0], upload, reader=nothing_said, undated=True)
        assert first.new
        assert "more than 1 reports at once" in second.problem
