"""Links that end: what they open, what they do not, that the file keeps nothing that opens; charts framed by few."""

from __future__ import annotations

import html
import re
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from tests.web.conftest import EVIL, Desk
from tests.web.html import WebPage
from tests.web.test_edits import form_of
from whipcount.dossiers import edits
from whipcount.errors import InputError
from whipcount.positions.stance.stance import Stance
from whipcount.web.accounts import Accounts, Role
from whipcount.web.app import create_app
from whipcount.web.library import Library
from whipcount.web.links import LONGEST, Links
from whipcount.web.middleware.gate import Access
from whipcount.web.sharing import embedding_origins

LAKE = "lake-council-orvana"
D = f"/d/{LAKE}"


@pytest.fixture
def links(tmp_path: Path) -> Links:
    return Links(tmp_path / "desk.links")


@pytest.fixture
def shared(desk: Desk, links: Links) -> Iterator[TestClient]:
    """The same store behind accounts: who has none sees only what a link opens."""
    accounts = Accounts(links.place.with_name("people.db"), create=True)
    accounts.add("ada", "correct horse battery", Role.EDITOR)
    library = Library(desk.store, patience=300.0)
    app = create_app(
        library, hosts=("testserver",), access=Access(accounts=accounts), links=links,
        embed=("https://intranet.example",),
    )  # fmt: skip
    with TestClient(app, follow_redirects=False) as client:
        yield client
    library.close()


def test_a_link_opens_one_brief_and_nothing_else(shared: TestClient, links: Links) -> None:
    token = links.make(LAKE, now=time.time(), seconds=60.0)
    answer = shared.get(f"/s/{token}")
    assert answer.status_code == 200
    assert "Orvana" in answer.text
    assert answer.headers["cache-control"] == "private, no-store"
    assert answer.headers["x-frame-options"] == "DENY"
    assert token not in answer.text
    for place in ("/", D, f"{D}/members", f"{D}/share", "/new", f"{D}/charts/board.svg"):
        assert shared.get(place).status_code == 303  # to the login page
    assert shared.get(f"{D}.json").status_code == 401
    assert shared.post(f"/s/{token}").status_code == 405


def test_what_is_no_link_opens_nothing(shared: TestClient, links: Links) -> None:
    token = links.make(LAKE, now=time.time(), seconds=60.0)
    other = links.make("sweden-accession", now=time.time(), seconds=60.0)
    key, secret, signature = token.split(".")
    mixed = ".".join((key, secret, other.split(".")[2]))
    for bad in (
        "x",
        token[:-1],
        token + "x",
        mixed,
        f"{key}.{secret[::-1]}.{signature}",
        f"{'0' * 16}.{secret}.{signature}",
    ):
        answer = shared.get(f"/s/{bad}")
        assert (answer.status_code, answer.text.split(":")[0]) == (404, "This link opens nothing")
    ended = links.make(LAKE, now=time.time() - 100, seconds=60.0)
    assert shared.get(f"/s/{ended}").status_code == 404
    assert links.revoke(key)
    assert shared.get(f"/s/{token}").status_code == 404


def test_the_file_keeps_nothing_that_opens_and_no_row_can_be_altered(links: Links) -> None:
    token = links.make(LAKE, now=0.0, seconds=60.0, author="Ada", note=EVIL)
    raw = links.place.read_bytes()
    for part in token.split(".")[1:]:
        assert part.encode() not in raw
    assert links.place.stat().st_mode & 0o777 == 0o600
    with sqlite3.connect(links.place) as base:  # somebody who can write to the file moves the end, or the dossier
        base.execute("UPDATE link SET ends = 1e12")
    assert links.find(token, 1.0) is None
    with sqlite3.connect(links.place) as base:
        base.execute("UPDATE link SET ends = 60.0, dossier = 'other'")
    assert links.find(token, 1.0) is None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])  # what is found nowhere changes nothing
@given(text=st.text(max_size=120))
def test_no_text_is_a_link(links: Links, text: str) -> None:
    assert links.find(text, 0.0) is None


