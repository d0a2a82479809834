"""Notes, tags and who looks into what: entries of the ledger that move nothing and can be taken back."""

from __future__ import annotations

import io
import tempfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.dossiers.conftest import a_coding, a_dossier, a_report, a_statement
from whipcount.bodies.bodyfile import parse_body
from whipcount.dossiers import annotating, edits, report_edits
from whipcount.dossiers.annotation import About, Noted, Target
from whipcount.dossiers.exchange.archive import read_archive, write_archive
from whipcount.dossiers.report_reader import Made
from whipcount.dossiers.rows import Outline
from whipcount.dossiers.store import Store
from whipcount.dossiers.verification import verify
from whipcount.errors import DossierError, StaleError, StoreError
from whipcount.positions.stance.stance import Stance
from whipcount.reports.report import Report

BODY = parse_body(
    "id: LAKE\nname: Lake Council\nsources: [invented]\ncovers: {from: 2001-05-01}\ndefault: consensus\nmembers:\n"
    "  - {id: AA, name: Arvania, from: 2001-05-01, provenance: invented}\n"
    "  - {id: BB, name: Belmark, from: 2001-05-01, provenance: invented}\n"
    "rules:\n  consensus: {rule: no objection, for: [admission], provenance: invented}\n"
)
ARVANIA = Target(About.MEMBER, "AA")


def filled(store: Store) -> Report:
    """The invented dossier with one report, read."""
    store.create(replace(a_dossier(), reports=(), own_body=BODY))
    report = a_report()
    said = a_statement(report)
    store.add_report("lake", report, [said], [a_coding(said)])
    return report


def words(found: Noted) -> tuple[list[str], tuple[str, ...], str]:
    return [signed.annotation.value for signed in found.notes], found.tag_names, found.assignee


def test_what_can_be_noted_on_goes_by_the_names_that_people_know(store: Store) -> None:
    report = filled(store)
    statement = a_statement(report).id
    coding = f"{statement}:asked"
    assert annotating.target_of(store, "lake", "arvania") == ARVANIA
    assert annotating.target_of(store, "lake", statement) == Target(About.STATEMENT, statement)
    assert annotating.target_of(store, "lake", coding) == Target(About.STATEMENT, statement)
    assert annotating.target_of(store, "lake", "r-1") == Target(About.RECORD, "r-1")
    assert annotating.target_of(store, "lake", report.sha256[:8]) == Target(About.REPORT, report.sha256)
    edits.correct(store, "lake", "r-1", stance=Stance.YES, reason="misread", author="ada")
    (edit,) = store.evidence("lake", withdraws="r-1")
    assert annotating.target_of(store, "lake", edit.id) == Target(About.RECORD, "r-1")
    with pytest.raises(DossierError, match="Arvana"):
        annotating.target_of(store, "lake", "Arvana")
    with pytest.raises(DossierError, match="no record 'AA'"):
        annotating.checked(store, "lake", Target(About.RECORD, "AA"))


def test_they_are_signed_entries_of_the_history_and_move_nothing(store: Store) -> None:
    report = filled(store)
    before, evidence = store.now(), store.evidence("lake")
    assert annotating.note(store, "lake", ARVANIA, " call the\r\nembassy ", author="ada").new
    assert not annotating.note(store, "lake", ARVANIA, "call the\nembassy", author="rob").new  # said already
    assert annotating.tag(store, "lake", ARVANIA, "#Follow  Up", author="ada").new
    assert not annotating.tag(store, "lake", ARVANIA, "follow up").new
    assert annotating.assign(store, "lake", Target(About.REPORT, report.sha256), "Rob", author="ada").new
    assert not annotating.assign(store, "lake", ARVANIA, "").new  # nobody does, as before
    assert words(annotating.noted_on(store, "lake", ARVANIA)) == (["call the\nembassy"], ("follow up",), "")
    changes = [(c.action, c.subject, c.author, c.note) for c in store.changes("lake", after=2)]
    assert changes == [
        ("note", "member AA", "ada", "call the\nembassy"),
        ("tag", "member AA", "ada", "follow up"),
        ("assign", f"report {report.sha256}", "ada", "Rob"),
    ]
    assert store.evidence("lake") == evidence
    assert annotating.noted(store, "lake", known_by=before) == ()
    assert verify(store).whole


