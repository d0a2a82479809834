"""Taking reports in: one at a time, each whole or not at all, so that it can be stopped and taken up again anywhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from whipcount.dossiers.report_edits import redate
from whipcount.dossiers.report_reader import Made, ReportReader
from whipcount.dossiers.rows import Outline
from whipcount.dossiers.store import Added, Store
from whipcount.errors import ReportError, StoreError, WhipcountError
from whipcount.reports.report import Report


@dataclass(frozen=True, slots=True)
class Taken:
    """How taking in ended: reports that were new, known already (of these: dated anew), and that could not be taken."""

    new: int = 0
    known: int = 0
    failed: int = 0
    redated: int = 0


@dataclass(frozen=True, slots=True)
class ReportRead:
    """A report that was read before its turn, in another process perhaps.

    Attributes:
        report: as it was read.
        outline: what the dossier was about when it was read; what was made counts only if that has not changed.
        made: what the reader made of it; None where it was not read.
        error: what kept it from being read.
    """

    report: Report
    outline: Outline | None = None
    made: Made | None = None
    error: WhipcountError | None = None


def ingest(
    store: Store,
    dossier_id: str,
    reports: Iterable[Report | ReportRead],
    reader: ReportReader,
    *,
    again: bool = False,
    published: date | None = None,
    author: str = "",
    told: Callable[[Report, Added | None, WhipcountError | None], None] | None = None,
) -> Taken:
    """Read reports and add them, one transaction each; those that the dossier has are passed over unread.

    Args:
        store: where to.
        dossier_id: which dossier.
        reports: taken as they come, never held together; those that were read before their turn are not read again.
        reader: what makes statements and evidence of a report.
        again: read known reports anew, too.
        published: the day of publication, as somebody says it of these reports: a known one that does not tell its own,
            and was taken as of another day, is dated anew.
        author: who adds.
        told: called after each report, with what was added, or with the error that kept it out.

    Raises:
        WhipcountError: without ``told``, the first error of a report.
        StoreError: the database fails; what was added before stays.
    """
    new = known = failed = redated = 0
    outline = store.about(dossier_id)
    for given in reports:
        ahead = given if isinstance(given, ReportRead) else ReportRead(given)
        report = ahead.report
        added: Added | None = None
        error: WhipcountError | None = None
        try:
            there, day = store.report_day(dossier_id, report.sha256)
            if there and report.day is not None and report.day != day and (day is None or report.day == published):
                done = redate(store, dossier_id, report.sha256, report.day, reader=reader, author=author)
                added = replace(done, redated=done.new)
                known, redated = known + 1, redated + added.new
            elif there and not again:
                known += 1
                added = Added(False, 0)
            else:
                if there and report.day != day:  # the day that counts in the dossier is the one that it is read by
                    report = replace(report, published=None, published_on=day)
                    ahead = ReportRead(report)
                result = _read_ahead(ahead, outline) or made_of(reader, report, outline)
                if outline.proposal is None and result.proposal is not None:
                    store.outline(dossier_id, proposal=result.proposal, author=author)
                    outline = store.about(dossier_id)
                added = store.add_report(
                    dossier_id,
                    report,
                    result.statements,
                    result.evidence,
                    coder=result.coder,
                    author=author,
                    again=again,
                )
                new, known = (new + 1, known) if added.new else (new, known + 1)
        except WhipcountError as caught:
            # The database itself fails (locked, full, not to be written): so it would for all that is still to come.
            if told is None or (isinstance(caught, StoreError) and caught.__cause__ is not None):
                raise
            failed += 1
            error = caught
        if told is not None:
            told(report, added, error)
    return Taken(new, known, failed, redated)


def _read_ahead(ahead: ReportRead, outline: Outline) -> Made | None:
    if ahead.outline != outline:
        return None
    if ahead.error is not None:
        raise ahead.error
    return ahead.made


def made_of(reader: ReportReader, report: Report, outline: Outline) -> Made:
    """What the reader makes of a report; a fault within it keeps out this report, and no other.

    Raises:
        ReportError: the reader failed where it should not have; the fault is its cause.
    """
    try:
        return reader(report, outline)
    except WhipcountError:
        raise
    except Exception as error:
        reason = " ".join(f"{type(error).__name__} {error}".split())[:200]
        raise ReportError(f"the reader failed: {reason}", where=report.name) from error
