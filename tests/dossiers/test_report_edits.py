"""Reports that people date anew or take out: entries of the ledger, each of which can be taken back."""

from __future__ import annotations

import io
import tempfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.dossiers.conftest import a_coding, a_dossier, a_record, a_report, a_statement
from whipcount.dossiers import edits, report_edits
from whipcount.dossiers.evidence_cache import EvidenceCache
from whipcount.dossiers.exchange.archive import read_archive, write_archive
from whipcount.dossiers.ingest import ingest
from whipcount.dossiers.queries import list_statements
from whipcount.dossiers.report_lists import list_reports
from whipcount.dossiers.report_reader import Made
from whipcount.dossiers.rows import Outline
from whipcount.dossiers.store import Store
from whipcount.dossiers.verification import verify
from whipcount.errors import DateError, DossierError, StaleError
from whipcount.positions.stance.stance import Evidence, Stance
from whipcount.reports.report import Report

DAYS = [date(2029, 11, 5), date(2029, 12, 24), date(2030, 1, 1), date(2030, 1, 2)]


def read(report: Report, _: Outline, /) -> Made:
    """As a reader: its statement and coding, dated by the report."""
    said = replace(a_statement(report), reported_on=report.day)
    return Made((said,), (a_coding(said),), "hand-1")


@pytest.fixture
def dossier(store: Store) -> tuple[Store, Report]:
    store.create(replace(a_dossier(), reports=()))
    report = a_report()
    made = read(report, store.about("lake"))
    store.add_report("lake", report, made.statements, made.evidence, coder=made.coder)
    return store, report


def coded(store: Store, **when: date | datetime) -> list[Evidence]:
    return [item for item in store.evidence("lake", **when) if item.member == "AA"]  # type: ignore[arg-type]


def test_it_counts_as_of_its_new_day_and_earlier_knowledge_is_as_it_was(dossier: tuple[Store, Report]) -> None:
    store, report = dossier
    before = store.now()
    done = report_edits.redate(store, "lake", report.sha256, DAYS[0], reader=read, author="ada", reason="on the page")
    assert done.new
    (item,) = coded(store)
    assert item.reported_on == item.said_to == DAYS[0]
    assert store.report("lake", report.sha256).day == DAYS[0]
    assert [row.published_on for row in list_reports(store, "lake").items] == [DAYS[0]]
    assert [row.statement.reported_on for row in list_statements(store, "lake").items] == [DAYS[0]]
    assert store.dossier("lake", as_of=DAYS[1]).reports[0].day == DAYS[0]
    assert EvidenceCache(store, "lake").last_report() == DAYS[0]
    assert [e.reported_on for e in coded(store, known_by=before)] == [date(2030, 1, 1)]
    assert [row.published_on for row in list_reports(store, "lake", known_by=before).items] == [date(2030, 1, 1)]
    assert EvidenceCache(store, "lake").last_report(known_by=before) == date(2030, 1, 1)
    (change,) = store.changes("lake", after=2)
    assert (change.action, change.author, change.note, change.subject) == ("redate", "ada", "on the page", report.name)
    assert verify(store).whole


def test_what_people_entered_is_dated_with_it_and_keeps_its_order(dossier: tuple[Store, Report]) -> None:
    store, report = dossier
    (coding,) = coded(store)
    edits.correct(store, "lake", coding.id, stance=Stance.NO, reason="misread", author="ada")
    edits.correct(store, "lake", coding.id, stance=Stance.UNDECIDED, reason="read again", author="rob")
    stood = edits.standing_edit(store, "lake", coding.id)
    report_edits.redate(store, "lake", report.sha256, DAYS[0], reader=read)
    last = edits.standing_edit(store, "lake", coding.id)
    assert stood is not None
    assert last is not None
    assert (last.id, last.stance, last.coder) == (stood.id, Stance.UNDECIDED, "rob")
    assert {item.reported_on for item in coded(store)} == {DAYS[0]}
    assert len(coded(store)) == 3  # no version beside another
    assert len({item.id for item in store.dossier("lake").corrections}) == len(store.dossier("lake").corrections) == 2
    edits.undo(store, "lake", last.id, author="rob")
    again = edits.standing_edit(store, "lake", coding.id)
    assert again is not None
    assert again.stance is Stance.NO
    report_edits.undo(store, "lake", report.sha256, reader=read)
    assert {item.reported_on for item in coded(store)} == {date(2030, 1, 1)}
    back = edits.standing_edit(store, "lake", coding.id)
    assert back is not None
    assert back.stance is Stance.NO
    assert verify(store).whole


def test_a_condition_settled_on_a_later_day_stays_settled_on_it(dossier: tuple[Store, Report]) -> None:
    store, report = dossier
    (coding,) = coded(store)
    on = date(2030, 1, 2)
    edits.settle(store, "lake", coding.id, condition="if asked twice", on=on, reason="asked", author="ada")
    report_edits.redate(store, "lake", report.sha256, DAYS[0], reader=read)
    settled = edits.standing_edit(store, "lake", coding.id)
    assert settled is not None
    assert (settled.said_to, settled.reported_on) == (DAYS[0], on)


