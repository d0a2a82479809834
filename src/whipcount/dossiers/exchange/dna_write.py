"""Discourse Network Analyzer files, out: documents with each coding that agrees or disagrees, in version 3's tables.

DNA knows agreement and disagreement only. What is less than that (a lean, "will not block") and whose word it is stand
in two variables of our own beside it; what has no agreement, or one that hangs on an open condition, is left out and
counted, since DNA would tell it as given.
"""

from __future__ import annotations

import os
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime, time
from pathlib import Path

from whipcount.bodies.countries import ActorTable, default_table
from whipcount.dossiers.exchange.dna import AGREES, Coded
from whipcount.dossiers.exchange.dna_schema import (
    ADMIN,
    AUTHORITY,
    LONGEST,
    READER,
    SCHEMA,
    STANCE,
    VARIABLES,
    first_rows,
)
from whipcount.dossiers.exchange.utf16_places import Utf16Places
from whipcount.errors import DossierError
from whipcount.positions.count.withdrawals import VOID_MODALITIES
from whipcount.positions.proposal.proposal import Proposal
from whipcount.positions.stance.stance import Evidence, Stance
from whipcount.reports.report import Report
from whipcount.statements.statement import Statement


def write_dna(path: Path, coded: Iterable[Coded], proposal: Proposal, *, actors: ActorTable | None = None) -> int:
    """Write a new DNA file; answers the number of statements in it.

    A statement is written for each coding that DNA can hold: person (the speaker), organization (the member), concept
    (the variant's label), agreement, and the stance and the rank that it stands for. :func:`left_out` counts the rest.

    Args:
        path: the file, which must not exist.
        coded: reports with what was coded in them, without what was taken back.
        proposal: its variants' labels are the concepts.
        actors: names of organizations.

    Raises:
        DossierError: the file exists, or cannot be written.
    """
    if path.exists():
        raise DossierError("the file exists", where=str(path), accepted="a new file")
    names = {actor.id: actor.name for actor in actors or default_table()}
    labels = {variant.id: variant.label for variant in (*proposal.variants, proposal.asked)}
    beside = path.with_name(f".{path.name}.part")
    beside.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(beside)) as connection, connection:
            connection.executescript(SCHEMA)
            for statement, values in first_rows():
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


def why_left_out(evidence: Evidence, statement: Statement | None) -> str | None:
    """Why DNA has no place for a coding, in a few words; None where it has one, or where nothing was coded."""
    if evidence.stance is None:
        return None
    if statement is None or not statement.content:
        return "without words in a report"
    if evidence.modality in VOID_MODALITIES:
        return evidence.modality.value
    if evidence.third_party:
        return "words of a third party"
    if evidence.stance not in AGREES:
        return evidence.stance.value.replace("_", " ")
    if any(condition.met is not True for condition in evidence.conditions):
        return "with an open condition"
    return None


def left_out(coded: Iterable[Coded]) -> dict[str, int]:
    """What of codings a DNA file has no place for, by kind: so that who exports knows what is not in it."""
    left: Counter[str] = Counter()
    for item in coded:
        by_id = {statement.id: statement for statement in item.statements}
        left.update(why for e in item.evidence if (why := why_left_out(e, by_id.get(e.statement or ""))))
    return dict(left)


def flattened(coded: Iterable[Coded]) -> dict[str, int]:
    """What of codings DNA itself shows as plain agreement or disagreement though it is less, by kind."""
    left: Counter[str] = Counter()
    for item in coded:
        for evidence, _ in _kept(item):
            if evidence.stance is not None and evidence.stance not in (Stance.YES, Stance.NO):
                left[evidence.stance.value.replace("_", " ")] += 1
    return dict(left)


def _kept(item: Coded) -> Iterator[tuple[Evidence, Statement]]:
    by_id = {statement.id: statement for statement in item.statements}
    for evidence in item.evidence:
        statement = by_id.get(evidence.statement or "")
        if statement is not None and evidence.stance is not None and why_left_out(evidence, statement) is None:
            yield evidence, statement


