"""Archive, CSV, Popolo and .dna: out and in again."""

# ruff: noqa: E501 (tables of cases, one a line)

from __future__ import annotations

import csv
import io
import json
import sqlite3
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.dossiers.conftest import NOON, Clock, a_coding, a_dossier, a_record, a_report, a_statement
from whipcount.analysis.count import count
from whipcount.dossiers import edits
from whipcount.dossiers.codec import canonical, from_plain, to_plain
from whipcount.dossiers.exchange.archive import read_archive, write_archive
from whipcount.dossiers.exchange.csv_files import (
    EVIDENCE_COLUMNS,
    cell,
    evidence_cells,
    read_records_csv,
    uncell,
    write_csv,
)
from whipcount.dossiers.exchange.dna import Coded, read_dna, write_dna
from whipcount.dossiers.exchange.popolo import to_popolo
from whipcount.dossiers.exchange.popolo_votes import from_popolo
from whipcount.dossiers.normal import normal_evidence
from whipcount.dossiers.rows import Outline, outline_of
from whipcount.dossiers.store import Store
from whipcount.errors import DossierError, StoreError
from whipcount.positions.proposal.proposal import Proposal, Variant
from whipcount.positions.stance.stance import Authority, Condition, ConditionKind, Evidence, Force, Stance
from whipcount.reports.formats.registry import read_report
from whipcount.statements.statement import Modality, Statement
from whipcount.text.span import Span


def filled(store: Store) -> None:
    store.create(a_dossier())
    for number in range(4):
        report = a_report(number)
        said = a_statement(report)
        store.add_report("lake", report, [said], [a_coding(said)])
    edits.correct(
        store, "lake", a_coding(a_statement(a_report(0))).id, stance=Stance.NO, reason="é 日本 =1+1", author="ada"
    )
    store.outline("lake", title="A new title")


def test_the_archive_round_trips_byte_for_byte(store: Store, tmp_path: Path) -> None:
    filled(store)
    lines = list(write_archive(store, "lake"))
    with Store.open(tmp_path / "copy.db", create=True) as copy:
        assert read_archive(copy, lines) == "lake"
        assert list(write_archive(copy, "lake")) == lines
        assert copy.dossier() == store.dossier()
        assert copy.evidence("lake") == store.evidence("lake")
        assert copy.changes("lake") == store.changes("lake")
        copy.add_evidence("lake", [a_record("r-2")])
        with pytest.raises(DossierError, match="already"):
            read_archive(copy, lines)


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda lines: lines[:-1], "cut off"),
        (lambda lines: lines[:5] + lines[6:], "cut or altered|not there|refuses"),
        (lambda lines: [line.replace("report-1.txt", "report-x.txt") for line in lines], "checksum|hold together"),
        (lambda lines: [*lines[:3], "{", *lines[3:]], "line 4: no JSON"),
        (lambda lines: ["[]"], "no JSON object"),
        (lambda lines: ['{"archive":"other"}'], "not a dossier archive"),
        (lambda lines: [lines[0].replace('"version":1', '"version":3'), *lines[1:]], "newer version"),
        (lambda lines: [*lines[:2], '{"table":"secrets"}\n', *lines[2:]], "unknown table"),
        (lambda lines: [line.replace('"stance":"yes"', '"stance":"maybe"') for line in lines], "does not fit|hold together"),
        (lambda lines: [], "no JSON"),
    ],
)  # fmt: skip
def test_a_spoilt_archive_is_refused_whole(tmp_path: Path, spoil, message: str) -> None:  # type: ignore[no-untyped-def]
    with Store.open(tmp_path / "a.db", create=True, clock=Clock()) as store:
        filled(store)
        lines = spoil(list(write_archive(store, "lake")))
    with Store.open(tmp_path / "b.db", create=True) as other:
        with pytest.raises((StoreError, DossierError), match=message):
            read_archive(other, lines)
        assert other.ids() == ()


texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\r"), max_size=20)
days = st.dates(date(2000, 1, 1), date(2040, 1, 1))
words = texts.map(lambda text: text.strip() or "x")
# as the coder, the .dna reader, records, Popolo and people name them
ids = st.from_regex(r"\A(?:s-[a-f0-9]{1,12}:[a-z]{1,9}(?::dna)?|[rcp]-[a-z0-9]{1,12})\Z")
evidence = st.builds(
    Evidence,
    id=ids,
    member=st.none() | st.sampled_from(["AA", "BB"]),
    variant=st.sampled_from(["asked", "path"]),
    stance=st.none() | st.sampled_from(Stance),
    said_from=st.just(date(2030, 1, 1)),
    said_to=st.just(date(2030, 1, 2)),
    reported_on=st.just(date(2030, 1, 3)),
    recorded_at=st.just(NOON),
    authority=st.sampled_from(Authority),
    force=st.sampled_from(Force),
    modality=st.sampled_from(Modality),
    conditions=st.lists(
        st.builds(
            Condition,
            words | st.sampled_from(["a | b", "event: x", "x [met]", "\\[failed]", "say [about path]"]),
            st.sampled_from(ConditionKind),
            met=st.sampled_from([None, True, False]),
            about=st.sampled_from([None, "path"]),
        ),
        max_size=2,
    ).map(tuple),
    third_party=st.booleans(),
    named=st.booleans(),
    human=st.booleans(),
    confidence=st.integers(0, 10_000).map(lambda number: number / 10_000),
    withdraws=st.none() | ids,
    origin=st.just("") | words,
    gist=words | st.sampled_from(["", "x" * 3000]),
    source=words | st.just(""),
    speaker=st.none() | st.just("=Ada Roe"),
).map(lambda item: replace(item, coder="person" if item.human else "record"))


