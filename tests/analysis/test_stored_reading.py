"""Briefs of stored dossiers: what was read is taken from the store, as known by an instant; the rest is read now."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.dossiers.conftest import Clock, a_coding, a_report, a_statement, location, new_database, postgres
from whipcount.analysis import stored_reading as stored
from whipcount.briefs.make import make_brief
from whipcount.briefs.view.brief import BriefView
from whipcount.cli.brief import command
from whipcount.dossiers.dossier import Dossier
from whipcount.dossiers.file import load_dossier_file
from whipcount.dossiers.store import Store
from whipcount.errors import DossierError, StoreError
from whipcount.positions.stance.stance import Stance
from whipcount.reports.report import Report
from whipcount.statements import reader as reading

__all__ = ["location", "new_database", "postgres"]  # fixtures
NOW = datetime(2032, 1, 1, tzinfo=UTC)
DAY = date(2030, 1, 1)


@pytest.fixture
def read_now(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the reports that the package's reader is asked to read; it finds nothing in them."""
    asked: list[str] = []

    def read(report: Report, table: object = None) -> tuple[()]:
        asked.append(report.name)
        return ()

    monkeypatch.setattr(reading, "read_statements", read)
    return asked


def brief(place: str | Path, *, as_of: date | None = DAY, known_by: datetime = NOW, **more: str) -> BriefView:
    return make_brief((), place, as_of=as_of, known_by=known_by, made_at=NOW, version="test", **more)  # type: ignore[arg-type]


def ukraine(root: Path) -> Path:
    return root / "examples" / "ukraine-invitation" / "dossier.yaml"


@pytest.fixture
def store(location: str, root: Path) -> Store:
    """A store with an example whose reports were read, and one report more with a coding of Germany."""
    made = Store.open(location, create=True, clock=Clock())
    dossier = load_dossier_file(ukraine(root))
    made.create(dossier)
    for report in dossier.reports:
        made.add_report(dossier.id, report, again=True)
    report = a_report(day=DAY)
    said = a_statement(report)
    coded = replace(a_coding(said, Stance.NO, "DE"), variant="invitation", conditions=())
    made.add_report(dossier.id, report, [said], [coded])
    return made


def test_what_the_store_holds_is_not_read_again(store: Store, location: str, read_now: list[str]) -> None:
    with store:
        view = brief(location)
        assert read_now == []
        assert {row.id: row.group for row in view.members}["DE"] == "against"
        (shown,) = [statement for statement in view.statements if statement.readings]
        assert [item.stance for item in shown.readings] == ["no"]
        assert len(view.reports) == 7
        before = store.changes("ukraine-invitation")[-1].recorded_at - timedelta(microseconds=1)
        earlier = brief(location, known_by=before)
        assert {row.id: row.group for row in earlier.members}["DE"] != "against"
        assert len(earlier.reports) == 6
        assert earlier.statements == ()
        assert len(brief(location, as_of=date(2029, 12, 31)).reports) == 6
        assert brief(location, as_of=None).as_of == DAY


def test_it_says_what_the_file_says(tmp_path: Path, root: Path, read_now: list[str]) -> None:
    day, place = date(2024, 11, 29), tmp_path / "desk.db"
    with Store.open(place, create=True) as made:
        made.create(load_dossier_file(ukraine(root)))
    view, same = brief(place, as_of=day), brief(ukraine(root), as_of=day)
    assert len(read_now) == 2 * 5  # nobody had read the reports of the store yet; one of the six is of a later day
    assert view.answer == same.answer
    assert view.rule == same.rule
    assert view.members == same.members
    assert {item.id for item in view.evidence} == {item.id for item in same.evidence}


def test_of_many_reports_those_that_speak_of_the_decision_are_shown(
    store: Store, location: str, read_now: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with store:
        monkeypatch.setattr(stored, "MOST_REPORTS", 3)
        assert [report.id[2:] for report in brief(location).reports] == [a_report(day=DAY).sha256[:12]]
        monkeypatch.setattr(stored, "MOST_REPORTS", 0)
        with pytest.raises(DossierError, match="speak of the decision"):
            brief(location)


def test_the_command_takes_stores(tmp_path: Path, root: Path, read_now: list[str]) -> None:
    place = str(tmp_path / "desk.db")
    with Store.open(place, create=True) as made:
        made.create(load_dossier_file(ukraine(root)))

    def run(*args: str) -> str:
        result = CliRunner().invoke(command, list(args), standalone_mode=False)
        if result.exception:
            raise result.exception
        return result.stdout

    assert json.loads(run("--dossier", place, "--as-of", "2024-11-29", "--json"))["as_of"] == "2024-11-29"
    with pytest.raises(StoreError, match="no such store"):
        run("--dossier", str(tmp_path / "absent.db"))
    with pytest.raises(StoreError, match="kind 'mysql'"):
        run("--dossier", "mysql://h/x")
    with pytest.raises(DossierError, match="names a dossier of a store"):
        run("--dossier", str(ukraine(root)), "--id", "x")
    with Store.open(place) as made:
        made.create(Dossier("other", "Another", None))
    with pytest.raises(DossierError, match="which dossier"):
        run("--dossier", place)
    assert "2024-11-29" in run("--dossier", place, "--id", "ukraine-invitation", "--as-of", "2024-11-29", "--json")
