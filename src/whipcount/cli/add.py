"""``whipcount add``: reports into a dossier, read one by one; stop it any time and start again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import click

from whipcount.cli.options.adding import own_reports, read_ahead
from whipcount.cli.options.jobs import (
    HANDFUL,
    bytes_of,
    column_option,
    expanded,
    how_many,
    jobs_option,
    pieces_of,
    reading_bar,
)
from whipcount.cli.options.stored import opened, store_argument
from whipcount.cli.options.tables import format_options, print_csv, print_json
from whipcount.cli.options.terminal import plain
from whipcount.errors import ReportError
from whipcount.text.moments import day_of

if TYPE_CHECKING:
    from whipcount.dossiers.ingest import ReportRead
    from whipcount.dossiers.rows import Outline
    from whipcount.dossiers.store import Added, Store
    from whipcount.errors import WhipcountError
    from whipcount.reports.formats.pieces import Piece
    from whipcount.reports.report import Report

_EPILOG = """\b
Examples:
  whipcount add ukraine.db reports/                     a folder, with all below it
  whipcount add ukraine.db 'archive/2024-1?.jsonl'      patterns in quotes
  curl -s https://example.org/feed.xml | whipcount add ukraine.db -
  whipcount add --jobs 4 ukraine.db archive/            four processes read, one writes
  whipcount add ukraine.db articles.csv --column text=Story --column date=When
  whipcount add ukraine.db --again                      read all reports of the dossier anew
  whipcount add ukraine.db note.txt --published 2024-11-29   also where it was added as of another day
