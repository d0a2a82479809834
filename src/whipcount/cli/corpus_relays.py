"""``whipcount corpus relays``: which reports of a corpus are copies of one text, and which of them is the origin."""

from __future__ import annotations

from dataclasses import asdict

import click

from whipcount.cli.options.tables import format_options, print_csv, print_json, print_table

_EPILOG = """\b
Examples:
  whipcount corpus relays news/
  whipcount corpus relays --csv news/ > relays.csv
  whipcount corpus relays news/ && whipcount corpus query news/ "SELECT * FROM origins WHERE copies > 9"
"""
_SHOWN = 20


@click.command("relays", epilog=_EPILOG)
@click.argument("out", metavar="OUT")
@format_options
def command(out: str, as_csv: bool, as_json: bool) -> None:
    """Find copies among the reports of the corpus OUT: reprinted, shortened, relayed.

    Of each text the earliest report is the origin. What was found is kept in OUT/relays.parquet, for the view
    "origins"; after a run that brought new reports, find them again.
    """
    from whipcount.corpora.folder import Folder
    from whipcount.corpora.relays import find_relays

    rows = [asdict(relay) for relay in find_relays(Folder(out))]
    origins = [row for row in rows if row["sha256"] == row["origin"]]
    if as_json:
        print_json({"texts": len(origins), "reports": len(rows), "relays": rows})
    elif as_csv:
        print_csv(rows, ("sha256", "origin", "copies", "similarity"))
    else:
        click.echo(f"{len(origins):,} texts stand in {len(rows):,} reports")
        most = sorted(origins, key=lambda row: (-row["copies"], row["sha256"]))[:_SHOWN]
        if most:
            print_table(most, {"sha256": "origin", "copies": "reports"})
