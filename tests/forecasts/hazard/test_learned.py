"""What was learned from other decisions, updated by the decision's own record, stands for the joint fit."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from whipcount.errors import ForecastError
from whipcount.forecasts.core.decisions import Decision
from whipcount.forecasts.core.training import packaged_decisions
from whipcount.forecasts.hazard import fit_cache as fitcache
from whipcount.forecasts.hazard.coupled import Coupled
from whipcount.forecasts.hazard.learned import history, learn, updated, year_of

UNTIL = date(2003, 1, 1)


@pytest.fixture(scope="module")
def past() -> tuple[Decision, ...]:
    """The older decisions: enough to learn from, quick to fit."""
    return tuple(d for d in packaged_decisions() if d.opened < date(1993, 1, 1))


def test_the_update_stands_for_the_joint_fit(past: tuple[Decision, ...]) -> None:
    snapshots = history(past, UNTIL)
    learned = learn(snapshots, UNTIL)
    coupled = Coupled(learned.penalty)
    target = next(d for d in packaged_decisions() if d.name == "EU Treaty of Nice")
    for day in (date(2001, 6, 1), date(2002, 3, 1), date(2002, 11, 1)):
        own = target.as_of(day)
        joint = coupled.run(coupled.fit(snapshots, own), own).curve
        quick = coupled.run(updated(learned, own), own).curve
        apart = [abs(joint.at(days) - quick.at(days)) for days in (90, 180, 365, 730)]
        assert max(apart) < 0.06, (day, apart)


def test_a_decision_of_which_nothing_has_been_seen_takes_what_was_learned(past: tuple[Decision, ...]) -> None:
    learned = learn(history(past, UNTIL), UNTIL)
    target = next(d for d in packaged_decisions() if d.name == "EU Treaty of Nice")
    fit = updated(learned, target.as_of(target.opened))
    assert np.array_equal(fit.beta, learned.beta)
    known = {m: e for m, e in fit.member.items() if m in learned.members}
    assert known == {m: learned.effects[learned.members.index(m)] for m in known}
    assert len(known) > 10


def test_what_was_learned_is_kept_and_read_back(
    past: tuple[Decision, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    snapshots = history(past, UNTIL)
    first = fitcache.learned_from(snapshots, UNTIL, folder=tmp_path)
    (file,) = tmp_path.glob("fit-*.npz")
    monkeypatch.setattr(fitcache, "_memory", {})
    monkeypatch.setattr(fitcache, "learn", lambda *_: pytest.fail("was fitted again"))
    again = fitcache.learned_from(snapshots, UNTIL, folder=tmp_path)
    assert again.members == first.members
    assert np.array_equal(again.covariance, first.covariance)
    assert again.key == first.key == file.stem[4:]
    monkeypatch.undo()
    for spoilt in (b"", b"PK\x03\x04 no archive", file.read_bytes()[:2000]):
        file.write_bytes(spoilt)
        monkeypatch.setattr(fitcache, "_memory", {})
        assert np.allclose(fitcache.learned_from(snapshots, UNTIL, folder=tmp_path).beta, first.beta)


def test_another_past_has_another_key(past: tuple[Decision, ...]) -> None:
    from whipcount.forecasts.hazard.priors import Penalty

    one = fitcache.cache_key(history(past, UNTIL), Penalty())
    assert one != fitcache.cache_key(history(past[1:], UNTIL), Penalty())
    assert one != fitcache.cache_key(history(past, date(1990, 1, 1)), Penalty())
    assert one != fitcache.cache_key(history(past, UNTIL), Penalty(member=0.4))
    assert one == fitcache.cache_key(history(past, date(2020, 1, 1)), Penalty())  # nothing new happened


def test_where_fits_are_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("WHIPCOUNT_CACHE", "")
    assert fitcache.cache_folder() is None
    monkeypatch.delenv("WHIPCOUNT_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert fitcache.cache_folder() == tmp_path / "whipcount"


def test_nothing_to_learn_from() -> None:
    with pytest.raises(ForecastError, match="no decision of the past had been opened by 1900-01-01"):
        learn((), year_of(date(1900, 3, 3)))
