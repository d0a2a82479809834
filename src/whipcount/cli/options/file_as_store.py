"""A dossier file as a store, for commands that ask questions which only a store answers.

The store is made in a folder of its own and thrown away: its dossier holds what the file holds, its reports read, each
change recorded at the end of the day on which the report was published, as the file itself is read.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path

from whipcount.analysis.dossier_reading import read_dossier
from whipcount.dossiers.file import load_dossier_file
from whipcount.dossiers.report_reader import without_origins
from whipcount.dossiers.store import Store
from whipcount.reports.report import Report


@contextmanager
def file_as_store(place: str) -> Iterator[tuple[Store, str]]:
    """A store with the dossier of a file, and its id.

    Raises:
        DossierError: the file does not hold together, or tells of no decision.
    """
    dossier = load_dossier_file(place)
    read = read_dossier(dossier)
    moments = [datetime.now(UTC)]
    with (
        tempfile.TemporaryDirectory(prefix="whipcount-") as folder,
        Store.open(Path(folder) / "file.db", create=True, clock=lambda: moments[-1]) as store,
    ):
        days = [day for report in dossier.reports if (day := report.day) is not None]
        moments.append(_end_of(min(days)) if days else moments[0])
        store.create(replace(dossier, reports=(), proposal=read.proposal))
        for report in sorted(dossier.reports, key=_day):
            statements = [statement for statement in read.statements if statement.report == report.sha256]
            ids = {statement.id for statement in statements}
            own = (
                item
                for item in read.evidence
                if item.statement in ids or (item.statement is None and item.report == report.sha256)
            )
            moments.append(moments[0] if report.day is None else _end_of(report.day))
            store.add_report(dossier.id, report, statements, without_origins(tuple(own)))
        moments.append(datetime.now(UTC))
        yield store, dossier.id


def _day(report: Report) -> date:
    return report.day or date.max  # one that tells no day is read today, after all others


def _end_of(day: date) -> datetime:
    return datetime.combine(day, time.max, UTC)
