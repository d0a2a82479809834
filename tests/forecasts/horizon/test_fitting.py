"""A fit from beginning to end on an invented league, and the same model read back from its files."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from tests.forecasts.tables import league
from whipcount.errors import ForecastError
from whipcount.forecasts.core.decisions import Decision
from whipcount.forecasts.core.table import parse_table
from whipcount.forecasts.horizon.fitting import Settings, assigned, fit_as_of, fit_model, material
from whipcount.forecasts.horizon.model import HorizonModel
from whipcount.forecasts.horizon.quickness import orders
from whipcount.forecasts.horizon.reference import past_looks
from whipcount.forecasts.horizon.samples import samples, varied
from whipcount.forecasts.horizon.shipped import Shipped, block_of, load, next_block, save

pytestmark = pytest.mark.skipif(find_spec("sklearn") is None, reason="scikit-learn is not installed")
LEAGUE = parse_table(league(24, 9, rule="5 members"))
CLUSTERS = [f"c{place % 8}" for place in range(len(LEAGUE))]
QUICK = Settings(rounds=20)


@pytest.fixture(scope="module")
def model() -> HorizonModel:
    return fit_model(material(LEAGUE, CLUSTERS), version="test", settings=QUICK, folds=3)[0]


def test_every_cluster_is_unseen_by_one_fold(model: HorizonModel) -> None:
    unseen = [cluster for fold in model.folds for cluster in fold.unseen]
    assert sorted(unseen) == sorted(set(CLUSTERS))
    assert sum(not fold.unseen for fold in model.folds) == 1  # and one fit has seen all


def test_models_come_back_from_their_files_to_the_bit(model: HorizonModel, tmp_path: Path) -> None:
    then = replace(model, version="then", until=date(2007, 1, 1), known=model.known.until(date(2007, 1, 1)))
    past = past_looks(LEAGUE)
    save(model, [then], past, tmp_path, record={"decisions": len(LEAGUE)})
    again = load(tmp_path)
    look = LEAGUE[3].as_of(LEAGUE[3].opened.replace(year=LEAGUE[3].opened.year + 1))
    for one, two in ((model, again.today), (then, again.then[0])):
        assert (one.curve(look).cdf == two.curve(look).cdf).all()
        assert (one.version, one.until, one.known, one.decisions) == (two.version, two.until, two.known, two.decisions)
    assert past.like(look, 365) == again.past.like(look, 365)
    assert again.record == {"decisions": len(LEAGUE)}
    (tmp_path / "fitted.npz").write_bytes(b"not it")
    with pytest.raises(ForecastError, match="cannot be read"):
        load(tmp_path)


def test_a_model_of_other_code_is_refused(model: HorizonModel, tmp_path: Path) -> None:
    save(model, [], past_looks(LEAGUE), tmp_path, record={})
    words = json.loads((tmp_path / "fitted.json").read_text(encoding="utf-8"))
    words["columns"] = words["columns"][1:]
    (tmp_path / "fitted.json").write_text(json.dumps(words), encoding="utf-8")
    with pytest.raises(ForecastError, match="other code"):
        load(tmp_path)


def test_the_model_of_a_day_knows_nothing_later(model: HorizonModel) -> None:
    blocks = [replace(model, until=date(year, 1, 1)) for year in (2000, 2005)]
    kept = Shipped(model, tuple(blocks), past_looks(LEAGUE), {})
    assert kept.as_of(date(1999, 12, 31)) is None
    assert kept.as_of(date(2004, 12, 31)) is blocks[0]
    assert kept.as_of(date(2005, 1, 1)) is blocks[1]
    assert kept.as_of(date(2009, 12, 31)) is blocks[1]
    assert kept.as_of(date(2010, 1, 1)) is model
    assert next_block(block_of(date(2009, 12, 31))) == date(2010, 1, 1)


def test_the_same_decisions_give_the_same_model(model: HorizonModel) -> None:
    again, _ = fit_model(material(LEAGUE, CLUSTERS), version="test", settings=QUICK, folds=3)
    look = LEAGUE[3].as_of(LEAGUE[3].opened.replace(year=LEAGUE[3].opened.year + 1))
    assert (model.curve(look).cdf == again.curve(look).cdf).all()


def known_on(one: Decision, day: date) -> Decision:
    """A decision as a table of that day would hold it."""
    members = tuple(m if m.last and m.last <= day else replace(m, first=None, last=None) for m in one.members)
    return replace(one, members=members, seen_until=min(one.seen_until, day))


def test_what_happened_after_a_day_changes_nothing_that_was_fitted_by_it() -> None:
    day = date(2008, 1, 1)
    cut = [known_on(d, day) for d in LEAGUE if d.opened < day]
    kept = [c for d, c in zip(LEAGUE, CLUSTERS, strict=True) if d.opened < day]
    whole = material(LEAGUE, CLUSTERS, until=day)
    part = material(cut, kept, until=day)
    assert whole.looks.static == pytest.approx(part.looks.static)
    assert np.array_equal(whole.looks.outcome, part.looks.outcome, equal_nan=True)


def test_as_of_a_day_nothing_is_fitted_on_a_handful() -> None:
    opened = sorted(d.opened for d in LEAGUE)
    assert fit_as_of(LEAGUE, CLUSTERS, opened[10], version="early") is None
    late = opened[-1]
    made = fit_as_of(LEAGUE, CLUSTERS, late, version="late")
    assert made is not None
    assert (made.until, made.decisions) == (late, len(LEAGUE) - 1)
    assert {d.name for d in made.known.decisions} == {d.name.casefold() for d in LEAGUE if d.opened < late}


def test_variations_keep_the_consents_and_change_the_number() -> None:
    made, labels = varied(LEAGUE[:1], CLUSTERS[:1])
    assert {d.rule.count for d in made} == {2, 4, 8}
    assert set(labels) == {CLUSTERS[0]}
    assert all(d.members == LEAGUE[0].members for d in made)


def test_looks_end_when_the_rule_is_met() -> None:
    looks = samples(LEAGUE, CLUSTERS, orders(LEAGUE, CLUSTERS))
    assert not any(s.met for s in looks.snapshots)
    assert np.nanmax(np.diff(looks.outcome, axis=1)) <= 1
    assert np.nanmin(np.diff(looks.outcome, axis=1)) >= 0


def test_folds_are_balanced_and_do_not_depend_on_order() -> None:
    labels = ["a"] * 5 + ["b"] * 3 + ["c"] * 2 + ["d"]
    assert assigned(labels, 2) == assigned(labels[::-1], 2)
    load = [sum(assigned(labels, 2)[c] == f for c in labels) for f in (0, 1)]
    assert abs(load[0] - load[1]) <= 1
