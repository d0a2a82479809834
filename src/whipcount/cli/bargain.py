"""``whipcount bargain``: what bargaining would give, by every model of the field."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from whipcount.cli.options.output import check_output, form_of
from whipcount.cli.options.tables import format_options, print_table, split_body
from whipcount.errors import BargainingError

if TYPE_CHECKING:
    from whipcount.bargaining.outcome import Outcome
    from whipcount.bargaining.table import Table

_EPILOG = """\b
Examples:
  whipcount bargain examples/bargaining/ukraine-invitation.csv --body NATO
  whipcount bargain examples/ukraine-invitation/dossier.yaml --as-of 2024-11-29
  whipcount bargain ukraine.db --as-of 2024-12-01 --model spatial --paths --svg paths.svg
  whipcount bargain table.csv --model spatial --set victory=square --json
  whipcount bargain table.csv --model exchange --set rounds=3 --paths
  whipcount bargain table.csv --draws 10000 --workers 2 --model spatial
  whipcount bargain table.csv --issue invitation --what-if Hungary=60 --what-if Slovakia:salience=0.1
  whipcount bargain table.csv --issue invitation --vary Hungary --model challenge --svg curve.svg
  whipcount bargain table.csv --issue invitation --sensitivity
  whipcount bargain --model list
"""


@click.command("bargain", epilog=_EPILOG)
@click.argument("source", metavar="FILE|DOSSIER|STORE", required=False)
@click.option("--dossier", "dossier_id", metavar="ID", help="Which dossier, if the store has several.")
@click.option("--as-of", metavar="DATE", help="Of a dossier: nothing reported after that day.")
@click.option("--model", metavar="NAME", help="One model; all that can run by default. 'list' names them.")
@click.option("--set", "settings", multiple=True, metavar="OPTION=VALUE", help="An option of the model.")
@click.option("--body", "body_text", metavar="BODY[:RULE]", help="The body's rule: win set, agenda setter, power.")
@click.option("--power", type=click.Choice(["banzhaf", "shapley"]), help="Capabilities from the rule's power index.")
@click.option("--issue", metavar="NAME", help="One issue of the table.")
@click.option("--proposal", metavar="ID", help="Which proposal, if the table has several (DEU).")
@click.option("--what-if", "changes", multiple=True, metavar="ACTOR[:WHAT]=VALUE",
              help="Another position (or :salience, :capability) of one actor.")  # fmt: skip
@click.option("--vary", metavar="ACTOR[:WHAT]", help="The outcome as one actor's position (or :salience) runs.")
@click.option("--sensitivity", is_flag=True, help="Sobol indices: on whose position it hangs (extra 'sensitivity').")
@click.option("--samples", type=click.IntRange(2, 65_536), default=64, show_default=True, help="Of --sensitivity.")
@click.option("--draws", type=click.IntRange(1, 1_000_000), help="Draw uncertain inputs that often; quantiles.")
@click.option("--seed", type=int, default=0, show_default=True, help="Of whatever is drawn.")
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes for --draws.")
@click.option("--paths", is_flag=True, help="Every actor's path, who concedes to whom, and the exchanges.")
@click.option("--svg", type=click.Path(dir_okay=False, path_type=Path), help="Write the picture as SVG.")
@format_options
def command(
    source: str | None,
    dossier_id: str | None,
    as_of: str | None,
    model: str | None,
    settings: tuple[str, ...],
    body_text: str | None,
    power: str | None,
    issue: str | None,
    proposal: str | None,
    changes: tuple[str, ...],
    vary: str | None,
    sensitivity: bool,
    samples: int,
    draws: int | None,
    seed: int,
    workers: int,
    paths: bool,
    svg: Path | None,
    as_csv: bool,
    as_json: bool,
) -> int:
    """What the actors of a table, or the members of a dossier's whip count, would settle on: a what-if."""
    from whipcount.bargaining.models import HEADLINE, MODELS, solve
    from whipcount.bargaining.report import sobol_svg, view, what_if_svg
    from whipcount.cli import bargain_output as faces
    from whipcount.cli.bargain_input import (
        ACCEPTED,
        actor_of,
        body_rule,
        changed,
        load,
        options_of,
        split_cell,
        with_power,
    )

    if model == "list":
        print_table([{"model": n, "what": w} for n, (_, w) in MODELS.items()], {"model": "model", "what": "what"})
        return 0
    if source is None:
        raise BargainingError("nothing to read", where="FILE|DOSSIER|STORE", accepted=ACCEPTED)
    if sum([vary is not None, sensitivity, draws is not None]) > 1:
        raise BargainingError("more than one of --vary, --sensitivity, --draws", accepted="one of them")
    check_output(svg, [source, body_text and split_body(body_text)[0]], option="--svg")
    form_of(svg, {".svg": "svg"}, given=None, usual="svg", option="--svg")
    table, own_rule = load(source, dossier_id, as_of, power, proposal)
    rule = body_rule(body_text) or own_rule
    if power is not None:
        table = with_power(table, rule, power)
    if issue is not None:
        table = table.one_issue(table.issue_index(issue))
    table = changed(table, changes, issue, rule)
    options = options_of(settings)
    if options and model is None:
        raise BargainingError("--set needs --model", accepted=", ".join(MODELS))
    if model == "procedural":
        options["rule"] = rule
        if isinstance(options.get("setter"), str):
            options["setter"] = actor_of(table, options["setter"], rule)
    chosen, first = model or HEADLINE, table.issues[0].name
    if draws is not None:
        faces.say_drawn(table, chosen, draws, seed, workers, options, as_csv, as_json)
    elif vary is not None or sensitivity:
        from whipcount.bargaining.sensitivity import sobol, what_if

        if issue is None and table.n_issues > 1:
            raise BargainingError(
                "--vary and --sensitivity need --issue", accepted=", ".join(i.name for i in table.issues)
            )
        if vary is not None:
            actor, what = split_cell(table, vary, rule)
            curve = what_if(table, actor, first, what, model=chosen, **options)
            faces.say_curve(curve, as_csv, as_json)
            picture = what_if_svg(table, curve)
        else:
            hangs = sobol(table, first, model=chosen, samples=samples, seed=seed, **options)
            faces.say_sensitivity(hangs, chosen, samples, as_csv, as_json)
            picture = sobol_svg(hangs)
        if svg is not None:
            faces.write_svg(svg, picture)
    elif model is not None:
        outcome = solve(table, model, **options)
        if svg is not None:
            faces.write_svg(svg, _picture(table, outcome, first))
        faces.say_one(table, outcome, paths, as_csv, as_json)
    else:
        shown = view(table, rule=rule)
        if svg is not None:
            headline = next(o for o in shown.outcomes if o.model == shown.headline)
            faces.write_svg(svg, _picture(table, headline, first))
        faces.say_all(shown, as_csv, as_json)
    return 0


def _picture(table: Table, outcome: Outcome, issue: str) -> str:
    """The picture of one model: chances of the stated positions, paths, or positions with the outcome."""
    from whipcount.bargaining.choice_svg import choice_svg
    from whipcount.bargaining.report import path_svg, positions_svg

    if outcome.chances:
        return choice_svg(table, outcome, issue)
    return positions_svg(table, issue, outcome) if outcome.path is None else path_svg(table, outcome, issue)
