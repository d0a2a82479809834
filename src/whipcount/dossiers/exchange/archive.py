"""The archive: one dossier with its whole history as JSON lines, written and read back byte for byte.

First a line that says what this is, then every row of every table in a fixed order, last a line with the number of
rows and the sha256 of all lines before it, so that a cut or altered archive is known for one.
"""

# ruff: noqa: ARG001 (the makers of rows share one signature)

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import Connection, insert, select

from whipcount.dossiers import rows, tables
from whipcount.dossiers.annotation import Annotation, Kind
from whipcount.dossiers.codec import as_instant, canonical, from_plain
from whipcount.dossiers.dossier import Event
from whipcount.dossiers.engine import reading, writing
from whipcount.dossiers.ledger import seal_all
from whipcount.dossiers.rows import REPORT_EDITS, Outline
from whipcount.dossiers.sealed import SealedForecast
from whipcount.dossiers.store import Store
from whipcount.errors import DossierError, StoreError
from whipcount.positions.stance.stance import Evidence
from whipcount.reports.report import fingerprint
from whipcount.statements.statement import Statement
from whipcount.text.fields import kept_text

VERSION = 3  # 2: without annotations, 1: without edits of reports too, as they are still written where there are none
MAX_LINE = 40_000_000  # characters: a report of the largest size, escaped
_ORDER = {
    tables.change: ("number",),
    tables.outline: ("change",),
    tables.report: ("change", "sha256"),
    tables.reading: ("change", "report"),
    tables.statement: ("change", "id"),
    tables.evidence: ("change", "id"),
    tables.event: ("change", "id"),
    tables.forecast: ("change",),
    tables.report_edit: ("change", "report"),
    tables.annotation: ("change", "id"),
}
_BY_NAME = {table.name: table for table in _ORDER}
_BATCH = 500


def write_archive(store: Store, dossier_id: str) -> Iterator[str]:
    """The lines of the archive, each with its line end, as of one state of the store."""
    digest = hashlib.sha256()
    count = 0
    with reading(store.engine) as connection:
        created = connection.execute(
            select(tables.dossier.c.created_at).where(tables.dossier.c.id == dossier_id)
        ).scalar()
        if created is None:
            raise DossierError(f"no dossier {dossier_id!r}", where=store.place)
        later = [(3, tables.annotation), (2, tables.report_edit)]
        version = next((number for number, table in later if _has_rows(connection, table, dossier_id)), 1)
        head = {"archive": "whipcount", "version": version, "dossier": dossier_id, "created_at": created}
        for line in _hashed(digest, [head]):
            yield line
        for table, order in _ORDER.items():
            query = select(table).where(table.c.dossier == dossier_id).order_by(*(table.c[name] for name in order))
            stream = connection.execution_options(yield_per=_BATCH).execute(query)
            for line in _hashed(digest, (_line(table.name, row) for row in stream.mappings())):
                count += 1
                yield line
    yield canonical({"end": count, "sha256": digest.hexdigest()}) + "\n"


