"""Reports read for a dossier in several processes, before their turn to be added."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING

import click

from whipcount.cli.options.terminal import plain
from whipcount.errors import ReportError

if TYPE_CHECKING:
    from whipcount.dossiers.ingest import ReportRead
    from whipcount.dossiers.rows import Outline
    from whipcount.dossiers.store import Store
    from whipcount.reports.formats.pieces import Piece
    from whipcount.reports.report import Report


def read_ahead(
    tasks: Iterator[Piece | Report],
    kept: Store,
    key: str,
    day: date | None,
    jobs: int,
    again: bool,
    moved: Callable[[int], None],
) -> Iterator[ReportRead | ReportError]:
    """The reports of all tasks, in their order; read already where several processes read."""
    from whipcount.processes import in_order
    from whipcount.reports.report import Report

    outline = kept.about(key)

    def with_outline() -> Iterator[tuple[Piece | Report, Outline | None]]:
        nonlocal outline
        for task in tasks:
            if outline.proposal is None:  # the first report that tells a decision says what all others are read for
                outline = kept.about(key)
            yield task, outline if jobs > 1 else None

    held = frozenset() if again or jobs == 1 else frozenset(own_reports(kept, key))

    def done(task: tuple[Piece | Report, Outline | None]) -> None:
        moved(1 if isinstance(task[0], Report) else task[0].size)

    yield from in_order(_adding, (day, held), with_outline(), jobs=jobs, done=done)


def _adding(
    day: date | None, known: frozenset[str]
) -> Callable[[tuple[Piece | Report, Outline | None]], Iterator[ReportRead | ReportError]]:
    """What reads a task for a dossier: without an outline the text alone is read, and who adds it reads the words."""
    from whipcount.cli.options.kept_patterns import keep_patterns_of_a_worker
    from whipcount.dossiers.ingest import ReportRead, made_of
    from whipcount.dossiers.report_reader import usual_reader
    from whipcount.errors import WhipcountError
    from whipcount.reports.dating import ahead, with_day
    from whipcount.reports.formats.pieces import LeftAside, read_piece
    from whipcount.reports.report import Report

    keep_patterns_of_a_worker()
    reader, today = usual_reader(), date.today()

    def read(task: tuple[Piece | Report, Outline | None]) -> Iterator[ReportRead | ReportError]:
        given, outline = task
        for report in [given] if isinstance(given, Report) else read_piece(given, day):
            if isinstance(report, LeftAside):
                click.echo(f"whipcount: {plain(report.told)}", err=True)
                continue
            if isinstance(report, ReportError):
                yield report
                continue
            dated = with_day(report, day, today=today)
            if outline is None or dated.sha256 in known or ahead(dated, today):
                yield ReportRead(report)
                continue
            try:
                yield ReportRead(report, outline, made_of(reader, dated, outline))
            except WhipcountError as error:
                yield ReportRead(report, outline, error=error)

    return read


def own_reports(store: Store, key: str) -> list[str]:
    """The hashes of the dossier's reports, in the order of its list."""
    from whipcount.dossiers.report_lists import list_reports

    after, hashes = None, []
    while True:
        page = list_reports(store, key, after=after, limit=1000)
        hashes += [row.sha256 for row in page.items]
        after = page.next
        if after is None:
            return hashes
