"""What keeps the pages safe: headers on every answer, hosts, form tokens, sizes, and a limit on writes."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from collections import OrderedDict, deque
from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "whipcount-form"
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cache-control": "no-cache",
}
MOST_BODY = 4_000_000  # bytes of a form, an upload included
MOST_WRITES = 60  # a minute, for one address


class Guard:
    """Sets the headers of every answer, refuses foreign hosts (DNS rebinding) and bodies that are too large."""

    def __init__(self, app: ASGIApp, *, hosts: Iterable[str]) -> None:
        self.app = app
        self.hosts = frozenset(host.lower() for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def safe(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        request = Request(scope)
        host = request.headers.get("host", "")
        if _name(host) not in self.hosts:
            refuse = PlainTextResponse("This server answers only to its own name.\n", status_code=421)
            await refuse(scope, receive, safe)
            return
        try:
            told = int(request.headers.get("content-length", "0"))
        except ValueError:
            told = MOST_BODY + 1
        if told > MOST_BODY or (request.method == "POST" and "content-length" not in request.headers):
            refuse = PlainTextResponse(f"At most {MOST_BODY:,} bytes, with their length told.\n", status_code=413)
            await refuse(scope, receive, safe)
            return
        await self.app(scope, receive, safe)


class Forms:
    """Tokens of forms: a random cookie and its keyed hash in the form must meet, from a page of our own."""

    def __init__(self, secret: bytes | None = None) -> None:
        self._secret = secret or secrets.token_bytes(32)
        self._writes: OrderedDict[str, deque[float]] = OrderedDict()

    def cookie(self, request: Request) -> str:
        """The visitor's cookie, made where there is none, the same for the whole request."""
        known = request.cookies.get(COOKIE, "")
        if len(known) != 43:
            known = getattr(request.state, "form_cookie", "") or secrets.token_urlsafe(32)
            request.state.form_cookie = known
        return known

    def token(self, cookie: str) -> str:
        """What a form carries."""
        return hmac.new(self._secret, cookie.encode(), hashlib.sha256).hexdigest()

    def problem(self, request: Request, token: str) -> str | None:
        """Why a post is refused, None where it is not."""
        cookie = request.cookies.get(COOKIE, "")
        if not cookie or not hmac.compare_digest(self.token(cookie), token):
            return "The form is no longer valid: open its page again, then send it."
        origin = request.headers.get("origin")
        if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
            return "The form was sent from another site."
        if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return "The form was sent from another site."
        return None

    def too_many(self, request: Request) -> bool:
        """Whether this address has written more than sixty times within a minute."""
        who = request.client.host if request.client else "?"
        now = time.monotonic()
        times = self._writes.setdefault(who, deque())
        self._writes.move_to_end(who)
        while len(self._writes) > 1000:
            self._writes.popitem(last=False)
        while times and times[0] < now - 60:
            times.popleft()
        if len(times) >= MOST_WRITES:
            return True
        times.append(now)
        return False


def _name(host: str) -> str:
    """The host without its port."""
    return (host.rsplit(":", 1)[0] if not host.endswith("]") and ":" in host else host).lower()
