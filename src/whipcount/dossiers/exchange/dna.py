"""Discourse Network Analyzer files (Leifeld; SQLite): documents and coded statements, in and out.

Read are files of versions 2 and 3, which differ in where short texts stand (in place, in ATTRIBUTES, in ENTITIES) and
in whether dates are milliseconds or seconds. Written is version 3's schema. DNA counts offsets in UTF-16 units (Java),
whipcount in code points; both are converted.
"""

from __future__ import annotations

import bisect
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from whipcount.bodies.countries import ActorTable, default_table
from whipcount.dossiers.exchange.dna_schema import PREPARE, SCHEMA
from whipcount.dossiers.rows import Outline, actors_of
from whipcount.errors import DossierError, ReportError
from whipcount.positions.proposal.proposal import Proposal
from whipcount.positions.stance.stance import Authority, Evidence, Stance
from whipcount.reports.formats.registry import read_report
from whipcount.reports.report import Report
from whipcount.statements.statement import Basis, Quotation, Role, Speaker, Statement
from whipcount.text.moments import FIRST_DAY, LAST_DAY
from whipcount.text.span import Span

AGREES = {Stance.YES: 1, Stance.LEAN_YES: 1, Stance.WILL_NOT_BLOCK: 1, Stance.NO: 0, Stance.LEAN_NO: 0}
_NEEDED = {"DOCUMENTS", "STATEMENTS", "VARIABLES", "DATASHORTTEXT", "DATABOOLEAN"}
_ACCEPTED = "a file of Discourse Network Analyzer 2 or 3 with person, organization, concept and agreement"


@dataclass(frozen=True, slots=True)
class Coded:
    """One document of a DNA file with what was coded in it."""

    report: Report
    statements: tuple[Statement, ...]
    evidence: tuple[Evidence, ...]


def read_dna(path: Path, outline: Outline, *, concepts: dict[str, str] | None = None) -> Iterator[Coded]:
    """The documents of a DNA file, one at a time.

    A statement whose concept is the id or label of one of the proposal's variants (or is named in ``concepts``: concept
    to variant id) becomes evidence too: agreement is yes, disagreement no. Its organization is the member where the
    name is that of an actor; otherwise the evidence is about nobody and only shown.

    Raises:
        DossierError: not a DNA file, or of a version with another schema.
    """
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            connection.row_factory = sqlite3.Row
            yield from _documents(connection, str(path), outline, concepts or {})
    except (sqlite3.Error, UnicodeDecodeError) as error:  # names of tables and columns may be any bytes
        raise DossierError(f"not a DNA file ({error})", where=str(path), accepted=_ACCEPTED) from None


def _documents(
    connection: sqlite3.Connection, where: str, outline: Outline, concepts: dict[str, str]
) -> Iterator[Coded]:
    _check(connection, where)
    texts = _short_texts(connection, where)
    coders = {row["ID"]: row["Name"] for row in connection.execute("SELECT ID, Name FROM CODERS")}
    meant = _meant(outline.proposal, concepts)
    actors = _actor_names(actors_of(outline) or default_table())
    for row in connection.execute("SELECT ID, Title, Text, Author, Source, Date FROM DOCUMENTS ORDER BY ID"):
        report = _report(row, where)
        places = _Units(report.text)
        statements: list[Statement] = []
        evidence: list[Evidence] = []
        query = "SELECT ID, Start, Stop, Coder FROM STATEMENTS WHERE DocumentId = ? ORDER BY Start, ID"
        for coded in connection.execute(query, (row["ID"],)):
            start, stop = _whole(coded["Start"]), _whole(coded["Stop"])
            span = places.span(start, stop) if start is not None and stop is not None else None
            told = texts(coded["ID"])
            if span is None or not told:
                continue
            organization, person = told.get("organization", ""), told.get("person", "")
            member = actors.get(organization.casefold())
            speaker = Speaker(
                text=person or organization,
                name=person or None,
                role=Role.OTHER if person else Role.BODY,
                on_behalf_of=member,
                basis=Basis.EXPLICIT if member else Basis.NONE,
                named=bool(person),
            )
            statement = Statement(
                report=report.sha256,
                source=(),
                cue=(),
                content=(span,),
                kind=Quotation.INDIRECT,
                speaker=speaker,
                reported_on=report.day,
                coder=f"dna:{coders.get(coded['Coder'], '?')}",
            )
            statements.append(statement)
            variant = meant.get(told.get("concept", "").casefold())
            if variant is not None and told.get("agreement") is not None and report.day is not None:
                evidence.append(_evidence(statement, variant, member, told, report.day))
        yield Coded(report, tuple(statements), tuple(evidence))


