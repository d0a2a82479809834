"""Alerts over real HTTP: told once, kept over a restart, tried again, sent nowhere but where the operator said."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import logging
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from starlette.testclient import TestClient

from tests.web.conftest import Desk
from whipcount.dossiers import edits
from whipcount.errors import InputError
from whipcount.positions.stance.stance import Stance
from whipcount.web.alerts import TRIES, Alerts, Number, Target
from whipcount.web.app import create_app
from whipcount.web.library import Library
from whipcount.web.webhook import key_in

LAKE = "lake-council-orvana"


class Receiver:
    """A server on loopback that keeps what is posted to it and answers with the codes it is given (200 by default)."""

    def __init__(self) -> None:
        self.got: list[dict[str, Any]] = []
        self.paths: list[str] = []
        self.signed: list[tuple[dict[str, str], bytes]] = []
        self.codes: list[int] = []
        self.url = ""


@contextmanager
def receiving() -> Iterator[Receiver]:
    receiver = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            receiver.signed.append(({name.lower(): value for name, value in self.headers.items()}, body))
            receiver.paths.append(self.path)
            code = receiver.codes.pop(0) if receiver.codes else 200
            if code == 200 and self.headers["content-type"] == "application/json":
                receiver.got.append(json.loads(body))
            self.send_response(code)
            if code == 302:
                self.send_header("location", f"{receiver.url}/elsewhere")
            self.send_header("content-length", "0")
            self.end_headers()

        def do_GET(self) -> None:
            receiver.paths.append(f"GET {self.path}")
            self.send_response(200)
            self.end_headers()

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    receiver.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def hook() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver


def alerts_of(desk: Desk, url: str, tmp_path: Path, threshold: float = 0.05) -> Alerts:
    library = Library(desk.store, patience=60.0)
    return Alerts(library, Target(f"{url}/hook?key=1", threshold, "http://desk.example"), tmp_path / "alerts.db")


def turn(desk: Desk, stance: Stance) -> None:
    """Another word of Ferrow Bay's, which moves the count."""
    edits.correct(desk.store, LAKE, desk.coding, stance=stance, reason="read again", author="ada")


def test_a_move_is_told_once_with_its_cause(desk: Desk, hook: Receiver, tmp_path: Path) -> None:
    alerts = alerts_of(desk, hook.url, tmp_path)
    alerts.look()
    assert alerts.send()
    assert not hook.got  # what it is at first is where moves are counted from
    before = desk.store.revision(LAKE)
    turn(desk, Stance.YES)
    for _ in range(3):
        alerts.look()
        assert alerts.send()
    (got,) = hook.got
    (edit,) = desk.store.evidence(LAKE, withdraws=desk.coding)
    assert hook.paths == ["/hook?key=1"]
    assert (got["dossier"], got["old"]["revision"], got["new"]["revision"]) == (LAKE, before, before + 1)
    assert got["new"]["agreed"] == got["old"]["agreed"] + 1
    assert got["cause"] == [edit.id]
    assert got["changes"][0]["author"] == "ada"
    assert got["link"] == f"http://desk.example/d/{LAKE}"


def test_what_moves_nothing_is_not_told(desk: Desk, hook: Receiver, tmp_path: Path) -> None:
    alerts = alerts_of(desk, hook.url, tmp_path)
    alerts.look()
    edits.confirm(desk.store, LAKE, desk.coding, author="ada")
    alerts.look()
    assert alerts.send()
    assert not hook.got


def test_an_alert_survives_a_restart_and_a_receiver_that_is_away(desk: Desk, tmp_path: Path) -> None:
    with receiving() as away:
        pass  # its address answers no more
    alerts = alerts_of(desk, away.url, tmp_path)
    alerts.look()
    turn(desk, Stance.YES)
    alerts.look()
    assert not alerts.send()
    with receiving() as back:
        again = alerts_of(desk, back.url, tmp_path)  # another server on the same file
        again.look()
        assert again.send()
        assert [got["new"]["agreed"] for got in back.got] == [back.got[0]["old"]["agreed"] + 1]


def test_what_moved_while_the_server_was_down_is_told_when_it_is_back(
    desk: Desk, hook: Receiver, tmp_path: Path
) -> None:
    alerts_of(desk, hook.url, tmp_path).look()
    turn(desk, Stance.YES)
    again = alerts_of(desk, hook.url, tmp_path)
    again.look()
    assert again.send()
    assert len(hook.got) == 1


