"""Speed of the simulations: CPU seconds on one core, the time that numba takes to compile told apart.

- *by day*: the coupled process, 10,000 paths of 32 members (31 left) over five years, with evidence in every month;
  asked for the month in which consensus is met, and a threshold in count and weight; and 10,000 paths of 193 members.
- *at the meeting*: 20,000 meetings of 32 members, a third of whom have spoken, without shares.
- *procedure*: seven stages, 10,000 paths.
- *course*: Sweden's accession (``examples/``, its records only) forecast on every 30th day from May 2022 to 12 July
  2023, with the cause of each move; what is learned from other decisions is learned before.

The same seed gives the same bits: each is run twice and compared.

Run: ``python benchmarks/simulation.py``. Exits with 1 where a pinned bar is not met.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from whipcount.bodies.catalogue import load_body
from whipcount.dossiers.file import load_dossier_file
from whipcount.forecasts.core.ballots import compiled, consensus
from whipcount.forecasts.core.case import Case
from whipcount.forecasts.core.contract import STEPS
from whipcount.forecasts.core.decisions import Snapshot
from whipcount.forecasts.core.runs import ballot_months, rule_months
from whipcount.forecasts.core.simulate import Start, simulate
from whipcount.forecasts.core.threshold import parse_threshold
from whipcount.forecasts.course import course, every
from whipcount.forecasts.meeting.chance import meeting_forecast
from whipcount.forecasts.procedure.procedures import Clock, Lasting, Meetings, run_procedure
from whipcount.positions.count.tally import Position, RuleState, Tally
from whipcount.positions.stance.stance import Stance
from whipcount.rules.algebra.rule import Rule

Array = NDArray[Any]
PATHS, MEMBERS = 10_000, 32
BARS = {  # CPU seconds, at most
    "by day, consensus": 1.0,
    "by day, count and weight": 1.0,
    "by day, 193 members": 1.0,
    "at the meeting": 1.0,
    "procedure": 0.1,
    "course with causes": 8.0,
}
EXAMPLE = Path(__file__).parents[1] / "examples/sweden-accession/dossier.yaml"
DAY = date(2030, 1, 1)


def timed(name: str, run: Callable[[], Array], found: dict[str, float]) -> None:
    """The best of three runs; they must agree to the bit."""
    results = []
    best = np.inf
    for _ in range(3):
        begun = time.process_time()
        results.append(run())
        best = min(best, time.process_time() - begun)
    found[name] = best
    same = all(r.tobytes() == results[0].tobytes() for r in results)
    print(f"{name:28}{best:8.3f} s of CPU (bar {BARS[name]})   {'same bits' if same else 'NOT THE SAME BITS'}")
    if not same:
        found[name] = np.inf


def followed() -> Array:
    """The course of the example: chance, interval and effect of the cause at each point."""
    dossier = load_dossier_file(EXAMPLE)
    if dossier.proposal is None:
        raise SystemExit(f"{EXAMPLE} has no proposal")
    case = Case(dossier.id, dossier.proposal, load_body("NATO"), dossier.records, dossier.events)
    now = datetime(2026, 1, 1, tzinfo=UTC)
    days = every(date(2022, 5, 16), date(2023, 7, 12), "month")
    return np.array([(s.outlook.p, s.outlook.low, s.outlook.high, s.moved, s.effect) for s in course(case, days, now)])


def main() -> int:
    """Print the table; the exit code says whether the bars hold."""
    random = np.random.default_rng(7)
    left = np.arange(1, MEMBERS)
    start = Start(MEMBERS, MEMBERS, left, np.zeros(len(left)), 1, np.zeros(STEPS))
    calendar = -4.5 + 0.3 * random.standard_normal((PATHS, STEPS))
    own = 0.8 * random.standard_normal((PATHS, len(left)))
    peers = np.tile([0.5, -0.2, 1.0, 0.3], (PATHS, 1))
    shift, gain = random.standard_normal((len(left), STEPS)), np.exp(0.4 * random.standard_normal(PATHS))
    begun = time.process_time()
    simulate(start, calendar[:2], own[:2], peers[:2], shift=shift, gain=gain[:2], seed=1)
    print(f"compiled (or loaded) in {time.process_time() - begun:.2f} s of CPU, once")

    day, never = DAY.toordinal(), np.full(MEMBERS, np.iinfo(np.int64).max)
    never[0] = day - 10
    decision = Snapshot(
        "d", "X", parse_threshold("unanimity"), DAY, tuple(f"m{i}" for i in range(MEMBERS)),
        np.full(MEMBERS, day - 30), never, never, np.full(MEMBERS, day), np.zeros(MEMBERS, dtype=bool),
        np.zeros(MEMBERS), day - 30,
    )  # fmt: skip
    weights = [str(i) for i in range(1, MEMBERS + 1)]
    double = compiled(Rule.of("20 members and 55% of weight", decision.members, weights={"weight": weights}))

    def paths() -> Array:
        return simulate(start, calendar, own, peers, shift=shift, gain=gain, seed=1)

    found: dict[str, float] = {}
    came = paths()
    print(f"{PATHS:,} paths, {MEMBERS} members, {STEPS} months: {(came < STEPS).mean():.0%} of members come in")
    timed("by day, consensus", lambda: rule_months(decision, left, paths()), found)
    timed("by day, count and weight", lambda: ballot_months(decision, left, paths(), double), found)

    many = np.arange(193)
    large = Start(193, 128, many, np.zeros(193), 0, np.zeros(STEPS))
    theirs = 0.8 * random.standard_normal((PATHS, 193))
    timed("by day, 193 members", lambda: simulate(large, calendar, theirs, peers, gain=gain, seed=1).min(axis=1), found)

    stances = [Stance.YES, None, None, Stance.LEAN_NO, None, None, Stance.LEAN_YES, None, None]
    positions = tuple(
        Position(f"m{i}", s, DAY, evidence=(f"e{i}",) if s else (), confidence=1.0 if s else 0.0)
        for i, s in enumerate((stances * 4)[:MEMBERS])
    )
    tally = Tally("p", "v", "X", DAY, datetime(2030, 1, 1, tzinfo=UTC), "consensus", positions, RuleState.OPEN, ())
    meeting_forecast(tally, consensus, draws=1_000)

    def meeting() -> Array:
        made = meeting_forecast(tally, consensus, with_shares=False)
        return np.array([made.p, made.low, made.high, *(m.p_if_yes for m in made.members)])

    timed("at the meeting", meeting, found)
    nato = load_body("NATO").procedure("accession")
    clocks: dict[str, Clock] = {stage.name: Lasting(60) for stage in nato.stages}
    clocks["invitation"] = Meetings((4, 220, 580), (0.08, 0.2, 0.3))
    timed("procedure", lambda: run_procedure(nato, clocks, as_of=DAY, paths=PATHS).ends, found)
    timed("course with causes", followed, found)
    failed = [f"{name}: {found[name]:.3f} s, bar {bar}" for name, bar in BARS.items() if not found[name] <= bar]
    for line in failed:
        print(f"BAR NOT MET  {line}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