def test_each_can_be_taken_back_and_the_assignment_before_holds_again(store: Store) -> None:
    filled(store)
    annotating.note(store, "lake", ARVANIA, "wait", author="ada")
    annotating.assign(store, "lake", ARVANIA, "Ada")
    annotating.assign(store, "lake", ARVANIA, "Rob")
    then = store.now()
    (found,) = annotating.noted(store, "lake")
    assert found.assigned is not None
    annotating.undo(store, "lake", found.assigned.annotation.id, author="rob")
    assert annotating.noted_on(store, "lake", ARVANIA).assignee == "Ada"
    assert annotating.noted_on(store, "lake", ARVANIA, known_by=then).assignee == "Rob"
    annotating.undo(store, "lake", found.notes[0].annotation.id)
    assert annotating.noted_on(store, "lake", ARVANIA).notes == ()
    for gone in (found.notes[0].annotation.id, "n-none"):
        with pytest.raises(DossierError, match="no note, tag or assignment"):
            annotating.undo(store, "lake", gone)
    annotating.tag(store, "lake", ARVANIA, "urgent")
    assert annotating.untag(store, "lake", ARVANIA, "Urgent").new
    assert not annotating.untag(store, "lake", ARVANIA, "urgent").new
    annotating.assign(store, "lake", ARVANIA, "")
    assert annotating.noted(store, "lake") == ()
    assert verify(store).whole


def test_two_people_never_overwrite_each_others_assignment_unseen(store: Store) -> None:
    filled(store)
    seen = annotating.assign(store, "lake", ARVANIA, "Ada").revision
    annotating.note(store, "lake", ARVANIA, "a note does not matter to it")
    assert annotating.assign(store, "lake", ARVANIA, "Rob", expected=seen).new
    with pytest.raises(StaleError):
        annotating.assign(store, "lake", ARVANIA, "Cy", expected=seen)
    last = annotating.noted_on(store, "lake", ARVANIA).assigned
    assert last is not None
    now = store.revision("lake")
    annotating.undo(store, "lake", last.annotation.id)
    with pytest.raises(StaleError):
        annotating.assign(store, "lake", ARVANIA, "Cy", expected=now)


def test_filters(store: Store) -> None:
    report = filled(store)
    on_report = Target(About.REPORT, report.sha256)
    annotating.tag(store, "lake", ARVANIA, "urgent")
    annotating.tag(store, "lake", on_report, "urgent")
    annotating.assign(store, "lake", on_report, "Ada")
    assert [n.target for n in annotating.noted(store, "lake", tag="Urgent")] == [ARVANIA, on_report]
    assert [n.target for n in annotating.noted(store, "lake", assignee="ada")] == [on_report]
    assert annotating.noted(store, "lake", about=About.MEMBER, assignee="ada") == ()
    assert annotating.noted(store, "lake", targets=[]) == ()
    annotating.note(store, "lake", ARVANIA, "call the Ministry")
    assert [n.target for n in annotating.noted(store, "lake", words="ministry URGENT")] == [ARVANIA]
    assert annotating.noted(store, "lake", words="ministry nothing") == ()


@pytest.mark.parametrize("tag", ["", " #", "a,b", "x" * 41, "\u200b"])
def test_what_is_no_tag(store: Store, tag: str) -> None:
    filled(store)
    with pytest.raises(DossierError, match="no tag"):
        annotating.tag(store, "lake", ARVANIA, tag)


def test_bounds(store: Store) -> None:
    filled(store)
    for bad in ("", " \u200b\n", "x" * 2_001):
        with pytest.raises(DossierError, match="a note of"):
            annotating.note(store, "lake", ARVANIA, bad)
    with pytest.raises(DossierError, match="101 characters"):
        annotating.assign(store, "lake", ARVANIA, "x" * 101)
    with pytest.raises(DossierError):
        annotating.note(store, "lake", Target(About.STATEMENT, "s-none"), "x")
    assert store.revision("lake") == 2


