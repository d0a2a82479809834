"""``whipcount bargain``."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

from whipcount.bargaining.formats import read_table
from whipcount.bargaining.models import MODELS
from whipcount.bodies.catalogue import load_body
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
    args = ["--model", "spatial", "--set", "victory=square", "--paths", "--svg", str(picture), "--json"]
    out = json.loads(run(str(root / EXAMPLE), *args))
    assert out["options"]["victory"] == "square"
    assert out["concessions"]
    paths = [r["position"] for r in out["paths"] if r["actor"] == out["concessions"][0]["actor"]]
    assert len(paths) == out["rounds"] + 1
    assert picture.read_text(encoding="utf-8").startswith("<svg")


def test_what_if_and_draws(root: Path) -> None:
    table = str(root / EXAMPLE)
    before = run(table, "--model", "compromise", "--csv")
    after = run(table, "--model", "compromise", "--csv", "--issue", "invitation", "--what-if", "Hungary=60")
    assert before != after
    salience = run(table, "--model", "compromise", "--csv", "--what-if", "Hungary:salience=0.1")
    assert len({before, after, salience}) == 3
    for spelled in ("HUNGARY", "hu", "Hungary"):
        assert run(table, "--model", "compromise", "--csv", "--body", "NATO", "--what-if", f"{spelled}=60") == after
    assert run(table, "--draws", "300", "--csv") == run(table, "--draws", "300", "--csv")


def test_a_curve_and_sensitivity_with_their_pictures(root: Path, tmp_path: Path) -> None:
    table = str(root / EXAMPLE)
    curve = json.loads(run(table, "--vary", "Hungary", "--json", "--svg", str(tmp_path / "curve.svg")))
    first, last = curve["curve"][0], curve["curve"][-1]
    read = read_table(Path(table))
    share = float(read.weight()[read.actor_index("Hungary"), 0] / read.weight().sum())
    assert last["outcome"] - first["outcome"] == pytest.approx(100 * share)
    told = run(table, "--sensitivity", "--samples", "8", "--csv", "--svg", str(tmp_path / "sobol.svg"))
    assert told.splitlines()[0] == "actor,first,total,interval"
    assert len(told.splitlines()) == 33
    for name in ("curve.svg", "sobol.svg"):
        assert ElementTree.parse(tmp_path / name).getroot().tag.endswith("svg")


def test_exchanges_are_told_with_gains_and_externalities(tmp_path: Path) -> None:
    table = tmp_path / "two.csv"
    table.write_text(
        "issue,low,high\nroad,0,100\ndam,0,100\n\nactor,issue,position,salience,capability\n"
        "Kell,road,0,1,1\nKell,dam,0,0.2,1\nPell,road,100,0.2,1\nPell,dam,100,1,1\nSarn,road,20,0.5,1\nSarn,dam,10,0.5,1\n",
        encoding="utf-8",
    )
    deal = json.loads(run(str(table), "--model", "exchange", "--paths", "--json"))["exchanges"][0]
    assert {deal["giver"], deal["taker"]} == {"Kell", "Pell"}
    own = deal["externalities"]["own"]
    assert own[0] == pytest.approx(sum(v for a, v in deal["externality"].items() if a != "Sarn" and v > 0))
    assert sum(sum(v) for v in deal["externalities"].values()) == pytest.approx(sum(deal["externality"].values()))
    assert "who concedes" not in run(str(table), "--model", "exchange", "--paths")
    assert "own, inner, outer" in run(str(table), "--model", "exchange", "--paths")


def test_capabilities_from_the_power_index_of_a_rule(tmp_path: Path) -> None:
    council = load_body("UNSC")
    elected = next(m.id for m in council.members() if m.id not in ("US", "GB", "CN", "RU", "FR"))
    rows = "".join(f"{m},x,{100 * (m == elected)},1,1\n" for m in ("US", "GB", "CN", "RU", "FR", elected))
    table = tmp_path / "council.csv"
    table.write_text(f"issue,low,high\nx,0,100\n\nactor,issue,position,salience,capability\n{rows}", encoding="utf-8")
    args = [str(table), "--model", "compromise", "--csv", "--body", "UNSC"]
    alike, weighed = (float(run(*args, *more).splitlines()[1].split(",")[1]) for more in ((), ("--power", "banzhaf")))
    assert alike == pytest.approx(100 / 6)
    # normalised Banzhaf, 9 of 15 with five vetoes: 106 of 635 for a permanent member, 21 of 1270 for an elected one
    assert weighed == pytest.approx(100 * 21 / (5 * 212 + 21))


def test_models_are_listed_without_a_table() -> None:
    listed = run("--model", "list")
    assert all(name in listed for name in MODELS)


def test_the_ukraine_dossiers_positions_become_a_table(root: Path) -> None:
    """The command that the documentation shows."""
    dossier = str(root / "examples" / "ukraine-invitation" / "dossier.yaml")
    out = json.loads(run(dossier, "--as-of", "2024-11-29", "--json"))
    asked = next(w for w in out["win_sets"] if w["issue"] == "invitation")
    assert asked["intervals"] == []
    assert "Slovakia" in asked["bounded_by"]
    values = {(m["model"], m["issue"]): m["value"] for m in out["models"]}
    assert 0 < values["compromise", "invitation"] < 100
    assert values["procedural", "invitation"] == 0


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
        [],
        [EXAMPLE, "--what-if", "Hungary:salience=1.5"],
        [EXAMPLE, "--what-if", "Hungary=x"],
        [EXAMPLE, "--what-if", "=5"],
        [EXAMPLE, "--vary", "Atlantis"],
        [EXAMPLE, "--vary", "Hungary", "--sensitivity"],
        [EXAMPLE, "--sensitivity", "--samples", "3"],
        [EXAMPLE, "--power", "banzhaf"],
        [EXAMPLE, "--model", "spatial", "--set", "max_turns=0"],
        [EXAMPLE, "--model", "challenge", "--set", "rounds=ten"],
        [EXAMPLE, "--model", "exchange"],
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


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty"),
        (b"\x00\xff\xfe\x80" * 50, "is no text"),
        (b"\x00\x01\x02", "is no text"),
        (b"Kell agrees.\n", "in no known format"),
        (b"issue,low,high\nx,5,5\n\nactor,issue,position,salience,capability\nA,x,5,1,1\nB,x,5,1,1\n", "has no range"),
        (b"issue,low,high\nx,0,9\n\nactor,issue,position,salience,capability\nA,x,5,1,1\n", "a table of 1 actor "),
        (
            b"issue,low,high\nx,0,9\n\nactor,issue,position,salience,capability\nA,x,5,1.2,1\nB,x,5,1,1\n",
            "salience 1.2",
        ),
        (
            b"issue,low,high\nx,0,9\n\nactor,issue,position,salience,capability\nA,x,inf,1,1\nB,x,5,1,1\n",
            "'inf' is no number",
        ),
    ],
)
def test_bad_files_are_one_clear_error(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(content)
    result = CliRunner().invoke(command, [str(path)])
    assert isinstance(result.exception, BargainingError)
    assert message in str(result.exception)


def test_a_dossier_with_too_few_positions_says_so(root: Path) -> None:
    dossier = str(root / "examples" / "ukraine-invitation" / "dossier.yaml")
    result = CliRunner().invoke(command, [dossier, "--as-of", "2015-01-01"])
    assert isinstance(result.exception, BargainingError)
    assert "fewer than two members" in str(result.exception)
