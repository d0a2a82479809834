"""What mutation found, kept: each once ended in a traceback, or took down a page later."""

from __future__ import annotations

import contextlib
import io
import json
import re
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.fuzz.readers import POPOLO, QUESTIONS, archive_lines, dna_file, make_docx, readers
from tests.reports.formats.samples import ATOM, MAIL, make_pdf
from whipcount.dossiers.codec import canonical
from whipcount.dossiers.exchange.archive import read_archive
from whipcount.dossiers.store import Store
from whipcount.dossiers.verification import Verified
from whipcount.errors import InputError, StoreError, WhipcountError
from whipcount.plainyaml import load_yaml
from whipcount.reports import read_report
from whipcount.reports.formats.mail import read_mail


@pytest.mark.parametrize(
    "text",
    ["a: !!int ''", "a: !!bool x", "a: !!timestamp x", "a: !!float x", "a: !!binary é", "? !!set {a: b}\n: 1", "a: *b",
     "- !!omap x", "!!python/object:os.system x", "a: !!int 9" + "9" * 5000, "a: [", "? - ?\n: *a", "&a [*a]"],
)  # fmt: skip
def test_yaml_that_is_not_plain_is_one_error(text: str) -> None:
    with pytest.raises(InputError):
        load_yaml(text)


def _refused(name: str, data: bytes) -> None:
    with pytest.raises(WhipcountError):
        readers()[name].read(data)


def test_an_actor_of_too_few_cells_is_one_error() -> None:
    _refused("actors", b"name,id\nA\n")
    _refused("actors", b"id,name\n \xc2\xa0,x\n")


@pytest.mark.parametrize("value", [[], {}, 10**400, True, None, " "])
def test_a_popolo_stance_of_another_kind_is_no_traceback(value: object) -> None:
    document = json.loads(POPOLO)
    vote = document["motions"][0]["vote_events"][0]["votes"][0]
    vote["whipcount:stance"] = value
    readers()["popolo"].read(json.dumps(document).encode())
    vote["voter_id"] = value
    _refused("popolo", json.dumps(document).encode())


def test_questions_with_a_bare_carriage_return_are_one_error() -> None:
    _refused("questions", QUESTIONS.replace(b"body,", b"bo\rdy,", 1))
    _refused("questions", QUESTIONS.replace(b",5,", b"," + b"9" * 5000 + b",", 1))


@pytest.mark.parametrize("value", [2**62, 1e300, float("inf"), "x", b"\xff\xfe", "", None])
@pytest.mark.parametrize(("table", "column"), [("DOCUMENTS", "Date"), ("STATEMENTS", "Start"), ("STATEMENTS", "Stop")])
def test_a_dna_cell_of_another_kind_is_no_traceback(tmp_path: Path, table: str, column: str, value: object) -> None:
    place = tmp_path / "x.dna"
    place.write_bytes(dna_file())
    with sqlite3.connect(place) as connection:
        try:
            connection.execute(f"UPDATE {table} SET {column} = ?", (value,))
        except sqlite3.IntegrityError:
            return
    connection.close()
    with contextlib.suppress(WhipcountError):
        readers()["dna"].read(place.read_bytes())


def test_a_dna_text_that_is_no_utf8_is_one_error(tmp_path: Path) -> None:
    place = tmp_path / "x.dna"
    place.write_bytes(dna_file())
    with sqlite3.connect(place) as connection:
        connection.execute("UPDATE DOCUMENTS SET Title = CAST(? AS TEXT)", (b"\xff\xfe",))
    connection.close()
    _refused("dna", place.read_bytes())


@pytest.mark.parametrize("name", ["dna", "store", "votes-file"])
@pytest.mark.parametrize("at", range(6))
def test_a_database_whose_tables_have_names_that_are_no_text_is_one_error(name: str, at: int) -> None:
    """Of a table, or a column, one letter is a byte that begins no character: SQLite itself does not mind."""
    data = readers()[name].seeds[0]
    words = re.findall(rb"CREATE TABLE \"?(\w{3,})", data)
    changed = data.replace(words[at % len(words)], b"\xce" + words[at % len(words)][1:])
    with contextlib.suppress(WhipcountError):
        readers()[name].read(changed)


CELLS = [
    ("evidence", "doc", b"\x00x"), ("evidence", "doc", ""), ("statement", "doc", "{"), ("outline", "doc", "[]"),
    ("report", "doc", "null"), ("report", "text", b"x"), ("report", "published_on", "soon"),
    ("change", "author", b"x"), ("change", "recorded_at", ""), ("change", "subject", float("inf")),
    ("statement", "start", 1e300), ("statement", "reported_on", "x"), ("alembic_version", "version_num", "0"),
    ("event", "doc", "9" * 400), ("alembic_version", "version_num", "\u0660\u0660\u0660\u0665"),
    ("seal", "seal", b"x"), ("evidence", "recorded_at", b"x"), ("report", "title", b"x"), ("report", "name", 7),
]  # fmt: skip


@pytest.mark.parametrize(("table", "column", "value"), CELLS)
def test_a_cell_of_a_store_of_another_kind_is_one_error_or_told(
    tmp_path: Path, table: str, column: str, value: object
) -> None:
    place = tmp_path / "s.db"
    place.write_bytes(readers()["store"].seeds[0])
    with contextlib.closing(sqlite3.connect(place)) as connection, connection:
        connection.execute(f"UPDATE {table} SET {column} = ?", (value,))
    try:
        found = readers()["store"].read(place.read_bytes())
    except WhipcountError:
        return
    assert isinstance(found, Verified)
    assert not found.whole


