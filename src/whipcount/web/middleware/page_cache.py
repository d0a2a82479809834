"""Pages kept as they were served: who asks for the same page of the same revision gets it without its being made again.

What differs from visitor to visitor is the form token alone: it is taken out before a page is kept, and each visitor's
own put in when it is served.
"""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict
from datetime import UTC, datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from whipcount.web.frame import Frame, Page
from whipcount.web.middleware.gate import user_of
from whipcount.web.middleware.security import COOKIE

KEPT_BYTES = 48_000_000  # of all pages together


class Kept:
    """The pages of one server, the least used forgotten first."""

    def __init__(self) -> None:
        self._pages: OrderedDict[tuple[Any, ...], tuple[bytes, dict[str, str]]] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()
        self._blank = secrets.token_hex(32).encode()  # stands for the token; nobody outside can know it

    def serve(self, page: Page, frame: Frame, request: Request) -> Response:
        """The page, kept or made now; only whole pages of a dossier are kept, and only for their revision."""
        dossier = request.path_params.get("dossier")
        if dossier is None:  # a page of all dossiers has no revision of its own
            return page(frame, request)
        today = datetime.now(UTC).date()  # what no day is asked for shows today
        revision = frame.library.store.revision(dossier)
        key = (request.url.path, request.url.query, revision, user_of(request), today)
        cookie = frame.forms.cookie(request)
        token = frame.forms.token(cookie).encode()
        with self._lock:
            found = self._pages.get(key)
            if found is not None:
                self._pages.move_to_end(key)
        if found is not None:
            body, headers = found
            answer = Response(body.replace(self._blank, token), headers=headers)
            if request.cookies.get(COOKIE) != cookie:
                frame.set_cookie(request, answer, cookie)
            return answer
        made = page(frame, request)
        if made.status_code == 200:
            body = bytes(made.body).replace(token, self._blank)
            headers = {
                name: value for name, value in made.headers.items() if name not in ("content-length", "set-cookie")
            }
            self._keep(key, body, headers)
        return made

    def _keep(self, key: tuple[Any, ...], body: bytes, headers: dict[str, str]) -> None:
        with self._lock:
            former = self._pages.pop(key, None)
            self._bytes += len(body) - (len(former[0]) if former else 0)
            self._pages[key] = (body, headers)
            while self._bytes > KEPT_BYTES:
                _, (old, _) = self._pages.popitem(last=False)
                self._bytes -= len(old)
