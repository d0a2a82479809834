"""Views are made once, in the background, bounded in number; whoever asks too early is told and served later."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.web.conftest import Desk
from whipcount.dossiers import edits
from whipcount.errors import ComputingError, DossierError
from whipcount.web import library as module
from whipcount.web.app import create_app
from whipcount.web.library import Library
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
    assert not library._views
    library.close()


def test_views_in_memory_are_bounded(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "KEPT", 3)
    library = Library(desk.store, patience=60.0)
    from datetime import date, timedelta

    for number in range(8):
        library.open(LAKE, State(as_of=date(2025, 3, 1) + timedelta(days=number)))
    assert len(library._views) <= 4
    library.close()
