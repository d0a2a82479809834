"""What ``whipcount bargain`` prints: all models, one model with its paths, draws, what-if curves, sensitivity."""

from __future__ import annotations

import math
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from whipcount.cli.options.output import write_text
from whipcount.cli.options.tables import print_csv, print_json, print_table

if TYPE_CHECKING:
    from whipcount.bargaining.outcome import Exchange, Outcome
    from whipcount.bargaining.report import BargainingView
    from whipcount.bargaining.sensitivity import Sobol, WhatIf
    from whipcount.bargaining.table import Table

DEAL_COLUMNS = (
    "round", "giver", "gives", "gives_from", "gives_to", "taker", "takes", "takes_from", "takes_to",
    "giver_gain", "taker_gain", "own", "inner", "outer",
)  # fmt: skip


def write_svg(path: Path, picture: str) -> None:
    """Write a picture."""
    write_text(path, picture)


def say_all(shown: BargainingView, as_csv: bool, as_json: bool) -> None:
    """Every model's outcome, the win sets, and what did not run."""
    rows = [
        {
            "model": r.model,
            "issue": r.issue,
            "value": "" if r.value is None else round(r.value, 4),
            "settled": "yes" if r.converged else "no",
            "note": r.note,
        }
        for r in shown.models
    ]
    columns = ("model", "issue", "value", "settled", "note")
    if as_json:
        wins = [
            {"issue": w.issue, "reference": w.reference, "intervals": w.intervals, "bounded_by": w.bounded_by}
            for w in shown.win_sets
        ]
        print_json(
            {
                "label": shown.label,
                "headline": shown.headline,
                "readings": dict(shown.readings),
                "models": rows,
                "win_sets": wins,
                "refused": dict(shown.refused),
            }
        )
    elif as_csv:
        print_csv(rows, columns)
    else:
        click.echo(shown.label)
        for issue, words in shown.readings:
            click.echo(f"{issue}: {words}")
        print_table(rows, {c: c for c in columns})
        for w in shown.win_sets:
            spans = ", ".join(f"{a:g} to {b:g}" for a, b in w.intervals) or "nothing but the reference point"
            who = f"; bounded by {', '.join(w.bounded_by)}" if w.bounded_by else ""
            click.echo(f"win set on {w.issue} (reference {w.reference:g}): {spans}{who}")
        for name, reason in shown.refused:
            click.echo(f"not run: {name}: {reason}")


def say_one(table: Table, outcome: Outcome, paths: bool, as_csv: bool, as_json: bool) -> None:
    """One model's outcome; with ``paths`` every actor's path, the concessions and the exchanges."""
    rows = [{"issue": i, "value": float(v)} for i, v in zip(outcome.issues, outcome.values, strict=True)]
    if as_json:
        body: dict[str, Any] = {
            "model": outcome.model,
            "options": dict(outcome.options),
            "outcome": [{**r, "value": _finite(r["value"])} for r in rows],
            "settled": outcome.converged,
            "rounds": outcome.rounds,
            "notes": list(outcome.notes),
            "chances": [asdict(c) for c in outcome.chances],
        }
        if outcome.by_round is not None:
            body["by_round"] = [[_finite(v) for v in r] for r in outcome.by_round.tolist()]
        if paths:
            body["paths"] = path_rows(table, outcome)
            body["concessions"] = [asdict(c) for c in outcome.concessions]
            body["exchanges"] = [{**asdict(e), "externalities": e.externalities()} for e in outcome.exchanges]
        print_json(body)
    elif as_csv and paths:
        print_csv(path_rows(table, outcome), ("round", "actor", "issue", "position"))
    elif as_csv:
        print_csv(rows, ("issue", "value"))
    else:
        print_table(rows, {"issue": "issue", "value": outcome.model})
        click.echo(f"{'settled' if outcome.converged else 'not settled'} after {outcome.rounds} rounds")
        for note in outcome.notes:
            click.echo(note)
        if paths:
            _say_paths(table, outcome)


