"""A dossier at a glance, its board of members, one member."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from whipcount.briefs.charts.board import member_fragment
from whipcount.briefs.sections.count import step_views
from whipcount.briefs.view.brief import GROUPS, MemberRow
from whipcount.briefs.view.schema import plain
from whipcount.dossiers.annotating import noted_on
from whipcount.dossiers.annotation import About, Target
from whipcount.errors import DossierError, InputError
from whipcount.text.fields import one_field
from whipcount.web.desk_notes import COLUMNS as NOTED
from whipcount.web.desk_notes import chosen_of, marks_of
from whipcount.web.frame import MEMBER_COLUMNS, PAGE, Frame, Page, ending, member_rows, slice_page

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
    query = request.query_params
    group, sort, words = (one_field(query.get(name, ""))[:100] for name in ("group", "sort", "words"))
    store, dossier_id = frame.library.store, request.path_params["dossier"]
    marks = marks_of(store, dossier_id, state, About.MEMBER)
    chosen = chosen_of(store, dossier_id, state, About.MEMBER)
    some = [row for row in opened.view.members if chosen is None or row.id in chosen]
    shown = replace(opened.view, members=_arranged(some, group, sort, words))
    records = frame.library.records(request.path_params["dossier"], opened, patience=frame.patience(request))
    rows = member_rows(shown)
    silent_rows = {row.id: row for row in records.members} if records else {}
    for row in rows:
        one = silent_rows.get(row["id"])
        row["from_records_not_a_position"] = one.yes if one else None
        row.update(marks.cells(row["id"]))
    columns = (*MEMBER_COLUMNS, *NOTED, *(("from_records_not_a_position",) if records else ()))
    return frame.faces(request, rows, columns, rows, "members") or frame.page(
        request, "members.html", opened, state, shown=shown, records=records, told=silent_rows, group=group,
        sort=sort or "left", words=words, sorts=list(_SORTS), marks=marks,
    )  # fmt: skip


_SORTS: dict[str, Callable[[MemberRow], Any]] = {
    "left": lambda row: (not row.pivotal, not row.left),
    "name": lambda row: row.name.casefold(),
    "position": lambda row: list(GROUPS).index(row.group),
    "since": lambda row: row.since or date.min,
    "age": lambda row: -1 if row.age_days is None else row.age_days,
    "power": lambda row: -(row.power or 0.0),
    "pivot": lambda row: -(row.gain or 0.0),
}


def _arranged(rows: Sequence[MemberRow], group: str, sort: str, words: str) -> tuple[MemberRow, ...]:
    """Those of a group whose name holds some words, in an order; the board's own order within it.

    Raises:
        InputError: no such group or order.
    """
    if group and group not in GROUPS:
        raise InputError(f"no group {group!r}", where="group", accepted=", ".join(GROUPS))
    if sort and sort not in _SORTS:
        raise InputError(f"no order {sort!r}", where="sort", accepted=", ".join(_SORTS))
    wanted = words.casefold().split()
    some = [
        row
        for row in rows
        if (not group or row.group == group) and all(w in f"{row.name} {row.id}".casefold() for w in wanted)
    ]
    return tuple(sorted(some, key=_SORTS[sort]) if sort else some)


def member(frame: Frame, request: Request) -> Response:
    """One member: where it stands, why, and all that bears on it."""
    opened, state = frame.opened(request)
    wanted = request.path_params["member"]
    row = next((r for r in opened.view.members if r.id == wanted or member_fragment(r.id) == wanted), None)
    if row is None:
        ids = ", ".join(r.id for r in opened.view.members[:60])
        raise DossierError(f"no member {wanted!r} on {opened.view.as_of}", accepted=ids)
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
    records = frame.library.records(request.path_params["dossier"], opened, patience=frame.patience(request))
    return frame.faces(
        request,
        {"member": row, "total": page.total, "next": page.next, "evidence": items},
        columns,
        rows,
        f"member-{row.id}",
    ) or frame.page(
        request, "member.html", opened, state, row=row, items=items, page=page, left_out=all_steps - len(steps),
        noted=noted_on(
            frame.library.store, request.path_params["dossier"], Target(About.MEMBER, row.id), known_by=state.known_by
        ),
        records=records, one=next((r for r in records.members if r.id == row.id), None) if records else None,
    )  # fmt: skip


PAGES: dict[str, Page] = {
    "/d/{dossier}": overview,
    "/d/{dossier}/members": members,
    "/d/{dossier}/members/{member}": member,
}
