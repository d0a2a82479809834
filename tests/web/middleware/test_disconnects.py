"""A client that goes away: what is computed for it stops, over a real socket."""

from __future__ import annotations

import http.client
import socket
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest

from tests.web.conftest import Desk
from tests.web.test_library import LAKE
from whipcount.cancelling import Cancelled, checkpoint
from whipcount.web import library as module
from whipcount.web.app import create_app
from whipcount.web.library import Library
from whipcount.web.server import server_of


@pytest.fixture
def port(desk: Desk) -> Iterator[int]:
    library = Library(desk.store, patience=60.0)
    server = server_of(create_app(library))
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
        thread.start()
        yield listening.getsockname()[1]
        server.should_exit = True
        thread.join(30)
        library.close()


def test_a_dropped_request_stops_computing(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, stopped = threading.Event(), threading.Event()
    analyse = module.analyse

    def endless(*args: Any, **kwargs: Any) -> Any:
        begun.set()
        try:
            while True:
                checkpoint()
                time.sleep(0.01)
        except Cancelled:
            stopped.set()
            raise

    monkeypatch.setattr(module, "analyse", endless)
    for attempt in range(100):  # until the server listens
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        try:
            connection.request("GET", f"/d/{LAKE}/members")
            break
        except OSError:
            assert attempt < 99
            time.sleep(0.1)
    assert begun.wait(30)
    assert not stopped.wait(1.5)  # longer than what goes on though nobody waits
    connection.close()
    assert stopped.wait(30)
    monkeypatch.setattr(module, "analyse", analyse)
    again = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    again.request("GET", f"/d/{LAKE}/members")
    assert again.getresponse().status == 200
    again.close()
