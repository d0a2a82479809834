"""``whipcount corpus``: millions of articles, read unit by unit into Parquet, queried, and taken to a dossier."""

from __future__ import annotations

import click

from whipcount.cli import corpus_run


@click.group("corpus")
def command() -> None:
    """Corpora: articles by the million, read on all cores or a cluster into Parquet. See docs/scale.md.

    They need the extra: pip install "whipcount[corpus]".
    """


command.add_command(corpus_run.command)
