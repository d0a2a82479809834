"""Accounts: passwords, sessions, roles, throttling; the proxy's header; who is let in."""

from __future__ import annotations

import re
import sqlite3
import time
from pathlib import Path

import argon2
import pytest
from starlette.testclient import TestClient

from tests.web.conftest import Desk
from tests.web.test_edits import form_of
from whipcount.errors import AccountError
from whipcount.web.accounts import IDLE_SECONDS, SESSION_SECONDS, Accounts, Role, User
from whipcount.web.app import create_app
from whipcount.web.library import Library
from whipcount.web.login import MOST_FOR_NAME, Throttle, _inside
from whipcount.web.middleware.gate import SESSION, Access, Proxy

D = "/d/lake-council-orvana"
WORD = "correct horse battery"


@pytest.fixture
def people(tmp_path: Path) -> Accounts:
    accounts = Accounts(tmp_path / "people.db", create=True)
    accounts.add("ada", WORD, Role.EDITOR)
    accounts.add("rob", WORD, Role.READER)
    return accounts


@pytest.fixture
def guarded(desk: Desk, people: Accounts) -> TestClient:
    return TestClient(create_app(Library(desk.store), hosts=("testserver",), access=Access(accounts=people)))


def log_in(client: TestClient, name: str, password: str = WORD, place: str = "/") -> int:
    page = client.get("/login").text
    found = re.search(r'name="token" value="([0-9a-f]+)"', page)
    assert found
    data = {"name": name, "password": password, "token": found.group(1), "next": place}
    answer = client.post("/login", data=data, follow_redirects=False)
    return answer.status_code


def test_the_file_keeps_neither_passwords_nor_tokens(people: Accounts) -> None:
    token = people.begin("ada", 0.0)
    raw = people.place.read_bytes()
    assert WORD.encode() not in raw
    assert token.encode() not in raw
    assert b"$argon2id$" in raw
    assert people.place.stat().st_mode & 0o077 == 0


