"""What any forecast of consents must obey, asked of the shipped model on invented decisions of every shape."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.forecasts.horizon.lists import OPENED, after, decision, shuffled, with_consent
from whipcount.forecasts.core.decisions import Snapshot
from whipcount.forecasts.core.table import parse_table
from whipcount.forecasts.horizon.forecaster import ConsentsPool, ConsentsPoolThen

POOL = ConsentsPool()


@st.composite
def open_decisions(draw: st.DrawFn) -> Snapshot:
    """A decision of any size and rule that is still open at its age."""
    size = draw(st.sampled_from([1, 2, 3, 5, 9, 16, 40, 120, 193]))
    age = draw(st.sampled_from([1, 40, 200, 700, 2_500]))
    random = np.random.Generator(np.random.PCG64(draw(st.integers(0, 2**32))))
    days = [int(d) if d < 6_000 else None for d in np.exp(random.normal(7.5, 1.5, size))]
    need = None if draw(st.booleans()) else draw(st.integers(1, size))
    signed = [int(d) if random.random() < 0.5 else None for d in random.integers(0, 400, size)]
    snapshot = after(decision(days, need=need, signed=signed), age)
    inside = np.flatnonzero(snapshot.consented)
    if snapshot.met:  # take consents back until it is open
        last = snapshot.last.copy()
        last[inside[: len(inside) - snapshot.need + 1]] = np.iinfo(np.int64).max
        snapshot = replace(snapshot, last=last)
    return snapshot


@settings(max_examples=60, deadline=None)
@given(open_decisions())
def test_more_time_never_lowers_the_chance_and_it_begins_at_nought(snapshot: Snapshot) -> None:
    cdf = POOL.forecast((), snapshot).cdf
    assert cdf[0] == 0
    assert (np.diff(cdf) >= 0).all()
    assert 0 < cdf[-1] < 1


@settings(max_examples=60, deadline=None)
@given(open_decisions(), st.integers(0, 10_000))
def test_one_more_consent_never_lowers_the_chance(snapshot: Snapshot, pick: int) -> None:
    waiting = np.flatnonzero(~snapshot.consented)
    more = with_consent(snapshot, int(waiting[pick % len(waiting)]))
    gain = POOL.forecast((), more).cdf - POOL.forecast((), snapshot).cdf
    assert gain.min() >= -1e-7


@settings(max_examples=30, deadline=None)
@given(open_decisions(), st.integers(0, 99))
def test_the_order_of_members_never_matters(snapshot: Snapshot, seed: int) -> None:
    one, two = (POOL.forecast((), s).cdf for s in (snapshot, shuffled(snapshot, seed)))
    assert np.abs(one - two).max() < 1e-9


def test_none_left_is_certain_and_a_deadline_passed_is_hopeless() -> None:
    assert (POOL.forecast((), after(decision([10, 20, 30]), 40)).cdf == 1).all()
    late = after(decision([10, None], deadline=OPENED + timedelta(days=300)), 301)
    assert (POOL.forecast((), late).cdf == 0).all()
    near = after(decision([10, None], deadline=OPENED + timedelta(days=300)), 210)
    curve = POOL.forecast((), near)
    assert curve.at(122) == pytest.approx(curve.at(1_000))  # curves are kept by the month


def test_more_needed_than_there_are_members_is_far_less_likely_than_one() -> None:
    short = after(decision([10, None, None], need=3), 60)
    assert POOL.forecast((), short).at(365) < POOL.forecast(
        (), replace(short, rule=decision([1, 2, 3], need=2).rule)
    ).at(365)


def test_an_open_refusal_costs_what_is_stated() -> None:
    calm = after(decision([10, None, None]), 200)
    said = replace(calm, refused=np.array([False, True, False]))
    assert POOL.forecast((), said).at(730) == pytest.approx(0.4 * POOL.forecast((), calm).at(730))


def test_a_repeated_row_changes_nothing() -> None:
    head = "decision,body,member,rule,opened,consented,event,not_before,not_after,note\n"
    rows = "".join(
        f"Lake,L,Land {m},3 parties,2001-01-01,{d},deposited,,,\n" for m, d in enumerate(("2001-02-03", "", "", ""))
    )
    once, twice = (parse_table(head + text)[0].as_of(OPENED.replace(year=2002)) for text in (rows, rows + rows))
    assert (POOL.forecast((), once).cdf == POOL.forecast((), twice).cdf).all()


def test_bits_repeat_across_processes_and_threads() -> None:
    code = (
        "from tests.forecasts.horizon.lists import after, decision\n"
        "from whipcount.forecasts.horizon.forecaster import ConsentsPool\n"
        "s = after(decision([100 * i for i in range(60)] + [None] * 133, need=80), 900)\n"
        "print(ConsentsPool().forecast((), s).cdf.tobytes().hex())\n"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True,
            env=os.environ | {"OPENBLAS_NUM_THREADS": threads},
        ).stdout
        for threads in ("1", "2")
    }  # fmt: skip
    assert len(said) == 1


def test_a_decision_that_it_was_fitted_on_is_forecast_by_the_part_that_has_not_seen_it() -> None:
    model = POOL.model
    assert model.known.decisions
    for one in model.known.decisions[:20]:
        seen = replace(after(decision([10, None]), 60), name=one.name.upper(), start=one.start)
        folds = model.folds_for(seen)
        assert 0 < len(folds) < len(model.folds)
        assert all(one.cluster in fold.unseen for fold, _ in folds)
        assert sum(share for _, share in folds) == pytest.approx(1)
    assert sum(share for _, share in model.folds_for(after(decision([10, None]), 60))) == pytest.approx(1)


def test_a_dossier_calls_a_known_decision_by_another_name_and_is_still_not_told_its_end() -> None:
    known = next(d for d in POOL.model.known.decisions if d.members > 10)
    mine = after(decision([10] + [None] * (known.members - 1)), 60)
    renamed = replace(mine, name="All members ratify it [lake]", start=known.start + 3)
    assert all(known.cluster in fold.unseen for fold, _ in POOL.model.folds_for(renamed))


@pytest.mark.parametrize("year", [1955, 1975, 1999, 2012, 2024])
def test_as_of_then_obeys_the_same(year: int) -> None:
    """More time and more consents never lower it, none left is certain; before the first fit the pace stands in."""
    rival = ConsentsPoolThen()
    opened = date(year, 2, 3)
    for days, need in (([40, 90] + [None] * 7, None), ([10, 50, 100, 200] + [None] * 36, 10)):
        shift = (opened - OPENED).days
        one = decision([None if d is None else d + shift for d in days], need=need)
        one = replace(one, opened=opened, members=tuple(replace(m, opened=opened) for m in one.members))
        snapshot = one.as_of(opened + timedelta(days=300))
        cdf = rival.forecast((), snapshot).cdf
        assert cdf[0] == 0
        assert (np.diff(cdf) >= 0).all()
        more = rival.forecast((), with_consent(snapshot, len(days) - 1)).cdf
        assert (more - cdf).min() >= -1e-7
        model = rival.models.as_of(snapshot.as_of)
        assert model is None or model.until is None or model.until <= snapshot.as_of
        assert model is None or all(d.start < snapshot.today for d in model.known.until(model.until).decisions)
