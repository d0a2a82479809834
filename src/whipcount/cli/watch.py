"""``whipcount watch``: reports come in by themselves, from folders, feeds and mailboxes that your own tools fill."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from whipcount.cli.options.stored import opened, store_argument
from whipcount.cli.options.terminal import plain

if TYPE_CHECKING:
    from whipcount.analysis.count import Counted
    from whipcount.dossiers.store import Added, Store
    from whipcount.errors import ReportError, WhipcountError
    from whipcount.reports.report import Report

_EPILOG = """\b
Examples:
  whipcount watch lake.db inbox/                          a folder: whatever your tools put there
  whipcount watch lake.db feeds/council.xml mail.mbox     new entries of a feed, new mails of a mailbox
  whipcount watch lake.db inbox/ --once                   one look, for cron

Nothing is fetched from a network. Stop it with Ctrl-C at any moment: each report is kept whole or not at all, and one
that the dossier has is passed over. Exit codes of --once: 0 all were taken or known, 2 some could not be read.
"""


@click.command("watch", epilog=_EPILOG)
@store_argument
@click.argument("places", nargs=-1, required=True, metavar="FOLDER|FEED.xml|MBOX...", type=click.Path(path_type=Path))
@click.option(
    "--every", type=click.FloatRange(0.2, 86_400), default=10.0, show_default=True, help="Seconds between looks."
)
@click.option("--once", is_flag=True, help="Look once, and end.")
@click.option("--author", default="watch", show_default=True, help="Who adds them.")
@click.option("-q", "--quiet", is_flag=True, help="Tell errors only.")
def command(
    store: str,
    places: tuple[Path, ...],
    dossier_id: str | None,
    every: float,
    once: bool,
    author: str,
    quiet: bool,
) -> int:
    """Add what is new in folders, feeds and mailboxes, and tell what it changed, until you stop it."""
    from whipcount.dossiers.ingest import ingest
    from whipcount.dossiers.report_reader import usual_reader
    from whipcount.dossiers.watching import Watch

    watched = Watch(places)
    failed = 0

    def refused(error: ReportError | WhipcountError) -> None:
        nonlocal failed
        failed += 1
        click.echo(f"whipcount: {plain(str(error))}", err=True)

    def told(report: Report, added: Added | None, error: WhipcountError | None) -> None:
        if error is not None:
            refused(error)
        elif added is not None and added.new and not quiet:
            click.echo(plain(f"{report.day or 'no day'}  {report.title or report.name}  (revision {added.revision})"))

    reader = usual_reader()
    with opened(store, dossier_id, write=True) as (kept, key):
        before = _counted(kept, key)
        if not quiet:
            click.echo(f"watching {len(places)} places for {key}, stop with Ctrl-C", err=True)
        try:
            while True:
                fresh = 0
                for path in watched.due():
                    reports = _of_days_past(watched.reports(path, refused), refused)
                    fresh += ingest(kept, key, reports, reader, author=author, told=told).new
                if fresh:
                    after = _counted(kept, key)
                    if not quiet:
                        _tell(before, after)
                    before = after
                if once:
                    return 2 if failed else 0
                time.sleep(every)
        except KeyboardInterrupt:
            return 0


def _of_days_past(reports: Iterator[Report], refused: Callable[[ReportError], None]) -> Iterator[Report]:
    """The reports, without those of a day that has not come; those that tell no day are as of today."""
    from whipcount.errors import ReportError as Refused
    from whipcount.reports.dating import due

    today = date.today()
    for report in reports:
        try:
            dated = due(report, None, today=today, accepted="whipcount add --published DATE")
        except Refused as error:
            refused(error)
            continue
        yield dated


def _counted(store: Store, key: str) -> Counted | None:
    from whipcount.analysis.count import count
    from whipcount.errors import WhipcountError

    try:
        return count(store, key)
    except WhipcountError:  # what is to be decided is not known yet
        return None


def _tell(before: Counted | None, after: Counted | None) -> None:
    """What the new reports changed in the count."""
    from whipcount.positions.count.movement import moves

    if before is None or after is None:
        return
    for move in moves(before.tally, after.tally):
        words = [("unknown" if s is None or s.stance is None else s.stance.value) for s in (move.was, move.now)]
        click.echo(plain(f"  {after.name(move.member)}: {words[0]} -> {words[1]}"))
    was, now = len(before.tally.agreed), len(after.tally.agreed)
    state = "" if before.tally.state is after.tally.state else f"; rule {before.tally.state} -> {after.tally.state}"
    if was != now or state:
        click.echo(f"  agreed {was} -> {now} of {len(after.tally.positions)}{state}")
