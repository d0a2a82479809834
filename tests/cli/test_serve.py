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
