"""What people do to a report: date it anew, take it out, take either back; each is an entry of the ledger.

Nothing is overwritten. A report that is dated anew is read anew as of its new day, since "on Tuesday" is another day
then; what people entered about its words keeps its stance and its order, and is dated with them. Of a report that was
taken out nothing counts: neither what was read in it nor what was entered about that; as of what was known earlier, all
of it still does.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, select

from whipcount.dossiers import rows, tables
from whipcount.dossiers.codec import day_in, from_doc, instant_in, json_of
from whipcount.dossiers.engine import reading
from whipcount.dossiers.live_rows import READ_BY_OTHERS, current_entry
from whipcount.dossiers.readings import former_reading, parted, put_reading
from whipcount.dossiers.report_reader import ReportReader
from whipcount.dossiers.store import Added, Pending, Store
from whipcount.errors import DateError, DossierError, StaleError, StoreError
from whipcount.positions.stance.stance import Evidence
from whipcount.reports.dating import ahead
from whipcount.reports.report import Report
from whipcount.statements.statement import Statement
from whipcount.text.fields import blank

Wanted = Callable[[Connection], tuple[date | None, bool]]
"""What is to hold: the day of publication, and whether the report is taken out."""
_TRIES = 3  # where somebody else writes meanwhile


@dataclass(frozen=True, slots=True)
class ReportEdit:
    """What somebody did to a report, and what held after it."""

    revision: int
    recorded_at: datetime
    author: str
    what: str
    published_on: date | None
    removed: bool
    reason: str


def edits_of(store: Store, dossier_id: str, sha256: str) -> tuple[ReportEdit, ...]:
    """What was done to a report, oldest first."""
    with reading(store.engine) as connection:
        return _edits(connection, dossier_id, sha256)


def redate(
    store: Store,
    dossier_id: str,
    sha256: str,
    day: date,
    *,
    reader: ReportReader,
    reason: str = "",
    author: str = "",
    expected: int | None = None,
) -> Added:
    """Give a report another day of publication, and read it anew as of that day.

    Args:
        store: the store.
        dossier_id: which dossier.
        sha256: which report: its hash, or a beginning of it that no other has.
        day: the day of publication; a report of a store that nobody has read is only dated.
        reader: what read it.
        reason: why; kept with it.
        author: who says so.
        expected: the revision that the edit was made on.

    Raises:
        DossierError: no such report, or it was taken out.
        DateError: the day has not come yet.
        StaleError: the dossier is no longer at revision ``expected``, or others write all the time.
    """
    report = _there(store, dossier_id, sha256)
    if day == report.day:
        return Added(False, store.revision(dossier_id))
    today = store.now().date()
    if ahead(replace(report, published=None, published_on=day), today):
        raise DateError(f"published on {day}, which has not come yet", where=report.name, accepted=f"up to {today}")
    line = ("redate", report.name, author, reason or f"published on {day}")
    return _changed(store, dossier_id, report, line, reader, expected, lambda _: (day, False))


def remove(
    store: Store, dossier_id: str, sha256: str, *, reason: str, author: str = "", expected: int | None = None
) -> Added:
    """Take a report out: it stays in the history, and nothing of it counts any more.

    Raises:
        DossierError: no such report, it was taken out already, or no reason is given.
        StaleError: the dossier is no longer at revision ``expected``.
    """
    if blank(reason):
        raise DossierError("no reason is given", where=sha256, accepted="why it is taken out, in a few words")
    report = _there(store, dossier_id, sha256)
    line = ("remove", report.name, author, reason)
    return _changed(store, dossier_id, report, line, None, expected, lambda _: (report.day, True))


def undo(
    store: Store,
    dossier_id: str,
    sha256: str,
    *,
    reader: ReportReader,
    reason: str = "undone",
    author: str = "",
    expected: int | None = None,
) -> Added:
    """Take back the last edit of a report that has not been taken back; what held before it holds again.

    Raises:
        DossierError: no such report, or nothing is left to take back.
        StaleError: the dossier is no longer at revision ``expected``, or others write all the time.
    """
    report = store.report(dossier_id, sha256, removed_too=True)

    def before(connection: Connection) -> tuple[date | None, bool]:
        first = _first_day(connection, dossier_id, report.sha256)
        held = _held(first, _edits(connection, dossier_id, report.sha256))
        if len(held) < 2:
            raise DossierError("nobody has edited this report", where=report.name, accepted="one that was edited")
        return held[-2]

    line = ("undo", report.name, author, reason or "undone")
    return _changed(store, dossier_id, report, line, reader, expected, before)


def _held(first: date | None, edits: Sequence[ReportEdit]) -> list[tuple[date | None, bool]]:
    """What held of a report, one after another, without what was taken back: the last holds now.

    >>> moment, day = datetime(2030, 1, 1), date(2030, 1, 2)
    >>> done = [ReportEdit(2, moment, "", "redate", day, False, ""), ReportEdit(3, moment, "", "undo", None, False, "")]
    >>> _held(None, done[:1]), _held(None, done)
    ([(None, False), (datetime.date(2030, 1, 2), False)], [(None, False)])
    """
    held: list[tuple[date | None, bool]] = [(first, False)]
    for edit in edits:
        if edit.what != "undo":
            held.append((edit.published_on, edit.removed))
        elif len(held) > 1:
            held.pop()
    return held


def _there(store: Store, dossier_id: str, sha256: str) -> Report:
    report = store.report(dossier_id, sha256, removed_too=True)
    if not store.has_report(dossier_id, report.sha256):
        raise DossierError("that report was taken out", where=report.name, accepted="undo, which brings it back")
    return report


def _changed(
    store: Store,
    dossier_id: str,
    report: Report,
    line: tuple[str, str, str, str],
    reader: ReportReader | None,
    expected: int | None,
    wanted: Wanted,
) -> Added:
    """One edit; where somebody else wrote while the report was read, once more from the start."""
    for attempt in range(_TRIES):
        try:
            return _edit(store, dossier_id, report, line, reader, expected, wanted)
        except StaleError:
            if expected is not None or attempt == _TRIES - 1:
                raise
    raise AssertionError  # unreachable: the last try returns or raises


def _edit(
    store: Store,
    dossier_id: str,
    report: Report,
    line: tuple[str, str, str, str],
    reader: ReportReader | None,
    expected: int | None,
    wanted: Wanted,
) -> Added:
    revision = store.revision(dossier_id)
    if expected is not None and not store.counted_revision(dossier_id) <= expected <= revision:
        raise StaleError(
            f"the dossier has changed since revision {expected}: it is at {revision}",
            where=dossier_id,
            accepted="an edit of the latest revision",
        )
    report = store.report(dossier_id, report.sha256, removed_too=True)
    with reading(store.engine) as connection:
        day, removed = wanted(connection)
        coders = _coders(connection, dossier_id, report.sha256)
        former = former_reading(connection, dossier_id, report.sha256)
    moved = report if day == report.day else replace(report, published=None, published_on=day)
    _, others = parted(former)
    reread: tuple[Sequence[Statement], Sequence[Evidence]] | None = None
    coder = next((name for name in coders if name not in READ_BY_OTHERS), None)
    dated = _redated(*others, day)  # what people coded elsewhere is dated anew, not read anew
    if day != report.day and reader is not None and coder is not None:  # read anew, outside of the transaction
        read = reader(moved, store.about(dossier_id))
        reread, coder = (read.statements, read.evidence), read.coder
        if others[0] or others[1]:
            # a reading has a change of its own; before the edit, so that an edit that fails can be made again
            with store.change(dossier_id, *line, revision) as before:
                put_reading(before, moved, next(iter(READ_BY_OTHERS)), *dated)
            revision = before.number
    elif day != report.day and reader is not None and coders:
        reread, coder, dated = _redated(*former, day), coders[0], ((), ())
    action, subject, author, note = line
    with store.change(dossier_id, action, subject, author, note, revision) as change:
        row = rows.report_edit_row(report.sha256, day, removed=removed, what=action)
        change.put(tables.report_edit, [row])
        if reread is not None:
            put_reading(change, moved, coder or "reader", *reread)
            entered = _entered(change.connection, dossier_id, report.sha256)
            _put_entered(change, entered, former, ((*reread[0], *dated[0]), (*reread[1], *dated[1])))
    return change.added


def _put_entered(
    change: Pending,
    entered: Sequence[Evidence],
    former: tuple[Sequence[Statement], Sequence[Evidence]],
    made: tuple[Sequence[Statement], Sequence[Evidence]],
) -> None:
    """What people entered about the report, dated with its words; in the order in which it was entered."""
    before = {(item.statement, item.variant): item for item in reversed(former[1])}
    after = {(item.statement, item.variant): item for item in reversed(made[1])}
    standing = []
    for number, item in enumerate(sorted(entered, key=lambda e: (e.recorded_at, e.id)), start=1):
        old, new = before.get((item.statement, item.variant)), after.get((item.statement, item.variant))
        if old is None or new is None:
            continue  # about no words that are dated with the report
        dated = item
        if (item.said_from, item.said_to) == (old.said_from, old.said_to):
            dated = replace(dated, said_from=new.said_from, said_to=new.said_to)
        if item.reported_on == old.reported_on:
            dated = replace(dated, reported_on=new.reported_on)
        dated = replace(dated, reported_on=max(dated.reported_on, dated.said_from))
        standing.append(replace(dated, recorded_at=change.now + timedelta(microseconds=number)))
    change.put(tables.evidence, [rows.evidence_row(item) for item in standing])


def _redated(
    statements: Sequence[Statement], evidence: Sequence[Evidence], day: date | None
) -> tuple[Sequence[Statement], Sequence[Evidence]]:
    """What others coded, as reported on another day; what was said on the day of the report moves with it."""
    if day is None:
        return statements, evidence
    moved = []
    for item in evidence:
        dated = replace(item, reported_on=day)
        if item.said_from == item.said_to == item.reported_on:
            dated = replace(dated, said_from=day, said_to=day)
        moved.append(dated)
    return [replace(st, reported_on=day) for st in statements], moved


def _edits(connection: Connection, dossier_id: str, sha256: str) -> tuple[ReportEdit, ...]:
    e, c = tables.report_edit, tables.change
    query = (
        select(e.c.change, e.c.published_on, e.c.removed, e.c.doc, c.c.recorded_at, c.c.author, c.c.note)
        .join(c, (c.c.dossier == e.c.dossier) & (c.c.number == e.c.change))
        .where(e.c.dossier == dossier_id, e.c.report == sha256)
        .order_by(e.c.change)
    )
    return tuple(
        ReportEdit(
            row.change,
            instant_in(row.recorded_at),
            row.author,
            _what(row.doc, sha256),
            day_in(row.published_on),
            bool(row.removed),
            row.note,
        )
        for row in connection.execute(query)
    )


def _what(doc: object, where: str) -> str:
    content = json_of(doc, where=where)
    if not isinstance(content, dict) or content.get("what") not in rows.REPORT_EDITS:
        raise StoreError("an edit of a report is damaged", where=where)
    return str(content["what"])


def _first_day(connection: Connection, dossier_id: str, sha256: str) -> date | None:
    r = tables.report
    query = select(r.c.published_on).where(r.c.dossier == dossier_id, r.c.sha256 == sha256)
    day = connection.execute(query).scalar()
    return day_in(day)


def _coders(connection: Connection, dossier_id: str, sha256: str) -> list[str]:
    """What has read the report, the last first."""
    r = tables.reading
    query = select(r.c.coder).where(r.c.dossier == dossier_id, r.c.report == sha256).order_by(r.c.change.desc())
    return list(connection.execute(query).scalars())


def _entered(connection: Connection, dossier_id: str, sha256: str) -> list[Evidence]:
    e = tables.evidence
    query = select(e.c.doc).where(e.c.dossier == dossier_id, e.c.report == sha256, current_entry(dossier_id))
    return [from_doc(Evidence, doc, where=sha256) for doc in connection.execute(query).scalars()]
