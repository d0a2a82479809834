"""The models against computations of another kind: linear programmes, eigenvectors, enumeration, closed forms."""

from __future__ import annotations

import csv
import json
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog, minimize_scalar

from tests.bargaining.reference import FOLDER, ktab_options, ktab_runs
from whipcount.bargaining import election_kernel, spatial_kernel
from whipcount.bargaining.challenge import ChallengeOptions, condorcet_winner, expected, risk_exponents
from whipcount.bargaining.cooperative import kalai_smorodinsky, nash
from whipcount.bargaining.election import ELECTIONS, VICTORIES, VOTING, elect
from whipcount.bargaining.exchange import ExchangeOptions, exchange
from whipcount.bargaining.formats import read_table
from whipcount.bargaining.means import weighted_median
from whipcount.bargaining.procedural import Share, win_set
from whipcount.bargaining.table import Issue, Table

rows = st.lists(
    st.tuples(st.floats(0, 1), st.floats(0.05, 1), st.floats(0.1, 3)), min_size=2, max_size=7, unique_by=lambda r: r[0]
)


def table_of(cells: list[tuple[float, float, float]], reference: float) -> Table:
    return Table(
        [f"a{i}" for i in range(len(cells))],
        [Issue("x", 0, 1, reference)],
        position=[[x] for x, _, _ in cells],
        salience=[[s] for _, s, _ in cells],
        capability=[c for _, _, c in cells],
    )


@settings(deadline=None)
@given(rows, st.floats(0, 1))
def test_kalai_smorodinsky_is_the_optimum_of_a_linear_programme(
    cells: list[tuple[float, float, float]], reference: float
) -> None:
    x = np.array([c[0] for c in cells])
    best = np.abs(reference - x)
    said = best > 1e-6
    if not said.any() or (best[~said] > 0).any():
        return
    # maximise t subject to best_i - (p - x_i) >= t best_i and best_i - (x_i - p) >= t best_i
    above = np.stack([np.ones(said.sum()), best[said]], axis=1)
    below = np.stack([-np.ones(said.sum()), best[said]], axis=1)
    bounds = np.concatenate([best[said] + x[said], best[said] - x[said]])
    found = linprog([0, -1], np.vstack([above, below]), bounds, bounds=[(0, 1), (None, None)])
    point = kalai_smorodinsky(table_of(cells, reference)).value("x")
    share = ((best[said] - np.abs(point - x[said])) / best[said]).min()
    assert share == pytest.approx(-found.fun, abs=1e-4 / best[said].min())


@settings(deadline=None)
@given(rows)
def test_nash_is_the_greatest_product_of_gains(cells: list[tuple[float, float, float]]) -> None:
    # everybody gains by a small step up from 0, so the logarithm of the product is concave where it is finite
    x = np.array([max(c[0], 0.05) for c in cells])
    w = np.array([s * c for _, s, c in cells])
    w /= w.sum()

    def loss(p: float) -> float:
        gain = x - np.abs(p - x)
        return float("inf") if (gain <= 0).any() else -float((w * np.log(gain)).sum())

    table = table_of([(float(a), s, c) for a, (_, s, c) in zip(x, cells, strict=True)], 0.0)
    point = nash(table).value("x")
    end = 2 * float(x.min())
    reference = minimize_scalar(loss, bounds=(1e-9, min(end, 1.0) - 1e-9), method="bounded", options={"xatol": 1e-9})
    assert loss(point) <= float(reference.fun) + 1e-6


@given(rows, st.floats(0, 1))
def test_nobody_loses_by_nashs_solution(cells: list[tuple[float, float, float]], reference: float) -> None:
    point = nash(table_of(cells, reference)).value("x")
    x = np.array([c[0] for c in cells])
    assert np.all(np.abs(point - x) <= np.abs(reference - x) + 1e-9)
    if not (np.all(x > reference) or np.all(x < reference)):
        assert point == pytest.approx(reference)


@pytest.mark.shared
def test_nashs_solution_equals_the_recorded_column_where_nobody_may_lose(shared: Path) -> None:
    """``nbs_eq`` of the recorded predictions, equal weights; their grid has whole points."""
    folder = shared / FOLDER
    recorded = (folder / "reference" / "deu2_model_predictions.csv").read_text(encoding="utf-8")
    wanted = {r["isnr"]: r for r in csv.DictReader(recorded.splitlines())}
    compared = 0
    for row in csv.DictReader((folder / "DEU2.csv").read_text(encoding="utf-8").splitlines()):
        found = wanted.get(row["isnr"])
        if found is None or not found["nbs_eq"]:
            continue
        actors = [c[1:] for c in row if c.startswith("s") and "p" + c[1:] in row]
        cells = [(a, float(row["p" + a])) for a in actors if row["p" + a] and row["s" + a]]
        table = Table(
            [a for a, _ in cells],
            [Issue("x", reference=float(row["rp"]))],
            position=[[x] for _, x in cells],
            salience=np.ones((len(cells), 1)),
            capability=np.ones(len(cells)),
        )
        assert nash(table, weighted=False).value("x") == pytest.approx(float(found["nbs_eq"]), abs=1.0), row["isnr"]
        compared += 1
    assert compared == 235


