"""Human work in the pages: each post is one edit of the store, signed, on the revision that its page showed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from whipcount.dossiers import edits
from whipcount.errors import InputError, StaleError
from whipcount.positions.stance import Stance
from whipcount.reports.formats import read_report
from whipcount.web.adding import add_report
from whipcount.web.frame import Frame
from whipcount.web.state import read_state, segment

MOST_WORDS = 2_000
MOST_TEXT = 2_000_000


@dataclass(frozen=True)
class Edits:
    """The posts of one library."""

    frame: Frame

    async def evidence(self, request: Request) -> Response:
        """Correct, confirm, reject, settle a condition of, or undo one piece of evidence."""
        form, refused = await self._form(request)
        if refused is not None:
            return refused
        store = self.frame.library.store
        dossier_id, evidence_id = request.path_params["dossier"], request.path_params["evidence"]
        action = _text(form, "action", most=20)
        common: dict[str, Any] = {
            "author": _text(form, "author", most=100),
            "expected": _revision(form),
        }
        reason = _text(form, "reason")
        if action in ("correct", "reject", "condition") and not reason:
            raise InputError("no reason is given", where="reason", accepted="why, in a few words")
        try:
            if action == "correct":
                stance = _text(form, "stance", most=40)
                if stance and stance not in {s.value for s in Stance}:
                    raise InputError(f"no stance {stance!r}", where="stance")
                member = _text(form, "member", most=100) or None
                edits.correct(
                    store,
                    dossier_id,
                    evidence_id,
                    stance=Stance(stance) if stance else None,
                    reason=reason,
                    member=member,
                    **common,
                )
            elif action == "confirm":
                edits.confirm(store, dossier_id, evidence_id, reason=reason or "confirmed", **common)
            elif action == "reject":
                edits.reject(store, dossier_id, evidence_id, reason=reason, **common)
            elif action == "condition":
                day = date.fromisoformat(_text(form, "on", most=10))
                met = _text(form, "met", most=5) != "no"
                condition = _text(form, "condition")
                edits.settle(
                    store, dossier_id, evidence_id, condition=condition, on=day, met=met, reason=reason, **common
                )
            elif action == "undo":
                edits.undo(store, dossier_id, evidence_id, reason=reason or "undone", **common)
            else:
                raise InputError(f"no action {action!r}", accepted="correct, confirm, reject, condition, undo")
        except StaleError:
            return self._stale(request)
        except ValueError as error:
            raise InputError(str(error)[:200], where="on", accepted="a day such as 2024-11-29") from None
        return self._back(request, f"/evidence/{segment(evidence_id)}")

    async def report(self, request: Request) -> Response:
        """Add a report by paste or upload."""
        form, refused = await self._form(request)
        if refused is not None:
            return refused
        upload = form.get("file")
        published = _text(form, "published", most=10)
        day = date.fromisoformat(published) if published else None
        given: dict[str, Any] = {"published": day, "publisher": _text(form, "publisher", most=200) or None}
        if isinstance(upload, UploadFile) and upload.filename:
            data = await upload.read()
            report = read_report(data, name=upload.filename.replace("/", "_").replace("\\", "_")[:200], **given)
        else:
            text = _text(form, "text", most=MOST_TEXT)
            name = _text(form, "name", most=200) or "pasted report"
            report = read_report(text, name=name, **given)
        try:
            add_report(
                self.frame.library.store,
                request.path_params["dossier"],
                report,
                author=_text(form, "author", most=100),
                expected=_revision(form),
            )
        except StaleError:
            return self._stale(request)
        return self._back(request, f"/reports/{report.sha256}")

    async def _form(self, request: Request) -> tuple[Any, Response | None]:
        form = await request.form(max_files=1, max_fields=20, max_part_size=4_000_000)
        problem = self.frame.forms.problem(request, _text(form, "token", most=100))
        if problem:
            return form, self.frame.page(request, "problem.html", status=403, title="Not done", problem=problem)
        if self.frame.forms.too_many(request):
            wait = "More than 60 changes within a minute: wait a little, then send it again."
            return form, self.frame.page(request, "problem.html", status=429, title="Too fast", problem=wait)
        return form, None

    def _stale(self, request: Request) -> Response:
        text = (
            "The dossier has changed since this page was opened, so nothing was written. Go back, reload it, look "
            "at what is new, and send your change again if it still holds."
        )
        return self.frame.page(request, "problem.html", status=409, title="Your page was out of date", problem=text)

    @staticmethod
    def _back(request: Request, place: str) -> Response:
        state = read_state(request.query_params)
        return RedirectResponse(f"/d/{segment(request.path_params['dossier'])}{place}{state.moment.query()}", 303)


def _text(form: Any, name: str, *, most: int = MOST_WORDS) -> str:
    value = form.get(name) or ""
    if not isinstance(value, str):
        raise InputError("a file where a text is expected", where=name)
    if len(value) > most:
        raise InputError(f"{len(value):,} characters", where=name, accepted=f"at most {most:,}")
    return value.strip() if most < MOST_TEXT else value


def _revision(form: Any) -> int | None:
    value = _text(form, "revision", most=12)
    return int(value) if value.isdigit() else None
