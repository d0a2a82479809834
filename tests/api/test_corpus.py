"""A corpus in Python."""

from __future__ import annotations

from pathlib import Path

import pytest

import whipcount as wc
from tests.corpora.articles import corpus_of_thirty
from tests.corpora.conftest import by_pattern
from whipcount.corpora import processing
from whipcount.corpora.folder import Folder
from whipcount.errors import InputError


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    """Thirty articles and a copy of one, read without an encoder."""
    monkeypatch.setattr(processing, "read_statements", by_pattern)
    return corpus_of_thirty(tmp_path)


def test_in_python(corpus: Folder) -> None:
    held = wc.corpus(corpus.path)
    answer = held.query("SELECT count(*) AS n FROM reports")
    assert answer.rows() == [{"n": 32}]
    assert "1 rows" in repr(answer)
    assert len(held.relays().rows()) >= 2
    assert held.query("SELECT max(copies) AS n FROM origins").rows()[0]["n"] >= 2
    with pytest.raises(InputError, match="is no corpus"):
        wc.corpus(corpus.path / "reports")
