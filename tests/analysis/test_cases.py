"""The case that is forecast: all that a dossier holds, wherever it lies."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.analysis.invented import KNOWN, PROPOSAL, dossier, position
from whipcount.analysis.analyse import Read
from whipcount.analysis.cases import case_of, case_of_file, case_of_store
from whipcount.dossiers.dossier import Event
from whipcount.dossiers.store import Store
from whipcount.errors import DossierError
from whipcount.positions.stance.stance import Stance

RECORD = position("KELL", Stance.NO, date(2025, 3, 1))
READING = position("PELL", Stance.YES, date(2025, 3, 4), coder="rules")


def test_what_was_read_what_was_entered_and_what_happened_are_in_it() -> None:
    gone = Event(date(2025, 4, 2), "Thale deposits its instrument", "deposit", "THALE")
    case = case_of(dossier(RECORD, events=(gone,)), Read(PROPOSAL, evidence=(READING,), agenda="on"))
    assert {item.member for item in case.evidence} == {"KELL", "PELL", "THALE"}
    assert (case.id, case.agenda, case.body.id) == ("lake", "on", "LAKE")
    assert case.last_report is None


def test_the_last_report_is_the_latest_wherever_the_reports_lie() -> None:
    case = case_of(dossier(RECORD), Read(PROPOSAL, last_report=date(2025, 5, 5)))
    assert case.last_report == date(2025, 5, 5)


def test_a_file_and_a_store_of_it_give_one_case(root: Path, tmp_path: Path) -> None:
    (tmp_path / "lake.yaml").write_text(
        "whipcount: 1\nid: orvana\ntitle: NATO invites Orvana\nproposal: {id: o, title: NATO invites Orvana, "
        "body: NATO,"
        " decision: invitation, variants: [{id: asked, label: invited}]}\nrecords:\n  - {member: HU, stance: 'no',"
        " said_on: 2025-01-01, authority: head, gist: refuses, source: minutes 1}\n"
    )
    of_file = case_of_file(tmp_path / "lake.yaml")
    from whipcount.dossiers.file import load_dossier_file

    with Store.open(tmp_path / "a.db", create=True) as store:
        store.create(load_dossier_file(tmp_path / "lake.yaml"))
        of_store = case_of_store(store, "orvana", known_by=KNOWN)
        before = case_of_store(store, "orvana", known_by=datetime(2024, 1, 1, tzinfo=UTC))
    assert [item.member for item in of_file.evidence] == [item.member for item in of_store.evidence] == ["HU"]
    assert of_file.proposal == of_store.proposal
    assert before.evidence == ()


def test_a_file_without_a_decision_is_refused(tmp_path: Path) -> None:
    (tmp_path / "none.yaml").write_text("whipcount: 1\nid: none\ntitle: Nothing\n")
    with pytest.raises(DossierError):
        case_of_file(tmp_path / "none.yaml")
