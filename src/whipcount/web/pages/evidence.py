"""The evidence: statements, reports with their marks, one coding or record, and the way there from any figure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from whipcount.briefs.render.html import other_places, report_text
from whipcount.briefs.sections.assemble import report_view
from whipcount.briefs.view.evidence import Place
from whipcount.briefs.view.schema import plain
from whipcount.dossiers import report_edits
from whipcount.dossiers.annotating import noted_on, target_of
from whipcount.dossiers.annotation import About, Target
from whipcount.dossiers.pages import MAX_PAGE
from whipcount.dossiers.pages import Page as Slice
from whipcount.dossiers.queries import get_evidence, report_of_statement, statements_of_ids
from whipcount.dossiers.report_lists import ReportRow, list_reports
from whipcount.errors import DossierError
from whipcount.positions.stance.stance import Evidence
from whipcount.reports.report import told_beside
from whipcount.web.desk_notes import COLUMNS as NOTED
from whipcount.web.desk_notes import chosen_of, marks_of
from whipcount.web.frame import PAGE, Frame, Page, ending, slice_page, streamed
from whipcount.web.library import MOST_STATEMENTS
from whipcount.web.opened import Opened
from whipcount.web.passage import Piece, passage
from whipcount.web.state import State, read_state, segment
from whipcount.web.statement_list import COLUMNS, StatementList, as_row, row_id

SURE = 0.8  # codings below are asked about
QUEUED = 12  # on one page
MOST_EDITS, MOST_NEAR = 50, 12  # listed with one piece of evidence


def statements(frame: Frame, request: Request) -> Response:
    """Statements and records, newest first, filtered and a page at a time; as CSV and JSON all of them."""
    opened, state = frame.opened(request)
    listing = StatementList(frame.library.store, request.path_params["dossier"], opened, state)
    page = listing.page(state.after, PAGE)
    head = {"total": page.total, "next": None}
    rows = ({**as_row(row), **listing.marks.cells(row_id(row))} for row in listing.rows(state.after))
    return streamed(request, head, "statements", (*COLUMNS, *NOTED), rows) or frame.page(
        request,
        "statements.html",
        opened,
        state,
        page=page,
        draw=listing.drawing,
        is_record=_is_record,
        marks=listing.marks,
        row_id=row_id,
    )


def _is_record(row: object) -> bool:
    return isinstance(row, Evidence)


def reports(frame: Frame, request: Request) -> Response:
    """Reports, newest first, a page at a time; the place to add one."""
    opened, state = frame.opened(request, forms=True)
    list_page = partial(
        list_reports,
        frame.library.store,
        request.path_params["dossier"],
        words=state.words,
        ids=chosen_of(frame.library.store, request.path_params["dossier"], state, About.REPORT),
        until=opened.view.as_of,
        known_by=state.known_by,
    )
    page = list_page(after=state.after, limit=PAGE)
    marks = marks_of(frame.library.store, request.path_params["dossier"], state, About.REPORT)
    columns = ("sha256", "name", "title", "publisher", "published_on", "statements", *NOTED)
    rows = ({**plain(row), **marks.cells(row.sha256)} for row in _all(list_page, state.after))
    return streamed(request, {"total": page.total, "next": None}, "reports", columns, rows) or frame.page(
        request, "reports.html", opened, state, page=page, items=page.items, marks=marks
    )


def _all(list_page: Callable[..., Slice[ReportRow]], after: str | None) -> Iterator[ReportRow]:
    while True:
        page = list_page(after=after, limit=MAX_PAGE)
        yield from page.items
        after = page.next
        if after is None:
            return


def report(frame: Frame, request: Request) -> Response:
    """One report, with source, cue and content of each statement marked in its text."""
    opened, state = frame.opened(request, forms=True)
    store, dossier_id = frame.library.store, request.path_params["dossier"]
    report = store.report(dossier_id, request.path_params["report"], removed_too=True)
    edits = report_edits.edits_of(store, dossier_id, report.sha256)
    if report.day and report.day > opened.view.as_of:
        raise DossierError(f"that report was published on {report.day}, after {opened.view.as_of}")
    most = None if ending(request) else MOST_STATEMENTS
    analysis, statements, total = frame.library.statements_of(opened, report, state, most=most)
    view = replace(opened.view, statements=statements)
    shown = report_view(analysis, report)
    places: list[Place] = other_places(replace(view, reports=(shown,)))
    codings = {st.id: opened.by_statement.get(st.id, []) for st in statements}
    columns = ("number", "id", "speaker", "name", "office", "on_behalf_of", "kind", "said_on", "bearing")
    face = frame.faces(
        request,
        {"report": shown, "removed": bool(edits and edits[-1].removed), "edits": edits, "statements": statements},
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
        edits=edits,
        noted=noted_on(store, dossier_id, Target(About.REPORT, report.sha256), known_by=state.known_by),
        marks=marks_of(store, dossier_id, state, About.STATEMENT),
        total=total,
        text=report_text(shown, statements, places),
    )


def evidence(frame: Frame, request: Request) -> Response:
    """One piece of evidence: what was coded, by whom, what became of it; and the forms to correct it."""
    opened, state = frame.opened(request, forms=True)
    dossier_id = request.path_params["dossier"]
    wanted = request.path_params["evidence"]
    shown = opened.by_anchor.get(wanted)
    item = get_evidence(frame.library.store, dossier_id, shown.id if shown else wanted)
    if item.reported_on > opened.view.as_of:
        raise DossierError(f"that was reported on {item.reported_on}, after {opened.view.as_of}")
    about = [e for e in opened.analysis.evidence if e.withdraws == item.id]
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
    document = _document_of(frame, dossier_id, item)
    content = {**plain(item), "document": document, "edits": about}
    # Of an older view the forms hold for the newest revision, where nobody has edited this since.
    newer = {e.id for e in frame.library.store.evidence(dossier_id, withdraws=item.id)} - {e.id for e in about}
    forms_of = opened.revision if newer and request.state.shown != request.state.revision else None
    return frame.faces(request, content, columns, [plain(item)], "evidence") or frame.page(
        request,
        "evidence.html",
        opened,
        state,
        item=item,
        about=about[-MOST_EDITS:],
        earlier=max(0, len(about) - MOST_EDITS),
        standing=_standing(about),
        words=words_of(frame, dossier_id, item, state),
        document=document,
        mergeable=_mergeable(opened, item),
        form_revision=forms_of,
        effect=effect_of(frame, request),
        name=frame.name_mark,
        noted=noted_on(
            frame.library.store, dossier_id, target_of(frame.library.store, dossier_id, item.id),
            known_by=state.known_by,
        ),
    )  # fmt: skip


def effect_of(frame: Frame, request: Request) -> str:
    """What the edit just made has changed, where the address names its revision."""
    saved = request.query_params.get("saved", "")
    if not (saved.isascii() and saved.isdigit() and len(saved) < 10):
        return ""
    dossier_id = request.path_params["dossier"]
    effect = frame.library.effect(dossier_id, int(saved))
    request.state.passing = not effect
    return effect or "What it changed is being computed, or unknown."


def _document_of(frame: Frame, dossier_id: str, item: Evidence) -> dict[str, str]:
    """What is told beside the text of the report that evidence stands in: author, section, its collector's notes."""
    store = frame.library.store
    sha = item.report or (report_of_statement(store, dossier_id, item.statement) if item.statement else None)
    found = store.reports_of(dossier_id, [sha]) if sha else ()
    return told_beside(found[0]) if found else {}