def test_a_password_costs_who_guesses_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the least that RFC 9106 recommends where memory is scarce: 64 MiB, three passes, four lanes."""
    monkeypatch.setattr("whipcount.web.accounts.PasswordHasher", argon2.PasswordHasher)
    accounts = Accounts(tmp_path / "dear.db", create=True)
    accounts.add("ada", WORD, Role.EDITOR)
    assert accounts.check("ada", WORD) == User("ada", Role.EDITOR)
    assert b"$argon2id$v=19$m=65536,t=3,p=4$" in accounts.place.read_bytes()


def test_sessions_end_by_time_by_logout_by_a_new_password_and_with_the_account(people: Accounts) -> None:
    ada = User("ada", Role.EDITOR)
    one, two = people.begin("ada", 0.0), people.begin("ada", 0.0)
    for now in range(0, SESSION_SECONDS, IDLE_SECONDS - 1):
        assert people.user(one, float(now)) == people.user(two, float(now)) == ada
    assert people.user(one, SESSION_SECONDS + 1.0) is None
    one, two = people.begin("ada", 0.0), people.begin("ada", 0.0)
    assert people.user(one, IDLE_SECONDS + 1.0) is None  # nobody used it
    people.end(one)
    assert (people.user(one, 1.0), people.user(two, 1.0)) == (None, ada)
    people.set_password("ada", "another good one")
    assert people.user(two, 1.0) is None
    assert people.check("ada", WORD) is None
    assert people.check("ada", "another good one") == ada
    three = people.begin("ada", 0.0)
    people.remove("ada")
    assert people.user(three, 1.0) is None


def test_an_unknown_name_is_checked_against_a_hash_too(people: Accounts, monkeypatch: pytest.MonkeyPatch) -> None:
    checked: list[str] = []
    verify = type(people._hasher).verify

    def seen(self: object, hashed: str, password: str) -> bool:
        checked.append(hashed)
        return verify(people._hasher, hashed, password)

    monkeypatch.setattr(type(people._hasher), "verify", seen)
    assert people.check("nobody", WORD) is None
    assert len(checked) == 1
    assert checked[0].startswith("$argon2id$")


@pytest.mark.parametrize(
    ("name", "word"), [("ada", WORD), ("a b", WORD), ("", WORD), ("eve", "short"), ("eve", "x" * 201)]
)
def test_accounts_that_cannot_be_added_say_why(people: Accounts, name: str, word: str) -> None:
    with pytest.raises(AccountError):
        people.add(name, word, Role.READER)


def test_a_file_that_is_none_of_accounts_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AccountError, match="no such file"):
        Accounts(tmp_path / "none.db")
    (tmp_path / "text.db").write_text("hello " * 200)
    with pytest.raises(AccountError, match="not a file of accounts"):
        Accounts(tmp_path / "text.db")


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


def test_an_editor_logs_in_and_edits_are_signed_with_the_account(guarded: TestClient, desk: Desk) -> None:
    assert log_in(guarded, "ada") == 303
    place = f"{D}/evidence/{desk.coding}"
    page = guarded.get(place).text
    assert "ada" in page
    assert 'name="author"' not in page
    mine = Desk(guarded, desk.store, desk.report, desk.statement, desk.coding)
    data = {**form_of(mine, place), "action": "confirm", "author": "somebody else"}
    assert guarded.post(place, data=data).status_code == 200
    assert desk.store.changes("lake-council-orvana")[-1].author == "ada"


def test_a_reader_reads_and_cannot_write(guarded: TestClient, desk: Desk) -> None:
    assert log_in(guarded, "rob") == 303
    place = f"{D}/evidence/{desk.coding}"
    page = guarded.get(place)
    assert page.status_code == 200
    assert 'name="action"' not in page.text
    token = re.search(r'name="token" value="([0-9a-f]+)"', page.text)  # of the form that logs out
    assert token
    revision = desk.store.revision("lake-council-orvana")
    for where in (place, f"{D}/reports"):
        data = {"token": token.group(1), "action": "reject", "reason": "x", "text": "Some words of a report."}
        answer = guarded.post(where, data=data)
        assert answer.status_code == 403
        assert "may read, not edit" in answer.text
    assert desk.store.revision("lake-council-orvana") == revision


def test_wrong_passwords_and_unknown_names_get_the_same_answer_and_are_throttled(guarded: TestClient) -> None:
    answers = []
    for name in ("ada", "nobody"):
        codes = [log_in(guarded, name, "a wrong password") for _ in range(MOST_FOR_NAME + 1)]
        assert codes == [403] * MOST_FOR_NAME + [429]
        answers.append(codes)
    assert log_in(guarded, "ada") == 429  # the right password does not help while it is throttled


def test_failures_are_forgotten_after_the_window() -> None:
    throttle = Throttle()
    for _ in range(3):
        assert throttle.enter([("x", 3)], 100.0) == 0
    assert throttle.enter([("x", 3)], 101.0) > 0
    assert throttle.enter([("y", 3)], 101.0) == 0
    assert throttle.enter([("x", 3)], 100.0 + 15 * 60 + 1) == 0


def test_logging_out_ends_the_session(guarded: TestClient, people: Accounts) -> None:
    log_in(guarded, "ada")
    token = guarded.cookies[SESSION]
    form = re.search(r'name="token" value="([0-9a-f]+)"', guarded.get("/").text)
    assert form
    guarded.post("/logout", data={"token": "0"})
    assert people.user(token, time.time()) is not None  # a forged form logs nobody out
    guarded.post("/logout", data={"token": form.group(1)})
    assert people.user(token, time.time()) is None
    assert guarded.get(D, follow_redirects=False).status_code == 303


@pytest.mark.parametrize("https", [False, True])
def test_cookies_are_kept_from_scripts_and_other_sites(desk: Desk, people: Accounts, https: bool) -> None:
    app = create_app(Library(desk.store), hosts=("testserver",), access=Access(accounts=people))
    client = TestClient(app, base_url=f"http{'s' if https else ''}://testserver")
    page = client.get("/login")
    form = re.search(r'name="token" value="([0-9a-f]+)"', page.text)
    assert form
    data = {"name": "ada", "password": WORD, "token": form.group(1)}
    answer = client.post("/login", data=data, follow_redirects=False)
    for cookie in (page.headers["set-cookie"], answer.headers["set-cookie"]):
        assert "httponly" in cookie.lower()
        assert re.search("samesite=(lax|strict)", cookie.lower())
        assert ("secure" in cookie.lower()) is https


@pytest.mark.parametrize(
    "place", ["//evil.example", "https://evil.example", "/\\evil.example", "/a\nb", "x", "/" * 2000]
)
def test_after_the_login_nobody_is_sent_elsewhere(place: str) -> None:
    assert _inside(place) == "/"


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


def test_the_file_of_accounts_is_its_own(people: Accounts) -> None:
    with sqlite3.connect(people.place) as connection:
        names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    connection.close()
    assert names == {"account", "session"}
