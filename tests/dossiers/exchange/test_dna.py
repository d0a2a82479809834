# ruff: noqa: E501  (tables are shown as they are written)
from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.dossiers.conftest import NOON, a_coding, a_dossier, a_report, a_statement
from whipcount.dossiers.exchange.dna import Coded, read_dna, write_dna
from whipcount.dossiers.rows import Outline, outline_of
from whipcount.errors import DossierError
from whipcount.positions.stance.stance import Stance
from whipcount.reports.formats.registry import read_report
from whipcount.text.span import Span


def a_wide_report() -> Coded:
    report = read_report(
        'Vote \U0001f600\nMinister Ada Roe of Hungary said "we say yes \U0001f600" to all.\n', name="w", published=NOON
    )
    at = report.text.index("we say")
    said = replace(
        a_statement(a_report()), report=report.sha256, source=(), cue=(), content=(Span(at, at + 12),), id="", reported_on=NOON.date()
    )  # fmt: skip
    return Coded(report, (said,), (a_coding(said, member="HU"), a_coding(said, stance=None, member="DE")))


def test_dna_files_round_trip_with_their_offsets(tmp_path: Path) -> None:
    coded = a_wide_report()
    outline = outline_of(a_dossier())
    assert outline.proposal is not None
    path = tmp_path / "a.dna"
    assert write_dna(path, [coded], outline.proposal) == 1
    (back,) = read_dna(path, outline)
    assert back.report.text == coded.report.text
    assert (back.report.title, back.report.published) == (coded.report.title, NOON)
    assert back.statements[0].content[0].of(back.report.text) == "we say yes \U0001f600"
    assert [(e.member, e.variant, e.stance, e.speaker) for e in back.evidence] == [
        ("HU", "asked", Stance.YES, "Ada Roe")
    ]
    with sqlite3.connect(path) as raw:
        start, stop = raw.execute("SELECT Start, Stop FROM STATEMENTS").fetchone()
        units = raw.execute("SELECT Text FROM DOCUMENTS").fetchone()[0].encode("utf-16-le")
    raw.close()
    assert units[2 * start : 2 * stop].decode("utf-16-le") == "we say yes \U0001f600"
    with pytest.raises(DossierError, match="file exists"):
        write_dna(path, [coded], outline.proposal)


DNA_2 = """
CREATE TABLE CODERS (ID INTEGER PRIMARY KEY, Name TEXT);
CREATE TABLE DOCUMENTS (ID INTEGER PRIMARY KEY, Title TEXT, Text TEXT, Coder INTEGER, Author TEXT, Source TEXT, Date INTEGER);
CREATE TABLE VARIABLES (ID INTEGER PRIMARY KEY, Variable TEXT, DataType TEXT, StatementTypeId INTEGER);
CREATE TABLE STATEMENTS (ID INTEGER PRIMARY KEY, StatementTypeId INTEGER, DocumentId INTEGER, Start INTEGER, Stop INTEGER, Coder INTEGER);
CREATE TABLE DATASHORTTEXT (ID INTEGER PRIMARY KEY, StatementId INTEGER, VariableId INTEGER, StatementTypeId INTEGER, Value TEXT);
CREATE TABLE DATABOOLEAN (ID INTEGER PRIMARY KEY, StatementId INTEGER, VariableId INTEGER, StatementTypeId INTEGER, Value INTEGER);
INSERT INTO CODERS VALUES (1, 'ada');
INSERT INTO DOCUMENTS VALUES (7, 'Vote', 'Ministers met. Hungary says no to it.', 1, '', 'Herald', 1893499200000);
INSERT INTO VARIABLES VALUES (1, 'person', 'short text', 1), (2, 'organization', 'short text', 1), (3, 'concept', 'short text', 1),
  (4, 'agreement', 'boolean', 1);
INSERT INTO STATEMENTS VALUES (1, 1, 7, 15, 37, 1), (2, 1, 7, 5000, 6000, 1);
INSERT INTO DATASHORTTEXT VALUES (1, 1, 1, 1, 'Ada Roe'), (2, 1, 2, 1, 'Hungary'), (3, 1, 3, 1, 'Let Orvana in');
INSERT INTO DATABOOLEAN VALUES (1, 1, 4, 1, 0);
"""


def test_a_file_of_version_two(tmp_path: Path) -> None:
    path = tmp_path / "old.dna"
    with sqlite3.connect(path) as raw:
        raw.executescript(DNA_2)
    raw.close()
    (coded,) = read_dna(path, outline_of(a_dossier()), concepts={"let orvana in": "asked"})
    assert coded.report.published_on == date(2030, 1, 1)
    assert len(coded.statements) == 1  # the other lies outside its document
    assert [(e.member, e.stance, e.coder) for e in coded.evidence] == [("HU", Stance.NO, "dna:ada")]
    (uncoded,) = read_dna(path, Outline("x"))
    assert uncoded.evidence == ()


def test_dna_files_of_other_kinds(tmp_path: Path) -> None:
    path = tmp_path / "x.dna"
    path.write_bytes(b"not a database, but long enough to be one" * 100)
    with pytest.raises(DossierError, match="not a DNA file"):
        list(read_dna(path, Outline("x")))
    path.unlink()
    with sqlite3.connect(path) as raw:
        raw.executescript(DNA_2.replace("Value TEXT", "Words TEXT"))
    raw.close()
    with pytest.raises(DossierError, match="another version"):
        list(read_dna(path, Outline("x")))
    with sqlite3.connect(path) as raw:
        raw.execute("DROP TABLE VARIABLES")
    raw.close()
    with pytest.raises(DossierError, match="lacks VARIABLES"):
        list(read_dna(path, Outline("x")))
