import gzip
import io
import zipfile

import pytest

from whipcount.errors import MissingExtraError, ReportError
from whipcount.reports.formats import parsing
from whipcount.reports.formats.kind_names import KINDS
from whipcount.reports.formats.parsing import parsed


def packed(**files: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name.replace("_", ".")), data)
    return made.getvalue()


@pytest.mark.parametrize(("kind", "data", "text"), [
    ("text", b"Kell agrees.", "Kell agrees."),
    ("markdown", b"**Kell** agrees.", "Kell agrees."),
    ("html", b"<html><body><ul><li>Kell agrees.</li></ul></body></html>", "Kell agrees."),
    ("records", b'{"text": "Kell agrees."}', "Kell agrees."),
    ("json", b'[{"text": "Kell agrees."}]', "Kell agrees."),
    ("csv", b"text\nKell agrees.\n", "Kell agrees."),
    ("mail", b"From: a@b.c\nSubject: s\nDate: Fri, 29 Nov 2024 20:42:00 +0000\n\nKell agrees.", "Kell agrees."),
    ("gz", gzip.compress(b"Kell agrees.", mtime=0), "Kell agrees."),
    ("zip", packed(a_txt=b"Kell agrees."), "Kell agrees."),
])  # fmt: skip
def test_each_kind_is_read_by_its_own(kind, data, text):
    (entry,) = [entry for entry in parsed(data, kind, "a") if entry.left is None]
    assert text in entry.page.text
    assert entry.kind


def test_an_archive_in_an_archive_is_refused_but_a_gzip_in_a_zip_is_read():
    (entry,) = parsed(packed(a_zip=packed(b_txt=b"Kell agrees.")), "zip", "a.zip")
    assert "an archive in an archive" in entry.problem
    (entry,) = parsed(packed(a_gz=gzip.compress(b"Kell agrees.", mtime=0)), "zip", "a.zip")
    assert entry.page.text == "Kell agrees."


def test_whatever_a_library_does_is_one_error_that_names_the_kind(monkeypatch):
    def fails(data, where):
        raise ZeroDivisionError("in\nthe depths")

    monkeypatch.setitem(parsing._OF_BYTES, "pdf", fails)
    with pytest.raises(ReportError, match=r"this PDF cannot be read: ZeroDivisionError in the depths") as told:
        parsed(b"x", "pdf", "a.pdf")
    assert told.value.where == "a.pdf"


def test_a_part_that_is_not_installed_stays_that(monkeypatch):
    def missing(data, where):
        raise MissingExtraError("python-docx", extra="docx")

    monkeypatch.setitem(parsing._OF_BYTES, "docx", missing)
    with pytest.raises(MissingExtraError):
        parsed(b"x", "docx", "a.docx")


def test_every_kind_that_a_library_reads_has_a_name():
    assert set(parsing._OF_BYTES) <= set(KINDS)
