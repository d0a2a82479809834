"""The coupled forecaster: fit the hazard on what was known, draw parameters, run the process forward, ask the
rule.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from whipcount.forecasts.core.ballots import BatchRule
from whipcount.forecasts.core.contract import MONTH, STEPS, Curve
from whipcount.forecasts.core.decisions import Snapshot
from whipcount.forecasts.core.member_names import name_key
from whipcount.forecasts.core.runs import Run, ballot_months, rule_months
from whipcount.forecasts.core.simulate import Relenting, Start, simulate
from whipcount.forecasts.hazard.design import CALENDAR, NAMES, PEERS, build, calendar_columns
from whipcount.forecasts.hazard.failure_prior import NeverPrior
from whipcount.forecasts.hazard.fitting import Fit, fit, root
from whipcount.forecasts.hazard.holdouts import drawn_effects
from whipcount.forecasts.hazard.panel_cache import own_panel, start_of
from whipcount.forecasts.hazard.priors import Array, Penalty, places
from whipcount.forecasts.hazard.shocks import News, momenta, relenting

_P = len(NAMES)
_SHARED = NAMES.index(PEERS[0])
_PEERS = slice(_SHARED, _SHARED + len(PEERS))
_SAID = NAMES.index("said")
_SUPPORT = np.linspace(-8.0, 4.0, 61)


@dataclass(frozen=True, eq=False)
class Prepared:
    """A decision ready to be simulated, again and again, on the same draws: differences carry no noise.

    Attributes:
        decision: where it stands.
        start, calendar, own, peers, gain, relenting: as :func:`~whipcount.forecasts.core.simulate.simulate` takes them.
        never: prior of the competing risk.
        seed: of the members' own chance.
    """

    decision: Snapshot
    start: Start
    calendar: Array
    own: Array
    peers: Array
    gain: Array
    relenting: Relenting
    never: NeverPrior
    seed: int

    def run(self, *, shift: Array | None = None, joins: Sequence[int] = (), met: BatchRule | None = None) -> Run:
        """Simulate.

        Args:
            shift: what evidence adds to each member's log-odds in each month, shape (members, months).
            joins: numbers of members that are taken to come in at once.
            met: the rule on ballots of all members, where it is another than the decision's own.
        """
        decision, left = self.decision, self.start.left
        moved = np.zeros((len(left), STEPS)) if shift is None else shift[left].astype(float)
        at_once = np.isin(left, np.asarray(joins, dtype=np.int64))
        own, later = self.own, self.relenting
        if at_once.any():
            own = np.where(at_once, 500.0, own)
            later = replace(later, own=np.where(at_once, 500.0, later.own))
        came = simulate(
            self.start, self.calendar, own, self.peers,
            shift=moved, gain=self.gain, relenting=later, seed=self.seed,
        )  # fmt: skip
        came[:, at_once] = 0
        months = rule_months(decision, left, came) if met is None else ballot_months(decision, left, came, met)
        done = np.searchsorted(np.sort(months), np.arange(STEPS + 1) - 0.5) / len(months)
        never = self.never.given_open(decision)
        curve = Curve(np.maximum.accumulate(np.clip(done * (1 - never), 0, 1)))
        return Run(decision, left, came, months, never, curve)


@dataclass(frozen=True, eq=False)
class _Drawn:
    """Parameters of each path: shapes (paths, ...). ``past`` are the momenta of the stretches so far, ``now`` the
    last.
    """

    beta: Array
    frailty: Array
    past: Array
    middles: Array
    now: Array
    members: Array


class Coupled:
    """The coupled member-month hazard behind the contract.

    Args:
        penalty: priors of the fit.
        never: prior of the competing risk.
        news: how often the unforeseen happens.
        paths: simulated futures.
        seed: for parameters and paths.
        own: let the decision's own record so far inform the fit (its frailty above all).
    """

    name = "coupled hazard"

    def __init__(
        self,
        penalty: Penalty | None = None,
        never: NeverPrior | None = None,
        *,
        news: News | None = None,
        paths: int = 4_000,
        seed: int = 20_240_307,
        own: bool = True,
    ) -> None:
        self.penalty = penalty or Penalty()
        self.never = never or NeverPrior()
        self.news = news or News()
        self.paths = paths
        self.seed = seed
        self.own = own

    def fit(self, history: Sequence[Snapshot], decision: Snapshot | None = None) -> Fit:
        """Fit on the history and, if given, on the decision's own record so far (its effect comes last)."""
        snapshots = [*history, decision] if decision is not None and self.own else list(history)
        return fit(build(snapshots), self.penalty)

    def forecast(self, history: Sequence[Snapshot], decision: Snapshot) -> Curve:
        """The curve of a decision."""
        return self.run(self.fit(history, decision), decision).curve

    def run(
        self,
        fitted: Fit,
        decision: Snapshot,
        *,
        shift: Array | None = None,
        joins: Sequence[int] = (),
        met: BatchRule | None = None,
    ) -> Run:
        """Simulate a decision under a fit; see :meth:`Prepared.run`."""
        return self.prepare(fitted, decision).run(shift=shift, joins=joins, met=met)

    def prepare(self, fitted: Fit, decision: Snapshot) -> Prepared:
        """Draw everything that does not depend on evidence or what-ifs, once."""
        random = np.random.Generator(np.random.PCG64(self.seed))
        start = start_of(decision)
        left = start.left
        drawn = self._draw(fitted, decision, left, random)
        ages = decision.age / MONTH + np.arange(STEPS, dtype=np.float64)
        beta = drawn.beta
        calendar = beta[:, :_SHARED] @ calendar_columns(decision, ages).T
        calendar += drawn.frailty[:, None] + momenta(self.news, fitted.penalty, drawn.now, random)
        holdouts = self._holdouts(fitted, decision, left, drawn, random)
        fixed = drawn.members + beta[:, [CALENDAR.index("refused")]] * decision.refused[left]
        later = relenting(self.news, fitted.penalty, holdouts, random)
        gain = np.maximum(beta[:, _SAID], 0.0)  # a word against never helps, however little is known of its weight
        return Prepared(
            decision, start, calendar, fixed + holdouts, beta[:, _PEERS], gain,
            replace(later, own=fixed + later.own), self.never, self.seed + 1,
        )  # fmt: skip

    def _draw(self, fitted: Fit, decision: Snapshot, left: NDArray[np.int64], random: np.random.Generator) -> _Drawn:
        """Parameters from Laplace's normal; effects that the fit has not met come from their priors."""
        panel, penalty = fitted.panel, fitted.penalty
        coefficients, decisions, stretches, members = places(panel)
        name = f"{decision.name} ({decision.start})"
        number = panel.decisions.index(name) if name in panel.decisions else -1
        blocks = np.flatnonzero(panel.blocks[:, 0] == number) if number >= 0 else np.zeros(0, dtype=np.int64)
        people = {member: n for n, member in enumerate(panel.members)}
        numbers = [people.get(name_key(decision.members[i]), -1) for i in left]
        columns = list(range(coefficients.stop))
        columns += [decisions.start + number] if number >= 0 else []
        columns += [stretches.start + int(b) for b in blocks]
        columns += [members.start + n for n in numbers if n >= 0]
        spread = fitted.covariance[np.ix_(columns, columns)]
        half = root((spread + spread.T) / 2)
        draws = fitted.theta[columns] + random.standard_normal((self.paths, len(columns))) @ half.T
        extra = random.standard_normal((self.paths, 2 + len(left)))
        at = coefficients.stop
        frailty = penalty.frailty * extra[:, 0]
        if number >= 0:
            frailty = draws[:, at]
            at += 1
        past = draws[:, at : at + len(blocks)]
        at += len(blocks)
        effects = penalty.member * extra[:, 2:]
        for place, person in enumerate(numbers):
            if person >= 0:
                effects[:, place] = draws[:, at]
                at += 1
        now = past[:, -1] if len(blocks) else penalty.momentum * extra[:, 1]
        return _Drawn(draws[:, :_P], frailty, past, panel.blocks[blocks, 1], now, effects)

    def _holdouts(
        self, fitted: Fit, decision: Snapshot, left: NDArray[np.int64], drawn: _Drawn, random: np.random.Generator
    ) -> Array:
        """The holdout effect of each member that is left, given that it has held out so far.

        The longer a member would have been expected to be in, the lower its effect: a density proportional to
        p(w) exp(-H e^w), H being the hazard it has lived through at w = 0, is drawn from on a grid.
        """
        own = own_panel(decision)
        paths = len(drawn.beta)
        lived = np.zeros((paths, len(left)))
        if len(own.start):
            ends = np.concatenate([own.start[1:], [len(own.spell)]])
            spell_of = {own.members[m]: s for s, m in enumerate(own.member)}
            same = drawn.past.shape[1] == len(own.blocks)
            for place, i in enumerate(left):
                spell = spell_of.get(name_key(decision.members[i]))
                if spell is None:
                    continue
                rows = slice(int(own.start[spell]), int(ends[spell]))
                eta = drawn.beta @ own.X[rows].T + (drawn.frailty + drawn.members[:, place])[:, None]
                if same:
                    eta = eta + drawn.past[:, own.block[rows]]
                lived[:, place] = np.logaddexp(0.0, eta) @ own.weight[rows]
        penalty = fitted.penalty
        contested = random.random(paths) < fitted.contested.get(
            f"{decision.name} ({decision.start})", penalty.contested
        )
        densities = np.stack([penalty.density(_SUPPORT, 0), penalty.density(_SUPPORT, 1)])
        return drawn_effects(_SUPPORT, densities, contested.astype(np.int64), lived, random.random((paths, len(left))))
