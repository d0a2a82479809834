"""What goes from a corpus to a dossier: the reports that bear on its decision, by their days."""

from __future__ import annotations

from datetime import date

from whipcount.corpora.folder import Folder
from whipcount.corpora.router import Route
from whipcount.corpora.to_dossier import reports_for


def test_reports_come_back_as_they_were_read(corpus: Folder) -> None:
    route = Route(("Kell",), ("Lake Council",), ("admission",))
    found = list(reports_for(corpus, route))
    assert found
    assert all("Kell" in report.text for report in found)
    assert [report.day for report in found] == sorted(report.day or date.max for report in found)
    assert len(found) < 31
