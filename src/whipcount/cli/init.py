"""``whipcount init``: start a dossier."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from whipcount.cli.options.tables import format_options, print_outcome
from whipcount.errors import DossierError

if TYPE_CHECKING:
    from whipcount.dossiers.dossier import Dossier
    from whipcount.positions.proposal.proposal import Variant

_EPILOG = """\b
Examples:
  whipcount init ukraine.db --from examples/ukraine-invitation/dossier.yaml
  whipcount init lake.db --title "NATO invites Orvana" --body NATO --decision invitation
  whipcount init lake.db --report first-report.txt --actors actors.csv
  whipcount init --template > decision.yaml
  whipcount init postgresql://me@localhost/dossiers --from dossier.yaml
"""


@click.command("init", epilog=_EPILOG)
@click.argument("store", metavar="STORE", required=False)
@click.option("--template", is_flag=True, help="Print an example dossier to start from, and do nothing else.")
@click.option(
    "--from", "source", type=click.Path(path_type=Path, dir_okay=False), help="A dossier file (YAML) to start from."
)
@click.option(
    "--report", type=click.Path(path_type=Path, dir_okay=False), help="A report that tells the decision: read from it."
)
@click.option("--id", "dossier_id", metavar="ID", help="A short name; made from the title if not given.")
@click.option("--title", help="What is to be decided.")
@click.option("--body", metavar="BODY", help="Who decides: the id of a body (see whipcount bodies).")
@click.option("--decision", default="", help="The kind of decision, which picks the body's rule.")
@click.option("--rule", help="The rule itself, where it is not the body's.")
@click.option("--candidate", metavar="ID", help="Whom it is about (UA, TR, ...).")
@click.option(
    "--variant", "variants", multiple=True, metavar="ID=LABEL", help="What could be decided; the first is asked."
)
@click.option("--actors", "actors_file", metavar="FILE", help="CSV file with actors of your own (see docs/actors.md).")
@click.option("--note", default="", help="Anything that should stand with it.")
@click.option("--author", default="", help="Who starts it.")
@format_options
def command(
    store: str | None,
    template: bool,
    source: Path | None,
    report: Path | None,
    dossier_id: str | None,
    title: str | None,
    body: str | None,
    decision: str,
    rule: str | None,
    candidate: str | None,
    variants: tuple[str, ...],
    actors_file: str | None,
    note: str,
    author: str,
    as_csv: bool,
    as_json: bool,
) -> None:
    """Start a dossier: one decision followed over time.

    STORE is a file (made if absent) or the URL of a PostgreSQL database; it may hold several dossiers. What is
    decided comes from a dossier file (--from), from a report (--report), or from --title and --body.
    """
    if template:
        from whipcount.dossiers.template import template_text

        click.echo(template_text(), nl=False)
        return
    if not store:
        raise click.UsageError("STORE is needed: a file, made if absent, or the URL of a database")
    from whipcount.dossiers.consistency import check_members, check_rule
    from whipcount.dossiers.file import load_dossier_file
    from whipcount.dossiers.new_dossier import new_dossier
    from whipcount.dossiers.store import Store

    if source is not None:
        if title or body or rule or candidate or variants or report:
            raise click.UsageError("--from brings its own title, body, rule, candidate and variants")
        dossier = load_dossier_file(source)
        entries = (*dossier.records, *dossier.corrections)
        check_members(entries, dossier.proposal, dossier.own_body, where=str(source))
        check_rule(dossier.proposal, dossier.own_body, where=str(source))
        if dossier_id:
            from dataclasses import replace

            dossier = replace(dossier, id=dossier_id)
    elif report is not None:
        if body or rule or candidate or variants:
            raise click.UsageError("--report brings its own body, rule, candidate and variants")
        dossier = _from_report(report, dossier_id, title, note)
    else:
        if not title:
            raise click.UsageError("--from FILE or --title is needed, or --report FILE")
        if not body:
            raise click.UsageError(
                "who decides? --body BODY is needed beside --title (whipcount bodies lists them), or --report FILE,"
                " which tells it, or --from FILE (whipcount init --template prints one)"
            )
        dossier = new_dossier(
            title, body, dossier_id=dossier_id or "", decision=decision, rule=rule, candidate=candidate,
            variants=_variants(variants), note=note, where="init",
        )  # fmt: skip
    if actors_file is not None:
        from dataclasses import replace

        from whipcount.bodies.countries import default_table

        dossier = replace(dossier, actors=(dossier.actors or default_table()).with_file(actors_file))
    with Store.open(store, create=True) as opened:
        opened.create(dossier, author=author)
        outcome = {
            "id": dossier.id,
            "title": dossier.title,
            "path": opened.place,
            "reports": len(dossier.reports),
            "records": len(dossier.records),
            "revision": opened.revision(dossier.id),
        }
        message = f"{dossier.id}: {len(dossier.reports)} reports, {len(dossier.records)} records in {opened.place}"
        print_outcome(outcome, message, as_csv=as_csv, as_json=as_json)
        if dossier.reports:
            click.echo("its reports are kept, but not read yet: whipcount add --again STORE reads them", err=True)
        elif report is not None:
            click.echo("what the report says is not read yet: whipcount add STORE REPORT reads it", err=True)


def _from_report(path: Path, dossier_id: str | None, title: str | None, note: str) -> Dossier:
    """A dossier of what a report tells as decided; the report itself is added later, so that it is read once."""
    from whipcount.dossiers.new_dossier import dossier_of_report
    from whipcount.reports.formats.registry import read_report

    return dossier_of_report(read_report(path), dossier_id=dossier_id or "", title=title or "", note=note)


def _variants(given: tuple[str, ...]) -> tuple[Variant, ...]:
    from whipcount.positions.proposal.proposal import Variant

    rows = []
    for text in given:
        key, equals, label = text.partition("=")
        if not equals or not key or not label:
            raise DossierError(f"the variant {text!r}", where="--variant", accepted="ID=LABEL")
        rows.append(Variant(key, label))
    return tuple(rows)
