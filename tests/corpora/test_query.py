"""Questions, compacting, and what goes to a dossier: of a corpus of invented articles."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest

import whipcount as wc
from tests.corpora.articles import archive, lines, page, response, rows, sums, text
from whipcount.cli.main import main
from whipcount.corpora import folder as folders
from whipcount.corpora.compact import compact
from whipcount.corpora.folder import Folder
from whipcount.corpora.query import query
from whipcount.corpora.relays import find_relays
from whipcount.corpora.router import Route
from whipcount.corpora.run import run
from whipcount.corpora.tables import REPORTS
from whipcount.corpora.to_dossier import reports_for
from whipcount.dossiers.queries import list_statements
from whipcount.dossiers.store import Store
from whipcount.errors import InputError

pytestmark = pytest.mark.usefixtures("quick_reader")


@pytest.fixture
def corpus(tmp_path: Path) -> Folder:
    """Thirty articles, one of them printed again with a line more, and one page that is none."""
    again = text(4) + "The council meets on Friday, in the hall by the harbour, with delegates of all seven members.\n"
    pages = [response("https://copy.example/4", page(again)), response("https://a.example/x", b"<html></html>")]
    archive(tmp_path / "a.warc.gz", pages)
    (tmp_path / "b.jsonl").write_bytes(lines(range(30)))
    run(str(tmp_path / "out"), [str(tmp_path / "a.warc.gz"), str(tmp_path / "b.jsonl")], size=25)
    return Folder(str(tmp_path / "out"))


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


def test_compacting_changes_no_answer_and_may_be_killed(
    corpus: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, everything = sums(corpus.path), rows(corpus.path, REPORTS)
    (tmp_path / "c.jsonl").write_bytes(lines([77, 3]))

    class Killed(BaseException):
        """Ends it where it stands."""

    def die(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(Folder, "put_compacted", die)
        with pytest.raises(Killed):
            compact(corpus)
    assert sums(corpus.path) == before
    done = compact(corpus)
    assert sums(corpus.path) == before
    assert rows(corpus.path, REPORTS) == everything
    assert not list((corpus.path / "reports").glob("*.parquet"))
    months = {path.parent.name for path in (corpus.path / "reports").rglob("*.parquet")}
    assert months == {"month=2025-03", "month=unknown"}
    assert done.after == len(corpus.files("reports")) + len(corpus.files("statements"))
    first = run(str(corpus.path), [str(tmp_path / "c.jsonl"), str(tmp_path / "b.jsonl")], size=25)
    assert (first.units, first.done, first.reports, first.known) == (1, 2, 1, 1)
    after = sums(corpus.path)
    compact(corpus)
    assert sums(corpus.path) == after
    assert [path.name for path in (corpus.path / "reports").glob("g*")] == ["g0002"]
    assert folders.Folder(str(corpus.path)).known().__contains__(everything[-1]["sha256"])


def test_reports_come_back_as_they_were_read(corpus: Folder) -> None:
    route = Route(("Kell",), ("Lake Council",), ("admission",))
    found = list(reports_for(corpus, route))
    assert found
    assert all("Kell" in report.text for report in found)
    assert [report.day for report in found] == sorted(report.day or date.max for report in found)
    assert len(found) < 31


def run_main(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[object, str, str]:
    with pytest.raises(SystemExit) as ended:
        main(words)
    told = capsys.readouterr()
    return ended.value.code, told.out, told.err


def test_the_commands(corpus: Folder, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, more = str(corpus.path), str(tmp_path / "b.jsonl")
    code, told, _ = run_main(capsys, "corpus", "run", out, more, "--unit", "25", "--jobs", "1", "--json")
    assert (code, json.loads(told)["done"]) == (0, 2)
    code, told, _ = run_main(capsys, "corpus", "relays", out)
    assert code == 0
    assert "texts stand in" in told
    ask = ("corpus", "query", out)
    code, told, _ = run_main(capsys, *ask, "SELECT kind, count(*) AS n FROM statements GROUP BY 1", "--csv")
    assert (code, list(csv.DictReader(io.StringIO(told)))) == (0, [{"kind": "indirect", "n": "62"}])
    code, told, _ = run_main(capsys, *ask, "SELECT sha256 FROM reports WHERE words > 999999", "--json")
    assert (code, json.loads(told)) == (1, [])
    code, _, told = run_main(capsys, *ask, "SELECT")
    assert (code, told.count("\n")) == (2, 1)
    code, told, _ = run_main(capsys, "corpus", "compact", out)
    assert (code, "files before" in told) == (0, True)


@pytest.mark.slow
def test_what_bears_on_a_decision_goes_into_a_store_once(
    corpus: Folder, root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dossier, store = str(root / "examples" / "lake-council" / "dossier.yaml"), str(tmp_path / "lake.db")
    words = ["corpus", "to-dossier", str(corpus.path), dossier, store, "--jobs", "1", "--json"]
    code, told, _ = run_main(capsys, *words)
    first = json.loads(told)
    assert (code, first["new"], first["known"], first["failed"]) == (0, 31, 0, 0)
    with Store.open(store) as kept:
        assert len(kept.dossier("lake-council-orvana").reports) == 33
        assert list_statements(kept, "lake-council-orvana", limit=1).total > 31
    code, told, _ = run_main(capsys, *words)
    again = json.loads(told)
    assert (again["new"], again["known"], again["revision"]) == (0, 31, first["revision"])


def test_in_python(corpus: Folder) -> None:
    held = wc.corpus(corpus.path)
    answer = held.query("SELECT count(*) AS n FROM reports")
    assert answer.rows() == [{"n": 32}]
    assert "1 rows" in repr(answer)
    assert len(held.relays().rows()) >= 2
    assert held.query("SELECT max(copies) AS n FROM origins").rows()[0]["n"] >= 2
    with pytest.raises(InputError, match="is no corpus"):
        wc.corpus(corpus.path / "reports")
