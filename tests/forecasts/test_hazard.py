from __future__ import annotations

import numpy as np
import pytest

from whipcount.forecasts.design import build
from whipcount.forecasts.hazard import Likelihood, Penalty, fit
from whipcount.forecasts.table import parse_table


def _panel() -> object:
    head = "decision,member,rule,opened,consented,event,not_before,not_after\n"
    rows = "".join(
        f"D{d},M{m},unanimity,2001-01-{d + 1:02d},{f'200{1 + (m + d) % 3}-0{1 + m}-15' if m < 4 else ''},,"
        f"{'2001-03-01' if m == 4 else ''},{'2001-08-01' if m == 4 else ''}\n"
        for d in range(4)
        for m in range(6)
    )
    from datetime import date

    return build([d.as_of(date(2005, 1, 1)) for d in parse_table(head + rows)])


def test_gradient_and_information_match_differences() -> None:
    panel = _panel()
    likelihood = Likelihood(panel, Penalty())  # type: ignore[arg-type]
    theta = fit(panel).theta + 0.02  # type: ignore[arg-type]
    value = lambda t: likelihood.value_and_gradient(t)[0]  # noqa: E731
    gradient = likelihood.value_and_gradient(theta)[1]
    for place in range(0, len(theta), 5):
        step = np.zeros_like(theta)
        step[place] = 1e-5
        assert gradient[place] == pytest.approx((value(theta + step) - value(theta - step)) / 2e-5, abs=1e-4)


def test_the_fit_is_at_a_mode() -> None:
    fitted = fit(_panel())  # type: ignore[arg-type]
    assert np.linalg.eigvalsh(fitted.covariance).min() > 0
    assert fitted.consents == 20
