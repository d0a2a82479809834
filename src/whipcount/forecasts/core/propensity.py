"""What a position is worth: the chance that a member goes along, before anything is shared with the others.

The scale is a probit's: a member whose leaning is ``m`` goes along with probability ``Phi(m)`` when the mood of the
body is neither good nor bad. Three numbers are set on decisions of the past (``python benchmarks/meetings.py --fit``
prints them, with their errors); the others are priors, told with their reason, because the table of past meetings
does not say what members had said beforehand.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from types import MappingProxyType

from whipcount.errors import ForecastError
from whipcount.positions.count.tally import Position
from whipcount.positions.stance.stance import Authority, Condition, Evidence, Stance

_STANCES: Mapping[Stance, float] = MappingProxyType(
    {
        Stance.YES: 3.3,  # a member that has said yes in the open goes back on it once in 150, the mood averaged over
        Stance.WILL_NOT_BLOCK: 2.9,  # as firm for a consensus, less than a yes where yes votes are counted
        Stance.LEAN_YES: 2.7,
        Stance.ABSTAIN: 1.6,  # lets a consensus pass and gives no vote where yes votes are counted; stated, not fitted
        Stance.DECLINED: 1.4,  # who will not say leans away from "unknown", which is 2.37
        Stance.UNDECIDED: 0.8,
        Stance.LEAN_NO: -0.8,
        Stance.NO: -2.0,  # as others tell it; named opponents hold on the day about nineteen times in twenty
    }
)

FITTED_ON = "50 questions at 27 occasions of NATO and the EU, 1997-2026, that were told of, not sampled"
"""What the fitted numbers come from: ``meeting_decisions.csv``, as ``benchmarks/meetings.py`` reads it."""

ORDER = (
    Stance.NO,
    Stance.LEAN_NO,
    Stance.UNDECIDED,
    Stance.DECLINED,
    Stance.ABSTAIN,
    Stance.LEAN_YES,
    Stance.WILL_NOT_BLOCK,
    Stance.YES,
)
"""Stances from the one that speaks most against to the one that speaks most for: leanings rise along it."""


@dataclass(frozen=True, slots=True)
class MeetingPrior:
    """Everything that a meeting's forecast believes before it sees a position. Probit units unless said otherwise.

    Attributes:
        unknown: leaning of a member that has not spoken (fitted: 2.37, error .23). Most members go along with most
            things that reach a meeting; with 32 silent members and the shared mood this gives about .6 for a consensus.
        stances: leaning by stance, rising along :data:`ORDER`; those in favour do not lie below ``unknown``.
        mood: standard deviation of the shock that all members share, what makes "all or none" more likely than
            independent members would have it (fitted: .76, between .58 and .99).
        own_no: leaning of a member that has said no in its own name, or has cast a vote against: just after, it goes
            along once in a thousand times (stated).
        spread: standard deviation of the uncertainty of leanings, the same for all members; the distance of each from
            ``unknown`` is uncertain too, by a factor whose logarithm has half of this standard deviation. Both keep the
            order of leanings: a better stance never lowers the chance of a rule that only gains by consent.
        condition_open, condition_unmet: added for a condition that nobody has said to be met, or that is told to be
            unmet.
        half_life: days after which a stance in favour, or none, is worth half of its distance to ``unknown``.
        half_life_against: the same for a stance against, as in ratifications (stated: the table of past meetings does
            not tell what members had said). It stands until it is withdrawn or superseded: by fading alone it never
            counts for better than ``undecided``. Once its speaker has left office it fades with ``half_life``, to
            ``unknown``. Recorded acts, for and against, do not fade.
        body_claim: added to the mood for each separate claim that the body will not agree ("no consensus"), times the
            weight of its authority; the second claim counts half, the third a quarter, and so on.
        on_agenda, agenda_unknown, off_agenda: probability that the question is put to a decision at the occasion at
            all. The first is fitted (.94). The others are stated; ``agenda_unknown`` gives way to a base rate of
            meetings where there is one (:mod:`whipcount.forecasts.meeting.base_rate`).
        on_agenda_weight, agenda_unknown_weight: of how many meetings these probabilities are worth, for the interval:
            54 (the fit's error), and 2, which is nearly nothing.
        source: where the numbers are from.
        calibrated: whether decisions of the past set the leanings that they can inform.
    """

    unknown: float = 2.37
    stances: Mapping[Stance, float] = field(default_factory=lambda: _STANCES)
    mood: float = 0.76
    own_no: float = -4.0
    spread: float = 0.35
    condition_open: float = -1.2
    condition_unmet: float = -2.4
    half_life: float = 180.0
    half_life_against: float = 720.0
    body_claim: float = -1.6
    on_agenda: float = 0.94
    agenda_unknown: float = 0.60
    off_agenda: float = 0.04
    on_agenda_weight: float = 54.0
    agenda_unknown_weight: float = 2.0
    source: str = f"silent members, mood and agenda set on {FITTED_ON}; stances, claims and fading are stated priors"
    calibrated: bool = True

    def __post_init__(self) -> None:
        missing = [stance.value for stance in Stance if stance not in self.stances]
        if missing:
            raise ForecastError(f"no leaning for {', '.join(missing)}", where="meeting prior", accepted="one a stance")
        rising = [self.stances[stance] for stance in ORDER]
        if any(after < before for before, after in pairwise(rising)):
            raise ForecastError(
                "leanings must rise from no to yes", where="meeting prior", accepted="the order of ORDER"
            )
        if not self.stances[Stance.LEAN_YES] >= self.unknown:
            raise ForecastError("leanings in favour must not lie below that of silence", where="meeting prior")
        if not self.own_no <= self.stances[Stance.NO]:
            raise ForecastError("a no in one's own name must not lie above a no", where="meeting prior")
        if not self.stances[Stance.UNDECIDED] < self.unknown:
            raise ForecastError("undecided must lie below silence", where="meeting prior")
        for name in ("mood", "spread", "half_life", "half_life_against", "on_agenda_weight", "agenda_unknown_weight"):
            if not getattr(self, name) > 0:
                raise ForecastError(f"{name} must be above nought", where="meeting prior")
        for name in ("on_agenda", "agenda_unknown", "off_agenda"):
            if not 0 <= getattr(self, name) <= 1:
                raise ForecastError(f"{name} is no probability", where="meeting prior", accepted="0 to 1")


_CREDIBILITY: Mapping[Authority, float] = MappingProxyType(
    {
        Authority.ANALYST: 0.35,
        Authority.UNNAMED: 0.6,
        Authority.PARLIAMENTARIAN: 0.5,
        Authority.SPOKESPERSON: 0.9,
        Authority.MINISTER: 0.95,
        Authority.HEAD: 1.0,
        Authority.FORMAL_DECISION: 1.0,
        Authority.RECORDED_VOTE: 1.0,
    }
)


def credibility(evidence: Evidence) -> float:
    """How much of its face value a piece of evidence is worth, 0 to 1: authority, second hand, the coder's
    confidence.

    Unnamed officials speak of what the body will do with some knowledge; about a member's own position the fold has
    already left them out.
    """
    worth = _CREDIBILITY[evidence.authority] * min(max(evidence.confidence, 0.0), 1.0)
    return worth * (0.7 if evidence.third_party and evidence.named else 1.0)


def freshness(since: date | None, as_of: date, half_life: float) -> float:
    """What is left of a stance's worth after the days that have passed: halves every ``half_life`` days.

    >>> freshness(date(2024, 1, 1), date(2024, 6, 29), 180.0)
    0.5
    """
    if since is None or since >= as_of:
        return 1.0
    return float(0.5 ** ((as_of - since).days / half_life))


def condition_shift(conditions: tuple[Condition, ...], prior: MeetingPrior) -> float:
    """The worst of the conditions decides: met ones cost nothing.

    >>> condition_shift((Condition("reforms", met=True), Condition("peace")), MeetingPrior())
    -1.2
    """
    costs = [0.0 if c.met else prior.condition_open if c.met is None else prior.condition_unmet for c in conditions]
    return min(costs, default=0.0)


AGAINST = frozenset({Stance.NO, Stance.LEAN_NO})


def own_word(evidence: Evidence) -> bool:
    """Whether it is the member's own word or act: said for it in the open, by who may, or done by it."""
    if evidence.authority >= Authority.FORMAL_DECISION:
        return True
    return evidence.authority >= Authority.SPOKESPERSON and evidence.named and not evidence.third_party


def leaning(
    position: Position,
    as_of: date,
    prior: MeetingPrior,
    *,
    settled: bool = False,
    own: bool = False,
    left: date | None = None,
) -> float:
    """A member's leaning in probit units.

    A stance fades toward "unknown" with its age and the less it is sure; one against fades slowly, and never beyond
    "undecided" while it stands. A condition weighs on stances in favour only: a "no, unless" stays a no.

    Args:
        position: where it stands.
        as_of: the day.
        prior: what is believed beforehand.
        settled: a recorded act stands behind it, which does not fade.
        own: the member's own word or act stands behind it.
        left: when who spoke left office, where that is known.

    >>> no = Position("A", Stance.NO, date(2008, 4, 3), confidence=1.0)
    >>> [round(leaning(no, day, MeetingPrior(), own=True), 1) for day in (date(2008, 4, 4), date(2010, 3, 24))]
    [-4.0, -0.8]
    >>> round(leaning(no, date(2020, 4, 3), MeetingPrior(), own=True), 1)
    0.8
    >>> round(leaning(no, date(2020, 4, 3), MeetingPrior(), own=True, left=date(2009, 10, 6)), 1)
    2.4
    """
    if position.stance is None:
        return prior.unknown
    worth = prior.stances[position.stance]
    if position.stance in AGAINST:
        worth = prior.own_no if own and position.stance is Stance.NO else worth
        fresh = 1.0 if settled else _standing(position.since, as_of, prior, worth, left)
    else:
        if worth > prior.stances[Stance.UNDECIDED]:
            worth += condition_shift(position.conditions, prior)
        keeps = settled and worth >= prior.unknown
        fresh = 1.0 if keeps else freshness(position.since, as_of, prior.half_life)
    keep = min(max(position.confidence, 0.0), 1.0) * fresh
    return prior.unknown + keep * (worth - prior.unknown)


def _standing(since: date | None, as_of: date, prior: MeetingPrior, worth: float, left: date | None) -> float:
    """What is left of a stance against: it stands, and weakens slowly, until who spoke leaves office."""
    until = min(left, as_of) if left else as_of
    undecided = (prior.unknown - prior.stances[Stance.UNDECIDED]) / (prior.unknown - worth)
    fresh = max(freshness(since, until, prior.half_life_against), min(undecided, 1.0))
    return fresh * freshness(until, as_of, prior.half_life)
