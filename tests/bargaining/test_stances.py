"""From stances to a table: whoever has not spoken stands in the middle, unsure; power under the body's rule."""

from __future__ import annotations

import pytest

from whipcount.bargaining.stances import POINTS, power_of, table_of_stances
from whipcount.errors import BargainingError
from whipcount.positions.stance.stance import Stance
from whipcount.rules.algebra.rule import Rule


def test_every_stance_has_a_point_and_they_stand_in_order() -> None:
    assert {stance.value for stance in Stance} <= set(POINTS)
    order = ["no", "lean_no", "undecided", "will_not_block", "lean_yes", "yes"]
    places = [POINTS[name][0] for name in order]
    assert places == sorted(set(places))
    assert POINTS["unknown"][0] == 50.0
    assert POINTS["unknown"][1] == max(sd for _, sd, _ in POINTS.values())  # unknown is not consent
    assert POINTS["unknown"][2] == min(salience for _, _, salience in POINTS.values())


def test_members_stand_at_their_points_with_the_power_they_have() -> None:
    table = table_of_stances({"A": "yes", "B": None}, issue="now", capability={"A": 2.0}, reference=10.0)
    assert table.position[:, 0].tolist() == [100.0, 50.0]
    assert table.sd[:, 0].tolist() == [5.0, 29.0]
    assert table.capability[:, 0].tolist() == [2.0, 0.0]
    assert table.issues[0].reference == 10.0
    assert table.note["B"] == "stance: unknown"


def test_an_unknown_stance_names_its_member() -> None:
    with pytest.raises(BargainingError) as caught:
        table_of_stances({"A": "maybe"})
    assert caught.value.where == "member 'A'"


def test_points_of_ones_own_are_taken() -> None:
    assert (
        table_of_stances({"A": "maybe", "B": "maybe"}, issue="x", points={"maybe": (60.0, 1.0, 0.1)}).position[0, 0]
        == 60.0
    )


def test_power_is_the_index_asked_for_or_all_alike_and_why() -> None:
    weighted = Rule.of("51% of votes", ["A", "B", "C"], weights={"votes": {"A": 50, "B": 49, "C": 1}})
    banzhaf, why = power_of(weighted)
    assert banzhaf == pytest.approx({"A": 0.6, "B": 0.2, "C": 0.2})
    assert why == ""
    shapley, _ = power_of(weighted, "shapley")
    assert shapley == pytest.approx({"A": 2 / 3, "B": 1 / 6, "C": 1 / 6})
    alike, why = power_of(Rule.of("not 2 members", ["A", "B", "C", "D"]))
    assert set(alike.values()) == {0.25}
    assert why
    with pytest.raises(BargainingError, match="unknown power index"):
        power_of(weighted, "might")
