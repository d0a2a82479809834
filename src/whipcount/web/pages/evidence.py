"""The evidence: statements, reports with their marks, one coding or record, and the way there from any figure."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from whipcount.briefs.render.html import other_places, report_text
from whipcount.briefs.sections.assemble import report_view
from whipcount.briefs.view.evidence import Place
from whipcount.briefs.view.schema import plain
from whipcount.dossiers.queries import (
    StatementRow,
    get_evidence,
    list_reports,
    list_statements,
    report_of_statement,
    statements_with,
)
from whipcount.errors import DossierError
from whipcount.positions.stance.stance import Evidence
from whipcount.web.frame import PAGE, ROWS, Frame, Page, ending, slice_page
from whipcount.web.library import Opened
from whipcount.web.passage import Piece, passage
from whipcount.web.state import State, read_state, segment
from whipcount.web.timelines import Timeline, To, timeline

SURE = 0.8  # codings below are asked about
QUEUED = 12  # on one page
MOST_EDITS, MOST_NEAR = 50, 12  # listed with one piece of evidence


def statements(frame: Frame, request: Request) -> Response:
    """Statements, newest first, filtered and a page at a time."""
    opened, state = frame.opened(request)
    day = opened.view.as_of if state.last is None else min(state.last, opened.view.as_of)
    page = list_statements(
        frame.library.store,
        request.path_params["dossier"],
        after=state.after,
        limit=ROWS if ending(request) else PAGE,
        member=state.member,
        stance=state.stance,
        since=state.first,
        until=day,
        words=state.words,
        known_by=state.known_by,
    )
    columns = ("id", "report", "reported_on", "speaker", "for", "cue", "content", "stance", "variant", "source")
    rows = [_statement_row(row) for row in page.items]
    return frame.faces(
        request, {"total": page.total, "next": page.next, "statements": rows}, columns, rows, "statements"
    ) or frame.page(
        request, "statements.html", opened, state, page=page, draw=partial(_drawn, frame, request, opened, state)
    )


def _drawn(frame: Frame, request: Request, opened: Opened, state: State, to: To) -> Timeline:
    """The timeline above the list, narrowed by the same filters."""
    found = None
    if state.words:
        store, dossier_id = frame.library.store, request.path_params["dossier"]
        found = statements_with(store, dossier_id, state.words, known_by=state.known_by)
    order = [row.id for row in opened.view.members]
    return timeline(opened.analysis, opened.said, state, to, order=order, statements=found)


def reports(frame: Frame, request: Request) -> Response:
    """Reports, newest first, a page at a time; the place to add one."""
    opened, state = frame.opened(request)
    page = list_reports(
        frame.library.store,
        request.path_params["dossier"],
        after=state.after,
        limit=ROWS if ending(request) else PAGE,
        words=state.words,
        until=opened.view.as_of,
        known_by=state.known_by,
    )
    columns = ("sha256", "name", "title", "publisher", "published_on", "statements")
    rows = [plain(r) for r in page.items]
    content = {"total": page.total, "next": page.next, "reports": rows}
    return frame.faces(request, content, columns, rows, "reports") or frame.page(
        request, "reports.html", opened, state, page=page, items=page.items
    )


def report(frame: Frame, request: Request) -> Response:
    """One report, with source, cue and content of each statement marked in its text."""
    opened, state = frame.opened(request)
    report = frame.library.store.report(request.path_params["dossier"], request.path_params["report"])
    if report.day and report.day > opened.view.as_of:
        raise DossierError(f"that report was published on {report.day}, after {opened.view.as_of}")
    analysis, statements = frame.library.statements_of(request.path_params["dossier"], report, state)
    view = replace(opened.view, statements=statements)
    shown = report_view(analysis, report)
    places: list[Place] = other_places(replace(view, reports=(shown,)))
    codings = {st.id: opened.by_statement.get(st.id, []) for st in statements}
    columns = ("number", "id", "speaker", "name", "office", "on_behalf_of", "kind", "said_on", "bearing")
    face = frame.faces(
        request,
        {"report": shown, "statements": statements},
        columns,
        [plain(s) for s in statements],
        "report",
        whole=True,
    )
    return face or frame.page(
        request,
        "report.html",
        opened,
        state,
        report=shown,
        statements=statements,
        codings=codings,
        text=report_text(shown, statements, places),
    )


def evidence(frame: Frame, request: Request) -> Response:
    """One piece of evidence: what was coded, by whom, what became of it; and the forms to correct it."""
    opened, state = frame.opened(request)
    dossier_id = request.path_params["dossier"]
    wanted = request.path_params["evidence"]
    shown = opened.by_anchor.get(wanted)
    item = get_evidence(frame.library.store, dossier_id, shown.id if shown else wanted)
    if item.reported_on > opened.view.as_of:
        raise DossierError(f"that was reported on {item.reported_on}, after {opened.view.as_of}")
    about = [e for e in opened.analysis.evidence if e.withdraws == item.id][:MOST_EDITS]
    columns = (
        "id",
        "member",
        "variant",
        "stance",
        "said_from",
        "said_to",
        "reported_on",
        "speaker",
        "gist",
        "source",
    )
    return frame.faces(request, item, columns, [plain(item)], "evidence") or frame.page(
        request,
        "evidence.html",
        opened,
        state,
        item=item,
        about=about,
        standing=_standing(about),
        words=words_of(frame, dossier_id, item, state),
        mergeable=_mergeable(opened, item),
        effect=effect_of(frame, request),
        name=frame.signs_as(request),
    )


def effect_of(frame: Frame, request: Request) -> str:
    """What the edit just made has changed, where the address names its revision."""
    saved = request.query_params.get("saved", "")
    if not (saved.isascii() and saved.isdigit() and len(saved) < 10):
        return ""
    dossier_id = request.path_params["dossier"]
    return frame.library.effect(dossier_id, int(saved)) or "Saved; what it changed is being computed, or unknown."


def words_of(frame: Frame, dossier_id: str, item: Evidence, state: State) -> tuple[Piece, ...]:
    """The passage of a piece of evidence in its context; empty where it stands in no report."""
    store = frame.library.store
    sha = item.report or (report_of_statement(store, dossier_id, item.statement) if item.statement else None)
    if item.statement is None or sha is None or not store.has_report(dossier_id, sha):
        return ()
    page = list_statements(store, dossier_id, report=sha, limit=1_000, oldest_first=True, known_by=state.known_by)
    st = next((row.statement for row in page.items if row.statement.id == item.statement), None)
    if st is None:
        return ()
    text = store.report(dossier_id, sha).text
    return passage(text, (("source", st.source), ("cue", st.cue), ("content", st.content)))


def _standing(about: list[Evidence]) -> Evidence | None:
    """The last entry of a person against it: what may be undone."""
    entered = [item for item in about if item.human]
    return max(entered, key=lambda e: (e.recorded_at, e.id), default=None)


def queue(frame: Frame, request: Request) -> Response:
    """Codings with low confidence that nobody has looked at, the least sure first; several answered at once."""
    opened, state = frame.opened(request)
    dossier_id = request.path_params["dossier"]
    edited = {e.withdraws for e in opened.analysis.evidence if e.withdraws}
    doubtful = [
        e for e in opened.analysis.evidence
        if e.stance is not None and e.statement and not e.human and e.confidence < SURE and e.id not in edited
    ]  # fmt: skip
    doubtful.sort(key=lambda e: (e.confidence, e.id))
    page = slice_page(doubtful, state.after, ROWS if ending(request) else QUEUED)
    columns = ("id", "member", "variant", "stance", "confidence", "said_to", "speaker", "gist", "source")
    rows = [{name: plain(item)[name] for name in columns} for item in page.items]
    content = {"total": page.total, "next": page.next, "queue": rows}
    face = frame.faces(request, content, columns, rows, "queue")
    if face is not None:
        return face
    shown = [(item, words_of(frame, dossier_id, item, state)) for item in page.items]
    return frame.page(
        request, "queue.html", opened, state, shown=shown, page=page, sure=SURE, effect=effect_of(frame, request),
        name=frame.signs_as(request),
    )  # fmt: skip


def at(frame: Frame, request: Request) -> Response:
    """From an anchor of the brief (a statement, a span, evidence, a fact) to the page that shows it."""
    dossier_id, anchor = request.path_params["dossier"], request.path_params["anchor"]
    state = read_state(request.query_params)
    base = f"/d/{segment(dossier_id)}"
    if anchor.startswith("s-"):
        statement = "-".join(anchor.split("-")[:2])
        report = report_of_statement(frame.library.store, dossier_id, statement)
        if report is None:
            raise DossierError(f"no statement {statement!r}", where=dossier_id)
        return RedirectResponse(f"{base}/reports/{report}{state.moment.query()}#{segment(anchor)}", 303)
    if anchor.startswith("e-"):
        return RedirectResponse(f"{base}/evidence/{segment(anchor)}{state.moment.query()}", 303)
    return RedirectResponse(f"{base}{state.moment.query()}#{segment(anchor)}", 303)


def _mergeable(opened: Opened, item: Evidence) -> list[Evidence]:
    """What may tell of the same utterance: of the same member and variant, said nearest to it."""
    fallen = {e.withdraws for e in opened.analysis.evidence if e.withdraws}
    own = opened.by_id.get(item.id, item).origin
    near = [
        e
        for e in opened.analysis.evidence
        if (e.member, e.variant) == (item.member, item.variant)
        and e.id != item.id
        and e.id not in fallen
        and (not own or e.origin != own)
    ]
    return sorted(near, key=lambda e: (abs((e.said_to - item.said_to).days), e.id))[:MOST_NEAR]


def _statement_row(row: StatementRow) -> dict[str, Any]:
    st = row.statement
    coded = [e for e in row.evidence if e.stance is not None]
    return {
        "id": st.id,
        "report": row.report_name,
        "report_sha256": st.report,
        "reported_on": st.reported_on,
        "speaker": (st.speaker.name or st.speaker.text) if st.speaker else row.source,
        "for": st.speaker.on_behalf_of if st.speaker else None,
        "source": row.source,
        "cue": row.cue,
        "content": row.content,
        "stance": [e.stance.value for e in coded if e.stance],
        "variant": [e.variant for e in coded],
        "spans": {"source": st.source, "cue": st.cue, "content": st.content},
    }


PAGES: dict[str, Page] = {
    "/d/{dossier}/statements": statements,
    "/d/{dossier}/reports": reports,
    "/d/{dossier}/reports/{report}": report,
}
SIGNED: dict[str, Page] = {"/d/{dossier}/evidence/{evidence}": evidence, "/d/{dossier}/queue": queue}
"""Pages with a visitor's own name in them: never kept for another."""
