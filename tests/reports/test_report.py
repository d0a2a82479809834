"""The day of a report: one derivation, whoever asks."""

from __future__ import annotations

from datetime import date

import pytest

from whipcount.dossiers.dossier import Dossier
from whipcount.dossiers.report_reader import read_reports_for
from whipcount.positions.proposal.proposal import Proposal
from whipcount.reports.formats.registry import read_report
from whipcount.statements.reader import read_statements

TEXT = """Turkey will back Sweden
{stamp}

The Turkish foreign minister, Ada Brim, said on Monday that Turkey would vote for the accession of Sweden to NATO.
"""


@pytest.mark.parametrize("clock", ["6:30 PM", "7:30 PM", "11:59 PM"])
def test_an_evening_in_new_york_is_that_day(clock: str) -> None:
    """At 7:30 PM the day in UTC is another one: no statement may be lost by that."""
    pytest.importorskip("onnxruntime")
    report = read_report(TEXT.format(stamp=f"{clock} EST, March 4, 2024"))
    assert report.day == date(2024, 3, 4)
    statements = read_statements(report)
    assert {statement.reported_on for statement in statements} == {date(2024, 3, 4)}
    made = read_reports_for([report], proposal=Proposal("p", "NATO admits Sweden", "NATO", "accession", candidate="SE"))
    days = {item.reported_on for item in made.evidence}
    assert days == {date(2024, 3, 4)}
    assert Dossier("d", "D", None, (report,)).reports[0].day == date(2024, 3, 4)
