"""Accounts: passwords, sessions, roles, throttling; the proxy's header; who is let in."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import argon2
import pytest
from starlette.testclient import TestClient

from tests.web.conftest import WORD, Desk, log_in
from tests.web.test_edits import form_of
from whipcount.errors import AccountError
from whipcount.web.accounts import IDLE_SECONDS, SESSION_SECONDS, Accounts, Role, User

D = "/d/lake-council-orvana"


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


def test_the_file_of_accounts_is_its_own(people: Accounts) -> None:
    with sqlite3.connect(people.place) as connection:
        names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    connection.close()
    assert names == {"account", "session"}
