"""What a bargaining run says, made for reading: rows for a page or a brief, and pictures as SVG.

Everything here is pure data. Labels are plain text: who renders the rows escapes them; the SVG functions escape
what they draw.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import numpy as np

from whipcount.bargaining.choice import reading
from whipcount.bargaining.models import MODELS, headline_of, solve_all
from whipcount.bargaining.outcome import Outcome
from whipcount.bargaining.procedural import Carries, WinSet, win_set
from whipcount.bargaining.sensitivity import Sobol, WhatIf
from whipcount.bargaining.table import Table

LABEL = (
    "what-if: models of bargaining, not a forecast; on known outcomes none of them reliably beats the compromise, "
    "save the choice model on decisions of the EU"
)


@dataclass(frozen=True, slots=True)
class ModelRow:
    """One model's outcome on one issue; ``value`` None where the model has no answer, and ``note`` says why."""

    model: str
    what: str
    issue: str
    value: float | None
    converged: bool
    headline: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class ActorRow:
    """One actor on one issue; ``loss`` is its distance from the headline times its salience."""

    actor: str
    issue: str
    position: float | None
    salience: float
    capability: float
    share: float
    loss: float | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class BargainingView:
    """All that a brief or a page shows: models, actors, win sets, and which models were refused, and why.

    ``headline`` is the model whose outcome comes first; ``readings`` are issues and
    sentences where the choice model runs.
    """

    label: str
    models: tuple[ModelRow, ...]
    actors: tuple[ActorRow, ...]
    win_sets: tuple[WinSet, ...]
    refused: tuple[tuple[str, str], ...]
    outcomes: tuple[Outcome, ...]
    headline: str
    readings: tuple[tuple[str, str], ...] = ()


def view(table: Table, *, rule: Carries | None = None) -> BargainingView:
    """Run every model that can run on the table; with a ``rule`` also the win sets and the members that bound them.

    >>> from whipcount.bargaining.table import Issue
    >>> t = Table(["A", "B"], [Issue("x", reference=0)], position=[[40], [100]], salience=[[1], [1]], capability=[1, 1])
    >>> v = view(t)
    >>> [(r.model, r.value) for r in v.models if r.headline]
    [('compromise', 70.0)]
    """
    outcomes, refused = solve_all(table, rule=rule)
    first, _ = headline_of(table)
    models = tuple(
        ModelRow(
            o.model,
            MODELS[o.model][1],
            issue,
            None if np.isnan(o.values[k]) else float(o.values[k]),
            o.converged,
            o.model == first,
            "; ".join(o.notes),
        )
        for o in outcomes
        for k, issue in enumerate(o.issues)
    )
    headline = next(o for o in outcomes if o.model == first)
    weight = table.weight()
    actors = []
    for i, actor in enumerate(table.actors):
        for k, issue in enumerate(table.issues):
            x = float(table.position[i, k])
            present = not np.isnan(x)
            loss = abs(x - float(headline.values[k])) * float(table.salience[i, k]) if present else None
            actors.append(
                ActorRow(
                    actor,
                    issue.name,
                    x if present else None,
                    float(np.nan_to_num(table.salience[i, k])),
                    float(np.nan_to_num(table.capability[i, k])),
                    float(weight[i, k] / weight[:, k].sum()),
                    loss,
                    table.note.get(actor, ""),
                )
            )
    wins: tuple[WinSet, ...] = ()
    if rule is not None:
        wins = tuple(win_set(table, i.name, rule) for i in table.issues if i.reference is not None)
    readings = tuple((name, reading(headline, name)) for name in headline.issues) if headline.chances else ()
    return BargainingView(LABEL, models, tuple(actors), wins, tuple(refused.items()), tuple(outcomes), first, readings)


_WIDTH, _LEFT, _RIGHT, _ROW = 720, 190, 60, 20


