"""Pages kept as they were served: who asks for the same page of the same revision gets it without its being made again.

What differs from visitor to visitor is the form token and the name that he signs with: a page is kept without them, and
each visitor's own put in when it is served. After an edit the page of the revision before is served while the new one
is being made; it says so, and asks again by itself.
"""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict
from datetime import UTC, datetime
from typing import Any

from markupsafe import escape
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from whipcount.errors import ComputingError
from whipcount.web.frame import Frame, KeptBefore, Page
from whipcount.web.middleware.gate import user_of
from whipcount.web.middleware.security import COOKIE

KEPT_BYTES = 48_000_000  # of all pages together
AGAIN_SECONDS = 3  # after which a page of before asks again
_MAIN = b'<main id="main">'  # where a page says that it is one of before

Kind = tuple[Any, ...]


class Kept:
    """The pages of one server, the least used forgotten first."""

    def __init__(self) -> None:
        self._pages: OrderedDict[tuple[Kind, int], tuple[bytes, dict[str, str]]] = OrderedDict()
        self._revisions: dict[Kind, set[int]] = {}  # of which a page is kept
        self._bytes = 0
        self._lock = threading.Lock()
        self._blank = secrets.token_hex(32).encode()  # stands for the token; nobody outside can know it

    def serve(self, page: Page, frame: Frame, request: Request) -> Response:
        """The page, kept or made now; only whole pages of a dossier are kept, and only for their revision."""
        return self._signed(frame, request, self._serve(page, frame, request))

    def _serve(self, page: Page, frame: Frame, request: Request) -> Response:
        dossier = request.path_params.get("dossier")
        if dossier is None:  # a page of all dossiers has no revision of its own
            return page(frame, request)
        today = datetime.now(UTC).date()  # what no day is asked for shows today
        revision = frame.library.store.revision(dossier)
        kind = (request.url.path, request.url.query, user_of(request), today)
        cached = self._kept(frame, request, kind, revision)
        if cached is not None:
            return cached
        with self._lock:
            request.state.at_hand = frozenset(self._revisions.get(kind, ()))
        try:
            answer = page(frame, request)
        except KeptBefore:
            shown = request.state.shown
            cached = self._kept(frame, request, kind, shown)
            if cached is not None:
                return _of_before(cached, shown, revision)
            request.state.at_hand = frozenset()  # forgotten just now
            answer = page(frame, request)
        except ComputingError:  # the view is there, or was; a part of the page is not
            for shown in sorted(request.state.at_hand, reverse=True):
                cached = self._kept(frame, request, kind, shown)
                if cached is not None:
                    return _of_before(cached, shown, revision)
            raise
        if answer.status_code != 200:
            return answer
        shown = getattr(request.state, "shown", revision)
        if isinstance(answer, StreamingResponse):  # a list of any length, made while it is sent
            if shown != revision:
                answer.headers.update(_headers_of_before(shown, revision))
            return answer
        if shown != revision:  # an older view among newer lists: good for this answer alone
            return _of_before(answer, shown, revision)
        if getattr(request.state, "passing", False):  # it says what will soon be otherwise
            return answer
        token = frame.forms.token(frame.forms.cookie(request)).encode()
        body = bytes(answer.body).replace(token, self._blank)
        left_out = ("content-length", "set-cookie")
        self._keep(
            kind, revision, body, {name: value for name, value in answer.headers.items() if name not in left_out}
        )
        return answer

    @staticmethod
    def _signed(frame: Frame, request: Request, answer: Response) -> Response:
        """The answer with the name that its visitor signs with in the place of its mark."""
        mark = frame.name_mark.encode()
        if not isinstance(answer, StreamingResponse) and mark in bytes(answer.body):
            answer.body = bytes(answer.body).replace(mark, str(escape(frame.signs_as(request))).encode())
            answer.headers["content-length"] = str(len(answer.body))
        return answer

    def _kept(self, frame: Frame, request: Request, kind: Kind, revision: int) -> Response | None:
        with self._lock:
            cached = self._pages.get((kind, revision))
            if cached is None:
                return None
            self._pages.move_to_end((kind, revision))
        body, headers = cached
        cookie = frame.forms.cookie(request)
        answer = Response(body.replace(self._blank, frame.forms.token(cookie).encode()), headers=headers)
        if request.cookies.get(COOKIE) != cookie:
            frame.set_cookie(request, answer, cookie)
        return answer

    def _keep(self, kind: Kind, revision: int, body: bytes, headers: dict[str, str]) -> None:
        with self._lock:
            for former in self._revisions.get(kind, set()).copy():  # of each page the newest is enough
                self._forget((kind, former))
            self._pages[kind, revision] = (body, headers)
            self._revisions.setdefault(kind, set()).add(revision)
            self._bytes += len(body)
            while self._bytes > KEPT_BYTES:
                self._forget(next(iter(self._pages)))

    def _forget(self, key: tuple[Kind, int]) -> None:
        body, _ = self._pages.pop(key)
        self._bytes -= len(body)
        kind, revision = key
        self._revisions[kind].discard(revision)
        if not self._revisions[kind]:
            del self._revisions[kind]


def _of_before(page: Response, shown: int, revision: int) -> Response:
    """The page of an earlier revision, marked as such: by a line at its top, and by headers for programs."""
    note = (
        f'<p class="note" role="status"><strong>Being made anew.</strong> This is the page of revision {shown}; '
        f"the dossier is at revision {revision} now. This page asks again by itself.</p>"
    ).encode()
    headers = {name: value for name, value in page.headers.items() if name not in ("content-length", "set-cookie")}
    headers |= _headers_of_before(shown, revision)
    if "text/html" in headers.get("content-type", ""):
        headers["refresh"] = str(AGAIN_SECONDS)
    marked = Response(bytes(page.body).replace(_MAIN, _MAIN + note, 1), headers=headers)
    marked.raw_headers += [(name, value) for name, value in page.raw_headers if name == b"set-cookie"]
    return marked


def _headers_of_before(shown: int, revision: int) -> dict[str, str]:
    return {
        "warning": '110 - "Response is Stale"',
        "x-whipcount-revision": f"{shown} of {revision}",
        "retry-after": str(AGAIN_SECONDS),
    }
