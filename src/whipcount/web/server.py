"""The HTTP server beneath the dashboard: it waits for nobody without end, and it ends soon when it is told to."""

from __future__ import annotations

import asyncio
import gc
import os
import threading
from types import FrameType
from typing import Any

import h11
import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_SECONDS = 10.0  # to send the first lines of a request in
END_SECONDS = 8.0  # from being told to end to having ended, whatever is still being computed
_DRAIN_SECONDS = 3  # of these, for answers that are on their way


class PatientProtocol(H11Protocol):
    """HTTP/1.1 with a clock: who opens a connection and does not say what for is let go."""

    _waiting: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        """Begin to wait for a request."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Take what came; go on waiting where it is no whole head yet."""
        super().data_received(data)
        if self.conn.their_state is h11.IDLE:
            self._wait()
        elif self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None

    def connection_lost(self, exc: Exception | None) -> None:
        """Nobody is waited for any more."""
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None
        super().connection_lost(exc)

    def _wait(self) -> None:
        if self._waiting is None:
            self._waiting = self.loop.call_later(HEAD_SECONDS, self._too_late)

    def _too_late(self) -> None:
        self._waiting = None
        if self.conn.their_state is h11.IDLE and not self.transport.is_closing():
            self.transport.close()


class EndingServer(uvicorn.Server):
    """A server that has ended some seconds after it was told to: a store bears it, since it bears a power cut."""

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Begin to end."""
        super().handle_exit(sig, frame)
        last = threading.Timer(END_SECONDS, os._exit, (0,))
        last.daemon = True
        last.start()


def collect_seldom() -> None:
    """Look for unreachable circles of objects less often: a dossier's many live ones were walked again and again.

    For the process that serves: reading 50,000 statements, and each view after an edit, took a fifth less for it.
    """
    gc.set_threshold(20_000, 20, 50)


def server_of(app: ASGIApp) -> EndingServer:
    """The server of an application, not yet running.

    The client's address is the one that connects: a header that anybody may send never changes it here.
    """
    return EndingServer(
        uvicorn.Config(
            app, log_level="warning", server_header=False, proxy_headers=False, http=PatientProtocol, ws="none",
            timeout_keep_alive=10, timeout_graceful_shutdown=_DRAIN_SECONDS, limit_concurrency=500,
        )
    )  # fmt: skip
