"""Charts as files with their tables, and figures by an address that stays."""

from __future__ import annotations

import base64
import hashlib
from datetime import datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from whipcount.briefs.charts.standalone import chart_style, png_of
from whipcount.briefs.render.chart_files import ChartFile, chart_file, chart_names
from whipcount.briefs.render.workbook import workbook
from whipcount.briefs.view.schema import plain
from whipcount.errors import DossierError
from whipcount.web.frame import Frame, Page
from whipcount.web.state import segment
from whipcount.web.table_renderers import csv_response, json_response

ENDINGS = ("svg", "png", "csv", "xlsx", "json")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def charts(frame: Frame, request: Request) -> Response:
    """The charts of a dossier, each with its picture and its table to take away."""
    opened, state = frame.opened(request, over_time=True)
    rows = [{"chart": name, "title": title} for name, title in chart_names(opened.view).items()]
    return frame.faces(request, rows, ("chart", "title"), rows, "charts") or frame.page(
        request, "charts.html", opened, state, rows=rows, endings=ENDINGS
    )


def chart(frame: Frame, request: Request) -> Response:
    """One chart in the form that the address ends with."""
    opened, _ = frame.opened(request, over_time=True)
    name, _, ending = request.path_params["chart"].rpartition(".")
    return chart_response(chart_file(opened.view, name), ending)


def chart_response(made: ChartFile, ending: str) -> Response:
    """A chart as a file.

    Raises:
        DossierError: an ending that stands for no form.
        MissingExtraError: a PNG is asked for, and nothing that draws it is installed.
    """
    if ending == "svg":
        headers = {"content-security-policy": chart_policy()}
        return Response(made.svg.encode(), media_type="image/svg+xml", headers=headers)
    if ending == "png":
        return Response(png_of(made.svg), media_type="image/png")
    if ending == "csv":
        return csv_response(made.columns, made.rows, made.name)
    if ending == "json":
        return json_response([{column: row.get(column) for column in made.columns} for row in made.rows])
    if ending == "xlsx":
        headers = {"content-disposition": f'attachment; filename="{made.name}.xlsx"'}
        return Response(workbook(made.columns, made.rows, title=made.title), media_type=XLSX, headers=headers)
    raise DossierError(f"no form {ending[:20]!r} of a chart", accepted=", ".join(ENDINGS))


def chart_policy(ancestors: str = "'none'") -> str:
    """The policy of a picture that may apply its own style alone; ``ancestors``: which pages may frame it."""
    digest = base64.b64encode(hashlib.sha256(chart_style().encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'; "
        f"frame-ancestors {ancestors}"
    )


def figure(frame: Frame, request: Request) -> Response:
    """One figure as JSON: its value, how it was made, on what it rests, as of when, and the address that stays."""
    opened, state = frame.opened(request)
    wanted = request.path_params["figure"]
    figure = next((fig for fig in opened.view.figures if fig.id == wanted), None)
    if figure is None:
        ids = ", ".join(fig.id for fig in opened.view.figures)
        raise DossierError(f"no figure {wanted[:60]!r}", accepted=ids)
    moment: datetime = opened.analysis.known_by
    query = state.query(as_of=opened.view.as_of, known_by=moment)
    base = f"/d/{segment(request.path_params['dossier'])}"
    content: dict[str, Any] = {
        **plain(figure),
        "as_of": opened.view.as_of.isoformat(),
        "known_by": moment.isoformat(),
        "permalink": f"{base}{query}#{figure.id}",
    }
    return json_response(content)


PAGES: dict[str, Page] = {"/d/{dossier}/charts": charts}
