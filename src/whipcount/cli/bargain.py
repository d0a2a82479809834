"""``whipcount bargain``: what bargaining would give, by every model of the field."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from whipcount.cli.tables import format_options, print_csv, print_json, print_table
from whipcount.errors import BargainingError

if TYPE_CHECKING:
    from whipcount.bargaining.table import Table

_EPILOG = """\b
Examples:
  whipcount bargain examples/bargaining/ukraine-invitation.csv --body NATO
  whipcount bargain table.csv --model spatial --set victory=square --paths
  whipcount bargain table.csv --model exchange --set rounds=3 --json
  whipcount bargain table.csv --draws 10000 --model spatial
  whipcount bargain table.csv --what-if Hungary=60 --issue invitation
  whipcount bargain ukraine.db --as-of 2024-12-01
"""


@click.command("bargain", epilog=_EPILOG)
@click.argument("source", metavar="FILE|STORE")
@click.option("--dossier", "dossier_id", metavar="ID", help="Which dossier, if the store has several.")
@click.option("--as-of", metavar="DATE", help="Of a dossier: nothing reported after that day.")
@click.option("--model", metavar="NAME", help="One model; all that can run by default. 'list' names them.")
@click.option("--set", "settings", multiple=True, metavar="OPTION=VALUE", help="An option of the model.")
@click.option("--body", "body_rule", metavar="BODY[:RULE]", help="The body's rule: win set, agenda setter.")
@click.option("--issue", metavar="NAME", help="One issue of the table.")
@click.option("--what-if", "changes", multiple=True, metavar="ACTOR=POSITION", help="Another position (with --issue).")
@click.option("--draws", type=click.IntRange(1, 1_000_000), help="Draw uncertain inputs that often; quantiles.")
@click.option("--seed", type=int, default=0, show_default=True, help="Of whatever is drawn.")
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes for --draws.")
@click.option("--paths", is_flag=True, help="Who moved toward whom, and the exchanges.")
@click.option("--plot", type=click.Path(dir_okay=False, path_type=Path), help="Write the picture as SVG.")
@format_options
def command(
    source: str,
    dossier_id: str | None,
    as_of: str | None,
    model: str | None,
    settings: tuple[str, ...],
    body_rule: str | None,
    issue: str | None,
    changes: tuple[str, ...],
    draws: int | None,
    seed: int,
    workers: int,
    paths: bool,
    plot: Path | None,
    as_csv: bool,
    as_json: bool,
) -> int:
    """What the actors of a table, or the members of a dossier's whip count, would settle on: a what-if."""
    from whipcount.bargaining.models import HEADLINE, MODELS, solve
    from whipcount.bargaining.report import LABEL, path_svg, positions_svg, view

    if model == "list":
        print_table([{"model": n, "what": w} for n, (_, w) in MODELS.items()], {"model": "model", "what": "what"})
        return 0
    table, rule = _load(source, dossier_id, as_of)
    if issue is not None:
        table = table.one_issue(table.issue_index(issue))
    for change in changes:
        actor, _, value = change.rpartition("=")
        if issue is None and table.n_issues > 1:
            raise BargainingError("--what-if needs --issue", accepted=", ".join(i.name for i in table.issues))
        table = table.changed(actor, table.issues[0].name, position=_number(value, "--what-if"))
    rule = _rule(body_rule) or rule
    options = _options(settings)
    if draws is not None:
        return _drawn(table, model or HEADLINE, draws, seed, workers, options, as_csv, as_json)
    if model is not None:
        extra: dict[str, Any] = {"rule": rule} if model == "procedural" else {}
        outcome = solve(table, model, **options, **extra)
        if plot is not None:
            name = table.issues[0].name
            picture = positions_svg(table, name, outcome) if outcome.path is None else path_svg(table, outcome, name)
            plot.write_text(picture, encoding="utf-8")
        return _one(outcome, paths, as_csv, as_json)
    if options:
        raise BargainingError("--set needs --model", accepted=", ".join(MODELS))
    shown = view(table, rule=rule)
    if plot is not None:
        headline = next(o for o in shown.outcomes if o.model == HEADLINE)
        plot.write_text(positions_svg(table, table.issues[0].name, headline), encoding="utf-8")
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
    wins = [
        {"issue": w.issue, "reference": w.reference, "intervals": w.intervals, "bounded_by": w.bounded_by}
        for w in shown.win_sets
    ]
    if as_json:
        print_json({"label": LABEL, "models": rows, "win_sets": wins, "refused": dict(shown.refused)})
    elif as_csv:
        print_csv(rows, ("model", "issue", "value", "settled", "note"))
    else:
        click.echo(LABEL)
        print_table(rows, {c: c for c in ("model", "issue", "value", "settled", "note")})
        for w in shown.win_sets:
            spans = ", ".join(f"{a:g} to {b:g}" for a, b in w.intervals) or "nothing but the reference point"
            who = f"; bounded by {', '.join(w.bounded_by)}" if w.bounded_by else ""
            click.echo(f"win set on {w.issue} (reference {w.reference:g}): {spans}{who}")
        for name, reason in shown.refused:
            click.echo(f"not run: {name}: {reason}")
    return 0


