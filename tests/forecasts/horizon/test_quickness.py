"""How soon a member comes in: ranks over decisions, shrunk, and blind to the decisions that are left out."""

from __future__ import annotations

from datetime import date

import pytest

from tests.forecasts.tables import HEAD
from whipcount.forecasts.core.decisions import Decision
from whipcount.forecasts.core.table import parse_table
from whipcount.forecasts.horizon.quickness import FEWEST, PRIOR, Quickness, orders


def decisions(*orders_: str) -> tuple[Decision, ...]:
    """Decisions in which the members named by letters come in one a month, in that order; absent ones are waiting."""
    rows = []
    for n, order in enumerate(orders_):
        for member in "ABCDE":
            day = f"200{n}-0{order.index(member) + 2}-01" if member in order else ""
            rows.append(
                f"Pact {n},League,{member},unanimity,200{n}-01-15,{day},{'deposited' if day else 'pending'},,,\n"
            )
    return tuple(parse_table(HEAD + "".join(rows)))


def test_who_is_always_first_scores_most_and_it_adds_up_to_nought() -> None:
    scores = orders(decisions("ABCDE", "ABCDE"), ["x", "y"]).without().scores
    assert [name for name, _ in sorted(scores.items(), key=lambda item: -item[1])] == list("abcde")
    assert sum(scores.values()) == pytest.approx(0.0, abs=1e-3)
    weight = 5 / 15
    assert scores["a"] == pytest.approx(2 * weight * 0.4 / (2 * weight + PRIOR), abs=1e-4)


def test_more_decisions_say_more() -> None:
    few = orders(decisions("ABCDE"), ["x"]).without().scores["a"]
    more = orders(decisions("ABCDE", "ABCDE", "ABCDE"), list("xyz")).without().scores["a"]
    assert 0 < few < more < 0.5


def test_a_cluster_that_is_left_out_says_nothing() -> None:
    made = orders(decisions("ABCDE", "EDCBA"), ["x", "y"])
    assert made.without(["y"]) == orders(decisions("ABCDE"), ["x"]).without()
    assert made.without(["x", "y"]).scores == {}


def test_nothing_after_the_day_is_looked_at() -> None:
    both = decisions("ABCDE", "EDCBA")
    assert orders(both, ["x", "y"], until=date(2000, 12, 31)) == orders(both[:1], ["x"])
    early = orders(both[:1], ["x"], until=date(2000, 3, 15)).without().scores  # A and B are in by then
    assert early["a"] > early["b"] > early["c"] == early["e"]


def test_too_few_or_nobody_in_say_nothing_and_strangers_score_nought() -> None:
    assert orders(decisions(""), ["x"]).sums == {}
    rows = "".join(f"Pact,League,{m},unanimity,2000-01-15,2000-02-01,deposited,,,\n" for m in "ABC")
    assert FEWEST > 3
    assert orders(tuple(parse_table(HEAD + rows)), ["x"]).sums == {}
    assert Quickness({}).of(["A"]).tolist() == [0.0]
