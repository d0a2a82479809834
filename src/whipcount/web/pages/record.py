"""The record: the forecasts that were sealed when they were made, and what they were worth."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from whipcount.dossiers.sealed import SealedForecast
from whipcount.forecasts.core.case import Case
from whipcount.forecasts.record import Scored, score, summary
from whipcount.web.frame import Frame, Page
from whipcount.web.opened import Opened
from whipcount.web.state import State

COLUMNS = (
    "dossier", "made_at", "as_of", "kind", "by", "probability", "low", "high", "happened", "resolved_on", "why",
    "brier", "log", "foretold", "model", "version", "seal",
)  # fmt: skip


def dossier_record(frame: Frame, request: Request) -> Response:
    """The sealed forecasts of one dossier, resolved as of the day that is asked for."""
    opened, state = frame.opened(request)
    rows, scored, waiting = _scored(frame, request.path_params["dossier"], opened)
    totals = summary(scored, waiting)
    return frame.faces(request, {**totals, "record": rows}, COLUMNS, rows, "record") or frame.page(
        request, "record.html", opened, state, rows=rows, told=totals, everywhere=False
    )


def record(frame: Frame, request: Request) -> Response:
    """The sealed forecasts of all dossiers."""
    rows: list[dict[str, Any]] = []
    scored: list[Scored] = []
    waiting = 0
    for dossier_id in frame.library.store.ids():
        if frame.library.store.forecasts(dossier_id):
            more, found, still = _scored(frame, dossier_id, frame.library.open(dossier_id, State()))
            rows, scored, waiting = [*rows, *more], [*scored, *found], waiting + still
    totals = summary(scored, waiting)
    return frame.faces(request, {**totals, "record": rows}, COLUMNS, rows, "record") or frame.page(
        request, "record.html", rows=rows, told=totals, everywhere=True
    )


def _scored(frame: Frame, dossier_id: str, opened: Opened) -> tuple[list[dict[str, Any]], tuple[Scored, ...], int]:
    """The record of a dossier as rows, the resolved ones with their scores; how many are still open."""
    analysis, day = opened.analysis, opened.view.as_of
    sealed = [f for f in frame.library.store.forecasts(dossier_id) if f.as_of <= day and f.made_at <= analysis.known_by]
    case = Case(
        dossier_id, analysis.proposal, analysis.body, analysis.evidence, analysis.dossier.events, analysis.agenda
    )
    scored, waiting = score(case, sealed, day, analysis.known_by)
    by_seal = {item.forecast.seal: item for item in scored}
    return [_row(dossier_id, forecast, by_seal.get(forecast.seal)) for forecast in sealed], scored, waiting


def _row(dossier_id: str, forecast: SealedForecast, scored: Scored | None) -> dict[str, Any]:
    cells: dict[str, bool | date | datetime | str | float | None] = {
        "dossier": dossier_id,
        "made_at": forecast.made_at,
        "as_of": forecast.as_of,
        "kind": forecast.kind.replace("_", " "),
        "by": forecast.by,
        "probability": forecast.probability,
        "low": forecast.low,
        "high": forecast.high,
        "model": forecast.model,
        "version": forecast.version,
        "seal": forecast.seal,
        "happened": scored.outcome.happened if scored else None,
        "resolved_on": scored.outcome.on if scored else None,
        "why": scored.outcome.why if scored else "still open",
        "brier": round(scored.brier, 4) if scored else None,
        "log": round(scored.log, 4) if scored else None,
        "foretold": scored.foretold if scored else None,
    }
    return cells


PAGES: dict[str, Page] = {"/d/{dossier}/record": dossier_record, "/record": record}