@pytest.mark.parametrize("code", [302, 404, 500])
def test_refusals_and_redirects_are_tried_again_and_followed_nowhere(
    desk: Desk, hook: Receiver, tmp_path: Path, code: int
) -> None:
    alerts = alerts_of(desk, hook.url, tmp_path)
    alerts.look()
    turn(desk, Stance.YES)
    alerts.look()
    hook.codes = [code]
    assert not alerts.send()
    assert alerts.send()
    assert len(hook.got) == 1
    assert set(hook.paths) == {"/hook?key=1"}


def test_tries_are_bounded(desk: Desk, hook: Receiver, tmp_path: Path) -> None:
    alerts = alerts_of(desk, hook.url, tmp_path)
    alerts.look()
    turn(desk, Stance.YES)
    alerts.look()
    hook.codes = [500] * (TRIES + 5)
    tries = 0
    while not alerts.send():
        tries += 1
    assert tries == TRIES - 1
    assert len(hook.paths) == TRIES


def test_the_thread_tells_of_its_own(desk: Desk, hook: Receiver, tmp_path: Path) -> None:
    alerts = alerts_of(desk, hook.url, tmp_path)
    alerts.every = 0.05
    alerts.look()
    turn(desk, Stance.YES)
    alerts.start()
    for _ in range(600):
        if hook.got:
            break
        threading.Event().wait(0.05)
    alerts.close()
    assert len(hook.got) == 1


def test_slow_drift_adds_up() -> None:
    told = Number(0.40, 3)
    assert [Number(p, 3).moved(told, 0.05) for p in (0.42, 0.44, 0.45)] == [False, False, True]
    assert Number(None, 3).moved(told, 0.05)
    assert Number(0.40, 4).moved(told, 0.05)


@pytest.mark.parametrize(
    ("url", "threshold"),
    [("ftp://a.example", 0.05), ("a.example", 0.05), ("http://u:p@a.example", 0.05), ("http://a.example", 0.0)],
)
def test_only_an_operators_address_of_http_will_do(url: str, threshold: float) -> None:
    with pytest.raises(InputError):
        Target(url, threshold)


def test_each_try_is_signed_and_a_receiver_finds_what_was_altered(desk: Desk, hook: Receiver, tmp_path: Path) -> None:
    alerts = alerts_of(desk, hook.url, tmp_path)
    alerts.look()
    turn(desk, Stance.YES)
    alerts.look()
    hook.codes = [500]
    assert not alerts.send()
    assert alerts.send()
    key = base64.b64decode((tmp_path / "alerts.db.key").read_text().strip().removeprefix("whsec_"))
    assert (tmp_path / "alerts.db.key").stat().st_mode & 0o777 == 0o600

    def right(headers: dict[str, str], body: bytes) -> bool:  # as a receiver checks it
        signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
        wanted = "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
        return hmac.compare_digest(wanted, headers["webhook-signature"])

    (first, body), (second, again) = hook.signed
    assert right(first, body)
    assert right(second, again)
    assert first["webhook-id"] == second["webhook-id"]  # the same message, so that it is taken once
    assert abs(int(second["webhook-timestamp"]) - time.time()) < 300
    assert not right(first, body.replace(b"ada", b"eve"))
    assert not right({**first, "webhook-timestamp": "1"}, body)


def test_the_key_stays_the_same_and_must_be_its_owners_alone(tmp_path: Path) -> None:
    place = tmp_path / "alerts.key"
    key = key_in(place)
    assert key_in(place) == key
    assert key != key_in(tmp_path / "other.key")
    place.chmod(0o644)
    with pytest.raises(InputError, match="others can read"):
        key_in(place)
    for odd in (b"", b"short", b"whsec_####", b"\xff\xfe", b"whsec_" + base64.b64encode(b"x" * 10), b"a" * 5000):
        place.write_bytes(odd)
        place.chmod(0o600)
        with pytest.raises(InputError, match="no key"):
            key_in(place)
    with pytest.raises(InputError, match="no key can be kept"):
        key_in(tmp_path / "nowhere" / "alerts.key")


