"""ZIP files of all kinds, damaged: one clear error for each, whoever reads it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.reports.formats import damaged
from tests.reports.formats.invented import ONE, TWO
from whipcount.errors import ReportError
from whipcount.reports.formats.archives import read_zip
from whipcount.reports.formats.docx import read_docx
from whipcount.reports.formats.feeds import Entry
from whipcount.reports.formats.markup import Page
from whipcount.reports.formats.opendocument import read_odt
from whipcount.reports.formats.packed import open_packed
from whipcount.reports.formats.workbooks import open_workbook

_ODT = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>'
    "<text:p>Kell agrees to the admission.</text:p></office:text></office:body></office:document-content>"
)


def sample(kind: str) -> bytes:
    """A whole file of a kind."""
    kept = io.BytesIO()
    if kind == "docx":
        import docx

        document = docx.Document()
        document.add_paragraph(ONE)
        document.save(kept)
    elif kind == "xlsx":
        from openpyxl import Workbook

        book = Workbook()
        book.active.append(["title", "text"])
        book.active.append(["Kell", ONE])
        book.save(kept)
    elif kind == "odt":
        return damaged.packed({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": _ODT.encode()})
    else:
        return damaged.packed({"a.txt": ONE.encode(), "b.txt": TWO.encode()})
    return kept.getvalue()


def read(kind: str, data: bytes) -> object:
    """What the reader of a kind makes of it."""
    if kind == "docx":
        return read_docx(data, where="it")
    if kind == "odt":
        return read_odt(data, where="it")
    if kind == "xlsx":
        with open_workbook(data, where="it") as book:
            return [list(sheet.rows()) for sheet in book.sheets]
    return read_archive(data)


def read_archive(data: bytes) -> list[Entry]:
    """The entries of an archive of texts."""
    return read_zip(
        data,
        where="it",
        read=lambda inside, name, place: [Entry(place, Page(text=inside.decode()))],
        known=lambda name: name.endswith(".txt"),
    )


OFFICE = ("docx", "odt", "xlsx")


@pytest.mark.parametrize("kind", [*OFFICE, "zip"])
def test_what_is_whole_is_read(kind: str) -> None:
    assert read(kind, sample(kind))


@pytest.mark.parametrize("damage", damaged.WHOLE.values(), ids=damaged.WHOLE)
@pytest.mark.parametrize("kind", [*OFFICE, "zip"])
def test_a_file_without_its_directory(kind: str, damage: Callable[[bytes], bytes]) -> None:
    with pytest.raises(ReportError, match=r"cannot be read: .*(?:damaged|no ZIP file)") as refused:
        read(kind, damage(sample(kind)))
    assert refused.value.where == "it"


@pytest.mark.parametrize("kind", OFFICE)
def test_a_document_whose_directory_is_elsewhere(kind: str) -> None:
    with pytest.raises(ReportError, match="cannot be read: damaged"):
        read(kind, damaged.directory_elsewhere(sample(kind)))


def test_an_archive_whose_directory_is_elsewhere_names_its_members() -> None:
    entries = read_archive(damaged.directory_elsewhere(sample("zip")))
    assert [entry.problem for entry in entries] == ["damaged", "damaged"]


WORDS = {
    "wrong sum": "its check sum is wrong",
    "locked": "a password locks it",
    "packed otherwise": "packed by a method that is not read",
    "scrambled": "damaged",
    "other names": "named otherwise in its directory",
}


@pytest.mark.parametrize("damage", damaged.MEMBERS)
@pytest.mark.parametrize("kind", OFFICE)
def test_a_document_whose_parts_are_damaged(kind: str, damage: str) -> None:
    with pytest.raises(ReportError, match=WORDS[damage]):
        read(kind, damaged.MEMBERS[damage](sample(kind)))


@pytest.mark.parametrize("damage", damaged.MEMBERS)
def test_an_archive_whose_members_are_damaged_names_each(damage: str) -> None:
    entries = read("zip", damaged.MEMBERS[damage](sample("zip")))
    assert isinstance(entries, list)
    assert [entry.name for entry in entries] == ["it/a.txt", "it/b.txt"]
    assert all(WORDS[damage] in (entry.problem or "") for entry in entries)


def test_one_damaged_member_leaves_the_others() -> None:
    data = sample("zip")
    at = data.index(b"PK\x03\x04")
    entries = read_archive(data[: at + 14] + b"\1\2\3\4" + data[at + 18 :].replace(b"PK\x01\x02", b"PK\x01\x02", 1))
    central = data.index(b"PK\x01\x02")
    broken = bytearray(data)
    broken[central + 16 : central + 20] = b"\1\2\3\4"
    entries = read_archive(bytes(broken))
    assert [entry.problem is None for entry in entries] == [False, True]


@pytest.mark.parametrize("kind", OFFICE)
def test_what_unpacks_to_too_much(kind: str) -> None:
    with pytest.raises(ReportError, match="unpacks to too much"):
        read(kind, damaged.too_large(sample(kind), "content.xml" if kind == "odt" else "word/{}.xml"))


def test_members_that_stand_in_one_place() -> None:
    entries = read_archive(damaged.overlapping(sample("zip")))
    assert all(entry.problem for entry in entries[1:])


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("../../etc/kell.txt", "leads out of the archive"),
        ("/etc/kell.txt", "leads out of the archive"),
        ("a/../../kell.txt", "leads out of the archive"),
        ("C:\\kell.txt", "leads out of the archive"),
        ("..\\kell.txt", "leads out of the archive"),
        ("a\x07kell.txt", "control characters"),
    ],
)
def test_names_that_no_report_may_have(name: str, why: str) -> None:
    entries = read_archive(damaged.packed({name: ONE.encode(), "b.txt": TWO.encode()}))
    assert [why in (entry.problem or "") for entry in entries].count(True) == 1
    assert sum(entry.page.text == TWO for entry in entries) == 1


def test_a_name_that_hides_another_behind_a_null() -> None:
    data = damaged.packed({"kell.txt.exe": ONE.encode(), "b.txt": TWO.encode()}).replace(
        b"kell.txt.exe", b"kell.txt\0exe"
    )
    entries = read_archive(data)
    assert any("control characters" in (entry.problem or "") for entry in entries)


@pytest.mark.parametrize("data", [b"", b"PK", b"PK\x03\x04", b"PK\x05\x06" + b"\0" * 18, b"no archive at all"])
def test_what_is_no_archive(data: bytes) -> None:
    with pytest.raises(ReportError):
        read("zip", data)


def test_other_errors_are_not_hidden() -> None:
    data = damaged.packed({"a.txt": b"a"})
    with pytest.raises(AssertionError), open_packed(data, where="it", what="archive"):
        raise AssertionError
    with pytest.raises(ReportError, match="own words"), open_packed(data, where="it", what="archive"):
        raise ReportError("own words")


def test_archives_of_every_damage_through_the_door(tmp_path: Path) -> None:
    from tests.reports.formats.invented import read as read_file

    for name, damage in {**damaged.WHOLE, **damaged.MEMBERS}.items():
        reports, errors, _ = read_file(tmp_path, "a.zip", damage(sample("zip")))
        assert not reports, name
        assert errors, name
        assert not any("Traceback" in error or "zipfile" in error for error in errors), name


def test_a_directory_alone_is_no_report() -> None:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        archive.writestr("empty/", "")
    with pytest.raises(ReportError, match="no reports in this archive"):
        read_archive(kept.getvalue())