def _say_paths(table: Table, outcome: Outcome) -> None:
    rows = path_rows(table, outcome)
    if rows:
        first = {(r["actor"], r["issue"]): r["position"] for r in rows if r["round"] == 0}
        last = {(r["actor"], r["issue"]): r["position"] for r in rows}
        ways = [
            {"actor": a, "issue": k, "from": x, "to": last[a, k], "moved": last[a, k] - x}
            for (a, k), x in first.items()
        ]
        print_table(ways, {c: c for c in ("actor", "issue", "from", "to", "moved")}, title="paths, first to last")
    if outcome.concessions:
        columns = ("round", "actor", "towards", "issue", "before", "after", "chance")
        print_table([asdict(c) for c in outcome.concessions], {c: c for c in columns}, title="who concedes to whom")
    if outcome.exchanges:
        deals = [deal_row(e) for e in outcome.exchanges]
        title = "exchanges; own, inner, outer: what they change for the two, for those on their sides, for the others"
        print_table(deals, {c: c.replace("_", " ") for c in DEAL_COLUMNS}, title=title)


def path_rows(table: Table, outcome: Outcome) -> list[dict[str, Any]]:
    """One row for each round, actor and issue with a position; none for a model without rounds."""
    if outcome.path is None:
        return []
    return [
        {"round": t, "actor": actor, "issue": issue.name, "position": float(outcome.path[t, i, k])}
        for t in range(len(outcome.path))
        for i, actor in enumerate(table.actors)
        for k, issue in enumerate(table.issues)
        if math.isfinite(outcome.path[t, i, k])
    ]


def deal_row(deal: Exchange) -> dict[str, Any]:
    """An exchange as a row, its externalities by kind as "+gained −lost"."""
    row = {c: v for c, v in asdict(deal).items() if c in DEAL_COLUMNS}
    return {**row, **{kind: f"+{up:.2f} {down:.2f}" for kind, (up, down) in deal.externalities().items()}}


def say_drawn(
    table: Table,
    model: str,
    draws: int,
    seed: int,
    workers: int,
    options: dict[str, Any],
    as_csv: bool,
    as_json: bool,
) -> None:
    """Quantiles over drawn tables, with a progress bar on the error stream."""
    from rich.console import Console
    from rich.progress import Progress

    from whipcount.bargaining.draws import propagate

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("drawing", total=draws)
        drawn = propagate(
            table,
            model,
            draws=draws,
            seed=seed,
            workers=workers,
            progress=lambda done: bar.update(task, completed=done),
            **options,
        )
    levels = (0.05, 0.25, 0.5, 0.75, 0.95)
    quantiles = drawn.quantiles(levels)
    rows = [
        {"issue": i, **{f"q{int(level * 100):02d}": _finite(quantiles[n, k]) for n, level in enumerate(levels)}}
        for k, i in enumerate(drawn.issues)
    ]
    _rows(rows, list(rows[0]), {"model": model, "draws": draws, "seed": seed}, "quantiles", as_csv, as_json)


def say_curve(curve: WhatIf, as_csv: bool, as_json: bool) -> None:
    """The outcome as one actor's cell runs over its values."""
    rows = [{curve.what: v, "outcome": _finite(o)} for v, o in zip(curve.values, curve.outcomes, strict=True)]
    about = {"model": curve.model, "actor": curve.actor, "issue": curve.issue, "now": _finite(curve.now)}
    _rows(rows, [curve.what, "outcome"], about, "curve", as_csv, as_json)


def say_sensitivity(found: Sobol, model: str, samples: int, as_csv: bool, as_json: bool) -> None:
    """Whose position the outcome hangs on."""
    rows = [
        {"actor": a, "first": f, "total": t, "interval": c}
        for a, f, t, c in zip(found.actors, found.first, found.total, found.total_interval, strict=True)
    ]
    rows.sort(key=lambda r: (-float(str(r["total"])), str(r["actor"])))
    about = {"model": model, "issue": found.issue, "samples": samples}
    _rows(rows, ["actor", "first", "total", "interval"], about, "sobol", as_csv, as_json)


def _rows(
    rows: list[dict[str, Any]], columns: list[str], about: dict[str, Any], name: str, as_csv: bool, as_json: bool
) -> None:
    if as_json:
        print_json({**about, name: rows})
    elif as_csv:
        print_csv(rows, columns)
    else:
        print_table(rows, {c: c for c in columns}, title=", ".join(f"{k} {v}" for k, v in about.items()))


def _finite(value: Any) -> float | None:
    """A number as JSON knows it; None for one that is not finite."""
    return float(value) if math.isfinite(value) else None
