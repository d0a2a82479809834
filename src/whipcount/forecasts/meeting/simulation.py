"""Simulated meetings: the shared mood, the members' own noise, and what each of them is worth (Shapley)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import permutations
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from whipcount.bodies.offices import default_offices
from whipcount.cancelling import checkpoint
from whipcount.forecasts.core.ballots import ABSTAIN, YES, Ballots, BatchRule
from whipcount.forecasts.core.propensity import AGAINST, MeetingPrior, credibility, freshness, leaning, own_word
from whipcount.forecasts.core.quantiles import beta_quantiles, normal_quantile
from whipcount.positions.coders.contract import NO_AGREEMENT, NO_MEMBER, OWN_WORD_ONLY
from whipcount.positions.count.tally import Position
from whipcount.positions.stance.stance import Authority, Evidence, Force, Stance
from whipcount.statements.statement import Modality

_REPLICATES = 10  # independent of one another: the simulation's error is read off them
_BLOCKS = 10  # sets of leanings in each; the simulated meetings of one block share theirs
_BALLOTS = 640_000  # simulated ballots at most: fewer meetings are drawn where there are many members
_MANY = 64  # members from which on each meeting costs more than it is worth
_LEVELS = tuple((i + 0.5) / 21 for i in range(21))  # of the chance that the question is put
_EXACT_PLAYERS = 5  # up to here all orders are tried, beyond it a fixed number of them
_ORDERS = 60

Leanings = NDArray[np.float64]


def leanings(
    positions: Sequence[Position],
    day: date,
    prior: MeetingPrior,
    known: Mapping[str, Evidence],
    as_of: date,
    silent: Mapping[str, float] = MappingProxyType({}),
) -> Leanings:
    """The leaning of each member on the day of the meeting, shape (members,).

    Args:
        positions: where members stand.
        day: of the meeting.
        prior: what is believed beforehand.
        known: the evidence by id; what decides a position tells whether it is an act, and whose word.
        as_of: the day of the forecast; who leaves office later is not known to.
        silent: leanings of members without a position, where something tells of them; else that of silence.
    """
    rows = []
    for position in positions:
        item = known.get(position.evidence[0]) if position.evidence else None
        if position.stance is None:
            rows.append(silent.get(position.member, prior.unknown))
            continue
        if item is None:
            rows.append(leaning(position, day, prior))
            continue
        settled = item.authority >= Authority.FORMAL_DECISION
        left = None if settled or position.stance not in AGAINST else left_office(item, as_of)
        rows.append(leaning(position, day, prior, settled=settled, own=own_word(item), left=left))
    return np.array(rows)


def left_office(item: Evidence, as_of: date) -> date | None:
    """When who spoke for the member left office; None while in office, and where the table does not know."""
    if not item.member or not item.speaker or item.third_party:
        return None
    who = default_offices().who_is(item.speaker, item.said_to, actors=[item.member])
    if who is None:
        return None
    held = [tenure.end for tenure in who.now if tenure.actor == item.member]
    still = [t for t in (*who.now, *who.after) if t.actor == item.member and t.held_on(as_of)]
    if not held or still or any(end is None for end in held):
        return None
    return max(end for end in held if end is not None)


def draws_for(members: int, most: int = 20_000) -> int:
    """How many meetings are simulated: as many for one question, wherever it is asked.

    >>> draws_for(32), draws_for(60), draws_for(100), draws_for(193)
    (20000, 10600, 1600, 1000)
    """
    least, ballots = (1_000, _BALLOTS // 4) if members >= _MANY else (2_000, _BALLOTS)
    return max(least, min(most, ballots // members // 100 * 100))


def claims_about_body(evidence: Iterable[Evidence], variant: str, as_of: date) -> list[Evidence]:
    """Evidence about the body as a whole that moves the mood: claims, known by then, that it will not agree.

    Hopes and requests that it *will* agree come from those who ask and move nothing; only a formal decision does,
    and that ends the question. What several reports tell of one utterance counts once. What a later item withdraws
    is left out.
    """
    seen: set[str] = set()
    claims = []
    items = [e for e in evidence if e.reported_on <= as_of]
    withdrawn = {e.withdraws for e in items if e.withdraws}
    about = [e for e in items if e.member is None and e.variant == variant]
    for item in sorted(about, key=lambda e: (-credibility(e), e.id)):
        about_body = _says_no_agreement(item)
        real = item.modality is Modality.ACTUAL and item.force is not Force.REQUEST and item.id not in withdrawn
        origin = item.origin or item.id
        if about_body and real and origin not in seen:
            seen.add(origin)
            claims.append(item)
    return claims


def _says_no_agreement(item: Evidence) -> bool:
    """Whether a claim about the body is that it will not agree; what a non-member, or who speaks for nobody, wants or
    fears is none.
    """
    if NO_AGREEMENT in item.reasons:
        return True
    wish = any(reason.endswith(NO_MEMBER) or reason.startswith(OWN_WORD_ONLY) for reason in item.reasons)
    return item.stance in AGAINST and not wish


@dataclass(frozen=True, slots=True)
class _Drawn:
    """Everything random about the meetings of one body, whatever its members think.

    ``level`` and ``stretch``, shape (blocks,), standard normal: how far all leanings are off, and by which factor their
    distances are. ``mood``, shape (blocks, rows, 1), and ``noise``, shape (blocks, rows, members), standard normal.
    """

    level: NDArray[np.float64]
    stretch: NDArray[np.float64]
    mood: NDArray[np.float64]
    noise: NDArray[np.float64]


@lru_cache(maxsize=4)
def _draw(size: int, draws: int, seed: int) -> _Drawn:
    """Draw them; level, stretch and mood are stratified, which leaves their means and takes most of their noise."""
    random = np.random.Generator(np.random.PCG64(seed))
    blocks = _REPLICATES * _BLOCKS
    rows = -(-draws // blocks)

    def strata(count: int, of: int) -> NDArray[np.float64]:
        places = random.permuted(np.tile(np.arange(of), (count, 1)), axis=1)
        return normal_quantile((places + random.random((count, of))) / of)

    drawn = _Drawn(
        strata(_REPLICATES, _BLOCKS).ravel(),
        strata(_REPLICATES, _BLOCKS).ravel(),
        strata(blocks, rows)[:, :, None],
        random.standard_normal((blocks, rows, size)),
    )
    for array in (drawn.level, drawn.stretch, drawn.mood, drawn.noise):
        array.setflags(write=False)  # they are shared by all who ask about a body of this size
    return drawn


class SimulatedMeetings:
    """Meetings drawn once, asked many times: every question is answered on the same draws, so differences carry no
    noise. The draws depend on the number of members alone, never on what they think, so another stance reshuffles
    nothing; and a better leaning makes a member go along in no fewer of them."""

    def __init__(
        self,
        rule: BatchRule,
        positions: Sequence[Position],
        prior: MeetingPrior,
        *,
        draws: int,
        seed: int,
        widths: NDArray[np.float64] | None = None,
    ) -> None:
        self.rule = rule
        self.prior = prior
        self._widths = widths if widths is not None and widths.any() else None
        self._drawn = _draw(len(positions), draws, seed)
        self.blocks, self.rows, _ = self._drawn.noise.shape
        factor = np.exp(0.5 * prior.spread * self._drawn.stretch)
        self._level = prior.spread * self._drawn.level[:, None]
        self._factor = factor[:, None]
        self._shared = prior.mood * self._drawn.mood + self._drawn.noise
        willing = [p.stance in (Stance.WILL_NOT_BLOCK, Stance.ABSTAIN) for p in positions]
        self.consents = np.where(willing, ABSTAIN, YES).astype(np.int8)
        self._open = bool(rule(self.consents[None, :])[0])

    def mood_of(self, claims: Sequence[Evidence], day: date) -> float:
        """How far claims about the body move its mood; each further one counts half of the one before."""
        if not claims:
            return 0.0
        worth = sorted(
            (
                credibility(c)
                * (0.5 if c.stance is Stance.LEAN_NO else 1.0)
                * (
                    1.0
                    if c.authority >= Authority.FORMAL_DECISION
                    else freshness(c.reported_on, day, self.prior.half_life)
                )
                for c in claims
            ),
            reverse=True,
        )
        return self.prior.body_claim * float(sum(w * 0.5**k for k, w in enumerate(worth)))

    def ballots(self, base: Leanings, mood: float) -> Ballots:
        """The ballots of every simulated meeting; a member that will not block abstains where others say yes."""
        unknown = self.prior.unknown
        here = (unknown + self._level + self._factor * (base - unknown) + mood)[:, None, :]  # (blocks, 1, members)
        if self._widths is None:  # the same as a sum above nought, to the bit, without the sum; a product, for speed
            return ((self._shared > -here).reshape(-1, len(base)) * self.consents).astype(np.int8, copy=False)
        drawn = (here + self._shared).reshape(-1, len(base))
        abstains = (drawn > -self._widths) * np.int8(ABSTAIN)
        return np.maximum((drawn > 0) * self.consents, abstains).astype(np.int8, copy=False)

    def chance(self, base: Leanings, mood: float) -> float:
        """The chance that the rule is met."""
        checkpoint()
        return self.share(self.rule(self.ballots(base, mood)))

    def share(self, met: NDArray[np.bool_]) -> float:
        """The share of meetings in which the rule is met.

        Half a meeting of either kind is added: that it was met in none of some thousands does not make it impossible,
        unless even the consent of all would not meet the rule.
        """
        return float((met.sum() + 0.5) / (met.size + 1)) if self._open else float(met.mean())

    def error(self, met: NDArray[np.bool_]) -> float:
        """The standard error of the share of meetings in which the rule is met: that of the means of the replicates.

        The meetings of one block share their leanings, so they are no independent draws.
        """
        means = met.reshape(_REPLICATES, -1).mean(axis=1)
        return float(means.std(ddof=1) / np.sqrt(_REPLICATES))

    def interval(self, met: NDArray[np.bool_], p_put: float, weight: float) -> tuple[float, float]:
        """Where 80% of the chance lies, were the leanings and the chance that the question is put known better.

        The latter follows a beta distribution that is worth ``weight`` meetings.
        """
        shares = met.reshape(self.blocks, self.rows).mean(axis=1)
        if self._open:
            shares = (shares * self.rows + 0.5) / (self.rows + 1)
        put = np.full(1, p_put)
        if 0 < p_put < 1:
            put = np.array(beta_quantiles(p_put * weight, (1 - p_put) * weight, _LEVELS))
        low, high = np.quantile(np.outer(shares, put), [0.1, 0.9])
        return float(low), float(high)

    def forced(self, ballots: Ballots, member: int, vote: int) -> NDArray[np.bool_]:
        """Whether the rule is met in each meeting with one member's vote set by hand."""
        changed = ballots.copy()
        changed[:, member] = vote
        return self.rule(changed)