@given(rows)
def test_the_weighted_median_has_the_least_weighted_distance(cells: list[tuple[float, float, float]]) -> None:
    x, w = np.array([c[0] for c in cells]), np.array([c[1] * c[2] for c in cells])
    cost = (w * np.abs(x[:, None] - x)).sum(axis=1)
    median = weighted_median(x, w)
    assert (w * np.abs(median - x)).sum() == pytest.approx(cost.min())
    assert condorcet_winner(x, w, 1.0) == pytest.approx(median) or cost.min() == pytest.approx(
        (w * np.abs(condorcet_winner(x, w, 1.0) - x)).sum()
    )


def by_hand(utility: np.ndarray, weight: np.ndarray, voting: str, victory: str, kind: str) -> np.ndarray:
    """The election in plain Python, Markov kinds by the eigenvector of their transition."""

    def vote(w: float, d: float) -> float:
        binary = min(1.0, max(-1.0, d / 1e-8))
        loss_counts = w * d if d < 0 else w * d * 2 / 3
        return {
            "prop": w * d,
            "binary": w * binary,
            "prop-binary": w * (0.8 * d + 0.2 * binary),
            "cubic": w * d**3,
            "prop-cubic": w * (0.5 * d + 0.5 * d**3),
            "asymmetric": loss_counts,
        }[voting]

    n = len(utility)
    strength = np.full((n, n), 1e-8)
    for a in range(n):
        for b in range(n):
            for k in range(len(weight)):
                if a != b:
                    strength[a, b] += max(vote(weight[k], utility[a, k] - utility[b, k]), 0.0)
    v = np.full((n, n), 0.5)
    for a in range(n):
        for b in range(n):
            if a == b:
                continue
            if victory == "binary":
                share = strength[a, b] / (strength[a, b] + strength[b, a])
                v[a, b] = np.clip((share * 2.1 - 1.0) / 0.1, 0, 1)
            else:
                power = {"linear": 1, "square": 2, "quartic": 4, "octic": 8}[victory]
                v[a, b] = strength[a, b] ** power / (strength[a, b] ** power + strength[b, a] ** power)
    if kind == "conditional":
        p = v.prod(axis=1)
        return p / p.sum()
    challenge = np.full((n, n), 1.0 / n)
    if kind == "markov-incentive":
        challenge = strength * v
        np.fill_diagonal(challenge, 1e-10)
        challenge /= challenge.sum(axis=0)
    step = np.zeros((n, n))  # p' = step p
    for a in range(n):
        for b in range(n):
            step[a, a] += v[a, b] * challenge[b, a]
            step[a, b] += v[a, b] * challenge[a, b]
    values, vectors = np.linalg.eig(step)
    p = np.real(vectors[:, int(np.argmin(np.abs(values - 1.0)))])
    return p / p.sum()


@pytest.mark.parametrize("kind", ELECTIONS)
@pytest.mark.parametrize("victory", VICTORIES[:3])
@pytest.mark.parametrize("voting", VOTING)
def test_elections_equal_plain_python_and_eigenvectors(voting: str, victory: str, kind: str) -> None:
    random = np.random.default_rng(VOTING.index(voting) * 10 + VICTORIES.index(victory))
    x, weight = random.uniform(0, 1, 5), random.uniform(0.2, 2, 5)
    utility = 1.0 - np.abs(x[:, None] - x[None, :])
    p, settled = elect(utility, weight, voting=voting, victory=victory, election=kind)
    assert settled
    tolerance = 1e-10 if kind == "conditional" else 5e-4  # Markov elections stop at a change of 1e-6 or 1e-8
    assert p == pytest.approx(by_hand(utility, weight, voting, victory, kind), abs=tolerance)


def test_the_binary_victory_needs_a_tenth_more() -> None:
    for strong, share in ((1.1, 1.0), (1.2, 1.0), (1.0, (0.5 - 1 / 2.1) * 21.0), (0.9, 0.0)):
        assert election_kernel.victory(strong, 1.0, 4) == pytest.approx(share)


@settings(deadline=None)
@given(rows, st.floats(0, 1), st.floats(0.3, 1))
def test_the_win_set_is_what_a_grid_of_points_finds(
    cells: list[tuple[float, float, float]], reference: float, quota: float
) -> None:
    table = table_of(cells, reference)
    rule = Share(dict.fromkeys(table.actors, 1.0), quota)
    found = win_set(table, "x", rule)
    x = table.position[:, 0]
    for point in np.linspace(0, 1, 53):
        if min([abs(point - end) for span in found.intervals for end in span] + [abs(point - reference)]) < 1e-6:
            continue
        yes = (np.abs(point - x) <= np.abs(reference - x) + 1e-12).mean()
        inside = any(low <= point <= high for low, high in found.intervals)
        assert inside == (yes >= quota - 1e-12)
    assert all(a[1] < b[0] for a, b in pairwise(found.intervals))


