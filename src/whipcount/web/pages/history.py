"""The history: what changed since a day, and the feed."""

from __future__ import annotations

from datetime import UTC, datetime, time

from starlette.requests import Request
from starlette.responses import Response

from whipcount.briefs.view.schema import plain
from whipcount.dossiers.annotating import standing
from whipcount.dossiers.storereader import Change
from whipcount.web.frame import Frame, Page, ending
from whipcount.web.pages.evidence import effect_of

SHOWN = 200  # entries of the history on its page


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
    dossier_id = request.path_params["dossier"]
    taken = {e.withdraws for e in opened.analysis.evidence if e.human and e.withdraws}
    undoable = {e.id for e in opened.analysis.evidence if e.human and e.withdraws and e.id not in taken}
    noted = standing(frame.library.store, dossier_id, after=last - SHOWN) if not ending(request) else {}
    effects = frame.library.effects(dossier_id, history[:SHOWN])
    return frame.faces(request, content, columns, rows, "changes") or frame.page(
        request,
        "changes.html",
        opened,
        state,
        history=history,
        earlier=last - len(history),
        undoable=undoable,
        effects=effects,
        noted=noted,
        name=frame.name_mark,
        effect=effect_of(frame, request),
    )


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


PAGES: dict[str, Page] = {"/d/{dossier}/changes": changes}
