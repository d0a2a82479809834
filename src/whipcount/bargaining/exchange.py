"""The exchange model: two actors who disagree on two issues each give way on the one that they care less about.

Stokman & Van Oosten 1994 (in Bueno de Mesquita & Stokman eds, pp. 105-127); Van Assen, Stokman & Van Oosten
2003; Dijkstra et al. 2018. On 0 to 100 with outcome O_p = sum(c s x) / sum(c s) on each issue:

- actors i, j on opposite sides of O on both p and q may exchange; with s_ip / s_iq >= s_jp / s_jq, i demands p
  and gives on q
- a move of j on p shifts O_p by d_p = |move| c_jp s_jp / sum(c s)_p; gains are s_ip d_p - s_iq d_q and s_jq d_q
  - s_jp d_p
- *equal* gains: d_q = d_p (s_ip + s_jp) / (s_iq + s_jq). One of the two moves fully to the other's position,
  unless the outcome would cross the demander's position: then it lands there
- the exchange with the highest gain is realised, all that it touches is reckoned anew, and so on until none is
  left; nobody turns back
- next round: x' = .4 (1 - s) y + .1 y + (1 - .4 (1 - s) - .1) x, with y the voting positions

*Randomised* (``randomise`` p > 0): a drawn party's gain is raised towards its maximum or lowered, by a share p
z, z uniform. *Random rate*: each pair's d_q / d_p is drawn between what either would at most accept; an
exchange is realised when it is the best for both, and where no one's best is mutual the better-off party offers
more until one is.

An externality is what a realised exchange changes for somebody: s_ap (|O_p - x_ap| before - after) + the same
on q. It is *own* for the two, *inner* for those on the same sides as one of them on both issues, *outer* for
the others.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray

from whipcount.bargaining import exchange_kernel as kernel
from whipcount.bargaining.exchange_candidates import candidates
from whipcount.bargaining.means import weighted_mean
from whipcount.bargaining.outcome import Exchange, Outcome
from whipcount.bargaining.table import Table
from whipcount.errors import BargainingError
from whipcount.kernels import speed

FloatArray = NDArray[np.float64]

RATES = ("equal", "random")
MAX_ACTORS = 500
MAX_CANDIDATES = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeOptions:
    """Variants of the model. ``randomise`` is p of the randomised gains, 0 (none) to 1.

    >>> ExchangeOptions(rounds=0)
    Traceback (most recent call last):
    whipcount.errors.BargainingError: option rounds: 0 (accepted: 1 to 1000)
    """

    rounds: int = 1
    rate: str = "equal"
    randomise: float = 0.0
    seed: int = 0
    externalities: bool = True
    decide_compat: bool = False

    def __post_init__(self) -> None:
        if not 1 <= self.rounds <= 1000:
            raise BargainingError(f"{self.rounds}", where="option rounds", accepted="1 to 1000")
        if self.rate not in RATES:
            raise BargainingError(f"unknown value {self.rate!r}", where="option rate", accepted=", ".join(RATES))
        if not 0.0 <= self.randomise <= 1.0:
            raise BargainingError(f"{self.randomise}", where="option randomise", accepted="0 to 1")
        if self.rate == "random" and self.randomise > 0.0:
            raise BargainingError("with rate 'random'", where="option randomise", accepted="0")


@dataclass(frozen=True, slots=True, eq=False)
class Round:
    """One round on 0 to 100: candidates (e, 4), which were realised, their terms (see `exchange_kernel.realise`)."""

    before: FloatArray
    outcome: FloatArray
    candidates: NDArray[np.int64]
    valid: int
    realised: NDArray[np.int64]
    terms: FloatArray
    after: FloatArray


def run_round(
    x: FloatArray,
    present: NDArray[np.bool_],
    salience: FloatArray,
    weight: FloatArray,
    options: ExchangeOptions,
    *,
    number: int = 0,
    tie_order: Sequence[tuple[int, int, int, int]] = (),
    without: Collection[tuple[int, int, int, int]] = (),
) -> Round:
    """One round of exchanges on positions (n, m) on 0 to 100; ``weight`` is c s, 0 where absent.

    Equal gains are realised in the order of the table (pairs of issues, then pairs of actors); exchanges named
    in ``tie_order``, as (i, j, p, q), come first in the order given; those named in ``without`` are ruled out.
    """
    total = weight.sum(axis=0)
    held = np.where(present, x, 0.0)
    pull = weight / np.where(total > 0, total, 1.0)
    outcome = (pull * held).sum(axis=0)
    active = present & (weight > 0)
    cands = candidates(held, salience, active, outcome, MAX_CANDIDATES)
    if len(cands) > MAX_CANDIDATES:
        raise BargainingError(
            f"more than {MAX_CANDIDATES} possible exchanges",
            accepted="fewer actors or issues (they grow with both squared)",
        )
    if without:
        cands = cands[[c not in without for c in map(tuple, cands.tolist())]]
    priority = np.arange(len(cands), dtype=np.int64)
    if tie_order:
        first = {key: k for k, key in enumerate(tie_order)}
        for e, (i, j, p, q) in enumerate(cands.tolist()):
            rank = first.get((i, j, p, q), first.get((j, i, q, p)))
            priority[e] = len(first) + e if rank is None else rank
    seed = int(np.random.SeedSequence([options.seed, number]).generate_state(1, np.uint64)[0] >> np.uint64(1))
    drawn = options.rate == "random" or options.randomise > 0.0
    with speed((3000.0 if drawn else 3.0) * len(cands) ** 1.5):  # realised exchanges grow as the root of the candidates
        after, realised, terms, valid = kernel.realise(
            cands,
            held,
            salience,
            pull,
            outcome,
            priority,
            options.randomise,
            options.rate == "random",
            options.decide_compat,
            seed,
        )
    return Round(held, outcome, cands, valid, realised, terms, after)


def prepare(table: Table) -> tuple[FloatArray, NDArray[np.bool_], FloatArray, FloatArray]:
    """Positions on 0 to 100, who is present, saliences and weights c s (0 where absent) of a table.

    Raises `BargainingError` for one issue only, or more than 500 actors.
    """
    if table.n_issues < 2:
        raise BargainingError("an exchange needs two issues", where="table of one issue", accepted="two issues or more")
    if table.n_actors > MAX_ACTORS:
        raise BargainingError(f"{table.n_actors} actors", where="exchange model", accepted=f"{MAX_ACTORS} at most")
    present = table.present()
    salience = np.where(present, np.nan_to_num(table.salience), 0.0)
    return np.where(present, table.unit() * 100.0, np.nan), present, salience, table.weight()


def next_preferences(x: FloatArray, y: FloatArray, salience: FloatArray) -> FloatArray:
    """Preferences of the next round from preferences x and voting positions y.

    >>> next_preferences(np.array([25.0]), np.array([100.0]), np.array([0.6])).tolist()
    [44.5]
    """
    adapt = (1.0 - salience) * 0.4
    return np.asarray(adapt * y + 0.1 * y + (1.0 - adapt - 0.1) * x)


def exchange(table: Table, options: ExchangeOptions | None = None) -> Outcome:
    """Run the exchange model; the outcome is O on the voting positions of the last round.

    Actors without a position or weight on an issue take no part in exchanges on it.

    >>> from whipcount.bargaining.table import Issue
    >>> places, cares = [[0, 0], [100, 100]], [[1, 0.2], [0.2, 1]]
    >>> t = Table(["A", "B"], [Issue("x"), Issue("y")], position=places, salience=cares, capability=[1, 1])
    >>> out = exchange(t)
    >>> [round(float(v), 1) for v in out.values], out.exchanges[0].gives
    ([0.0, 100.0], 'y')
    """
    chosen = options or ExchangeOptions()
    x, present, salience, weight = prepare(table)
    shown = [x]
    outcomes = [weighted_mean(x, weight)]
    exchanges: list[Exchange] = []
    settled = False
    for number in range(chosen.rounds):
        result = run_round(x, present, salience, weight, chosen, number=number)
        y = np.where(present, result.after, np.nan)
        shown.append(y)
        outcomes.append(weighted_mean(y, weight))
        exchanges += _named(table, result, salience, number + 1, chosen.externalities)
        if not len(result.realised):
            settled = True
            break
        x = np.where(present, next_preferences(result.before, result.after, salience), np.nan)
    scale = table.span / 100.0
    notes = () if settled or chosen.rounds == 1 else (f"exchanges were still possible after {chosen.rounds} rounds",)
    return Outcome(
        "exchange",
        tuple(i.name for i in table.issues),
        table.low + outcomes[-1] * scale,
        asdict(chosen),
        settled or chosen.rounds == 1,
        len(shown) - 1,
        table.low + np.stack(shown) * scale,
        table.low + np.stack(outcomes) * scale,
        (),
        tuple(exchanges),
        notes,
    )


def _named(table: Table, r: Round, salience: FloatArray, number: int, with_externalities: bool) -> list[Exchange]:
    out = []
    names = table.issues
    sides = r.before <= r.outcome
    for k, e in enumerate(r.realised.tolist()):
        i, j, p, q = r.candidates[e].tolist()
        gain_i, gain_j, i_from, i_to, j_from, j_to, before_p, before_q, after_p, after_q = r.terms[k].tolist()
        effects: Mapping[str, float] = {}
        inner: tuple[str, ...] = ()
        if with_externalities:
            x_p, x_q = r.before[:, p], r.before[:, q]
            change = salience[:, p] * (np.abs(before_p - x_p) - np.abs(after_p - x_p))
            change += salience[:, q] * (np.abs(before_q - x_q) - np.abs(after_q - x_q))
            effects = dict(zip(table.actors, change.tolist(), strict=True))
            alike = np.zeros(len(x_p), dtype=bool)
            for one in (i, j):
                alike |= (sides[:, p] == sides[one, p]) & (sides[:, q] == sides[one, q])
            inner = tuple(a for a, same in zip(table.actors, alike, strict=True) if same)
        out.append(
            Exchange(
                number,
                table.actors[i],
                table.actors[j],
                names[q].name,
                names[p].name,
                names[q].own(i_from / 100.0),
                names[q].own(i_to / 100.0),
                names[p].own(j_from / 100.0),
                names[p].own(j_to / 100.0),
                gain_i,
                gain_j,
                effects,
                inner,
            )
        )
    return out
