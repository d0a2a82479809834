"""Every reader of foreign bytes, with seeds that it reads, and how to call it on a mutation of them."""

# ruff: noqa: E501 (samples of files stay in one piece)

from __future__ import annotations

import gzip
import io
import json
import random
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.dossiers.conftest import a_coding, a_dossier, a_record, a_report, a_statement
from tests.fuzz.mutation import (
    Mutator,
    mutated,
    mutated_json,
    mutated_sqlite,
    mutated_value,
    mutated_zip,
)
from tests.reports.formats.samples import ATOM, FEED, MAIL, PAGE, make_pdf
from whipcount.bargaining.formats import read_table
from whipcount.bodies.bodyfile import parse_body
from whipcount.bodies.countries import parse_actors
from whipcount.bodies.groups import parse_groups
from whipcount.bodies.rosterfile import parse_roster
from whipcount.dossiers.codec import canonical
from whipcount.dossiers.evidence_cache import EvidenceCache
from whipcount.dossiers.exchange.archive import read_archive, write_archive
from whipcount.dossiers.exchange.csv_files import EVIDENCE_COLUMNS, evidence_cells, read_records_csv, write_csv
from whipcount.dossiers.exchange.dna import Coded, read_dna
from whipcount.dossiers.exchange.dna_write import write_dna
from whipcount.dossiers.exchange.popolo_votes import from_popolo
from whipcount.dossiers.file import parse_dossier
from whipcount.dossiers.queries import list_statements
from whipcount.dossiers.report_lists import list_reports
from whipcount.dossiers.rows import outline_of
from whipcount.dossiers.store import Store
from whipcount.dossiers.verification import verify
from whipcount.forecasts.core.table import parse_table
from whipcount.forecasts.hazard.statement_table import parse_statements
from whipcount.forecasts.meeting.occasions import parse_questions
from whipcount.records.record import load_record
from whipcount.records.tables.formats import Sources, read_ballots
from whipcount.records.tables.importing import import_votes
from whipcount.records.tables.votefile import VoteFile
from whipcount.reports import read_reports
from whipcount.reports.formats.parsing import parsed
from whipcount.reports.formats.registry import read_report
from whipcount.rules.algebra.notation import parse_rule
from whipcount.rules.power.gamefile import answer_file

