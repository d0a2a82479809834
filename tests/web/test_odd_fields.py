"""Whatever stands in the fields of a dossier, each page is made."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from tests.fuzz.odd_words import words
from tests.web.conftest import TEXT, by_hand
from whipcount.dossiers import annotating, edits
from whipcount.dossiers.annotation import About, Target
from whipcount.dossiers.file import load_dossier_file
from whipcount.dossiers.store import Store
from whipcount.errors import DossierError
from whipcount.positions.stance.stance import Authority, Condition, Evidence, Stance
from whipcount.reports.formats.registry import read_report
from whipcount.web.app import create_app
from whipcount.web.library import Library

D = "/d/lake-council-orvana"
ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="module")
def served() -> Iterator[tuple[TestClient, Store]]:
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "desk.db", create=True) as store:
        store.create(load_dossier_file(ROOT / "examples" / "lake-council" / "dossier.yaml"))
        library = Library(store, patience=300.0)
        with TestClient(create_app(library, hosts=("testserver",))) as client:
            yield client, store
        library.close()


@pytest.mark.slow
@settings(max_examples=12)
@given(st.lists(words, min_size=10, max_size=10), st.integers(0, 10**9))
def test_every_page_of_odd_words_is_made(served: tuple[TestClient, Store], w: list[str], number: int) -> None:
    client, store = served
    report = read_report(f"{TEXT}{number}", name=w[0], publisher=w[1], title=w[2] or None, published=date(2025, 3, 6))
    (statement,) = by_hand(report)
    coding = Evidence(
        id=f"{statement.id}:admission", member="FERROW-BAY", variant="admission", stance=Stance.NO,
        said_from=date(2025, 3, 5), said_to=date(2025, 3, 5), reported_on=date(2025, 3, 6), recorded_at=store.now(),
        authority=Authority.HEAD, statement=statement.id, report=report.sha256, speaker=w[3], gist=w[4], source=w[5],
        conditions=(Condition(w[6]),), reasons=(w[7],), coder=w[8],
    )  # fmt: skip
    store.add_report("lake-council-orvana", report, [statement], [coding], author=w[9])
    edits.correct(store, "lake-council-orvana", coding.id, stance=Stance.LEAN_NO, reason=f"why {w[0]}", author=w[1])
    record = replace(coding, id="", statement=None, report=None, coder="record", stance=Stance.YES)
    edits.enter(store, "lake-council-orvana", record, author=w[2])
    noted_on = Target(About.STATEMENT, statement.id)
    if w[5].strip():
        with suppress(DossierError):  # nothing of it can be seen
            annotating.note(store, "lake-council-orvana", noted_on, w[5], author=w[6])
        annotating.assign(store, "lake-council-orvana", noted_on, w[7][:100], author=w[8])
    store.outline("lake-council-orvana", note=w[3], title=w[4] or "x")
    for place in (
        "/", "/index.json", "/index.csv", D, f"{D}.json", f"{D}/statements", f"{D}/statements.csv", f"{D}/reports",
        f"{D}/reports/{report.sha256}", f"{D}/evidence/{coding.id}", f"{D}/members/FERROW-BAY", f"{D}/changes",
        f"{D}/notes", f"{D}/notes?about=statement&target={statement.id}",
        f"{D}/changes.csv", f"{D}/feed.atom", f"{D}/brief",
    ):  # fmt: skip
        answer = client.get(place)
        assert answer.status_code == 200, (place, answer.text[:300])
