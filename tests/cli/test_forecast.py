"""``whipcount forecast`` and ``whipcount score``: what they print, keep, and refuse."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from sqlalchemy import text

from whipcount.cli.main import main
from whipcount.dossiers.store import Store

LAKE = """
whipcount: 1
id: lake-protocol
title: The protocol of the lake
body_file: lake.body.yaml
proposal: {{id: protocol, title: Everybody ratifies the protocol, body: LAKE, stage: ratification, opened: 2024-01-10}}
records:
  - {{member: AAR, stance: yes, said_on: 2024-02-01, authority: recorded_vote, gist: votes for it, source: minutes}}
  - {{member: BEL, stance: yes, said_on: 2024-03-01, authority: recorded_vote, gist: votes for it, source: minutes}}
  - {{member: CAR, stance: no, said_on: 2024-03-15, authority: head, gist: will not hear of it, source: minutes}}{more}
"""
BODY = """
id: LAKE
name: The Lake Council
sources: [invented]
default: unanimity
members:
  - {id: AAR, name: Aarvik, from: 2000-01-01, provenance: invented}
  - {id: BEL, name: Belmar, from: 2000-01-01, provenance: invented}
  - {id: CAR, name: Carrow, from: 2000-01-01, provenance: invented}
rules:
  unanimity: {rule: all members, for: [protocol], provenance: invented}
"""
END = """
  - {member: CAR, stance: yes, said_on: 2024-06-01, authority: recorded_vote, gist: votes for it after all, source: x}
