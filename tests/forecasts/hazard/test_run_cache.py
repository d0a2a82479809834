"""A forecast that takes what another one has computed has the same bits as one that computes it all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from tests.forecasts.test_course import LATE, PATHS, example
from whipcount.forecasts.by_day import by_day
from whipcount.forecasts.core.case import Case
from whipcount.forecasts.course import course
from whipcount.forecasts.hazard import run_cache as module
from whipcount.forecasts.hazard.run_cache import MOST_DRAWS, MOST_FITS, RunCache
from whipcount.forecasts.hazard.time_to_agreement import prepare
from whipcount.positions.stance.stance import Stance

DAY = date(2023, 7, 12)


@pytest.fixture(scope="module")
def sweden() -> Case:
    return example(Path(__file__).resolve().parents[3], "sweden-accession")


def questions(case: Case) -> Iterator[frozenset[str]]:
    """What a course asks: everything, without one piece of news, without all of one member's."""
    yield frozenset()
    news = [item for item in case.known(DAY, LATE) if item.reported_on > date(2023, 6, 1)]
    assert len(news) > 2
    for item in news:
        yield frozenset({item.id})
    yield frozenset(item.id for item in case.evidence if item.member == "HU")


def test_the_same_bits_as_alone(sweden: Case) -> None:
    shared = RunCache()
    for gone in questions(sweden):
        alone = prepare(sweden, DAY, LATE, without=gone, paths=PATHS).run()
        again = prepare(sweden, DAY, LATE, without=gone, paths=PATHS, run_cache=shared).run()
        assert np.array_equal(alone.came, again.came)
        assert np.array_equal(alone.curve.cdf, again.curve.cdf)


def test_whole_forecasts_of_several_days_share_without_harm(sweden: Case) -> None:
    shared, cases = RunCache(), [(day, s) for day in (DAY, date(2024, 1, 15)) for s in ({}, {"TR": Stance.NO})]
    alone = [by_day(sweden, day, LATE, paths=PATHS, settings=settings) for day, settings in cases]
    for _ in range(2):  # as it is computed, and as it is taken
        assert [by_day(sweden, d, LATE, paths=PATHS, settings=s, run_cache=shared) for d, s in cases] == alone


def test_what_is_asked_again_is_not_computed_again(sweden: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    shared = RunCache()
    first = prepare(sweden, DAY, LATE, paths=PATHS, run_cache=shared)
    run = first.run()
    monkeypatch.setattr(module, "updated", lambda *_: pytest.fail("was fitted again"))
    monkeypatch.setattr(module, "Coupled", lambda *_, **__: pytest.fail("was drawn again"))
    assert prepare(sweden, DAY, LATE, paths=PATHS, run_cache=shared).run() is run


def test_what_differs_is_told_apart(sweden: Case) -> None:
    shared = RunCache()
    made = prepare(sweden, DAY, LATE, paths=PATHS, run_cache=shared)
    run = made.run()
    assert made.run(()) is not run
    assert made.run(joins=(0,)) is not run
    assert replace(made, paths=PATHS // 2).run() is not run
    assert prepare(sweden, date(2023, 7, 13), LATE, paths=PATHS, run_cache=shared).run() is not run
    silent = replace(sweden, evidence=tuple(e for e in sweden.evidence if e.member != "TR"))
    assert prepare(silent, DAY, LATE, paths=PATHS, run_cache=shared).fitted is not made.fitted


def test_a_course_that_takes_what_was_computed_is_the_same(sweden: Case) -> None:
    last = date(2023, 4, 11)
    days = [date(2023, 3, 12), last]
    shared = RunCache()
    by_day(sweden, last, LATE, paths=PATHS, run_cache=shared)
    alone = list(course(sweden, days, LATE, paths=PATHS))
    assert alone[-1].cause is not None
    assert list(course(sweden, days, LATE, paths=PATHS, run_caches={last: shared})) == alone
    # with all, with none, and without each piece of news
    assert any(len(draws._runs) > 2 for draws in shared._draws.values())


def test_no_more_is_kept_than_is_told(sweden: Case) -> None:
    shared = RunCache()
    days = [date(2023, month, 1 + day) for month in (1, 2, 3) for day in range(14)]
    for day in days:
        assert prepare(sweden, day, LATE, paths=PATHS, run_cache=shared).fitted
    assert len(shared._fits) == MOST_FITS < len(days)
    for day in days[:6]:
        assert prepare(sweden, day, LATE, paths=200, run_cache=shared).draws
    assert len(shared._draws) == MOST_DRAWS
