"""Bargaining as a what-if: a model by name, one member's position or salience as the address says."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from whipcount.bargaining.models import HEADLINE, MODELS
from whipcount.bargaining.sensitivity import WhatIf, what_if
from whipcount.briefs.charts.svg import Bar
from whipcount.briefs.sections.bargaining import MOST_MEMBERS, SHOWN, Bargain, bargain_of, tell
from whipcount.briefs.view.bargaining import BargainView
from whipcount.briefs.view.schema import plain
from whipcount.errors import InputError
from whipcount.web.frame import Frame, Page, ending
from whipcount.web.opened import Opened
from whipcount.web.state import State

COLUMNS = ("kind", "name", "outcome", "as_it_is", "position", "salience", "power", "weight", "ends_at", "note")
STEPS = 11  # points of the curve over one member's position
OFFERED = {name: what for name, what in MODELS.items() if name != "choice"}  # which is for stated positions only
CURVE_MEMBERS = 60  # with more members only the headline is drawn over a member's position


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for: the model shown, and one member's cell set by hand (None: left as it is)."""

    model: str = SHOWN
    member: str | None = None
    position: float | None = None
    salience: float | None = None

    @property
    def supposes(self) -> bool:
        """Whether anything is set by hand."""
        return self.member is not None and (self.position is not None or self.salience is not None)


@dataclass(frozen=True, slots=True)
class Answered:
    """The models' answers as it is and, where something is set by hand, as it would be."""

    now: BargainView
    then: BargainView | None
    curve: WhatIf | None

    @property
    def shown(self) -> BargainView:
        """What the page shows: the what-if where there is one."""
        return self.then or self.now


def read_asked(query: Mapping[str, str]) -> Asked:
    """What a query asks for; empty parts of a form are left out.

    Raises:
        InputError: an unknown model, a number that is none or out of its range.

    >>> read_asked({"model": "challenge", "member": "HU", "position": "60", "salience": ""})
    Asked(model='challenge', member='HU', position=60.0, salience=None)
    """
    model = query.get("model") or SHOWN
    if model not in MODELS:
        raise InputError(f"unknown model {model[:60]!r}", where="model", accepted=", ".join(MODELS))
    return Asked(
        model,
        query.get("member") or None,
        _number(query.get("position"), "position", 100.0),
        _number(query.get("salience"), "salience", 1.0),
    )


def _number(text: str | None, name: str, most: float) -> float | None:
    if not text or not text.strip():
        return None
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not 0.0 <= value <= most:
        raise InputError(f"{text[:40]!r}", where=name, accepted=f"a number from 0 to {most:g}")
    return value


def answer(bargain: Bargain, asked: Asked) -> Answered:
    """Run the models on the table, and on the table with the one cell changed.

    Raises:
        InputError: no such member.
        BargainingError: the model that is asked for cannot run on this table.
    """
    table = bargain.table
    if asked.member is not None and asked.member not in table.actors:
        raise InputError(f"no member {asked.member[:60]!r}", where="member", accepted=", ".join(table.actors[:60]))
    now = tell(bargain, model=asked.model)
    if asked.member is None:
        return Answered(now, None, None)
    issue = table.issues[0].name
    model = asked.model if table.n_actors <= CURVE_MEMBERS and asked.model != "exchange" else HEADLINE
    options: dict[str, Any] = {"rule": bargain.rule} if model == "procedural" else {}
    curve = what_if(table.one_issue(0), asked.member, issue, steps=STEPS, model=model, **options)
    if not asked.supposes:
        return Answered(now, None, curve)
    changed = table.changed(asked.member, issue, position=asked.position, salience=asked.salience)
    names = {name: members | {asked.member} if name == issue else members for name, members in bargain.known.items()}
    return Answered(now, tell(replace(bargain, table=changed, known=names), model=asked.model), curve)


def page(frame: Frame, request: Request) -> Response:
    """What bargaining would give."""
    opened, state = frame.opened(request)
    asked = read_asked(request.query_params)
    answer = _found(frame, request, opened, state, asked)
    if ending(request):
        content = None if answer is None else {"asked": asked, "now": answer.now, "then": answer.then}
        face = frame.faces(request, content, COLUMNS, [] if answer is None else rows_of(answer), "bargain")
        assert face is not None  # noqa: S101  (the ending was asked for)
        return face
    return frame.page(
        request,
        "bargaining.html",
        opened,
        state,
        asked=asked,
        found=answer,
        models=OFFERED,
        pulls=() if answer is None else pulls(answer.shown),
        twin=lambda kind: f"{kind}?{request.url.query}" if request.url.query else kind,
    )


def _found(frame: Frame, request: Request, opened: Opened, state: State, asked: Asked) -> Answered | None:
    """The answer, made once for each address; None where there is nothing to bargain from."""

    def make() -> Answered | None:
        many = len(opened.analysis.tally.positions) > MOST_MEMBERS
        bargain = None if many else bargain_of(opened.analysis)
        return None if bargain is None else answer(bargain, asked)

    dossier = request.path_params["dossier"]
    return frame.once(request, ("bargain", dossier, opened.revision, state.moment, asked), make)


def rows_of(found: Answered) -> list[dict[str, Any]]:
    """The rows of the CSV twin: one for each model, one for each member."""
    before = {row.model: row.value for row in found.now.models}
    rows: list[dict[str, Any]] = [
        {
            "kind": "model",
            "name": row.model,
            "outcome": row.value,
            "as_it_is": before.get(row.model),
            "note": row.note,
        }
        for row in found.shown.models
    ]
    for actor in found.shown.actors:
        cells = plain(actor)
        rows.append({"kind": "member", **cells, "ends_at": actor.path[-1], "note": "" if actor.known else "unknown"})
    return rows


def pulls(view: BargainView, *, most: int = 12) -> tuple[Bar, ...]:
    """How far each member pulls the headline from where it would be without it in its place, the strongest first.

    A member with the share w of all weight at x pulls by w (x - headline), in points of the line.
    """
    alike: dict[tuple[float, float], list[str]] = {}
    for actor in view.actors:
        alike.setdefault((actor.weight, actor.position), []).append(actor.name)
    rows = []
    for (weight, position), names in alike.items():
        pull = round(weight * (position - view.issue.headline), 2) + 0.0  # no minus before a zero
        label = names[0] if len(names) == 1 else f"{names[0]} +{len(names) - 1}, each"
        rows.append(Bar(label, pull, f"{pull:+.2f}".replace("-", "−")))
    return tuple(sorted(rows, key=lambda bar: (-abs(bar.value), bar.label))[:most])


PAGES: dict[str, Page] = {"/d/{dossier}/bargain": page}
