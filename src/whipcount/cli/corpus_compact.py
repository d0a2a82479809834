"""``whipcount corpus compact``: the small files of units into partitions by month."""

from __future__ import annotations

from dataclasses import asdict

import click

from whipcount.cli.options.tables import format_options, print_outcome

_EPILOG = """\b
Example:
  whipcount corpus compact news/
"""


@click.command("compact", epilog=_EPILOG)
@click.argument("out", metavar="OUT")
@format_options
def command(out: str, as_csv: bool, as_json: bool) -> None:
    """Put the tables of the corpus OUT into partitions by month of publication; answers stay the same.

    It may be killed, and repeated after further runs. It needs room for the corpus a second time while it works.
    """
    from whipcount.corpora.compact import compact
    from whipcount.corpora.folder import Folder

    done = compact(Folder(out))
    print_outcome(asdict(done), f"{done.before:,} files before, {done.after:,} now", as_csv=as_csv, as_json=as_json)
