"""Who may come in: nobody is asked on loopback; elsewhere an account's session, or the header of a trusted proxy."""

from __future__ import annotations

import time
from collections.abc import Collection
from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from whipcount.web.accounts import Accounts, Role, User

SESSION = "whipcount-session"
OPEN = ("/login", "/static/", "/s/")  # what is served to strangers; a shared link is checked where it is served


@dataclass(frozen=True)
class Proxy:
    """A reverse proxy that knows its users.

    Attributes:
        header: which header names the user.
        trusted: addresses of the proxies that may set it; from anywhere else nobody is let in.
        editors: names of those who may edit; all others read.
    """

    header: str
    trusted: Collection[str] = ("127.0.0.1", "::1")
    editors: Collection[str] = ()

    def user(self, request: Request) -> User | None:
        """Whom the proxy names; None where it is no trusted proxy or names nobody."""
        names = request.headers.getlist(self.header)
        if not from_trusted(request, self.trusted) or len(names) != 1 or not names[0].strip():
            return None
        name = names[0].strip()[:100]
        return User(name, Role.EDITOR if name in self.editors else Role.READER)


@dataclass(frozen=True)
class Access:
    """How people are known; both None: everybody on this machine may read and edit."""

    accounts: Accounts | None = None
    proxy: Proxy | None = None
    trusted: Collection[str] = field(default=())  # proxies whose word on https is taken

    @property
    def open(self) -> bool:
        """Whether nobody is asked who they are."""
        return self.accounts is None and self.proxy is None

    def secure(self, request: Request) -> bool:
        """Whether the browser came by https, as far as the server or a trusted proxy knows."""
        scheme = request.headers.get("x-forwarded-proto", "")
        trusted = self.proxy.trusted if self.proxy else self.trusted
        return request.url.scheme == "https" or (scheme == "https" and from_trusted(request, trusted))

    def address(self, request: Request) -> str | None:
        """Whence a request comes: what connects, or what a trusted proxy says connected to it.

        None where a trusted proxy says nothing: all of its users share its address, and nobody is to be judged by it.
        A header from anybody else changes nothing.
        """
        trusted = self.proxy.trusted if self.proxy else self.trusted
        if not from_trusted(request, trusted):
            return request.client.host if request.client else None
        hops = ",".join(request.headers.getlist("x-forwarded-for")).split(",")
        for hop in reversed([hop.strip() for hop in hops]):  # the last one is what the nearest proxy saw itself
            try:
                shown = str(ip_address(hop))
            except ValueError:
                return None
            if shown not in trusted:
                return shown
        return None


class Gate:
    """Finds out who asks, and sends strangers to the login page."""

    def __init__(self, app: ASGIApp, *, access: Access) -> None:
        self.app = app
        self.access = access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, with ``request.state.user`` set (None where nobody is asked)."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        request.state.user = None
        if not self.access.open:
            request.state.user = await run_in_threadpool(self._user, request)
            stranger = request.state.user is None and not request.url.path.startswith(OPEN)
            if stranger:
                await self._refuse(request)(scope, receive, send)
                return
        await self.app(scope, receive, send)

    def _user(self, request: Request) -> User | None:
        if self.access.proxy is not None:
            return self.access.proxy.user(request)
        token = request.cookies.get(SESSION, "")
        if self.access.accounts is None or not 20 <= len(token) <= 100:
            return None
        return self.access.accounts.user(token, time.time())

    def _refuse(self, request: Request) -> Response:
        path = request.url.path
        if self.access.proxy is not None:
            return PlainTextResponse("The reverse proxy in front of this server names no user.\n", status_code=403)
        if request.method == "POST" or path.endswith((".json", ".csv", ".atom")):
            return PlainTextResponse("Log in first.\n", status_code=401)
        place = path + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse("/login?next=" + quote(place[:1000], safe=""), 303)


def user_of(request: Request) -> User | None:
    """Who asks; None where nobody is asked, or a stranger is at the login page."""
    user = getattr(request.state, "user", None)
    return user if isinstance(user, User) else None


def may_edit(request: Request) -> bool:
    """Whether who asks may write."""
    user = user_of(request)
    return user is None or user.role is Role.EDITOR


def from_trusted(request: Request, trusted: Collection[str]) -> bool:
    """Whether a request comes straight from one of these addresses."""
    return request.client is not None and request.client.host in trusted
