"""What a model answers: values by issue, the last positions, and whose gain an exchange is."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from whipcount.bargaining.outcome import Exchange, Outcome

EFFECTS = st.dictionaries(st.sampled_from("ABCDEF"), st.floats(-10, 10), max_size=6)


@given(EFFECTS, st.sets(st.sampled_from("ABCDEF")))
def test_every_gain_and_loss_is_somebodys_once(effects: dict[str, float], inner: set[str]) -> None:
    made = Exchange(1, "A", "B", "x", "y", 0, 9, 9, 0, 2, 2, effects, inner=tuple(inner)).externalities()
    assert sum(sum(pair) for pair in made.values()) == pytest.approx(sum(effects.values()))
    assert all(gained >= 0 >= lost for gained, lost in made.values())
    assert sum(made["own"]) == pytest.approx(effects.get("A", 0.0) + effects.get("B", 0.0))
    others = sum(value for actor, value in effects.items() if actor not in {"A", "B"} | inner)
    assert sum(made["outer"]) == pytest.approx(others)


def test_the_last_positions_are_those_of_the_last_round() -> None:
    path = np.arange(12.0).reshape(3, 2, 2)
    made = Outcome("m", ("x", "y"), np.array([1.0, 2.0]), path=path)
    assert made.final is not None
    assert made.final.tolist() == [[8.0, 9.0], [10.0, 11.0]]
    assert Outcome("m", ("x",), np.array([1.0])).final is None
    assert made.value("y") == 2.0
    with pytest.raises(ValueError, match="not in tuple"):
        made.value("z")
