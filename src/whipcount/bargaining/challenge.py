r"""The challenge (expected utility) model: who would gain by challenging whom, and who gives way.

Bueno de Mesquita 1985, 1994, 1997, as reconstructed by Scholz, Calbert & Smith 2011 (J. Theoretical Politics
23:510-531). One issue, positions x, capability c, salience s, range R, mu the Condorcet winner (weights c s),
r_i the risk exponent, delta = |x_i - x_j| / R:

- U_s = 2 - 4 (1/2 - delta/2)^r, U_f = 2 - 4 (1/2 + delta/2)^r, U_sq = 2 - 4 (1/2)^r
- U_b, U_w = 2 - 4 (1/2 -+ (|x_i - mu| + |x_i - x_j|) / 4R)^r: j comes closer, j moves away
- P = sum over those nearer to i's position of c s (gain) / sum of c s |gain|, gain_k = |x_k - x_j| - |x_k - x_i|
- E_i(U_ij) = s_j (P U_s + (1 - P) U_f) + (1 - s_j) U_s - Q U_sq - (1 - Q)(T U_b + (1 - T) U_w), T = 1 iff |x_i
  - mu| < |x_i - x_j|
- Sec_i = sum over j of E(U_ji) at r = 1; R_i = (2 Sec_i - max - min) / (max - min); r_i = (1 - R_i / 3) / (1 + R_i / 3)
- with E_i = E_i(U_ij), E_j = E_j(U_ji): both positive: conflict, the one who expects less concedes fully;
  opposite signs: the one who expects a loss goes part of the way, x_hat = (x_i - x_j) |E_low / E_up|, or, if
  its loss is larger, all of it; both negative: stalemate
- every actor takes one offer: of the most enforceable, the one that costs the least movement

The paper leaves four things open. All are options: whose salience weighs the challenge (``salience_of``), who
sums in the security level (``security``), in which direction a compromise goes (``compromise_from``) and which
offer an actor takes (``take``).
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray

from whipcount.bargaining.outcome import Concession, Outcome
from whipcount.bargaining.table import Table
from whipcount.errors import BargainingError

FloatArray = NDArray[np.float64]

SALIENCE_OF = ("target", "challenger")
SECURITY = ("received", "made")
COMPROMISE_FROM = ("conceder", "winner")
TAKE = ("enforceable", "nearest", "strongest")
MAX_ACTORS = 1_500


@dataclass(frozen=True, slots=True, kw_only=True)
class ChallengeOptions:
    """Options; the defaults are those of Scholz, Calbert & Smith's text.

    ``q`` is the weight of the status quo (1: no challenge leaves all as it is). ``risk`` False leaves everyone
    risk-neutral. ``salience_of``: a challenge is resisted with the *target*'s salience, or weighed by the
    *challenger*'s. ``security``: the sum over challenges *received* or *made*. ``compromise_from``: the part of
    the way is walked by the *conceder* from its position, or counted back from the *winner*'s. ``take``: the
    most *enforceable* then nearest offer, the *nearest*, or that of the *strongest*.
    """

    q: float = 1.0
    risk: bool = True
    rounds: int = 20
    salience_of: str = "target"
    security: str = "received"
    compromise_from: str = "conceder"
    take: str = "enforceable"
    tolerance: float = 1e-3

    def __post_init__(self) -> None:
        for name, accepted in (
            ("salience_of", SALIENCE_OF),
            ("security", SECURITY),
            ("compromise_from", COMPROMISE_FROM),
            ("take", TAKE),
        ):
            if getattr(self, name) not in accepted:
                raise BargainingError(
                    f"unknown value {getattr(self, name)!r}", where=f"option {name}", accepted=", ".join(accepted)
                )
        if not 0.0 <= self.q <= 1.0:
            raise BargainingError(f"{self.q}", where="option q", accepted="0 to 1")
        if not 1 <= self.rounds <= 1000:
            raise BargainingError(f"{self.rounds}", where="option rounds", accepted="1 to 1000")


def condorcet_winner(x: FloatArray, weight: FloatArray, span: float) -> float:
    """The position that beats every other when each votes weight times what it is nearer (of equal ones the lowest).

    With absolute distances this compares sums of weighted distances, so the winner is a point of least total
    weighted distance.

    >>> condorcet_winner(np.array([0.0, 4.0, 10.0]), np.array([1.0, 1.0, 1.0]), 10.0)
    4.0
    """
    options = np.unique(x)
    cost = (weight[None, :] * np.abs(options[:, None] - x[None, :])).sum(axis=1) / span
    return float(options[int(np.argmin(np.round(cost, 12)))])


def expected(
    x: FloatArray, weight: FloatArray, salience: FloatArray, span: float, r: FloatArray, options: ChallengeOptions
) -> FloatArray:
    """E[i, j]: what i expects from challenging j, in i's eyes, with risk exponents r (n,); zero on the diagonal."""
    mu = condorcet_winner(x, weight, span)
    gap = np.abs(x[:, None] - x[None, :])  # [i, j]
    delta = gap / span
    rr = r[:, None]
    success = 2.0 - 4.0 * np.maximum(0.5 - 0.5 * delta, 0.0) ** rr
    failure = 2.0 - 4.0 * (0.5 + 0.5 * delta) ** rr
    same = np.broadcast_to(2.0 - 4.0 * 0.5**rr, gap.shape)
    p = _winning(x, weight)
    s = salience[None, :] if options.salience_of == "target" else salience[:, None]
    value = s * (p * success + (1.0 - p) * failure) + (1.0 - s) * success - options.q * same
    if options.q < 1.0:
        reach = np.clip(0.25 * (np.abs(x - mu)[:, None] + gap) / span, 0.0, 0.5)
        better, worse = 2.0 - 4.0 * (0.5 - reach) ** rr, 2.0 - 4.0 * (0.5 + reach) ** rr
        closer = np.abs(x - mu)[:, None] < gap
        value = value - (1.0 - options.q) * np.where(closer, better, worse)
    np.fill_diagonal(value, 0.0)
    return np.asarray(value)