def test_of_a_report_taken_out_nothing_counts_and_it_can_come_back(dossier: tuple[Store, Report]) -> None:
    store, report = dossier
    (coding,) = coded(store)
    edits.correct(store, "lake", coding.id, stance=Stance.NO, reason="misread", author="ada")
    before, held = store.now(), coded(store)
    with pytest.raises(DossierError, match="no reason"):
        report_edits.remove(store, "lake", report.sha256, reason=" \u200b")
    assert report_edits.remove(store, "lake", report.sha256, reason="a hoax", author="rob").new
    assert coded(store) == []
    assert [item.id for item in store.evidence("lake")] == ["r-1"]  # what was never of it stays
    assert store.dossier("lake").reports == ()
    assert store.dossier("lake").corrections == ()
    assert store.statements("lake") == ()
    assert list_reports(store, "lake").total == list_statements(store, "lake").total == 0
    assert EvidenceCache(store, "lake").last_report() is None
    assert coded(store, known_by=before) == held
    assert list_reports(store, "lake", known_by=before).total == 1
    with pytest.raises(DossierError, match="no report"):
        store.report("lake", report.sha256)
    assert store.report("lake", report.sha256, removed_too=True).text == report.text
    with pytest.raises(DossierError, match="taken out"):
        report_edits.remove(store, "lake", report.sha256, reason="again")
    with pytest.raises(DossierError, match="taken out"):
        report_edits.redate(store, "lake", report.sha256, DAYS[0], reader=read)
    report_edits.undo(store, "lake", report.sha256, reader=read, author="ada")
    assert coded(store) == held
    with pytest.raises(DossierError, match="nobody has edited"):
        report_edits.undo(store, "lake", report.sha256, reader=read)
    told = [(edit.what, edit.author, edit.removed) for edit in report_edits.edits_of(store, "lake", report.sha256)]
    assert told == [("remove", "rob", True), ("undo", "ada", False)]
    assert verify(store).whole


def test_one_that_was_taken_out_comes_back_by_adding_it_again(dossier: tuple[Store, Report]) -> None:
    store, report = dossier
    report_edits.remove(store, "lake", report.sha256, reason="twice")
    taken = ingest(store, "lake", [report], read)
    assert (taken.new, taken.known) == (1, 0)
    assert len(coded(store)) == 1
    report_edits.undo(store, "lake", report.sha256, reader=read)  # of the adding: it is out again
    assert coded(store) == []


def test_adding_again_with_a_day_corrects_a_day_that_was_given(store: Store) -> None:
    store.create(replace(a_dossier(), reports=()))
    wrong = replace(a_report(), published=None, published_on=DAYS[0])
    ingest(store, "lake", [wrong], read, published=DAYS[0])
    right = replace(wrong, published_on=DAYS[2])
    told: list[bool] = []
    taken = ingest(
        store,
        "lake",
        [right],
        read,
        published=DAYS[2],
        told=lambda _, added, __: told.append(bool(added and added.redated)),
    )
    assert (taken.new, taken.known, taken.redated, told) == (0, 1, 1, [True])
    assert coded(store)[0].reported_on == DAYS[2]
    again = ingest(store, "lake", [right], read, published=DAYS[2])
    assert (again.known, again.redated) == (1, 0)
    # a file that tells another day of its own changes nothing unasked
    assert ingest(store, "lake", [replace(wrong, published_on=DAYS[1])], read).redated == 0
    assert coded(store)[0].reported_on == DAYS[2]
    # ... and read anew, it is read by the day that counts in the dossier
    ingest(store, "lake", [replace(wrong, published_on=DAYS[1])], read, again=True)
    assert coded(store)[0].reported_on == DAYS[2]


def test_an_undated_report_gets_the_day_that_it_is_added_with(store: Store) -> None:
    store.create(replace(a_dossier(), reports=()))
    undated = replace(a_report(), published=None, published_on=None)

    def as_of_today(report: Report, outline: Outline, /) -> Made:
        return read(report if report.day else replace(report, published_on=DAYS[3]), outline)

    ingest(store, "lake", [undated], as_of_today)
    assert coded(store)[0].reported_on == DAYS[3]
    assert ingest(store, "lake", [replace(undated, published_on=DAYS[1])], as_of_today).redated == 1
    assert coded(store)[0].reported_on == DAYS[1]
    report_edits.undo(store, "lake", undated.sha256, reader=as_of_today)
    assert store.report("lake", undated.sha256).day is None
    assert coded(store)[0].reported_on == DAYS[3]


def test_no_day_ahead_and_no_stale_edit(dossier: tuple[Store, Report]) -> None:
    store, report = dossier
    with pytest.raises(DateError, match="has not come yet"):
        report_edits.redate(store, "lake", report.sha256, date(2031, 3, 2), reader=read)
    with pytest.raises(StaleError):
        report_edits.redate(store, "lake", report.sha256, DAYS[0], reader=read, expected=1)
    with pytest.raises(StaleError):
        report_edits.remove(store, "lake", report.sha256, reason="x", expected=1)
    assert store.revision("lake") == 2
    assert not report_edits.redate(store, "lake", report.sha256, report.day or DAYS[0], reader=read).new


