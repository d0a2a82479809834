"""Who has consented by an act: the one place that says so, for the count, the brief and the forecast alike.

A member has *consented* where the evidence that decides its position, by the fold, is a formal act of its own (a
recorded vote, a formal decision, an instrument deposited) and says yes with no condition open. Where such an act says
no, the member has *refused*. A word, however firm and whoever speaks it, is neither.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from whipcount.positions.count.fold import fold_known, latest, why_not_counted
from whipcount.positions.count.tally import Position
from whipcount.positions.count.withdrawals import withdrawn
from whipcount.positions.proposal.proposal import Proposal
from whipcount.positions.stance.stance import Authority, Evidence, Stance
from whipcount.statements.statement import Modality

_ACTS = frozenset({Authority.FORMAL_DECISION, Authority.RECORDED_VOTE})


@dataclass(frozen=True, slots=True)
class Act:
    """A member's formal act: the days between which it fell, and the evidence that tells it."""

    member: str
    first: date
    last: date
    evidence: str


def takes_acts(proposal: Proposal) -> bool:
    """Whether members consent by an act of their own: they ratify, and no word of a government stands for it.

    >>> takes_acts(Proposal("p", "All ratify", "NATO", stage="Ratification")), takes_acts(Proposal("p", "P", "NATO"))
    (True, False)
    """
    return (proposal.stage or "").strip().casefold() == "ratification"


def is_act(item: Evidence) -> bool:
    """Whether evidence is a formal act of the member itself, done and not announced."""
    return item.authority in _ACTS and not item.third_party and item.modality is Modality.ACTUAL


def vote_of(position: Position, *, variant: str) -> str | None:
    """How a member would vote on what it has said, or None while that is open.

    A yes, an abstention or a promise not to block is one only once its conditions are met; a no that waits for something is a no
    until that is met, and open afterwards. Leans, the undecided, those who would not say and the unknown have no vote.

    >>> from whipcount.positions.stance.stance import Condition
    >>> vote_of(Position("AA", Stance.YES, conditions=(Condition("once the war ends"),)), variant="asked")
    >>> vote_of(Position("AA", Stance.YES), variant="asked")
    'yes'
    """  # noqa: E501
    waiting = [c for c in position.conditions if c.about in (None, variant)]
    met = all(c.met is True for c in waiting)
    if position.stance is Stance.YES and met:
        return "yes"
    if position.stance in (Stance.WILL_NOT_BLOCK, Stance.ABSTAIN) and met:
        return "abstain"
    if position.stance is Stance.NO and not (waiting and met):
        return "no"
    return None


def acts_of(
    positions: Iterable[Position], known: Mapping[str, Evidence], taken: Mapping[str, str], variant: str
) -> tuple[dict[str, Act], dict[str, Act]]:
    """Who has consented and who has refused, by member, given the positions.

    A consent bears the days of the first of the acts that have said yes since, without another one between them: a
    parliament's approval and the instrument deposited later are one consent, given when the parliament approved.

    Args:
        positions: of the members.
        known: the evidence that they were folded from, by id.
        taken: what of it was taken back.
        variant: which one is asked for.
    """
    by_member: dict[str | None, list[Evidence]] = defaultdict(list)
    for item in known.values():
        if item.variant == variant and is_act(item) and item.id not in taken and why_not_counted(item) is None:
            by_member[item.member].append(item)
    consents: dict[str, Act] = {}
    refusals: dict[str, Act] = {}
    for position in positions:
        decides = known[position.evidence[0]] if position.evidence else None
        if decides is None or not is_act(decides):
            continue
        vote = vote_of(position, variant=variant)
        if vote == "no":
            refusals[position.member] = _act(decides, position.member)
        elif vote == "yes":
            mine = sorted(by_member[position.member], key=lambda e: (e.said_to, e.said_from, e.human, e.id))
            since = mine.index(decides)
            while since and _says_yes(mine[since - 1]):
                since -= 1
            consents[position.member] = _act(mine[since], position.member)
    return consents, refusals


def formal_acts(
    evidence: Iterable[Evidence], variant: str, *, as_of: date, known_by: datetime
) -> tuple[dict[str, Act], dict[str, Act]]:
    """Who has consented and who has refused, by member, as of a day.

    Args:
        evidence: of any members and variants; deposits stand among it
            (:func:`whipcount.dossiers.deposits.deposits`).
        variant: which one is asked for.
        as_of: nothing reported later counts.
        known_by: nothing recorded later counts.

    >>> from datetime import UTC
    >>> day, noon = date(2030, 1, 2), datetime(2030, 1, 2, 12, tzinfo=UTC)
    >>> word = Evidence("e1", "AA", "asked", Stance.YES, day, day, day, noon, Authority.HEAD)
    >>> vote = Evidence("e2", "BB", "asked", Stance.YES, day, day, day, noon, Authority.RECORDED_VOTE)
    >>> sorted(formal_acts([word, vote], "asked", as_of=day, known_by=noon)[0])
    ['BB']
    """
    known = latest(evidence, as_of=as_of, known_by=known_by)
    taken = withdrawn(known)
    mine: dict[str, list[Evidence]] = defaultdict(list)
    for item in known.values():
        if item.member and item.variant == variant:
            mine[item.member].append(item)
    acting = {member: items for member, items in mine.items() if any(map(is_act, items))}
    positions = [fold_known(member, items, taken) for member, items in acting.items()]
    return acts_of(positions, known, taken, variant)


def _says_yes(item: Evidence) -> bool:
    return item.stance is Stance.YES and all(condition.met is True for condition in item.conditions)


def _act(item: Evidence, member: str) -> Act:
    return Act(member, item.said_from, item.said_to, item.id)
