"""Whatever stands in the fields of a dossier, each export is made and each import takes it back."""

from __future__ import annotations

import contextlib
import json
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.dossiers.conftest import a_coding, a_dossier, a_record, a_report, a_statement
from tests.examples import few
from tests.fuzz.odd_words import words
from whipcount.dossiers import edits
from whipcount.dossiers.dossier import Dossier, Event
from whipcount.dossiers.exchange.archive import read_archive, write_archive
from whipcount.dossiers.exchange.csv_files import EVIDENCE_COLUMNS, evidence_cells, read_records_csv, write_csv
from whipcount.dossiers.exchange.dna import Coded, read_dna
from whipcount.dossiers.exchange.dna_write import write_dna
from whipcount.dossiers.exchange.popolo_votes import from_popolo
from whipcount.dossiers.file import parse_dossier
from whipcount.dossiers.queries import get_evidence, list_statements
from whipcount.dossiers.report_lists import list_reports
from whipcount.dossiers.store import Store
from whipcount.errors import WhipcountError
from whipcount.positions.proposal.proposal import Variant
from whipcount.positions.stance.stance import Condition, Stance
from whipcount.reports import read_report
from whipcount.text.fields import blank

fields = st.lists(words, min_size=14, max_size=14)


def filled(store: Store, w: list[str]) -> Dossier:
    """A dossier with odd words in every field that somebody can set."""
    plain = a_dossier()
    assert plain.proposal is not None
    proposal = replace(
        plain.proposal,
        title=w[0] or "x",
        variants=(Variant("asked", w[1], (w[2], "admission")), *plain.proposal.variants[1:]),
    )
    record = replace(
        a_record(), speaker=w[3], gist=w[4], source=w[5], conditions=(Condition(w[6]),), reasons=(w[7],), coder=w[8]
    )
    event = Event(plain.events[0].on, w[9], "meeting", source=w[10])
    store.create(
        replace(plain, title=w[11], note=w[12], proposal=proposal, records=(record,), events=(event,)), author=w[13]
    )
    report = replace(a_report(), name=w[0], title=w[1] or None, publisher=w[2], author=w[3], url=w[4])
    said = a_statement(report)
    store.add_report(
        "lake", report, [said], [replace(a_coding(said), speaker=w[5], source=w[6])], author=w[7], coder=w[8]
    )
    coding, why = a_coding(said).id, "why" if blank(w[9]) else w[9]
    edits.correct(store, "lake", coding, stance=Stance.NO, reason=why, author=w[10])
    edits.correct(store, "lake", coding, stance=Stance.NO, reason=why, author=w[10])
    edits.enter(store, "lake", replace(record, id=""), author=w[11])
    return store.dossier("lake")


@few(10)
@given(fields)
def test_every_export_is_made_and_read_back(w: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        with Store.open(Path(folder) / "one.db", create=True) as store:
            dossier = filled(store, w)
            proposal, outline = dossier.proposal, store.about("lake")
            assert proposal is not None
            kept = store.evidence("lake")
            assert len([item for item in kept if item.withdraws]) == 1  # the same edit twice is one
            archive = list(write_archive(store, "lake"))
            reports = list_reports(store, "lake", limit=10)
            list_statements(store, "lake", limit=10)
            coded = [
                Coded(
                    store.report("lake", a_report().sha256),
                    (a_statement(a_report()),),
                    (a_coding(a_statement(a_report())),),
                )
            ]
        "".join(archive).encode()
        "".join(str(row.title) for row in reports.items).encode()
        table = "".join(write_csv(EVIDENCE_COLUMNS, map(evidence_cells, kept)))
        table.encode()
        for before, after in zip(kept, read_records_csv(table, proposal), strict=True):
            assert (after.id, after.stance, after.speaker, after.gist, after.source) == (
                before.id, before.stance, before.speaker, before.gist, before.source,
            )  # fmt: skip
            assert [c.text for c in after.conditions] == [c.text for c in before.conditions]
        place = Path(folder) / "x.dna"
        write_dna(place, coded, proposal)
        (back,) = read_dna(place, outline)
        if coded[0].report.publisher:
            assert back.report.publisher == coded[0].report.publisher
        with Store.open(Path(folder) / "two.db", create=True) as store:
            assert read_archive(store, archive) == "lake"
            assert list(write_archive(store, "lake")) == archive


@given(fields)
def test_a_dossier_file_of_odd_words_is_read_or_one_error(w: list[str]) -> None:
    document = {
        "whipcount": 1, "id": "lake", "title": w[0], "note": w[1],
        "proposal": {"id": "p", "title": w[2], "body": "NATO", "decision": w[3], "addressee": w[4]},
        "reports": [{"text": "The Council met.", "name": w[5], "publisher": w[6], "title": w[7], "url": w[8]}],
        "records": [{"member": "HU", "stance": "yes", "said_on": "2025-01-01", "authority": "head", "gist": w[9],
                     "source": w[10], "speaker": w[11], "conditions": [{"text": w[12]}]}],
    }  # fmt: skip
    try:
        dossier = parse_dossier(json.dumps(document))
    except WhipcountError:
        return
    record = dossier.records[0]
    assert record.source
    assert record.gist
    f"{dossier.title}{record.source}{record.speaker}{dossier.reports[0].publisher}".encode()


@given(words, words)
def test_popolo_of_odd_words_is_read_or_one_error(one: str, two: str) -> None:
    proposal = a_dossier().proposal
    assert proposal is not None
    event = {"start_date": "2030-01-01", "identifier": one, "votes": [{"voter_id": two, "option": "yes"}]}
    try:
        (found,) = from_popolo({"motions": [{"id": proposal.id, "vote_events": [event]}]}, proposal)
    except WhipcountError:
        return
    assert found.source.strip()
    f"{found.member}{found.source}".encode()


@given(words, words, words)
def test_a_report_of_odd_words_is_read_or_one_error(text: str, name: str, publisher: str) -> None:
    try:
        report = read_report(f"The Council met. {text}", name=name, publisher=publisher, any_language=True)
    except WhipcountError:
        return
    f"{report.text}{report.name}{report.publisher}{report.title}{report.author}".encode()
    assert report.name
    assert report.publisher != ""


@pytest.mark.parametrize("odd", ["\x00", "a\x00b", "\ud800", "\u2028", "%00", "\x85", "²", "'; DROP TABLE change; --"])
def test_no_question_to_either_database_is_a_fault(store: Store, odd: str) -> None:
    store.create(a_dossier())
    questions: list[Callable[[], object]] = [
        lambda: store.about(odd),
        lambda: store.revision(odd),
        lambda: store.has_report("lake", odd),
        lambda: store.report("lake", odd),
        lambda: get_evidence(store, "lake", odd),
        lambda: list_statements(store, "lake", words=odd, limit=5),
        lambda: list_statements(store, "lake", after=odd, limit=5),
        lambda: list_statements(store, "lake", actor=odd, limit=5),
        lambda: list_reports(store, "lake", after=odd, limit=5),
        lambda: edits.reject(store, "lake", "r-1", reason=f"why {odd}", author=odd),
        lambda: edits.correct(store, "lake", "r-1", stance=Stance.YES, reason=f"why {odd}", variant=odd),
    ]
    for question in questions:
        with contextlib.suppress(WhipcountError):
            question()
    assert store.about("lake").title
    assert store.evidence("lake")
