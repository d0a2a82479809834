"""Will it be decided at this meeting? The chance that the rule is met, from positions with a shared mood.

A meeting is not a wait, so this is not the hazard model of :mod:`whipcount.forecasts.hazard.hazard`:

1. the question is put to a decision with a probability that depends on what is said of the agenda;
2. each member ``i`` goes along when ``m_i + s_i + mood + e_i > 0``: its leaning, the uncertainty of leanings (shared by
   all, and larger the further a leaning lies from that of silence), a mood shared by all (normal) and its own noise
   (standard normal);
3. the rule is asked on the ballots of thousands of simulated meetings.

Whether it is put starts from a base rate of meetings where there is one
(:mod:`whipcount.forecasts.meeting.base_rate`). The mood is why member probabilities are never multiplied. Claims that
the body will not agree move the mood, never a member. What silent members, the mood and the agenda are worth was set on
past meetings by :mod:`whipcount.forecasts.meeting.fit`; the rest are stated priors.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from whipcount.errors import ForecastError
from whipcount.forecasts.core.ballots import NO, YES, BatchRule
from whipcount.forecasts.core.outlook import Contribution, MemberOutlook
from whipcount.forecasts.core.propensity import MeetingPrior
from whipcount.forecasts.meeting.agenda import Agenda, AgendaClaim, agenda_claims, chance_put, worth_of_put
from whipcount.forecasts.meeting.base_rate import BaseRate
from whipcount.forecasts.meeting.silent import SilentChance, beliefs
from whipcount.forecasts.meeting.simulation import (
    SimulatedMeetings,
    claims_about_body,
    draws_for,
    leanings,
    shapley,
    support_of,
)
from whipcount.positions.count.tally import Position, Tally
from whipcount.positions.stance.stance import Evidence

__all__ = ["MODEL", "Agenda", "Contribution", "MeetingForecast", "MemberOutlook", "meeting_forecast"]

MODEL = "meeting-3"
MAX_DRAWS = 1_000_000
SMALLEST = 0.0005
"""Gains up to this are not told."""


@dataclass(frozen=True, slots=True)
class MeetingForecast:
    """The chance that the rule is met at the occasion, with its reasons.

    Attributes:
        p: probability.
        low, high: where 80% of the probability lies, for the leanings and the chance that the question is put are
            uncertain themselves.
        error: Monte-Carlo standard error of ``p``: that of independent replicates, for meetings share leanings.
        p_put: probability that the question is put to a decision at all; ``p`` includes it.
        p_unknown: the forecast if nothing were known but the rule, the members and the agenda (and past votes, where
            they tell of silent members).
        base: the base rate of meetings that ``p_put`` starts from; None where there is none, or the agenda is known.
        claims_share: what the claims about the body add, as a Shapley value beside the members' shares.
        members: in the tally's order.
        contributions: by size, largest first; leave-one-out, so they need not add up.
        calibrated: whether past decisions set the parameters that they can inform.
        p_without_records: the forecast were silent members believed what every silent member is; None where no past
            votes were used.
        from_records: how many silent members past votes told of.
    """

    proposal: str
    variant: str
    as_of: date
    occasion: date | None
    p: float
    low: float
    high: float
    error: float
    p_put: float
    p_unknown: float
    claims_share: float
    members: tuple[MemberOutlook, ...]
    contributions: tuple[Contribution, ...]
    model: str
    source: str
    calibrated: bool
    draws: int
    seed: int
    base: BaseRate | None = None
    p_without_records: float | None = None
    from_records: int = 0

    @property
    def pivotal(self) -> tuple[MemberOutlook, ...]:
        """Members by what their consent would add, the most pivotal first; those without effect are left out."""
        ranked = sorted(self.members, key=lambda m: (-m.gain, m.member))
        return tuple(m for m in ranked if m.gain > 2 * self.error)

    @property
    def changers(self) -> tuple[MemberOutlook, ...]:
        """What would change it: members whose yes would raise the forecast most, beyond the simulation's noise and by
        something that can be told."""
        ranked = sorted(self.members, key=lambda m: (-(m.p_if_yes - self.p), m.member))
        return tuple(m for m in ranked if m.p_if_yes - self.p > max(2 * self.error, SMALLEST))


def meeting_forecast(
    tally: Tally,
    rule: BatchRule,
    *,
    evidence: Iterable[Evidence] = (),
    refold: Callable[[frozenset[str]], Tally] | None = None,
    agenda: Agenda = Agenda.UNKNOWN,
    occasion: date | None = None,
    prior: MeetingPrior | None = None,
    draws: int | None = None,
    seed: int = 20_241_203,
    with_shares: bool = True,
    with_members: bool = True,
    base_rate: BaseRate | None = None,
    silent: Mapping[str, SilentChance] = MappingProxyType({}),
) -> MeetingForecast:
    """The probability that the rule is met at an occasion.

    Args:
        tally: the positions, in the order in which ``rule`` expects the members.
        rule: a batch rule (:mod:`whipcount.forecasts.core.ballots`; ``compiled(rule)`` makes one from a body's rule).
        evidence: what the tally was folded from: tells which positions rest on decisions, and holds claims about the
            body.
        refold: gives the tally without some evidence (by id); then contributions are computed statement by statement.
            Without it a position's whole effect is booked on the evidence that decides it.
        agenda: whether the question is on the agenda, where that is known for sure; otherwise what the evidence says of
            it counts (:mod:`whipcount.forecasts.meeting.agenda`).
        occasion: the day; stances fade up to it. The tally's own day if left out.
        prior: what is believed beforehand.
        draws: simulated meetings, rounded up to whole blocks; by default :func:`.simulation.draws_for` the members.
        seed: the same seed and inputs give the same bits.
        with_shares: whether to compute the Shapley shares, by far the largest part of the work where many members
            have a known position; without them every share is NaN.
        with_members: whether to tell of each member and piece of evidence; the chance itself is the same without.
        base_rate: how often such a request is put to a decision at a meeting.
        silent: what past votes tell of members without a position, by member; of the others the prior of silence holds.

    Raises:
        ForecastError: no members, an occasion before the tally's day, or a number of draws out of range.

    >>> from datetime import UTC, datetime
    >>> from whipcount.forecasts.core.ballots import consensus
    >>> from whipcount.positions.count.tally import RuleState
    >>> from whipcount.positions.stance.stance import Stance
    >>> day = date(2024, 11, 29)
    >>> positions = (Position("A", Stance.YES, day, confidence=1.0), Position("B", None), Position("C", None))
    >>> now = datetime(2024, 11, 29, tzinfo=UTC)
    >>> tally = Tally("p", "v", "X", day, now, "consensus", positions, RuleState.OPEN, ("B", "C"))
    >>> forecast = meeting_forecast(tally, consensus, agenda=Agenda.ON)
    >>> round(forecast.p, 1), forecast.calibrated, sorted(m.member for m in forecast.pivotal)
    (0.9, True, ['A', 'B', 'C'])
    """
    prior = prior or MeetingPrior()
    if not tally.positions:
        raise ForecastError(
            "a tally without members", where=f"proposal {tally.proposal}", accepted="a body with members"
        )
    draws = draws_for(len(tally.positions)) if draws is None else draws
    if not 1_000 <= draws <= MAX_DRAWS:
        raise ForecastError(f"{draws} draws", accepted=f"1,000 to {MAX_DRAWS:,}")
    if occasion is not None and occasion < tally.as_of:
        raise ForecastError(
            f"the occasion ({occasion}) lies before the day of the forecast ({tally.as_of})", accepted="a later day"
        )
    by_id = {item.id: item for item in evidence}
    day, size = occasion or tally.as_of, len(tally.positions)
    believed = beliefs(tally.positions, silent, prior)
    by_record = {p.member: float(m) for p, m in zip(tally.positions, believed.leanings, strict=True) if not p.stance}
    model = SimulatedMeetings(rule, tally.positions, prior, draws=draws, seed=seed, widths=believed.widths)
    on_agenda = agenda_claims(by_id.values(), tally.variant, tally.as_of)

    def put(share: float, said: Sequence[AgendaClaim] = on_agenda, sure: Agenda = agenda) -> float:
        return chance_put(sure, said, day, prior, base=base_rate.p if base_rate else None, support=share)

    support = support_of(tally.positions)
    share = float(support.sum()) / size
    p_put = put(share)
    base = leanings(tally.positions, day, prior, by_id, tally.as_of, by_record)
    claims = claims_about_body(by_id.values(), tally.variant, tally.as_of)
    mood = model.mood_of(claims, day)
    went = model.ballots(base, mood)
    met = rule(went)
    p = p_put * model.share(met)
    low, high = model.interval(
        met, p_put, worth_of_put(agenda, on_agenda, prior, base_rate.weight if base_rate else None)
    )
    forecast = MeetingForecast(
        tally.proposal,
        tally.variant,
        tally.as_of,
        occasion,
        p=p,
        low=low,
        high=high,
        error=p_put * model.error(met),
        p_put=p_put,
        p_unknown=put(0.0) * model.chance(believed.leanings, 0.0),
        claims_share=float("nan"),
        members=(),
        contributions=(),
        model=f"{MODEL} with records" if believed.members else MODEL,
        source=prior.source,
        calibrated=prior.calibrated,
        draws=len(met),
        seed=seed,
        base=base_rate if agenda is Agenda.UNKNOWN else None,
        from_records=believed.members,
    )
    if believed.members:
        plain = SimulatedMeetings(rule, tally.positions, prior, draws=draws, seed=seed)
        alike = leanings(tally.positions, day, prior, by_id, tally.as_of)
        forecast = replace(forecast, p_without_records=p_put * plain.chance(alike, mood))
    if not with_members:
        return forecast
    shares = shapley(model, base, mood, support, put, believed.leanings) if with_shares else [float("nan")] * (size + 1)
    outlooks = []
    for place, position in enumerate(tally.positions):
        if_yes, if_no = model.forced(went, place, YES), model.forced(went, place, NO)
        others = float(support.sum() - support[place])
        outlooks.append(
            MemberOutlook(
                position.member,
                position.stance,
                position.evidence,
                p_yes=float((went[:, place] != NO).mean()),
                p_alone=p_put * float((~met & if_yes).mean()),
                p_if_yes=put((others + 1) / size) * model.share(if_yes),
                p_if_no=put(others / size) * model.share(if_no),
                share=shares[place],
            )
        )

    def again(positions: Sequence[Position], kept: Sequence[Evidence]) -> float:
        heard = float(support_of(positions).sum()) / size
        there = leanings(positions, day, prior, by_id, tally.as_of, by_record)
        return put(heard) * model.chance(there, model.mood_of(kept, day))

    contributions = [
        Contribution(
            claim.id, None, p - again(tally.positions, [c for c in claims if c.id != claim.id]), "claim about the body"
        )
        for claim in claims
    ]

    def unheard(place: int) -> float:
        """The chance if one member had said nothing: all others stand as they did."""
        nothing = (Position(tally.positions[place].member, None),)
        heard, there = support.copy(), base.copy()
        heard[place] = support_of(nothing)[0]
        there[place] = leanings(nothing, day, prior, by_id, tally.as_of, by_record)[0]
        return put(float(heard.sum()) / size) * model.chance(there, mood)

    for place, position in enumerate(tally.positions):
        if position.stance is None:
            continue
        for item in position.evidence if refold else position.evidence[:1]:
            left = again(refold(frozenset({item})).positions, claims) if refold else unheard(place)
            contributions.append(Contribution(item, position.member, p - left, "position"))
    without_agenda = [("agenda", put(share, (), Agenda.UNKNOWN))] if agenda is not Agenda.UNKNOWN else []
    if agenda is Agenda.UNKNOWN:
        without_agenda += [(o.evidence.id, put(share, [c for c in on_agenda if c is not o])) for o in on_agenda]
    for name, else_put in without_agenda:
        contributions.append(Contribution(name, None, p * (1 - else_put / max(p_put, 1e-12)), "agenda"))
    contributions.sort(key=lambda c: (-abs(c.effect), c.evidence))
    return replace(forecast, claims_share=shares[-1], members=tuple(outlooks), contributions=tuple(contributions))
