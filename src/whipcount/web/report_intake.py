"""Add reports to a stored dossier: each is read, coded and kept in one change; a file may hold many."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from whipcount.analysis.dossier_reading import read_dossier
from whipcount.dossiers.dossier import Dossier
from whipcount.dossiers.report_reader import StatementReader, usual_reader, without_origins
from whipcount.dossiers.store import Added, Store
from whipcount.errors import DossierError, ReportError, WhipcountError
from whipcount.positions.stance.stance import Evidence
from whipcount.reports.dating import due
from whipcount.reports.formats.registry import read_report, read_reports
from whipcount.reports.report import Report

MOST_REPORTS = 100
"""Of one upload: each takes a moment to read, and who waits is a person; the command line takes any number."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one report of an upload: its name, its sha256 where it is kept, and why it is not where not."""

    name: str
    sha256: str = ""
    new: bool = False
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Upload:
    """What a file holds: its reports in their order, and what of it could not be read or is of no kind that is read."""

    reports: tuple[Report, ...]
    problems: tuple[ReportError, ...] = ()
    left: tuple[str, ...] = ()


def read_upload(data: bytes, filename: str) -> Upload:
    """The reports of an uploaded file, whatever its kind.

    >>> read_upload(b'[{"text": "Kell agrees."}, {"text": ""}]', "two.json").reports[0].name
    'two.json#1'
    """
    problems: list[ReportError] = []
    left: list[str] = []
    reports = read_reports(data, name=filename, on_error=problems.append, on_left=left.append)
    return Upload(tuple(reports), tuple(problems), tuple(left))


def take_all(
    store: Store,
    dossier_id: str,
    upload: Upload,
    *,
    day: date | None = None,
    publisher: str | None = None,
    undated: bool = False,
    author: str = "",
    expected: int | None = None,
    reader: StatementReader | None = None,
) -> Iterator[Taken]:
    """Add the reports of an upload one after the other; what cannot be added is told and passed over.

    Args:
        store: the store.
        dossier_id: which dossier.
        upload: what the file holds.
        day: the day of publication of reports that tell none.
        publisher: the outlet of reports that tell none.
        undated: whether a report without a day is taken too.
        author: who adds them.
        expected: the revision that the upload was made on.
        reader: what reads them; the usual one by default.

    Raises:
        StaleError: the dossier is no longer at revision ``expected``.
        DossierError: it has no proposal yet.
    """
    today = store.now().date()
    for number, report in enumerate(upload.reports):
        name = report.title or report.name
        if number >= MOST_REPORTS:
            yield Taken(name, problem=f"not added: more than {MOST_REPORTS} reports at once (whipcount add takes them)")
            continue
        try:
            dated = due(report, day, today=today, accepted="the day on which it was published")
        except WhipcountError as error:
            yield Taken(name, problem=f"not added: {error}")
            continue
        if dated.day is None and not undated:
            yield Taken(name, problem="not added: it does not tell its day, and without one its words count on no day")
            continue
        dated = replace(dated, publisher=dated.publisher or publisher)
        added = add_report(store, dossier_id, dated, author=author, expected=expected, reader=reader)
        expected = None  # what follows is made on what was just added
        yield Taken(name, dated.sha256, added.new)
    for unread in upload.problems:
        yield Taken(unread.where or "a report", problem=f"not read: {unread.problem}")
    for told in upload.left:
        yield Taken(told, problem="left aside")


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
    reading = usual_reader(reader=reader)(report, about)
    return store.add_report(dossier_id, report, reading.statements, reading.evidence, author=author, expected=expected)


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