ROOT = Path(__file__).resolve().parent.parent.parent
LAKE = ROOT / "examples" / "lake-council"


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader, what it reads, and how its bytes are changed."""

    seeds: tuple[bytes, ...]
    read: Callable[[bytes], object]
    mutate: Mutator = mutated


def _text(data: bytes) -> str:
    """As a reader of files gets it, but with the half characters that an address or a form may bring."""
    return data.decode("utf-8", "surrogateescape")


def _report(name: str) -> Callable[[bytes], object]:
    def read(data: bytes) -> object:
        found = list(read_reports_of(data, name))
        for report in found:
            report.text.encode()
        return found

    return read


def _taken_apart(kind: str) -> Callable[[bytes], object]:
    """What the child process does, here: a process for each mutation would try a tenth of them."""
    return lambda data: parsed(data, kind, f"r.{kind}")


def read_reports_of(data: bytes, name: str) -> Iterator[object]:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / name
        place.write_bytes(data)
        yield from read_reports(place, any_language=True)


def _in_file(name: str, read: Callable[[Path], object]) -> Callable[[bytes], object]:
    def call(data: bytes) -> object:
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder) / name
            place.write_bytes(data)
            return read(place)

    return call


def make_docx() -> bytes:
    import docx

    document = docx.Document()
    document.add_heading("Council meets")
    document.add_paragraph("The ministers of the twelve said that they will meet again next week in Arden.")
    document.core_properties.author = "Jane Roe"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


MHT = (
    b"From: <Saved by a browser>\nSubject: Kell\nMIME-Version: 1.0\nSnapshot-Content-Location: http://e.org/\n"
    b'Content-Type: multipart/related; type="text/html"; boundary="b"\n\n--b\nContent-Type: text/html; charset=utf-8\n'
    b"Content-Transfer-Encoding: quoted-printable\n\n<html><body><p>The ministers met in Arden.</p></body></html>\n--b--\n"
)
JSON_ARRAY = b'[{"text": "The ministers met in Arden.", "date": "2024-11-29"}, {"body": "They did not."}]'
JSON_FEED = (
    b'{"version": "https://jsonfeed.org/version/1.1", "title": "F", "items": [{"id": "1", "content_html": '
    b'"<p>The ministers met.</p>", "date_published": "2024-11-29T10:00:00Z", "authors": [{"name": "Jane Roe"}]}]}'
)


def make_zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", "The ministers met in Arden.")
        archive.writestr("b.eml", MAIL)
        archive.writestr("c.html", PAGE)
    return out.getvalue()


def make_odt() -> bytes:
    names = " ".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "text", "table"))
    content = (
        f"<office:document-content {names}><office:body><office:text><text:h>Council meets</text:h><text:p>They"
        "<text:s text:c='2'/>met.</text:p><table:table><table:table-row><table:table-cell><text:p>Kell</text:p>"
        "</table:table-cell></table:table-row></table:table></office:text></office:body></office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content)
    return out.getvalue()


def make_xlsx() -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["date", "title", "text"])
    sheet.append(["2024-11-29", "Kell", "The ministers met in Arden."])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@cache
def archive_lines() -> tuple[str, ...]:
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "s.db", create=True) as store:
        store.create(a_dossier())
        report = a_report()
        said = a_statement(report)
        store.add_report("lake", report, [said], [a_coding(said)])
        return tuple(write_archive(store, "lake"))


def _archive_mutated(seed: bytes, rng: random.Random) -> bytes:
    """A row changed and the checksum set anew: what somebody hostile would send."""
    import hashlib

    if rng.random() < 0.2:
        return mutated(seed, rng)
    lines = [json.loads(line) for line in seed.decode().splitlines()]
    at = rng.randrange(len(lines) - 1)
    lines[at] = mutated_value(lines[at], rng)
    out: list[bytes] = []
    for line in lines[:-1]:
        try:
            out.append(canonical(line).encode() + b"\n")
        except ValueError:  # numbers that are none, as other writers write them
            out.append(json.dumps(line).encode() + b"\n")
    end = {"end": len(out) - 1, "sha256": hashlib.sha256(b"".join(out)).hexdigest()}
    return b"".join(out) + canonical(end).encode() + b"\n"


def _archive(data: bytes) -> object:
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "s.db", create=True) as store:
        key = read_archive(store, io.StringIO(data.decode("utf-8", "surrogateescape"), newline="\n"))
        store.about(key)
        list_reports(store, key, limit=5)
        list_statements(store, key, limit=5)
        store.dossier(key)
        return list(write_archive(store, key))


@cache
def dna_file() -> bytes:
    report = a_report()
    said = a_statement(report)
    proposal = a_dossier().proposal
    assert proposal is not None
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "x.dna"
        write_dna(place, [Coded(report, (said,), (a_coding(said),))], proposal)
        return place.read_bytes()


@cache
def store_file() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "s.db"
        with Store.open(place, create=True) as store:
            store.create(a_dossier())
            report = a_report()
            said = a_statement(report)
            store.add_report("lake", report, [said], [a_coding(said)])
        return place.read_bytes()


def _store(place: Path) -> object:
    with Store.open(place) as store:
        for key in store.ids():
            list_reports(store, key, limit=5)
            list_statements(store, key, limit=5)
            store.dossier(key)
            EvidenceCache(store, key).evidence()
        return verify(store)


@cache
def votes_file() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        table, place = Path(folder) / "votes.csv", Path(folder) / "v.db"
        table.write_bytes(LONG)
        with VoteFile(place, create=True) as votes:
            import_votes(votes, Sources(table), "long")
        return place.read_bytes()


def _votes(place: Path) -> object:
    with VoteFile(place) as votes:
        votes.imports()
        votes.unmatched()
        return [(body, votes.calls(body), load_record(votes, body)) for body in votes.bodies()]


def _popolo(data: bytes) -> object:
    proposal = a_dossier().proposal
    assert proposal is not None
    try:
        document = json.loads(_text(data))
    except (ValueError, RecursionError):
        return None  # the command says so
    return from_popolo(document, proposal)


POPOLO = json.dumps({
    "motions": [{
        "id": "lake-1", "text": "Orvana is admitted", "date": "2030-01-01", "organization_id": "LAKE",
        "vote_events": [{
            "identifier": "one", "start_date": "2030-01-01",
            "votes": [{"voter_id": "KELL", "option": "yes", "whipcount:stance": "yes"}, {"group_id": "PELL",
                      "option": "absent"}],
        }],
    }],
}).encode()  # fmt: skip
ROSTER = b"id,person,family,region,party,from,to,doubt\nXX-TULLY,Ann Tully,Tully,XX,R,2020-01-03,2026-01-02,\n"
GAME = b'{"members": ["A", "B", "C"], "dims": [[2, 1, 1], ["0.5", "1/3", 0]], "rule": {"kind": "or_of_and_thresholds", "clauses": [[2, null], [3, "0.5"]]}}'
CHANCE = b'{"members": ["A", "B", "C"], "dims": [[2, 1, 1]], "rule": {"clauses": [[2]]}, "p_yes": [0.2, "0.5", 1], "model": "x", "rho": ["0.0", 0.2], "methods": ["20-node Gauss-Hermite"]}'
QUESTIONS = b"""date,body,decision,candidate,outcome,members,blockers
2001-03-01,Lake Council,admit,Orvana,blocked,5,Telmark
2001-04,NATO,sign the protocol,Mirren;Orvana,signed,,
2001,Lake Council,admit,Orvana,agreed (late),5,
"""
CONSENTS = b"""decision,member,rule,opened,consented,note
Lake treaty,Orvana,unanimity,2001-02-03,2001-09-01,signed 2001-02-03
Lake treaty,Telmark,unanimity,2001-02-03,,as of 2002-01
"""
SAID = b"date,member,speaker,proposal,stance\n2001-02-03,Orvana,minister,Lake treaty,conditional\n"
LONG = b"body,vote_id,date,member,vote,topic,title,source\nLAKE,1,2001-02-03,KELL,yes,t,A title,s\nLAKE,1,2001-02-03,PELL,no,t,A title,s\n"
UNDL = b"undl_id,ms_code,ms_name,ms_vote,date,session,resolution,subjects,title\n1,FRA,FRANCE,Y,2001-02-03,55,A/1,x,y\n"
DECIDE = b"#A\tA\n#A\tB\n#P\tissue\n#M\tissue\t0\tlow\n#M\tissue\t100\thigh\n#D\tA\tissue\t10\t0.5\t1\n#D\tB\tissue\t90\t0.6\t1\n"
GROUPS = b"""nouns: [states]
groups:
  - {id: BALTIC, name: Baltic states, adjectives: [Baltic], members: [EE, {id: LV, from: 2004-01-01}]}
