"""The store, on SQLite and PostgreSQL: append-only, idempotent, bitemporal."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.dossiers.conftest import NOON, a_coding, a_dossier, a_record, a_report, a_statement
from whipcount.dossiers import edits
from whipcount.dossiers.dossier import Event
from whipcount.dossiers.queries import get_evidence, list_statements
from whipcount.dossiers.report_lists import list_reports
from whipcount.dossiers.store import Store
from whipcount.errors import DossierError, StaleError, StoreError
from whipcount.positions.count.withdrawals import withdrawn
from whipcount.positions.stance.stance import Condition, Stance


def filled(store: Store, reports: int = 1) -> str:
    store.create(a_dossier())
    for number in range(reports):
        report = a_report(number, date(2030, 1, 1) + timedelta(days=number))
        said = a_statement(report)
        store.add_report("lake", report, [said], [a_coding(said)])
    return "lake"


def test_what_goes_in_comes_out(store: Store) -> None:
    dossier = a_dossier()
    assert store.create(dossier, author="ada") == 1
    assert store.dossier("lake") == dossier
    assert store.dossier() == dossier
    assert [(c.number, c.action, c.author) for c in store.changes("lake")] == [(1, "create", "ada")]


def test_a_report_is_added_once(store: Store) -> None:
    filled(store)
    report = a_report(0)
    said = a_statement(report)
    revision = store.revision("lake")
    again = store.add_report("lake", replace(report, name="other name"), [said], [a_coding(said)])
    assert (again.new, again.revision, store.revision("lake")) == (False, revision, revision)
    assert len(store.evidence("lake")) == 2
    assert store.report("lake", report.sha256) == report
    assert store.report("lake", report.sha256[:10]) == report


def test_reading_again_replaces_codings_and_keeps_corrections(store: Store) -> None:
    filled(store)
    report = a_report(0)
    said = a_statement(report)
    coding = a_coding(said)
    edits.correct(store, "lake", coding.id, stance=Stance.NO, reason="misread")
    before = store.now()
    better = replace(coding, stance=Stance.LEAN_YES, coder="rules-2")
    assert store.add_report("lake", report, [said], [better], coder="reader-2", again=True).new
    now = {e.id: e for e in store.evidence("lake")}
    assert now[coding.id].stance is Stance.LEAN_YES
    assert [e.stance for e in now.values() if e.human] == [Stance.NO]
    then = {e.id: e for e in store.evidence("lake", known_by=before)}
    assert then[coding.id].stance is Stance.YES
    assert list_statements(store, "lake").total == 1
    store.add_report("lake", report, [], [], coder="reader-3", again=True)
    assert list_statements(store, "lake").total == 0
    assert coding.id not in {e.id for e in store.evidence("lake")}


def test_as_of_and_known_by(store: Store) -> None:
    filled(store, 3)
    assert len(store.evidence("lake", as_of=date(2030, 1, 2))) == 3
    assert len(store.evidence("lake", as_of=date(2029, 12, 1))) == 1
    assert len(store.evidence("lake", known_by=NOON - timedelta(days=1))) == 1  # the record says when it was known
    then = store.dossier("lake", as_of=date(2030, 1, 1), known_by=store.now())
    assert [r.published_on for r in then.reports] == [date(2030, 1, 1), date(2030, 1, 1)]
    assert store.dossier("lake", known_by=NOON - timedelta(days=1)).reports == ()


def test_outcomes_of_later_days_stay_hidden_and_meetings_do_not(store: Store) -> None:
    filled(store)
    store.add_event("lake", Event(date(2030, 2, 2), "admitted", "decided"))
    assert [e.kind for e in store.dossier("lake", as_of=date(2030, 1, 5)).events] == ["meeting"]
    assert [e.kind for e in store.dossier("lake").events] == ["meeting", "decided"]
    assert not store.add_event("lake", Event(date(2030, 2, 2), "admitted", "decided")).new


def test_the_outline_changes_and_its_history_stays(store: Store) -> None:
    filled(store)
    before = store.now()
    assert store.outline("lake", title="New title").new
    assert not store.outline("lake", title="New title").new
    assert store.dossier("lake").title == "New title"
    assert store.dossier("lake", known_by=before).title == "The Lake Council admits Orvana"


def test_a_stale_edit_is_refused_and_writes_nothing(store: Store) -> None:
    filled(store)
    revision = store.revision("lake")
    store.add_evidence("lake", [a_record("r-2")], expected=revision)
    with pytest.raises(StaleError, match=f"since revision {revision}"):
        store.add_evidence("lake", [a_record("r-3")], expected=revision)
    assert store.revision("lake") == revision + 1


def test_records_are_added_once(store: Store) -> None:
    filled(store)
    assert store.add_evidence("lake", [a_record("r-2"), a_record("r-2")]).new
    assert not store.add_evidence("lake", [a_record("r-2")]).new


def test_edits(store: Store) -> None:
    filled(store, 2)
    coding = a_coding(a_statement(a_report(0)))
    other = a_coding(a_statement(a_report(1, date(2030, 1, 2))))

    def standing() -> dict[str, Stance | None]:
        known = {e.id: e for e in store.evidence("lake", member="AA")}
        gone = withdrawn(known)
        return {key: e.stance for key, e in known.items() if key not in gone}

    edits.correct(store, "lake", coding.id, stance=Stance.NO, reason="misread", author="ada")
    (correction,) = store.evidence("lake", withdraws=coding.id)
    assert (correction.human, correction.coder, correction.stance) == (True, "ada", Stance.NO)
    assert coding.id not in standing()
    assert not edits.correct(store, "lake", coding.id, stance=Stance.NO, reason="misread", author="ada").new
    edits.undo(store, "lake", correction.id)
    assert standing()[coding.id] is Stance.YES
    assert correction.id not in standing()
    assert edits.correct(store, "lake", coding.id, stance=Stance.NO, reason="misread", author="ada").new
    assert coding.id not in standing()
    edits.reject(store, "lake", other.id, reason="not about this")
    assert other.id not in standing()
    edits.settle(store, "lake", coding.id, condition="if asked twice", on=date(2030, 1, 2), reason="asked")
    assert any(e.conditions == (Condition("if asked twice", met=True),) for e in store.evidence("lake"))
    edits.confirm(store, "lake", "r-1")
    with pytest.raises(DossierError, match="no evidence"):
        edits.confirm(store, "lake", "nothing")
    with pytest.raises(DossierError, match="not entered by a person"):
        edits.undo(store, "lake", coding.id)
    with pytest.raises(DossierError, match="no condition"):
        edits.settle(store, "lake", coding.id, condition="other", on=date(2030, 1, 2), reason="x")
    actions = [change.action for change in store.changes("lake", after=3)]
    assert actions == ["correct", "undo", "correct", "reject", "condition", "confirm"]


def test_merged_reports_of_one_utterance_share_an_origin(store: Store) -> None:
    filled(store, 2)
    ids = [a_coding(a_statement(a_report(n, date(2030, 1, 1 + n)))).id for n in range(2)]
    edits.merge(store, "lake", ids)
    merged = [e for e in store.evidence("lake") if e.human]
    assert len({e.origin for e in merged}) == 1
    assert {e.withdraws for e in merged} == set(ids)
    with pytest.raises(DossierError, match="cannot be merged"):
        edits.merge(store, "lake", ids[:1])
    with pytest.raises(DossierError, match="different members"):
        edits.merge(store, "lake", [ids[0], "r-1"])


def test_pages_hold_every_statement_once_in_order(store: Store) -> None:
    filled(store, 25)
    for oldest_first in (False, True):
        seen, after = [], None
        while True:
            page = list_statements(store, "lake", after=after, limit=7, oldest_first=oldest_first)
            assert page.total == 25
            seen += page.items
            after = page.next
            if after is None:
                break
        days = [row.statement.reported_on for row in seen]
        assert days == sorted(days, reverse=not oldest_first)
        assert len({row.statement.id for row in seen}) == 25
        assert {row.content for row in seen} == {"we say yes"}
        assert all(row.evidence[0].stance is Stance.YES for row in seen)
    assert list_statements(store, "lake", member="AA", stance=Stance.YES, words="SAY yes", actor="AA").total == 25
    assert list_statements(store, "lake", member="BB").total == 0
    assert list_statements(store, "lake", words="100%").total == 0
    assert list_statements(store, "lake", since=date(2030, 1, 5), until=date(2030, 1, 6)).total == 2
    assert list_statements(store, "lake", report=a_report(0).sha256).items[0].report_name == "report-0.txt"
    with pytest.raises(DossierError, match="no place"):
        list_statements(store, "lake", after="x")
    first = list_reports(store, "lake", limit=20)
    second = list_reports(store, "lake", limit=20, after=first.next)
    assert (first.total, len(first.items), len(second.items), second.next) == (26, 20, 6, None)
    assert sorted(row.statements for row in first.items + second.items) == [0] + [1] * 25


def test_lists_show_the_codings_of_the_latest_reading_only(store: Store) -> None:
    filled(store)
    report = a_report(0)
    said = a_statement(report)
    store.add_report("lake", report, [said], [], coder="reader-2", again=True)
    assert list_statements(store, "lake").items[0].evidence == ()
    assert list_statements(store, "lake", stance=Stance.YES).total == 0


def test_errors_of_use(store: Store) -> None:
    with pytest.raises(DossierError, match="there are no dossiers"):
        store.dossier()
    filled(store)
    store.create(a_dossier("second"))
    with pytest.raises(DossierError, match=r"which dossier\? \(accepted: lake, second\)"):
        store.dossier()
    with pytest.raises(DossierError, match="already"):
        store.create(a_dossier())
    for call in (
        lambda: store.dossier("x"),
        lambda: store.revision("x"),
        lambda: store.add_evidence("x", [a_record()]),
    ):
        with pytest.raises(DossierError, match="no dossier 'x'"):
            call()
    with pytest.raises(DossierError, match="no report"):
        store.report("lake", "ffff")
    report = a_report(5)
    with pytest.raises(StoreError, match="outside its report"):
        store.add_report("lake", replace(report, text="short"), [a_statement(report)])
    assert not store.has_report("lake", report.sha256)
    assert get_evidence(store, "lake", "r-1") == a_record()
