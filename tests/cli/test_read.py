"""``whipcount read``: the stable face, files of all kinds, hostile text, clear errors."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.statements.marked import unmarked
from whipcount.cli.main import LazyGroup, cli
from whipcount.cli.options.terminal import cell, plain
from whipcount.errors import WhipcountError
from whipcount.statements.attribution import attributions as reader
from whipcount.statements.attribution.attributions import Attribution
from whipcount.statements.flat_records import FIELDS
from whipcount.statements.statement import Quotation
from whipcount.text.span import Span

MARKED = "[1s:Ada Brim, the foreign minister of Norway,] [1c:said] on Tuesday [1t:that she would agree]."
TEXT, GIVEN = unmarked(MARKED)
STABLE = ("report", "source", "cue", "content", "speaker", "kind", "said_on")


def by_pattern(text: str) -> tuple[Attribution, ...]:
    """A stand-in for the model: whatever stands before and after "said"."""
    if text == TEXT:
        return GIVEN
    return tuple(
        Attribution((Span(*m.span(1)),), (Span(*m.span(2)),), (Span(*m.span(3)),), Quotation.INDIRECT)
        for m in re.finditer(r"([^\n.]+?) (said) ([^\n]+)", text)
    )


@pytest.fixture(autouse=True)
def model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "read_attributions", by_pattern)


def run(*args: str, data: bytes | None = None) -> Result:
    assert isinstance(cli, LazyGroup)
    return CliRunner().invoke(cli, ["read", *args], input=data, standalone_mode=False)


def code(result: Result) -> int:
    if isinstance(result.exception, WhipcountError):
        return 2
    return result.return_value if isinstance(result.return_value, int) else result.exit_code


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_json_lines_have_the_stable_face(report: Path) -> None:
    result = run("--format", "jsonl", "--published", "2031-03-06", str(report))
    assert code(result) == 0
    [record] = [json.loads(line) for line in result.stdout.splitlines()]
    assert tuple(record)[: len(STABLE)] == STABLE
    assert record["report"] == "report.txt"
    for role in ("source", "cue", "content"):
        assert all(0 <= start < end <= len(TEXT) for start, end in record[role])
    assert TEXT[slice(*record["cue"][0])] == "said"
    assert (record["speaker"], record["kind"], record["said_on"]) == ("Ada Brim", "indirect", "2031-03-04")
    assert (record["role"], record["on_behalf_of"], record["basis"]) == ("foreign_minister", "NO", "office")


def test_csv_has_a_header_and_no_formulas(tmp_path: Path) -> None:
    path = tmp_path / "evil.txt"
    path.write_text(
        "=HYPERLINK(1) said +1+1 and this and that.\n@Ada said -2 of them, which is what it is.", encoding="utf-8"
    )
    result = run("--format", "csv", str(path))
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert code(result) == 0
    assert tuple(rows[0]) == FIELDS
    assert rows[0]["source_text"].startswith("'=HYPERLINK")
    assert rows[0]["content_text"].startswith("'+1")
    assert all(not value.startswith(("=", "+", "-", "@")) for row in rows for value in row.values())


def test_the_table_holds_no_control_or_direction_marks(tmp_path: Path) -> None:
    path = tmp_path / "evil.txt"
    path.write_text(
        "The minister Ada \x1b[31mBrim\u202e said that \u2066the red\x07 text was not there at all.", encoding="utf-8"
    )
    result = run(str(path))
    assert code(result) == 0
    assert "the red text" in result.stdout
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", result.stdout)


def test_folders_patterns_and_standard_input(report: Path, tmp_path: Path) -> None:
    (tmp_path / "second.txt").write_text("The envoy from Oslo said that it was late in the day.", encoding="utf-8")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    for argument in (str(tmp_path), str(tmp_path / "*.txt")):
        names = {json.loads(line)["report"] for line in run("--format", "jsonl", argument).stdout.splitlines()}
        assert names == {"report.txt", "second.txt"}
    piped = run("--format", "jsonl", "-", data=TEXT.encode())
    assert json.loads(piped.stdout)["report"] == "stdin"
    once = run("--format", "jsonl", str(report), str(report))
    assert len(once.stdout.splitlines()) == 1


def test_what_cannot_be_read_is_told_and_the_rest_is_read(report: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    result = run("--format", "jsonl", str(empty), str(report))
    assert code(result) == 2
    assert "empty.txt" in result.stderr
    assert len(result.stdout.splitlines()) == 1


@pytest.mark.parametrize(
    ("args", "problem"),
    [
        (["missing.txt"], "missing.txt"),
        (["none-*.txt"], "no file matches this pattern"),
        (["--published", "soon", "x.txt"], "--published"),
        (["--actors", "missing.csv", "x.txt"], "missing.csv"),
        (["--offices", "missing.csv", "x.txt"], "missing.csv"),
    ],
)
def test_wrong_use(args: list[str], problem: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*args)
    assert code(result) == 2
    assert problem in (str(result.exception) if result.exception else "") + result.stderr


def test_users_own_actors_and_offices(tmp_path: Path) -> None:
    path, actors, offices = tmp_path / "r.txt", tmp_path / "a.csv", tmp_path / "o.csv"
    path.write_text("Arvenian leader Tov Lund said that the vote would be held in the morning.", encoding="utf-8")
    actors.write_text("id,name,demonyms\nXA,Arvenia,Arvenian\n", encoding="utf-8")
    offices.write_text("actor,role,office,person\nXA,head_of_state,president,Tov Lund\n", encoding="utf-8")
    args = [
        "--format",
        "jsonl",
        "--actors",
        str(actors),
        "--offices",
        str(offices),
        "--published",
        "2031-03-06",
        str(path),
    ]
    [record] = [json.loads(line) for line in run(*args).stdout.splitlines()]
    assert record["speaker"] == "Tov Lund"
    assert record["on_behalf_of"] in ("XA", None)


def test_a_file_is_written_whole_or_not_at_all(report: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    assert code(run("--format", "jsonl", "-o", str(out), str(report))) == 0
    assert json.loads(out.read_text(encoding="utf-8"))["speaker"] == "Ada Brim"
    assert not list(tmp_path.glob("*.part"))
    assert code(run("-o", str(tmp_path / "no" / "where.txt"), str(report))) == 2


@pytest.mark.parametrize("form", ["table", "jsonl", "csv"])
def test_a_file_holds_what_the_screen_shows(report: Path, tmp_path: Path, form: str) -> None:
    other, out = tmp_path / "other.txt", tmp_path / "out"
    other.write_text(report.read_text(encoding="utf-8") + "It rained.", encoding="utf-8")
    shown = run("--format", form, str(report), str(other)).stdout
    assert code(run("--format", form, "-o", str(out), str(report), str(other))) == 0
    assert out.read_text(encoding="utf-8") == shown
    assert code(run("--format", form, "-o", "/dev/null", str(report))) == 0
    assert not Path("/dev/null").is_file()


def test_help_has_examples() -> None:
    result = CliRunner().invoke(cli, ["read", "--help"])
    assert result.exit_code == 0
    assert "Examples:" in result.stdout
    assert "--format" in result.stdout


def test_safe_text() -> None:
    assert plain("a\u202eb\x00c") == "a b c"
    assert cell("\t=1") == "'\t=1"
    assert cell(" +1") == "' +1"
    assert cell("fine") == "fine"
