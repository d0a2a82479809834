"""Validators: a page that has not changed is not sent again. Each whole answer gets a weak ETag of its content.

The form's token is the same for one visitor, so that his page stays the same while its dossier does.
"""

from __future__ import annotations

import hashlib

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST = 4_000_000  # bytes of an answer that is looked at


class Validators:
    """Adds an ETag to answers to GET that come in one piece, and answers 304 to whoever has it already."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            await self.app(scope, receive, send)
            return
        wanted = Headers(scope=scope).get("if-none-match", "")
        start: Message | None = None

        async def checked(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                if message["status"] != 200:
                    await send(message)
                else:
                    start = message
                return
            if start is None:
                await send(message)
                return
            held, start = start, None
            body = message.get("body", b"")
            if not message.get("more_body") and 0 < len(body) <= MOST:
                headers = MutableHeaders(scope=held)
                tag = f'W/"{hashlib.sha256(body).hexdigest()[:24]}"'
                headers["etag"] = tag
                if tag in {part.strip() for part in wanted.split(",")}:
                    held = {**held, "status": 304}
                    for name in ("content-length", "content-type"):
                        if name in headers:
                            del headers[name]
                    message = {**message, "body": b""}
                    held["headers"] = headers.raw
            await send(held)
            await send(message)

        await self.app(scope, receive, checked)
