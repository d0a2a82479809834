# ruff: noqa: E501  (tables are shown as they are written)
from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.dossiers.conftest import NOON, a_coding, a_dossier, a_report, a_statement
from whipcount.dossiers.exchange.dna import Coded, read_dna
from whipcount.dossiers.exchange.dna_words import DnaNotes
from whipcount.dossiers.exchange.dna_write import write_dna
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
    agreed = replace(a_coding(said, member="HU"), conditions=())
    return Coded(report, (said,), (agreed, a_coding(said, stance=None, member="DE")))


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


def test_organizations_are_members_in_any_spelling_and_variables_in_any_case(tmp_path: Path) -> None:
    coded = a_wide_report()
    outline = outline_of(a_dossier())
    assert outline.proposal is not None
    outline = replace(outline, proposal=replace(outline.proposal, body="NATO"), own_body=None)
    path = tmp_path / "a.dna"
    write_dna(path, [coded], outline.proposal)
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE VARIABLES SET Variable = 'Organisation' WHERE Variable = 'organization'")
        raw.execute("UPDATE VARIABLES SET Variable = 'Concept' WHERE Variable = 'concept'")
        raw.execute("UPDATE ENTITIES SET Value = 'the hungarian' WHERE Value = 'Hungary'")
    raw.close()
    (back,) = read_dna(path, outline)
    assert [evidence.member for evidence in back.evidence] == ["HU"]
    with pytest.raises(DossierError, match="no variant 'nowhere'"):
        list(read_dna(path, outline, concepts={"x": "nowhere"}))


def a_file(path: Path, *changes: str) -> Path:
    """A file of version 2 that a person has changed."""
    with sqlite3.connect(path) as raw:
        raw.executescript(DNA_2)
        for change in changes:
            raw.execute(change)
    raw.close()
    return path


def test_a_document_keeps_author_section_notes_and_type(tmp_path: Path) -> None:
    columns = [f"ALTER TABLE DOCUMENTS ADD COLUMN {name} TEXT" for name in ("Section", "Notes", "Type")]
    told = "UPDATE DOCUMENTS SET Author = 'Ilse Kern', Section = 'Foreign', Notes = 'from the archive', Type = 'news'"
    (coded,) = read_dna(a_file(tmp_path / "a.dna", *columns, told), Outline("x"))
    report = coded.report
    assert (report.author, report.section) == ("Ilse Kern", "Foreign")
    assert report.notes == "from the archive\nType: news"


def test_the_coders_own_note_is_told_with_the_coding(tmp_path: Path) -> None:
    path = a_file(
        tmp_path / "a.dna",
        "CREATE TABLE DATALONGTEXT (ID INTEGER PRIMARY KEY, StatementId INTEGER, VariableId INTEGER, Value TEXT)",
        "INSERT INTO VARIABLES VALUES (5, 'Note', 'long text', 1)",
        "INSERT INTO DATALONGTEXT VALUES (1, 1, 5, 'by letter')",
    )
    (coded,) = read_dna(path, outline_of(a_dossier()), concepts={"Let Orvana in": "asked"})
    assert coded.evidence[0].gist == "Hungary: Let Orvana in (by letter)"


@pytest.mark.parametrize("renamed", ["concept", "organization", "agreement"])
def test_a_variable_under_another_name_is_told_and_can_be_named(tmp_path: Path, renamed: str) -> None:
    path = a_file(tmp_path / "a.dna", f"UPDATE VARIABLES SET Variable = 'My word' WHERE Variable = '{renamed}'")
    outline, meant = outline_of(a_dossier()), {"Let Orvana in": "asked"}
    with pytest.raises(DossierError, match=f"no variable called {renamed}; its variables are My word"):
        list(read_dna(path, outline, concepts=meant))
    (coded,) = read_dna(path, outline, concepts=meant, variables={renamed: "my word"})
    assert [(e.member, e.stance) for e in coded.evidence] == [("HU", Stance.NO)]
    with pytest.raises(DossierError, match="no variable 'other'"):
        list(read_dna(path, outline, concepts=meant, variables={renamed: "Other"}))


@pytest.mark.parametrize(
    ("value", "stance"), [("disagree", Stance.NO), ("Yes", Stance.YES), ("1", Stance.YES), ("mixed", None)]
)
def test_agreement_may_be_a_text(tmp_path: Path, value: str, stance: Stance | None) -> None:
    path = a_file(
        tmp_path / "a.dna", "DELETE FROM DATABOOLEAN", f"INSERT INTO DATASHORTTEXT VALUES (9, 1, 4, 1, '{value}')"
    )
    notes = DnaNotes()
    (coded,) = read_dna(path, outline_of(a_dossier()), concepts={"Let Orvana in": "asked"}, notes=notes)
    assert [e.stance for e in coded.evidence] == ([stance] if stance else [])
    assert notes.left["without agreement"] == (stance is None)


def test_what_a_file_holds_that_is_read_as_nothing_is_counted(tmp_path: Path) -> None:
    path = a_file(tmp_path / "a.dna", "INSERT INTO STATEMENTS VALUES (3, 1, 7, 0, 5, 1)")
    notes = DnaNotes()
    list(read_dna(path, outline_of(a_dossier()), notes=notes))
    assert notes.concepts == {"Let Orvana in": 1}
    assert notes.left == {"outside their document": 1, "without person, organization and concept": 1}
    assert notes.organizations == {}  # of a body that nobody knows, no one is said to be no member


def test_a_document_that_cannot_be_read_leaves_the_others_and_no_date_is_none(tmp_path: Path) -> None:
    path = a_file(
        tmp_path / "a.dna",
        "INSERT INTO DOCUMENTS (ID, Title, Text, Author, Source, Date) VALUES (9, 'Empty', ' ', '', '', 0)",
        "UPDATE STATEMENTS SET DocumentId = 9 WHERE ID = 2",
        "UPDATE DOCUMENTS SET Date = 0",
    )
    notes = DnaNotes()
    (coded,) = read_dna(path, outline_of(a_dossier()), concepts={"Let Orvana in": "asked"}, notes=notes)
    assert (coded.report.day, coded.evidence) == (None, ())
    assert notes.left == {"of document 9 (the report is empty)": 1, "of documents without a day": 1}
