"""``whipcount corpus to-dossier``: what bears on a decision, from a corpus into a store."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from whipcount.cli.options.adding import read_ahead
from whipcount.cli.options.jobs import jobs_option
from whipcount.cli.options.tables import format_options, print_outcome
from whipcount.cli.options.terminal import plain

if TYPE_CHECKING:
    from whipcount.dossiers.store import Added
    from whipcount.errors import WhipcountError
    from whipcount.reports.report import Report

_EPILOG = """\b
Examples:
  whipcount corpus to-dossier news/ dossier.yaml bid.db
  whipcount corpus to-dossier news/ dossier.yaml bid.db && whipcount tally bid.db --as-of 2024-11-29
"""


@click.command("to-dossier", epilog=_EPILOG)
@click.argument("out", metavar="OUT")
@click.argument("dossier", metavar="DOSSIER.YAML", type=click.Path(path_type=Path, dir_okay=False))
@click.argument("store", metavar="STORE")
@jobs_option
@click.option("--author", default="", help="Who adds them.")
@format_options
def command(out: str, dossier: Path, store: str, jobs: int | None, author: str, as_csv: bool, as_json: bool) -> int:
    """Take the reports of the corpus OUT that bear on a decision into STORE, with their statements, each once.

    The store is made if it is absent, and the dossier in it from the file, whose own reports are read first. Each
    report is read for the decision as `whipcount add` reads it. It can be stopped at any moment and started again: a
    report that the dossier has is passed over. Copies of one text count once in the tally, as everywhere.

    Exit codes: 0 all were taken or known, 2 some could not be taken.
    """
    from whipcount.corpora.folder import Folder
    from whipcount.corpora.router import route_of
    from whipcount.corpora.to_dossier import reports_for
    from whipcount.dossiers.file import load_dossier_file
    from whipcount.dossiers.ingest import ReportRead, ingest
    from whipcount.dossiers.report_reader import usual_reader
    from whipcount.dossiers.store import Store
    from whipcount.processes import cores

    outline = load_dossier_file(dossier)
    route, folder = route_of(outline), Folder(out).existing()
    refused = 0

    def refuse(report: Report, _: Added | None, error: WhipcountError | None) -> None:
        nonlocal refused
        if error is not None:
            refused += 1
            click.echo(f"whipcount: {plain(report.name)}: {plain(str(error))}", err=True)

    with Store.open(store, create=True) as kept:
        if outline.id not in kept.ids():
            kept.create(replace(outline, reports=()), author=author)
        # its own reports are added as they are read, so that a run that is killed here leaves none unread
        ingest(kept, outline.id, outline.reports, usual_reader(), author=author, told=refuse)
        results = read_ahead(
            iter(reports_for(folder, route)), kept, outline.id, None, jobs or cores(), False, lambda _: None
        )
        reports = (result for result in results if isinstance(result, ReportRead))
        taken = ingest(kept, outline.id, reports, usual_reader(), author=author, told=refuse)
        revision = kept.revision(outline.id)
    outcome = {"dossier": outline.id, "new": taken.new, "known": taken.known, "failed": refused, "revision": revision}
    summary = f"{outline.id}: {taken.new} new, {taken.known} known, {refused} could not be taken; revision {revision}"
    print_outcome(outcome, summary, as_csv=as_csv, as_json=as_json)
    return 2 if refused else 0
