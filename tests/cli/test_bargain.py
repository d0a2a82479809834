"""``whipcount bargain``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from whipcount.cli.bargain import command
from whipcount.errors import BargainingError

EXAMPLE = "examples/bargaining/ukraine-invitation.csv"


def run(*args: str) -> str:
    result = CliRunner().invoke(command, list(args), catch_exceptions=False)
    assert result.exit_code == 0
    return result.stdout


@pytest.mark.slow
def test_all_models_with_the_bodys_rule(root: Path) -> None:
    out = json.loads(run(str(root / EXAMPLE), "--body", "NATO", "--json"))
    assert len(out["models"]) == 15
    assert out["win_sets"][0]["bounded_by"] == ["Hungary", "Slovakia"]
    assert "what-if" in out["label"]
    assert "two issues" in out["refused"]["exchange"]


def test_one_model_with_options_paths_and_plot(root: Path, tmp_path: Path) -> None:
    picture = tmp_path / "p.svg"
    args = ["--model", "spatial", "--set", "victory=square", "--paths", "--plot", str(picture), "--json"]
    out = json.loads(run(str(root / EXAMPLE), *args))
    assert out["options"]["victory"] == "square"
    assert out["concessions"]
    assert picture.read_text(encoding="utf-8").startswith("<svg")


def test_what_if_and_draws(root: Path) -> None:
    table = str(root / EXAMPLE)
    before = run(table, "--model", "compromise", "--csv")
    after = run(table, "--model", "compromise", "--csv", "--issue", "invitation", "--what-if", "Hungary=60")
    assert before != after
    assert run(table, "--draws", "300", "--csv") == run(table, "--draws", "300", "--csv")


@pytest.mark.parametrize(
    "args",
    [
        ["nowhere.csv"],
        [EXAMPLE, "--model", "nope"],
        [EXAMPLE, "--model", "spatial", "--set", "victory=cubic"],
        [EXAMPLE, "--model", "spatial", "--set", "nonsense=1"],
        [EXAMPLE, "--set", "x=1"],
        [EXAMPLE, "--what-if", "Atlantis=3"],
        [EXAMPLE, "--body", "UNSC"],
    ],
)
def test_wrong_use_is_one_clear_error(root: Path, args: list[str]) -> None:
    args = [str(root / a) if a == EXAMPLE else a for a in args]
    result = CliRunner().invoke(command, args)
    assert isinstance(result.exception, BargainingError)


def test_a_dossiers_whip_count_becomes_a_table_under_its_own_rule(root: Path, tmp_path: Path) -> None:
    from whipcount.cli.main import cli

    store = str(tmp_path / "s.db")
    made = CliRunner().invoke(
        cli, ["init", store, "--from", str(root / "examples" / "sweden-accession" / "dossier.yaml")]
    )
    assert made.exit_code == 0, made.output
    out = json.loads(run(store, "--json"))
    assert len(out["win_sets"]) == 1
    assert any(m["model"] == "compromise" for m in out["models"])
