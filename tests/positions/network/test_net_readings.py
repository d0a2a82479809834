"""What a network tells of a report: the likeliest, and how sure it is of one beside all others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whipcount.positions.network.net_readings import Ended, NetReading, NetReport, Told

CHANCES = st.lists(st.floats(0.01, 1), min_size=5, max_size=5).map(lambda row: tuple(x / sum(row) for x in row))


@pytest.mark.parametrize("reading", [(0.9, 0.1, 0.0, 0.0, 0.0), (0.0, 0.0, 0.0, 0.0, 1.0)])
def test_the_likeliest_has_the_highest_chance(reading: tuple[float, ...]) -> None:
    told = NetReading(reading, 0)
    assert told.of(told.likeliest) == max(reading)


@pytest.mark.parametrize(
    ("ended", "told"), [((0.7, 0.2, 0.1), Ended.ADOPTED), ((0.1, 0.8, 0.1), Ended.REJECTED), ((0, 0, 1), Ended.OPEN)]
)
def test_the_likeliest_ending(ended: tuple[float, ...], told: Ended) -> None:
    assert NetReport({}, ended).likeliest == (told, max(ended))


def test_without_members_nothing_is_clear() -> None:
    assert NetReport({}, (1, 0, 0)).clearness == 0


@given(st.lists(CHANCES, min_size=1, max_size=6))
def test_sureness_lies_between_the_chance_and_the_clearness(rows: list[tuple[float, ...]]) -> None:
    report = NetReport({str(n): NetReading(row, n) for n, row in enumerate(rows)}, (1, 0, 0))
    for reading in report.readings.values():
        low, high = sorted((max(reading.chances), report.clearness))
        assert low - 1e-9 <= report.sureness(reading) <= high + 1e-9


@given(CHANCES, st.floats(0.01, 1), st.floats(0, 1))
def test_a_side_is_steady_where_every_title_gives_it_and_they_end_alike(
    row: tuple[float, ...], least: float, asked: float
) -> None:
    reading = NetReading(row, 0, least=min(least, max(row)))
    assert NetReport({"A": reading}, (1, 0, 0)).steady(reading, asked) == (min(least, max(row)) >= asked)
    assert not NetReport({"A": reading}, (1, 0, 0), agreed=False).steady(reading, asked)


def test_readings_are_in_the_order_of_the_scores() -> None:
    assert [told.value for told in Told] == ["for", "against", "conditional", "no side", "nothing"]