def _winning(x: FloatArray, weight: FloatArray) -> FloatArray:
    """P[i, j]: share of the weighted preference between two positions that is for i's; 1/2 where they coincide."""
    n = len(x)
    distance = np.abs(x[:, None] - x[None, :])
    out = np.full((n, n), 0.5)
    for i in range(n):
        lean = weight[None, :] * (distance - distance[i][None, :])  # [j, k]: what k is nearer to i than to j
        plus, total = np.maximum(lean, 0.0).sum(axis=1), np.abs(lean).sum(axis=1)
        np.divide(plus, total, out=out[i], where=total > 0.0)
    return out


def risk_exponents(expectations: FloatArray, security: str) -> FloatArray:
    """Exponents r (1/2 to 2) from the security levels of a risk-neutral pass; 1 where all are equally secure."""
    total = expectations.sum(axis=0) if security == "received" else expectations.sum(axis=1)
    high, low = float(total.max()), float(total.min())
    if high - low <= 1e-12:
        return np.ones(len(total))
    attitude = (2.0 * total - high - low) / (high - low)
    return np.asarray((1.0 - attitude / 3.0) / (1.0 + attitude / 3.0))


def challenge(table: Table, options: ChallengeOptions | None = None) -> Outcome:
    """Run the model on every issue by itself; the outcome is the Condorcet winner of the last round.

    Actors without a position on an issue are left out of it. A round ends the run when nobody moves by more
    than ``tolerance`` of the range; where positions return to those of an earlier round the run is told to be
    cycling and not converged.

    >>> from whipcount.bargaining.table import Issue
    >>> t = Table(["A", "B", "C"], [Issue("x")], position=[[0], [50], [100]], salience=[[1]] * 3, capability=[1, 1, 1])
    >>> challenge(t).value("x")
    50.0
    """
    chosen = options or ChallengeOptions()
    if table.n_actors > MAX_ACTORS:
        raise BargainingError(
            f"{table.n_actors} actors are too many for the challenge model", accepted=f"{MAX_ACTORS} at most"
        )
    paths, medians, concessions, notes = [], [], [], []
    settled = True
    for k in range(table.n_issues):
        states, winners, moves, rest = _run_issue(table, k, chosen)
        concessions += moves
        paths.append(states)
        medians.append(winners)
        if not rest:
            settled = False
            notes.append(f"{table.issues[k].name}: positions did not come to rest in {len(winners) - 1} rounds")
    rounds = max(len(p) for p in paths) - 1
    path = np.stack([np.stack([p[min(t, len(p) - 1)] for p in paths], axis=1) for t in range(rounds + 1)])
    by_round = np.array([[m[min(t, len(m) - 1)] for m in medians] for t in range(rounds + 1)])
    return Outcome(
        "challenge",
        tuple(i.name for i in table.issues),
        by_round[-1],
        asdict(chosen),
        settled,
        rounds,
        path,
        by_round,
        tuple(concessions),
        (),
        tuple(notes),
    )


