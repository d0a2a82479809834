"""A real server in a process of its own, on a store that outlives it."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

QUICK = "from whipcount.web import server; server.HEAD_SECONDS = {}; from whipcount.cli import main; main()"


class Server:
    """The process and a way to talk to it; ``head_seconds``: how long it waits for a request's first lines."""

    def __init__(self, place: Path, head_seconds: float | None = None) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        program = ["-m", "whipcount"] if head_seconds is None else ["-c", QUICK.format(head_seconds)]
        command = [sys.executable, *program, "serve", "--store", str(place), "--port", str(self.port)]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
        self.process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)

    def wait(self) -> None:
        """Until it answers."""
        until = time.monotonic() + 120
        while time.monotonic() < until:  # a bare connection: making a client costs more than the server's start
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=10).close()
            except OSError:
                assert self.process.poll() is None, "the server ended"
                time.sleep(0.1)
            else:
                assert httpx.get(f"{self.url}/static/keys.js", timeout=60).status_code == 200
                return
        raise AssertionError("the server does not answer")

    def kill(self) -> None:
        """At once, without a chance to tidy up."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


@contextmanager
def serving(place: Path, head_seconds: float | None = None) -> Iterator[Server]:
    server = Server(place, head_seconds)
    try:
        server.wait()
        yield server
    finally:
        if server.process.poll() is None:
            server.kill()


class Editor:
    """One person at one browser."""

    def __init__(self, server: Server, name: str) -> None:
        self.client = httpx.Client(base_url=server.url, timeout=120.0, follow_redirects=False)
        self.name = name

    def form(self, place: str) -> dict[str, str]:
        """The hidden fields of a page's forms; waits while the page is being computed."""
        for _ in range(200):
            page = self.client.get(place)
            if page.status_code != 503:
                break
            time.sleep(0.2)
        assert page.status_code == 200, page.status_code
        fields = {}
        for field in ("token", "revision"):
            found = re.search(rf'name="{field}" value="([0-9a-f]+)"', page.text)
            assert found
            fields[field] = found.group(1)
        return {**fields, "author": self.name}

    def close(self) -> None:
        """Close the browser."""
        self.client.close()

    def __enter__(self) -> Editor:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def post(self, place: str, data: dict[str, str]) -> int:
        """The status of a post."""
        return self.client.post(place, data=data).status_code
