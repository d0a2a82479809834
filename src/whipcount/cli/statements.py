"""``whipcount statements``: the statements of a dossier."""

from __future__ import annotations

from typing import Any

import click

from whipcount.cli.options.stored import made_plain, member_of, opened, place_argument, statement_view
from whipcount.cli.options.tables import format_options, print_csv, print_json, print_table
from whipcount.cli.options.terminal import shortened
from whipcount.text.moments import day_of

_EPILOG = """\b
Examples:
  whipcount statements ukraine.db --member HU
  whipcount statements ukraine.db --words "no consensus" --since 2024-11-01
  whipcount statements ukraine.db --csv > statements.csv
"""
_STANCES = ["yes", "lean_yes", "will_not_block", "abstain", "undecided", "declined", "lean_no", "no"]


@click.command("statements", epilog=_EPILOG)
@place_argument
@click.option("--member", metavar="ID", help="Only with evidence about that member.")
@click.option("--for", "actor", metavar="ID", help="Only said on behalf of that actor.")
@click.option("--stance", type=click.Choice(_STANCES), help="Only with evidence of that stance.")
@click.option("--since", metavar="DATE", help="Reported on that day or later.")
@click.option("--until", metavar="DATE", help="Reported on that day or earlier.")
@click.option("--words", help="Only where source, cue or content hold these words.")
@click.option(
    "--limit", type=click.IntRange(min=0), help="How many; 0 for all. By default 100 in the table, all in CSV and JSON."
)
@format_options
def command(
    store: str,
    dossier_id: str | None,
    member: str | None,
    actor: str | None,
    stance: str | None,
    since: str | None,
    until: str | None,
    words: str | None,
    limit: int | None,
    as_csv: bool,
    as_json: bool,
) -> None:
    """The statements of a dossier, newest first: who said what, when, where it was reported, how it was coded."""
    from whipcount.dossiers.queries import list_statements
    from whipcount.positions.stance.stance import Stance

    rows: list[dict[str, Any]] = []
    after, total = None, 0
    if limit is None:
        limit = 0 if as_csv or as_json else 100
    with opened(store, dossier_id) as (kept, key):
        about = member_of(kept, key, member)
        while not limit or len(rows) < limit:
            page = list_statements(
                kept,
                key,
                after=after,
                limit=min(1000, limit - len(rows)) if limit else 1000,
                actor=actor,
                member=about,
                stance=Stance(stance) if stance else None,
                since=day_of(since, "--since"),
                until=day_of(until, "--until"),
                words=words,
            )
            rows += [statement_view(row) for row in page.items]
            after, total = page.next, page.total
            if after is None:
                break
    if as_json:
        print_json(rows)
    elif as_csv:
        columns = (
            "id",
            "reported_on",
            "said_on",
            "speaker",
            "for",
            "kind",
            "source",
            "cue",
            "content",
            "stance",
            "report",
        )
        print_csv(rows, columns)
    else:
        shown = [{**row, "content": shortened(row["content"], 90)} for row in made_plain(rows)]
        print_table(
            shown,
            {
                "reported_on": "reported",
                "speaker": "who",
                "for": "for",
                "content": "what",
                "stance": "stance",
                "id": "id",
            },
        )
    if after is not None:
        click.echo(f"{len(rows)} of {total}; more with --limit", err=True)
