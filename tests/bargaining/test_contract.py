"""What every model owes, whichever it is: one table of cases over all of them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whipcount.bargaining.models import MODELS, defaults_of, solve
from whipcount.bargaining.table import Issue, Table
from whipcount.errors import BargainingError

EVERY = sorted(MODELS)
MEMBERS = "AT BE DE DK FR IE IT NL SE FI PL PT".split()  # the choice model answers for members of the EU only
# outcomes that are weighted by salience alone or with capability: whoever cares for nothing pulls nobody
WEIGHTED = ["compromise", "condorcet", "gravity", "kalai-smorodinsky", "nash", "salience-mean", "weighted-median"]


def drawn(seed: int, n: int = 8, m: int = 2) -> Table:
    """A table without ties."""
    random = np.random.default_rng(seed)
    return Table(
        [*MEMBERS, *(f"a{i}" for i in range(n))][:n],
        [Issue(f"i{k}", 0, 100, float(random.uniform(0, 30))) for k in range(m)],
        position=random.uniform(0, 100, (n, m)),
        salience=random.uniform(0.1, 0.5, (n, m)),
        capability=random.uniform(0.5, 3, n),
    )


def reordered(table: Table, order: np.ndarray) -> Table:
    return Table(
        [table.actors[i] for i in order],
        table.issues,
        position=table.position[order],
        salience=table.salience[order],
        capability=table.capability[order],
    )


def rescaled(table: Table, low: float, span: float) -> Table:
    issues = [
        replace(i, low=low, high=low + span, reference=None if i.reference is None else low + i.reference / 100 * span)
        for i in table.issues
    ]
    return Table(
        table.actors,
        issues,
        position=low + table.position / 100 * span,
        salience=table.salience,
        capability=table.capability * 7.0,
    )


@pytest.mark.parametrize("model", EVERY)
def test_the_answer_keeps_the_contract(model: str) -> None:
    table = drawn(1)
    out = solve(table, model)
    assert out.model == model
    assert out.issues == ("i0", "i1")
    assert out.values.shape == (2,)
    assert np.all((out.values >= 0) & (out.values <= 100))
    assert isinstance(out.converged, bool)
    assert out.value("i1") == out.values[1]
    if out.path is None:
        assert (out.rounds, out.by_round, out.final) == (0, None, None)
    else:
        assert out.path.shape == (out.rounds + 1, 8, 2)
        assert np.allclose(out.path[0], table.position)
        assert out.by_round is not None
        assert np.allclose(out.by_round[-1], out.values)
        assert np.array_equal(out.final, out.path[-1])
    for c in out.concessions:
        row, column = table.actor_index(c.actor), table.issue_index(c.issue)
        assert out.path is not None
        assert out.path[c.round - 1, row, column] == pytest.approx(c.before)
        assert out.path[c.round, row, column] == pytest.approx(c.after)


@pytest.mark.parametrize("model", EVERY)
def test_the_table_is_left_as_it_was_and_a_second_run_gives_the_same_bits(model: str) -> None:
    table = drawn(2)
    before = [a.copy() for a in (table.position, table.salience, table.capability)]
    first, second = solve(table, model), solve(table, model)
    assert np.array_equal(first.values, second.values)
    assert first.concessions == second.concessions
    assert first.exchanges == second.exchanges
    for was, now in zip(before, (table.position, table.salience, table.capability), strict=True):
        assert np.array_equal(was, now)


@pytest.mark.parametrize("model", EVERY)
@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_actors_does_not_matter_where_nothing_ties(model: str, seed: int) -> None:
    table = drawn(seed)
    order = np.random.default_rng(seed).permutation(table.n_actors)
    assert solve(reordered(table, order), model).values == pytest.approx(solve(table, model).values, abs=1e-6)


@pytest.mark.parametrize("model", EVERY)
@pytest.mark.parametrize("seed", range(4))
def test_another_unit_of_the_issue_and_of_capability_changes_the_unit_only(model: str, seed: int) -> None:
    table = drawn(seed)
    ours = solve(table, model).values
    other = solve(rescaled(table, -50.0, 20.0), model).values
    # positions of the spatial model are rounded to four decimals of the range, its coalitions have a floor of 1e-8
    assert (other + 50.0) / 20.0 * 100.0 == pytest.approx(ours, abs=0.02 if model in ("spatial", "pool") else 1e-6)


@pytest.mark.parametrize("model", WEIGHTED)
def test_whoever_cares_for_nothing_pulls_nobody(model: str) -> None:
    table = drawn(3)
    more = Table(
        [*table.actors, "idle"],
        table.issues,
        position=np.vstack([table.position, [[99.0, 1.0]]]),
        salience=np.vstack([table.salience, [[0.0, 0.0]]]),
        capability=np.vstack([table.capability, [[50.0, 50.0]]]),
    )
    assert solve(more, model).values == pytest.approx(solve(table, model).values, abs=1e-9)


@pytest.mark.parametrize("model", EVERY)
def test_a_missing_position_has_no_part_in_that_issue(model: str) -> None:
    table = drawn(4)
    position = table.position.copy()
    position[2, 1] = np.nan
    if model == "choice":  # eight members are the least, so the hole is in a ninth
        table = drawn(4, 9)
        position = np.vstack([table.position])
        position[2, 1] = np.nan
    holed = Table(table.actors, table.issues, position=position, salience=table.salience, capability=table.capability)
    out = solve(holed, model)
    assert np.all(np.isfinite(out.values))
    if model not in ("spatial", "exchange", "pool"):  # which look at all issues at once
        assert out.values[1] == pytest.approx(solve(holed.one_issue(1), model).values[0], abs=1e-9)


@pytest.mark.parametrize("model", EVERY)
@pytest.mark.parametrize("position", [0.0, 40.0, 100.0])
def test_identical_positions_are_the_answer_where_they_are_the_status_quo(model: str, position: float) -> None:
    table = Table(
        MEMBERS[:8],
        [Issue("x", reference=position), Issue("y", reference=position)],
        position=np.full((8, 2), position),
        salience=np.full((8, 2), 0.5),
        capability=[1, 2, 3] * 2 + [1, 1],
    )
    assert solve(table, model).values == pytest.approx([position, position], abs=1e-9)


@pytest.mark.parametrize("model", EVERY)
def test_options_are_checked_by_name_and_kind(model: str) -> None:
    table = drawn(5)
    with pytest.raises(BargainingError, match="no option 'nonsense'"):
        solve(table, model, nonsense=1)
    for name, default in defaults_of(model).items():
        if default is not None:
            with pytest.raises(BargainingError, match=name):
                solve(table, model, **{name: object()})
        if isinstance(default, str):
            with pytest.raises(BargainingError, match="accepted"):
                solve(table, model, **{name: "no such word"})


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from([0, 25, 50, 75, 100]), st.sampled_from([0.0, 0.2, 0.5, 1.0]), st.integers(0, 3)),
        min_size=2,
        max_size=10,
    ),
    st.sampled_from(EVERY),
)
def test_tables_full_of_ties_are_answered_within_the_span_of_positions(
    rows: list[tuple[int, float, int]], model: str
) -> None:
    if not any(s * c for _, s, c in rows):
        return
    reference = float(rows[0][0])
    table = Table(
        MEMBERS[: len(rows)],
        [Issue("x", reference=reference), Issue("y", reference=reference)],
        position=[[x, x] for x, _, _ in rows],
        salience=[[s, s / 2] for _, s, _ in rows],
        capability=[c for _, _, c in rows],
    )
    if model == "choice" and len(rows) < 8:
        with pytest.raises(BargainingError, match="fewer than 8"):
            solve(table, model)
        return
    out = solve(table, model)
    low, high = min(x for x, _, _ in rows), max(x for x, _, _ in rows)
    if model == "salience-mean" and np.isnan(out.values).any():
        return
    assert np.all((out.values >= low - 1e-6) & (out.values <= high + 1e-6))
    assert np.array_equal(out.values, solve(table, model).values)


@pytest.mark.slow
@pytest.mark.parametrize("model", EVERY)
def test_100000_actors_are_answered_or_refused_with_the_limit(model: str) -> None:
    n = 100_000
    position = np.linspace(0, 100, n)
    table = Table(
        [f"a{i}" for i in range(n)],
        [Issue("x", reference=0.0), Issue("y", reference=0.0)],
        position=np.stack([position, position[::-1]], axis=1),
        salience=np.full((n, 2), 0.5),
        capability=np.ones(n),
    )
    if model in ("challenge", "condorcet", "exchange", "pool", "procedural", "spatial"):
        with pytest.raises(BargainingError, match=r"accepted: \d+ "):  # says how many it takes
            solve(table, model)
        return
    if model == "choice":
        with pytest.raises(BargainingError, match="'a0' is no member"):
            solve(table, model)
        return
    out = solve(table, model)
    assert np.all((out.values >= 0) & (out.values <= 100))
    if model not in ("nash", "kalai-smorodinsky", "gravity"):
        assert out.values == pytest.approx([50.0, 50.0], abs=0.01)