"""


@pytest.fixture
def lake(tmp_path: Path) -> Path:
    """A dossier file of an invented ratification that is still open."""
    (tmp_path / "lake.body.yaml").write_text(BODY)
    path = tmp_path / "lake.yaml"
    path.write_text(LAKE.format(more=""))
    return path


def run(*words: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(list(words))
    return int(ended.value.code or 0)


def test_a_forecast_of_a_file(lake: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("forecast", str(lake), "--by", "2024-12-31", "--what-if", "CAR=yes", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["as_of"], told["by"], told["seal"]) == ("2024-03-15", "2024-12-31", None)
    assert told["consented"] == ["AAR", "BEL"]
    assert told["low"] <= told["probability"] <= told["high"]
    assert told["what_if"]["probability"] > 0.9
    assert told["last"] == [{"member": "CAR", "probability": 1.0}]
    assert told["shares"][0]["effect"] < 0
    assert run("forecast", str(lake), "--what-if", "CAR=no") == 0
    words = capsys.readouterr().out
    assert run("forecast", str(lake), "--what-if", "carrow=No") == 0  # a name, in any case
    assert capsys.readouterr().out == words
    assert "consented: 2 of 3" in words
    assert "Carrow: no (will not hear of it)" in words
    assert "not on record" in words


def test_a_series_as_csv(lake: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lake.write_text(LAKE.format(more=END))
    drawn = lake.with_name("course.svg")
    words = ("--every", "month", "--from", "2024-02-20", "--to", "2024-06-10", "--csv", "--plot", str(drawn))
    assert run("forecast", str(lake), *words) == 0
    svg = ElementTree.fromstring(drawn.read_text())
    told = [text.text or "" for text in svg.iter("{http://www.w3.org/2000/svg}text")]
    assert any("Carrow: yes (votes for it after all)" in text for text in told)
    assert any("within a year of each day" in text for text in told)
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert rows[0]["day"] == "2024-02-20"
    assert rows[-1]["probability"] == "1.0"
    moved = {row["day"]: row["because"] for row in rows if row["because"]}
    assert moved["2024-06-10"].startswith("Carrow: yes (votes for it after all)")


def test_the_record_and_its_score(lake: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = str(tmp_path / "lake.db")
    assert run("init", place, "--from", str(lake)) == 0
    assert run("forecast", place, "--by", "2024-12-31", "--note", "first") == 0
    assert run("forecast", place, "--by", "2024-12-31", "--no-store") == 0
    assert run("forecast", place, "--every", "month", "--from", "2024-03-01") == 0
    assert run("score", place) == 1  # nothing is resolved yet
    with Store.open(place) as store:
        (kept,) = store.forecasts("lake-protocol")
        assert (kept.note, str(kept.as_of), kept.pieces, kept.model) == (
            "first",
            "2024-03-15",
            3,
            "consents-2026.12, as of 2020-01-01 + coupled-2",
        )
    capsys.readouterr()
    lake.write_text(LAKE.format(more=END))
    assert run("init", str(tmp_path / "other.db"), "--from", str(lake)) == 0
    assert run("forecast", str(tmp_path / "other.db"), "--as-of", "2024-03-15", "--by", "2024-12-31") == 0
    capsys.readouterr()
    assert run("score", str(tmp_path / "other.db"), place, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["resolved"], told["open"]) == (1, 1)
    assert told["hindcasts"]["forecasts"] == 1
    row = told["forecasts"][0]
    assert (row["happened"], row["resolved_on"], row["foretold"]) == ("yes", "2024-06-01", "no")
    assert row["brier"] == pytest.approx((1 - row["probability"]) ** 2, abs=1e-3)
    assert run("score", str(tmp_path / "other.db"), "--csv") == 0
    assert capsys.readouterr().out.startswith("dossier,kind,as_of,made_at,by,probability")
    with Store.open(place) as store, store.engine.begin() as connection:
        connection.execute(text("UPDATE forecast SET doc = replace(doc, 'first', 'other')"))
    assert run("score", place) == 2
    assert "altered after it was sealed" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (("--by", "2024-01-01"), "lies before the day of the forecast"),
        (("--by", "soon"), "is not a valid date"),
        (("--what-if", "XXX=yes"), "'XXX' is no member of The Lake Council (accepted: AAR, BEL, CAR)"),
        (("--what-if", "CAR=perhaps"), "sets no stance"),
        (("--what-if", "CAR"), "sets no stance"),
        (("--what-if", "CAR=yes", "--what-if", "CAR=no"), "set twice"),
        (("--what-if", "CAR=yes", "--what-if", "car=no"), "set twice"),
        (("--json", "--csv"), "--json and --csv at once"),
        (("--from", "2024-01-01"), "of a series"),
        (("--every", "week", "--from", "2024-03-01", "--plot", "/nowhere/x.svg"), "/nowhere/x.svg: there is no"),
        (("--every", "hour"), "--every: every 'hour' (accepted: day, week, month, quarter)"),
        (("--every", "week", "--what-if", "CAR=yes"), "with a series"),
        (("--store",), "a dossier file has no record"),
        (("--as-of", "1900-01-01"), "1900-01-01"),
        (("--as-of", "2024-01-09"), "2024-01-09 lies before the opening on 2024-01-10: nobody can consent yet"),
    ],
)
def test_bad_questions(lake: Path, words: tuple[str, ...], problem: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("forecast", str(lake), *words) == 2
    assert problem in capsys.readouterr().err


def test_dossiers_that_cannot_be_forecast(lake: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bare = tmp_path / "bare.yaml"
    bare.write_text("whipcount: 1\nid: bare\ntitle: Bare\n")
    assert run("forecast", str(bare)) == 2
    assert "no decision of a body is told" in capsys.readouterr().err
    bare.write_text("whipcount: 1\nid: b\ntitle: B\nproposal: {id: p, title: P, body: NOWHERE}\n")
    assert run("forecast", str(bare)) == 2
    assert "NOWHERE" in capsys.readouterr().err
    assert run("score", str(lake)) == 1  # nothing is on record
    assert run("forecast", str(tmp_path / "none.db")) == 2
    meeting = LAKE.replace("stage: ratification", "stage: admission").format(more="")
    lake.write_text(meeting)
    assert run("forecast", str(lake), "--by", "2024-12-31") == 2
    assert "has no day of its own" in capsys.readouterr().err