def test_who_writes_meanwhile_makes_it_be_read_once_more(dossier: tuple[Store, Report]) -> None:
    store, report = dossier
    times = []

    def slow(given: Report, outline: Outline, /) -> Made:
        if not times:
            store.add_evidence("lake", [a_record("r-2")])
        times.append(1)
        return read(given, outline)

    assert report_edits.redate(store, "lake", report.sha256, DAYS[0], reader=slow).new
    assert len(times) == 2


def test_what_others_coded_is_dated_not_read_anew(store: Store) -> None:
    store.create(replace(a_dossier(), reports=()))
    report = a_report()
    made = read(report, store.about("lake"))
    store.add_report("lake", report, made.statements, made.evidence, coder="dna")

    def never(*_: object) -> Made:
        raise AssertionError("read anew")

    report_edits.redate(store, "lake", report.sha256, DAYS[0], reader=never)
    (item,) = coded(store)
    assert (item.reported_on, item.said_from, item.said_to) == (DAYS[0], DAYS[0], DAYS[0])


def test_edits_of_reports_go_through_an_archive(dossier: tuple[Store, Report], tmp_path: Path) -> None:
    store, report = dossier
    other = a_report(2)
    made = read(other, store.about("lake"))
    store.add_report("lake", other, made.statements, made.evidence)
    (first, *_) = coded(store)
    assert '"version":1' in next(write_archive(store, "lake"))  # as before, where no report was edited
    edits.correct(store, "lake", first.id, stance=Stance.NO, reason="misread", author="ada")
    report_edits.redate(store, "lake", report.sha256, DAYS[0], reader=read, author="ada")
    report_edits.remove(store, "lake", other.sha256, reason="a hoax", author="rob")
    lines = list(write_archive(store, "lake"))
    assert '"version":2' in lines[0]
    with Store.open(tmp_path / "other.db", create=True) as copy:
        read_archive(copy, io.StringIO("".join(lines)))
        assert list(write_archive(copy, "lake")) == lines
        assert copy.evidence("lake") == store.evidence("lake")
        assert copy.report("lake", report.sha256).day == DAYS[0]
        assert verify(copy).whole
        report_edits.undo(copy, "lake", other.sha256, reader=read)
        assert list_reports(copy, "lake").total == 2


ACTS = st.lists(
    st.tuples(
        st.sampled_from(["redate", "remove", "undo", "add", "correct"]), st.integers(0, 1), st.sampled_from(DAYS)
    ),
    max_size=12,
)


@settings(max_examples=12)
@given(ACTS)
def test_whatever_the_order_the_last_that_stands_counts(acts: list[tuple[str, int, date]]) -> None:
    """Against a plain model: of each report the stack of what was done and not taken back."""
    moment = [datetime(2030, 1, 2, 12, tzinfo=UTC)]

    def clock() -> datetime:
        moment[0] += timedelta(seconds=1)
        return moment[0]

    with tempfile.TemporaryDirectory() as folder, Store.open(f"{folder}/a.db", create=True, clock=clock) as store:
        store.create(replace(a_dossier(), reports=()))
        reports = [a_report(1), a_report(2)]
        stacks: list[list[tuple[date | None, bool]]] = [[(r.day, False)] for r in reports]
        stances: list[Stance] = [Stance.YES, Stance.YES]
        for report in reports:
            made = read(report, store.about("lake"))
            store.add_report("lake", report, made.statements, made.evidence, coder=made.coder)
        for number, (act, which, day) in enumerate(acts):
            report, stack = reports[which], stacks[which]
            now, out = stack[-1]
            if act == "undo" and len(stack) > 1:
                report_edits.undo(store, "lake", report.sha256, reader=read)
                stack.pop()
            elif act == "redate" and not out and day != now:
                report_edits.redate(store, "lake", report.sha256, day, reader=read)
                stack.append((day, False))
            elif act == "remove" and not out:
                report_edits.remove(store, "lake", report.sha256, reason="x")
                stack.append((now, True))
            elif act == "add" and out:
                ingest(store, "lake", [report], read)
                stack.append((report.day, False))
            elif act == "correct" and not out:
                wanted = list(Stance)[number % len(Stance)]
                key = f"{a_statement(report).id}:asked"
                edits.correct(store, "lake", key, stance=wanted, reason=f"{number}", author="ada")
                stances[which] = wanted
        for report, stack, stance in zip(reports, stacks, stances, strict=True):
            day, out = stack[-1]
            assert store.report_day("lake", report.sha256) == (not out, None if out else day)
            mine = [e for e in store.evidence("lake") if e.report == report.sha256]
            assert (not mine) == out
            assert {e.reported_on for e in mine} == (set() if out else {day})
            assert len({e.id for e in mine}) == len(mine)
            if not out:
                key = f"{a_statement(report).id}:asked"
                standing = edits.standing_edit(store, "lake", key)
                assert (standing.stance if standing else Stance.YES) == stance
        assert verify(store).whole
