from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import minimize

from whipcount.forecasts.core.table import parse_table
from whipcount.forecasts.hazard.design import build
from whipcount.forecasts.hazard.fitting import fit
from whipcount.forecasts.hazard.hazard import Likelihood
from whipcount.forecasts.hazard.priors import Penalty, penalty_matrix


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


def test_a_reduced_model_is_the_ridge_of_scipy_and_near_the_logit_of_statsmodels() -> None:
    """With effects all but forbidden, the hazard is a plain logistic regression on member-months."""
    statsmodels = pytest.importorskip("statsmodels.api")
    from datetime import date

    from tests.forecasts.tables import league

    panel = build([d.as_of(date(2014, 1, 1)) for d in parse_table(league(8, 8))])
    tiny = 1e-3
    flat = Penalty(
        frailty=tiny, momentum=tiny, member=tiny, holdout=tiny, contested=1e-9, stubborn=1e-9, smooth=50.0, slope=50.0
    )
    fitted = fit(panel, flat)
    precision, centre = penalty_matrix(panel, flat)
    size = len(fitted.beta)
    # the same posterior by scipy's own minimiser, on the rows alone
    whole = np.where(panel.bracket, 1.0, panel.weight)

    def loss(beta: np.ndarray) -> float:
        eta = panel.X @ beta
        away = beta - centre[:size]
        likelihood = (whole * (panel.bracket * eta - np.logaddexp(0, eta))).sum()
        return float(-likelihood + 0.5 * away @ precision[:size, :size] @ away)

    found = minimize(loss, centre[:size], method="BFGS", options={"gtol": 1e-4})
    assert loss(fitted.beta) == pytest.approx(found.fun, abs=0.02)
    beta = found.x
    assert panel.X @ fitted.beta == pytest.approx(panel.X @ beta, abs=0.1)
    # what the data say without any prior, in the columns that vary: nearly the same hazards
    use = [c for c in range(size) if np.ptp(panel.X[:, c]) > 0 or c == 0]
    model = statsmodels.GLM(
        panel.bracket.astype(float), panel.X[:, use], family=statsmodels.families.Binomial(), freq_weights=whole
    )
    theirs = model.fit().predict(panel.X[:, use])
    ours = 1 / (1 + np.exp(-panel.X @ fitted.beta))
    assert np.corrcoef(ours, theirs)[0, 1] > 0.9  # not more: the stated priors pull a little
    assert (ours * whole).sum() == pytest.approx((theirs * whole).sum(), rel=0.02)


def test_the_better_of_two_modes_is_taken() -> None:
    """From either start alone the search ends no lower than the fit does."""
    panel = _panel()
    precision, centre = penalty_matrix(panel, Penalty())  # type: ignore[arg-type]
    likelihood = Likelihood(panel, Penalty())  # type: ignore[arg-type]

    def loss(theta: np.ndarray) -> float:
        away = theta - centre
        return -likelihood.value_and_gradient(theta)[0] + 0.5 * float(away @ precision @ away)

    best = loss(fit(panel).theta)  # type: ignore[arg-type]
    random = np.random.Generator(np.random.PCG64(4))
    others = [loss(fit(panel, start=centre + 0.3 * random.standard_normal(len(centre))).theta) for _ in range(3)]  # type: ignore[arg-type]
    assert best <= min(others) + 1e-3
