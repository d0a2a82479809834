"""What was told of a dossier when its number moved: as JSON, as text, and as an Atom feed."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from whipcount.text.safe import visible
from whipcount.web.alerts import alert_text
from whipcount.web.frame import Frame
from whipcount.web.table_renderers import csv_response, json_response

COLUMNS = ("at", "revision", "text", "link")


def alerts(frame: Frame, request: Request) -> Response:
    """The latest alerts of a dossier, newest first, in the form that the address ends with."""
    dossier = request.path_params["dossier"]
    about = frame.library.store.about(dossier)
    rows: list[dict[str, Any]] = frame.alerts.kept(dossier) if frame.alerts is not None else []
    ending = request.url.path.rsplit(".", 1)[-1]
    if ending == "json":
        return json_response(rows)
    if ending == "csv":
        return csv_response(COLUMNS, rows, "alerts")
    if ending == "txt":
        lines = "".join(f"{str(row.get('at', ''))[:16]} {visible(alert_text(row))}\n" for row in rows)
        return PlainTextResponse(lines)
    first = frame.library.store.changes(dossier, limit=1)[0]
    updated = str(rows[0].get("at", "")) if rows else first.recorded_at.isoformat()
    content = frame.environment.get_template("alerts.xml").render(
        title=about.title, rows=rows, dossier=dossier, updated=updated, base=str(request.base_url).rstrip("/")
    )
    return Response(content, media_type="application/atom+xml")