def read_archive(store: Store, lines: Iterable[str], *, where: str = "archive") -> str:
    """Bring an archive into a store, in one transaction; answers the dossier's id.

    Raises:
        StoreError: no archive, of a newer version, cut, altered, or not holding together; nothing is written then.
        DossierError: the store has a dossier of that id.
    """
    numbered = iter(enumerate(lines, start=1))
    number, first = next(numbered, (1, ""))
    head = _parse(first, f"{where} line {number}")
    if head.get("archive") != "whipcount":
        raise StoreError("not a dossier archive", where=where, accepted="a file written by whipcount export")
    if not isinstance(head.get("version"), int) or head["version"] > VERSION:
        raise StoreError(f"of a newer version ({head.get('version')})", where=where, accepted=f"up to {VERSION}")
    dossier_id, created = str(head.get("dossier", "")), str(head.get("created_at", ""))
    if not 0 < len(dossier_id) <= 64 or kept_text(dossier_id) != dossier_id:
        raise StoreError("names no dossier", where=where)
    _instant(created, where)
    digest = hashlib.sha256(_bytes(first))
    count = 0
    with writing(store.engine) as connection:
        if connection.execute(select(tables.dossier.c.id).where(tables.dossier.c.id == dossier_id)).scalar():
            raise DossierError(
                f"there is a dossier {dossier_id!r} already", where=store.place, accepted="another store"
            )
        connection.execute(insert(tables.dossier).values(id=dossier_id, created_at=created))
        batch: list[dict[str, Any]] = []
        current = tables.change
        for number, line in numbered:
            place = f"{where} line {number}"
            plain = _parse(line, place)
            if "end" in plain:
                _flush(connection, current, batch)
                if plain != {"end": count, "sha256": digest.hexdigest()}:
                    raise StoreError(
                        "cut or altered: its checksum does not fit", where=place, accepted="a whole archive"
                    )
                seal_all(connection, dossier_id)
                return dossier_id
            table = _BY_NAME.get(str(plain.pop("table", None)))
            if table is None:
                raise StoreError("a row of an unknown table", where=place)
            if table is not current or len(batch) >= _BATCH or plain.get("withdraws"):  # what it takes back is there
                _flush(connection, current, batch)
                current = table
            batch.append(_checked(connection, table, dossier_id, plain, place))
            digest.update(_bytes(line))
            count += 1
        raise StoreError("cut off: its last line is missing", where=where, accepted="a whole archive")


def _has_rows(connection: Connection, table: Any, dossier_id: str) -> bool:
    query = select(table.c.change).where(table.c.dossier == dossier_id).limit(1)
    return connection.execute(query).scalar() is not None


def _hashed(digest: Any, plain: Iterable[dict[str, Any]]) -> Iterator[str]:
    for item in plain:
        line = canonical(item) + "\n"
        digest.update(line.encode())
        yield line


def _line(name: str, row: Any) -> dict[str, Any]:
    plain = {key: value for key, value in row.items() if key != "dossier"}
    if "doc" in plain:
        plain["doc"] = json.loads(plain["doc"])
    return {"table": name, **plain}


def _bytes(line: str) -> bytes:
    return (line.rstrip("\r\n") + "\n").encode("utf-8", "surrogatepass")


def _parse(line: str, where: str) -> dict[str, Any]:
    if len(line) > MAX_LINE:
        raise StoreError("a line too long", where=where, accepted=f"up to {MAX_LINE:,} characters")
    try:
        plain = json.loads(line)
    except (ValueError, RecursionError):
        raise StoreError("no JSON", where=where, accepted="a file written by whipcount export") from None
    if not isinstance(plain, dict):
        raise StoreError("no JSON object", where=where, accepted="a file written by whipcount export")
    return plain


def _flush(connection: Connection, table: Any, batch: list[dict[str, Any]]) -> None:
    if batch:
        connection.execute(insert(table), batch)
        batch.clear()


def _checked(connection: Connection, table: Any, dossier_id: str, plain: dict[str, Any], where: str) -> dict[str, Any]:
    """The row, if its columns say what its document says: an archive is not trusted to be in order."""
    columns = {column.name for column in table.columns} - {"dossier"}
    if set(plain) != columns:
        raise StoreError(f"has other columns than {table.name}", where=where, accepted=", ".join(sorted(columns)))
    row: dict[str, Any] = {"dossier": dossier_id, **plain}
    for column in table.columns:
        if column.name != "doc" and not _fits(row[column.name], column):
            raise StoreError(f"its {column.name} is of another kind or too long", where=where)
    if table is tables.change:
        _instant(str(row["recorded_at"]), where)
        return row
    make = _MAKERS[table.name]
    statement = make(connection, row, where)
    try:
        row["doc"] = canonical(plain["doc"])
    except ValueError:
        raise StoreError("its document holds a number that is none", where=where) from None
    if any(row[key] != value for key, value in statement.items()):
        wrong = next(key for key, value in statement.items() if row[key] != value)
        raise StoreError(f"does not hold together: {wrong} is not what its document says", where=where)
    return row


