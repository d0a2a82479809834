"""What people noted in a dossier: the list of all of it, and the page of one thing that is noted on."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from whipcount.dossiers.annotating import COLUMNS, as_rows, checked, noted, noted_on
from whipcount.dossiers.annotation import About, Noted, Target
from whipcount.errors import InputError
from whipcount.text.fields import one_field
from whipcount.web.desk_notes import called, marks_of
from whipcount.web.frame import PAGE, Frame, Page, ending, slice_page
from whipcount.web.state import State


def notes(frame: Frame, request: Request) -> Response:
    """All that stands, filtered and a page at a time; with ``about`` and ``target`` what stands on one thing."""
    opened, state = frame.opened(request, forms=True)
    store, dossier_id = frame.library.store, request.path_params["dossier"]
    kind, wanted = (one_field(request.query_params.get(name, "")) for name in ("about", "target"))
    if kind and kind not in set(About):
        raise InputError(f"no kind {kind!r}", where="about", accepted=", ".join(About))
    about = About(kind) if kind else None
    if wanted:
        target = checked(store, dossier_id, Target(about or About.MEMBER, wanted))
        one = noted_on(store, dossier_id, target, known_by=state.known_by)
        items: tuple[Noted, ...] = (one,)
    else:
        one = None
        items = noted(
            store, dossier_id, about=about, tag=state.tag, assignee=state.assignee, words=state.words,
            known_by=state.known_by,
        )  # fmt: skip
    page = slice_page(items, state.after, len(items) or 1 if ending(request) else PAGE)
    rows: list[dict[str, Any]] = [row for item in page.items for row in as_rows(item)]
    content = {"total": page.total, "next": page.next, "notes": rows}
    marks = marks_of(store, dossier_id, replace(State(), known_by=state.known_by), *About)
    return frame.faces(request, content, COLUMNS, rows, "notes") or frame.page(
        request, "notes.html", opened, state, page=page, one=one, about=kind, marks=marks, kinds=list(About),
        called=called(store, dossier_id, opened, page.items),
    )  # fmt: skip


PAGES: dict[str, Page] = {"/d/{dossier}/notes": notes}
