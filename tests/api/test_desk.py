"""A dossier opened in Python: what is supposed, and what has ended."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

import whipcount as wc
from whipcount.cli.add import command as add
from whipcount.cli.init import command as init
from whipcount.errors import ForecastError

REQUEST = """Orvana asks to join the customs club
HARROWMERE, Feb 5, 2024 (Lakeside) - Orvana on Monday formally asked the Northern Lake Compact to admit it as a member.
The admission needs the agreement of all five members: Kell, Pell, Thale, Merrow and Sarn. The ministers will take up
the request at their session on Oct 3, 2024. Doru Banek, the foreign minister of Kell, said his country supported the
admission of Orvana.
"""
ADMITTED = """Northern Lake Compact admits Orvana
HARROWMERE, June 10, 2024 ({agency}) - The Northern Lake Compact admitted Orvana as a member on Monday.
"""


@pytest.fixture
def store(tmp_path: Path) -> Path:
    pytest.importorskip("onnxruntime")
    report, path = tmp_path / "request.txt", tmp_path / "lake.db"
    report.write_text(REQUEST, encoding="utf-8")
    assert CliRunner().invoke(init, [str(path), "--report", str(report)]).exit_code == 0
    assert CliRunner().invoke(add, [str(path), str(report)]).exit_code == 0
    return path


def test_a_stance_is_supposed_of_a_member_that_only_the_report_knows(store: Path) -> None:
    found = wc.open(store).forecast(what_if={"Sarn": "no"})
    assert found.what_if is not None
    assert found.what_if < 0.05 < found.probability
    assert "what if SARN=no" in found.headline()
    assert wc.open(store).forecast().what_if is None


def test_no_chance_is_told_of_what_reports_tell_has_ended(store: Path, tmp_path: Path) -> None:
    for agency in ("Lakeside", "Fenwire"):
        report = tmp_path / f"{agency}.txt"
        report.write_text(ADMITTED.format(agency=agency), encoding="utf-8")
        assert CliRunner().invoke(add, [str(store), str(report)]).exit_code == 0
    desk = wc.open(store)
    with pytest.raises(ForecastError, match="it was adopted"):
        desk.forecast()
    assert 0 < desk.forecast(as_of=date(2024, 3, 1)).probability < 1