def test_a_link_holds_for_a_bounded_time_and_there_are_not_too_many(
    links: Links, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("whipcount.web.links.MOST", 20)
    for seconds in (0.0, -1.0, LONGEST + 1, float("nan")):
        with pytest.raises(InputError, match="a link for"):
            links.make(LAKE, now=0.0, seconds=seconds)
    for _ in range(20):
        links.make(LAKE, now=0.0, seconds=10.0)
    with pytest.raises(InputError, match="hold already"):
        links.make(LAKE, now=1.0, seconds=10.0)
    links.make(LAKE, now=20.0, seconds=10.0)  # those that ended make room
    assert len(links.list(21.0)) == 1


def test_a_frozen_link_shows_what_was_known(desk: Desk, shared: TestClient, links: Links) -> None:
    moment = desk.store.now()
    frozen = links.make(LAKE, now=time.time(), seconds=60.0, known_by=moment.isoformat())
    moving = links.make(LAKE, now=time.time(), seconds=60.0)
    edits.correct(desk.store, LAKE, desk.coding, stance=Stance.YES, reason="read again")
    rows = [shared.get(f"/s/{token}/charts/board.json").json() for token in (frozen, moving)]
    told = [next(row["label"] for row in table if row["id"] == "FERROW-BAY") for table in rows]
    assert told == ["against", "for"]


def test_a_chart_is_framed_by_the_origins_that_were_named(shared: TestClient, links: Links) -> None:
    token = links.make(LAKE, now=time.time(), seconds=60.0)
    answer = shared.get(f"/s/{token}/charts/board")
    assert answer.status_code == 200
    assert "frame-ancestors https://intranet.example" in answer.headers["content-security-policy"]
    assert "x-frame-options" not in answer.headers
    assert "<svg" in answer.text
    assert "<script" not in answer.text
    for ending in ("svg", "csv", "xlsx", "json"):
        file = shared.get(f"/s/{token}/charts/board.{ending}")
        assert file.status_code == 200
        assert file.headers["x-frame-options"] == "DENY"
    assert shared.get(f"/s/{token}/charts/nothing").status_code == 404
    assert shared.get(f"/s/{token}/charts/board.exe").status_code == 404


@pytest.mark.parametrize(
    "text", ["*", "intranet", "https://a b", "https://a/path", "javascript:x", "https://a;b", "https://u@a"]
)
def test_what_is_no_origin_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="no origin"):
        embedding_origins([text])


def test_links_are_made_and_revoked_on_the_page(desk: Desk, links: Links) -> None:
    library = Library(desk.store, patience=300.0)
    with TestClient(create_app(library, hosts=("testserver",), links=links)) as client:
        own = Desk(client, desk.store, desk.report, desk.statement, desk.coding)
        form = {key: value for key, value in form_of(own, f"{D}/enter").items() if key in ("token", "author")}
        page = client.get(f"{D}/share").text
        WebPage(page).check()
        answer = client.post(f"{D}/share", data={**form, "do": "make", "days": "3", "note": EVIL})
        WebPage(answer.text).check()
        found = re.search(r'value="http://testserver(/s/[^"]+)"', answer.text)
        assert found
        place = html.unescape(found[1])
        assert client.get(place).status_code == 200
        assert place not in client.get(f"{D}/share").text
        (link,) = links.list(time.time(), LAKE)
        assert link.author == "Ada"
        assert [row["link"] for row in client.get(f"{D}/share.json").json()] == [link.id]
        assert client.get(f"{D}/share.csv").text.startswith("link,ends,made")
        for bad in ({"days": "0"}, {"days": "x"}, {"days": "9999"}, {"token": "0"}):
            assert client.post(f"{D}/share", data={**form, "do": "make", "days": "3", **bad}).status_code in (400, 403)
        client.post(f"{D}/share", data={**form, "do": "revoke", "link": link.id})
        assert client.get(place).status_code == 404
    library.close()
