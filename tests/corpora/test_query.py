"""Questions to a corpus of invented articles: its views, its origins, and what is no question."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.corpora.articles import lines
from whipcount.corpora.folder import Folder
from whipcount.corpora.query import query
from whipcount.corpora.relays import find_relays
from whipcount.corpora.run import run
from whipcount.errors import InputError

pytestmark = pytest.mark.usefixtures("quick_reader")


def test_views_have_what_the_tables_have(corpus: Folder) -> None:
    assert query(corpus, "SELECT count(*), count(sha256), count(error) FROM reports").rows == [(32, 31, 1)]
    answer = query(corpus, "SELECT speaker, reported_on FROM statements ORDER BY id LIMIT 1")
    assert answer.columns == ("speaker", "reported_on")
    assert isinstance(answer.rows[0][1], date)
    joined = "SELECT count(*) FROM statements s JOIN reports r ON s.report_sha256 = r.sha256"
    assert query(corpus, joined).rows == [(62,)]


def test_origins_are_those_of_all_reports_or_it_says_so(corpus: Folder, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="corpus relays` first"):
        query(corpus, "SELECT * FROM origins")
    assert len(find_relays(corpus)) >= 2
    many, of = query(corpus, "SELECT count(*), count(DISTINCT origin) FROM origins").rows[0]
    assert many == 31 > of
    (tmp_path / "c.jsonl").write_bytes(lines([77]))
    run(str(corpus.path), [str(tmp_path / "c.jsonl")], size=25)
    with pytest.raises(InputError, match="not those of all reports"):
        query(corpus, "SELECT count(*) FROM origins WHERE copies > 1")
    assert query(corpus, "SELECT count(*) FROM reports").rows == [(33,)]


@pytest.mark.parametrize(
    "sql",
    [
        "DROP VIEW reports",
        "COPY reports TO 'OUT/x.csv'",
        "SELECT 1; SELECT 2",
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM '/etc/hostname'",
        "SET enable_external_access = true",
        "ATTACH 'OUT/x.db'",
        "INSTALL httpfs",
        "SELECT nothing FROM reports",
        "",
    ],
)
def test_only_questions_are_taken(corpus: Folder, sql: str) -> None:
    before = sorted(corpus.path.rglob("*"))
    with pytest.raises(InputError, match="the SQL: "):
        query(corpus, sql.replace("OUT", str(corpus.path)))
    assert sorted(corpus.path.rglob("*")) == before


def test_folders_that_are_no_corpus(tmp_path: Path) -> None:
    for made in (False, True):
        if made:
            (tmp_path / "x").mkdir()
        with pytest.raises(InputError, match="is no corpus"):
            query(Folder(str(tmp_path / "x")), "SELECT 1")
