"""The exchange model against decide's exchanges, and on its own terms."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.bargaining.reference import FOLDER
from whipcount.bargaining.exchange import ExchangeOptions, exchange, next_preferences, prepare, run_round
from whipcount.bargaining.formats import read_table
from whipcount.bargaining.table import Issue, Table
from whipcount.errors import BargainingError

RUNS = {"sample_data": "sample_data.txt", "copenhagen": "copenhagen.csv", "cop21": "cop21.csv"}

# Once an outcome has been moved exactly onto a demander's position, the peer's last decimal decides whether a
# further move is capped (to nothing) or not at all. In these rounds it ruled exchanges out that we allow:
# (giver, taker, gives, takes).
ON_THE_EDGE = {
    ("sample_data", 4): [("PvdA", "Willems", "kleine-of-grote-ring", "tol-hoogte")],
    ("copenhagen", 4): [
        ("EU (incl Norway)", "USA", "Commitments", "DevlopC2020"),
        ("EU (incl Norway)", "Japans", "Domestred", "DevlopC2020"),
    ],
    ("cop21", 2): [("African_grp", "India", "progress", "adapt_inst")],
}


@pytest.mark.shared
@pytest.mark.slow
@pytest.mark.parametrize("name", RUNS)
def test_exchanges_equal_decides_with_ties_off(shared: Path, name: str) -> None:
    table = read_table(shared / FOLDER / "inputs" / RUNS[name])
    path = shared / FOLDER / "reference" / "decide" / f"{name}.p0.noties.json"
    rounds = json.loads(path.read_text(encoding="utf-8"))["rounds"]
    issues = [i.name for i in table.issues]
    x, present, salience, weight = prepare(table)
    options = ExchangeOptions(decide_compat=True)
    for number, expected in enumerate(rounds):
        key = [
            (
                table.actors.index(e["i"]),
                table.actors.index(e["j"]),
                issues.index(e["j_supply"]),
                issues.index(e["i_supply"]),
            )
            for e in expected["realized"]
        ]
        without = set()
        for giver, taker, gives, takes in ON_THE_EDGE.get((name, number), []):
            i, j, q, p = table.actor_index(giver), table.actor_index(taker), issues.index(gives), issues.index(takes)
            without |= {(i, j, p, q), (j, i, q, p)}
        plain = run_round(x, present, salience, weight, options)
        assert (len(plain.candidates), plain.valid) == (expected["n_exchanges_possible"], expected["n_valid"])
        r = run_round(x, present, salience, weight, options, tie_order=key, without=without)
        assert len(r.realised) == len(expected["realized"]), number
        for k, e in enumerate(expected["realized"]):
            i, j, p, q = r.candidates[r.realised[k]].tolist()
            ours = [r.terms[k, c] for c in (2, 3, 4, 5)]
            if (i, j, p, q) != key[k]:
                assert (j, i, q, p) == key[k], (number, k)
                ours = [r.terms[k, c] for c in (4, 5, 2, 3)]
            np.testing.assert_allclose(ours, [e["i_x"], e["i_y"], e["j_x"], e["j_y"]], atol=1e-9, rtol=0)
            assert abs(min(r.terms[k, 0], r.terms[k, 1]) - e["gain"]) < 1e-9
        voted = (weight * r.after).sum(axis=0) / weight.sum(axis=0)
        np.testing.assert_allclose(voted, [expected["mds_voting"][i] for i in issues], atol=1e-9, rtol=0)
        x = np.where(present, next_preferences(r.before, r.after, salience), np.nan)


tables = st.integers(3, 6).flatmap(
    lambda n: st.tuples(
        st.lists(st.lists(st.integers(0, 100), min_size=3, max_size=3), min_size=n, max_size=n),
        st.lists(st.lists(st.floats(0.05, 1), min_size=3, max_size=3), min_size=n, max_size=n),
        st.lists(st.floats(0.1, 5), min_size=n, max_size=n),
        st.sampled_from([{}, {"decide_compat": True}, {"randomise": 1.0}, {"rate": "random"}]),
        st.integers(0, 5),
    )
)


@settings(max_examples=60, deadline=None)
@given(tables)
def test_every_exchange_is_a_gain_for_both_and_repeats_bit_for_bit(case) -> None:  # type: ignore[no-untyped-def]
    position, salience, capability, variant, seed = case
    names = [f"a{i}" for i in range(len(position))]
    issues = [Issue(f"i{k}") for k in range(3)]
    table = Table(names, issues, position=position, salience=salience, capability=capability)
    options = ExchangeOptions(rounds=2, seed=seed, **variant)
    out = exchange(table, options)
    again = exchange(table, options)
    assert np.array_equal(out.values, again.values)
    assert out.exchanges == again.exchanges
    for e in out.exchanges:
        assert e.giver_gain > 0
        assert e.taker_gain > 0
        if not variant:
            assert e.giver_gain == pytest.approx(e.taker_gain, abs=1e-9)
            own = e.externality[e.giver], e.externality[e.taker]
            if e.round == 1:  # the model reckons with the full loss on what is given: it is never worse
                assert own[0] >= e.giver_gain - 1e-6
                assert own[1] >= e.taker_gain - 1e-6
        assert {e.giver, e.taker} <= set(e.inner)
    for y in out.path[1:]:  # type: ignore[index]
        assert np.all((y >= -1e-9) & (y <= 100 + 1e-9))


def test_one_issue_and_too_many_actors_are_refused() -> None:
    one = Table(["A", "B"], [Issue("x")], position=[[0], [1]], salience=[[1], [1]], capability=[1, 1])
    with pytest.raises(BargainingError, match="two issues"):
        exchange(one)
    many = Table(
        [f"a{i}" for i in range(600)],
        [Issue("x"), Issue("y")],
        position=np.zeros((600, 2)),
        salience=np.ones((600, 2)),
        capability=np.ones(600),
    )
    with pytest.raises(BargainingError, match="600 actors"):
        exchange(many)


def test_identical_positions_leave_nothing_to_exchange() -> None:
    table = Table(
        ["A", "B", "C"],
        [Issue("x"), Issue("y")],
        position=np.full((3, 2), 40),
        salience=np.ones((3, 2)),
        capability=[1, 2, 3],
    )
    out = exchange(table)
    assert out.exchanges == ()
    assert out.values.tolist() == pytest.approx([40.0, 40.0])
