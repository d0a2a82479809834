"""The login page: throttled, and as slow for a name that nobody has as for a wrong password."""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from whipcount.text.fields import one_field
from whipcount.text.safe import short_line
from whipcount.web.accounts import SESSION_SECONDS, Accounts
from whipcount.web.frame import Frame
from whipcount.web.middleware.gate import SESSION, Access

WINDOW = 15 * 60.0  # seconds over which failures are counted
MOST_FOR_NAME, MOST_FOR_NAME_ANYWHERE, MOST_FOR_ADDRESS = 8, 60, 40
MOST_WAITING = 20  # logins that wait for a check, which is slow on purpose
_LOG = logging.getLogger("whipcount.login")


class Throttle:
    """Counts tries by key over a window, before they are checked: who guesses in parallel is counted as well.

    The latest thousand keys are remembered. A try that was right is taken out of the count again.
    """

    def __init__(self) -> None:
        self._tries: OrderedDict[str, deque[float]] = OrderedDict()
        self._lock = threading.Lock()

    def enter(self, keys: Sequence[tuple[str, int]], now: float) -> float:
        """Count a try under each key; where one has had its most, count nothing and tell the seconds to wait.

        Args:
            keys: with the most tries of each within the window.
            now: seconds, by a clock that never goes back.
        """
        with self._lock:
            wait = 0.0
            for key, most in keys:
                times = self._tries.get(key)
                while times and times[0] <= now - WINDOW:
                    times.popleft()
                if times and len(times) >= most:
                    wait = max(wait, times[-most] + WINDOW - now)
            if wait > 0:
                return wait
            for key, _ in keys:
                self._tries.setdefault(key, deque(maxlen=200)).append(now)
                self._tries.move_to_end(key)
            while len(self._tries) > 1_000:
                self._tries.popitem(last=False)
            return 0.0

    def right(self, keys: Sequence[tuple[str, int]], now: float) -> None:
        """Take a try out of the count: its password was right."""
        with self._lock:
            for key, _ in keys:
                times = self._tries.get(key)
                if times and now in times:
                    times.remove(now)


@dataclass(frozen=True)
class Login:
    """Logging in and out with the accounts of one file."""

    frame: Frame
    access: Access
    accounts: Accounts
    throttle: Throttle = field(default_factory=Throttle)
    # Threads of its own: a flood of logins takes none of those that serve pages.
    checkers: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(2, thread_name_prefix="login"))
    waiting: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(MOST_WAITING))

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
        address = self.access.address(request)
        keys = _keys(one_field(name)[:64], address)
        now = time.monotonic()
        wait = self.throttle.enter(keys, now)
        if wait > 0:
            _told("refused unchecked", name, address)
            return self._later(request, place, "Too many failed logins: try again in some minutes.", 429, wait)
        if not self.waiting.acquire(blocking=False):
            return self._later(request, place, "Too many logins at once: try again in a moment.", 503, 5)
        try:
            loop = asyncio.get_running_loop()
            user = await loop.run_in_executor(self.checkers, self.accounts.check, name, password)
        finally:
            self.waiting.release()
        if user is None:
            _told("failed", name, address)
            text = "The name or the password is wrong."
            return self.frame.page(request, "login.html", status=403, next=place, problem=text)
        self.throttle.right(keys, now)
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

    def _later(self, request: Request, place: str, text: str, status: int, wait: float) -> Response:
        answer = self.frame.page(request, "login.html", status=status, next=place, problem=text)
        answer.headers["retry-after"] = str(int(wait) + 1)
        return answer

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


def _keys(name: str, address: str | None) -> tuple[tuple[str, int], ...]:
    """What a try is counted under: a stranger elsewhere does not use up the tries of whoever has the name."""
    named = (f"name {name} from {address}", MOST_FOR_NAME)
    if address is None:
        return (named,)
    return named, (f"name {name}", MOST_FOR_NAME_ANYWHERE), (f"from {address}", MOST_FOR_ADDRESS)


def _told(what: str, name: str, address: str | None) -> None:
    """A line of the log, which no name can break or colour."""
    _LOG.warning("login %s: name %s, from %s", what, short_line(name)[:64], address or "behind the proxy")


def _inside(place: str) -> str:
    """An address on this server, whatever was asked for.

    >>> _inside("/d/lake?as_of=2025-01-01"), _inside("//evil.example"), _inside("https://evil.example")
    ('/d/lake?as_of=2025-01-01', '/', '/')
    """
    good = place.startswith("/") and not place.startswith("//") and place.isprintable() and "\\" not in place
    return place if good and len(place) <= 1_000 else "/"
