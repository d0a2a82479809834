"""``whipcount power``: voting power of every member, exact."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from whipcount.bodies.catalogue import load_body
from whipcount.cli.options.tables import (
    as_of_option,
    format_options,
    print_csv,
    print_json,
    print_table,
    read_day,
    split_body,
)
from whipcount.errors import RuleError
from whipcount.rules.algebra.rule import Rule
from whipcount.rules.diagram import TooLargeError
from whipcount.rules.power.chance import game_of
from whipcount.rules.power.gamefile import answer_file
from whipcount.rules.power.indices import Indices
from whipcount.rules.power.table import COLUMNS, Number, PowerTable, power, power_json

SHOWN = ("banzhaf_normalized", "shapley_shubik", "coleman_prevent", "coleman_initiate", "johnston", "holler_pgi")
GROUPED = ("owen", "banzhaf_owen", "straffin")
TERNARY = ("ternary_banzhaf", "ternary_shapley_shubik")


@click.command(
    "power",
    epilog="Examples: whipcount power UNSC; whipcount power EU-COUNCIL:qmv --index banzhaf_normalized --csv; "
    "whipcount power NATO --union DE,FR --index owen; whipcount power --game game.json",
)
@click.argument("body_rule", metavar="BODY[:RULE]", required=False)
@click.option(
    "--index",
    "indices",
    multiple=True,
    type=click.Choice([*COLUMNS, *GROUPED, *TERNARY, "all"]),
    help="An index to show (more than once for more); a choice of six if not given.",
)
@click.option(
    "--union",
    "unions",
    multiple=True,
    metavar="A,B,...",
    help="Members that act as one (owen, banzhaf_owen) or share a standard (straffin); more than once for more.",
)
@click.option("--game", type=click.Path(path_type=Path), help="A game file (members, dims, rule): all indices as JSON.")
@as_of_option
@format_options
def command(
    body_rule: str | None,
    indices: tuple[str, ...],
    unions: tuple[str, ...],
    game: Path | None,
    as_of: str | None,
    as_csv: bool,
    as_json: bool,
) -> None:
    """Who has how much power under a rule, by any index; docs/power.md says which answers which question."""
    if (game is None) == (body_rule is None):
        raise RuleError("give either a body or --game", accepted="whipcount power BODY[:RULE], or --game FILE.json")
    if game is not None:
        print_json(answer_file(game))
        return
    assert body_rule is not None  # noqa: S101  (for the type checker; checked above)
    name, kind = split_body(body_rule)
    body = load_body(name)
    day = read_day(as_of, body)
    rule = body.rule(kind, day)
    if as_json and not indices:
        print_json({**power_json(game_of(rule), f"{name}:{rule.name}"), "rule": rule.text(), "as_of": str(day)})
        return
    wanted = list(COLUMNS) if "all" in indices else [i for i in (indices or SHOWN) if i in COLUMNS]
    table = _table(rule, wanted, strict=bool(indices) and "all" not in indices)
    columns: dict[str, list[object]] = {"member": list(table.members)}
    for index in wanted:
        if index in table.columns:
            columns[index] = list(table.columns[index])
    groups = [[member.strip() for member in union.split(",") if member.strip()] for union in unions]
    for index in indices:
        if index in GROUPED:
            columns[index] = _grouped(index, rule, groups)
        elif index in TERNARY:
            columns[index] = _ternary(index, rule)
    rows = [{name: values[place] for name, values in columns.items()} for place in range(len(table.members))]
    if as_json:
        print_json(
            {
                "rule": rule.text(),
                "as_of": str(day),
                "method": table.method,
                "members": rows,
                "notes": list(table.notes),
            }
        )
        return
    if as_csv:
        print_csv(rows, list(columns))
        return
    headings = {index: COLUMNS[index][0] if index in COLUMNS else index for index in columns}
    if len(columns) > 1:
        first = list(columns)[1]
        order = sorted(range(len(rows)), key=lambda i: -float(columns[first][i]))  # type: ignore[arg-type]
        rows = [rows[i] for i in order]
    print_table(rows, headings, title=f"{name} on {day}: {rule.text()}")
    click.echo(f"{table.winning:,} of 2^{len(table.members)} coalitions carry ({float(table.decisiveness):.4%}).")
    if table.ssi_error:
        click.echo(f"Shapley-Shubik by quadrature, error about {table.ssi_error:.0e}.")
    for index, reason in table.missing.items():
        click.echo(f"{index} not computed: {reason}")
    for note in table.notes:
        click.echo(f"Warning: {note}.")


def _table(rule: Rule, wanted: list[str], *, strict: bool) -> PowerTable:
    """The indices asked for; unless named one by one, what the game's size forbids is left out with its reason."""
    if strict:
        return power(rule, wanted)
    computed = Indices(game_of(rule))
    columns: dict[str, tuple[Number, ...]] = {}
    missing: dict[str, str] = {}
    table = power(computed, [])
    for index in wanted:
        try:
            table = power(computed, [index])
            columns.update(table.columns)
        except TooLargeError as too_large:
            missing[index] = str(too_large)
    error = computed.ssi_error if "shapley_shubik" in columns else 0.0
    return replace(table, columns=columns, missing=missing, ssi_error=error)


def _grouped(index: str, rule: Rule, groups: list[list[str]]) -> list[object]:
    from whipcount.rules.power import unions

    game = game_of(rule)
    if index == "straffin":
        return [float(value) for value in unions.straffin(game, groups)]
    return list(unions.owen(game, groups) if index == "owen" else unions.banzhaf_owen(game, groups))


def _ternary(index: str, rule: Rule) -> list[object]:
    from whipcount.rules.power import ternary

    if index == "ternary_banzhaf":
        return list(ternary.ternary_banzhaf(rule))
    return [float(value) for value in ternary.ternary_shapley_shubik(rule)]
