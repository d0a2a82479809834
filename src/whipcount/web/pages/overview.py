"""All dossiers, one at a glance, its board of members, one member."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from whipcount.briefs.charts.board import member_fragment
from whipcount.briefs.sections.count import step_views
from whipcount.briefs.view.schema import plain
from whipcount.errors import ComputingError, DossierError
from whipcount.web.frame import MEMBER_COLUMNS, PAGE, Frame, Page, ending, member_rows, slice_page
from whipcount.web.state import State

MOST_STEPS = 100  # lines of one member's calculation on its page: the latest


def index(frame: Frame, request: Request) -> Response:
    """All dossiers: what is asked, the answer, who is left."""
    rows = []
    frame.library.warm()
    until = time.monotonic() + frame.library.patience
    for dossier_id in frame.library.store.ids():
        row: dict[str, Any] = {"id": dossier_id, "title": frame.library.store.about(dossier_id).title}
        try:
            opened = frame.library.open(dossier_id, State(), patience=until - time.monotonic(), or_before=True)
        except (DossierError, ComputingError) as error:
            row |= {"question": str(error), "answer": "", "as_of": None, "left": None, "chance": "", "newest": False}
        else:
            view = opened.view
            row |= {
                "question": view.question,
                "answer": view.answer,
                "as_of": view.as_of,
                "left": view.rule.left.value,
                "chance": view.forecast.probability.text if view.forecast else "",
                "newest": opened.revision == frame.library.store.revision(dossier_id),
            }
        rows.append(row)
    faces = ("id", "title", "question", "answer", "as_of", "left", "chance", "newest")
    return frame.faces(request, rows, faces, rows, "dossiers") or frame.page(request, "index.html", rows=rows)


def overview(frame: Frame, request: Request) -> Response:
    """The dossier at a glance."""
    opened, state = frame.opened(request, over_time=True)
    return frame.faces(request, opened.view, MEMBER_COLUMNS, member_rows(opened.view), "overview") or frame.page(
        request, "overview.html", opened, state
    )


def members(frame: Frame, request: Request) -> Response:
    """The board of members."""
    opened, state = frame.opened(request)
    rows = member_rows(opened.view)
    return frame.faces(request, opened.view.members, MEMBER_COLUMNS, rows, "members") or frame.page(
        request, "members.html", opened, state
    )


def member(frame: Frame, request: Request) -> Response:
    """One member: where it stands, why, and all that bears on it."""
    opened, state = frame.opened(request)
    wanted = request.path_params["member"]
    row = next((r for r in opened.view.members if r.id == wanted or member_fragment(r.id) == wanted), None)
    if row is None:
        known = ", ".join(r.id for r in opened.view.members[:60])
        raise DossierError(f"no member {wanted!r} on {opened.view.as_of}", accepted=known)
    items = [e for e in opened.analysis.evidence if e.member == row.id]
    items.sort(key=lambda e: (e.said_to, e.reported_on, e.id), reverse=True)
    page = slice_page(items, state.after, len(items) or 1 if ending(request) else PAGE)
    items = list(page.items)
    steps = opened.analysis.tally.position(row.id).steps
    all_steps = len(steps)
    if not ending(request):
        steps = steps[-MOST_STEPS:]
    row = replace(row, steps=step_views(steps, opened.by_id))
    columns = (
        "id",
        "variant",
        "stance",
        "said_from",
        "said_to",
        "reported_on",
        "authority",
        "speaker",
        "gist",
        "source",
    )
    rows = [{**plain(item), "authority": item.authority.name.lower()} for item in items]
    return frame.faces(
        request,
        {"member": row, "total": page.total, "next": page.next, "evidence": items},
        columns,
        rows,
        f"member-{row.id}",
    ) or frame.page(
        request, "member.html", opened, state, row=row, items=items, page=page, left_out=all_steps - len(steps)
    )


PAGES: dict[str, Page] = {
    "/d/{dossier}": overview,
    "/d/{dossier}/members": members,
    "/d/{dossier}/members/{member}": member,
}
