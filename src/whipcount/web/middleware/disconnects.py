"""Requests whose client has gone: nothing more is computed for them."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable
from weakref import WeakKeyDictionary

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import Response

from whipcount.cancelling import Cancelled, cancellable

MOST_AT_ONCE = 120  # pages; most of them wait for a view
_limiters: WeakKeyDictionary[asyncio.AbstractEventLoop, CapacityLimiter] = WeakKeyDictionary()


def while_there(page: Callable[[Request], Response]) -> Callable[[Request], Awaitable[Response]]:
    """The page as an endpoint: made in a thread, and stopped at its next checkpoint once the client is gone."""

    async def serve(request: Request) -> Response:
        gone = threading.Event()

        def make() -> Response:
            with cancellable(gone.is_set):
                return page(request)

        listener = asyncio.create_task(_until_gone(request, gone))
        try:
            return await to_thread.run_sync(make, limiter=_limiter(asyncio.get_running_loop()))
        except Cancelled:
            return Response(status_code=503)  # nobody reads it
        finally:
            listener.cancel()

    return serve


async def _until_gone(request: Request, gone: threading.Event) -> None:
    while not gone.is_set():
        message = await request.receive()
        if message["type"] == "http.disconnect":
            gone.set()


def _limiter(loop: asyncio.AbstractEventLoop) -> CapacityLimiter:
    return _limiters.setdefault(loop, CapacityLimiter(MOST_AT_ONCE))
