"""The way in of every form that writes: who may, whether it is forged, how much, and where its answer leads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from whipcount.errors import InputError
from whipcount.web.form_fields import text_of, uploaded
from whipcount.web.frame import Frame
from whipcount.web.middleware.gate import may_edit, user_of
from whipcount.web.middleware.security import MOST_BODY
from whipcount.web.state import read_state, segment

MOST_FIELDS = 40


@dataclass(frozen=True)
class Posts:
    """What all posts of one library share; a kind of posts is a class of its own."""

    frame: Frame

    async def _posted(
        self, request: Request, act: Callable[[Request, FormData], Response], *, fields: int = MOST_FIELDS
    ) -> Response:
        """What a form without a file asks for, done in a thread, unless it is refused."""
        async with request.form(max_files=0, max_fields=fields, max_part_size=MOST_BODY) as form:
            refused = self._refused(request, form)
            _check_number(form, fields)
            return await run_in_threadpool(act, request, form) if refused is None else refused

    async def _posted_file(
        self,
        request: Request,
        act: Callable[[Request, FormData, bytes | None, str], Response],
        *,
        fields: int = MOST_FIELDS,
    ) -> Response:
        """What a form with a file asks for; the file is read once the form is known to be good."""
        async with request.form(max_files=1, max_fields=fields, max_part_size=MOST_BODY) as form:
            refused = self._refused(request, form)
            _check_number(form, fields)
            if refused is not None:
                return refused
            return await run_in_threadpool(act, request, form, *await uploaded(form))

    def _refused(self, request: Request, form: FormData) -> Response | None:
        """Why nothing is written: no editor, a forged form, too many; None where it may be."""
        title, status, problem = "Not done", 403, self.frame.forms.problem(request, text_of(form, "token", most=100))
        if not may_edit(request):
            problem = "Your account may read, not edit. Ask whoever runs this server for the role of an editor."
        elif problem is None and self.frame.forms.too_many(self._writer(request)):
            title, status = "Too fast", 429
            problem = "More than 60 changes within a minute: wait a little, then send it again."
        if problem is None:
            return None
        return self.frame.page(request, "problem.html", status=status, title=title, problem=problem)

    def _writer(self, request: Request) -> str:
        """Who is counted: the user, who may sit behind one address with others; without users the address."""
        user = user_of(request)
        return f"user {user.name}" if user else f"from {self.frame.access.address(request) or '?'}"

    def _stale(self, request: Request) -> Response:
        text = (
            "The dossier has changed since this page was opened, so nothing was written. Go back, reload it, look "
            "at what is new, and send your change again if it still holds."
        )
        return self.frame.page(request, "problem.html", status=409, title="Your page was out of date", problem=text)

    @staticmethod
    def _back(request: Request, place: str, **more: object) -> Response:
        moment = read_state(request.query_params).moment
        return RedirectResponse(f"/d/{segment(request.path_params['dossier'])}{place}{moment.query(**more)}", 303)

    def _named(self, request: Request, answer: Response, name: str) -> Response:
        """The answer, with the name remembered for the next edit, where nobody is asked who they are."""
        if name and user_of(request) is None:
            self.frame.remember(request, answer, name)
        return answer


def _check_number(form: FormData, fields: int) -> None:
    """Refuse a form of more fields than its page has: older releases of what reads forms count files alone.

    Raises:
        InputError: so it is.
    """
    number = len(form.multi_items())
    if number > fields + 1:  # and a file
        raise InputError(f"{number} fields", accepted=f"at most {fields}")
