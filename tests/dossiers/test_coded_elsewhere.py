from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from tests.dossiers.conftest import Clock, a_coding, a_dossier, a_report, a_statement
from whipcount.dossiers import edits, report_edits
from whipcount.dossiers.coded_elsewhere import Brought, add_coded, held_reports
from whipcount.dossiers.exchange.dna import Coded, read_dna
from whipcount.dossiers.exchange.dna_words import DnaNotes
from whipcount.dossiers.exchange.dna_write import write_dna
from whipcount.dossiers.queries import list_statements
from whipcount.dossiers.report_lists import list_reports
from whipcount.dossiers.report_reader import Made
from whipcount.dossiers.store import Store
from whipcount.positions.stance.stance import Stance
from whipcount.reports.report import Report

LABEL = "admitted now"


@pytest.fixture
def lake(tmp_path: Path) -> Store:
    store = Store.open(tmp_path / "lake.db", create=True, clock=Clock())
    dossier = a_dossier()
    assert dossier.proposal is not None
    store.create(replace(dossier, proposal=replace(dossier.proposal, body="NATO"), reports=(), records=(), events=()))
    return store


def a_file(path: Path, *documents: str) -> Path:
    """A file of DNA 3 with a document a text, in which nothing is coded yet."""
    coded = [Coded(replace(a_report(n), text=text, title=f"Document {n}"), (), ()) for n, text in enumerate(documents)]
    proposal = a_dossier().proposal
    assert proposal is not None
    write_dna(path, coded, proposal)
    return path


def code(
    path: Path,
    words: str,
    organization: str,
    *,
    agrees: int = 1,
    concept: str = LABEL,
    coder: str = "ada",
    person: str = "",
    document: int = 1,
) -> None:
    """What a person does in DNA: mark words, say whose they are, and whether they agree with a concept."""
    raw = sqlite3.connect(path)
    with raw:
        found = raw.execute("SELECT ID FROM CODERS WHERE Name = ?", (coder,)).fetchone()
        new = "INSERT INTO CODERS (Name, Password) VALUES (?, 'x')"
        who = found[0] if found else raw.execute(new, (coder,)).lastrowid
        text = raw.execute("SELECT Text FROM DOCUMENTS WHERE ID = ?", (document,)).fetchone()[0]
        at = text.index(words)
        made = "INSERT INTO STATEMENTS (StatementTypeId, DocumentId, Start, Stop, Coder) VALUES (1, ?, ?, ?, ?)"
        key = raw.execute(made, (document, at, at + len(words), who)).lastrowid
        for variable, value in ((1, person), (2, organization), (3, concept)):
            raw.execute("INSERT OR IGNORE INTO ENTITIES (VariableId, Value) VALUES (?, ?)", (variable, value))
            query = "SELECT ?, ?, ID FROM ENTITIES WHERE VariableId = ? AND Value = ?"
            into = f"INSERT INTO DATASHORTTEXT (StatementId, VariableId, Entity) {query}"
            raw.execute(into, (key, variable, variable, value))
        raw.execute("INSERT INTO DATABOOLEAN (StatementId, VariableId, Value) VALUES (?, 4, ?)", (key, agrees))
    raw.close()


def taken(store: Store, path: Path, notes: DnaNotes | None = None, **concepts: str) -> Brought:
    """Import the file; the counts of its first document."""
    items = read_dna(path, store.about("lake"), concepts=concepts, held=held_reports(store, "lake"), notes=notes)
    done = [add_coded(store, "lake", c.report, c.statements, c.evidence) for c in items]
    return done[0]


def coded(store: Store) -> list[tuple[str | None, Stance | None, str]]:
    return sorted(((e.member, e.stance, e.coder) for e in store.evidence("lake")), key=str)


TEXT = "The council met in Arden. Hungary says no to it. Germany and France say yes to it.\n"


def test_what_was_coded_since_comes_in(lake: Store, tmp_path: Path) -> None:
    path = a_file(tmp_path / "a.dna", TEXT)
    code(path, "Hungary says no to it", "Hungary", agrees=0)
    assert taken(lake, path) == Brought(report=True, statements=1, codings=1)
    revision = lake.revision("lake")
    assert taken(lake, path) == Brought(known=1)
    assert lake.revision("lake") == revision
    code(path, "Germany and France say yes", "Germany")
    code(path, "Germany and France say yes", "France")  # the same words, of another organization
    assert taken(lake, path) == Brought(statements=2, codings=2, known=1)
    assert coded(lake) == [("DE", Stance.YES, "dna:ada"), ("FR", Stance.YES, "dna:ada"), ("HU", Stance.NO, "dna:ada")]
    assert [row.statements for row in list_reports(lake, "lake").items] == [3]


def test_a_coding_that_was_changed_takes_the_place_of_the_former_one(lake: Store, tmp_path: Path) -> None:
    path = a_file(tmp_path / "a.dna", TEXT)
    code(path, "Hungary says no to it", "Hungary", agrees=1)
    taken(lake, path)
    before = lake.now()
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE DATABOOLEAN SET Value = 0")
    raw.close()
    assert taken(lake, path) == Brought(changed=1)
    assert coded(lake) == [("HU", Stance.NO, "dna:ada")]
    assert [e.stance for e in lake.evidence("lake", known_by=before)] == [Stance.YES]


