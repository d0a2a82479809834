"""Views kept beside the store: served at once after a start, never for another revision, never from a damaged file."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.briefs.sample import sample
from whipcount.dossiers.file import load_dossier_file
from whipcount.dossiers.store import Store
from whipcount.web import library as library_module
from whipcount.web.app import create_app
from whipcount.web.kept_views import KeptViews
from whipcount.web.library import Library
from whipcount.web.state import State


def test_a_view_comes_back_as_it_was_kept_and_only_under_its_key(tmp_path: Path) -> None:
    kept = KeptViews(tmp_path / "v.views")
    kept.keep("d", "one", sample(), {"s-1": "Mara Oude"})
    assert kept.find("d", "one") == (sample(), {"s-1": "Mara Oude"})
    assert kept.find("d", "two") is None
    assert kept.find("e", "one") is None
    with sqlite3.connect(tmp_path / "v.views") as connection:
        connection.execute("UPDATE view SET doc = replace(doc, 'Orvana', 'Ferrow')")
    assert kept.find("d", "one") is None
    assert KeptViews().find("d", "one") is None


def test_a_file_that_is_none_is_no_view(tmp_path: Path) -> None:
    place = tmp_path / "v.views"
    kept = KeptViews(place)
    place.write_bytes(b"not a database at all" * 100)
    assert kept.find("d", "one") is None
    kept.keep("d", "one", sample(), {})


def test_only_the_newest_of_a_dossier_are_kept(tmp_path: Path) -> None:
    kept = KeptViews(tmp_path / "v.views")
    for number in range(20):
        kept.keep("d", str(number), sample(), {})
    assert kept.find("d", "19") is not None
    assert kept.find("d", "3") is None


def test_a_server_that_starts_anew_has_its_first_page_at_once(
    tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "s.views"
    with Store.open(tmp_path / "s.db", create=True) as store:
        store.create(load_dossier_file(root / "examples" / "lake-council" / "dossier.yaml"))
        first = Library(store, patience=300.0, kept=KeptViews(place))
        made = first.open("lake-council-orvana", State(), over_time=True)
        first.close()

        def never(*_: object, **__: object) -> None:
            raise AssertionError("it is computed again before anybody is answered")

        second = Library(store, patience=0.0, kept=KeptViews(place))
        monkeypatch.setattr(library_module, "analyse", never)
        with TestClient(create_app(second, hosts=("testserver",))) as client:
            answer = client.get("/d/lake-council-orvana")
        assert answer.status_code == 200
        assert made.view.answer.split(";")[0] in answer.text
        again = second.open("lake-council-orvana", State(), over_time=True)
        assert again.view == made.view
        second.close()
