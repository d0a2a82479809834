"""Rules of consent as tables write them: many spellings, one meaning; what cannot be read is never guessed."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from whipcount.errors import DatasetError
from whipcount.forecasts.core.threshold import Threshold, parse_threshold

ALL: dict[str, Any] = {"everyone": True}
MEANT: list[tuple[str, dict[str, Any]]] = [
    ("unanimity", ALL),
    ("Unanimity of member states", ALL),
    ("all signatories", ALL),
    ("consensus (all members)", ALL),
    ("unanimity of 44 Annex 2 states", ALL),
    ("20 parties", {"count": 20}),
    ("at least 50 ratifications", {"count": 50}),
    ("50 instruments of ratification, acceptance or approval", {"count": 50}),
    ("ratification by 30 states", {"count": 30}),
    ("entry into force after 40 ratifications", {"count": 40}),
    ("thirty-five ratifications", {"count": 35}),
    ("at least fifty parties", {"count": 50}),
    ("9 of 17", {"count": 9}),
    ("three quarters of parties (144)", {"count": 144}),
    ("two thirds of members", {"fraction": 2 / 3}),
    ("2/3 of members", {"fraction": 2 / 3}),
    ("two-thirds of league members", {"fraction": 2 / 3}),
    ("60% of members", {"fraction": 0.6}),
    ("55 parties and 55 pct of emissions; weight=0.05 pct", {"count": 55, "weight": 0.55}),
    ("15 states, 75 pct of tonnage; weight=2 pct", {"count": 15, "weight": 0.75}),
    ("30 states representing 35 pct of gross tonnage", {"count": 30, "weight": 0.35}),
    ("twenty states with half of the tonnage", {"count": 20, "weight": 0.5}),
    ("members holding 85% of voting power; weight=2.1 pct", {"weight": 0.85}),
    ("60% of members with 85% of voting power; weight=16.5 pct", {"fraction": 0.6, "weight": 0.85}),
    ("three fifths of members and at least half of the capital", {"fraction": 3 / 5, "weight": 0.5}),
    ("55% of the emissions of developed parties", {"weight": 0.55}),
]


@pytest.mark.parametrize(("text", "meant"), MEANT)
def test_one_meaning_in_many_spellings(text: str, meant: dict[str, Any]) -> None:
    found = parse_threshold(text)
    told = {name: getattr(found, name) for name in ("everyone", "count", "fraction", "weight") if getattr(found, name)}
    assert told == pytest.approx(meant)
    assert not found.missing


@pytest.mark.parametrize(
    "text",
    [
        "20 parties from at least 3 regions",
        "10 ratifications incl. 3 coastal states",
        "two thirds of members incl. all five permanent members",
        "12 of 17 euro area states",
        "15 parties, of which at least 8 are developing",
    ],
)
def test_a_rule_that_asks_for_more_than_a_table_tells_says_so(text: str) -> None:
    assert parse_threshold(text).missing


@pytest.mark.parametrize(
    "text", ["", "qualified majority", "9/2 of members", "whenever", "0 parties", "140 pct of votes"]
)
def test_what_is_no_rule_is_an_error_that_shows_what_is_one(text: str) -> None:
    with pytest.raises(DatasetError) as stop:
        parse_threshold(text, where="here")
    assert "here" in str(stop.value)


@given(st.integers(1, 60), st.integers(1, 60), st.floats(0.01, 1.0))
def test_a_count_with_a_weight_is_met_when_both_are(need: int, consented: int, share: float) -> None:
    rule = parse_threshold(f"{need} parties with {share * 100:.4f} pct of the tonnage")
    weights = np.full(60, 1 / 60)
    inside = np.arange(60) < consented
    asked = round(share * 100, 4) / 100
    assert rule.met(inside, weights) == (consented >= need and weights[inside].sum() >= asked - 1e-9)


@given(st.text(max_size=60))
def test_any_text_is_a_rule_or_an_error(text: str) -> None:
    try:
        found = parse_threshold(text)
    except DatasetError:
        return
    assert isinstance(found, Threshold)
    assert found.need(30) >= 1
