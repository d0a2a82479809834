"""The choice model: its distribution, where it speaks, what it says, and its record."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from whipcount.bargaining.choice import choice, distribution, reason_against, shipped
from whipcount.bargaining.choice_features import FEATURES
from whipcount.bargaining.draws import propagate
from whipcount.bargaining.models import headline_of, solve
from whipcount.bargaining.report import view
from whipcount.bargaining.stances import table_of_stances
from whipcount.bargaining.table import Issue, Table
from whipcount.cli.bargain import command
from whipcount.errors import BargainingError

MEMBERS = tuple("AT BE DE DK FR IE IT NL SE FI".split())


def table(places: list[float], *, actors: tuple[str, ...] = MEMBERS, reference: float | None = 0.0) -> Table:
    n = len(places)
    return Table(
        actors[:n],
        [Issue("quota", reference=reference)],
        position=[[p] for p in places],
        salience=[[0.5]] * n,
        capability=[1.0 + k / 10 for k in range(n)],
    )


grids = st.lists(st.sampled_from([0.0, 20.0, 40.0, 70.0, 100.0]), min_size=8, max_size=10)


@given(grids, st.randoms())
def test_the_order_of_actors_does_not_matter(places: list[float], random: object) -> None:
    one = table(places)
    order = list(range(len(places)))
    random.shuffle(order)  # type: ignore[attr-defined]
    other = Table(
        [one.actors[i] for i in order],
        one.issues,
        position=one.position[order],
        salience=one.salience[order],
        capability=one.capability[order],
    )
    assert choice(other).value("quota") == pytest.approx(choice(one).value("quota"))
    chances = {c.position: c.chance for c in choice(one).chances}
    assert {c.position: c.chance for c in choice(other).chances} == pytest.approx(chances)


def test_more_support_and_being_nearer_to_the_compromise_make_a_position_likelier() -> None:
    beta = shipped().model.beta
    assert beta["support"] > 0
    assert beta["from_compromise"] < 0
    found, predicted = distribution(table([0, 100] * 4, reference=None), 0)
    heavier, lighter = (1, 0) if found.compromise > 0.5 else (0, 1)
    assert predicted.chances[heavier] > predicted.chances[lighter]


@pytest.mark.parametrize(
    ("given_table", "why"),
    [
        (table([0] * 4 + [100] * 4, actors=("US", *MEMBERS)), "'US' is no member"),
        (table([0, 100, 40]), "fewer than 8"),
        (table_of_stances({m: "yes" if m < "E" else "no" for m in MEMBERS}, issue="x"), "stances of a whip count"),
    ],
)
def test_where_there_are_no_weights_the_compromise_is_the_headline_and_it_says_why(
    given_table: Table, why: str
) -> None:
    assert why in reason_against(given_table)
    assert headline_of(given_table) == ("compromise", reason_against(given_table))
    with pytest.raises(BargainingError, match=why):
        solve(given_table, "choice")
    shown = view(given_table)
    assert shown.headline == "compromise"
    assert shown.readings == ()
    assert why in dict(shown.refused)["choice"]


def test_members_by_name_institutions_and_past_members_are_known() -> None:
    actors = ("Germany", "European Commission", "EU-PARLIAMENT", "United Kingdom", *MEMBERS)
    assert reason_against(table([0.0, 100.0] * 5, actors=actors)) == ""


def test_it_is_the_headline_of_a_table_of_the_eu_and_is_read_in_words() -> None:
    shown = view(table([40, 40, 40, 100, 100, 40, 0, 40]))
    assert shown.headline == "choice"
    assert [r.model for r in shown.models if r.headline] == ["choice"]
    assert {"choice", "compromise"} <= {r.model for r in shown.models}
    assert shown.readings[0][1].startswith("most likely the position of NL and 4 others (40, ")


def test_whoever_has_no_weight_states_nothing() -> None:
    base = table([0, 0, 0, 0, 100, 100, 100, 100, 60])
    quiet = base.changed("SE", "quota", salience=0.0)
    assert [c.position for c in choice(quiet).chances].count(60.0) == 0
    assert [c.position for c in choice(base).chances].count(60.0) == 1


def test_draws_and_sobol_indices_are_refused() -> None:
    with pytest.raises(BargainingError, match="distribution of its own"):
        propagate(table([0, 100] * 4), "choice", draws=10)


def test_the_command_line_reads_it_out(tmp_path: Path) -> None:
    rows = "\n".join(f"{m},quota,{p},0.5,1" for m, p in zip(MEMBERS, [0, 40, 40, 40, 100, 40, 0, 40], strict=False))
    path = tmp_path / "table.csv"
    path.write_text(
        f"issue,low,high\nquota,0,100\n\nactor,issue,position,salience,capability\n{rows}\n", encoding="utf-8"
    )
    result = CliRunner().invoke(command, [str(path), "--svg", str(tmp_path / "out.svg")])
    assert result.exit_code == 0, result.output
    assert "quota: most likely the position of" in result.output
    assert "<polygon" in (tmp_path / "out.svg").read_text(encoding="utf-8")
    result = CliRunner().invoke(command, [str(path), "--model", "choice", "--json"])
    found = json.loads(result.output)
    assert found["chances"][0]["position"] == 40.0
    result = CliRunner().invoke(command, [str(path), "--json"])
    assert json.loads(result.output)["headline"] == "choice"


def test_the_card_tells_what_the_weights_are_worth(root: Path) -> None:
    data = json.loads(files("whipcount.bargaining").joinpath("choice_weights.json").read_text(encoding="utf-8"))
    record = data["card"]["nested_by_proposal"]
    floors = json.loads((root / "benchmarks" / "bargaining_floors.json").read_text(encoding="utf-8"))
    assert (record["n"], record["mae"], record["crps"]) == tuple(
        floors["scores"]["choice"][k] for k in ("n", "mae", "crps")
    )
    assert record["crps"] <= floors["choice"]["crps"]
    assert record["mae"] <= floors["choice"]["mae"]
    assert record["crps_less_compromise"][2] < 0
    assert data["card"]["deu_sha256"] == floors["deu_sha256"]
    assert {"use", "not_for", "doubts", "licence_of_the_data"} <= set(data["card"])
    assert set(data["beta"]) <= set(FEATURES)