@pytest.mark.parametrize(
    "error",
    [RuntimeError("a bug"), MemoryError(), sqlite3.OperationalError("disk full"), OSError(28, "full"), KeyError(1)],
)
def test_any_error_of_one_dossier_is_told_once_and_the_others_go_on(
    desk: Desk,
    hook: Receiver,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
) -> None:
    alerts = alerts_of(desk, hook.url, tmp_path)
    alerts.look()
    look = alerts._look

    def broken(dossier_id: str) -> None:
        if dossier_id != LAKE:
            raise error
        look(dossier_id)

    monkeypatch.setattr(alerts, "_look", broken)
    turn(desk, Stance.YES)
    with caplog.at_level(logging.WARNING, "whipcount.alerts"):
        for _ in range(3):
            alerts.look()
            alerts.send()
    assert len(hook.got) == 1
    told = [record.getMessage() for record in caplog.records]
    assert len(told) == 1
    assert type(error).__name__ in told[0]
    assert "sweden" in told[0]


@pytest.mark.parametrize("broken", ["look", "send"])
def test_the_thread_survives_any_error_says_it_and_goes_on(
    desk: Desk,
    hook: Receiver,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
    broken: str,
) -> None:
    alerts = alerts_of(desk, hook.url, tmp_path)
    alerts.every = 0.02
    alerts.look()
    turn(desk, Stance.YES)
    whole, times = getattr(alerts, broken), []

    def fails() -> object:
        times.append(1)
        if len(times) < 4:
            raise RuntimeError(f"no luck\x1b[31m {len(times)}")
        return whole()

    monkeypatch.setattr(alerts, broken, fails)
    with caplog.at_level(logging.WARNING, "whipcount.alerts"):
        alerts.start()
        for _ in range(1200):
            if hook.got:
                break
            time.sleep(0.05)
        alerts.close()
    assert len(hook.got) == 1
    told = [record.getMessage() for record in caplog.records]
    assert len(told) == 3
    assert not any("\x1b" in text for text in told)


def test_a_message_that_is_given_up_is_told(
    desk: Desk, hook: Receiver, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    alerts = alerts_of(desk, hook.url, tmp_path)
    alerts.look()
    turn(desk, Stance.YES)
    alerts.look()
    hook.codes = [500] * TRIES
    with caplog.at_level(logging.WARNING, "whipcount.alerts"):
        while not alerts.send():
            pass
    told = [(record.levelname, record.getMessage()) for record in caplog.records]
    assert told[0] == ("WARNING", "the receiver: answered 500; tried again")
    assert told[-1][0] == "ERROR"
    assert "given up" in told[-1][1]
    assert len(told) == 2


def test_alerts_are_told_in_words_and_kept_for_the_feed(desk: Desk, tmp_path: Path) -> None:
    library = Library(desk.store, patience=300.0)
    with receiving() as receiver:
        alerts = Alerts(library, Target(receiver.url, form="text"), tmp_path / "alerts.db")
        silent = Alerts(library, Target(), tmp_path / "silent.db")
        for one in (alerts, silent):
            one.look()
        edits.correct(desk.store, LAKE, desk.coding, stance=Stance.YES, reason="read again")
        for one in (alerts, silent):
            one.look()
            assert one.send()
        ((headers, body),) = receiver.signed
    assert headers["content-type"].startswith("text/plain")
    line = body.decode()
    assert "Ferrow Bay now for (was against)" in line
    assert line.count("\n") == 1
    assert "\u202e" not in line
    kept = silent.kept(LAKE)
    assert [row["moved"][0]["member"] for row in kept] == ["FERROW-BAY"]
    app = create_app(library, hosts=("testserver",), alerts=silent)
    with TestClient(app) as client:
        assert "Ferrow Bay now for" in client.get(f"/d/{LAKE}/alerts.txt").text
        assert client.get(f"/d/{LAKE}/alerts.json").json()[0]["text"] == kept[0]["text"]
        feed = client.get(f"/d/{LAKE}/alerts.atom")
        assert feed.headers["content-type"].startswith("application/atom+xml")
        assert "Ferrow Bay: against, now for." in feed.text
        ElementTree.fromstring(feed.text)
        assert client.get(f"/d/{LAKE}/alerts.csv").text.startswith("at,revision,text,link")
    library.close()
