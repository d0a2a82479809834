"""What statements are worth month by month: sizes, fading, conditions."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest

from tests.positions.make import day, ev
from whipcount.forecasts.core.contract import STEPS
from whipcount.forecasts.hazard.evidence import EvidencePrior, shifts
from whipcount.positions.count.tally import Position
from whipcount.positions.stance.stance import Authority, Stance

PRIOR = EvidencePrior()


def worth(stance: Stance, *, months_ago: float = 0.0, authority: Authority = Authority.HEAD) -> np.ndarray:
    item = ev("a", stance, 0, authority=authority)
    position = Position("AA", stance, day(0), evidence=("a",), confidence=1.0)
    as_of = day(0) + timedelta(days=round(months_ago * 30.4375))
    found = shifts([position], as_of, evidence={"a": item})
    assert found.shape == (1, STEPS)
    return found[0]


def test_support_fades_sooner_than_refusal() -> None:
    """The half-lives of for and against are not the same one, nor the other way round."""
    support, refusal = worth(Stance.YES), worth(Stance.NO)
    assert support[6] / support[0] == pytest.approx(0.5 ** (6 * 30.4375 / PRIOR.half_life), rel=1e-3)
    assert refusal[6] / refusal[0] == pytest.approx(0.5 ** (6 * 30.4375 / PRIOR.half_life_against), rel=1e-3)
    assert support[6] / support[0] < refusal[6] / refusal[0] < 1


def test_a_word_of_refusal_fades_and_an_act_does_not() -> None:
    assert abs(worth(Stance.NO, months_ago=24)[0]) < abs(worth(Stance.NO)[0])
    act = worth(Stance.NO, authority=Authority.RECORDED_VOTE)
    assert act[0] == act[-1] < 0
