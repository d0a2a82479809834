"""Reading reports: each format, what it tells about itself, and each way of being unusable."""

# ruff: noqa: E501 (samples of files stay in one piece)
from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.reports.formats.samples import BODY, FEED, GERMAN, MAIL, RUSSIAN, make_pdf
from whipcount.errors import ReportError
from whipcount.reports import Report, fingerprint, read_report, read_reports


def test_a_text_stays_as_given() -> None:
    report = read_report(BODY)
    assert report.text == BODY
    assert report.sha256 == fingerprint(BODY)
    assert (report.language, report.format) == ("en", "text")


def test_a_paste_is_the_same_report_as_the_file() -> None:
    file = read_report(BODY.encode())
    for paste in (BODY.replace("\n", "\r\n"), BODY.replace("\n", "\r")):
        assert read_report(paste).sha256 == file.sha256


def test_the_caller_knows_better() -> None:
    report = read_report(BODY, name="n", published=date(2024, 11, 30), title="Mine", publisher="P", url="u")
    assert (report.name, report.published_on, report.title, report.publisher, report.url) == (
        "n", date(2024, 11, 30), "Mine", "P", "u",
    )  # fmt: skip
    assert report.text == BODY


def test_folders_in_order_without_hidden_and_foreign_files(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".hidden").mkdir()
    for name in ("b/one.txt", "a.txt", "c.png", ".hidden/x.txt"):
        (tmp_path / name).write_bytes(BODY.encode() + name.encode())
    (tmp_path / "d.jsonl").write_text('{"text": "The ministers said yes."}\n{"text": "The others said no."}\n')
    assert [report.name for report in read_reports(tmp_path)] == [
        "a.txt",
        "one.txt",
        f"{tmp_path}/d.jsonl#1",
        f"{tmp_path}/d.jsonl#2",
    ]
    assert read_report(tmp_path / "a.txt").text.endswith("a.txt")


def test_one_bad_report_need_not_stop_the_rest(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("")
    (tmp_path / "b.txt").write_text(BODY)
    (tmp_path / "c.jsonl").write_text(
        '{"text": "The ministers said yes."}\nnot json\n{"text": "The others said no."}\n'
    )
    troubles: list[ReportError] = []
    assert len(list(read_reports(tmp_path, on_error=troubles.append))) == 3
    assert ["empty" in str(error) for error in troubles] == [True, False]
    assert "c.jsonl line 2" in str(troubles[1])
    with pytest.raises(ReportError, match="empty"):
        list(read_reports(tmp_path))


BAD: list[tuple[str, Callable[[], object], str]] = [
    ("empty", lambda: read_report(b""), "empty"),
    ("blank", lambda: read_report(" \n\t "), "empty"),
    ("random bytes", lambda: read_report(os.urandom(4096)), "not text"),
    ("an image", lambda: read_report(b"\x89PNG\r\n\x1a\n" + bytes(100)), "PNG image"),
    ("a database", lambda: read_report(b"SQLite format 3\x00" + bytes(100)), "SQLite"),
    ("an archive", lambda: read_report(b"PK\x03\x04" + bytes(100)), "ZIP"),
    ("NUL inside", lambda: read_report("yes\x00no"), "NUL"),
    ("broken UTF-16", lambda: read_report(b"\xff\xfe\x00\xd8"), "UTF-16"),
    ("German", lambda: read_report(GERMAN), "German"),
    ("Russian in an old encoding", lambda: read_report(RUSSIAN.encode("cp1251")), "Russian"),
    ("a name instead of a path", lambda: read_report("report.txt"), "file name"),
    ("no file", lambda: read_report(Path("no-such-file.txt")), "no such file"),
    ("a folder", lambda: read_report(Path(__file__).parent), "folder"),
    ("damaged PDF", lambda: read_report(b"%PDF-1.4 garbage"), "PDF cannot be read"),
    ("PDF without text", lambda: read_report(make_pdf([])), "no text"),
    ("entities in a feed", lambda: read_report(b'<!DOCTYPE l [<!ENTITY a "b">]><rss><channel></channel></rss>'), "entities"),
    ("feed without entries", lambda: read_report(b'<rss version="2.0"><channel></channel></rss>'), "no entries"),
    ("two in one", lambda: read_report(FEED), "2 reports"),
    ("no JSON", lambda: list(read_reports(b'{"text": "a"\n')), "not JSON"),
    ("JSON without text", lambda: list(read_reports(b'{"text": "The ministers met."}\n{"a": 1}')), "line 2: there is no text"),
    ("JSON with an odd date", lambda: list(read_reports(b'{"text": "x", "date": "soon"}')), "date"),
    ("page without text", lambda: read_report(b"<html><body><script>x()</script></body></html>"), "no text"),
    ("mail without text", lambda: read_report(MAIL.split(b"\r\n\r\n")[0] + b"\r\n\r\n"), "no text"),
    ("too long a text", lambda: read_report("word " * 1_000_001), "too long"),
]  # fmt: skip


@pytest.mark.parametrize(("read", "message"), [row[1:] for row in BAD], ids=[row[0] for row in BAD])
def test_one_clear_error(read: Callable[[], object], message: str) -> None:
    with pytest.raises(ReportError, match=message):
        read()


def test_two_hundred_megabytes_are_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    began = time.process_time()
    with pytest.raises(ReportError, match=r"200\.0 MB .*up to 20 MB"):
        read_report(path)
    assert time.process_time() - began < 0.5


@pytest.mark.parametrize(
    "data",
    [
        b'"' * 10_000,
        b"<html>" + b"<div>" * 50_000 + b"The ministers said yes",
        b"<" * 50_000,
        b"(" * 50_000,
        b"\n" * 50_000 + b"x",
    ],
    ids=["quotation marks", "nesting", "brackets", "parentheses", "line ends"],
)
def test_odd_but_bounded(data: bytes) -> None:
    began = time.process_time()
    try:
        report = read_report(data)
    except ReportError:
        pass
    else:
        assert isinstance(report, Report)
    assert time.process_time() - began < 5