def test_of_several_coders_and_files_all_stays(lake: Store, tmp_path: Path) -> None:
    one, two = (a_file(tmp_path / name, TEXT) for name in ("a.dna", "b.dna"))
    code(one, "Hungary says no to it", "Hungary", agrees=0)
    code(two, "Hungary says no to it", "Hungary", agrees=1, coder="ben")
    taken(lake, one)
    assert taken(lake, two) == Brought(statements=1, codings=1, kept=1)
    assert coded(lake) == [("HU", Stance.NO, "dna:ada"), ("HU", Stance.YES, "dna:ben")]


def test_a_concept_may_get_its_meaning_later(lake: Store, tmp_path: Path) -> None:
    path, notes = a_file(tmp_path / "a.dna", TEXT), DnaNotes()
    code(path, "Hungary says no to it", "Hungary", agrees=0, concept="Let Orvana in.")
    code(path, "Germany and France say yes", "The Greens")
    assert taken(lake, path, notes) == Brought(report=True, statements=2, codings=1)
    told = list(notes.lines(lake.about("lake").proposal))
    assert told[0].startswith("concepts that mean no variant: 'Let Orvana in.' (1); --concept")
    assert told[1].startswith("organizations that are no member: 'The Greens' (1")
    assert taken(lake, path, **{"let Orvana in": "asked"}).codings == 1  # its full stop is no matter
    assert ("HU", Stance.NO, "dna:ada") in coded(lake)
    assert taken(lake, path).kept == 1  # without the meaning again, what it brought stays


def a_read_report(store: Store, text: str = TEXT) -> Report:
    """A report that our own reader has read, with one coding of its own."""
    report = a_report()
    said = a_statement(report)
    store.add_report("lake", report, (said,), (replace(a_coding(said, member="TR"), conditions=()),))
    return report


def test_a_report_that_was_read_is_coded_beside_the_reading(lake: Store, tmp_path: Path) -> None:
    report = a_read_report(lake)
    path = a_file(tmp_path / "a.dna", report.text)
    code(path, "we say yes", "Turkey", agrees=0)
    assert taken(lake, path) == Brought(statements=1, codings=1)
    both = [("TR", Stance.NO, "dna:ada"), ("TR", Stance.YES, "rules")]
    assert coded(lake) == both
    assert len(list_statements(lake, "lake").items) == 2
    said = a_statement(report)  # read again: the person's coding stays
    lake.add_report("lake", report, (said,), (replace(a_coding(said, member="BE"), conditions=()),), again=True)
    assert coded(lake) == [("BE", Stance.YES, "rules"), ("TR", Stance.NO, "dna:ada")]


def test_what_came_from_here_is_known_unless_somebody_changed_it(lake: Store, tmp_path: Path) -> None:
    report = a_read_report(lake)
    (item,) = lake.evidence("lake")
    edits.correct(lake, "lake", item.id, stance=Stance.LEAN_YES, reason="he only leans")
    path, outline = tmp_path / "out.dna", lake.about("lake")
    (row,) = list_statements(lake, "lake").items
    standing = [e for e in row.evidence if e.human]
    assert outline.proposal is not None
    assert write_dna(path, [Coded(report, (row.statement,), tuple(standing))], outline.proposal) == 1
    assert taken(lake, path) == Brought(known=1)
    code(path, "we say yes", "France", coder="ada")
    assert taken(lake, path) == Brought(statements=1, codings=1, known=1)
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE DATABOOLEAN SET Value = 0 WHERE StatementId = 1")
    raw.close()
    assert taken(lake, path) == Brought(statements=1, codings=1, known=1)
    assert ("TR", Stance.NO, "dna:Admin") in coded(lake)


def test_what_an_earlier_version_imported_is_not_doubled(lake: Store, tmp_path: Path) -> None:
    path = a_file(tmp_path / "a.dna", TEXT)
    code(path, "Hungary says no to it", "Hungary", agrees=0)
    (item,) = read_dna(path, lake.about("lake"))
    old = replace(item.statements[0], id="")  # named by its words alone, as it was
    evidence = replace(item.evidence[0], id=f"{old.id}:asked:dna", statement=old.id)
    lake.add_report("lake", item.report, (old,), (evidence,), coder="dna")
    taken(lake, path)
    assert coded(lake) == [("HU", Stance.NO, "dna:ada")]


def test_a_report_that_was_taken_out_stays_out(lake: Store, tmp_path: Path) -> None:
    report = a_read_report(lake)
    path = a_file(tmp_path / "a.dna", report.text)
    code(path, "we say yes", "Turkey", agrees=0)
    report_edits.remove(lake, "lake", report.sha256, reason="a hoax")
    assert taken(lake, path) == Brought(taken_out=True)
    assert coded(lake) == []


def test_a_report_dated_anew_takes_both_readings_with_it(lake: Store, tmp_path: Path) -> None:
    report = a_read_report(lake)
    path = a_file(tmp_path / "a.dna", report.text)
    code(path, "we say yes", "Turkey", agrees=0)
    taken(lake, path)

    def again(moved: Report, _: object, /) -> Made:
        said = replace(a_statement(moved), reported_on=moved.day)
        return Made((said,), (replace(a_coding(said, member="TR"), conditions=()),), "rules")

    day = report.day
    assert day is not None
    report_edits.redate(lake, "lake", report.sha256, day.replace(year=2029), reader=again)
    assert {e.reported_on for e in lake.evidence("lake")} == {day.replace(year=2029)}
    assert coded(lake) == [("TR", Stance.NO, "dna:ada"), ("TR", Stance.YES, "rules")]
    report_edits.undo(lake, "lake", report.sha256, reader=again)
    assert {e.reported_on for e in lake.evidence("lake")} == {day}
