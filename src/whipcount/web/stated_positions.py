"""The choice model on a table that somebody pastes: chances of the stated positions, drawn; nothing is stored."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from whipcount.bargaining.choice_svg import choice_svg
from whipcount.bargaining.formats import read_table
from whipcount.bargaining.models import solve
from whipcount.errors import InputError
from whipcount.web.frame import Frame
from whipcount.web.middleware.security import MOST_BODY
from whipcount.web.state import State

MOST_TABLE = 200_000  # characters
MOST_ISSUES = 12  # drawn on one page


@dataclass(frozen=True)
class StatedPositions:
    """The page to which a table of actors is sent."""

    frame: Frame

    async def show(self, request: Request) -> Response:
        """What the choice model makes of the table."""
        async with request.form(max_files=0, max_fields=5, max_part_size=MOST_BODY) as form:
            return await run_in_threadpool(self._show, request, form)

    def _show(self, request: Request, form: FormData) -> Response:
        problem = self.frame.forms.problem(request, str(form.get("token") or "")[:100])
        if problem is not None:
            return self.frame.page(request, "problem.html", status=403, title="Not done", problem=problem)
        text = form.get("table")
        if not isinstance(text, str) or not text.strip():
            raise InputError(
                "no table is given", where="table", accepted="a table of actors, as docs/bargaining.md says"
            )
        if len(text) > MOST_TABLE:
            raise InputError(f"{len(text):,} characters", where="table", accepted=f"at most {MOST_TABLE:,}")
        table = read_table(text, name="the table")
        outcome = solve(table, "choice")
        issues = outcome.issues[:MOST_ISSUES]
        drawn = [
            (issue, Markup(choice_svg(table, outcome, issue)), [c for c in outcome.chances if c.issue == issue])  # noqa: S704  (escaped inside)
            for issue in issues
        ]
        opened = self.frame.library.open(request.path_params["dossier"], State())
        return self.frame.page(
            request, "choice.html", opened, State(), drawn=drawn, left_out=len(outcome.issues) - len(issues), text=text
        )
