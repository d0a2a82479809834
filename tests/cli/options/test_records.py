"""``--with-records`` in forecast, brief and Python: one figure, told beside the one without."""

import json
import shutil

import pytest

import whipcount
from whipcount.cli import main
from whipcount.errors import ForecastError, RecordsError

DAY = "2025-03-04"


def run(capsys, *args):
    with pytest.raises(SystemExit) as stop:
        main(list(args))
    out = capsys.readouterr()
    return stop.value.code, out.out, out.err


@pytest.fixture
def lake(root, tmp_path):
    return shutil.copytree(root / "examples" / "lake-council", tmp_path / "lake") / "dossier.yaml"


def test_forecast_brief_and_python_give_one_figure(capsys, lake):
    code, out, _ = run(capsys, "forecast", str(lake), "--as-of", DAY, "--with-records", "--json")
    told = json.loads(out)
    assert code == 0
    assert told["records"]["members"] == 2
    assert told["records"]["label"] == "from records: not a position"
    plain = json.loads(run(capsys, "forecast", str(lake), "--as-of", DAY, "--json")[1])
    assert "records" not in plain
    assert told["records"]["without_records"] == plain["probability"] > told["probability"]
    desk = whipcount.open(lake)
    made = desk.forecast(as_of=DAY, with_records=True)
    assert made.probability == told["probability"]
    code, out, _ = run(capsys, "brief", str(lake), "--as-of", DAY, "--with-records", "--json")
    forecast = json.loads(out)["forecast"]
    assert forecast["probability"]["value"] == pytest.approx(told["probability"], abs=6e-5)
    assert any("Past votes of 2 silent members" in reason["text"] for reason in forecast["reasons"])
    assert desk.count(as_of=DAY).state == "blocked"  # the count has not moved


def test_words_tell_what_past_votes_did(capsys, lake):
    _, out, _ = run(capsys, "forecast", str(lake), "--as-of", DAY, "--with-records")
    assert "past votes are the prior of 2 silent members (from records: not a position); without them it would" in out
    _, out, _ = run(capsys, "forecast", str(lake), "--as-of", DAY, "--with-records", "--topic", "whales")
    assert "past votes change nothing: no informative record: 0 divided roll calls" in out
    _, out, _ = run(capsys, "forecast", str(lake), "--as-of", DAY, "--with-records", "--csv")
    assert "without records,," in out


def test_where_the_guard_refuses_the_figure_is_that_without(capsys, lake):
    args = ("forecast", str(lake), "--as-of", DAY, "--json")
    told = json.loads(run(capsys, *args, "--with-records", "--topic", "whales")[1])
    plain = json.loads(run(capsys, *args)[1])
    assert told["probability"] == plain["probability"]
    assert told["records"]["informative"] is False
    assert told["model"] == plain["model"]


@pytest.mark.parametrize(
    ("args", "why"),
    [
        (("--topic", "fish"), "--with-records with them"),
        (("--with-records", "--every", "week"), "one forecast of a meeting"),
        (("--with-records", "--records", "nowhere.votes.db"), "no such file"),
    ],
)
def test_wrong_use_is_one_clear_error(capsys, lake, args, why):
    code, out, err = run(capsys, "forecast", str(lake), "--as-of", DAY, *args)
    assert (code, out) == (2, "")
    assert why in err
    assert err.count("\n") == 1


def test_without_a_table_it_is_refused(capsys, lake):
    (lake.parent / "dossier.votes.csv").unlink()
    for args in (("forecast", str(lake), "--with-records"), ("brief", str(lake), "--with-records")):
        code, _, err = run(capsys, *args)
        assert code == 2
        assert "no past votes lie beside" in err
    with pytest.raises(RecordsError, match="no past votes"):
        whipcount.open(lake).forecast(as_of=DAY, with_records=True)


def test_a_ratification_takes_no_past_votes(capsys, root, lake, tmp_path):
    shutil.copytree(root / "examples" / "sweden-accession", tmp_path / "sweden")
    shutil.copy(lake.parent / "dossier.votes.csv", tmp_path / "sweden" / "dossier.votes.csv")
    place = str(tmp_path / "sweden" / "dossier.yaml")
    for args in (("forecast", place, "--with-records"), ("brief", place, "--with-records")):
        code, _, err = run(capsys, *args)
        assert code == 2
        assert "not when each consents by an act of its own" in err
    with pytest.raises(ForecastError, match="by an act of its own"):
        whipcount.open(place).forecast(with_records=True)
