"""The simulation against exact enumeration: every order and month in which three members can come in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.stats import chisquare

from whipcount.errors import ForecastError
from whipcount.forecasts.core.ballots import compiled, quota
from whipcount.forecasts.core.contract import STEPS, Curve
from whipcount.forecasts.core.decisions import Snapshot
from whipcount.forecasts.core.runs import Run, ballot_months, last_in, rule_months
from whipcount.forecasts.core.simulate import MAX_WORK, NEVER, Array, Relenting, Start, simulate
from whipcount.forecasts.core.threshold import parse_threshold
from whipcount.forecasts.hazard.design import RECENT
from whipcount.rules.algebra.rule import Rule

MEMBERS = ("A", "B", "C", "D")  # D is in
WEIGHTS = (0.2, 0.45, 0.1, 0.25)
MONTHS = 9
PATHS = 60_000
Months = tuple[int, ...]


@dataclass(frozen=True)
class Case:
    """Three members that are left of four, and all that moves them."""

    calendar: tuple[float, ...] = tuple(-2.2 + 0.15 * k for k in range(MONTHS))
    own: tuple[float, float, float] = (0.4, -0.6, 0.0)
    peers: tuple[float, float, float, float] = (1.2, -0.4, 2.0, -1.0)
    eligible: tuple[float, float, float] = (0.0, 0.0, 2.5)
    recent: tuple[float, ...] = (1.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    shift: tuple[tuple[float, ...], ...] = ((0.0,) * 9, (2.0, 1.5, 1.0, 0.5, 0.0, 0.0, 0.0, 0.0, 0.0), (-1.0,) * 9)
    gain: float = 1.3
    need: int = 4
    later: tuple[float, float, float] | None = None
    turn: int = 0

    @property
    def start(self) -> Start:
        return Start(4, self.need, np.arange(3), np.array(self.eligible), 1, np.array(self.recent))

    def simulated(self, paths: int = PATHS, seed: int = 5) -> NDArray[np.int16]:
        return simulate(
            self.start, np.tile(self.calendar, (paths, 1)), np.tile(self.own, (paths, 1)),
            np.tile(self.peers, (paths, 1)), shift=np.array(self.shift), gain=np.full(paths, self.gain), seed=seed,
            relenting=Relenting(np.full(paths, self.turn), np.tile(self.later, (paths, 1))) if self.later else None,
        )  # fmt: skip

    def hazard(self, came: Months, member: int, month: int) -> float:
        """The chance that a member that is out comes in in a month, given when the others came in before."""
        inside = 1 + sum(c < month for c in came)
        fresh = self.recent[month] + sum(month - 6 <= c < month for c in came)
        share = min(inside / self.need, 1.0)
        own = self.later if self.later and month >= self.turn else self.own
        eta = self.calendar[month] + own[member] + self.gain * self.shift[member][month]
        eta += self.peers[0] * share + self.peers[1] * np.log(max(self.need - inside, 1.0))
        eta += self.peers[2] * fresh / self.need + self.peers[3] * max(share - 0.7, 0.0) / 0.3
        return 0.0 if self.eligible[member] > month else float(1 / (1 + np.exp(-eta)))

    def exact(self) -> dict[Months, float]:
        """The chance of each combination of months (nine: not within the months simulated)."""
        found = {}
        for came in product(range(MONTHS + 1), repeat=3):
            chance = 1.0
            for month in range(MONTHS):
                for member in range(3):
                    if came[member] >= month:
                        h = self.hazard(came, member, month)
                        chance *= h if came[member] == month else 1 - h
            found[came] = chance
        return found


def a_snapshot(rule: str = "unanimity") -> Snapshot:
    day, never = date(2030, 1, 1).toordinal(), np.iinfo(np.int64).max
    dates = np.array([never, never, never, day - 40])
    return Snapshot(
        "d", "X", parse_threshold(rule), date.fromordinal(day), MEMBERS, np.full(4, day - 90), dates, dates,
        np.full(4, day), np.zeros(4, dtype=bool), np.array(WEIGHTS), day - 90,
    )  # fmt: skip


def a_run(*, need: int = 4, never: float = 0.0) -> Run:
    """Three members left of four; B, the slowest by far, mostly comes in last."""
    came = simulate(
        Start(4, 4, np.arange(3), np.zeros(3), 1, np.zeros(STEPS)),
        np.full((20_000, STEPS), -2.4), np.tile([0.5, -1.2, 0.3], (20_000, 1)), np.tile([0.5, 0, 1.0, 0], (20_000, 1)),
        seed=3,
    )  # fmt: skip
    decision = a_snapshot("unanimity" if need == 4 else f"{need} parties")
    met = rule_months(decision, np.arange(3), came)
    done = np.searchsorted(np.sort(met), np.arange(STEPS + 1) - 0.5) / len(met)
    return Run(decision, np.arange(3), came, met, never, Curve(done * (1 - never)))


def test_the_enumeration_is_a_distribution() -> None:
    assert sum(Case().exact().values()) == pytest.approx(1.0, abs=1e-12)


@pytest.mark.parametrize(
    "case",
    [
        Case(),
        Case(need=3),
        Case(gain=0.0, eligible=(0, 0, 0), peers=(0, 0, 0, 0)),
        Case(later=(1.5, 0.9, -0.4), turn=3),
        Case(later=(-1.0, 2.0, 0.5), turn=0),
    ],
)
def test_the_simulation_matches_exact_enumeration(case: Case) -> None:
    """All of the joint distribution at once: a chi-square over the combinations, rare ones together; fixed seed."""
    exact = case.exact()
    came = np.minimum(case.simulated(), MONTHS)
    counts = dict.fromkeys(exact, 0)
    for row in came.tolist():
        counts[tuple(row)] += 1
    common = [c for c, p in exact.items() if p * PATHS >= 20]
    expected = np.array([exact[c] * PATHS for c in common])
    seen = np.array([counts[c] for c in common], dtype=float)
    rest = PATHS - expected.sum()
    assert rest > 0
    result = chisquare(np.append(seen, PATHS - seen.sum()), np.append(expected, rest))
    assert result.pvalue > 0.001
    assert all(counts[c] == 0 for c, p in exact.items() if p == 0)


def yes_weight(inside: NDArray[np.bool_]) -> bool:
    return float(np.array(WEIGHTS)[inside].sum()) >= 0.55


RULES: list[tuple[str, str, Callable[[NDArray[np.bool_]], bool]]] = [
    ("unanimity", "all members", lambda inside: bool(inside.all())),
    ("3 parties", "3 members", lambda inside: int(inside.sum()) >= 3),
    (
        "2 parties and 55 pct of emissions",
        "2 members and 55% of emissions",
        lambda inside: int(inside.sum()) >= 2 and yes_weight(inside),
    ),
]


def exact_by(case: Case, met: Callable[[NDArray[np.bool_]], bool], month: int) -> float:
    return sum(p for c, p in case.exact().items() if met(np.array([*(m <= month for m in c), True])))


@pytest.mark.parametrize(("text", "words", "met"), RULES)
@pytest.mark.parametrize("month", [0, 3, 8])
def test_rules_met_by_a_month_match_the_enumeration(
    text: str, words: str, met: Callable[[NDArray[np.bool_]], bool], month: int
) -> None:
    """Counts and weights: the decision's own rule, and the same as a rule of the rules room."""
    case = Case()
    came = case.simulated()
    exact = exact_by(case, met, month)
    months = rule_months(a_snapshot(text), np.arange(3), came)
    assert float((months <= month).mean()) == pytest.approx(exact, abs=4 * np.sqrt(exact * (1 - exact) / PATHS) + 1e-9)
    rule = Rule.of(words, MEMBERS, weights={"emissions": [str(w) for w in WEIGHTS]})
    assert (ballot_months(a_snapshot(text), np.arange(3), came, compiled(rule)) == months).all()