def _fits(value: Any, column: Any) -> bool:
    """Whether a value is what a column holds, in every kind of database."""
    if value is None:
        return bool(column.nullable)
    if column.type.python_type is int:
        return type(value) is int and abs(value) < 2**31
    longest = column.type.length
    return isinstance(value, str) and (longest is None or len(value) <= longest) and kept_text(value) == value


def _instant(text: str, where: str) -> None:
    try:
        as_instant(text)
    except (ValueError, OverflowError):
        raise StoreError(f"{text[:40]!r} is no time", where=where) from None


def _report_of(connection: Connection, row: dict[str, Any], where: str) -> dict[str, Any]:
    report = rows.read_report_row({**row, "doc": json.dumps(row["doc"])}, foreign=True)
    if fingerprint(report.text) != report.sha256:
        raise StoreError("the report's text does not fit its sha256", where=where)
    return rows.report_row(report)


def _reading_of(connection: Connection, row: dict[str, Any], where: str) -> dict[str, Any]:
    return {}


def _statement_of(connection: Connection, row: dict[str, Any], where: str) -> dict[str, Any]:
    r = tables.report
    query = select(r).where(r.c.dossier == row["dossier"], r.c.sha256 == row["report"])
    stored = connection.execute(query).mappings().one_or_none()
    if stored is None:
        raise StoreError("a statement of a report that is not there", where=where)
    statement = from_plain(Statement, row["doc"], where=where, foreign=True)
    return rows.statement_row(statement, rows.read_report_row(dict(stored)))


def _report_edit_of(connection: Connection, row: dict[str, Any], where: str) -> dict[str, Any]:
    r = tables.report
    query = select(r.c.sha256).where(r.c.dossier == row["dossier"], r.c.sha256 == row["report"])
    if connection.execute(query).scalar() is None:
        raise StoreError("an edit of a report that is not there", where=where)
    doc, day = row["doc"], row["published_on"]
    if not isinstance(doc, dict) or doc.get("what") not in REPORT_EDITS or row["removed"] not in (0, 1):
        raise StoreError("no edit of a report", where=where, accepted=", ".join(REPORT_EDITS))
    try:
        last_day = None if day is None else date.fromisoformat(day)
    except ValueError:
        raise StoreError(f"{day!r} is no day", where=where, accepted="such as 2024-11-29") from None
    return rows.report_edit_row(row["report"], last_day, removed=bool(row["removed"]), what=doc["what"])


def _annotation_of(connection: Connection, row: dict[str, Any], where: str) -> dict[str, Any]:
    item = from_plain(Annotation, row["doc"], where=where, foreign=True)
    a = tables.annotation
    if (item.kind is Kind.UNDO) != (item.withdraws is not None):
        raise StoreError("an annotation that neither says something nor takes it back", where=where)
    query = select(a.c.change, a.c.kind, a.c.about, a.c.target)
    query = query.where(a.c.dossier == row["dossier"], a.c.id == item.withdraws)
    former = connection.execute(query).one_or_none() if item.withdraws is not None else None
    if item.withdraws is not None and (
        former is None
        or former.kind == Kind.UNDO.value
        or (former.about, former.target) != (item.about.value, item.target)
    ):
        raise StoreError("takes back an annotation that is not there", where=where)
    return rows.annotation_row(item)


def _plain_of(
    kind: type, make: Callable[..., dict[str, Any]], connection: Connection, row: dict[str, Any], where: str
) -> dict[str, Any]:
    return make(from_plain(kind, row["doc"], where=where, foreign=True))


def _evidence_of(connection: Connection, row: dict[str, Any], where: str) -> dict[str, Any]:
    return rows.evidence_row(from_plain(Evidence, row["doc"], where=where, foreign=True), reading=row["reading"])


_MAKERS: dict[str, Callable[[Connection, dict[str, Any], str], dict[str, Any]]] = {
    "outline": partial(_plain_of, Outline, rows.outline_row),
    "report": _report_of,
    "reading": _reading_of,
    "statement": _statement_of,
    "evidence": _evidence_of,
    "event": partial(_plain_of, Event, rows.event_row),
    "report_edit": _report_edit_of,
    "annotation": _annotation_of,
    "forecast": partial(_plain_of, SealedForecast, rows.forecast_row),
}