def _run_issue(
    table: Table, column: int, options: ChallengeOptions
) -> tuple[list[FloatArray], list[float], list[Concession], bool]:
    rows = np.flatnonzero(table.present()[:, column])
    issue, span = table.issues[column], float(table.span[column])
    salience, weight = table.salience[rows, column], table.weight()[rows, column]
    x = table.position[rows, column].copy()
    full = np.full(table.n_actors, np.nan)
    full[rows] = x
    states, winners = [full], [condorcet_winner(x, weight, span)]
    concessions: list[Concession] = []
    for number in range(1, options.rounds + 1):
        r = np.ones(len(x))
        if options.risk:
            r = risk_exponents(expected(x, weight, salience, span, r, options), options.security)
        e = expected(x, weight, salience, span, r, options)
        new, partner = _move(x, weight, e, options)
        for i in np.flatnonzero(new != x).tolist():
            actor, other = table.actors[int(rows[i])], table.actors[int(rows[partner[i]])]
            concessions += [Concession(number, actor, other, issue.name, float(x[i]), float(new[i]), other, 1.0)]
        still = float(np.abs(new - x).max()) <= options.tolerance * span
        x = new
        full = np.full(table.n_actors, np.nan)
        full[rows] = x
        states.append(full)
        winners.append(condorcet_winner(x, weight, span))
        if still:
            return states, winners, concessions, True
    return states, winners, concessions, False


def _move(
    x: FloatArray, weight: FloatArray, e: FloatArray, options: ChallengeOptions
) -> tuple[FloatArray, NDArray[np.int64]]:
    """Positions after everyone has taken one offer, and from whom each took it (itself: none)."""
    n = len(x)
    mine, theirs = e, e.T  # [i, j]: what i expects of j, what j expects of i
    differ = x[:, None] != x[None, :]
    # i yields to j where j expects to win and i expects less
    conflict = differ & (mine > 0) & (theirs > 0) & (mine < theirs)
    compelled = differ & (mine < 0) & (theirs > 0) & (np.abs(mine) >= theirs)
    partial = differ & (mine < 0) & (theirs > 0) & (np.abs(mine) < theirs)
    share = np.where(partial, np.abs(mine) / np.where(theirs > 0, theirs, 1.0), 1.0)
    if options.compromise_from == "winner":
        share = np.where(partial, 1.0 - share, share)
    offered = conflict | compelled | partial
    target = x[:, None] + share * (x[None, :] - x[:, None])
    cost = np.abs(target - x[:, None])
    new, partner = x.copy(), np.arange(n)
    force = np.where(offered, theirs, -np.inf)
    for i in range(n):
        offers = np.flatnonzero(offered[i])
        if not len(offers):
            continue
        if options.take == "nearest":
            order = np.lexsort((offers, cost[i, offers]))
        elif options.take == "strongest":
            order = np.lexsort((offers, cost[i, offers], -weight[offers]))
        else:
            order = np.lexsort((offers, cost[i, offers], -np.round(force[i, offers], 12)))
        j = int(offers[order[0]])
        new[i], partner[i] = target[i, j], j
    return new, partner