def support_of(positions: Sequence[Position]) -> NDArray[np.float64]:
    """How far each member is in favour, 0 to 1, shape (members,): what brings a question on an agenda."""
    worth = {Stance.YES: 1.0, Stance.WILL_NOT_BLOCK: 0.75, Stance.LEAN_YES: 0.5}
    return np.array(
        [
            (worth.get(p.stance, 0.0) if p.stance else 0.0) * (1.0 if all(c.met for c in p.conditions) else 0.5)
            for p in positions
        ]
    )


def shapley(
    model: SimulatedMeetings,
    base: Leanings,
    mood: float,
    support: NDArray[np.float64],
    put: Callable[[float], float],
    blank: Leanings | None = None,
) -> list[float]:
    """What each member's position, and last the claims about the body, add to the forecast.

    Shapley (1953): the average over the orders in which positions become known of what the forecast moves when this
    one does. All orders up to five players, sixty drawn orders (each with its reverse) beyond; the shares always add
    up to the whole difference between knowing all and knowing none. ``put`` gives the chance that the question is put
    from the share of members in favour. ``blank`` holds the leanings before any position is known.
    """
    blank = np.full(len(base), model.prior.unknown) if blank is None else blank
    players = [int(i) for i in np.flatnonzero((base != blank) | (support > 0))] + ([len(base)] if mood else [])
    shares = [0.0] * (len(base) + 1)
    if not players:
        return shares
    if len(players) <= _EXACT_PLAYERS:
        orders = list(permutations(players))
    else:
        random = np.random.Generator(np.random.PCG64(1953))
        drawn = [tuple(int(i) for i in random.permutation(players)) for _ in range(_ORDERS // 2)]
        orders = drawn + [order[::-1] for order in drawn]
    chances: dict[frozenset[int], float] = {}
    claimed = lru_cache(maxsize=2)(lambda mood: (model.ballots(blank, mood), model.ballots(base, mood)))

    def worth(coalition: frozenset[int]) -> float:
        if coalition not in chances:
            checkpoint()
            inside = [i for i in coalition if i < len(base)]
            without, having = claimed(mood if len(base) in coalition else 0.0)
            cast = without.copy()  # a member's ballot follows from its own leaning, whatever others think
            cast[:, inside] = having[:, inside]
            heard = float(support[inside].sum()) / len(base)
            chances[coalition] = put(heard) * model.share(model.rule(cast))
        return chances[coalition]

    for order in orders:
        before: frozenset[int] = frozenset()
        for player in order:
            after = before | {player}
            shares[player] += (worth(after) - worth(before)) / len(orders)
            before = after
    return shares
