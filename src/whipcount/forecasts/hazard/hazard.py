r"""The coupled member-month hazard and its penalised fit.

Member *i* of decision *d*, which has not consented when month *k* begins, consents in it with probability

.. math:: h_{idk} = \operatorname{logit}^{-1}(x_{idk}'\beta + u_d + v_i + w_{id}),

with covariates of :mod:`whipcount.forecasts.hazard.design`, a decision frailty :math:`u_d \sim N(0, \sigma_u^2)`, a
member effect :math:`v_i \sim N(0, \sigma_v^2)` and a holdout effect :math:`w_{id} \sim N(0, \sigma_w^2)`. The last is
integrated out by Gauss-Hermite quadrature (a spell ends with its only consent, so it has no estimate of its own);
the others are found with :math:`\beta` at the mode of the penalised likelihood (Tutz & Schmid 2016, ch. 9). A
consent between two bounds adds the probability of falling between them. Uncertainty is Laplace's: the information is
the complete data's, less what is missing (Louis 1982).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy.sparse import csr_array

from whipcount.forecasts.hazard.design import Panel
from whipcount.forecasts.hazard.priors import Array, Penalty, places


class Likelihood:
    """The marginal log-likelihood of a panel, its gradient and its information."""

    def __init__(self, panel: Panel, penalty: Penalty) -> None:
        self.panel = panel
        self.offsets, self.log_weights = penalty.quadrature()
        self.log_kinds = penalty.log_kinds
        coefficients, decisions, momenta, members = places(panel)
        rows = len(panel.spell)
        owners = np.stack(
            [
                panel.decision[panel.spell] + decisions.start,
                panel.block + momenta.start,
                panel.member[panel.spell] + members.start,
            ],
            axis=1,
        )
        columns = np.concatenate([np.tile(np.arange(coefficients.stop), (rows, 1)), owners], axis=1)
        values = np.concatenate([panel.X, np.ones((rows, 3))], axis=1)
        width = columns.shape[1]
        self.Z = csr_array(
            (values.ravel(), columns.ravel(), np.arange(0, rows * width + 1, width)), shape=(rows, members.stop)
        )
        self.analyse = csr_array(
            (np.ones(rows), np.arange(rows), np.append(panel.start, rows)), shape=(len(panel.start), rows)
        )
        self.Zt = self.Z.T.tocsr()
        ends = np.concatenate([panel.start[1:], [rows]])
        self.closed = panel.bracket[ends - 1] if len(panel.start) else np.zeros(0, dtype=bool)
        self.outside = np.where(panel.bracket, 0.0, panel.weight)
        self.inside = panel.bracket.astype(float)

    def linear(self, theta: Array) -> Array:
        """The linear predictor of each row, without the holdout effect."""
        return np.asarray(self.Z @ theta)

    def parts(self, theta: Array) -> tuple[float, Array, Array, Array, Array]:
        """Everything that gradient and information need.

        Returns:
            the log-likelihood; per row and node the residual; per spell and node the posterior; the hazards; per
            decision the posterior of its kind.
        """
        eta = self.linear(theta)[:, None] + self.offsets[None, :]
        odds = np.exp(np.minimum(eta, 500.0))
        hazard = odds / (1 + odds)
        log_stay = -np.log1p(odds)
        survived = self.analyse @ (log_stay * self.outside[:, None])
        bracket = np.minimum(self.analyse @ (log_stay * self.inside[:, None]), -1e-300)
        log_event = np.where(self.closed[:, None], np.log(-np.expm1(bracket)), 0.0)
        joint = (survived + log_event)[None, :, :] + self.log_weights[:, None, :]
        spell_ll = np.logaddexp.reduce(joint, axis=2)
        owner, decisions = self.panel.decision, len(self.panel.decisions)
        by_kind = np.stack([np.bincount(owner, spell_ll[kind], decisions) for kind in (0, 1)]) + self.log_kinds[:, None]
        decision_ll = np.logaddexp(by_kind[0], by_kind[1])
        kind = np.exp(by_kind - decision_ll)
        posterior = (np.exp(joint - spell_ll[:, :, None]) * kind[:, owner, None]).sum(axis=0)
        pull = np.where(self.closed[:, None], np.exp(bracket - log_event), 0.0)  # P / (1 - P)
        residual = np.where(self.inside[:, None] > 0, hazard * pull[self.panel.spell], -hazard * self.outside[:, None])
        return float(decision_ll.sum()), residual, posterior, hazard, kind

    def value_and_gradient(self, theta: Array) -> tuple[float, Array]:
        """Log-likelihood and its gradient in all parameters."""
        value, residual, posterior, _, _ = self.parts(theta)
        row = (residual * posterior[self.panel.spell]).sum(axis=1)
        return value, np.asarray(self.Zt @ row)

    def information(self, theta: Array, *, missing: bool = True) -> Array:
        """Observed information by Louis's identity: complete minus missing, shape (parameters, parameters).

        The kind of each decision is taken with its posterior probability, as if that were known. Without what is
        missing it is positive semidefinite everywhere, which is what a preconditioner needs.
        """
        _, residual, posterior, hazard, _ = self.parts(theta)
        spell = self.panel.spell
        _, log_odds, log_square = self.brackets(hazard)
        per_row = np.where(self.inside[:, None] > 0, -np.exp(log_odds)[spell], self.outside[:, None])
        weight = (hazard * (1 - hazard) * per_row * posterior[spell]).sum(axis=1)
        total = self.Zt @ (self.Z * weight[:, None])
        scores = []
        for node in range(len(self.offsets)):
            # the months of one bracket are not independent: a square of rank one
            size = np.exp(0.5 * log_square[:, node]) * np.sqrt(posterior[:, node])
            together = self.analyse @ (self.Z * (hazard[:, node] * self.inside)[:, None])
            together = together * size[:, None]
            total = total + together.T @ together
            if missing:
                scores.append(self.analyse @ (self.Z * residual[:, node, None]))
        if not missing:
            return np.asarray(total.todense())
        # missing: the variance over nodes of each spell's score
        mean: Any = csr_array(scores[0].shape)  # Any: the stubs lose track of what sparse sums and products give
        for node, score in enumerate(scores):
            mean = mean + score * posterior[:, node, None]
        for node, score in enumerate(scores):
            away = (score - mean) * np.sqrt(posterior[:, node, None])
            total = total - away.T @ away
        return np.asarray(total.todense())

    def brackets(self, hazard: Array) -> tuple[Array, Array, Array]:
        """Per spell and node: log P of no consent in the bracket, log P/(1-P), log P/(1-P)^2 (minus infinity if
        open).
        """
        stay = np.add.reduceat(
            np.log1p(-np.minimum(hazard, 1 - 1e-15)) * self.inside[:, None], self.panel.start, axis=0
        )
        stay = np.minimum(stay, -1e-300)
        go = np.where(self.closed[:, None], np.log(-np.expm1(stay)), np.inf)
        return stay, stay - go, stay - 2 * go