def _evidence(statement: Statement, variant: str, member: str | None, told: dict[str, Any], day: date) -> Evidence:
    return Evidence(
        id=f"{statement.id}:{variant}:dna",
        member=member,
        variant=variant,
        stance=Stance.YES if told["agreement"] else Stance.NO,
        said_from=day,
        said_to=day,
        reported_on=day,
        recorded_at=datetime.combine(day, time.max, UTC),
        authority=Authority.MINISTER,  # DNA does not say in which office somebody speaks
        statement=statement.id,
        report=statement.report,
        coder=statement.coder,
        speaker=told.get("person") or None,
        gist=f"{told.get('organization', '')}: {told.get('concept', '')}"[:200],
        source="Discourse Network Analyzer",
    )


def write_dna(path: Path, coded: Iterable[Coded], proposal: Proposal, *, actors: ActorTable | None = None) -> int:
    """Write a new DNA file; answers the number of statements in it.

    A statement is written for each of its codings that agree or disagree: person (the speaker), organization (the
    member), concept (the variant's label) and agreement. What expresses no agreement has no place in DNA.

    Raises:
        DossierError: the file exists, or cannot be written.
    """
    if path.exists():
        raise DossierError("the file exists", where=str(path), accepted="a new file")
    table = actors or default_table()
    names = {actor.id: actor.name for actor in table}
    labels = {variant.id: variant.label for variant in (*proposal.variants, proposal.asked)}
    beside = path.with_name(f".{path.name}.part")
    beside.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(beside)) as connection, connection:
            connection.executescript(SCHEMA)
            for statement, values in PREPARE:
                connection.execute(statement, values)
            written = 0
            for number, item in enumerate(coded, start=1):
                written += _write(connection, number, item, names, labels)
        with beside.open("rb") as file:
            os.fsync(file.fileno())  # the name must not reach the disk before the content
        beside.replace(path)
    except (sqlite3.Error, OSError) as error:
        beside.unlink(missing_ok=True)
        raise DossierError(f"cannot be written: {error}", where=str(path)) from None
    return written


def _write(
    connection: sqlite3.Connection, number: int, item: Coded, names: dict[str, str], labels: dict[str, str]
) -> int:
    report = item.report
    when = report.published or datetime.combine(report.day or date(1970, 1, 1), time(12), UTC)
    connection.execute(
        "INSERT INTO DOCUMENTS (ID, Title, Text, Coder, Author, Source, Section, Notes, Type, Date)"
        " VALUES (?, ?, ?, 1, ?, ?, '', ?, '', ?)",
        (
            number,
            (report.title or report.name)[:190],
            report.text,
            (report.author or "")[:190],
            (report.publisher or "")[:190],
            report.url or "",
            int(when.timestamp()),
        ),
    )
    by_id = {statement.id: statement for statement in item.statements}
    places = _Units(report.text)
    written = 0
    for evidence in item.evidence:
        statement = by_id.get(evidence.statement or "")
        if statement is None or not statement.content or evidence.stance not in AGREES:
            continue
        start, stop = statement.content[0].start, statement.content[-1].end
        if not start < stop:
            continue
        cursor = connection.execute(
            "INSERT INTO STATEMENTS (StatementTypeId, DocumentId, Start, Stop, Coder) VALUES (1, ?, ?, ?, 1)",
            (number, places.unit(start), places.unit(stop)),
        )
        key = cursor.lastrowid
        person = (statement.speaker and (statement.speaker.name or statement.speaker.text)) or evidence.speaker or ""
        organization = names.get(evidence.member or "", evidence.member or "")
        concept = labels.get(evidence.variant, evidence.variant)
        for variable, value in ((1, person), (2, organization), (3, concept)):
            connection.execute(
                "INSERT INTO DATASHORTTEXT (StatementId, VariableId, Entity) VALUES (?, ?, ?)",
                (key, variable, _entity(connection, variable, value[:190])),
            )
        connection.execute(
            "INSERT INTO DATABOOLEAN (StatementId, VariableId, Value) VALUES (?, 4, ?)", (key, AGREES[evidence.stance])
        )
        written += 1
    return written


def _entity(connection: sqlite3.Connection, variable: int, value: str) -> int:
    query = "SELECT ID FROM ENTITIES WHERE VariableId = ? AND Value = ?"
    found = connection.execute(query, (variable, value)).fetchone()
    if found is None:
        connection.execute("INSERT INTO ENTITIES (VariableId, Value) VALUES (?, ?)", (variable, value))
        found = connection.execute(query, (variable, value)).fetchone()
    return int(found[0])


