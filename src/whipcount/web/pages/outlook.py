"""The outlook: how likely, and what if."""

from __future__ import annotations

from functools import partial

from starlette.requests import Request
from starlette.responses import Response

from whipcount.briefs.sections.all_stages import all_stages_view
from whipcount.briefs.view.schema import plain
from whipcount.web.frame import MEMBER_COLUMNS, Frame, Page, member_rows
from whipcount.web.record import Record, record_of
from whipcount.web.what_if import GROUPS_OF, read_settings
from whipcount.web.what_if import what_if as suppose


def forecast(frame: Frame, request: Request) -> Response:
    """How likely, why, by when, who is last, over time; and the record of sealed forecasts."""
    opened, state = frame.opened(request, over_time=True)
    dossier_id = request.path_params["dossier"]
    record: Record = frame.once(
        request,
        (*opened.key, "record"),
        lambda: record_of(frame.library.store, dossier_id, opened),
    )
    stages = frame.once(request, (*opened.key, "all_stages"), partial(all_stages_view, opened.analysis))
    forecast = opened.view.forecast
    series = [plain(point) for point in forecast.series] if forecast else []
    columns = ("day", "probability", "low", "high", "because", "evidence")
    content = {
        **(plain(forecast) if forecast else {}),
        "all_stages": stages,
        "record": record.rows,
        "record_problem": record.problem,
    }
    return frame.faces(request, content, columns, series, "forecast") or frame.page(
        request, "forecast.html", opened, state, record=record, all_stages=stages
    )


def what_if(frame: Frame, request: Request) -> Response:
    """The count and the forecast with some positions set by hand."""
    opened, state = frame.opened(request)
    asked = [text for text in request.query_params.getlist("set") if text]
    settings = read_settings(asked, opened)
    changed = None
    if settings:  # seconds of work where the dossier is large: made once, in the background
        key = ("what-if", *opened.key, *sorted(settings.items()))
        changed = frame.once(request, key, partial(suppose, opened, settings))
    rows = member_rows(changed.view) if changed else member_rows(opened.view)
    return frame.faces(
        request, changed.view if changed else opened.view, MEMBER_COLUMNS, rows, "what-if"
    ) or frame.page(
        request, "whatif.html", opened, state, settings=settings, changed=changed, groups=list(GROUPS_OF), asked=asked
    )


PAGES: dict[str, Page] = {
    "/d/{dossier}/forecast": forecast,
    "/d/{dossier}/what-if": what_if,
}
