"""``whipcount backtest``: its outputs agree, its page is self-contained, bad input says what is wrong."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.forecasts.tables import league
from whipcount.cli import main

SAID = "date,member,speaker,proposal,stance\n2002-05-01,Land 0,the minister,Pact 2 League,oppose\n"


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tables")
    (folder / "consents.csv").write_text(league(4, 3).replace("Pact 1", "<b>Pact</b> 1"), encoding="utf-8")
    (folder / "said.csv").write_text(SAID, encoding="utf-8")
    return folder


def _run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as stop:
        main(["backtest", *arguments])
    out = capsys.readouterr()
    return int(stop.value.code or 0), out.out, out.err


def test_json_csv_and_page_tell_the_same(capsys: pytest.CaptureFixture[str], tables: Path) -> None:
    page = tables / "report.html"
    common = ("--train", str(tables / "consents.csv"), "--statements", str(tables / "said.csv"), "--paths", "200")
    code, text, _ = _run(capsys, *common, "--json", "--report", str(page))
    assert code == 0
    told = json.loads(text)
    code, text, _ = _run(capsys, *common, "--csv")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert code == 0
    assert len(rows) == told["forecasts"] * len(told["forecasters"])
    mine = [r for r in rows if r["forecaster"] == "coupled + statements"]
    brier = sum((float(r["p"]) - int(r["outcome"])) ** 2 for r in mine) / len(mine)
    assert brier == pytest.approx(told["forecasters"]["coupled + statements"]["brier"], abs=1e-4)
    html = page.read_text(encoding="utf-8")
    assert "<b>Pact</b>" not in html
    assert "&lt;b&gt;Pact&lt;/b&gt; 1" in html
    assert "<script" not in html
    assert "http://" not in html
    assert f"{told['forecasters']['coupled hazard']['brier']:.4f}" in html


def test_files_that_follow_an_option_belong_to_it(capsys: pytest.CaptureFixture[str], tables: Path) -> None:
    """A training table in second place is never taken for a test table."""
    one, two, three = tables / "one.csv", tables / "two.csv", tables / "three.csv"
    for place, path in enumerate((one, two, three)):
        path.write_text(league(2, 3, seed=place).replace("Pact", f"Pact {place}-"), encoding="utf-8")
    said = str(tables / "said.csv")
    common = ("--paths", "200", "--json")
    long = _run(capsys, "--train", str(one), "--train", str(two), "--test", str(three), "--statements", said, *common)
    short = _run(capsys, *common, "--statements", said, "--train", str(one), str(two), "--test", str(three))
    assert short == long
    assert all(name.startswith("Pact 2-") for name in json.loads(short[1])["by_decision"])
    code, _, error = _run(capsys, str(one), "--train", str(two))
    assert (code, "unexpected extra argument" in error) == (2, True)


def test_origins_are_the_ages_that_were_asked_for(capsys: pytest.CaptureFixture[str], tables: Path) -> None:
    common = ("--train", str(tables / "consents.csv"), "--paths", "200", "--csv")
    code, text, _ = _run(capsys, *common, "--origins", "60-150/45,200")
    assert code == 0
    assert {int(row["age"]) for row in csv.DictReader(io.StringIO(text))} == {60, 105, 150, 200}


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        (("--json", "--csv"), "one of them"),
        (("--test", "none.csv"), "cannot be opened"),
        (("--statements", "none.csv"), "cannot be opened"),
        (("--origins", "soon"), "no age in days"),
        (("--origins", "60-730/0"), "no age in days"),
        (("--origins", "90-60/10"), "0 origins"),
        (("--origins", "0-9999/1"), "1 to 400"),
        (("--report", "/no/such/folder/page.html"), "no such folder"),
        (("--opened-from", "2030-01-01"), "nothing to forecast"),
        (("--keep", "/no/such/folder/kept.jsonl"), "no such folder"),
        (("--keep", __file__), "is something else"),
        (("--keep", "one", "--report", "../" + Path.cwd().name + "/one"), "a file each"),
    ],
)
def test_bad_input_gives_one_clear_error(
    capsys: pytest.CaptureFixture[str], tables: Path, more: tuple[str, ...], problem: str
) -> None:
    code, text, error = _run(capsys, "--train", str(tables / "consents.csv"), *more)
    assert code != 0
    assert text == ""
    assert problem in error
    assert "Traceback" not in error


def test_what_was_kept_is_told_apart_from_the_answer(
    capsys: pytest.CaptureFixture[str], tables: Path, tmp_path: Path
) -> None:
    common = ("--train", str(tables / "consents.csv"), "--paths", "200", "--json")
    kept = str(tmp_path / "kept.jsonl")
    code, without, _ = _run(capsys, *common)
    assert code == 0
    code, text, error = _run(capsys, *common, "--keep", kept)
    assert (code, text) == (0, without)
    assert "cases taken from it: 0" in error
    code, text, error = _run(capsys, *common, "--keep", kept)
    assert (code, text) == (0, without)
    assert "cases taken from it: 0" not in error
    assert _run(capsys, *common, "--keep", kept, "--quiet") == (0, without, "")


def test_a_table_alone_is_scored_by_the_shipped_pool_at_any_horizon(
    capsys: pytest.CaptureFixture[str], tables: Path
) -> None:
    code, text, err = _run(
        capsys, "--test", str(tables / "consents.csv"), "--no-coupled", "--horizons", "365,730", "--csv"
    )
    assert code == 0
    rows = list(csv.DictReader(io.StringIO(text)))
    assert {row["horizon"] for row in rows} == {"365", "730"}
    assert "consents pool" in {row["forecaster"] for row in rows}
    assert "coupled hazard" not in {row["forecaster"] for row in rows}
    assert "coupled hazard: left out" in err


def test_no_table_at_all_and_statements_without_their_hearer_are_wrong_use(
    capsys: pytest.CaptureFixture[str], tables: Path
) -> None:
    code, _, err = _run(capsys)
    assert code == 2
    assert "--train, --test" in err
    common = ("--train", str(tables / "consents.csv"), "--statements", str(tables / "said.csv"))
    code, _, err = _run(capsys, *common, "--no-coupled")
    assert code == 2
    assert "--statements with --no-coupled" in err


def test_a_table_that_does_not_say_as_of_when_is_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    text = league(4, 3)
    head, *lines = text.splitlines()
    name = lines[-1].split(",")[head.split(",").index("decision")]
    column = head.split(",").index("consented")
    cells = lines[-1].split(",")
    cells[column] = ""
    if "event" in head.split(","):
        cells[head.split(",").index("event")] = "pending"
    (tmp_path / "old.csv").write_text("\n".join([head, *lines[:-1], ",".join(cells)]) + "\n", encoding="utf-8")
    code, out, _ = _run(capsys, "--train", str(tmp_path / "old.csv"), "--paths", "200", "--quiet")
    assert code == 0
    told = next(line for line in out.splitlines() if line.startswith("members pending and no note"))
    assert "1 of the decisions" in told
    assert name in told


def test_both_protocols_and_each_kind_of_rule_are_told(capsys: pytest.CaptureFixture[str], tables: Path) -> None:
    """As of today and as of then beside the baselines, and unanimous lists apart from thresholds."""
    other, page = tables / "others.csv", tables / "rules.html"
    other.write_text(league(4, 9, rule="5 members").replace("Pact", "Charter"), encoding="utf-8")
    common = ("--test", str(tables / "consents.csv"), str(other), "--report", str(page))
    code, text, _ = _run(capsys, *common)
    assert code == 0
    today, then = ("consents pool  ", "consents pool, as of then")
    assert text.count(today) == text.count(then) == text.count("forecast (pool and hazard, as of then)") == 3
    assert "rule: all of up to 12 members" in text
    assert "rule: a number of fewer than 100 members" in text
    assert "less the pool's" in text
    assert "% said, " in text
    code, text, _ = _run(capsys, *common, "--json", "--no-then")
    told = json.loads(text)
    assert "consents pool, as of then" not in told["forecasters"]
    for group in told["by_rule"]:
        assert set(group["brier"]) == set(told["forecasters"])
    assert sum(group["forecasts"] for group in told["by_rule"]) == told["forecasts"]
    whole = sum(g["forecasts"] * g["brier"]["consents pool"] for g in told["by_rule"]) / told["forecasts"]
    assert whole == pytest.approx(told["forecasters"]["consents pool"]["brier"])
    html = page.read_text(encoding="utf-8")
    worst = max(told["by_decision"], key=lambda name: told["by_decision"][name]["consents pool"])
    at = html.index("Where it fails")
    assert html.index(worst, at) < html.index("Decision by decision")
    assert "By rule and size" in html
