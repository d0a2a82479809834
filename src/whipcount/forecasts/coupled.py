"""The coupled forecaster: fit the hazard on what was known, draw parameters, run the process forward, ask the
rule.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from whipcount.errors import ForecastError
from whipcount.forecasts.ballots import NO, YES, BatchRule
from whipcount.forecasts.contract import MONTH, STEPS, Curve
from whipcount.forecasts.decisions import Snapshot
from whipcount.forecasts.design import CALENDAR, NAMES, PEERS, build, calendar_columns
from whipcount.forecasts.hazard import Array, Fit, Penalty, fit, places
from whipcount.forecasts.holdouts import drawn_effects
from whipcount.forecasts.never import NeverPrior
from whipcount.forecasts.once import name_key, own_panel, start_of
from whipcount.forecasts.simulate import NEVER, Start, simulate


@dataclass(frozen=True, slots=True)
class News:
    """Big news: a month in which the momentum of a decision is set anew, whatever it was (an election, a summit, a
    ruling).

    The fit takes momenta to be normal, under which a decision that has long stood still all but never moves; past
    decisions did (fifteen consents within half a year after thirteen months of none). How often and how big is not
    fitted but spread over a range, one draw a path.

    Attributes:
        rate: chance in a month, between these two.
        width: standard deviation of the new momentum in units of the fitted one, between these two.
    """

    rate: tuple[float, float] = (0.0, 0.2)
    width: tuple[float, float] = (1.0, 2.0)

    def __post_init__(self) -> None:
        if not 0 <= self.rate[0] <= self.rate[1] <= 1 or not 0 <= self.width[0] <= self.width[1]:
            raise ForecastError("rate and width are ranges", where="news", accepted="rate within 0 to 1, rising")


_P = len(NAMES)
_SHARED = NAMES.index(PEERS[0])
_PEERS = slice(_SHARED, _SHARED + len(PEERS))
_SAID = NAMES.index("said")
_SUPPORT = np.linspace(-8.0, 4.0, 61)


@dataclass(frozen=True, eq=False)
class Run:
    """A simulated decision.

    Attributes:
        decision: the snapshot it starts from.
        left: numbers of the members that were not in.
        came: months ahead in which they come in, shape (paths, left).
        met: months ahead in which the rule is met, shape (paths,); :data:`~whipcount.forecasts.simulate.NEVER` if
            not.
        never: probability that it is never met although it is still open, by the stated prior.
        curve: probability that the rule is met, by days ahead.
    """

    decision: Snapshot
    left: NDArray[np.int64]
    came: NDArray[np.int16]
    met: NDArray[np.int16]
    never: float
    curve: Curve


@dataclass(frozen=True, eq=False)
class Prepared:
    """A decision ready to be simulated, again and again, on the same draws: differences carry no noise.

    Attributes:
        decision: where it stands.
        start, calendar, own, peers, gain: as :func:`~whipcount.forecasts.simulate.simulate` takes them.
        never: prior of the competing risk.
        seed: of the members' own chance.
    """

    decision: Snapshot
    start: Start
    calendar: Array
    own: Array
    peers: Array
    gain: Array
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
        own = self.own
        if at_once.any():
            own = own.copy()
            own[:, at_once] = 500.0
        came = simulate(self.start, self.calendar, own, self.peers, shift=moved, gain=self.gain, seed=self.seed)
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
        news: prior of sudden changes of momentum.
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
        known = [*history, decision] if decision is not None and self.own else list(history)
        return fit(build(known), self.penalty)

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
        calendar += drawn.frailty[:, None] + self._momentum(fitted, drawn, random)
        own = drawn.members + self._holdouts(fitted, decision, left, drawn, random)
        own += beta[:, [CALENDAR.index("refused")]] * decision.refused[left]
        gain = np.maximum(beta[:, _SAID], 0.0)  # a word against never helps, however little is known of its weight
        return Prepared(decision, start, calendar, own, beta[:, _PEERS], gain, self.never, self.seed + 1)

    def _draw(self, fitted: Fit, decision: Snapshot, left: NDArray[np.int64], random: np.random.Generator) -> _Drawn:
        """Parameters from Laplace's normal; effects that the fit has not met come from their priors."""
        panel, penalty = fitted.panel, fitted.penalty
        coefficients, decisions, momenta, members = places(panel)
        name = f"{decision.name} ({decision.start})"
        number = panel.decisions.index(name) if name in panel.decisions else -1
        blocks = np.flatnonzero(panel.blocks[:, 0] == number) if number >= 0 else np.zeros(0, dtype=np.int64)
        people = {member: n for n, member in enumerate(panel.members)}
        known = [people.get(name_key(decision.members[i]), -1) for i in left]
        columns = list(range(coefficients.stop))
        columns += [decisions.start + number] if number >= 0 else []
        columns += [momenta.start + int(b) for b in blocks]
        columns += [members.start + n for n in known if n >= 0]
        spread = fitted.covariance[np.ix_(columns, columns)]
        values, vectors = np.linalg.eigh((spread + spread.T) / 2)
        half = vectors * np.sqrt(np.maximum(values, 0))
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
        for place, person in enumerate(known):
            if person >= 0:
                effects[:, place] = draws[:, at]
                at += 1
        now = past[:, -1] if len(blocks) else penalty.momentum * extra[:, 1]
        return _Drawn(draws[:, :_P], frailty, past, panel.blocks[blocks, 1], now, effects)

    def _momentum(self, fitted: Fit, drawn: _Drawn, random: np.random.Generator) -> Array:
        """The momentum of each month ahead: it decays from what it is now, small news come every month
        (Ornstein-Uhlenbeck), and on some days big news set it anew (:class:`News`).
        """
        paths = len(drawn.now)
        keep = 0.5 ** (1 / fitted.penalty.half_life)
        fresh = fitted.penalty.momentum * np.sqrt(1 - keep**2)
        small = random.standard_normal((STEPS, paths))
        rate = random.uniform(*self.news.rate, paths)
        width = fitted.penalty.momentum * random.uniform(*self.news.width, paths)
        struck = random.random((STEPS, paths)) < rate
        anew = np.zeros((STEPS, paths))
        anew[struck] = random.standard_normal(np.count_nonzero(struck))
        anew *= width
        small *= fresh
        momentum = np.empty((STEPS, paths))
        momentum[0] = drawn.now
        for month in range(STEPS - 1):
            momentum[month + 1] = np.where(struck[month], anew[month], keep * momentum[month] + small[month])
        return momentum.T

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


