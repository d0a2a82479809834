r"""The spatial model of politics: challenges, bargains, and elections among bargains, in rounds.

Wise, "Pragmatic Affinity in KTAB"; Efird, Lester & Wise 2016 (J. East Asian Studies 16:117-145); KTAB's run
program for constants. With position theta, ideal q, salience s (summing to S <= 1), capability c and W = c S,
on the unit line:

1. d_ij^2 = sum_k [s_ik (q_ik - theta_jk)]^2 / sum_k s_ik^2
2. u(d, R) = (1 - d)(1 + d R)
3. votes, 4. coalitions and victory, 5. elections: see `election`
6. the election among the positions (R = 0, weights c) gives the risk attitudes R_i; h takes i's for (1 - a) R_h + a R_i
7. i challenges the j with the largest gain (1 - S_j) 2U_ii + S_j (P 2U_ii + (1-P) 2U_ij) - (U_ii + U_ij), if above 1e-5
8. a bargain moves both by (s P)^2 weights, rounded to four decimals
9. every actor keeps its place or takes one of its bargains: the election among all decides
10. ideals follow positions at the rate ``ideal_rate``
11. it ends when a turn's movement is below 2 % of the first turn's, or after ``max_turns``

With ``ktab_compat`` four doings of KTAB's program that do not follow from its papers are kept: where the
receiver's view of a bargain is asked for, the initiator's expected gain stands in the place of a probability;
the "power-weighted" mean of two bargains weighs by salience alone; third-party commitments "none" and "full"
both leave third parties out; and an asymmetric vote is framed once per pair. Without it each follows its
definition.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray

from whipcount.bargaining import spatial_kernel as kernel
from whipcount.bargaining.election import ELECTIONS, VICTORIES, VOTING
from whipcount.bargaining.means import compromise, weighted_mean
from whipcount.bargaining.outcome import Concession, Outcome
from whipcount.bargaining.table import Table
from whipcount.errors import BargainingError
from whipcount.kernels import speed

FloatArray = NDArray[np.float64]

RISK_SPANS = ("min", "mid", "max")
COMMITMENTS = ("none", "semi", "full")
INTERPOLATIONS = ("s1p1", "s2p2", "s2pmax")
BARGAINS = ("initiator", "both", "weighted")
ADJUSTMENTS = {"none": 0.0, "third": 1.0 / 3.0, "half": 0.5, "two-thirds": 2.0 / 3.0, "full": 1.0}
MAX_ACTORS = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class SpatialOptions:
    """The variants of the model; the defaults are KTAB's.

    ``voting``, ``victory``, ``election`` as in `election`; ``risk_span`` scales risk attitudes to 0..1, -1/2..1
    or -1..1; ``risk_adjust`` is how far one sees others' risk attitudes; ``commitment`` of third parties;
    ``interpolation`` and ``bargain`` of step 8; ``stochastic`` samples step 9 with ``seed``; ``ideal_rate`` is
    step 10.

    Raises `BargainingError` for a value that is not among the names.

    >>> SpatialOptions(risk_span="wide")
    Traceback (most recent call last):
    whipcount.errors.BargainingError: option risk_span: unknown value 'wide' (accepted: min, mid, max)
    """

    voting: str = "prop"
    victory: str = "linear"
    election: str = "conditional"
    risk_span: str = "mid"
    risk_adjust: str = "third"
    commitment: str = "semi"
    interpolation: str = "s2p2"
    bargain: str = "initiator"
    stochastic: bool = False
    seed: int = 0
    ideal_rate: float = 1.0
    max_turns: int = 100
    ktab_compat: bool = False

    def __post_init__(self) -> None:
        for name, accepted in (
            ("voting", VOTING),
            ("victory", VICTORIES),
            ("election", ELECTIONS),
            ("risk_span", RISK_SPANS),
            ("risk_adjust", tuple(ADJUSTMENTS)),
            ("commitment", COMMITMENTS),
            ("interpolation", INTERPOLATIONS),
            ("bargain", BARGAINS),
        ):
            if getattr(self, name) not in accepted:
                raise BargainingError(
                    f"unknown value {getattr(self, name)!r}", where=f"option {name}", accepted=", ".join(accepted)
                )
        if not 0.0 <= self.ideal_rate <= 1.0:
            raise BargainingError(f"{self.ideal_rate}", where="option ideal_rate", accepted="0 to 1")
        if not 1 <= self.max_turns <= 10_000:
            raise BargainingError(f"{self.max_turns}", where="option max_turns", accepted="1 to 10000")


def work(actors: int) -> float:
    """Elementary steps of a run (`whipcount.kernels.speed`): some twenty turns of as many sums over all triples."""
    return 500.0 * actors**3


@dataclass(frozen=True, slots=True, eq=False)
class Turn:
    """One turn: who challenged whom, and which bargain each actor took. Arrays as in `spatial_kernel`."""

    target: NDArray[np.int64]
    gain: FloatArray
    chance: FloatArray
    parties: NDArray[np.int64]
    places: FloatArray
    taken: NDArray[np.int64]
    taken_chance: FloatArray
    risk: FloatArray


def run(
    position: FloatArray, salience: FloatArray, capability: FloatArray, options: SpatialOptions
) -> tuple[list[FloatArray], list[Turn], bool]:
    """The bare model on the unit line: states (each (n, m)), turns, and whether it came to rest before ``max_turns``.

    ``salience`` rows must sum to 1 at most; ``capability`` is (n,).
    """
    rule, model = VOTING.index(options.voting), VICTORIES.index(options.victory)
    kind, compat = ELECTIONS.index(options.election), options.ktab_compat
    mode, commitment = BARGAINS.index(options.bargain), COMMITMENTS.index(options.commitment)
    interpolation = INTERPOLATIONS.index(options.interpolation)
    span, adjust = RISK_SPANS.index(options.risk_span), ADJUSTMENTS[options.risk_adjust]
    random = np.random.default_rng(options.seed)
    salience, capability = np.ascontiguousarray(salience), np.ascontiguousarray(capability)
    total = salience.sum(axis=1)
    weight = capability * total
    states, turns = [np.ascontiguousarray(position)], []
    ideal = states[0]
    first = 0.0
    for turn in range(1, options.max_turns + 1):
        here = states[-1]
        distance = kernel.distances(ideal, here, salience)
        risk = kernel.risks(distance, capability, rule, model, kind, compat, span)
        target, gain, chance, other = kernel.best_targets(
            distance, risk, adjust, weight, total, rule, commitment, compat, mode != 0
        )
        parties, places = kernel.bargains(
            here, salience, weight, total, target, chance, other, interpolation, mode, True, compat
        )
        draws = random.random(len(here)) if options.stochastic else np.full(len(here), -1.0)
        new, taken, taken_chance = kernel.settle(
            here, ideal, salience, capability, distance, risk, parties, places, rule, model, kind, compat, draws
        )
        turns.append(Turn(target, gain, chance, parties, places, taken, taken_chance, risk))
        states.append(new)
        ideal = options.ideal_rate * new + (1.0 - options.ideal_rate) * ideal
        moved = float(np.sqrt(((new - here) ** 2).sum(axis=1)).sum())
        if turn == 1:
            first = moved
        elif moved / (first + 1e-4) < 0.02:
            return states, turns, True
    return states, turns, False


def spatial(table: Table, options: SpatialOptions | None = None, *, moves: bool = True) -> Outcome:
    """Run the spatial model on a table; the outcome is the compromise of the last positions.

    An actor without a position on an issue is put at the compromise there with salience 0: it neither pulls nor
    is hurt. Where an actor's saliences sum to more than 1 all are divided by the largest sum, which keeps their
    ratios. Capability is taken per actor: the mean over its issues. Without ``moves`` concessions are not listed, for
    runs of which only the outcome is wanted.

    Raises `BargainingError` for more than 2,000 actors (the work grows with their cube).

    >>> from whipcount.bargaining.table import Issue
    >>> places, cares = [[0], [60], [100]], [[0.4], [0.6], [0.8]]
    >>> t = Table(["A", "B", "C"], [Issue("x")], position=places, salience=cares, capability=[1, 2, 3])
    >>> out = spatial(t)
    >>> out.converged, round(out.value("x"), 1) > 60
    (True, True)
    """
    chosen = options or SpatialOptions()
    if table.n_actors > MAX_ACTORS:
        raise BargainingError(
            f"{table.n_actors} actors are too many for the spatial model",
            accepted=f"{MAX_ACTORS} at most (its work grows with their cube); the means have no such limit",
        )
    notes: list[str] = []
    present = table.present()
    unit = table.unit()
    salience = np.where(present, np.nan_to_num(table.salience), 0.0)
    if not present.all():
        middle = (compromise(table).values - table.low) / table.span
        unit = np.where(present, unit, middle)
        notes.append(f"{int((~present).sum())} missing positions stand at the compromise with salience 0")
    largest = float(salience.sum(axis=1).max())
    if largest > 1.0 + 1e-9:
        salience = salience / largest
        notes.append(f"saliences divided by {largest:g}, the largest sum of an actor")
    capability = np.nanmean(np.where(present, table.capability, np.nan), axis=1)
    capability = np.nan_to_num(capability)
    with speed(work(table.n_actors)):
        states, turns, settled = run(unit, salience, capability, chosen)
    path = table.low + np.stack(states) * table.span
    weight = capability[:, None] * salience
    by_round = np.stack([weighted_mean(p, weight) for p in path])
    if not settled:
        notes.append(f"did not come to rest in {chosen.max_turns} turns")
    return Outcome(
        "spatial",
        tuple(i.name for i in table.issues),
        by_round[-1],
        asdict(chosen),
        settled,
        len(turns),
        path,
        by_round,
        _concessions(table, path, turns) if moves else (),
        (),
        tuple(notes),
    )


def _concessions(table: Table, path: FloatArray, turns: list[Turn]) -> tuple[Concession, ...]:
    out: list[Concession] = []
    for number, turn in enumerate(turns, start=1):
        for row in np.flatnonzero(turn.taken >= 0):
            i, j = (int(x) for x in turn.parties[turn.taken[row]])
            partner = j if row == i else i
            for column, issue in enumerate(table.issues):
                before, after = float(path[number - 1, row, column]), float(path[number, row, column])
                if before != after:
                    out.append(
                        Concession(
                            number,
                            table.actors[int(row)],
                            table.actors[partner],
                            issue.name,
                            before,
                            after,
                            table.actors[i],
                            float(turn.taken_chance[row]),
                        )
                    )
    return tuple(out)
