"""The history: what changed since a day, the feed, and the brief as one file."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time
from functools import partial

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

import whipcount
from whipcount.briefs.render.html import page_policy, style, to_html
from whipcount.briefs.sections.all_stages import all_stages_view
from whipcount.briefs.sections.assemble import assemble
from whipcount.briefs.sections.bargaining import bargain_view
from whipcount.briefs.view.schema import plain, to_json
from whipcount.briefs.wording import counted
from whipcount.dossiers.queries import list_reports, list_statements
from whipcount.dossiers.storereader import Change
from whipcount.statements.statement import Statement
from whipcount.web.frame import Frame, Page, ending
from whipcount.web.library import MOST_STATEMENTS, Opened, with_statements
from whipcount.web.state import State

SHOWN = 200  # entries of the history on its page
MOST_REPORTS = 40  # in one brief
MOST_BYTES = 480_000  # of one brief


def changes(frame: Frame, request: Request) -> Response:
    """What changed since a day, and the dossier's own history."""
    opened, state = frame.opened(request)
    last = frame.library.store.revision(request.path_params["dossier"])
    history = _latest(frame, request, last if ending(request) else SHOWN)
    columns = ("kind", "day", "text", "evidence", "revision", "recorded_at", "author", "action", "note")
    rows = [{"kind": "position", **plain(change)} for change in opened.view.changes]
    rows += [
        {
            "kind": "entry",
            "text": c.subject,
            "revision": c.number,
            "recorded_at": c.recorded_at,
            "author": c.author,
            "action": c.action,
            "note": c.note,
        }
        for c in history
    ]
    content = {"since": state.since, "changes": opened.view.changes, "history": history}
    return frame.faces(request, content, columns, rows, "changes") or frame.page(
        request, "changes.html", opened, state, history=history, earlier=last - len(history)
    )


def brief(frame: Frame, request: Request) -> Response:
    """The brief as one self-contained file, with the newest reports of the dossier, as many as the page holds."""
    opened, _ = frame.opened(request, over_time=True)
    face = "json" if ending(request) == "json" else "html"
    make = partial(_brief, frame, request.path_params["dossier"], opened, face)
    made = frame.library.once(("brief", face, *opened.key), make)
    if face == "json":
        return Response(made.encode(), media_type="application/json")
    # The file carries its own policy by hash; the header must allow as much.
    return HTMLResponse(made, headers={"content-security-policy": page_policy(style())})


def brief_of(frame: Frame, dossier_id: str, state: State) -> str:
    """The brief of a dossier as one page, made once for each revision.

    Raises:
        ComputingError: it is being made.
        DossierError: there is no such dossier.
    """
    opened = frame.library.open(dossier_id, state, over_time=True)
    made: str = frame.library.once(("brief", "html", *opened.key), partial(_brief, frame, dossier_id, opened, "html"))
    return made


def _brief(frame: Frame, dossier_id: str, opened: Opened, face: str) -> str:
    """The brief, with fewer and fewer of the older reports until it is no larger than a page may be."""
    store, analysis = frame.library.store, opened.analysis
    listed = list_reports(
        store, dossier_id, limit=MOST_REPORTS, until=analysis.as_of, known_by=opened.analysis.known_by
    )
    hashes = [row.sha256 for row in listed.items]
    texts = {report.sha256: report for report in store.reports_of(dossier_id, hashes)}
    told: dict[str, tuple[Statement, ...]] = {}
    for sha in hashes:
        page = list_statements(
            store, dossier_id, report=sha, limit=MOST_STATEMENTS, oldest_first=True, known_by=analysis.known_by
        )
        told[sha] = tuple(row.statement for row in page.items)
    bargain, stages = None, all_stages_view(analysis)
    most = len(hashes)
    while True:
        kept = hashes[:most][::-1]
        full = with_statements(opened, tuple(texts[sha] for sha in kept), [s for sha in kept for s in told[sha]])
        view = assemble(full, made_at=store.now().astimezone(UTC), version=whipcount.__version__)
        bargain = bargain or bargain_view(full)
        view = replace(view, bargain=bargain, all_stages=stages)
        if len(kept) < listed.total:
            note = f"Of {counted(listed.total, 'report')} the newest {len(kept):,} are shown here; all are counted."
            view = replace(view, notes=(*view.notes, note))
        made = to_json(view, indent=None) if face == "json" else to_html(view)
        if len(made.encode()) <= MOST_BYTES or not most:
            return made
        most //= 2


def _latest(frame: Frame, request: Request, most: int) -> tuple[Change, ...]:
    """The newest changes, newest first."""
    store, dossier_id = frame.library.store, request.path_params["dossier"]
    return store.changes(dossier_id, after=max(0, store.revision(dossier_id) - most))[::-1]


def feed(frame: Frame, request: Request) -> Response:
    """The dossier's history as an Atom feed."""
    opened, _ = frame.opened(request)
    history = _latest(frame, request, 50)
    base = str(request.base_url).rstrip("/")
    updated = history[0].recorded_at if history else datetime.combine(opened.view.as_of, time(), UTC)
    content = frame.environment.get_template("feed.xml").render(
        view=opened.view, history=history, base=base, dossier=request.path_params["dossier"], updated=updated
    )
    return Response(content, media_type="application/atom+xml")


PAGES: dict[str, Page] = {"/d/{dossier}/changes": changes, "/d/{dossier}/brief": brief}