def _svg(height: int, title: str, body: Sequence[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img" '
        f'aria-label="{escape(title)}" font-family="system-ui, sans-serif" font-size="12" fill="currentColor">'
        f"<title>{escape(title)}</title>{''.join(body)}</svg>"
    )


def _x(value: float, low: float, high: float) -> float:
    return round(_LEFT + (value - low) / (high - low) * (_WIDTH - _LEFT - _RIGHT), 2)


def _short(text: str, length: int = 26) -> str:
    return text if len(text) <= length else text[: length - 1] + "\u2026"


def positions_svg(table: Table, issue: str, outcome: Outcome | None = None) -> str:
    """Every actor on an issue's line, dots by weight, a line at the outcome, dashes at the reference point.

    >>> from whipcount.bargaining.table import Issue
    >>> t = Table(["<A>", "B"], [Issue("x")], position=[[0], [100]], salience=[[1], [1]], capability=[1, 1])
    >>> "&lt;A&gt;" in positions_svg(t, "x") and "<A>" not in positions_svg(t, "x")
    True
    """
    k = table.issue_index(issue)
    described, weight = table.issues[k], table.weight()[:, k]
    rows = [i for i in np.argsort(table.position[:, k], kind="stable").tolist() if not np.isnan(table.position[i, k])]
    height = _ROW * (len(rows) + 2)
    body = []
    if described.reference is not None:
        at = _x(described.reference, described.low, described.high)
        body.append(f'<path d="M{at} 6V{height - 22}" stroke="currentColor" stroke-dasharray="3 3" opacity=".5"/>')
    if outcome is not None and not np.isnan(outcome.value(issue)):
        at = _x(outcome.value(issue), described.low, described.high)
        body.append(f'<path d="M{at} 6V{height - 22}" stroke="#0b6e99" stroke-width="2"/>')
    for n, i in enumerate(rows):
        y = _ROW * (n + 1)
        value = float(table.position[i, k])
        radius = round(3.0 + 6.0 * float(np.sqrt(weight[i] / max(float(weight.max()), 1e-12))), 2)
        body.append(f'<text x="{_LEFT - 12}" y="{y + 4}" text-anchor="end">{escape(_short(table.actors[i]))}</text>')
        body.append(f'<circle cx="{_x(value, described.low, described.high)}" cy="{y}" r="{radius}" opacity=".75"/>')
    for value in (described.low, described.high):
        at = _x(value, described.low, described.high)
        body.append(f'<text x="{at}" y="{height - 6}" text-anchor="middle">{value:g}</text>')
    return _svg(height, f"Positions on {issue}", body)


def path_svg(table: Table, outcome: Outcome, issue: str) -> str:
    """Every actor's path over the rounds of a model on one issue, the outcome's path thicker.

    An outcome without rounds is drawn as one point for each actor.
    """
    k = table.issue_index(issue)
    described = table.issues[k]
    path = table.position[None, :, :] if outcome.path is None else outcome.path
    rounds = len(path)
    height, bottom = 320, 290

    def point(t: int, value: float) -> str:
        across = 50 + t / max(rounds - 1, 1) * (_WIDTH - 100)
        up = bottom - (value - described.low) / (described.high - described.low) * (bottom - 20)
        return f"{across:.1f},{up:.1f}"

    body = [f'<path d="M50 20V{bottom}H{_WIDTH - 50}" fill="none" stroke="currentColor" opacity=".4"/>']
    for i, actor in enumerate(table.actors):
        values = path[:, i, k]
        if np.isnan(values).any():
            continue
        points = " ".join(point(t, float(v)) for t, v in enumerate(values))
        body.append(
            f'<polyline points="{points}" fill="none" stroke="currentColor" opacity=".35">'
            f"<title>{escape(actor)}</title></polyline>"
        )
    if outcome.by_round is not None:
        points = " ".join(point(t, float(v)) for t, v in enumerate(outcome.by_round[:, k]))
        body.append(f'<polyline points="{points}" fill="none" stroke="#0b6e99" stroke-width="3"/>')
    body.append(f'<text x="44" y="{bottom}" text-anchor="end">{described.low:g}</text>')
    body.append(f'<text x="44" y="26" text-anchor="end">{described.high:g}</text>')
    body.append(f'<text x="{_WIDTH - 50}" y="{bottom + 18}" text-anchor="end">round {rounds - 1}</text>')
    return _svg(height, f"Paths on {issue}, model {outcome.model}", body)


def sobol_svg(found: Sobol, most: int = 40) -> str:
    """Bars of how much of the outcome's variance each actor's position brings, the largest first."""
    order = sorted(range(len(found.actors)), key=lambda i: (-found.total[i], found.actors[i]))[:most]
    high = max([1e-12, *(found.total[i] for i in order)])
    body = []
    for n, i in enumerate(order):
        y = _ROW * (n + 1)
        length = round(max(found.total[i], 0.0) / high * (_WIDTH - _LEFT - _RIGHT - 40), 2)
        body.append(f'<text x="{_LEFT - 12}" y="{y + 4}" text-anchor="end">{escape(_short(found.actors[i]))}</text>')
        body.append(f'<rect x="{_LEFT}" y="{y - 7}" width="{length}" height="14" fill="#0b6e99"/>')
        body.append(f'<text x="{_LEFT + length + 6}" y="{y + 4}">{found.total[i]:.2f}</text>')
    return _svg(_ROW * (len(order) + 2), f"What the outcome on {found.issue} hangs on: total Sobol indices", body)


def what_if_svg(table: Table, run: WhatIf) -> str:
    """The outcome as one actor's cell runs over its values."""
    described = table.issues[table.issue_index(run.issue)]
    low, high = min(run.values), max(run.values)
    points = " ".join(
        f"{50 + (v - low) / (high - low) * (_WIDTH - 100):.1f},"
        f"{270 - (o - described.low) / (described.high - described.low) * 250:.1f}"
        for v, o in zip(run.values, run.outcomes, strict=True)
    )
    body = [
        f'<path d="M50 20V270H{_WIDTH - 50}" fill="none" stroke="currentColor" opacity=".4"/>',
        f'<polyline points="{points}" fill="none" stroke="#0b6e99" stroke-width="2"/>',
        f'<text x="50" y="290">{low:g}</text><text x="{_WIDTH - 50}" y="290" text-anchor="end">{high:g}</text>',
        f'<text x="44" y="270" text-anchor="end">{described.low:g}</text>',
        f'<text x="44" y="26" text-anchor="end">{described.high:g}</text>',
    ]
    return _svg(300, f"Outcome on {run.issue} by {run.what} of {run.actor}", body)