"""


@click.command("add", epilog=_EPILOG)
@store_argument
@click.argument("files", nargs=-1, metavar="FILES...")
@click.option("--published", metavar="DATE", help="Day of publication, where a report does not tell (2024-11-29).")
@click.option("--again", is_flag=True, help="Read reports anew that the dossier has; without FILES, all of them.")
@click.option("--author", default="", help="Who adds them.")
@column_option
@jobs_option
@format_options
@click.option("-q", "--quiet", is_flag=True, help="No progress bar.")
def command(
    store: str,
    files: tuple[str, ...],
    dossier_id: str | None,
    published: str | None,
    again: bool,
    author: str,
    columns: tuple[tuple[str, str], ...],
    jobs: int | None,
    quiet: bool,
    as_csv: bool,
    as_json: bool,
) -> int:
    """Add reports to a dossier: text, HTML, PDF, DOCX, ODT, mail and mailboxes, feeds, JSON, tables, archives, folders,
    "-" for standard input. What a folder, an archive or a mail holds of other kinds is named.

    Each report is read and kept whole, or not at all; one that the dossier has already (by the hash of its text) is
    passed over. So the command can be stopped at any moment and started again. One that tells no day of its own and is
    added again with another --published is dated anew; for others see `whipcount reports`. With --jobs several
    processes read and one writes: the store is the same.

    Exit codes: 0 all were taken or known, 2 some could not be read.
    """
    from whipcount.dossiers.ingest import ingest
    from whipcount.dossiers.report_reader import Made, usual_reader
    from whipcount.processes import cores

    if not files and not again:
        raise click.UsageError("name the files to add, or --again to read the dossier's reports anew")
    day = day_of(published, "--published")
    rows: list[dict[str, object]] = []  # a line for each report; kept only where it is asked for
    refused = 0
    read: Made | None = None

    def keep(name: str, outcome: str, sha256: str = "", error: str = "") -> None:
        result = read if outcome == "new" and read is not None else Made()
        if as_csv or as_json:
            numbers = {"statements": len(result.statements), "codings": len(result.evidence)}
            rows.append({"report": name, "sha256": sha256, "outcome": outcome, **numbers, "error": error})

    def refuse(error: ReportError | WhipcountError, report: Report | None = None) -> None:
        nonlocal refused
        refused += 1
        click.echo(f"whipcount: {plain(str(error))}", err=True)
        name = report.name if report is not None else getattr(error, "where", "")
        keep(name, "failed", report.sha256 if report is not None else "", str(error))

    def told(report: Report, added: Added | None, error: WhipcountError | None) -> None:
        if error is not None:
            refuse(error, report)
        else:
            new, redated = (added.new, added.redated) if added is not None else (False, False)
            keep(report.name, "redated" if redated else "new" if new else "known", report.sha256)
            if not new:
                _tell_other_day(kept, key, report, day)

    with opened(store, dossier_id, write=True) as (kept, key):
        paths = expanded(files)
        hashes = [] if files else own_reports(kept, key)
        tasks: Iterator[Piece | Report]
        if files:
            number, tasks = how_many(jobs, pieces_of(paths, columns))
        else:
            number = jobs or (1 if len(hashes) < HANDFUL else cores())
            tasks = (kept.report(key, sha256) for sha256 in hashes)
        usual = usual_reader()

        def reading(report: Report, outline: Outline, /) -> Made:
            nonlocal read
            read = usual(report, outline)
            return read

        with reading_bar(lambda: bytes_of(paths) if files else len(hashes), shown=not quiet) as moved:
            results = read_ahead(tasks, kept, key, day, number, again, moved)
            reports = _dated(results, day, refuse) if files else (r for r in results if not isinstance(r, ReportError))

            def each() -> Iterator[ReportRead]:
                nonlocal read
                for given in reports:
                    read = given.made
                    yield given

            taken = ingest(kept, key, each(), reading, again=again, published=day, author=author, told=told)
        revision = kept.revision(key)
        unheard = _unheard(kept, key) if taken.new else ""
    if unheard:
        click.echo(f"whipcount: {plain(unheard)}", err=True)
    if as_json:
        summary = {
            "new": taken.new,
            "known": taken.known,
            "redated": taken.redated,
            "failed": refused,
            "revision": revision,
        }
        print_json({**summary, "reports": rows})
    elif as_csv:
        print_csv(rows, ("report", "sha256", "outcome", "statements", "codings", "error"))
    else:
        known_words = f"{taken.known} known" + (f" ({taken.redated} dated anew)" if taken.redated else "")
        click.echo(f"{taken.new} new, {known_words}, {refused} could not be read; revision {revision}")
    return 2 if refused else 0


def _dated(
    results: Iterable[ReportRead | ReportError],
    published: date | None,
    refuse: Callable[[ReportError, Report | None], None],
) -> Iterator[ReportRead]:
    """The reports, without those of a day that has not come yet; of undated ones it is said that they are."""
    from whipcount.reports.dating import due

    today, undated = date.today(), 0
    for result in results:
        if isinstance(result, ReportError):
            refuse(result, None)
            continue
        try:
            dated = due(result.report, published, today=today)
        except ReportError as error:
            refuse(error, result.report)
            continue
        undated += dated.day is None
        yield replace(result, report=dated)
    if undated:
        many = "1 report tells" if undated == 1 else f"{undated} reports tell"
        click.echo(f"whipcount: {many} no day: the words are taken as of today ({today}); --published DATE", err=True)


def _unheard(store: Store, key: str) -> str:
    """That no member was heard in all that was read, where that is so."""
    from whipcount.analysis.unheard import nobody_heard
    from whipcount.positions.proposal.applicable_rule import deciding_body

    about, statements = store.about(key), len(store.statements(key))
    if about.proposal is None:
        return ""
    return nobody_heard(store.evidence(key), statements, deciding_body(about.proposal, about.own_body).name)


def _tell_other_day(store: Store, key: str, report: Report, published: date | None) -> None:
    """Say so where the dossier has a report as of another day than the one that it tells, or that somebody gives."""
    _, held = store.report_day(key, report.sha256)
    other = next((day for day in (published, report.day) if day is not None and day != held), None)
    if other is not None:
        change = f"whipcount reports {store.place} {report.sha256[:12]} --published {other}"
        text = f"{report.name}: the dossier has it as published on {held or 'no day'}, not on {other}"
        click.echo(f"whipcount: {plain(text)}; to change that: {plain(change)}", err=True)
