"""The PDF face: a clear error where nothing prints; what prints, prints the page."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.briefs.sample import sample
from whipcount.briefs.render.html import to_html
from whipcount.briefs.render.pdf import SETTING, find_chromium, to_pdf
from whipcount.errors import InputError


def test_without_a_browser_the_error_says_what_would_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(SETTING, raising=False)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(InputError, match="no Chromium is installed"):
        to_pdf("<p>")


def test_a_program_that_prints_nothing_is_an_error(tmp_path: Path) -> None:
    program = tmp_path / "printer"
    program.write_text("#!/bin/sh\necho paper jam >&2\nexit 3\n")
    program.chmod(0o700)
    with pytest.raises(InputError, match="paper jam"):
        to_pdf("<p>", program=os.fspath(program))
    with pytest.raises(InputError, match="did not print"):
        to_pdf("<p>", program=os.fspath(tmp_path / "absent"))


@pytest.mark.browser
def test_the_page_is_printed(tmp_path: Path) -> None:
    if find_chromium() is None:
        pytest.skip("there is no Chromium here (apt-get install chromium, or name one in WHIPCOUNT_CHROMIUM)")
    place = tmp_path / "brief.pdf"
    place.write_bytes(to_pdf(to_html(sample())))
    text = " ".join(" ".join(sheet.extract_text() for sheet in PdfReader(place).pages).split())
    assert "Will the Lake Council admit Orvana" in text
    assert "Tessel will vote for Orvana" in text