def test_a_mail_whose_date_nobody_can_read_is_read_without_it() -> None:
    for date in (b"Fri, 29 Nov 9999999999999999999999 15:42:00 -0500", b"Fri, 31 Dec 9999 23:59:59 -2359"):
        [entry] = read_mail(MAIL.replace(b"Fri, 29 Nov 2024 15:42:00 -0500", date), where="m.eml")
        page = entry.page
        assert page.published is None
        assert page.title == "Café vote"


def test_damaged_documents_are_one_error() -> None:
    document = make_docx()
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        at = archive.getinfo("word/document.xml").header_offset
    unknown, encrypted, damaged = bytearray(document), bytearray(document), bytearray(document)
    central = document.rindex(b"PK\x01\x02", 0, document.rindex(b"word/document.xml"))
    unknown[at + 8] = unknown[central + 10] = 0x63
    encrypted[at + 6] |= 1
    encrypted[central + 8] |= 1
    damaged[at + 60 : at + 200] = bytes(140)
    for data in (document[: len(document) // 2], bytes(unknown), bytes(encrypted), bytes(damaged)):
        with pytest.raises(WhipcountError):
            read_report(data, name="r.docx")
    pdf = make_pdf(["The ministers said that they will meet again."])
    for old, new in ((b"/Length", b"/Filter /Nothing /Length"), (b"startxref", b"/Encrypt << /Filter /X >> startxref"),
                     (b"612 792", b"9" * 400), (b"/Kids [3 0 R]", b"/Kids [2 0 R]")):  # fmt: skip
        with contextlib.suppress(WhipcountError):
            read_report(pdf.replace(old, new), name="r.pdf")


def test_a_feed_of_odd_entries_is_read_or_one_error() -> None:
    assert read_report(ATOM, name="r.xml").title == "One"
    for old, new in ((b"<id>1</id>", b"<link/><link href=''/>"), (b"Herald", b"&#xD800;"), (b"utf-8", b"utf-7")):
        with contextlib.suppress(WhipcountError):
            read_report(ATOM.replace(old, new), name="r.xml")


def _resealed(lines: list[dict[str, object]]) -> list[str]:
    import hashlib

    out = [(json.dumps(line, sort_keys=True, separators=(",", ":")) + "\n") for line in lines]
    digest = hashlib.sha256("".join(out).encode()).hexdigest()
    return [*out, canonical({"end": len(out) - 1, "sha256": digest}) + "\n"]


CHANGES: list[Callable[[dict[str, object]], object]] = [
    lambda row: row["doc"].update(confidence=float("inf")),  # type: ignore[attr-defined]
    lambda row: row["doc"].update(speaker=["a"]),  # type: ignore[attr-defined]
    lambda row: row["doc"].update(gist={"a": 1}),  # type: ignore[attr-defined]
    lambda row: row["doc"].update(source="\ud800"),  # type: ignore[attr-defined]
    lambda row: row["doc"].update(recorded_at="9999-12-31T23:59:59-23:59"),  # type: ignore[attr-defined]
    lambda row: row.update(doc=[]),
    lambda row: row.update(member=5),
    lambda row: row.update(change=10**30),
    lambda row: row.update(coder="a\x00b"),
]


@pytest.mark.parametrize("change", range(len(CHANGES)))
def test_an_archive_of_other_kinds_of_values_is_refused_whole(tmp_path: Path, change: int) -> None:
    lines = [json.loads(line) for line in archive_lines()][:-1]
    CHANGES[change](next(line for line in lines if line.get("table") == "evidence"))
    with Store.open(tmp_path / "s.db", create=True) as store:
        with pytest.raises(StoreError):
            read_archive(store, _resealed(lines))
        assert list(store.ids()) == []
        assert read_archive(store, io.StringIO("".join(archive_lines()))) == "lake"


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "0999-12-31"])
def test_days_at_the_ends_of_the_calendar_are_one_error(day: str) -> None:
    dossier = readers()["dossier"].seeds[0].decode()
    _refused("dossier", dossier.replace("2025-03-02", day).encode())
    _refused("dossier", dossier.replace("said_on: 2025-02-20", f"said_on: {day}").encode())
    _refused("dossier", dossier.replace("published: 2025-03-02", f"published: {day}T00:00+23:59").encode())
    _refused("body", readers()["body"].seeds[0].replace(b"2001-05-01", day.encode(), 1))
    _refused("roster", readers()["roster"].seeds[0].replace(b"2026-01-02", day.encode()))
    _refused("popolo", POPOLO.replace(b'"start_date": "2030-01-01"', f'"start_date": "{day}"'.encode()))


@pytest.mark.parametrize("number", [10**400, 10**30, "1" + "0" * 400])
def test_weights_beyond_all_computing_are_one_error_or_computed(number: object) -> None:
    for name in (0, 1):
        game = json.loads(readers()["game"].seeds[name])
        for place in (("dims", 0, 0), ("rule", "clauses", 0, 0), ("p_yes", 0), ("rho", 1)):
            holder = changed = json.loads(json.dumps(game))
            try:
                for key in place[:-1]:
                    holder = holder[key]
                holder[place[-1]] = number
            except KeyError:
                continue
            with contextlib.suppress(WhipcountError):
                readers()["game"].read(json.dumps(changed).encode())