"""
TOML = b"""id = "LAKE"
name = "Lake"
default = "all"
[[members]]
id = "KELL"
from = 2001-05-01
[rules]
all = "no objection"
"""


@cache
def readers() -> dict[str, Reader]:
    """All readers by name."""
    import datetime

    proposal = a_dossier().proposal
    body = (LAKE / "lake-council.body.yaml").read_bytes()
    dossier = (LAKE / "dossier.yaml").read_bytes().replace(b"- {file: reports/", b"- {text: The Council met. reports/")
    weighted = (ROOT / "src/whipcount/bodies/data/ecowas.body.yaml").read_bytes()
    records = "".join(write_csv(EVIDENCE_COLUMNS, [evidence_cells(a_record())])).encode()
    outline = outline_of(a_dossier())

    def dna(place: Path) -> object:
        return list(read_dna(place, outline, concepts={"Orvana is admitted": "asked"}))

    def whole_body(data: bytes, kind: str = "yaml") -> object:
        made = parse_body(_text(data), kind=kind, beside=lambda name: ROSTER.decode())  # type: ignore[arg-type]
        on = datetime.date(2024, 1, 1)
        return made.members(on), made.rules

    def ballots(form: str) -> Callable[[bytes], object]:
        return _in_file("votes.csv", lambda place: list(read_ballots(Sources(place), form)))

    return {
        "actors": Reader(((LAKE / "actors.csv").read_bytes(),), lambda d: parse_actors(_text(d), where="actors.csv")),
        "groups": Reader((GROUPS,), lambda d: parse_groups(_text(d))),
        "roster": Reader((ROSTER,), lambda d: parse_roster(_text(d), where="r.csv")),
        "body": Reader((body, weighted), whole_body),
        "body-toml": Reader((TOML,), lambda d: whole_body(d, "toml")),
        "dossier": Reader((dossier,), lambda d: parse_dossier(d, folder=LAKE)),
        "rule": Reader((b"no objection",
                        b"55% of members and 65% of population or 3 members"),
                       lambda d: parse_rule(_text(d))),
        "records-csv": Reader((records,), lambda d: read_records_csv(_text(d), proposal)),
        "archive": Reader(("".join(archive_lines()).encode(),), _archive, _archive_mutated),
        "dna": Reader((dna_file(),), _in_file("x.dna", dna), mutated_sqlite),
        "store": Reader((store_file(),), _in_file("s.db", _store), mutated_sqlite),
        "votes-file": Reader((votes_file(),), _in_file("v.db", _votes), mutated_sqlite),
        "popolo": Reader((POPOLO,), _popolo, mutated_json),
        "game": Reader((GAME, CHANCE), _in_file("g.json", answer_file), mutated_json),
        "questions": Reader((QUESTIONS,), lambda d: parse_questions(_text(d))),
        "consents": Reader((CONSENTS,), lambda d: parse_table(_text(d))),
        "said": Reader((SAID,), lambda d: parse_statements(_text(d))),
        "votes-long": Reader((LONG,), ballots("long")),
        "votes-undl": Reader((UNDL,), ballots("undl")),
        "bargaining": Reader(
            ((ROOT / "examples/bargaining/ukraine-invitation.csv").read_bytes(), DECIDE), read_table
        ),
        "docx": Reader((make_docx(),), _taken_apart("docx"), mutated_zip),
        "pdf": Reader((make_pdf(["The ministers said that they will meet again.", "They did not."]),), _taken_apart("pdf")),
        "mail": Reader((MAIL,), _report("r.eml")),
        "feed": Reader((FEED, ATOM), _report("r.xml")),
        "html": Reader((PAGE,), _report("r.html")),
        "mailbox": Reader((b"From a Fri Nov 29 2024\n" + MAIL + b"\n\nFrom b Fri Nov 29 2024\n" + MAIL,), _report("r.mbox")),
        "saved-page": Reader((MHT,), _report("r.mht")),
        "json": Reader((JSON_ARRAY, JSON_FEED), _report("r.json"), mutated_json),
        "csv": Reader((b"date,title,text,source\n2024-11-29,Kell,Kell said that it would agree.,The Ferry\n",), _report("r.csv")),
        "zip": Reader((make_zip(),), _taken_apart("zip"), mutated_zip),
        "gzip": Reader((gzip.compress(MAIL, mtime=0),), _taken_apart("gz")),
        "odt": Reader((make_odt(),), _taken_apart("odt"), mutated_zip),
        "xlsx": Reader((make_xlsx(),), _taken_apart("xlsx"), mutated_zip),
        "markdown": Reader((b"# Kell\n\nKell will [vote against](http://e.org/) **it**.\n",), _report("r.md")),
        "json-lines": Reader(
            (b'{"text": "The ministers met in Arden.", "title": "x", "date": "2024-11-29", "url": "http://e.org/"}\n',),
            _report("r.jsonl"),
            mutated_json,
        ),
        "text": Reader((b"Council meets\nARDEN, Nov. 29, 2024 (Agency) - The ministers of the twelve met.",),
                       _report("r.txt")),
        "pasted": Reader((b"Council meets\nARDEN, Nov. 29, 2024 (Agency) - The ministers of the twelve met.",),
                         lambda d: read_report(_text(d), any_language=True)),
    }  # fmt: skip
