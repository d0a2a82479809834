"""The same question gives the same figures, whoever asks: brief, page, command and Python."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import whipcount as wc
from whipcount.briefs.make import make_brief
from whipcount.briefs.view.brief import BriefView
from whipcount.cli.main import cli
from whipcount.dossiers.file import load_dossier_file
from whipcount.dossiers.store import Store
from whipcount.web.library import Library
from whipcount.web.report_intake import fill
from whipcount.web.state import State

NOW = datetime(2026, 1, 1, tzinfo=UTC)
CASES = [
    ("lake-council", "2025-03-07"),
    ("ukraine-invitation", "2024-11-29"),
    ("finland-accession", "2022-10-01"),
]


def run(*arguments: str) -> dict[str, Any]:
    result = CliRunner().invoke(cli, arguments)
    made = json.loads(result.output)
    assert isinstance(made, dict)
    return made


@pytest.fixture(scope="module", params=CASES, ids=lambda case: case[0])
def asked(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, root: Path
) -> tuple[Path, Path, str]:
    """A dossier file, the store that it was taken into, and a day."""
    name, day = request.param
    file = root / "examples" / name / "dossier.yaml"
    place = tmp_path_factory.mktemp("faces") / f"{name}.db"
    with Store.open(place, create=True) as store:
        fill(store, load_dossier_file(file))
    return file, place, day


def groups(view: BriefView) -> dict[str, str]:
    return {member.id: member.stance or "unknown" for member in view.members}


def test_the_count_is_one(asked: tuple[Path, Path, str], monkeypatch: pytest.MonkeyPatch) -> None:
    # a ratification's forecast, which takes most of a brief and is asked for below, tells nothing of the count
    monkeypatch.setattr("whipcount.analysis.ratification.outlook_of", lambda *_, **__: (None, (), "not asked for"))
    file, place, day = asked
    from_command = run("tally", str(place), "--as-of", day, "--json")
    expected = {row["member"]: row["stance"] for row in from_command["positions"]}
    brief_of_file = make_brief((), file, as_of=date.fromisoformat(day), made_at=NOW, version="test")
    brief_of_store = make_brief((), place, as_of=date.fromisoformat(day), made_at=NOW, version="test")
    with Store.open(place) as store:
        library = Library(store, patience=120)
        opened = library.open(store.only(), State(as_of=date.fromisoformat(day)))
        library.close()
    assert groups(brief_of_file) == groups(brief_of_store) == groups(opened.view) == expected
    for desk in (wc.open(place), wc.open(file)):
        count = desk.count(day)
        assert {row["member"]: row["stance"] for row in count.rows()} == expected
        assert list(count.agreed) == from_command["agreed"]
        assert list(count.needed) == from_command["left"]
        assert count.state == from_command["state"] == brief_of_file.rule.state == opened.view.rule.state


def test_the_forecast_is_one(asked: tuple[Path, Path, str]) -> None:
    file, place, day = asked
    from_store = run("forecast", str(place), "--as-of", day, "--no-store", "--json")
    from_file = run("forecast", str(file), "--as-of", day, "--json")
    assert from_file["probability"] == from_store["probability"]
    assert wc.open(place).forecast(as_of=day).probability == from_store["probability"]
    assert wc.open(file).forecast(as_of=day).probability == from_store["probability"]
