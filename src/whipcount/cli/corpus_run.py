"""``whipcount corpus run``: articles into a corpus; killed or stopped, it is taken up again where it was."""

from __future__ import annotations

import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from whipcount.cli.options.jobs import jobs_option
from whipcount.cli.options.tables import format_options, print_outcome
from whipcount.cli.options.terminal import plain
from whipcount.processes import cores

if TYPE_CHECKING:
    from whipcount.corpora.folder import Taken
    from whipcount.errors import WhipcountError

_EPILOG = """\b
Examples:
  whipcount corpus run news/ archive/                                folders, with all below them
  whipcount corpus run --jobs 8 news/ 'CC-NEWS-2024*.warc.gz'        web archives, on eight cores
  whipcount corpus run news/ articles.parquet --text body --date day --url link
  whipcount corpus run --for dossier.yaml bid/ 'CC-NEWS-*.warc.gz'   only what bears on a decision
  whipcount corpus run --scheduler tcp://10.0.0.5:8786 /data/out /data/articles/
"""


@click.command("run", epilog=_EPILOG)
@click.argument("out", metavar="OUT")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@jobs_option
@click.option("--scheduler", metavar="ADDRESS", help="A Dask scheduler whose workers read (tcp://HOST:PORT).")
@click.option(
    "--for", "dossier", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help="A dossier file: only articles that bear on its decision are read.",
)  # fmt: skip
@click.option("--text", metavar="COLUMN", help="Column (Parquet) or key (JSON lines) of the text.")
@click.option("--title", metavar="COLUMN", help="... of the headline.")
@click.option("--date", metavar="COLUMN", help="... of the day or time of publication.")
@click.option("--url", metavar="COLUMN", help="... of the address.")
@click.option(
    "--unit", type=click.IntRange(25, 200), default=100, show_default=True, metavar="N",
    help="Articles in a unit: what is read, kept and taken up again as a whole.",
)  # fmt: skip
@format_options
@click.option("-q", "--quiet", is_flag=True, help="Nothing on the way.")
def command(
    out: str,
    inputs: tuple[str, ...],
    jobs: int | None,
    scheduler: str | None,
    dossier: Path | None,
    text: str | None,
    title: str | None,
    date: str | None,
    url: str | None,
    unit: int,
    as_csv: bool,
    as_json: bool,
    quiet: bool,
) -> int:
    """Read articles into the corpus OUT: who said what, as two tables of Parquet.

    INPUT is a folder, a file or a pattern in quotes: WARC (as Common Crawl's news), JSON lines, Parquet, or single
    articles (text, HTML, PDF, mail, feeds); each also .gz or .zst. OUT is a folder, made if absent: reports/,
    statements/ and a note of each unit that is done. It can be stopped or killed at any moment and started again; a
    report that two inputs hold is kept once. An article that cannot be read is a row with its error.

    Exit codes: 0 all inputs were read, 2 one could not be read, or not to its end (the rest is kept).
    """
    if scheduler is not None and jobs is not None:
        raise click.UsageError("--jobs is for this machine, --scheduler for another: give one of them")
    from whipcount.corpora.plan import Plan
    from whipcount.corpora.router import route_of
    from whipcount.corpora.run import run
    from whipcount.corpora.units import Columns

    route = None
    if dossier is not None:
        from whipcount.dossiers.file import load_dossier_file

        route = route_of(load_dossier_file(dossier))
    plan = Plan(Columns(text, title, date, url), route)
    shown = _Shown(shown=not quiet and sys.stderr.isatty())

    def failed(error: WhipcountError) -> None:
        shown.clear()
        click.echo(f"whipcount: {plain(str(error))}", err=True)

    summary = run(
        out, inputs, plan=plan, jobs=jobs or cores(), scheduler=scheduler, size=unit, told=shown.told, on_error=failed
    )
    shown.clear()
    outcome = asdict(summary)
    message = (
        f"{summary.units} units read, {summary.done} done before; {summary.documents:,} documents, "
        f"{summary.passed_over:,} passed over, {summary.reports:,} new reports ({summary.read:,} read, "
        f"{summary.errors:,} with an error), {summary.known:,} known; {summary.statements:,} statements"
    )
    print_outcome(outcome, message, as_csv=as_csv, as_json=as_json)
    return 2 if summary.failed else 0


class _Shown:
    """One line on standard error that says how far it is; how much is still to come, nobody knows beforehand."""

    def __init__(self, *, shown: bool) -> None:
        self._shown, self._begun = shown, time.monotonic()
        self._units = self._documents = self._statements = 0

    def told(self, taken: Taken) -> None:
        self._units += 1
        self._documents += taken.counts.get("documents", 0)
        self._statements += taken.statements
        if self._shown:
            speed = self._documents / max(0.1, time.monotonic() - self._begun)
            line = f"{self._units:,} units, {self._documents:,} documents, {self._statements:,} statements"
            click.echo(f"\r{line}; {speed:,.0f} documents a second ", nl=False, err=True)

    def clear(self) -> None:
        if self._shown and self._units:
            click.echo("", err=True)
