"""``whipcount notes``: the notes, tags and assignees of a dossier."""

from __future__ import annotations

import click

from whipcount.cli.options.stored import made_plain, opened, place_argument
from whipcount.cli.options.tables import format_options, print_csv, print_json, print_table

_EPILOG = """\b
Examples:
  whipcount notes lake.db                           everything that stands
  whipcount notes lake.db --assigned Rob --about report
  whipcount notes lake.db --tag check --csv
  whipcount notes lake.db --words ministry
"""


@click.command("notes", epilog=_EPILOG)
@place_argument
@click.option("--about", type=click.Choice(["report", "statement", "record", "member"]), help="Only on these.")
@click.option("--tag", metavar="TAG", help="Only what bears this tag.")
@click.option("--assigned", metavar="NAME", help="Only what this person looks into.")
@click.option("--words", help="Only what these words stand in: of a note, a tag or a name.")
@click.option("--known-by", metavar="TIME", help="As entered by that time (2024-11-29T20:42Z).")
@format_options
def command(
    store: str,
    dossier_id: str | None,
    about: str | None,
    tag: str | None,
    assigned: str | None,
    words: str | None,
    known_by: str | None,
    as_csv: bool,
    as_json: bool,
) -> None:
    """What people noted on members, reports, statements and records: notes, tags, who looks into it."""
    from whipcount.dossiers import annotating
    from whipcount.dossiers.annotation import About
    from whipcount.text.moments import instant_of

    with opened(store, dossier_id) as (kept, key):
        items = annotating.noted(
            kept, key, about=About(about) if about else None, tag=tag, assignee=assigned, words=words,
            known_by=instant_of(known_by, "--known-by"),
        )  # fmt: skip
    rows = [row for item in items for row in annotating.as_rows(item)]
    if as_json:
        print_json(rows)
    elif as_csv:
        print_csv(rows, annotating.COLUMNS)
    elif not rows:
        click.echo("nothing is noted")
    else:
        headings = {"about": "about", "target": "which", "kind": "what", "value": "says", "author": "who", "id": "id"}
        shown = [{**row, "target": row["target"][:12] if row["about"] == "report" else row["target"]} for row in rows]
        print_table(made_plain(shown), headings)
