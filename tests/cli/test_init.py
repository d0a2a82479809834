"""``whipcount init``: from an example, from a report, and what it asks for where neither is given."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from whipcount.cli import main as entry
from whipcount.cli.init import command
from whipcount.dossiers.file import parse_dossier
from whipcount.dossiers.store import open_store

REPORT = """Lake Council nears vote on letting Orvana in
2 March 2021

HARROWMERE - The members of the Lake Council will decide on 9 March whether to admit Orvana. The decision requires the
agreement of all seven members. Marn and Ilvest have backed the admission, and Kell opposes it.
"""


def test_the_template_is_a_dossier() -> None:
    done = CliRunner().invoke(command, ["--template"])
    assert done.exit_code == 0
    assert parse_dossier(done.output).proposal is not None


def test_a_dossier_from_a_report_keeps_the_body_as_told(tmp_path: Path) -> None:
    report = tmp_path / "lake.txt"
    report.write_text(REPORT, encoding="utf-8")
    done = CliRunner().invoke(command, [str(tmp_path / "lake.db"), "--report", str(report)])
    assert done.exit_code == 0, done.output
    assert "not read yet: whipcount add" in done.stderr
    with open_store(tmp_path / "lake.db") as store:
        proposal = store.about(store.only(None)).proposal
    assert proposal is not None
    assert proposal.told_body is not None
    assert {"MARN", "ILVEST", "KELL"} <= {member.id for member in proposal.told_body.all_members}
    assert len(proposal.told_body.all_members) == 7


def test_a_report_without_a_decision_names_the_way_by_hand(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = tmp_path / "rain.txt"
    report.write_text("Rain expected\n2 March 2021\n\nRain is expected in the north on Tuesday.\n", encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        entry(["init", str(tmp_path / "x.db"), "--report", str(report)])
    assert ended.value.code == 2
    told = capsys.readouterr().err
    for step in ("init --template", "init decision.db --from", "add decision.db REPORT"):
        assert step in told


def test_a_title_alone_is_asked_who_decides(tmp_path: Path) -> None:
    done = CliRunner().invoke(command, [str(tmp_path / "x.db"), "--title", "Orvana is admitted"])
    assert done.exit_code == 2
    assert "--body BODY" in done.output
