"""A decision as a forecast sees it: who has consented on record, who has refused, since when it can be consented to.

Who has consented is said by :mod:`whipcount.positions.count.acts`: an act of the member, no word. Words are evidence
that moves the hazard.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache

import numpy as np

from whipcount.bodies.actors import actor_ids
from whipcount.bodies.body import Body
from whipcount.dossiers.default_date import last_day
from whipcount.dossiers.dossier import Event
from whipcount.dossiers.outcomes import Ending, ending
from whipcount.errors import BodyError, ForecastError
from whipcount.forecasts.core.ballots import BatchRule, cast, compiled
from whipcount.forecasts.core.decisions import Decision, Snapshot
from whipcount.forecasts.core.member_names import name_key
from whipcount.forecasts.core.threshold import Threshold
from whipcount.positions.count.acts import Act, formal_acts, takes_acts
from whipcount.positions.proposal.applicable_rule import rule_of
from whipcount.positions.proposal.next_occasion import ToldOccasions, with_next_occasion
from whipcount.positions.proposal.proposal import Proposal
from whipcount.positions.stance.stance import Evidence

_NEVER = np.iinfo(np.int64).max


@dataclass(frozen=True, slots=True)
class Case:
    """One decision with all that is recorded of it; what of it counts is asked as of a day.

    Attributes:
        id: of its dossier.
        evidence: one origin each, as the count takes it; deposits among it (:mod:`whipcount.dossiers.deposits`).
        events: all of them.
        agenda: whether a meeting has it on its agenda: "on", "off", "unknown".
        last_report: the day of its latest report.
        occasions: meetings that its reports tell after the proposal's own, by the day of the report.
    """

    id: str
    proposal: Proposal
    body: Body
    evidence: tuple[Evidence, ...]
    events: tuple[Event, ...] = ()
    agenda: str = "unknown"
    last_report: date | None = None
    occasions: ToldOccasions = ()

    def waiting_on(self, as_of: date) -> Case:
        """The same case with the meeting that is waited for on a day."""
        proposal = with_next_occasion(self.proposal, self.occasions, as_of)
        return self if proposal is self.proposal else replace(self, proposal=proposal)

    @property
    def one_by_one(self) -> bool:
        """Whether members consent each by an act and in its own time (a ratification), not together at a meeting."""
        return takes_acts(self.proposal)

    def known(self, as_of: date, known_by: datetime) -> tuple[Evidence, ...]:
        """The evidence reported by a day and recorded by an instant."""
        return tuple(e for e in self.evidence if e.reported_on <= as_of and e.recorded_at <= known_by)

    def ending(self, as_of: date, known_by: datetime) -> Ending:
        """What has become of the decision, by the events that a person entered and by what reports tell."""
        return ending(self.evidence, self.events, self.proposal.asked.id, as_of=as_of, known_by=known_by)

    def last_day(self, until: date) -> date | None:
        """The last day of which the dossier tells: that of a forecast by default."""
        return last_day(self.evidence, self.events, reports=(self.last_report,), until=until)

    def happened(self, as_of: date) -> tuple[Event, ...]:
        """The events of a day and before."""
        return tuple(event for event in self.events if event.on <= as_of)


@dataclass(frozen=True, eq=False)
class Standing:
    """A matter as of a day, ready for the hazard.

    Attributes:
        snapshot: for the model; its members are spelled as the training set spells them.
        ids: the members' ids, in the same order.
        rule: on ballots, where it is not simply everybody.
        consents, refusals: formal acts, by id.
        waiting: it was not open for consent yet on that day, so the clock starts on it.
    """

    snapshot: Snapshot
    ids: tuple[str, ...]
    rule: BatchRule | None
    consents: Mapping[str, Act]
    refusals: Mapping[str, Act]
    waiting: bool


def standing(
    case: Case,
    as_of: date,
    known_by: datetime,
    *,
    spelling: Mapping[str, str] | None = None,
    without: frozenset[str] = frozenset(),
) -> Standing:
    """Where a decision stands as of a day.

    Args:
        matter: the decision.
        as_of: nothing reported later counts.
        known_by: nothing recorded later counts.
        spelling: how the training set spells members, by id (:func:`spellings`).
        without: ids of evidence that is left out.

    Raises:
        ForecastError: a consent before the opening.
        BodyError: the body's members are not known on that day.
    """
    proposal, body = case.proposal, case.body
    members = body.members(as_of)
    evidence = [e for e in case.evidence if e.id not in without]
    consents, refusals = formal_acts(evidence, proposal.asked.id, as_of=as_of, known_by=known_by)
    ids = tuple(member.id for member in members)
    mine = {member: act for member, act in consents.items() if member in ids}
    start, waiting = opening(case, as_of, mine.values())
    for act in mine.values():
        if act.last < start:
            raise ForecastError(
                f"{act.member} consented on {act.last}, before the opening on {start}",
                where=f"{case.id}: {act.evidence}",
                accepted="a later consent, or an earlier opening",
            )
    since = [max((s.start for s in m.spans if s.covers(as_of) and s.start), default=start) for m in members]
    rule = _compiled(rule_of(proposal, body, as_of)[1])
    needed, need = _needed(rule, len(ids))
    names = [(spelling or {}).get(member.id, member.name) for member in members]
    snapshot = Snapshot(
        name=f"{proposal.title} [{case.id}]",
        body=body.id,
        rule=Threshold("all members", everyone=True) if needed else Threshold("the body's rule", count=need),
        as_of=as_of,
        members=_distinct(names, ids),
        opened=np.array([max(day, start).toordinal() for day in since], dtype=np.int64),
        first=np.array([max(mine[i].first, start).toordinal() if i in mine else _NEVER for i in ids], dtype=np.int64),
        last=np.array([mine[i].last.toordinal() if i in mine else _NEVER for i in ids], dtype=np.int64),
        followed=np.full(len(ids), as_of.toordinal(), dtype=np.int64),
        refused=np.array([i in refusals for i in ids]),
        weights=np.zeros(len(ids)),
        start=start.toordinal(),
        deadline=proposal.deadline.toordinal() if proposal.deadline else None,
        accession=proposal.candidate is not None,
    )
    return Standing(snapshot, ids, None if needed else rule, mine, refusals, waiting)


def opening(case: Case, as_of: date, acts: Iterable[Act]) -> tuple[date, bool]:
    """The day on which members could begin to consent, and whether that lies ahead (then the clock starts today).

    An event of kind ``opened`` tells it; without one the proposal's own day, else that of the first consent.
    """
    openings = [event.on for event in case.events if event.kind == "opened"]
    if openings:
        return (as_of, True) if min(openings) > as_of else (min(openings), False)
    first = min((act.first for act in acts), default=None)
    start = case.proposal.opened or first or as_of
    return min(start, first or start, as_of), False


def spellings(decisions: Sequence[Decision]) -> dict[str, str]:
    """How decisions of the past spell their members, by id; names that could be two members are left out."""
    problems: dict[str, str] = {}
    for name in sorted({member.member for decision in decisions for member in decision.members}):
        ids = actor_ids(name)
        if len(ids) == 1:
            problems.setdefault(ids[0], name)
    return problems


def others(decisions: Sequence[Decision], snapshot: Snapshot, opened: date) -> tuple[Decision, ...]:
    """The decisions without this one and those parallel to it: opened within a week of it, by the same members.

    The same is done in the backtest; a parallel protocol would tell the answer twice.
    """
    here = {name_key(name) for name in snapshot.members}

    def parallel(decision: Decision) -> bool:
        if abs((decision.opened - opened).days) > 7:
            return False
        there = {name_key(member.member) for member in decision.members}
        return len(here & there) >= 0.8 * len(here | there)

    return tuple(decision for decision in decisions if not parallel(decision))


_compiled = lru_cache(maxsize=64)(compiled)
"""A series asks for the same rule on each of its days; rules are values."""


@lru_cache(maxsize=64)
def _needed(rule: BatchRule, size: int) -> tuple[bool, int]:
    """Whether everybody is needed; else how many consents make the rule, at the median of random orders."""
    if not bool(rule(cast([True] * size))[0]):
        raise BodyError("the rule is not met even if everybody consents", accepted="a rule that can be met")
    alone = ~np.eye(size, dtype=bool)
    if not rule(np.concatenate([cast(row) for row in alone])).any():
        return True, size
    random = np.random.Generator(np.random.PCG64(1954))
    days = []
    for _ in range(25):
        place = np.empty(size, dtype=np.int64)
        place[random.permutation(size)] = np.arange(size)
        rows = np.concatenate([cast(place < count) for count in range(1, size + 1)])
        days.append(int(np.argmax(rule(rows))) + 1)
    return False, int(np.median(days))


def _distinct(names: Sequence[str], ids: Sequence[str]) -> tuple[str, ...]:
    """Names, with the id beside those that two members share."""
    keys = [name_key(name) for name in names]
    return tuple(
        name if keys.count(k) == 1 else f"{name} {member}" for name, k, member in zip(names, keys, ids, strict=True)
    )
