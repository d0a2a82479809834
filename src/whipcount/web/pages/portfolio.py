"""All dossiers: the portfolio and the calendar of its occasions. Neither ever waits for a view."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from whipcount.briefs.view.schema import plain
from whipcount.errors import DossierError, WhipcountError
from whipcount.text.fields import one_field
from whipcount.web.frame import Frame
from whipcount.web.opened import Opened
from whipcount.web.portfolio import Occasion, Row, arranged, calendar, occasions, row_of, waiting
from whipcount.web.state import MOST, State

COLUMNS = (
    "id", "title", "ready", "newest", "question", "answer", "as_of", "state", "chance", "change", "agreed", "members",
    "left", "needed", "moved", "moved_on", "next", "next_on", "decided", "ended", "ended_on", "forecast",
)  # fmt: skip
HEADINGS = {
    "title": "Question", "chance": "Chance", "change": "In 7 days", "agreed": "Agreed", "needed": "Needed",
    "moved": "Moved last", "next": "Next occasion",
}  # fmt: skip


def index(frame: Frame, request: Request) -> Response:
    """The portfolio: a row a question; those decided below."""
    words, sort = (one_field(request.query_params.get(name, ""))[:MOST] or None for name in ("words", "sort"))
    rows = [row for row, _ in _rows(frame)]
    shown = arranged(rows, sort, words)
    face = frame.faces(request, shown, COLUMNS, [_flat(row) for row in shown], "portfolio")
    if face is not None:
        return face
    late = sum(not row.newest and (row.ready or not row.question) for row in rows)
    page = frame.page(
        request,
        "index.html",
        rows=[row for row in shown if not row.decided],
        decided=[row for row in shown if row.decided],
        total=len(rows),
        late=late,
        words=words or "",
        sort=sort or "next",
        headings=HEADINGS,
    )
    if late:
        page.headers["refresh"] = "3"
    return page


def days(frame: Frame, request: Request) -> Response:
    """The calendar of occasions, those ahead first; also as a file for calendars."""
    occasions = _occasions(frame)
    if request.url.path.endswith(".ics"):
        text = calendar(occasions, made_at=frame.library.store.now())
        headers = {"content-disposition": 'attachment; filename="whipcount.ics"'}
        return Response(text.encode(), media_type="text/calendar; charset=utf-8", headers=headers)
    rows = [plain(one) for one in occasions]
    today = frame.library.store.now().date()
    return frame.faces(request, rows, ("dossier", "title", "what", "first", "last"), rows, "occasions") or frame.page(
        request,
        "calendar.html",
        ahead=[one for one in occasions if one.last >= today],
        past=[one for one in occasions if one.last < today][::-1],
    )


def _rows(frame: Frame) -> list[tuple[Row, Opened | None]]:
    """A row of each dossier as far as its view is there; those that are not are being made."""
    library = frame.library
    out: list[tuple[Row, Opened | None]] = []
    for dossier_id in library.store.ids():
        title = library.store.about(dossier_id).title
        try:
            opened = library.ready(dossier_id, State(), over_time=True)
        except DossierError as error:
            out.append((waiting(dossier_id, title, str(error)), None))
            continue
        if opened is None:
            out.append((waiting(dossier_id, title), None))
            continue
        try:
            sealed = library.store.forecasts(dossier_id) if opened.view.outcome.state != "open" else ()
        except WhipcountError:  # a record that was tampered with is told on its own page
            sealed = ()
        newest = opened.revision == library.store.counted_revision(dossier_id)
        out.append((row_of(dossier_id, opened.view, sealed, newest=newest), opened))
    return out


def _occasions(frame: Frame) -> list[Occasion]:
    rows = []
    for row, opened in _rows(frame):
        if opened is not None:
            rows += occasions(row.id, opened.view, frame.library.store.events(row.id))
    return sorted(rows, key=lambda one: (one.first, one.title))


def _flat(row: Row) -> dict[str, Any]:
    cells = plain(row)
    return {name: cells[name] for name in COLUMNS}
