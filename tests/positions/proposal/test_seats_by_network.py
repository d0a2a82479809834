"""Members that a network finds by the report as a whole, with networks that say what the test says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.positions.network.never_sure import NEVER
from whipcount.positions.network.net_readings import Thresholds
from whipcount.positions.proposal.seats_by_network import MOST, seats_by_network
from whipcount.text.span import Span

TEXT = "Ann Hale and Jo Vane spoke to Carrow Works. Vane left."
NAMES = {"Ann Hale": [Span(0, 8)], "Jo Vane": [Span(13, 20), Span(44, 48)], "Carrow Works": [Span(30, 42)]}


@dataclass
class Net:
    chances: dict[int, float]
    thresholds: Thresholds = field(default_factory=lambda: replace(NEVER, seats=0.8))
    asked: list[Sequence[Span]] = field(default_factory=list)

    def seats(self, decision: str, text: str, names: Sequence[Span]) -> tuple[float, ...]:
        assert (decision, text) == ("It is built", TEXT)
        self.asked.append(names)
        return tuple(self.chances.get(name.start, 0.0) for name in names)


def found(net: Any, names: dict[str, list[Span]] = NAMES) -> dict[str, float]:
    return seats_by_network(TEXT, "It is built", names, net)


def test_a_name_counts_by_the_surest_of_its_places() -> None:
    told = found(Net({0: 0.9, 13: 0.3, 44: 0.95, 30: 0.1}))
    assert told == {"Ann Hale": 0.9, "Jo Vane": 0.95, "Carrow Works": 0.1}


def test_places_are_asked_once_in_their_order_none_over_another() -> None:
    net = Net({})
    assert found(net, {**NAMES, "Hale and Jo": [Span(4, 15)]}) == dict.fromkeys(NAMES, 0.0)
    (asked,) = net.asked
    assert list(asked) == [Span(0, 8), Span(13, 20), Span(30, 42), Span(44, 48)]


def test_without_names_nothing_is_asked() -> None:
    net = Net({})
    assert found(net, {}) == {}
    assert net.asked == []


@given(st.integers(0, 3 * MOST))
def test_names_are_bounded(count: int) -> None:
    net = Net({})
    found(net, {f"Name {n}": [Span(n, n + 1)] for n in range(count)})
    assert sum(len(asked) for asked in net.asked) == min(count, MOST)