def _load(source: str, dossier_id: str | None, as_of: str | None) -> tuple[Table, Any]:
    from whipcount.bargaining.formats import read_table

    path = Path(source)
    is_store = "://" in source or path.suffix.lower() in (".db", ".sqlite", ".sqlite3")
    if not is_store:
        if not path.is_file():
            raise BargainingError("is no file", where=source, accepted="a table (CSV) or a dossier store (.db)")
        return read_table(path), None
    from whipcount.bargaining.stances import table_of_stances
    from whipcount.cli.stored import day_of, opened
    from whipcount.dossiers.count import count
    from whipcount.positions.ruling import rule_of
    from whipcount.rules.game import Game
    from whipcount.rules.indices import Indices

    with opened(source, dossier_id) as (kept, key):
        counted = count(kept, key, as_of=day_of(as_of))
    tally = counted.tally
    stances = {counted.name(p.member): p.stance.value if p.stance else None for p in tally.positions}
    rule = rule_of(counted.proposal, counted.body, tally.as_of)[1]
    power: Any = Indices(Game.of_rule(rule)).banzhaf
    capability = {counted.name(m): float(v) for m, v in zip(rule.members, power, strict=True)}
    names = {counted.name(m): m for m in rule.members}
    return table_of_stances(stances, issue=tally.variant, capability=capability), _ByName(rule, names)


def _rule(text: str | None) -> Any:
    if text is None:
        return None
    from whipcount.bodies.catalogue import load_body
    from whipcount.cli.tables import split_body

    body_id, kind = split_body(text)
    body = load_body(body_id)
    rule = body.rule(kind)
    names = {m.name: m.id for m in body.members()}
    return _ByName(rule, names)


class _ByName:
    """A body's rule for a table whose actors are members by id or by name."""

    def __init__(self, rule: Any, names: dict[str, str]) -> None:
        self._rule, self._names = rule, names

    def carries(self, votes: Any) -> bool:
        cast = {}
        for actor, vote in votes.items():
            member = self._names.get(actor, actor)
            if member not in self._rule.members:
                raise BargainingError(f"{actor!r} is no member of the body", accepted=", ".join(list(self._names)[:40]))
            cast[member] = vote
        return bool(self._rule.carries(cast))


def _number(text: str, where: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise BargainingError(f"{text!r} is no number", where=where, accepted="ACTOR=NUMBER") from None


def _options(settings: tuple[str, ...]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for setting in settings:
        name, separator, value = setting.partition("=")
        if not separator:
            raise BargainingError(f"{setting!r}", where="--set", accepted="OPTION=VALUE")
        words = {"true": True, "yes": True, "false": False, "no": False}
        if value.lower() in words:
            found[name] = words[value.lower()]
            continue
        try:
            found[name] = int(value)
        except ValueError:
            try:
                found[name] = float(value)
            except ValueError:
                found[name] = value
    return found


def _one(outcome: Any, paths: bool, as_csv: bool, as_json: bool) -> int:
    from dataclasses import asdict

    rows = [{"issue": i, "value": float(v)} for i, v in zip(outcome.issues, outcome.values, strict=True)]
    moves = [asdict(c) for c in outcome.concessions]
    deals = [asdict(e) for e in outcome.exchanges]
    if as_json:
        settled = {"settled": outcome.converged, "rounds": outcome.rounds, "notes": list(outcome.notes)}
        body = {"model": outcome.model, "options": dict(outcome.options), "outcome": rows, **settled}
        if outcome.by_round is not None:
            body["by_round"] = outcome.by_round.tolist()
        print_json({**body, **({"concessions": moves, "exchanges": deals} if paths else {})})
        return 0
    if as_csv:
        print_csv(rows, ("issue", "value"))
        return 0
    print_table(rows, {"issue": "issue", "value": outcome.model})
    click.echo(f"{'settled' if outcome.converged else 'not settled'} after {outcome.rounds} rounds")
    for note in outcome.notes:
        click.echo(note)
    if paths and moves:
        columns = ("round", "actor", "towards", "issue", "before", "after", "chance")
        print_table(moves, {c: c for c in columns})
    if paths and deals:
        shown = "round giver gives gives_from gives_to taker takes takes_from takes_to giver_gain".split()
        print_table(deals, {c: c.replace("_", " ") for c in shown})
    return 0


def _drawn(
    table: Table, model: str, draws: int, seed: int, workers: int, options: dict[str, Any], as_csv: bool, as_json: bool
) -> int:
    from rich.console import Console
    from rich.progress import Progress

    from whipcount.bargaining.draws import propagate

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("drawing", total=draws)
        found = propagate(
            table,
            model,
            draws=draws,
            seed=seed,
            workers=workers,
            progress=lambda done: bar.update(task, completed=done),
            **options,
        )
    levels = (0.05, 0.25, 0.5, 0.75, 0.95)
    quantiles = found.quantiles(levels)
    rows = [
        {"issue": i, **{f"q{int(level * 100):02d}": float(quantiles[n, k]) for n, level in enumerate(levels)}}
        for k, i in enumerate(found.issues)
    ]
    columns = list(rows[0])
    if as_json:
        print_json({"model": model, "draws": draws, "seed": seed, "quantiles": rows})
    elif as_csv:
        print_csv(rows, columns)
    else:
        print_table(rows, {c: c for c in columns}, title=f"{model}, {draws} draws, seed {seed}")
    return 0
