import numpy as np
import pytest
from scipy.stats import ttest_1samp

from whipcount.records.crossing import Crossed
from whipcount.records.guard import call_losses, judge, skill


def test_the_interval_is_students():
    rng = np.random.default_rng(1)
    base, model = rng.random(12), rng.random(12) * 0.8
    found = skill(dict(enumerate(model)), dict(enumerate(base)))
    expected = ttest_1samp(base - model, 0).confidence_interval(0.95)
    assert (found.low, found.high) == pytest.approx((expected.low, expected.high))
    assert found.mean == pytest.approx((base - model).mean())


def test_a_roll_call_counts_once():
    answers = Crossed(
        np.array([1, 1, 1, 2]), np.zeros(4, dtype=int), np.arange(4), np.zeros(4), np.array([1.0, 1.0, 0.0, -1.0])
    )
    losses = call_losses(answers, np.array([0.5, 0.5, 0.5, 0.25]))
    assert losses == pytest.approx({1: -np.log(0.5), 2: -np.log(0.75)})


def test_what_the_guard_says():
    good = skill(dict.fromkeys(range(9), 0.2), {n: 0.5 + n / 100 for n in range(9)})
    bad = skill({n: 0.5 + (n % 2) for n in range(9)}, dict.fromkeys(range(9), 0.9))
    assert judge(20, 9, good, about="votes").informative
    for guard in (
        judge(20, 7, None, about="votes"),
        judge(20, 9, None, about="votes"),
        judge(20, 9, bad, about="votes"),
    ):
        assert not guard.informative
        assert guard.why.startswith("no informative record: ")
    few = skill(dict.fromkeys(range(5), 0.2), {n: 0.5 + n / 100 for n in range(5)})
    assert not judge(20, 9, few, about="votes").informative
    assert "skill" in judge(20, 9, bad, about="votes").why
    assert skill({}, {}).calls == 0