def _check(connection: sqlite3.Connection, where: str) -> None:
    names = {str(row[0]).upper() for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not names >= _NEEDED:
        missing = ", ".join(sorted(_NEEDED - names))
        raise DossierError(f"not a DNA file of a known version: it lacks {missing}", where=where, accepted=_ACCEPTED)


def _columns(connection: sqlite3.Connection, table: str) -> set[str]:
    return {str(row["name"]) for row in connection.execute("SELECT name FROM pragma_table_info(?)", (table,))}


def _short_texts(connection: sqlite3.Connection, where: str) -> Any:
    """A function that gives a statement's person, organization, concept and agreement."""
    columns = _columns(connection, "DATASHORTTEXT")
    if "Entity" in columns and {"VariableId", "Value"} <= _columns(connection, "ENTITIES"):
        value = "(SELECT e.Value FROM ENTITIES e WHERE e.ID = d.Entity)"
    elif "Value" in columns and "Value" in _columns(connection, "ATTRIBUTES"):
        value = (
            "COALESCE((SELECT a.Value FROM ATTRIBUTES a WHERE typeof(d.Value) = 'integer' AND a.ID = d.Value), d.Value)"
        )
    elif "Value" in columns:
        value = "d.Value"
    else:
        raise DossierError("a DNA file of another version: short texts are kept in a way not known", where=where,
                           accepted=_ACCEPTED)  # fmt: skip
    if "VariableId" not in columns:
        raise DossierError("a DNA file of a newer version: its variables have roles", where=where, accepted=_ACCEPTED)
    joined = "d JOIN VARIABLES v ON v.ID = d.VariableId WHERE d.StatementId = ?"
    texts = f"SELECT v.Variable, {value} FROM DATASHORTTEXT {joined}"  # noqa: S608  (made of the constants above)
    flags = f"SELECT v.Variable, d.Value FROM DATABOOLEAN {joined}"  # noqa: S608  (likewise)

    def told(statement: int) -> dict[str, Any]:
        found: dict[str, Any] = {str(k): str(v or "") for k, v in connection.execute(texts, (statement,))}
        found |= {str(k): bool(v) for k, v in connection.execute(flags, (statement,))}
        return found

    return told


def _whole(value: object) -> int | None:
    """A whole number, None where a cell holds something else: SQLite keeps any kind of value in any column."""
    return int(value) if isinstance(value, int | float) and abs(value) < 2**63 else None  # never true of inf or nan


def _report(row: sqlite3.Row, where: str) -> Report:
    seconds = _whole(row["Date"]) or 0
    if abs(seconds) > 100_000_000_000:  # version 2 kept milliseconds
        seconds //= 1000
    try:
        when: datetime | None = datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        when = None
    if when is not None and not FIRST_DAY <= when.date() <= LAST_DAY:
        when = None
    try:
        return read_report(
            str(row["Text"]).replace("\x00", " ") + ("" if str(row["Text"]).endswith("\n") else "\n"),
            name=f"{Path(where).name}#{row['ID']}",
            published=when,
            title=str(row["Title"] or "") or None,
            publisher=str(row["Source"] or "") or None,
            any_language=True,
        )
    except ReportError as error:
        raise DossierError(f"document {row['ID']}: {error.problem}", where=where) from None


def _meant(proposal: Proposal | None, concepts: dict[str, str]) -> dict[str, str]:
    meant = {concept.casefold(): variant for concept, variant in concepts.items()}
    if proposal is not None:
        for variant in (proposal.asked, *proposal.variants):
            meant.setdefault(variant.id.casefold(), variant.id)
            meant.setdefault(variant.label.casefold(), variant.id)
    return meant


def _actor_names(table: ActorTable) -> dict[str, str]:
    names: dict[str, str] = {}
    for actor in table:
        for name in (actor.id, actor.name, *actor.variants):
            names.setdefault(name.casefold(), actor.id)
    return names


class _Units:
    """Places in a text as code points and as UTF-16 units: the same up to the first character beyond U+FFFF."""

    __slots__ = ("length", "wide")

    def __init__(self, text: str) -> None:
        self.length = len(text)
        self.wide = [at for at, letter in enumerate(text) if ord(letter) > 0xFFFF]

    def unit(self, point: int) -> int:
        """The UTF-16 unit of a code point's place."""
        return point + bisect.bisect_left(self.wide, point)

    def span(self, start: int, stop: int) -> Span | None:
        """The span of code points, or None where it lies outside the text."""
        first, last = self._point(start), self._point(stop)
        return Span(first, last) if 0 <= first < last <= self.length else None

    def _point(self, unit: int) -> int:
        low, high = 0, len(self.wide)
        while low < high:  # how many wide characters end at or before the unit
            middle = (low + high) // 2
            if self.wide[middle] + middle + 2 <= unit:
                low = middle + 1
            else:
                high = middle
        return unit - low