def words_of(frame: Frame, dossier_id: str, item: Evidence, state: State) -> tuple[Piece, ...]:
    """The passage of a piece of evidence in its context; empty where it stands in no report."""
    store = frame.library.store
    sha = item.report or (report_of_statement(store, dossier_id, item.statement) if item.statement else None)
    if item.statement is None or sha is None or not store.has_report(dossier_id, sha):
        return ()
    rows = statements_of_ids(store, dossier_id, [item.statement], known_by=state.known_by)
    if not rows:
        return ()
    st = rows[0].statement
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
    page = slice_page(doubtful, state.after, len(doubtful) or 1 if ending(request) else QUEUED)
    columns = ("id", "member", "variant", "stance", "confidence", "said_to", "speaker", "gist", "source")
    rows = [{name: plain(item)[name] for name in columns} for item in page.items]
    content = {"total": page.total, "next": page.next, "queue": rows}
    face = frame.faces(request, content, columns, rows, "queue")
    if face is not None:
        return face
    shown = [(item, words_of(frame, dossier_id, item, state)) for item in page.items]
    return frame.page(
        request, "queue.html", opened, state, shown=shown, page=page, sure=SURE, effect=effect_of(frame, request),
        name=frame.name_mark,
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


PAGES: dict[str, Page] = {
    "/d/{dossier}/statements": statements,
    "/d/{dossier}/reports": reports,
    "/d/{dossier}/reports/{report}": report,
    "/d/{dossier}/evidence/{evidence}": evidence,
    "/d/{dossier}/queue": queue,
}
