"""A real server: two lengths are refused, slow heads let go, and told to end it ends."""

from __future__ import annotations

import signal
import socket
import time
from pathlib import Path

import pytest

from tests.web.server import Server, serving
from whipcount.dossiers.file import load_dossier_file
from whipcount.dossiers.store import Store
from whipcount.web.server import END_SECONDS, HEAD_SECONDS

pytestmark = pytest.mark.slow
HEAD = 3.0
"""Seconds that the server of these tests waits for the first lines of a request, rather than HEAD_SECONDS."""


@pytest.fixture
def place(tmp_path: Path, root: Path) -> Path:
    with Store.open(tmp_path / "desk.db", create=True) as store:
        store.create(load_dossier_file(root / "examples" / "lake-council" / "dossier.yaml"))
    return tmp_path / "desk.db"


def told(server: Server, raw: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", server.port), timeout=HEAD_SECONDS + 10) as line:
        line.sendall(raw)
        answer = b""
        while part := line.recv(65536):
            answer += part
        return answer


def test_the_limits_hold_in_a_real_server(place: Path) -> None:
    with serving(place, HEAD) as server:
        head = b"POST /d/lake-council-orvana/reports HTTP/1.1\r\nHost: localhost\r\n"
        lengths = b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n"
        both = told(server, head + lengths + b"0\r\n\r\nGET / HTTP/1.1\r\n\r\n")
        assert both.startswith(b"HTTP/1.1 400 ")
        assert both.count(b"HTTP/1.1") == 1  # what was smuggled behind it is not answered
        for raw in (b"Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcd", b"Content-Length: -1\r\n\r\n",
                    b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n"):  # fmt: skip
            answer = told(server, head + raw)
            assert answer[9:10] == b"4" or answer[9:12] == b"501", answer[:100]
        assert told(server, head + b"Content-Length: 99999999\r\n\r\n").startswith(b"HTTP/1.1 413 ")
        begun = time.monotonic()
        assert told(server, b"GET / HTTP/1.1\r\nHost: loc") == b""
        assert HEAD - 1 < time.monotonic() - begun < HEAD + 5 < HEAD_SECONDS


def test_told_to_end_it_ends_while_somebody_still_waits(place: Path) -> None:
    with serving(place) as server, socket.create_connection(("127.0.0.1", server.port)) as line:
        line.sendall(b"POST /d/lake-council-orvana/reports HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nab")
        time.sleep(0.2)
        begun = time.monotonic()
        server.process.send_signal(signal.SIGTERM)
        server.process.wait(timeout=END_SECONDS + 10)
        assert time.monotonic() - begun < 10 + 2
