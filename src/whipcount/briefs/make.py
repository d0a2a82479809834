"""Make a brief from files or a store: the seam between the pure assembly and the world of paths."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from whipcount.analysis.analyse import Read, analyse, default_day
from whipcount.analysis.dossier_reading import read_dossier
from whipcount.analysis.forecast import ONE_BY_ONE
from whipcount.analysis.opening import known_of, latest
from whipcount.analysis.stored_reading import read_stored
from whipcount.briefs.sections.all_stages import all_stages_view
from whipcount.briefs.sections.assemble import assemble
from whipcount.briefs.sections.bargaining import bargain_view
from whipcount.briefs.view.brief import BriefView
from whipcount.dossiers.dossier import Dossier
from whipcount.dossiers.file import load_dossier_file
from whipcount.dossiers.location import looks_like_store
from whipcount.errors import DossierError, ForecastError, RecordsError, ReportError
from whipcount.positions.count.acts import takes_acts
from whipcount.records.finding import beside
from whipcount.reports.dating import due, with_day
from whipcount.reports.formats.registry import read_reports
from whipcount.reports.report import Report

if TYPE_CHECKING:
    from whipcount.forecasts.meeting.silent import SilentChance
    from whipcount.records.silent import SilentMembers

MOST_REPORTS = 2_000


def make_brief(
    paths: Sequence[Path],
    dossier_place: Path | str | None = None,
    *,
    dossier_id: str | None = None,
    as_of: date | None = None,
    known_by: datetime | None = None,
    since: date | None = None,
    made_at: datetime,
    version: str,
    published: date | None = None,
    with_records: bool = False,
    topic: str | None = None,
    on_left: Callable[[str], None] | None = None,
) -> BriefView:
    """The brief of reports, a dossier (file or store), or both.

    Args:
        paths: reports, or folders of reports.
        dossier_place: a dossier file, or a store (path or URL); reports given beside it are added to its own.
        dossier_id: which dossier of the store, where it has several.
        as_of: the day to tell of; by default the last on which something was reported, else that of ``made_at``.
        known_by: nothing that was recorded later is used; by default all that is there.
        since: tell what changed since this day.
        made_at: when the brief is made.
        version: of the program.
        published: the day of publication of the reports at ``paths``, where they do not tell it.
        with_records: take what past votes tell of silent members for their prior in the forecast, too.
        topic: only past votes on it, where a table of them lies beside the dossier.
        on_left: told, in words, what folders and archives at ``paths`` hold of other kinds.

    Raises:
        ReportError: a report cannot be read, or there are too many.
        DossierError: the dossier file does not hold together, or no decision is found in the reports.
        StoreError: the store is absent, damaged, locked or of a newer schema.
        RecordsError: past votes are wanted, and there are none, or they do not hold together.
        ForecastError: past votes are wanted where members consent one by one.
    """
    if (with_records or topic) and (dossier_place is None or beside(str(dossier_place)) is None):
        raise RecordsError(
            "no past votes lie beside the dossier", where=str(dossier_place or "no dossier"),
            accepted="a table DOSSIER.votes.csv, or a DOSSIER.votes.db (whipcount records import)",
        )  # fmt: skip
    today = made_at.astimezone(UTC).date()
    loaded = load_reports(paths, on_left)
    if published is None:
        reports = tuple(due(report, None, today=today) for report in loaded)
    else:  # a day to come holds where somebody says it
        reports = tuple(with_day(report, published, today=today) for report in loaded)
    if dossier_place is not None and looks_like_store(dossier_place):
        from whipcount.dossiers.store import open_store  # late: the database's library loads with it

        with open_store(dossier_place) as store:
            key = store.only(dossier_id)
            known_by = known_by or latest([made_at, store.now()], store.evidence(key))
            stored, read = read_stored(store, key, as_of=as_of, known_by=known_by, more=reports)
        day = as_of or default_day(stored, known_by, read.evidence) or made_at.astimezone(UTC).date()
        silent = _silent(dossier_place, stored, read, day, known_by, topic)
        return _view(
            stored, read, day, known_by=known_by, since=since, made_at=made_at, version=version, silent=silent,
            with_records=with_records,
        )  # fmt: skip
    if dossier_id is not None:
        raise DossierError(f"{dossier_id!r} names a dossier of a store", accepted="a store: a database file or URL")
    dossier = load_dossier_file(dossier_place) if dossier_place is not None else None
    if dossier is None:
        title = next((report.title for report in reports if report.title), "") or "Reports"
        dossier = Dossier("reports", title, None, reports)
    else:
        hashes = {report.sha256 for report in dossier.reports}
        added = tuple(report for report in reports if report.sha256 not in hashes)
        dossier = replace(dossier, reports=(*dossier.reports, *added))
    known_by = known_by or known_of(dossier, made_at)
    day = as_of or default_day(dossier, known_by) or made_at.astimezone(UTC).date()
    read = read_dossier(dossier, as_of=day, known_by=known_by)
    silent = _silent(dossier_place, dossier, read, day, known_by, topic)
    return _view(
        dossier, read, day, known_by=known_by, since=since, made_at=made_at, version=version, silent=silent,
        with_records=with_records,
    )  # fmt: skip


def _silent(
    place: Path | str | None, dossier: Dossier, read: Read, day: date, known_by: datetime, topic: str | None
) -> SilentMembers | None:
    """What past votes tell of silent members, where a table of them lies beside the dossier."""
    if place is None or beside(str(place)) is None:
        return None
    from whipcount.analysis.count import count_of  # late: the models of records load with it
    from whipcount.analysis.silent import record_beside, silent_of

    counted = count_of(dossier, read, as_of=day, known_by=known_by)
    table = record_beside(place, counted.body)
    return None if table is None else silent_of(counted, table.record, topic=topic)


def brief_of(
    dossier: Dossier,
    *,
    as_of: date | None = None,
    known_by: datetime,
    since: date | None = None,
    made_at: datetime,
    version: str,
) -> BriefView:
    """The brief of a dossier in memory; see :func:`make_brief`."""
    day = as_of or default_day(dossier, known_by) or made_at.astimezone(UTC).date()
    read = read_dossier(dossier, as_of=day, known_by=known_by)
    return _view(dossier, read, day, known_by=known_by, since=since, made_at=made_at, version=version)


def _view(
    dossier: Dossier,
    read: Read,
    day: date,
    *,
    known_by: datetime,
    since: date | None,
    made_at: datetime,
    version: str,
    silent: SilentMembers | None = None,
    with_records: bool = False,
) -> BriefView:
    chances: dict[str, SilentChance] = {}
    if silent is not None and with_records:
        from whipcount.analysis.silent import chances_of

        if takes_acts(read.proposal):
            raise ForecastError(ONE_BY_ONE, where=dossier.id, accepted="a brief without --with-records")
        chances = chances_of(silent)
    analysis = analyse(dossier, read, as_of=day, known_by=known_by, since=since, silent=chances)
    view = assemble(analysis, made_at=made_at, version=version)
    view = replace(view, bargain=bargain_view(analysis), all_stages=all_stages_view(analysis))
    if silent is None:
        return view
    from whipcount.briefs.sections.records import records_view

    return replace(view, records=records_view(silent))


def load_reports(paths: Sequence[Path], on_left: Callable[[str], None] | None = None) -> list[Report]:
    """Reports from files and folders, each text once.

    Raises:
        ReportError: a file cannot be read, or there are more than 2,000 reports.
    """
    by_hash: dict[str, Report] = {}
    for report in read_reports(*paths, on_left=on_left) if paths else ():
        by_hash.setdefault(report.sha256, report)
        if len(by_hash) > MOST_REPORTS:
            raise ReportError(
                f"more than {MOST_REPORTS:,} reports for one brief", accepted="a dossier (whipcount init)"
            )
    return list(by_hash.values())
