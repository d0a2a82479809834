"""Simulated meetings: the shared mood, the members' own noise, and what each of them is worth (Shapley)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import permutations

import numpy as np
from numpy.typing import NDArray

from whipcount.forecasts.core.ballots import ABSTAIN, NO, YES, Ballots, BatchRule
from whipcount.forecasts.core.propensity import MeetingPrior, credibility, freshness, leaning
from whipcount.positions.coders.contract import NO_AGREEMENT, NO_MEMBER, OWN_WORD_ONLY
from whipcount.positions.count.tally import Position
from whipcount.positions.stance.stance import Authority, Evidence, Force, Stance
from whipcount.statements.statement import Modality

_BLOCKS = 50  # sets of leanings; the simulated meetings of one block share theirs
_AGAINST = frozenset({Stance.NO, Stance.LEAN_NO})
_EXACT_PLAYERS = 5  # up to here all orders are tried, beyond it a fixed number of them
_ORDERS = 60

Leanings = NDArray[np.float64]


def leanings(positions: Sequence[Position], day: date, prior: MeetingPrior, settled: frozenset[str]) -> Leanings:
    """The leaning of each member on a day; ``settled`` are ids of evidence that does not fade."""
    return np.array([leaning(p, day, prior, settled=bool(p.evidence) and p.evidence[0] in settled) for p in positions])


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
    for item in sorted(items, key=lambda e: (-credibility(e), e.id)):
        about_body = item.member is None and item.variant == variant and _says_no_agreement(item)
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
    return item.stance in _AGAINST and not wish


class SimulatedMeetings:
    """Meetings drawn once, asked many times: every question is answered on the same draws, so differences carry no
    noise."""

    def __init__(
        self, rule: BatchRule, positions: Sequence[Position], prior: MeetingPrior, *, draws: int, seed: int
    ) -> None:
        size = len(positions)
        rows = -(-draws // _BLOCKS)
        random = np.random.Generator(np.random.PCG64(seed))
        self.rule = rule
        self.prior = prior
        self.blocks = _BLOCKS
        kinds = [p.stance for p in positions]
        names = sorted({k.value if k else "" for k in kinds})
        column = np.array([names.index(k.value if k else "") for k in kinds])
        offsets = prior.spread * random.standard_normal((_BLOCKS, len(names)))
        self.noise = random.standard_normal((_BLOCKS * rows, size)) + np.repeat(offsets[:, column], rows, axis=0)
        shock = random.standard_normal(-(-_BLOCKS * rows // 2))
        self.shock = prior.mood * np.concatenate([shock, -shock])[: _BLOCKS * rows]
        random.shuffle(self.shock)
        self.consents = np.array([ABSTAIN if k is Stance.WILL_NOT_BLOCK else YES for k in kinds], dtype=np.int8)

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

    def ballots(self, base: Leanings, mood: float, rows: slice = slice(None)) -> Ballots:
        """The ballots of every simulated meeting; a member that will not block abstains where others say yes."""
        goes = base + mood + self.shock[rows, None] + self.noise[rows] > 0
        return np.where(goes, self.consents, NO).astype(np.int8)

    def chance(self, base: Leanings, mood: float, rows: slice = slice(None)) -> float:
        """The share of meetings in which the rule is met."""
        return float(self.rule(self.ballots(base, mood, rows)).mean())

    def forced(self, ballots: Ballots, member: int, vote: int) -> NDArray[np.bool_]:
        """Whether the rule is met in each meeting with one member's vote set by hand."""
        changed = ballots.copy()
        changed[:, member] = vote
        return self.rule(changed)


def shapley(model: SimulatedMeetings, base: Leanings, mood: float, p_put: float) -> list[float]:
    """What each member's position, and last the claims about the body, add to the forecast.

    Shapley (1953): the average over the orders in which positions become known of what the forecast moves when this
    one does. All orders up to five players, sixty drawn orders (each with its reverse) beyond; the shares always add
    up to the whole difference between knowing all and knowing none.
    """
    blank = np.full(len(base), model.prior.unknown)
    players = [int(i) for i in np.flatnonzero(base != blank)] + ([len(base)] if mood else [])
    shares = [0.0] * (len(base) + 1)
    if not players:
        return shares
    if len(players) <= _EXACT_PLAYERS:
        orders = list(permutations(players))
    else:
        random = np.random.Generator(np.random.PCG64(1953))
        drawn = [tuple(int(i) for i in random.permutation(players)) for _ in range(_ORDERS // 2)]
        orders = drawn + [order[::-1] for order in drawn]
    known: dict[frozenset[int], float] = {}

    def worth(coalition: frozenset[int]) -> float:
        if coalition not in known:
            chosen = blank.copy()
            inside = [i for i in coalition if i < len(base)]
            chosen[inside] = base[inside]
            known[coalition] = p_put * model.chance(chosen, mood if len(base) in coalition else 0.0)
        return known[coalition]

    for order in orders:
        before: frozenset[int] = frozenset()
        for player in order:
            after = before | {player}
            shares[player] += (worth(after) - worth(before)) / len(orders)
            before = after
    return shares
