"""Logging in and out: throttled by name and address, told alike, logged in one line, and nobody sent elsewhere."""

from __future__ import annotations

import logging
import re
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from starlette.testclient import TestClient

from tests.web.conftest import WORD, Desk, log_in
from whipcount.web.accounts import Accounts
from whipcount.web.app import create_app
from whipcount.web.library import Library
from whipcount.web.login import MOST_FOR_NAME, Throttle, _inside
from whipcount.web.middleware.gate import SESSION, Access

D = "/d/lake-council-orvana"


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


def test_guesses_in_parallel_are_counted_before_they_are_checked(
    guarded: TestClient, people: Accounts, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:  # fmt: skip
    checked: list[str] = []
    monkeypatch.setattr(people, "check", lambda name, password: checked.append(password))
    form = re.search(r'name="token" value="([0-9a-f]+)"', guarded.get("/login").text)
    assert form
    token = form.group(1)

    def guess(number: int) -> int:
        data = {"name": "ada", "password": f"guess number {number}", "token": token}
        return guarded.post("/login", data=data, follow_redirects=False).status_code

    with ThreadPoolExecutor(12) as pool, caplog.at_level(logging.WARNING, "whipcount.login"):
        codes = list(pool.map(guess, range(24)))
    assert len(checked) == MOST_FOR_NAME
    assert codes.count(403) == MOST_FOR_NAME
    assert codes.count(429) == 24 - MOST_FOR_NAME
    assert len(caplog.records) == 24


def test_a_log_line_cannot_be_broken_or_coloured(guarded: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "whipcount.login"):
        log_in(guarded, "ada\nlogin ok: \x1b[31mroot", "a wrong password")
    assert "\x1b" not in caplog.text
    assert len(caplog.records) == 1
    assert "\n" not in caplog.records[0].getMessage()


def test_behind_a_proxy_a_stranger_locks_out_nobody_else(desk: Desk, people: Accounts) -> None:
    access = Access(accounts=people, trusted=("testclient",))
    client = TestClient(create_app(Library(desk.store), hosts=("testserver",), access=access))

    def at(address: str, password: str) -> int:
        client.headers["x-forwarded-for"] = address
        return log_in(client, "ada", password)

    for _ in range(MOST_FOR_NAME + 1):
        last = at("192.0.2.66", "a wrong password")
    assert last == 429
    assert at("192.0.2.7", WORD) == 303
    assert at("192.0.2.7, 192.0.2.66", WORD) == 429  # what the proxy itself saw counts, not what it was told
    far = TestClient(create_app(Library(desk.store), hosts=("testserver",), access=Access(accounts=people)))
    for number in range(MOST_FOR_NAME + 1):
        far.headers["x-forwarded-for"] = f"192.0.2.{number}"  # from nobody who is trusted: it changes nothing
        last = log_in(far, "rob", "a wrong password")
    assert last == 429
