"""Add a report to a stored dossier: read it, code it, keep it, in one change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from whipcount.analysis.dossier_reading import read_dossier
from whipcount.dossiers.dossier import Dossier
from whipcount.dossiers.report_reader import StatementReader, usual_reader, without_origins
from whipcount.dossiers.store import Added, Store
from whipcount.errors import DossierError
from whipcount.positions.stance.stance import Evidence
from whipcount.reports.formats.registry import due, read_report
from whipcount.reports.report import Report


def given_report(
    source: bytes | str,
    *,
    name: str,
    day: date | None,
    today: date,
    title: str | None = None,
    publisher: str | None = None,
) -> Report:
    """A report that somebody hands in, by upload or paste.

    Args:
        source: the file, or the text.
        name: what it goes by.
        day: the day of publication, where somebody knows it; a day that the report tells itself stays.
        today: no day of publication lies ahead of it.
        title: where the report tells none.
        publisher: its outlet.

    Raises:
        ReportError: it cannot be read, or its day of publication has not come yet.
    """
    report = read_report(source, name=name, published=day, title=title, publisher=publisher)
    return due(report, day, today=today, accepted="the day on which it was published")


def add_report(
    store: Store,
    dossier_id: str,
    report: Report,
    *,
    author: str = "",
    expected: int | None = None,
    reader: StatementReader | None = None,
) -> Added:
    """Read a report for a dossier and add it with its statements and codings.

    Raises:
        DossierError: the dossier has no proposal yet.
        CoderError: the reader's weights are absent or damaged.
        StaleError: the dossier is no longer at revision ``expected``.
    """
    about = store.about(dossier_id)
    if about.proposal is None:
        raise DossierError("has no proposal yet", where=dossier_id, accepted="a dossier that says what is proposed")
    made = usual_reader(reader=reader)(report, about)
    return store.add_report(dossier_id, report, made.statements, made.evidence, author=author, expected=expected)


def fill(store: Store, dossier: Dossier, *, reader: StatementReader | None = None) -> None:
    """Take a dossier file's dossier into a store, its reports read and coded; one that is there is left alone."""
    if dossier.id in store.ids():
        return
    read = read_dossier(dossier, reader=reader)
    store.create(replace(dossier, reports=(), proposal=read.proposal), author="dossier file")
    for report in dossier.reports:
        statements = [st for st in read.statements if st.report == report.sha256]
        ids = {st.id for st in statements}
        own = (item for item in read.evidence if item.statement in ids or _of_report(item, report))
        evidence = without_origins(tuple(own))
        store.add_report(dossier.id, report, statements, evidence, author="dossier file")


def _of_report(item: Evidence, report: Report) -> bool:
    """Whether it is what the report itself tells (a vote that is set), in nobody's words."""
    return item.statement is None and item.report == report.sha256
