"""The login page: throttled, and as slow for a name that nobody has as for a wrong password."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict, deque
from dataclasses import dataclass, field

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from whipcount.web.accounts import SESSION_SECONDS, Accounts
from whipcount.web.frame import Frame
from whipcount.web.middleware.gate import SESSION, Access

WINDOW = 15 * 60.0  # seconds over which failures are counted
MOST_FOR_NAME, MOST_FOR_ADDRESS = 8, 40


class Throttle:
    """Counts failures by key over a window; remembers the latest thousand keys."""

    def __init__(self) -> None:
        self._failures: OrderedDict[str, deque[float]] = OrderedDict()
        self._lock = threading.Lock()

    def wait(self, key: str, most: int, now: float) -> float:
        """Seconds until another try is allowed; 0: now."""
        with self._lock:
            times = self._failures.get(key)
            while times and times[0] < now - WINDOW:
                times.popleft()
            return times[-most] + WINDOW - now if times and len(times) >= most else 0.0

    def failed(self, key: str, now: float) -> None:
        """Count a failure."""
        with self._lock:
            self._failures.setdefault(key, deque(maxlen=200)).append(now)
            self._failures.move_to_end(key)
            while len(self._failures) > 1_000:
                self._failures.popitem(last=False)


@dataclass(frozen=True)
class Login:
    """Logging in and out with the accounts of one file."""

    frame: Frame
    access: Access
    accounts: Accounts
    throttle: Throttle = field(default_factory=Throttle)

    def page(self, request: Request) -> Response:
        """The form."""
        return self.frame.page(request, "login.html", next=_inside(request.query_params.get("next", "")), problem="")

    async def enter(self, request: Request) -> Response:
        """Check name and password, begin a session."""
        form = await request.form(max_files=0, max_fields=5, max_part_size=4_000)  # no file, nothing to close
        name, password, token = (str(form.get(key) or "") for key in ("name", "password", "token"))
        problem = self.frame.forms.problem(request, token)
        if problem:
            return self.frame.page(request, "problem.html", status=403, title="Not done", problem=problem)
        place = _inside(str(form.get("next") or ""))
        keys = ((f"name {name[:64]}", MOST_FOR_NAME), (f"from {_address(request)}", MOST_FOR_ADDRESS))
        now = time.monotonic()
        wait = max(self.throttle.wait(key, most, now) for key, most in keys)
        if wait > 0:
            text = "Too many failed logins: try again in some minutes."
            answer = self.frame.page(request, "login.html", status=429, next=place, problem=text)
            answer.headers["retry-after"] = str(int(wait) + 1)
            return answer
        user = await run_in_threadpool(self.accounts.check, name, password)
        if user is None:
            for key, _ in keys:
                self.throttle.failed(key, now)
            text = "The name or the password is wrong."
            return self.frame.page(request, "login.html", status=403, next=place, problem=text)
        session = await run_in_threadpool(self.accounts.begin, user.name, time.time())
        done = RedirectResponse(place, 303)
        done.set_cookie(
            SESSION,
            session,
            max_age=SESSION_SECONDS,
            httponly=True,
            samesite="lax",
            secure=self.access.secure(request),
            path="/",
        )
        return done

    async def leave(self, request: Request) -> Response:
        """End the session."""
        form = await request.form(max_files=0, max_fields=5, max_part_size=4_000)  # no file, nothing to close
        problem = self.frame.forms.problem(request, str(form.get("token") or ""))
        if problem:
            return self.frame.page(request, "problem.html", status=403, title="Not done", problem=problem)
        self.accounts.end(request.cookies.get(SESSION, ""))
        done = RedirectResponse("/login", 303)
        done.delete_cookie(SESSION, path="/")
        return done


def _address(request: Request) -> str:
    return request.client.host if request.client else "?"


def _inside(place: str) -> str:
    """An address on this server, whatever was asked for.

    >>> _inside("/d/lake?as_of=2025-01-01"), _inside("//evil.example"), _inside("https://evil.example")
    ('/d/lake?as_of=2025-01-01', '/', '/')
    """
    good = place.startswith("/") and not place.startswith("//") and place.isprintable() and "\\" not in place
    return place if good and len(place) <= 1_000 else "/"
