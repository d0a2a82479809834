"""`whipcount serve`: loopback only, and what it refuses; one real start over a socket."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from click.testing import CliRunner

from whipcount.cli.serve import command
from whipcount.errors import InputError


@pytest.mark.parametrize(
    "args", [[], ["--store", "x.db", "--host", "0.0.0.0"], ["--store", "x.db", "--host", "example.org"]]
)
def test_what_it_refuses(args: list[str]) -> None:
    result = CliRunner().invoke(command, args, standalone_mode=False)
    assert isinstance(result.exception, InputError)


@pytest.mark.slow
def test_it_serves_a_store_and_ends_when_told(tmp_path: Path, root: Path) -> None:
    from whipcount.dossiers.file import load_dossier_file
    from whipcount.dossiers.store import Store

    place = tmp_path / "desk.db"
    with Store.open(place, create=True) as store:
        store.create(load_dossier_file(root / "examples" / "ukraine-invitation" / "dossier.yaml"))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "whipcount", "serve", "--store", str(place), "--port", str(port)],
        stderr=subprocess.PIPE,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
    )
    try:
        text = ""
        for _ in range(150):
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=20) as answer:
                    text = answer.read().decode()
                break
            except OSError:
                time.sleep(0.2)
        assert re.search("Ukraine", text)
    finally:
        server.send_signal(signal.SIGINT)
        server.communicate(timeout=30)


def refusal(args: list[str]) -> str:
    result = CliRunner().invoke(command, args, standalone_mode=False)
    assert isinstance(result.exception, InputError)
    return str(result.exception)


def test_a_store_is_named_as_elsewhere(tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from whipcount.dossiers.file import load_dossier_file
    from whipcount.dossiers.store import Store

    place = tmp_path / "desk.db"
    assert "no such store" in refusal([str(place)])
    assert not place.exists()
    assert "more than one store" in refusal([str(place), "--store", "other.db"])
    assert "more than one store" in refusal([str(place), "sqlite:///other.db"])
    with Store.open(place, create=True) as store:
        store.create(load_dossier_file(root / "examples" / "ukraine-invitation" / "dossier.yaml"))
    served: list[tuple[str, int]] = []
    monkeypatch.setattr(
        "whipcount.cli.options.listening.run", lambda _app, sockets: served.append(sockets[0].getsockname())
    )
    result = CliRunner().invoke(command, [str(place), "--port", "0"], standalone_mode=False)
    assert result.exception is None
    assert served[0][1] > 0
    assert f"http://127.0.0.1:{served[0][1]}/" in result.stderr


def test_a_taken_port_is_one_error_before_any_work(tmp_path: Path) -> None:
    place = tmp_path / "new.db"
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        told = refusal(["--store", str(place), "--port", str(port)])
    assert told.startswith(f"127.0.0.1, port {port}: cannot be served on: Address already in use")
    assert not place.exists()
    other = refusal(["--store", str(place), "--host", "203.0.113.7", "--accounts", "x", "--name", "a.example"])
    assert "x" in other  # there is no such file of accounts
