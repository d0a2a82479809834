"""Values that differ in anything have different hashes; equal ones have one, in every process."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.forecasts.tables import league
from whipcount.errors import ForecastError
from whipcount.forecasts.backtesting.baselines import Climatology, IndependentMembers, KaplanMeier
from whipcount.forecasts.backtesting.pool import rivals
from whipcount.forecasts.core.identity import hash_of
from whipcount.forecasts.core.table import parse_table
from whipcount.forecasts.hazard.coupled import Coupled
from whipcount.forecasts.hazard.failure_prior import NeverPrior
from whipcount.forecasts.hazard.priors import Penalty
from whipcount.forecasts.hazard.shocks import News
from whipcount.forecasts.hazard.statement_table import parse_statements
from whipcount.positions.stance.stance import Authority, Stance

SAID = "date,member,speaker,proposal,stance\n2002-05-01,Land 0,the minister,Pact 2 League,{}\n"
APART: list[Any] = [
    None, True, 1, 1.0, "1", b"1", 0.1, float(np.nextafter(0.1, 1)), 0.0, -0.0, (), [], {}, frozenset(), (1,), (1, 1),
    ((1,), 1), ("ab", "c"), ("a", "bc"), {"a": 1}, {"a": 2}, {"a": 1, "b": None}, MappingProxyType({"a": 1}),
    np.zeros(2), np.zeros(2, dtype=np.int64), np.zeros((1, 2)), np.float64(0.1), np.array([0.0, -0.0]),
    date(2020, 1, 1), Stance.YES, Stance.NO, Authority.HEAD, int(Authority.HEAD), {1}, {1, 2},
    Penalty(), Penalty(member=0.4), KaplanMeier(), Climatology(), Coupled(), Coupled(paths=200), Coupled(seed=1),
    Coupled(Penalty(holdout=0.9)), Coupled(never=NeverPrior(seen=25)), Coupled(news=News(rate=(0, 0.1))),
    Coupled(own=False), rivals(Coupled()), rivals(Coupled(paths=200)), rivals(Coupled(), ()),
    rivals(Coupled(), parse_statements(SAID.format("oppose"))), rivals(Coupled(), parse_statements(SAID.format("yes"))),
]  # fmt: skip


def test_what_differs_has_another_hash() -> None:
    hashes = [hash_of(value) for value in APART]
    assert len(set(hashes)) == len(APART)


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text() | st.binary(),
    lambda inner: st.lists(inner) | st.tuples(inner, inner) | st.dictionaries(st.text(), inner),
)


@given(_VALUES, _VALUES)
def test_one_hash_if_and_only_if_one_value(one: object, other: object) -> None:
    assert (hash_of(one) == hash_of(other)) == (repr(one) == repr(other) or _sorted(one) == _sorted(other))


def _sorted(value: object) -> str:
    """As ``repr``, with the order of a mapping, which tells nothing, taken out."""
    if isinstance(value, dict):
        return "{" + ",".join(f"{k!r}:{_sorted(v)}" for k, v in sorted(value.items())) + "}"
    if isinstance(value, list | tuple):
        return type(value).__name__ + "(" + ",".join(map(_sorted, value)) + ")"
    return repr(value)


def test_a_set_and_a_mapping_have_no_order() -> None:
    names = [f"name {n}" for n in range(50)]
    assert len({hash_of({*names[n:], *names[:n]}) for n in range(50)}) == 1
    assert hash_of(dict.fromkeys(names, 1)) == hash_of(dict.fromkeys(reversed(names), 1))


def test_every_part_of_a_snapshot_counts() -> None:
    one, other = parse_table(league(2, 3)), parse_table(league(2, 3, seed=8))
    day = date(2001, 1, 1)
    assert hash_of(one[0].as_of(day)) == hash_of(parse_table(league(2, 3))[0].as_of(day))
    assert hash_of(one[0].as_of(day)) != hash_of(other[0].as_of(day))
    assert hash_of(one[0].as_of(day)) != hash_of(one[0].as_of(date(2001, 1, 2)))


@pytest.mark.parametrize("salt", ["0", "12345"])
def test_another_process_finds_the_same(root: Path, salt: str) -> None:
    code = (
        "from whipcount.forecasts.core.identity import hash_of, surroundings;"
        "from whipcount.forecasts.backtesting.pool import rivals;"
        "from whipcount.forecasts.hazard.coupled import Coupled;"
        "print(hash_of((surroundings(), rivals(Coupled(), ()))))"
    )
    from whipcount.forecasts.core.identity import surroundings

    env = {**os.environ, "PYTHONHASHSEED": salt, "PYTHONPATH": os.pathsep.join([str(root / "src"), *sys.path])}
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=env, check=True).stdout
    assert out.strip() == hash_of((surroundings(), rivals(Coupled(), ())))


def _deep() -> list[object]:
    inside: list[object] = []
    inside.append(inside)
    return inside


def _with_a_function() -> IndependentMembers:
    made = IndependentMembers()
    made.hook = lambda: None  # type: ignore[attr-defined]
    return made


@pytest.mark.parametrize(
    ("make", "problem"),
    [
        (lambda: len, "cannot be told from another"),
        (_with_a_function, "cannot be told from another"),
        (lambda: iter(()), "cannot be told from another"),
        (lambda: np.array([object()]), "cannot be told from another"),
        (_deep, "holds itself"),
    ],
)
def test_what_cannot_be_told_apart_is_refused(make: Callable[[], object], problem: str) -> None:
    with pytest.raises(ForecastError, match=problem):
        hash_of(make())