def test_a_rule_with_weights_of_many_members() -> None:
    """55 parties with 55% of emissions: met when both are, whichever comes later."""
    random = np.random.default_rng(8)
    size = 80
    came = random.integers(0, STEPS + 20, (400, size)).astype(np.int16)
    came[came >= STEPS] = NEVER
    weights = random.dirichlet(np.full(size, 0.3))
    day = date(2030, 1, 1).toordinal()
    never = np.full(size, np.iinfo(np.int64).max)
    decision = Snapshot(
        "climate", "X", parse_threshold("55 parties and 55 pct of emissions"), date.fromordinal(day),
        tuple(f"m{i}" for i in range(size)), np.full(size, day), never, never, np.full(size, day),
        np.zeros(size, dtype=bool), weights, day,
    )  # fmt: skip
    months = rule_months(decision, np.arange(size), came)
    for path in range(0, 400, 7):
        ranked = np.argsort(came[path], kind="stable")
        times = came[path][ranked].astype(int)
        enough = np.cumsum(weights[ranked]) >= 0.55
        at = max(times[54], times[int(np.argmax(enough))])
        assert months[path] == (at if at < STEPS else NEVER)
    both = lambda b: quota(np.ones(size), 55)(b) & quota(weights, 0.55)(b)  # noqa: E731
    assert (ballot_months(decision, np.arange(size), came, both) == months).all()


def test_bit_repeatable_and_another_seed_is_another_run() -> None:
    case = Case()
    assert case.simulated(2_000).tobytes() == case.simulated(2_000).tobytes()
    assert (case.simulated(2_000) != case.simulated(2_000, seed=6)).any()


def test_a_path_does_not_depend_on_the_paths_beside_it() -> None:
    """The draws of a path are its own, so a run of fewer paths is the beginning of a longer one."""
    assert (Case().simulated(500) == Case().simulated(2_000)[:500]).all()