def rule_months(decision: Snapshot, left: NDArray[np.int64], came: NDArray[np.int16]) -> NDArray[np.int16]:
    """The month ahead in which the rule is met on each path."""
    size = len(decision.members)
    rule = decision.rule
    if rule.weight is None or rule.missing:
        need = (rule.need(size) if not rule.missing else size) - int(decision.consented.sum())
        if need <= 0:
            return np.zeros(len(came), dtype=np.int16)
        if need > came.shape[1]:
            return np.full(len(came), NEVER, dtype=np.int16)
        return np.sort(came, axis=1)[:, need - 1]
    met = np.full(len(came), NEVER, dtype=np.int16)
    inside = decision.weights[decision.consented].sum()
    for month in range(STEPS):
        here = came <= month
        counts = decision.consented.sum() + here.sum(axis=1) >= rule.need(size)
        now = counts & (inside + here @ decision.weights[left] >= rule.weight - 1e-9) & (met == NEVER)
        met[now] = month
    return met


def ballot_months(
    decision: Snapshot, left: NDArray[np.int64], came: NDArray[np.int16], met: BatchRule
) -> NDArray[np.int16]:
    """The month ahead in which any rule of :mod:`whipcount.rules` is met on each path.

    Members vote yes once they have come in; until then they count against, whatever the rule does with silence.
    """
    months = np.full(len(came), NEVER, dtype=np.int16)
    ballots = np.full((len(came), len(decision.members)), NO, dtype=np.int8)
    ballots[:, decision.consented] = YES
    waiting = np.arange(len(came))
    for month in range(STEPS):
        ballots[np.ix_(waiting, left)] = np.where(came[waiting] <= month, YES, NO)
        now = met(ballots[waiting])
        months[waiting[now]] = month
        waiting = waiting[~now]
        if not len(waiting):
            break
    return months


def last_in(run: Run) -> Array:
    """The chance of each member that is left to be the last one in, given that all come in (ties shared)."""
    full = run.came.max(axis=1) < NEVER if run.came.size else np.zeros(0, dtype=bool)
    if not full.any():
        return np.zeros(len(run.left))
    came = run.came[full]
    latest = came == came.max(axis=1, keepdims=True)
    return np.asarray((latest / latest.sum(axis=1, keepdims=True)).mean(axis=0))
