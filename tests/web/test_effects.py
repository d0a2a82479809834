"""An edit, what it changed and its undo on one page; several codings answered at once; the passage in its context."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import replace
from datetime import timedelta
from html import unescape
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from tests.web.conftest import Desk
from tests.web.html import WebPage
from tests.web.test_edits import form_of, group
from whipcount.dossiers import edits
from whipcount.dossiers.file import load_dossier_file
from whipcount.dossiers.store import Store
from whipcount.positions.stance.stance import Stance
from whipcount.text.span import Span
from whipcount.web.app import create_app
from whipcount.web.effects import Effects, Standing
from whipcount.web.kept_views import KeptViews
from whipcount.web.library import Library
from whipcount.web.passage import MOST, passage
from whipcount.web.state import State

D = "/d/lake-council-orvana"


def test_the_page_tells_what_an_edit_changed_and_takes_it_back(desk: Desk) -> None:
    place = f"{D}/evidence/{desk.coding}"
    desk.client.get(D)
    saved = desk.client.post(place, data={**form_of(desk, place), "action": "correct", "stance": "yes"})
    assert saved.status_code == 200
    WebPage(saved.text).check()
    told = re.search(r'role="status">(.*?)</div>', saved.text, re.DOTALL)
    assert told
    assert "Ferrow Bay: will not block → for" in told.group(1) or "Ferrow Bay: against → for" in told.group(1)
    undo = re.search(r'action="([^"]*/evidence/c-[^"]*)"', told.group(1))
    assert undo
    back = desk.client.post(undo.group(1), data={**form_of(desk, place), "action": "undo"})
    assert back.url.path == place
    assert group(desk) == "against"
    changes = desk.client.get(f"{D}/changes").text
    assert "Ferrow Bay: " in changes


def test_an_edit_is_undone_in_changes_and_the_name_is_remembered(desk: Desk) -> None:
    place = f"{D}/evidence/{desk.coding}"
    desk.client.post(place, data={**form_of(desk, place), "action": "correct", "stance": "yes", "author": "Ada & Bo"})
    page = desk.client.get(f"{D}/changes").text
    assert 'value="Ada &amp; Bo"' in page
    undo = re.search(r'<form method="post" action="([^"]+)"', page)
    assert undo
    answer = desk.client.post(undo.group(1), data={**form_of(desk, place), "action": "undo", "back": "changes"})
    assert answer.url.path == f"{D}/changes"
    assert group(desk) == "against"
    other = type(desk.client)(desk.client.app)
    assert "Ada &amp; Bo" not in re.sub("<td>.*?</td>", "", other.get(f"{D}/changes").text)


def test_what_edits_changed_outlives_the_server_and_is_told_of_other_programs_too(tmp_path: Path, root: Path) -> None:
    lake, place = "lake-council-orvana", tmp_path / "s.views"
    with Store.open(tmp_path / "s.db", create=True) as store:
        store.create(load_dossier_file(root / "examples" / "lake-council" / "dossier.yaml"))
        first = Library(store, patience=300.0, kept=KeptViews(place))
        first.open(lake, State())
        record = next(e for e in store.evidence(lake) if e.member == "KELL" or e.stance is not None)
        made = edits.correct(store, lake, record.id, stance=Stance.NO, reason="by a command", author="Ada").revision
        first.open(lake, State())
        (change,) = store.changes(lake, after=made - 1)
        told = first.effects(lake, [change])[made]
        assert "→ against" in told
        first.close()
        second = Library(store, patience=300.0, kept=KeptViews(place))
        assert second.effects(lake, [change]) == {made: told}
        with TestClient(create_app(second, hosts=("testserver",))) as client:
            assert told in unescape(client.get(f"/d/{lake}/changes").text)
        another = replace(change, recorded_at=change.recorded_at + timedelta(seconds=1))
        assert second.effects(lake, [another]) == {}  # of another history under the same name
        second.close()
        with sqlite3.connect(place) as connection:
            connection.execute("UPDATE effect SET told = 'nothing at all'")
        third = Library(store, patience=300.0, kept=KeptViews(place))
        assert third.effects(lake, [change]) == {}  # altered
        third.close()


def test_an_edit_that_was_not_seen_before_the_server_ended_is_told_by_the_next(tmp_path: Path) -> None:
    key = ("d", 7, "2030-01-02T12:00:00+00:00")
    one, two = Standing((("Kell", "for"),), "open", 0.4), Standing((("Kell", "against"),), "open", 0.3)
    Effects(tmp_path / "s.views").note(key, one)
    after = Effects(tmp_path / "s.views")
    assert after.noted(key)
    after.settle(key, two)
    assert after.effect(key) == "Kell: for → against; chance 40% → 30%"
    assert Effects(tmp_path / "s.views").effect(key) == after.effect(key)
    (tmp_path / "s.views").write_bytes(b"no database" * 100)
    assert Effects(tmp_path / "s.views").effect(key) == ""


def test_the_day_and_a_wrong_one(desk: Desk) -> None:
    place = f"{D}/evidence/{desk.coding}"
    form = {**form_of(desk, place), "action": "correct", "stance": "no"}
    late = desk.client.post(place, data={**form, "said": "2025-03-09"})
    assert late.status_code == 400
    assert "after it was reported" in late.text
    assert desk.client.post(place, data={**form, "said": "2025-03-04"}).status_code == 200
    (edit,) = desk.store.evidence("lake-council-orvana", withdraws=desk.coding)
    assert str(edit.said_to) == "2025-03-04"


def test_the_passage_stands_in_its_context(desk: Desk) -> None:
    page = WebPage(desk.client.get(f"{D}/evidence/{desk.coding}").text)
    page.check()
    assert "Ferrow Bay repeats its refusal" in page.text


def test_several_codings_are_answered_at_once(desk: Desk) -> None:
    place = f"{D}/queue"
    page = desk.client.get(place)
    WebPage(page.text).check()
    none = desk.client.post(place, data=form_of(desk, place) if 'name="token"' in page.text else {})
    assert none.status_code in (400, 403)
    form = form_of(desk, f"{D}/evidence/{desk.coding}")
    answer = desk.client.post(place, data={**form, f"do-{desk.coding}": "wrong"})
    assert answer.status_code == 200
    assert group(desk) != "against"
    unknown = desk.client.post(place, data={**form, "do-nobody": "right"})
    assert unknown.status_code in (400, 404, 409)


@given(st.text(max_size=2000), st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 2000)), max_size=4))
def test_a_passage_is_the_report_itself_and_no_more(text: str, ends: list[tuple[int, int]]) -> None:
    spans = [Span(min(a, b), max(a, b)) for a, b in ends if a != b]
    pieces = passage(text, (("content", spans),))
    whole = "".join(piece.text for piece in pieces)
    assert whole.removeprefix("… ").removesuffix(" …") in text or not pieces
    assert len(whole) <= MOST + 1000
    for piece in pieces:
        assert not piece.role or piece.text in text
