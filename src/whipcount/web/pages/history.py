"""The history: what changed since a day, the feed, and the brief as one file."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

import whipcount
from whipcount.briefs.assemble import assemble
from whipcount.briefs.bargainviews import bargain_view
from whipcount.briefs.html import page_policy, style, to_html
from whipcount.briefs.schema import plain
from whipcount.briefs.view import BriefView
from whipcount.dossiers.queries import list_statements
from whipcount.web.frame import Frame, Page, ending
from whipcount.web.library import Opened, with_statements
from whipcount.web.tablefaces import json_response


def changes(frame: Frame, request: Request) -> Response:
    """What changed since a day, and the dossier's own history."""
    opened, state = frame.opened(request)
    history = frame.library.store.changes(request.path_params["dossier"])[::-1]
    columns = ("day", "text", "evidence")
    return frame.faces(
        request, opened.view.changes, columns, [plain(c) for c in opened.view.changes], "changes"
    ) or frame.page(request, "changes.html", opened, state, history=history[:200])


def brief(frame: Frame, request: Request) -> Response:
    """The brief as one self-contained file, with all reports of the dossier (up to 40)."""
    opened, _ = frame.opened(request, over_time=True)
    view = _full(frame, request.path_params["dossier"], opened)
    if ending(request) == "json":
        return json_response(view)
    # The file carries its own policy by hash; the header must allow as much.
    return HTMLResponse(to_html(view), headers={"content-security-policy": page_policy(style())})


def _full(frame: Frame, dossier_id: str, opened: Opened, *, most: int = 40) -> BriefView:
    """The whole view, statements and report texts included."""
    dossier = frame.library.store.dossier(dossier_id, as_of=opened.view.as_of, known_by=opened.gathered.known_by)
    reports = tuple(sorted(dossier.reports, key=lambda r: (str(r.published_on or ""), r.name)))[-most:]
    found = []
    for report in reports:
        page = list_statements(frame.library.store, dossier_id, report=report.sha256, limit=1000)
        found += [row.statement for row in page.items]
    gathered = with_statements(opened.gathered, reports, found)
    made = assemble(gathered, made_at=frame.library.store.now().astimezone(UTC), version=whipcount.__version__)
    return replace(made, bargain=bargain_view(gathered))


def feed(frame: Frame, request: Request) -> Response:
    """The dossier's history as an Atom feed."""
    opened, _ = frame.opened(request)
    history = frame.library.store.changes(request.path_params["dossier"])[::-1][:50]
    base = str(request.base_url).rstrip("/")
    updated = history[0].recorded_at if history else datetime.combine(opened.view.as_of, time(), UTC)
    content = frame.environment.get_template("feed.xml").render(
        view=opened.view, history=history, base=base, dossier=request.path_params["dossier"], updated=updated
    )
    return Response(content, media_type="application/atom+xml")


PAGES: dict[str, Page] = {"/d/{dossier}/changes": changes, "/d/{dossier}/brief": brief}
