"""The backtest does not peek, does not care for order or processes, and says what is wrong with bad input."""

from __future__ import annotations

import pickle
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.forecasts.tables import HEAD, league
from whipcount.errors import ForecastError
from whipcount.forecasts.backtesting.backtest import Backtest, cases, run
from whipcount.forecasts.backtesting.baselines import KaplanMeier, baselines
from whipcount.forecasts.backtesting.pool import rivals
from whipcount.forecasts.backtesting.report import summary
from whipcount.forecasts.backtesting.stack import STACKED
from whipcount.forecasts.core.decisions import Decision
from whipcount.forecasts.core.identity import hash_of
from whipcount.forecasts.core.table import parse_table
from whipcount.forecasts.hazard.coupled import Coupled
from whipcount.forecasts.hazard.statement_table import parse_statements

DECISIONS = parse_table(league(6, 4))


def _run(decisions: list[Decision], jobs: int = 1, origins: tuple[int, ...] = (112, 391)) -> Backtest:
    found, skipped = cases(decisions, decisions, origins=origins)
    made = [KaplanMeier(), *rivals(Coupled(paths=200))]
    names = ((made[0].name, 1.0), (made[1].name, 1.0))
    return run(found, made, stacked=names, skipped=skipped, jobs=jobs)


@pytest.fixture(scope="module")
def plain() -> Backtest:
    return _run(DECISIONS)


def _forecasts(result: Backtest) -> dict[tuple[str, date, int, str], float]:
    return {(r.decision, r.origin, r.horizon, r.forecaster): r.p for r in result.rows}


def test_the_order_of_decisions_does_not_matter(plain: Backtest) -> None:
    assert _forecasts(_run(DECISIONS[::-1])) == _forecasts(plain)


def test_any_number_of_processes_gives_the_same_bits(plain: Backtest) -> None:
    assert _forecasts(_run(DECISIONS, jobs=2)) == _forecasts(plain)
    assert _run(DECISIONS, jobs=2).times == plain.times


def test_forecasters_can_be_sent_to_a_process_that_starts_from_nothing() -> None:
    """Where processes are not forked, they are sent by pickling."""
    said = parse_statements(
        "date,member,speaker,proposal,stance\n2002-05-01,Land 0,the minister,Pact 2 League,oppose\n"
    )
    made = [*baselines(), *rivals(Coupled(paths=200), said)]
    assert hash_of(pickle.loads(pickle.dumps(made))) == hash_of(made)


def _poisoned(decision: Decision, day: date) -> Decision:
    """The same decision with everything after a day told otherwise: nobody else ever consents."""
    members = tuple(
        m if m.last is not None and m.last <= day else replace(m, first=None, last=None) for m in decision.members
    )
    return replace(decision, members=members, seen_until=max(decision.seen_until, day + timedelta(days=3000)))


def test_nothing_after_the_origin_changes_a_forecast(plain: Backtest) -> None:
    day = date(2005, 3, 1)
    other = _forecasts(_run([_poisoned(d, day) for d in DECISIONS]))
    mine = _forecasts(plain)
    before = [key for key in mine if key[1] <= day and key in other]
    assert len({key[0] for key in before}) > 2
    # Of the table itself only how far it reaches is known in advance, and that was left as it is where it matters.
    assert {key: mine[key] for key in before} == {key: other[key] for key in before}
    assert any(mine[key] != other[key] for key in mine if key in other and key[1] > day)


def test_a_decision_is_not_in_its_own_training_nor_its_twin() -> None:
    twin = league(6, 4).replace("Pact 3", "Pact 3 bis")
    both = [*DECISIONS, *[d for d in parse_table(twin) if d.name == "Pact 3 bis"]]
    found, _ = cases(both, both)
    for case in found:
        if case.decision.startswith("Pact 3"):
            assert not any(past.name.startswith("Pact 3") for past in case.history)


def test_blocked_and_censored_decisions_are_told() -> None:
    rows = HEAD + "".join(
        f"Wall,League,Land {m},unanimity,2003-01-01,{day},{event},,{bound},\n"
        for m, (day, event, bound) in enumerate(
            [("2003-05-01", "deposited", ""), ("2003-08-01", "deposited", ""), ("", "rejected", "2003-09-01")]
        )
    )
    rows += "Fog,League,Land 0,unanimity,2003-02-01,2003-03-01,deposited,,,\n"
    rows += "Fog,League,Land 1,unanimity,2003-02-01,,pending,,,status as of 2003-07-01\n"
    found, skipped = cases(DECISIONS, parse_table(rows))
    result = run(found, list(baselines()), skipped=skipped)
    assert result.blocked == ("Wall",)
    assert result.unresolved > 0
    assert not any(row.outcome for row in result.rows)
    told = summary(result)
    assert told["blocked"] == ["Wall"]
    assert told["unresolved"] == result.unresolved


@pytest.mark.parametrize(
    ("rule", "members"),
    [("unanimity", 1), ("half of members", 1), ("2 members", 2), ("2 members", 60), ("half of members", 60),
     ("unanimity", 60)],
)  # fmt: skip
def test_bodies_of_any_size_and_rules_of_any_kind(rule: str, members: int) -> None:
    test = parse_table(league(2, members, seed=members, rule=rule).replace("Pact", "Other"))
    found, skipped = cases(DECISIONS, test, origins=(60, 209))
    if found:
        result = run(found, rivals(Coupled(paths=200)), skipped=skipped)
        p = np.array([row.p for row in result.rows])
        assert ((p >= 0) & (p <= 1)).all()


def test_no_training_at_all_still_answers() -> None:
    test = DECISIONS[:1]
    found, skipped = cases([], test, origins=(60,))
    result = run(found, [*baselines(), *rivals(Coupled(paths=200))], skipped=skipped)
    assert STACKED not in result.forecasters
    assert np.isfinite([row.p for row in result.rows]).all()


@pytest.mark.parametrize(
    ("origins", "horizons", "problem"),
    [((), (90,), "origins"), ((60,), (0,), "horizons"), ((-1,), (90,), "origins"), ((60,), (-90,), "horizons")],
)
def test_origins_and_horizons_in_the_past_are_errors(
    origins: tuple[int, ...], horizons: tuple[int, ...], problem: str
) -> None:
    with pytest.raises(ForecastError, match=problem):
        cases(DECISIONS, DECISIONS, origins=origins, horizons=horizons)


def test_nothing_to_forecast_is_an_error_with_its_reasons() -> None:
    found, skipped = cases(DECISIONS, DECISIONS, opened_from=date(2030, 1, 1))
    with pytest.raises(ForecastError, match="opened before 2030"):
        run(found, list(baselines()), skipped=skipped)


@settings(max_examples=8)
@given(st.integers(0, 400))
def test_a_snapshot_moved_back_holds_nothing_later(days: int) -> None:
    for decision in DECISIONS:
        day = decision.opened + timedelta(days=days)
        seen = decision.as_of(day)
        assert (seen.last[seen.consented] <= day.toordinal()).all()
        assert (seen.followed <= day.toordinal()).all()
