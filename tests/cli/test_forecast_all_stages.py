"""``whipcount forecast --all-stages``: what it prints for files and stores, and what it refuses."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.test_forecast import run
from tests.forecasts.procedure.test_all_stages import LAKE
from whipcount.dossiers.store import Store

DOSSIER = """
whipcount: 1
id: orvana
title: Orvana joins the lake
body_file: lake.body.yaml
proposal:
  id: protocol
  title: All ratify Orvana's protocol
  body: LAKE
  decision: protocol
  candidate: ORV
  opened: 2024-01-10
  stage: ratification
  procedure: admission
records:
  - {member: AAR, stance: yes, said_on: 2024-02-01, authority: recorded_vote, gist: votes for it, source: minutes}
  - {member: CAR, stance: no, said_on: 2024-03-01, authority: head, gist: will not hear of it, source: minutes}
"""


@pytest.fixture
def lake(tmp_path: Path) -> Path:
    """A dossier file of an invented ratification, a stage of an invented admission."""
    (tmp_path / "lake.body.yaml").write_text(LAKE)
    path = tmp_path / "lake.yaml"
    path.write_text(DOSSIER)
    return path


def test_the_all_stages_of_a_file(lake: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ("--all-stages", "--by", "2026-01-01", "--stage", "deposit=20:0.3")
    assert run("forecast", str(lake), *words) == 0
    told = capsys.readouterr().out
    assert "All ratify Orvana's protocol: the whole admission by 2026-01-01, as of 2024-03-01" in told
    assert "twice as long" in told
    assert "stated, not fitted: half take up to 20 days" in told
    assert "all other clocks are stated, not fitted (invented)" in told
    assert "last to ratify, if all do: CAR" in told
    assert "not on record" in told
    assert run("forecast", str(lake), *words, "--json") == 0
    made = json.loads(capsys.readouterr().out)
    assert (made["procedure"], made["at_hand"], made["by"]) == ("admission", "ratification", "2026-01-01")
    assert [stage["state"] for stage in made["stages"]] == ["done", "done", "at hand", "ahead"]
    assert made["stages"][-1]["days"] == 20
    assert made["stages"][-1]["source"] == "stated"
    assert made["stages"][-1]["chance"] == pytest.approx(made["probability"], abs=1e-4)
    assert made["last"][0]["member"] == "CAR"
    assert made["stated_clocks_doubled"] <= made["probability"] <= made["stated_clocks_halved"]
    assert run("forecast", str(lake), *words, "--csv") == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["stage"] for row in rows] == ["invitation", "talks", "ratification", "deposit"]
    assert rows[-1]["chance"] == str(made["stages"][-1]["chance"])


def test_another_procedure_and_a_stage_that_is_done(lake: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("forecast", str(lake), "--procedure", "amendment", "--json") == 0
    assert [stage["stage"] for stage in json.loads(capsys.readouterr().out)["stages"]] == ["draft", "ratification"]
    assert run("forecast", str(lake), "--all-stages", "--stage", "ratification=done", "--json") == 0
    assert json.loads(capsys.readouterr().out)["at_hand"] == "deposit"


def test_a_clock_for_the_stage_at_hand_takes_the_place_of_its_forecast(
    lake: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("--all-stages", "--stage", "ratification=100:0", "--stage", "deposit=30:0", "--json")
    assert run("forecast", str(lake), *words, "--by", "2024-07-09") == 0
    made = json.loads(capsys.readouterr().out)
    assert [stage["source"] for stage in made["stages"]] == [None, None, "stated", "stated"]
    assert (made["stages"][2]["median"], made["stages"][3]["median"]) == ("2024-06-09", "2024-07-09")
    assert (made["probability"], made["last"]) == (1.0, [])
    assert run("forecast", str(lake), *words, "--by", "2024-07-08") == 0
    assert json.loads(capsys.readouterr().out)["probability"] == 0.0


def test_under_a_threshold_the_output_names_who_completes_the_rule(
    lake: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lake.write_text(DOSSIER.replace("decision: protocol", "decision: statute"))  # three of the four are enough
    for words in ((), ("--all-stages",)):
        assert run("forecast", str(lake), *words, "--json") == 0
        made = json.loads(capsys.readouterr().out)
        assert made["last"] == []
        assert {chance["member"] for chance in made["completing"]} == {"BEL", "CAR", "DOL"}
        assert sum(chance["probability"] for chance in made["completing"]) == pytest.approx(1.0)
        assert made["completing"][-1]["member"] == "CAR"  # the one that has said no
        assert run("forecast", str(lake), *words) == 0
        told = capsys.readouterr().out
        assert "whose consent completes the rule, if it is met: " in told
        assert "last" not in told
    assert run("forecast", str(lake), "--csv") == 0
    assert {row["what"] for row in csv.DictReader(io.StringIO(capsys.readouterr().out))} >= {"completing", "gain"}


def test_a_store_gives_the_same_and_keeps_nothing(lake: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = str(lake.with_name("lake.db"))
    assert run("init", place, "--from", str(lake)) == 0
    capsys.readouterr()
    words = ("--all-stages", "--as-of", "2024-03-01", "--json")
    made = []
    for source in (str(lake), place):
        assert run("forecast", source, *words) == 0
        made.append(json.loads(capsys.readouterr().out))
    for told in made:
        told.pop("known_by")
    assert made[0] == made[1]
    with Store.open(place) as store:
        assert list(store.forecasts("orvana")) == []


def test_the_example_of_the_founding_report(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    dossier = str(root / "examples" / "ukraine-invitation" / "dossier.yaml")
    assert run("forecast", dossier, "--all-stages", "--as-of", "2024-11-29", "--json") == 0
    made = json.loads(capsys.readouterr().out)
    assert (made["body"], made["procedure"], made["at_hand"]) == ("NATO", "accession", "invitation")
    assert made["probability"] <= made["stages"][0]["chance"] < 0.01
    assert len(made["stages"]) == 7
    assert run("forecast", dossier, "--all-stages") == 0  # as of the last day told, when the meeting was long over
    told = capsys.readouterr().out
    assert "The meeting is over and nothing was decided" in told
    assert "not within five years" in told


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (("--procedure", "feast"), "no procedure 'feast' (accepted: admission, amendment)"),
        (("--stage", "talks=3"), "--stage and --again are of all stages (accepted: --all-stages with them)"),
        (("--all-stages", "--stage", "feast=3"), "'feast' is no stage of admission"),
        (("--all-stages", "--stage", "deposit=soon"), "--stage deposit: 'soon' is no number"),
        (("--all-stages", "--stage", "deposit=0"), "--stage deposit: 0 days (accepted: more than 0"),
        (("--all-stages", "--stage", "deposit=-3"), "-3 is out of range"),
        (("--all-stages", "--stage", "deposit=nan"), "nan is out of range"),
        (("--all-stages", "--stage", "deposit=inf"), "inf is out of range"),
        (("--all-stages", "--stage", "deposit=3:9"), "9 is out of range (accepted: 0 to 5)"),
        (("--all-stages", "--stage", "deposit=3:x"), "'x' is no number"),
        (("--all-stages", "--stage", "deposit"), "'deposit' states no stage"),
        (("--all-stages", "--stage", "deposit=3", "--stage", "deposit=done"), "stated twice"),
        (("--all-stages", "--stage", "talks=3"), "'talks', which is done"),
        (("--all-stages", "--again", "often"), "--again: 'often' is no number"),
        (("--all-stages", "--by", "2024-02-01"), "before the day of the forecast"),
        (("--all-stages", "--by", "2034-02-01"), "more than five years"),
        (("--all-stages", "--by", "soon"), "is not a valid date"),
        (("--all-stages", "--every", "week"), "all stages with a series"),
        (("--all-stages", "--what-if", "CAR=yes"), "all stages with a series, --what-if"),
    ],
)
def test_bad_questions(lake: Path, words: tuple[str, ...], problem: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("forecast", str(lake), *words) == 2
    told = capsys.readouterr().err
    assert problem in told
    assert told.count("\n") == 1


def test_a_body_without_procedures(lake: Path, capsys: pytest.CaptureFixture[str]) -> None:
    body = lake.with_name("lake.body.yaml")
    body.write_text(LAKE[: LAKE.index("procedures:")])
    lake.write_text(DOSSIER.replace("  procedure: admission\n", ""))
    assert run("forecast", str(lake), "--all-stages") == 2
    assert "The Lake Council has no procedures" in capsys.readouterr().err