@settings(max_examples=40)
@given(
    st.integers(0, 2), st.floats(0, 3), st.tuples(st.floats(0, 3), st.just(0.0), st.just(0.0), st.floats(0, 2)),
    st.integers(0, 1_000),
)  # fmt: skip
def test_who_is_readier_comes_sooner_and_takes_others_along(
    member: int, more: float, peers: tuple[float, float, float, float], seed: int
) -> None:
    """Where peers only ever encourage, on the same draws: a readier member delays nobody (a coupling, path by path).

    Recent consents are left out: they count for six months, so an earlier one can be stale when it is needed.
    """
    case = Case(peers=peers)
    own = tuple(value + more * (place == member) for place, value in enumerate(case.own))
    low, high = case.simulated(300, seed), replace(case, own=own).simulated(300, seed)  # type: ignore[arg-type]
    assert (high <= low).all()


def test_last_in_matches_the_enumeration() -> None:
    case = Case()
    exact = np.zeros(3)
    total = 0.0
    for came, p in case.exact().items():
        if max(came) < MONTHS:
            latest = np.array(came) == max(came)
            exact += p * latest / latest.sum()
            total += p
    came_in = case.simulated()
    run = Run(a_snapshot(), np.arange(3), came_in, came_in.max(axis=1), 0.0, Curve(np.zeros(STEPS + 1)))
    assert last_in(run) == pytest.approx(exact / total, abs=0.015)


def test_bad_shapes_and_too_much_work() -> None:
    case = Case()
    with pytest.raises(ForecastError, match="shapes"):
        simulate(case.start, np.zeros((5, 9)), np.zeros((5, 2)), np.zeros((5, 4)), seed=1)
    short = Relenting(np.zeros(4, dtype=np.int64), np.zeros((5, 3)))
    with pytest.raises(ForecastError, match="shapes"):
        simulate(case.start, np.zeros((5, 9)), np.zeros((5, 3)), np.zeros((5, 4)), relenting=short, seed=1)
    huge = np.lib.stride_tricks.as_strided(np.zeros(1), (MAX_WORK // 27 + 1, 9), (0, 0))
    with pytest.raises(ForecastError, match="fewer paths"):
        simulate(case.start, huge, np.zeros((1, 3)), np.zeros((1, 4)), seed=1)


def _by_sums(
    start: Start, calendar: Array, own: Array, peers: Array, shift: Array, gain: Array, turn: Relenting, seed: int
) -> NDArray[np.int16]:
    """The definition, word for word: months in which the sum of log(1 + exp(eta)) reaches an exponential number."""
    paths, months = calendar.shape
    left = own.shape[1]
    thresholds = np.random.Generator(np.random.PCG64(seed)).standard_exponential((paths, left))
    came = np.full((paths, left), NEVER)
    for p in range(paths):
        spent = np.zeros(left)
        for k in range(months):
            inside = start.joined + (came[p] < k).sum()
            fresh = start.recent[k] + ((came[p] < k) & (came[p] >= k - RECENT)).sum()
            share = min(inside / start.need, 1.0)
            eta = calendar[p, k] + (own if k < turn.month[p] else turn.own)[p] + gain[p] * shift[:, k]
            eta = eta + peers[p] @ np.array(
                [share, np.log(max(start.need - inside, 1)), fresh / start.need, max(share - 0.7, 0) / 0.3]
            )
            spent += np.where(start.eligible <= k, np.logaddexp(0, eta), 0.0)
            came[p, (came[p] == NEVER) & (start.eligible <= k) & (spent >= thresholds[p])] = k
    return came


@settings(max_examples=40, deadline=None)
@given(
    seed=st.integers(0, 10_000),
    left=st.integers(1, 12),
    joined=st.integers(0, 5),
    scale=st.sampled_from([0.1, 1.0, 5.0, 40.0, 300.0]),
    at_once=st.booleans(),
)
def test_members_come_in_when_the_sum_of_hazards_reaches_their_threshold(
    seed: int, left: int, joined: int, scale: float, at_once: bool
) -> None:
    random = np.random.Generator(np.random.PCG64(seed))
    paths, months = 30, 12
    start = Start(
        left + joined, left + joined, np.arange(left), random.integers(0, 4, left).astype(float), joined,
        random.integers(0, 3, months).astype(float),
    )  # fmt: skip
    calendar = random.normal(-2, 1, (paths, months)) * scale
    own = random.normal(0, 1, (paths, left)) * scale
    if at_once:
        own[:, 0] = 500.0
    peers = random.normal(0, 1, (paths, 4))
    shift = np.where(random.random((left, 1)) < 0.5, random.normal(-1, 2, (left, months)) * scale, 0.0)
    gain = np.maximum(random.normal(1, 0.5, paths), 0)
    turn = Relenting(random.integers(0, 2 * months, paths), own + random.normal(0, 1, own.shape) * scale)
    came = simulate(start, calendar, own, peers, shift=shift, gain=gain, relenting=turn, seed=seed)
    assert np.array_equal(came, _by_sums(start, calendar, own, peers, shift, gain, turn, seed))
