"""What keeps the pages safe: headers on every answer, hosts, form tokens, sizes, and a limit on writes."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import re
import secrets
import time
from collections import OrderedDict, deque
from collections.abc import Iterable
from urllib.parse import unquote_plus, urlsplit

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
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
_TOO_LARGE = f"At most {MOST_BODY:,} bytes, with their length told."
# NUL, which PostgreSQL takes in no text, and what ends a line: in an address they are an attack or an accident.
_CONTROLS = re.compile("[\x00-\x08\x0a-\x1f\x7f\x85\u2028\u2029\ud800-\udfff]")
BODY_SECONDS = 60.0  # for a whole body to arrive in
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

        started = False

        async def safe(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                if "frame-ancestors http" in headers["content-security-policy"]:  # it says who may, in its place
                    del headers["x-frame-options"]
            await send(message)

        refused = self._refused(Request(scope))
        if refused is not None:
            await refused(scope, receive, safe)
            return
        try:
            await self.app(scope, Counted(receive), safe)
        except TooLarge:
            if not started:
                await _refusal(413, _TOO_LARGE)(scope, receive, safe)
        except TooSlow:
            if not started:
                await _refusal(408, "The body took too long to come.", close=True)(scope, receive, safe)
        except Exception:
            if not started:  # a fault of our own, told to the log by who runs the application
                await _refusal(500, "This page failed. Whoever runs this server finds why in its log.")(
                    scope, receive, safe
                )
            raise

    def _refused(self, request: Request) -> Response | None:
        """Why a request goes no further, from its first lines alone; None where it may."""
        headers = request.headers
        if _name(headers.get("host", "")) not in self.hosts:
            return _refusal(421, "This server answers only to its own name.")
        if "transfer-encoding" in headers and "content-length" in headers:  # where one server smuggles past another
            return _refusal(400, "A body has one length: by Content-Length or by Transfer-Encoding.", close=True)
        if _CONTROLS.search(request.url.path) or _CONTROLS.search(unquote_plus(request.url.query)):
            return _refusal(400, "The address holds characters that no address can hold.")
        lengths = set(headers.getlist("content-length"))
        length = lengths.pop() if lengths else "0"
        if lengths or not (length.isascii() and length.isdigit()):
            return _refusal(400, "The length of the body is no number.", close=True)
        if len(length) > 12 or int(length) > MOST_BODY:
            return _refusal(413, _TOO_LARGE, close=True)
        if request.method == "POST" and "content-length" not in headers:
            return _refusal(413, _TOO_LARGE, close=True)
        return None


class TooLarge(Exception):  # noqa: N818  (a signal to the guard, not an error of the project's tree)
    """More bytes came than a body may have, whatever its head said."""


class TooSlow(Exception):  # noqa: N818  (a signal to the guard)
    """The body has not come within its time."""


class Counted:
    """Receives a request's body and counts it as it arrives."""

    def __init__(self, receive: Receive) -> None:
        self.receive = receive
        self.bytes = 0
        self.whole = False
        self.until = asyncio.get_running_loop().time() + BODY_SECONDS

    async def __call__(self) -> Message:
        """The next part of the body.

        Raises:
            TooLarge: it makes the whole larger than a body may be.
            TooSlow: the whole takes longer than a body may take.
        """
        if self.whole:  # what comes now is the end of the connection, which may take as long as it likes
            return await self.receive()
        try:
            left = self.until - asyncio.get_running_loop().time()
            message = await asyncio.wait_for(self.receive(), max(left, 0.001))
        except TimeoutError:
            raise TooSlow from None
        self.bytes += len(message.get("body", b""))
        if self.bytes > MOST_BODY:
            raise TooLarge
        self.whole = not message.get("more_body", False)
        return message


def _refusal(status: int, text: str, *, close: bool = False) -> Response:
    headers = {"connection": "close"} if close else None
    if status != 413:
        return PlainTextResponse(f"{text}\n", status_code=status, headers=headers)
    page = (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Too large</title>'
        '<link rel="stylesheet" href="/static/style.css"></head><body><main><h1>Too large</h1>'
        f'<p class="note">{text} Nothing was stored. Go back, and send a smaller file: the text alone, or a part.</p>'
        '<p><a href="/">All dossiers</a></p></main></body></html>\n'
    )
    return HTMLResponse(page, status_code=status, headers=headers)


class Forms:
    """Tokens of forms: a random cookie and its keyed hash in the form must meet, from a page of our own."""

    def __init__(self, secret: bytes | None = None) -> None:
        self._secret = secret or secrets.token_bytes(32)
        self._writes: OrderedDict[str, deque[float]] = OrderedDict()

    def cookie(self, request: Request) -> str:
        """The visitor's cookie, made where there is none, the same for the whole request."""
        cookie = request.cookies.get(COOKIE, "")
        if len(cookie) != 43:
            cookie = getattr(request.state, "form_cookie", "") or secrets.token_urlsafe(32)
            request.state.form_cookie = cookie
        return cookie

    def token(self, cookie: str) -> str:
        """What a form carries."""
        return hmac.new(self._secret, cookie.encode("utf-8", "replace"), hashlib.sha256).hexdigest()

    def problem(self, request: Request, token: str) -> str | None:
        """Why a post is refused, None where it is not."""
        cookie = request.cookies.get(COOKIE, "")
        if not cookie or not hmac.compare_digest(self.token(cookie).encode(), token.encode("utf-8", "replace")):
            return "The form is no longer valid: open its page again, then send it."
        origin = request.headers.get("origin")
        if origin is not None and _site(origin) != request.headers.get("host"):
            return "The form was sent from another site."
        if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return "The form was sent from another site."
        return None

    def too_many(self, who: str) -> bool:
        """Whether somebody (a user, or an address) has written more than sixty times within a minute."""
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


def _site(origin: str) -> str | None:
    try:
        return urlsplit(origin).netloc
    except ValueError:  # "http://["
        return None


def _name(host: str) -> str:
    """The host without its port."""
    return (host.rsplit(":", 1)[0] if not host.endswith("]") and ":" in host else host).lower()