def _write(
    connection: sqlite3.Connection, number: int, item: Coded, names: dict[str, str], labels: dict[str, str]
) -> int:
    _document(connection, number, item.report)
    places = Utf16Places(item.report.text)
    coders = {name: key for key, name in (ADMIN, READER)}
    written = 0
    for evidence, statement in _kept(item):
        start, stop = statement.content[0].start, statement.content[-1].end
        if not start < stop or evidence.stance is None:
            continue
        coder = _coder(connection, coders, evidence)
        cursor = connection.execute(
            "INSERT INTO STATEMENTS (StatementTypeId, DocumentId, Start, Stop, Coder) VALUES (1, ?, ?, ?, ?)",
            (number, places.unit(start), places.unit(stop), coder),
        )
        person = (statement.speaker and (statement.speaker.name or statement.speaker.text)) or evidence.speaker or ""
        values = {
            "person": person,
            "organization": names.get(evidence.member or "", evidence.member or ""),
            "concept": labels.get(evidence.variant, evidence.variant),
            STANCE: evidence.stance.value,
            AUTHORITY: evidence.authority.name.lower() if evidence.named else "unnamed",
        }
        for name, value in values.items():
            connection.execute(
                "INSERT INTO DATASHORTTEXT (StatementId, VariableId, Entity) VALUES (?, ?, ?)",
                (cursor.lastrowid, VARIABLES[name], _entity(connection, VARIABLES[name], value[:LONGEST])),
            )
        connection.execute(
            "INSERT INTO DATABOOLEAN (StatementId, VariableId, Value) VALUES (?, ?, ?)",
            (cursor.lastrowid, VARIABLES["agreement"], AGREES[evidence.stance]),
        )
        written += 1
    return written


def _document(connection: sqlite3.Connection, number: int, report: Report) -> None:
    when = report.published or datetime.combine(report.day or date(1970, 1, 1), time(12), UTC)
    if report.published is not None and report.day != report.published.date():
        when = datetime.combine(report.day or report.published.date(), time(12), UTC)  # the day that the report tells
    notes = "\n".join(part for part in (report.url, report.notes) if part)
    fields = (report.author, report.publisher, report.section)
    connection.execute(
        "INSERT INTO DOCUMENTS (ID, Title, Text, Coder, Author, Source, Section, Notes, Type, Date)"
        " VALUES (?, ?, ?, 1, ?, ?, ?, ?, '', ?)",
        (
            number,
            (report.title or report.name)[:LONGEST],
            report.text,
            *((field or "")[:LONGEST] for field in fields),
            notes,
            int(when.timestamp()),
        ),
    )


def _coder(connection: sqlite3.Connection, coders: dict[str, int], evidence: Evidence) -> int:
    """The coder of a coding: who coded it in DNA before under that name, a person as Admin, our reader as whipcount."""
    if evidence.human:
        return ADMIN[0]
    if not evidence.coder.startswith("dna:"):
        return READER[0]
    name = evidence.coder.removeprefix("dna:")[:LONGEST] or ADMIN[1]
    if name not in coders:
        row = connection.execute("SELECT ID FROM CODERS WHERE Name = ?", (name,)).fetchone()
        if row is None:
            query = (
                "INSERT INTO CODERS (Name, Red, Green, Blue, Password) SELECT ?, 127, 127, 127, Password FROM CODERS"
            )
            row = (connection.execute(f"{query} WHERE ID = 1", (name,)).lastrowid,)
        coders[name] = int(row[0])
    return coders[name]


def _entity(connection: sqlite3.Connection, variable: int, value: str) -> int:
    query = "SELECT ID FROM ENTITIES WHERE VariableId = ? AND Value = ?"
    row = connection.execute(query, (variable, value)).fetchone()
    if row is None:
        connection.execute("INSERT INTO ENTITIES (VariableId, Value) VALUES (?, ?)", (variable, value))
        row = connection.execute(query, (variable, value)).fetchone()
    return int(row[0])
