"""Archives of reports, and what is refused of them. All bodies and people are invented."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from pathlib import Path

import pytest

from tests.reports.formats.invented import ONE, TWO, mail, read
from whipcount.errors import ReportError
from whipcount.reports.formats import archives


def test_a_zip_of_reports(tmp_path: Path) -> None:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a/kell.txt", ONE)
        archive.writestr("b.eml", bytes(mail(TWO)))
        archive.writestr("empty.txt", "")
        archive.writestr("map.png", b"\x89PNG")
        archive.writestr("__MACOSX/a/._kell.txt", b"\0")
    reports, errors, left = read(tmp_path, "a.zip", kept.getvalue())
    assert [r.format for r in reports] == ["text", "mail"]
    assert [r.name.partition("a.zip/")[2] for r in reports] == ["a/kell.txt", "b.eml"]
    assert len(errors) == 1
    assert "empty.txt" in errors[0]
    assert "map.png" in left[0]


def test_gzip_by_the_name_inside(tmp_path: Path) -> None:
    reports, _, _ = read(tmp_path, "a.jsonl.gz", gzip.compress(json.dumps({"text": ONE}).encode()))
    assert [r.text for r in reports] == [ONE]


def test_what_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    _, errors, _ = read(tmp_path, "bomb.txt.gz", gzip.compress(b"a" * 25_000_000))
    assert "unpacks to too much" in errors[0]
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(6):
            archive.writestr(f"{number}.txt", b"a" * 19_000_000)
    _, errors, _ = read(tmp_path, "bomb.zip", kept.getvalue())
    assert any("unpacks to too much" in error for error in errors)


def test_an_archive_in_an_archive_and_damage(tmp_path: Path) -> None:
    inner, outer = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("a.txt", ONE)
    with zipfile.ZipFile(outer, "w") as archive:
        archive.writestr("inner.zip", inner.getvalue())
    _, errors, _ = read(tmp_path, "outer.zip", outer.getvalue())
    assert "an archive in an archive" in errors[0]
    _, errors, _ = read(tmp_path, "cut.txt.gz", gzip.compress(ONE.encode())[:-12])
    assert "cut off" in errors[0]


def test_more_members_than_are_read() -> None:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        for number in range(archives.MAX_MEMBERS + 1):
            archive.writestr(f"{number}.txt", "a")
    with pytest.raises(ReportError, match="files in one archive"):
        archives.read_zip(kept.getvalue(), where="a.zip", read=lambda *_: [], known=lambda _: True)
