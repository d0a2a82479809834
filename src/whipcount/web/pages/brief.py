"""The brief and the sheet: one file each, as HTML, JSON, PDF and DOCX."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC
from functools import partial

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

import whipcount
from whipcount.briefs.render.docx import to_docx
from whipcount.briefs.render.html import page_policy, style, to_html
from whipcount.briefs.render.pdf import to_pdf
from whipcount.briefs.render.sheet import sheet_docx, sheet_html
from whipcount.briefs.sections.all_stages import all_stages_view
from whipcount.briefs.sections.assemble import assemble
from whipcount.briefs.sections.bargaining import bargain_view
from whipcount.briefs.sections.sheet import sheet_view
from whipcount.briefs.view.brief import BriefView
from whipcount.briefs.view.schema import plain, to_json
from whipcount.briefs.wording import counted
from whipcount.dossiers.queries import statements_of_ids, statements_of_reports
from whipcount.dossiers.report_lists import list_reports
from whipcount.web.frame import Frame, Page
from whipcount.web.library import MOST_STATEMENTS
from whipcount.web.opened import Opened, with_statements
from whipcount.web.state import State

MOST_REPORTS = 40  # in one brief
MOST_BYTES = 480_000  # of one brief
KINDS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "json": "application/json",
}


def brief(frame: Frame, request: Request) -> Response:
    """The brief as one self-contained file, with the newest reports of the dossier, as many as the page holds."""
    return _served(frame, request, "brief")


def sheet(frame: Frame, request: Request) -> Response:
    """The brief on one sheet."""
    return _served(frame, request, "sheet")


def _served(frame: Frame, request: Request, name: str) -> Response:
    """One of the two in the form that the address asks for; made once, in the background."""
    opened, _ = frame.opened(request, over_time=True)
    face = request.url.path.rsplit(f"/{name}", 1)[-1].removeprefix(".") or "html"
    dossier_id = request.path_params["dossier"]
    make = partial(_brief if name == "brief" else _sheet, frame, dossier_id, opened, face)
    content: bytes = frame.once(request, (name, face, *opened.key), make)
    if face not in KINDS:
        # The file carries its own policy by hash; the header must allow as much.
        return HTMLResponse(content, headers={"content-security-policy": page_policy(style())})
    headers = {}
    if face != "json":
        plain_id = "".join(c if c.isascii() and c.isalnum() else "-" for c in dossier_id)[:80]
        headers = {"content-disposition": f'attachment; filename="{plain_id}-{name}-{opened.view.as_of}.{face}"'}
    return Response(content, media_type=KINDS[face], headers=headers)


def brief_of(frame: Frame, dossier_id: str, state: State) -> str:
    """The brief of a dossier as one page, made once for each revision.

    Raises:
        ComputingError: it is being made.
        DossierError: there is no such dossier.
    """
    opened = frame.library.open(dossier_id, state, over_time=True)
    key = ("brief", "html", *opened.key)
    html: bytes = frame.library.once(key, partial(_brief, frame, dossier_id, opened, "html"))
    return html.decode()


def _sheet(frame: Frame, dossier_id: str, opened: Opened, face: str) -> bytes:
    """The sheet; its quotations stand in statements, of which the opened view has none: those that it rests on."""
    store, analysis = frame.library.store, opened.analysis
    wanted = {quote.evidence for quote in opened.view.key_quotes}
    rests = [e for anchor in wanted if (e := opened.by_anchor.get(anchor)) and e.statement and e.report]
    texts = store.reports_of(dossier_id, {e.report for e in rests if e.report})
    ids = sorted({e.statement for e in rests if e.statement})
    rows = statements_of_ids(store, dossier_id, ids, known_by=analysis.known_by)
    statements = [row.statement for report in texts for row in rows if row.statement.report == report.sha256]
    full = with_statements(opened, texts, statements) if texts else analysis
    sheet = sheet_view(assemble(full, made_at=store.now().astimezone(UTC), version=whipcount.__version__))
    if face == "json":
        return json.dumps(plain(sheet), allow_nan=False).encode()
    if face == "docx":
        return sheet_docx(sheet)
    html = sheet_html(sheet)
    return to_pdf(html) if face == "pdf" else html.encode()


def _brief(frame: Frame, dossier_id: str, opened: Opened, face: str) -> bytes:
    """The brief, with fewer and fewer of the older reports until it is no larger than a page may be."""
    store, analysis = frame.library.store, opened.analysis
    listed = list_reports(
        store, dossier_id, limit=MOST_REPORTS, until=analysis.as_of, known_by=opened.analysis.known_by
    )
    hashes = [row.sha256 for row in listed.items]
    texts = {report.sha256: report for report in store.reports_of(dossier_id, hashes)}
    by_report = statements_of_reports(store, dossier_id, hashes, most=MOST_STATEMENTS, known_by=analysis.known_by)
    bargain, stages = None, all_stages_view(analysis)
    most, sizes = len(hashes), {}
    while True:
        newest = hashes[:most][::-1]
        full = with_statements(
            opened, tuple(texts[sha] for sha in newest), [s for sha in newest for s in by_report[sha]]
        )
        view = assemble(full, made_at=store.now().astimezone(UTC), version=whipcount.__version__)
        bargain = bargain or bargain_view(full)
        view = replace(view, bargain=bargain, all_stages=stages)
        if len(newest) < listed.total:
            note = f"Of {counted(listed.total, 'report')} the newest {len(newest):,} are shown here; all are counted."
            view = replace(view, notes=(*view.notes, note))
        answer = _as(view, face)
        if len(answer) <= MOST_BYTES or not most:
            return to_pdf(answer.decode()) if face == "pdf" else answer
        sizes[most] = len(answer)
        most = _fewer(sizes)


def _fewer(sizes: Mapping[int, int]) -> int:
    """How many reports to try next: as many as fit by what each was found to take, fewer than ever before.

    >>> _fewer({40: 3_000_000}), _fewer({40: 3_000_000, 6: 780_000}), _fewer({1: 500_000})
    (6, 1, 0)
    """
    least = min(sizes)
    more = [number for number in sizes if number != least]
    if more:
        each = (sizes[min(more)] - sizes[least]) / (min(more) - least)
        fit = least - math.ceil((sizes[least] - MOST_BYTES) / max(each, 1.0))
    else:
        fit = least * MOST_BYTES // sizes[least]
    return max(0, min(fit, least - 1))


def _as(view: BriefView, face: str) -> bytes:
    """The brief in one form; the PDF is printed of the HTML once that is small enough."""
    if face == "docx":
        return to_docx(view)
    return (to_json(view, indent=None) if face == "json" else to_html(view)).encode()


PAGES: dict[str, Page] = {"/d/{dossier}/brief": brief, "/d/{dossier}/sheet": sheet}