def test_two_actors_expectations_by_hand() -> None:
    """Scholz, Calbert & Smith 2011 for two actors at the ends: success 2, failure -2, status quo 0, r = 1."""
    x, weight, salience = np.array([0.0, 10.0]), np.array([0.6, 0.2]), np.array([0.6, 0.4])
    e = expected(x, weight, salience, 10.0, np.ones(2), ChallengeOptions())
    for i, j in ((0, 1), (1, 0)):
        p = weight[i] / weight.sum()
        assert e[i, j] == pytest.approx(salience[j] * (p * 2 + (1 - p) * -2) + (1 - salience[j]) * 2)
    # the one whose challengers expect the most is the least secure: its exponent is the smaller of 1/2 and 2
    r = risk_exponents(e, "received")
    assert sorted(r.tolist()) == pytest.approx([0.5, 2.0])


def test_an_exchange_of_two_by_the_papers_formulas() -> None:
    """Van Assen, Stokman & Van Oosten 2003: equal gains, one moves all the way, the outcome stops at the demander."""
    table = Table(
        ["A", "B"],
        [Issue("p"), Issue("q")],
        position=[[0, 0], [100, 100]],
        salience=[[0.8, 0.2], [0.4, 0.6]],
        capability=[1, 1],
    )
    weight = table.weight()
    pull = weight / weight.sum(axis=0)
    outcome = (pull * table.position).sum(axis=0)
    # A demands p, B demands q; d_q = d_p (s_Ap + s_Bp) / (s_Aq + s_Bq)
    ratio = (0.8 + 0.4) / (0.2 + 0.6)
    d_p = min(100 * pull[1, 0], 100 * pull[0, 1] / ratio, outcome[0] - 0.0, (100 - outcome[1]) / ratio)
    (deal,) = exchange(table).exchanges
    gain = 0.8 * d_p - 0.2 * d_p * ratio
    assert (deal.giver_gain, deal.taker_gain) == pytest.approx((gain, gain))
    assert 0.6 * d_p * ratio - 0.4 * d_p == pytest.approx(gain)
    assert abs(deal.takes_to - deal.takes_from) == pytest.approx(d_p / pull[1, 0])


@pytest.mark.shared
@pytest.mark.slow
def test_randomised_exchanges_agree_with_decides_in_the_mean(shared: Path) -> None:
    """decide's 40 repetitions at p = .5 of one round, against 200 of ours, issue by issue."""
    path = shared / FOLDER / "reference" / "decide" / "randomised.json"
    recorded = json.loads(path.read_text(encoding="utf-8"))["sample_data.txt:p0.5"]
    table = read_table(shared / FOLDER / "inputs" / "sample_data.txt")
    ours = np.array([exchange(table, ExchangeOptions(randomise=0.5, seed=s)).values for s in range(200)])
    off = []
    for k, issue in enumerate(table.issues):
        theirs = recorded["mds_voting"][f"0|{issue.name}"]
        unit = (ours[:, k] - issue.low) / (issue.high - issue.low) * 100
        off.append(abs(unit.mean() - theirs["mean"]))
    assert max(off) < 5.0  # decide's ties are random too, and its tried moves rule some exchanges out
    assert float(np.mean(off)) < 2.0


@pytest.mark.shared
@pytest.mark.slow
def test_ktabs_thread_ordered_choice_is_ours_under_another_order_of_bargains(shared: Path) -> None:
    """The one choice that differs: an asymmetric vote depends on which of two options is listed first."""
    name = "SOE-Pol-Comp.vr-ASymProsp"
    data, states = next((d, e) for n, d, e in ktab_runs(shared) if n == name)
    assert states is not None
    table = read_table(shared / FOLDER / "inputs" / data["csv"])
    options = ktab_options(data["params"])
    salience, capability = np.ascontiguousarray(table.salience), np.ascontiguousarray(table.capability[:, 0])
    total = salience.sum(axis=1)
    here, there = np.ascontiguousarray(states[7] / 100), states[8] / 100
    rule, frames = VOTING.index(options.voting), True
    distance = spatial_kernel.distances(np.ascontiguousarray(states[0] / 100) * 0 + here, here, salience)
    risk = spatial_kernel.risks(distance, capability, rule, 0, 0, frames, 1)
    target, _, chance, other = spatial_kernel.best_targets(
        distance, risk, 1 / 3, capability * total, total, rule, 1, True, False
    )
    parties, places = spatial_kernel.bargains(
        here, salience, capability * total, total, target, chance, other, 1, 0, True, True
    )[:2]
    none = np.full(len(here), -1.0)

    def settled(order: np.ndarray) -> np.ndarray:
        new, _, _ = spatial_kernel.settle(
            here, here, salience, capability, distance, risk, parties[order], places[order], rule, 0, 0, frames, none
        )
        return np.asarray(new)

    plain = settled(np.arange(len(parties)))
    (actor,) = np.flatnonzero(np.abs(plain - there).max(axis=1) > 1e-9).tolist()
    random = np.random.default_rng(0)
    found = [settled(random.permutation(len(parties)))[actor] for _ in range(60)]
    assert any(np.abs(place - there[actor]).max() < 1e-9 for place in found)  # KTAB's choice
    assert any(np.abs(place - plain[actor]).max() < 1e-9 for place in found)  # and ours
