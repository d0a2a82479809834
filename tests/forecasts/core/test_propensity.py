"""What a position is worth: it rises from no to yes, fades toward silence, and a no stands longer than a yes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.invented import position as evidence_of
from whipcount.errors import ForecastError
from whipcount.forecasts.core.propensity import (
    AGAINST,
    ORDER,
    MeetingPrior,
    condition_shift,
    credibility,
    freshness,
    leaning,
    own_word,
)
from whipcount.positions.count.tally import Position
from whipcount.positions.stance.stance import Authority, Condition, Stance

PRIOR = MeetingPrior()
SAID = date(2024, 1, 1)
AGES = st.integers(0, 6_000)
STANCES = st.sampled_from(Stance)


def worth(stance: Stance | None, age: int, **more: object) -> float:
    conditions = more.pop("conditions", ())
    confidence = more.pop("confidence", 1.0)
    place = Position("A", stance, SAID, conditions, confidence=confidence)  # type: ignore[arg-type]
    return leaning(place, SAID + timedelta(days=age), PRIOR, **more)  # type: ignore[arg-type]


@given(AGES, st.floats(0, 1))
def test_a_better_stance_is_never_worth_less(age: int, confidence: float) -> None:
    values = [worth(stance, 0, confidence=confidence) for stance in ORDER]
    assert values == sorted(values)
    assert set(ORDER) == set(Stance)
    assert worth(None, age) == PRIOR.unknown


@given(STANCES, AGES, AGES)
def test_with_age_it_only_comes_closer_to_silence(stance: Stance, one: int, other: int) -> None:
    early, late = sorted((one, other))
    distance = [abs(worth(stance, age) - PRIOR.unknown) for age in (0, early, late)]
    assert distance[0] >= distance[1] - 1e-9
    assert distance[1] >= distance[2] - 1e-9


@given(AGES, st.booleans())
def test_by_fading_alone_a_refusal_never_counts_for_better_than_undecided(age: int, own: bool) -> None:
    for stance in AGAINST:
        assert worth(stance, age, own=own) <= PRIOR.stances[Stance.UNDECIDED] + 1e-9


@given(AGES)
def test_recorded_acts_do_not_fade_for_or_against(age: int) -> None:
    assert worth(Stance.YES, age, settled=True) == worth(Stance.YES, 0)
    assert worth(Stance.NO, age, settled=True, own=True) == PRIOR.own_no


def test_who_has_left_office_is_believed_less_and_less() -> None:
    left = SAID + timedelta(days=100)
    stays, gone = worth(Stance.NO, 2_000, own=True), worth(Stance.NO, 2_000, own=True, left=left)
    assert stays < gone <= PRIOR.unknown
    assert worth(Stance.NO, 50, own=True, left=left) == worth(Stance.NO, 50, own=True)  # it was still in office


def test_conditions_weigh_on_who_is_in_favour_alone_and_the_worst_decides() -> None:
    open_, unmet, met = Condition("peace"), Condition("war", met=False), Condition("reforms", met=True)
    assert condition_shift((met,), PRIOR) == condition_shift((), PRIOR) == 0.0
    assert condition_shift((met, open_, unmet), PRIOR) == PRIOR.condition_unmet
    assert worth(Stance.YES, 0, conditions=(open_,)) == pytest.approx(PRIOR.stances[Stance.YES] + PRIOR.condition_open)
    assert worth(Stance.NO, 0, conditions=(unmet,)) == PRIOR.stances[Stance.NO]


@pytest.mark.parametrize(("age", "left"), [(-5, 1.0), (0, 1.0), (180, 0.5), (360, 0.25)])
def test_freshness_halves(age: int, left: float) -> None:
    assert freshness(SAID, SAID + timedelta(days=age), 180.0) == pytest.approx(left)
    assert freshness(None, SAID, 180.0) == 1.0


ITEM = evidence_of("A", Stance.NO, SAID, named=True, confidence=1.0)


def test_higher_authority_is_believed_more_and_hearsay_less() -> None:
    public = [a for a in Authority if a >= Authority.SPOKESPERSON]
    values = [credibility(replace(ITEM, authority=authority)) for authority in sorted(public)]
    assert values == sorted(values)
    assert credibility(replace(ITEM, third_party=True)) < credibility(ITEM)
    assert credibility(replace(ITEM, confidence=9.0)) == credibility(ITEM)
    assert credibility(replace(ITEM, confidence=-1.0)) == 0.0


@pytest.mark.parametrize(
    ("change", "own"),
    [
        ({}, True),
        ({"named": False}, False),
        ({"third_party": True}, False),
        ({"authority": Authority.ANALYST}, False),
        ({"authority": Authority.RECORDED_VOTE, "third_party": True, "named": False}, True),  # an act is its own
    ],
)
def test_a_members_own_word(change: dict[str, object], own: bool) -> None:
    assert own_word(replace(ITEM, **change)) is own  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "wrong",
    [
        {"stances": {}}, {"stances": {**PRIOR.stances, Stance.NO: 9.0}}, {"unknown": 2.9}, {"own_no": 0.0},
        {"unknown": 0.5}, {"mood": 0.0}, {"half_life": -1.0}, {"on_agenda": 1.1},
    ],
)  # fmt: skip
def test_a_prior_that_contradicts_itself_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ForecastError) as caught:
        MeetingPrior(**wrong)  # type: ignore[arg-type]
    assert caught.value.where == "meeting prior"