@given(evidence, texts)
def test_values_round_trip_as_json(item: Evidence, text: str) -> None:
    assert from_plain(Evidence, json.loads(canonical(to_plain(item)))) == item
    statement = Statement(
        "ab", (Span(0, 1),), (), (Span(2, 3), Span(4, 5)), a_statement(a_report()).kind, addressee=text
    )
    assert from_plain(Statement, json.loads(canonical(to_plain(statement)))) == statement


@given(st.lists(evidence, max_size=4, unique_by=lambda item: item.id))
def test_records_round_trip_as_csv(items: list[Evidence]) -> None:
    text = "".join(write_csv(EVIDENCE_COLUMNS, map(evidence_cells, items)))
    assert read_records_csv(text, a_dossier().proposal) == tuple(map(normal_evidence, items))


@given(texts)
def test_no_cell_is_a_formula_and_each_reads_back(text: str) -> None:
    assert not cell(text).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert uncell(cell(text)) == text
    written = "".join(write_csv(("a", "b"), [(text, "end")]))
    assert list(csv.reader(io.StringIO(written, newline="")))[1:] == [[cell(text), "end"]]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "columns of records"),
        ("a,b\n1,2\n", "unknown columns: a, b"),
        ("member,stance,said_on,authority\nAA,maybe,2030-01-01,head\n", "line 2: stance"),
        ("member,stance,said_on,authority\nAA,yes,soon,head\n", "line 2: said_on"),
        ("member,stance,said_on,authority\nAA,yes,2030-01-01,king\n", "line 2: authority"),
        ("member,stance,said_on,authority\nAA,yes,2030-01-01,head,more\n", "number of cells"),
        ("member,stance,said_on,authority,variant\nAA,yes,2030-01-01,head,other\n", "'other' is none of the proposal's"),
        ("member,stance,said_on,authority,reported_on\nAA,yes,2030-01-02,head,2030-01-01\n", "before said_on"),
    ],
)  # fmt: skip
def test_bad_tables(text: str, message: str) -> None:
    with pytest.raises(DossierError, match=message):
        read_records_csv(text, a_dossier().proposal)


def nato_store(tmp_path: Path) -> Store:
    store = Store.open(tmp_path / "nato.db", create=True, clock=Clock())
    proposal = Proposal(
        "orvana", "NATO invites Orvana", "NATO", "invitation", variants=(Variant("asked", "invited now"),)
    )
    store.create(replace(a_dossier("nato"), proposal=proposal, records=(), events=()))
    stances = {
        "HU": Stance.NO,
        "DE": Stance.YES,
        "TR": Stance.WILL_NOT_BLOCK,
        "FR": Stance.DECLINED,
        "IT": Stance.LEAN_NO,
    }
    store.add_evidence("nato", [a_record(f"r-{m}", m, stance) for m, stance in stances.items()])
    return store


def test_popolo_votes_round_trip(tmp_path: Path) -> None:
    with nato_store(tmp_path) as store:
        counted = count(store, "nato")
        document = json.loads(json.dumps(to_popolo(counted.tally, counted.proposal, counted.body)))
        motion = document["motions"][0]
        assert motion["requirement"] == counted.tally.rule
        assert {v["voter_id"]: v["option"] for v in motion["vote_events"][0]["votes"]} == {
            "HU": "no", "DE": "yes", "TR": "abstain", "FR": "not voting",
        }  # fmt: skip
        found = from_popolo(document, counted.proposal)
        assert {e.member: e.stance for e in found} == {
            "HU": Stance.NO, "DE": Stance.YES, "TR": Stance.WILL_NOT_BLOCK, "FR": Stance.DECLINED,
            "IT": Stance.LEAN_NO,
        }  # fmt: skip
        assert not any(e.authority is Authority.RECORDED_VOTE for e in found)  # a count is no vote
        assert from_popolo(document, counted.proposal) == found


@pytest.mark.parametrize(
    ("document", "message"),
    [
        ("x", "no motions"),
        ([], "no motion"),
        ({"motions": [{"id": "a"}, {"id": "b"}]}, "no motion 'orvana' among: a, b"),
        ({"motions": [{"vote_events": [{"votes": []}]}]}, "the date"),
        ({"motions": [{"vote_events": [{"start_date": "2030-01-01", "votes": [{"option": "yes"}]}]}]}, "without its voter"),
        ({"motions": [{"vote_events": [{"start_date": "2030-01-01", "votes": [{"voter_id": "AA", "option": "x"}]}]}]}, "option"),
    ],
)  # fmt: skip
def test_bad_popolo(document: object, message: str) -> None:
    proposal = a_dossier().proposal
    assert proposal is not None
    with pytest.raises(DossierError, match=message):
        from_popolo(document, proposal)


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
