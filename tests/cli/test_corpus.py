"""`whipcount corpus`: run, relays, query, compact and to-dossier on invented articles."""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path

import pytest

from tests.corpora.articles import corpus_of_thirty, lines
from tests.corpora.conftest import by_pattern
from whipcount.cli.main import main
from whipcount.corpora import processing
from whipcount.corpora.folder import Folder
from whipcount.corpora.run import run
from whipcount.dossiers.queries import list_statements
from whipcount.dossiers.store import Store


@pytest.fixture(autouse=True)
def _quick_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processing, "read_statements", by_pattern)


@pytest.fixture
def corpus(tmp_path: Path, _quick_reader: None) -> Folder:
    return corpus_of_thirty(tmp_path)


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
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "few.jsonl").write_bytes(lines(range(6)))
    run(str(tmp_path / "few"), [str(tmp_path / "few.jsonl")], size=25)
    dossier, store = str(root / "examples" / "lake-council" / "dossier.yaml"), str(tmp_path / "lake.db")
    words = ["corpus", "to-dossier", str(tmp_path / "few"), dossier, store, "--jobs", "1", "--json"]
    code, told, _ = run_main(capsys, *words)
    first = json.loads(told)
    assert (code, first["new"], first["known"], first["failed"]) == (0, 6, 0, 0)
    with Store.open(store) as kept:
        assert len(kept.dossier("lake-council-orvana").reports) == 8
        assert list_statements(kept, "lake-council-orvana", limit=1).total > 12
    code, told, _ = run_main(capsys, *words)
    again = json.loads(told)
    assert (again["new"], again["known"], again["revision"]) == (0, 6, first["revision"])


@pytest.mark.parametrize(
    ("missing", "words"),
    [
        ("pyarrow", ["run", "OUT", "b.jsonl", "--jobs", "1"]),
        ("fastwarc", ["run", "OUT", "b.jsonl", "--jobs", "1"]),
        ("distributed", ["run", "OUT", "b.jsonl", "--jobs", "2"]),
        ("duckdb", ["query", "OUT", "SELECT 1"]),
        ("duckdb", ["compact", "OUT"]),
        ("pyarrow", ["relays", "OUT"]),
        ("duckdb", ["to-dossier", "OUT", "DOSSIER", "lake.db"]),
    ],
)
def test_without_the_extra_each_command_says_how_to_get_it(
    missing: str, words: list[str], corpus: Folder, root: Path, tmp_path: Path,
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(sys.modules, missing, None)
    given = {"OUT": str(corpus.path), "DOSSIER": str(root / "examples" / "lake-council" / "dossier.yaml")}
    code, _, told = run_main(capsys, "corpus", *(given.get(word, word) for word in words))
    assert code == 2
    assert told == f'whipcount: {missing} is not installed: pip install "whipcount[corpus]"\n'
