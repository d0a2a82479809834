from types import SimpleNamespace

import numpy as np

from whipcount.forecasts.core.pivotal_consent import completing, likeliest
from whipcount.forecasts.core.simulate import NEVER


def run(came, met):
    came = np.array(came, dtype=np.int16)
    return SimpleNamespace(left=np.arange(came.shape[1]), came=came, met=np.array(met, dtype=np.int16))


def test_who_comes_in_when_the_rule_is_met_completes_it_and_shares_alike():
    paths = run([[2, 5, 9], [4, 4, 9], [1, NEVER, 3]], [5, 4, NEVER])
    assert completing(paths).tolist() == [0.25, 0.75, 0.0]  # of two paths on which it is met


def test_nobody_completes_what_is_never_met():
    assert completing(run([[NEVER, NEVER]], [NEVER])).tolist() == [0.0, 0.0]


def test_under_unanimity_it_is_the_last_and_under_a_threshold_not():
    paths = run([[2, 5, 9], [4, 8, 3]], [9, 8])
    last, none = likeliest(paths, ["A", "B", "C"], everybody=True)
    assert (last, none) == ((("B", 0.5), ("C", 0.5), ("A", 0.0)), ())
    none, first = likeliest(run([[2, 5, 9], [4, 8, 3]], [5, 4]), ["A", "B", "C"], everybody=False)
    assert (none, first) == ((), (("A", 0.5), ("B", 0.5), ("C", 0.0)))
