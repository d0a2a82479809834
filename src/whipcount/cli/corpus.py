"""``whipcount corpus``: millions of articles, read unit by unit into Parquet, queried, and taken to a dossier."""

from __future__ import annotations

import click

from whipcount.cli import corpus_compact, corpus_query, corpus_relays, corpus_run, corpus_to_dossier


@click.group("corpus")
def command() -> None:
    """Corpora: articles by the million, read on all cores or a cluster into Parquet. See docs/scale.md.

    They need the extra: pip install "whipcount[corpus]".
    """


for each in (corpus_run, corpus_relays, corpus_query, corpus_compact, corpus_to_dossier):
    command.add_command(each.command)
