"""Views are made once, in the background, bounded in number; whoever asks too early is told and served later."""

from __future__ import annotations

import re
import threading
import time
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.web.conftest import Desk
from whipcount.cancelling import checkpoint
from whipcount.dossiers import edits
from whipcount.errors import ComputingError, DossierError
from whipcount.web import library as module
from whipcount.web.app import create_app
from whipcount.web.library import Library
from whipcount.web.pages import outlook
from whipcount.web.state import State

LAKE = "lake-council-orvana"


def test_a_view_is_made_once_for_many_readers(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[int] = []
    analyse = module.analyse

    def counted(*args: Any, **kwargs: Any) -> Any:
        made.append(1)
        return analyse(*args, **kwargs)

    monkeypatch.setattr(module, "analyse", counted)
    library = Library(desk.store, patience=60.0)
    threads = [threading.Thread(target=library.open, args=(LAKE, State())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made == [1]
    first = library.open(LAKE, State())
    edits.confirm(desk.store, LAKE, desk.coding, author="ada")
    assert library.open(LAKE, State()).revision == first.revision + 1
    assert made == [1, 1]
    library.close()


def test_while_it_is_being_computed_the_page_says_so_and_asks_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    go = threading.Event()
    analyse = module.analyse

    def late(*args: Any, **kwargs: Any) -> Any:
        assert go.wait(60)
        return analyse(*args, **kwargs)

    monkeypatch.setattr(module, "analyse", late)
    library = Library(desk.store, patience=0.05)
    client = TestClient(create_app(library, hosts=("testserver",)))
    answer = client.get(f"/d/{LAKE}")
    assert answer.status_code == 503
    assert answer.headers["refresh"] == answer.headers["retry-after"] == "5"
    assert "being computed" in answer.text.lower()
    assert client.get(f"/d/{LAKE}.json").status_code == 503
    assert "being computed" in client.get("/").text
    with pytest.raises(ComputingError):
        library.open(LAKE, State())
    go.set()
    library.patience = 60.0
    assert client.get(f"/d/{LAKE}").status_code == 200
    library.close()


def test_failures_are_not_kept(desk: Desk) -> None:
    library = Library(desk.store, patience=60.0)
    for _ in range(2):
        with pytest.raises(DossierError, match="no variant"):
            library.open(LAKE, State(variant="none"))
    assert len(library._views) == 0
    library.close()


def test_views_in_memory_are_bounded(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "KEPT", 3)
    library = Library(desk.store, patience=60.0)
    from datetime import date, timedelta

    for number in range(8):
        library.open(LAKE, State(as_of=date(2025, 3, 1) + timedelta(days=number)))
    assert len(library._views) <= 4
    library.close()


class Slow:
    """The analysis, held up until it may go on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.go = threading.Event()
        self.go.set()
        analyse = module.analyse

        def late(*args: Any, **kwargs: Any) -> Any:
            while not self.go.wait(0.01):
                checkpoint()
            return analyse(*args, **kwargs)

        monkeypatch.setattr(module, "analyse", late)


def test_after_an_edit_the_page_of_before_is_served_and_says_so(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = Slow(monkeypatch)
    library = Library(desk.store, patience=60.0, soon=0.05)
    client = TestClient(create_app(library, hosts=("testserver",)))
    seen = [f"/d/{LAKE}", f"/d/{LAKE}/members", f"/d/{LAKE}/statements", f"/d/{LAKE}/what-if", f"/d/{LAKE}/changes"]
    before = {place: client.get(place).text for place in seen}
    revision = desk.store.revision(LAKE)
    slow.go.clear()
    edits.confirm(desk.store, LAKE, desk.coding, author="ada")
    library.patience = 0.05
    for place in [*seen, f"/d/{LAKE}/rule", f"/d/{LAKE}/evidence/{desk.coding}"]:  # the last ones never seen before
        answer = client.get(place)
        assert answer.status_code == 200, place
        assert "Being made anew." in answer.text
        assert f"revision {revision}; the dossier is at revision {revision + 1} now" in answer.text
        assert answer.headers["refresh"] == "3"
        assert answer.headers["x-whipcount-revision"] == f"{revision} of {revision + 1}"
        if place in before:  # it is the page of before, to the letter but for the note and the visitor's token
            start = answer.text.index('<p class="note" role="status">')
            end = answer.text.index("</p>", start) + 4
            assert answer.text[:start] + answer.text[end:] == before[place]
    twin = client.get(f"/d/{LAKE}/members.json")
    assert twin.headers["warning"].startswith("110")
    assert "refresh" not in twin.headers
    assert twin.json()
    assert client.get("/index.json").json()[0]["newest"] is False
    assert client.get(f"/d/{LAKE}?as_of=2025-02-01").status_code == 503  # never made: there is no page of before
    slow.go.set()
    library.patience = library.soon = 60.0
    for place in seen:
        answer = client.get(place)
        assert "Being made anew." not in answer.text
        assert f"revision {revision + 1}" in answer.text
    assert {row["newest"] for row in client.get("/index.json").json() if row["id"] == LAKE} == {True}
    library.close()


def test_a_form_of_the_page_before_is_refused_not_written(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = Slow(monkeypatch)
    library = Library(desk.store, patience=60.0, soon=0.05)
    client = TestClient(create_app(library, hosts=("testserver",)))
    place = f"/d/{LAKE}/evidence/{desk.coding}"
    client.get(place)
    slow.go.clear()
    edits.confirm(desk.store, LAKE, desk.coding, author="ada")
    revision = desk.store.revision(LAKE)
    library.patience = 0.05
    page = client.get(place).text
    fields = dict(re.findall(r'name="(token|revision)" value="([0-9a-f]+)"', page))
    answer = client.post(place, data={**fields, "action": "reject", "reason": "x", "author": "b"})
    assert answer.status_code == 409
    assert desk.store.revision(LAKE) == revision
    slow.go.set()
    library.close()


def test_a_form_of_the_page_before_holds_where_nobody_has_edited_the_same(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = Slow(monkeypatch)
    library = Library(desk.store, patience=60.0, soon=0.05)
    client = TestClient(create_app(library, hosts=("testserver",)))
    place = f"/d/{LAKE}/evidence/{desk.coding}"
    client.get(place)
    other = next(item.id for item in desk.store.evidence(LAKE) if item.id != desk.coding)
    slow.go.clear()
    edits.confirm(desk.store, LAKE, other, author="ada")
    revision = desk.store.revision(LAKE)
    library.patience = 0.05
    page = client.get(place).text
    assert "Being made anew." in page
    fields = dict(re.findall(r'name="(token|revision)" value="([0-9a-f]+)"', page))
    assert fields["revision"] == str(revision)
    data = {**fields, "action": "reject", "reason": "x", "author": "b"}
    assert client.post(place, data=data, follow_redirects=False).status_code == 303
    slow.go.set()
    library.close()


def test_under_steady_edits_newer_and_newer_pages_are_served(desk: Desk) -> None:
    library = Library(desk.store, patience=60.0, soon=0.0)
    first = library.open(LAKE, State()).revision
    shown = [first]
    for number in range(200):
        edits.confirm(desk.store, LAKE, desk.coding, author=f"ada {number}")
        shown.append(library.open(LAKE, State(), or_before=True).revision)
        if len(set(shown)) > 3:
            break
        time.sleep(0.02)
    assert len(set(shown)) > 3
    assert shown == sorted(shown)
    library.close()


def test_a_page_of_which_a_part_is_not_ready_is_served_as_it_was_before(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = Library(desk.store, patience=60.0, soon=0.05)
    client = TestClient(create_app(library, hosts=("testserver",)))
    place, never_seen = f"/d/{LAKE}/forecast", f"/d/{LAKE}/forecast?as_of=2025-03-01"
    assert client.get(place).status_code == 200
    revision = desk.store.revision(LAKE)
    edits.confirm(desk.store, LAKE, desk.coding, author="ada")
    library.open(LAKE, State(), over_time=True)  # the view of the new revision is there ...
    go = threading.Event()
    made = outlook.record_of

    def late(*args: Any) -> Any:
        go.wait(60.0)
        return made(*args)

    monkeypatch.setattr(outlook, "record_of", late)  # ... the record that its page shows is not
    answer = client.get(place)
    assert answer.status_code == 200
    assert answer.headers["x-whipcount-revision"] == f"{revision} of {revision + 1}"
    library.patience = 0.05
    assert client.get(never_seen).status_code == 503
    go.set()
    library.patience = library.soon = 60.0
    assert "Being made anew." not in client.get(place).text
    library.close()