def test_they_stay_with_a_report_that_is_read_again_dated_anew_or_taken_out(store: Store) -> None:
    report = filled(store)
    statement = Target(About.STATEMENT, a_statement(report).id)
    annotating.note(store, "lake", statement, "really?")

    def read(given: Report, _: Outline, /) -> Made:
        said = replace(a_statement(given), reported_on=given.day)
        return Made((said,), (a_coding(said),), "hand-2")

    report_edits.redate(store, "lake", report.sha256, date(2029, 12, 24), reader=read)
    report_edits.remove(store, "lake", report.sha256, reason="twice")
    annotating.tag(store, "lake", Target(About.REPORT, report.sha256), "twice")
    assert [words(n)[0] for n in annotating.noted(store, "lake")] == [[], ["really?"]]


def test_they_go_through_an_archive_which_is_not_trusted(store: Store, tmp_path: Path) -> None:
    filled(store)
    annotating.tag(store, "lake", ARVANIA, "urgent", author="ada")
    annotating.note(store, "lake", ARVANIA, "wait", author="ada")
    annotating.untag(store, "lake", ARVANIA, "urgent", author="rob")
    lines = list(write_archive(store, "lake"))
    assert '"version":3' in lines[0]
    with Store.open(tmp_path / "other.db", create=True) as copy:
        read_archive(copy, io.StringIO("".join(lines)))
        assert list(write_archive(copy, "lake")) == lines
        assert annotating.noted(copy, "lake") == annotating.noted(store, "lake")
        assert verify(copy).whole
    at = next(i for i, line in enumerate(lines) if '"withdraws":"n-' in line and '"annotation"' in line)
    spoilt = [*lines[: at - 2], *lines[at:]]  # it takes back what is not there
    with Store.open(tmp_path / "third.db", create=True) as third, pytest.raises(StoreError, match="not there"):
        read_archive(third, io.StringIO("".join(spoilt)))


ACTS = st.lists(
    st.tuples(
        st.sampled_from(["note", "tag", "untag", "assign", "undo"]), st.integers(0, 1), st.sampled_from("abc"),
    ),
    max_size=14,
)  # fmt: skip


@settings(max_examples=15)
@given(ACTS)
def test_what_stands_is_what_was_entered_and_not_taken_back(acts: list[tuple[str, int, str]]) -> None:
    """Against a plain model: of each thing what was entered, in order, without what was taken back."""
    moment = [datetime(2030, 1, 2, 12, tzinfo=UTC)]

    def clock() -> datetime:
        moment[0] += timedelta(seconds=1)
        return moment[0]

    with tempfile.TemporaryDirectory() as folder, Store.open(f"{folder}/a.db", create=True, clock=clock) as store:
        report = filled(store)
        targets = [ARVANIA, Target(About.REPORT, report.sha256)]
        held: list[list[tuple[str, str]]] = [[], []]
        for act, which, value in acts:
            target, model = targets[which], held[which]
            revision = store.revision("lake")
            if act == "undo":
                if not model:
                    continue
                kind, last = model.pop()
                found = annotating.noted_on(store, "lake", target)
                rows = annotating.as_rows(found)
                (ident,) = [row["id"] for row in rows if (row["kind"], row["value"]) == (kind, last)]
                annotating.undo(store, "lake", ident)
            elif act == "untag":
                changed = ("tag", value) in model
                model[:] = [entry for entry in model if entry != ("tag", value)]
                assert annotating.untag(store, "lake", target, value).new == changed
            else:
                kind = "assignee" if act == "assign" else act
                of_kind = [entry for entry in model if entry[0] == kind]
                known = of_kind[-1:] if kind == "assignee" else of_kind
                fresh = (kind, value) not in known
                assert getattr(annotating, act)(store, "lake", target, value).new == fresh
                if fresh:
                    model.append((kind, value))
                assert store.revision("lake") == revision + fresh
        for target, model in zip(targets, held, strict=True):
            found = annotating.noted_on(store, "lake", target)
            assert [n.annotation.value for n in found.notes] == [v for kind, v in model if kind == "note"]
            assert found.tag_names == tuple(sorted(v for kind, v in model if kind == "tag"))
            assert found.assignee == next((v for kind, v in reversed(model) if kind == "assignee"), "")
        assert verify(store).whole
