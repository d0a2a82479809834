"""Across dossiers and days: search in all evidence and records, a member everywhere, two days side by side."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from whipcount.briefs.wording import moved_text
from whipcount.dossiers.annotating import as_rows, noted
from whipcount.dossiers.annotation import About
from whipcount.dossiers.queries import list_statements
from whipcount.errors import DateError, DossierError
from whipcount.text.fields import one_field
from whipcount.text.moments import day_of
from whipcount.web.frame import Frame, Page
from whipcount.web.state import MOST, State

MOST_FOUND = 25  # of one dossier on the page of a search
FOUND = ("dossier", "kind", "id", "day", "who", "member", "what")
PROFILE = ("dossier", "title", "as_of", "name", "label", "since", "left", "pivotal", "source")
COMPARED = ("member", "name", "then", "now", "moved")


def search(frame: Frame, request: Request) -> Response:
    """Words in all statements, records and notes of all dossiers, the newest first in each."""
    words = one_field(request.query_params.get("words", ""))[:MOST]
    rows: list[dict[str, Any]] = []
    totals: dict[str, int] = {}
    store = frame.library.store
    if words:
        for dossier_id in store.ids():
            page = list_statements(store, dossier_id, words=words, limit=MOST_FOUND)
            sides = [
                {
                    "dossier": dossier_id,
                    "kind": "statement",
                    "id": row.statement.id,
                    "day": row.statement.reported_on,
                    "who": (row.statement.speaker.name or row.statement.speaker.text)
                    if row.statement.speaker
                    else row.source,
                    "member": next((e.member for e in row.evidence if e.member), None),
                    "what": row.content,
                }
                for row in page.items
            ]
            dossier = store.dossier(dossier_id, with_reports=False)
            entered = [
                e for e in (*dossier.records, *dossier.corrections) if _holds(words, e.gist, e.speaker, e.source)
            ]
            entered.sort(key=lambda e: (e.reported_on, e.id), reverse=True)
            sides += [
                {
                    "dossier": dossier_id,
                    "kind": "entry" if e.human else "record",
                    "id": e.id,
                    "day": e.reported_on,
                    "who": e.speaker or e.source,
                    "member": e.member,
                    "what": e.gist,
                }
                for e in entered[:MOST_FOUND]
            ]
            notes = [
                row
                for item in noted(store, dossier_id, words=words)
                for row in as_rows(item)
                if any(word in row["value"].casefold() for word in words.casefold().split())
            ]
            notes.sort(key=lambda row: row["recorded_at"], reverse=True)
            sides += [
                {
                    "dossier": dossier_id,
                    "kind": row["kind"],
                    "id": row["target"],
                    "day": date.fromisoformat(row["recorded_at"][:10]),
                    "who": row["author"],
                    "member": row["target"] if row["about"] == About.MEMBER else None,
                    "what": row["value"],
                    "about": row["about"],
                }
                for row in notes[:MOST_FOUND]
            ]
            totals[dossier_id] = page.total + len(entered) + len(notes)
            rows += sides
    content = {"words": words, "totals": totals, "found": rows}
    titles = {dossier_id: store.about(dossier_id).title for dossier_id in totals}
    return frame.faces(request, content, FOUND, rows, "search") or frame.page(
        request, "search.html", words=words, rows=rows, totals=totals, titles=titles
    )


def _holds(words: str, *texts: str | None) -> bool:
    whole = " ".join(text for text in texts if text).casefold()
    return all(word in whole for word in words.casefold().split())


def profile(frame: Frame, request: Request) -> Response:
    """Where one member stands in every dossier that it is a member of, as far as the views are there."""
    wanted = one_field(request.path_params["member"])[:MOST]
    rows: list[dict[str, Any]] = []
    waiting = 0
    for dossier_id in frame.library.store.ids():
        try:
            opened = frame.library.ready(dossier_id, State())
        except DossierError:
            continue
        if opened is None:
            waiting += 1
            continue
        row = next((r for r in opened.view.members if r.id == wanted), None)
        if row is not None:
            cells: dict[str, Any] = {name: getattr(row, name) for name in PROFILE if hasattr(row, name)}
            rows.append({"dossier": dossier_id, "title": opened.view.title, "as_of": opened.view.as_of, **cells})
            rows[-1]["group"] = row.group
    if not rows and not waiting:
        raise DossierError(f"no dossier has a member {wanted!r}", accepted="the id of a member, as /members shows it")
    face = frame.faces(request, rows, PROFILE, rows, "member")
    if face is not None:
        return face
    page = frame.page(request, "profile.html", rows=rows, member=wanted, waiting=waiting)
    if waiting:
        page.headers["refresh"] = "3"
    return page


def compare(frame: Frame, request: Request) -> Response:
    """Two days side by side: the bars, the chance, and who stands elsewhere."""
    opened, state = frame.opened(request)
    then = day_of(request.query_params.get("then") or None, "then")
    if then is None:
        return frame.faces(request, {"moved": []}, COMPARED, [], "compare") or frame.page(
            request, "compare.html", opened, state, then=None, before=None, rows=[], chance=""
        )
    if then >= opened.view.as_of:
        raise DateError(f"{then} is not before {opened.view.as_of}", where="then", accepted="an earlier day")
    before = frame.library.open(request.path_params["dossier"], replace(state.moment, as_of=then))
    was = {row.id: row for row in before.view.members}
    rows = [
        {
            "member": row.id,
            "name": row.name,
            "then": was[row.id].label if row.id in was else "no member",
            "now": row.label,
            "moved": row.id not in was or was[row.id].label != row.label,
            "group": row.group,
            "group_then": was[row.id].group if row.id in was else "unknown",
        }
        for row in opened.view.members
    ]
    rows.sort(key=lambda row: (not row["moved"], str(row["name"])))
    chances = [view.forecast.probability.value if view.forecast else None for view in (before.view, opened.view)]
    chance = ""
    if chances[0] is not None and chances[1] is not None:
        chance = moved_text(float(chances[0]), float(chances[1]))
    content = {"then": then, "as_of": opened.view.as_of, "chance": chances, "members": rows}
    return frame.faces(request, content, COMPARED, rows, "compare") or frame.page(
        request, "compare.html", opened, state, then=then, before=before.view, rows=rows, chance=chance
    )


PAGES: dict[str, Page] = {"/d/{dossier}/compare": compare}
EVERYWHERE: dict[str, Page] = {"/search": search, "/members/{member}": profile}
