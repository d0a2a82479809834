"""Pages that are kept: each visitor's own token, each revision its own page, each user its own."""

from __future__ import annotations

import re
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.web.conftest import Desk
from tests.web.test_edits import AS_OF, D
from whipcount.dossiers import edits
from whipcount.web.app import create_app
from whipcount.web.library import Library
from whipcount.web.middleware import page_cache as module
from whipcount.web.middleware.gate import Access, Proxy
from whipcount.web.pages import overview


def token_of(page: str) -> str:
    found = re.search(r'name="token" value="([0-9a-f]+)"', page)
    assert found
    return found.group(1)


def test_each_visitor_gets_its_own_token_and_it_works(desk: Desk) -> None:
    place = f"{D}/evidence/{desk.coding}"
    app = desk.client.app
    one, two = TestClient(app), TestClient(app)
    pages = [client.get(place).text for client in (one, two, one, two)]
    tokens = [token_of(page) for page in pages]
    assert tokens[0] == tokens[2] != tokens[1] == tokens[3]
    assert pages[0].replace(tokens[0], "") == pages[1].replace(tokens[1], "")
    revision = desk.store.revision("lake-council-orvana")
    data = {"token": tokens[1], "revision": str(revision), "author": "b", "action": "confirm"}
    assert one.post(place, data=data).status_code == 403  # another visitor's token
    assert two.post(place, data=data).status_code == 200
    assert f"revision {revision + 1}" in one.get(place).text  # a new revision is a new page


def test_a_page_is_made_once_for_a_revision(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    members = overview.members

    def counted(*args: Any) -> Any:
        made.append("x")
        return members(*args)

    monkeypatch.setitem(overview.PAGES, "/d/{dossier}/members", counted)
    client = TestClient(create_app(Library(desk.store), hosts=("testserver",)))
    answers = [client.get(f"{D}/members{AS_OF}") for _ in range(3)]
    assert len({answer.text for answer in answers}) == 1
    assert len(made) == 1
    assert client.get(f"{D}/members.csv{AS_OF}").headers["content-disposition"]
    assert client.get(f"{D}/members.csv{AS_OF}").headers["content-disposition"]
    edits.confirm(desk.store, "lake-council-orvana", desk.coding, author="ada")
    client.get(f"{D}/members{AS_OF}")
    assert len(made) == 3


def test_users_do_not_share_pages(desk: Desk) -> None:
    access = Access(proxy=Proxy("x-user", ("testclient",), ("ada",)))
    client = TestClient(create_app(Library(desk.store), hosts=("testserver",), access=access))
    place = f"{D}/evidence/{desk.coding}"
    assert 'name="action"' in client.get(place, headers={"x-user": "ada"}).text
    assert 'name="action"' not in client.get(place, headers={"x-user": "rob"}).text
    assert client.get(place).status_code == 403


def test_what_is_kept_is_bounded(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "KEPT_BYTES", 60_000)
    client = TestClient(create_app(Library(desk.store), hosts=("testserver",)))
    for number in range(12):
        assert client.get(f"{D}{AS_OF}&n={number}").status_code == 200
    assert client.get(f"{D}{AS_OF}&n=0").status_code == 200
