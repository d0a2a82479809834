"""What is worked out once is what would be worked out each time."""

from __future__ import annotations

from datetime import date

import numpy as np

from tests.forecasts.tables import league
from whipcount.forecasts.core.contract import MONTH, RECENT
from whipcount.forecasts.core.member_names import name_key
from whipcount.forecasts.core.table import parse_table
from whipcount.forecasts.hazard.design import build
from whipcount.forecasts.hazard.panel_cache import own_panel, start_of


def test_a_snapshot_has_its_own_panel_and_it_is_built_once() -> None:
    one, other = parse_table(league(2, 3))
    day = date(2003, 1, 1)
    first = one.as_of(day)
    assert own_panel(first) is own_panel(first)
    for snapshot in (first, one.as_of(day), other.as_of(day), one.as_of(date(2002, 1, 1))):
        fresh, kept = build([snapshot]), own_panel(snapshot)
        assert np.array_equal(fresh.X, kept.X)
        assert fresh.members == kept.members
        assert np.array_equal(fresh.weight, kept.weight)


def test_a_simulation_begins_where_the_snapshot_stands() -> None:
    for decision in parse_table(league(6, 5)):
        for day in (date(2003, 1, 1), date(2005, 6, 1)):
            if decision.opened > day:
                continue
            snapshot = decision.as_of(day)
            start = start_of(snapshot)
            assert start is start_of(snapshot)
            assert start.left.tolist() == [n for n, came in enumerate(snapshot.consented) if not came]
            assert start.joined == int(snapshot.consented.sum()) == start.members - len(start.left)
            ages = (snapshot.today - snapshot.consent_day[snapshot.consented]) / MONTH
            assert start.recent[0] == sum(age < RECENT for age in ages)
            assert (np.diff(start.recent) <= 0).all()
            assert (start.eligible == 0).all()  # all could consent from the opening


def test_keys_are_those_of_the_design() -> None:
    for name in ("Cote d'Ivoire", "C\u00f4te d'Ivoire", "Iran (Islamic Republic of)", "", "Land 3"):
        assert name_key(name) == name_key(name) == name_key.__wrapped__(name)
