"""A dossier at a glance, its board of members, one member."""

from __future__ import annotations

from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response

from whipcount.briefs.charts.board import member_fragment
from whipcount.briefs.sections.count import step_views
from whipcount.briefs.view.schema import plain
from whipcount.errors import DossierError
from whipcount.web.frame import MEMBER_COLUMNS, PAGE, Frame, Page, member_rows, slice_page

MOST_STEPS = 100  # lines of one member's calculation on its page: the latest


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
    page = slice_page(items, state.after, PAGE)
    items = list(page.items)
    steps = opened.analysis.tally.position(row.id).steps
    row = replace(row, steps=step_views(steps if len(steps) <= MOST_STEPS else steps[-MOST_STEPS:], opened.by_id))
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
        request, "member.html", opened, state, row=row, items=items, page=page, left_out=len(steps) - len(row.steps)
    )


PAGES: dict[str, Page] = {
    "/d/{dossier}": overview,
    "/d/{dossier}/members": members,
    "/d/{dossier}/members/{member}": member,
}
