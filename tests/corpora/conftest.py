"""Corpora in tests: a stand-in for the reader where many articles are read, so that the rest is what is tested."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.corpora.articles import corpus_of_thirty
from whipcount.corpora import processing
from whipcount.corpora.folder import Folder
from whipcount.reports.report import Report
from whipcount.statements.statement import Quotation, Speaker, Statement
from whipcount.text.span import Span

_SAID = re.compile(r"([A-Z]\w+ \w+), the [\w ]+?, (said|told reporters) (that [^.\n]+)")


def by_pattern(report: Report, **_: object) -> tuple[Statement, ...]:
    """Who said what in the invented articles."""
    return tuple(
        Statement(
            report=report.sha256, source=(Span(*m.span(1)),), cue=(Span(*m.span(2)),), content=(Span(*m.span(3)),),
            kind=Quotation.INDIRECT, speaker=Speaker(m[1], name=m[1]), reported_on=report.day,
        )
        for m in _SAID.finditer(report.text)
    )  # fmt: skip


@pytest.fixture
def quick_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """No encoder in this process."""
    monkeypatch.setattr(processing, "read_statements", by_pattern)


@pytest.fixture
def corpus(tmp_path: Path, quick_reader: None) -> Folder:
    """Thirty articles and a copy of one."""
    return corpus_of_thirty(tmp_path)
