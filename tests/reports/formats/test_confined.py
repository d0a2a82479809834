"""Small files of huge cost: one error within the budget, and the next report is read."""

from __future__ import annotations

import io
import json
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.reports.formats.samples import PAGE, make_pdf
from whipcount.errors import ReportError
from whipcount.reports import read_report
from whipcount.reports.formats import confined
from whipcount.reports.formats.confined import BEGINNING, SPARE, Child, is_confined
from whipcount.reports.formats.worker import DATA_BYTES

WORDS = "The ministers of the twelve said that they will meet again."


def many_words_in_a_subject() -> bytes:
    subject = b"\r\n ".join([b"=?utf-8?q?a=C3=A9b?="] * 20_000)
    head = b"From: a@example.org\r\nTo: b@example.org\r\nDate: Fri, 29 Nov 2024 15:42:00 -0500\r\nSubject: "
    return head + subject + f"\r\n\r\n{WORDS}\r\n".encode()


def many_paragraphs() -> bytes:
    docx = pytest.importorskip("docx")
    made, out = io.BytesIO(), io.BytesIO()
    docx.Document().save(made)
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                data = data.replace(b"<w:body>", b"<w:body>" + b"<w:p/>" * 2_000_000)
            new.writestr(name, data)
    return out.getvalue()


def pages_that_share_a_stream() -> bytes:
    one = make_pdf([WORDS] * 40_000)
    return one.replace(b"/Kids [3 0 R]", b"/Kids [" + b"3 0 R " * 100 + b"]").replace(b"/Count 1", b"/Count 100")


def many_attributes() -> bytes:
    attributes = " ".join(f"a{number}='b'" for number in range(40_000))
    return f"<!doctype html><html><body><article><p {attributes}>{WORDS}</p></article></body></html>".encode()


READ = """
import json, os, resource, sys, time
from pathlib import Path
from whipcount.reports.formats.registry import read_reports

errors = []
begun = time.monotonic()
found = list(read_reports(Path(sys.argv[1]), on_error=errors.append))
clock = time.monotonic() - begun
spent = os.times()
largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
print(json.dumps([len(found), len(errors), found[-1].text, spent.user + spent.children_user, largest, clock]))
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("make", "name"),
    [(many_words_in_a_subject, "a.eml"), (many_paragraphs, "a.docx"), (pages_that_share_a_stream, "a.pdf"),
     (many_attributes, "a.html")],
)  # fmt: skip
def test_a_small_file_of_huge_cost_is_read_or_one_error(make: Callable[[], bytes], name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(make())
    (tmp_path / "z.pdf").write_bytes(make_pdf([WORDS]))
    # A process of its own: what a child is said to have held begins with what its parent held.
    done = subprocess.run([sys.executable, "-c", READ, str(tmp_path)], capture_output=True, text=True, check=True)
    found, errors, last, seconds, largest, clock = json.loads(done.stdout)
    assert WORDS in last  # the rest goes on
    assert found + errors == 2
    assert seconds < 20  # of two children at most
    assert clock < 9.5 + 2 * (9.5 + BEGINNING)  # what a file may take, twice, and to begin a child for each
    assert largest < DATA_BYTES + 120_000_000  # data, and the libraries' own code


def test_what_is_confined_reads_the_same() -> None:
    large = PAGE.replace(b"<article>", b"<article>" + b"<!-- -->" * 20_000)
    assert is_confined("html", len(large))
    small, big = read_report(PAGE, name="page.html"), read_report(large, name="page.html")
    assert (big.title, big.author, big.publisher, big.published) == (
        small.title, small.author, small.publisher, small.published,
    )  # fmt: skip
    assert big.text == small.text


def test_a_child_that_dies_is_one_error_and_another_takes_its_place() -> None:
    child = Child()
    try:
        assert WORDS in child.read("pdf", make_pdf([WORDS]), "a.pdf")[0].page.text
        first = child._process
        assert first is not None
        first.send_signal(signal.SIGKILL)
        begun = time.monotonic()
        while first.poll() is None and time.monotonic() - begun < 10:
            time.sleep(0.01)
        assert WORDS in child.read("pdf", make_pdf([WORDS]), "a.pdf")[0].page.text
        with pytest.raises(ReportError, match="cannot be read"):
            child.read("pdf", b"%PDF-1.4\nnothing", "b.pdf")
        assert child._process is not None
        assert child._process.poll() is None
    finally:
        child.close()


def test_a_child_that_hangs_without_computing_is_one_error_by_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    data = make_pdf([WORDS])
    assert confined.seconds_for(len(data)) + SPARE == 9.5
    child = Child()
    try:
        assert WORDS in child.read("pdf", data, "a.pdf")[0].page.text
        assert child._process is not None
        child._process.send_signal(signal.SIGSTOP)
        begun = time.monotonic()
        with monkeypatch.context() as patch:  # nothing is computed: what is spared beyond it is waited for, no more
            patch.setattr(confined, "seconds_for", lambda _: 0)
            with pytest.raises(ReportError, match=r"takes more than 2\.5 seconds"):
                child.read("pdf", data, "b.pdf")
        assert SPARE - 0.5 < time.monotonic() - begun < 30.0
        assert WORDS in child.read("pdf", data, "c.pdf")[0].page.text
    finally:
        child.close()


def test_a_child_that_does_not_begin_is_one_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", shutil.which("true"))
    child = Child()
    with pytest.raises(ReportError, match="no process to read it in"):
        child.read("pdf", make_pdf([WORDS]), "a.pdf")
    child.close()
