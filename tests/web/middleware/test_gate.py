"""Who may come in: by session, by a trusted proxy's header, and whose word counts of where a request comes from."""

from __future__ import annotations

import pytest
from starlette.requests import Request
from starlette.testclient import TestClient

from tests.web.conftest import Desk
from whipcount.web.accounts import Role, User
from whipcount.web.app import create_app
from whipcount.web.library import Library
from whipcount.web.middleware.gate import Access, Proxy, from_trusted, may_edit, user_of

NEAR = "10.0.0.1"

D = "/d/lake-council-orvana"


def request(client: str | None = NEAR, **headers: str) -> Request:
    told = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    place = (client, 1) if client else None
    return Request(
        {"type": "http", "scheme": "http", "server": ("x", 80), "path": "/", "headers": told, "client": place}
    )


def test_strangers_see_the_login_page_and_nothing_else(guarded: TestClient, desk: Desk) -> None:
    for place in ("/", D, f"{D}/evidence/{desk.coding}"):
        answer = guarded.get(place, follow_redirects=False)
        assert answer.status_code == 303
        assert answer.headers["location"].startswith("/login?next=%2F")
    for place in ("/index.json", f"{D}.csv", f"{D}/feed.atom"):
        assert guarded.get(place).status_code == 401
    assert guarded.post(f"{D}/evidence/{desk.coding}", data={"action": "reject"}).status_code == 401
    assert "Orvana" not in guarded.get("/login").text
    assert guarded.get("/static/style.css").status_code == 200


def test_the_proxys_header_counts_from_the_proxy_alone(desk: Desk) -> None:
    def client(trusted: str) -> TestClient:
        access = Access(proxy=Proxy("x-user", (trusted,), ("ada",)))
        return TestClient(create_app(Library(desk.store), hosts=("testserver",), access=access))

    near, far = client("testclient"), client("10.0.0.1")
    assert far.get(D, headers={"x-user": "ada"}).status_code == 403
    assert near.get(D).status_code == 403
    assert near.get(D, headers=[("x-user", "ada"), ("x-user", "rob")]).status_code == 403
    place = f"{D}/evidence/{desk.coding}"
    assert 'name="action"' in near.get(place, headers={"x-user": "ada"}).text
    page = near.get(place, headers={"x-user": "rob"}).text
    assert "rob" in page
    assert 'name="action"' not in page


@pytest.mark.parametrize(
    ("client", "hops", "address"),
    [
        ("192.0.2.9", "198.51.100.1", "192.0.2.9"),  # a header from anybody else changes nothing
        (NEAR, "198.51.100.1", "198.51.100.1"),
        (NEAR, "198.51.100.1, 203.0.113.7", "203.0.113.7"),  # what the nearest proxy saw itself
        (NEAR, f"203.0.113.7, {NEAR}", "203.0.113.7"),  # a second proxy of ours behind the first
        (NEAR, "203.0.113.7, unknown", None),
        (NEAR, NEAR, None),
        (NEAR, "", None),
        (None, "", None),
    ],
)
def test_the_address_is_what_a_trusted_proxy_saw(client: str | None, hops: str, address: str | None) -> None:
    asked = request(client, **({"x_forwarded_for": hops} if hops else {}))
    assert Access(trusted=(NEAR,)).address(asked) == address


def test_https_is_told_by_a_trusted_proxy_alone() -> None:
    access = Access(trusted=(NEAR,))
    assert access.secure(request(x_forwarded_proto="https"))
    assert not access.secure(request(x_forwarded_proto="http"))
    assert not access.secure(request("192.0.2.9", x_forwarded_proto="https"))
    assert from_trusted(request(), (NEAR,))
    assert not from_trusted(request(None), (NEAR,))


def test_a_proxy_names_one_user_and_its_role() -> None:
    proxy = Proxy("x-user", (NEAR,), ("ada",))
    assert proxy.user(request(x_user=" ada ")) == User("ada", Role.EDITOR)
    assert proxy.user(request(x_user="rob")) == User("rob", Role.READER)
    assert proxy.user(request(x_user=" ")) is None
    assert proxy.user(request()) is None
    assert proxy.user(request("192.0.2.9", x_user="ada")) is None


def test_where_nobody_is_asked_everybody_edits() -> None:
    asked = request()
    assert Access().open
    assert (user_of(asked), may_edit(asked)) == (None, True)
    asked.state.user = User("rob", Role.READER)
    assert not may_edit(asked)
