"""A report at hand is known when the brief is made, though the end of its day is still to come."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from whipcount.analysis.dossier_reading import read_dossier
from whipcount.dossiers.dossier import Dossier
from whipcount.errors import DossierError
from whipcount.reports.formats.registry import read_report
from whipcount.reports.report import Report

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
TEXT = (
    "Board cuts the catch\n\nTORSVIK - The five members of the Borean Fisheries Board cut the catch of herring. "
    "Kaldmark voted against the cut. Sund and Westrey voted for the cut.\n"
)


def read(report: Report, known_by: datetime = NOON) -> list[datetime]:
    made = read_dossier(Dossier("d", "d", None, (report,)), as_of=date(2026, 5, 4), known_by=known_by)
    assert made.evidence
    return [item.recorded_at for item in made.evidence]


def test_a_report_without_a_day_is_known() -> None:
    assert all(moment <= NOON for moment in read(read_report(TEXT, name="a.txt")))


def test_a_report_of_the_very_day_is_known() -> None:
    assert all(moment <= NOON for moment in read(read_report(TEXT, name="a.txt", published=date(2026, 5, 4))))


def test_a_report_of_an_earlier_day_keeps_its_own() -> None:
    moments = read(read_report(TEXT, name="a.txt", published=date(2026, 5, 2)))
    assert {moment.date() for moment in moments} == {date(2026, 5, 2)}


def test_a_later_hour_that_is_told_is_later() -> None:
    report = read_report(TEXT, name="a.txt", published=datetime(2026, 5, 4, 18, tzinfo=UTC))
    assert all(moment > NOON for moment in read(report))


def test_reports_published_later_are_not_looked_at() -> None:
    held = Dossier("d", "d", None, (read_report(TEXT, name="a.txt", published=date(2026, 5, 6)),))
    with pytest.raises(DossierError) as caught:
        read_dossier(held, as_of=date(2026, 5, 4))
    assert caught.value.where == "d"


def test_where_no_decision_is_told_the_reports_are_named() -> None:
    report = read_report("Rain over Torsvik\n\nIt rained on Monday.\n", name="rain.txt", published=date(2026, 5, 4))
    with pytest.raises(DossierError) as caught:
        read_dossier(Dossier("d", "d", None, (report,)))
    assert caught.value.where == "rain.txt"
