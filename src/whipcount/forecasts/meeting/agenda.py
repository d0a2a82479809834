"""Is the question on the meeting's agenda? Statements that put it there, or take it off, as evidence.

A question that is not put cannot be decided, whatever the members think. Who says "it is not on the agenda" tells of
the meeting and not of a member's stance; such claims move the chance that the question is put, in log-odds, by the
speaker's authority and the claim's age. Wishes ("it should be on the agenda") move nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

import numpy as np

from whipcount.dossiers.dossier import Event
from whipcount.forecasts.core.propensity import MeetingPrior, credibility, freshness
from whipcount.positions.coders.scheduled_votes import CODER, UNSURE, WILL_VOTE, of_members
from whipcount.positions.proposal.proposal import Proposal
from whipcount.positions.stance.stance import Authority, Evidence, Force
from whipcount.statements.statement import Modality


class Agenda(StrEnum):
    """Whether the question is on the meeting's agenda, as far as is known."""

    ON = "on"
    UNKNOWN = "unknown"
    OFF = "off"


_AGENDA = r"(?:(?:the|its|their|our|this|that|any|today's|tomorrow's)\s+)?(?:[\w'’-]+\s+){0,4}?agenda"
_OFF = re.compile(
    rf"(?:\b(?:not|never|nor|no\s+longer|neither|hardly)\b|n['’]t\b)(?:\s+[\w'’-]+){{0,4}}?\s+on\s+{_AGENDA}\b"
    rf"|\b(?:off|absent\s+from|missing\s+from|(?:taken|kept|left|struck|dropped|removed)\s+(?:off|from|out\s+of))"
    rf"\s+{_AGENDA}\b"
    r"|\bno\s+decision(?:\s+[\w'’-]+){0,6}?\s+(?:is|was|are)\s+(?:to\s+be\s+)?(?:expected|planned|foreseen|due)\b"
    r"|\b(?:not|n['’]t|never)\s+(?:be(?:ing)?\s+|yet\s+)?(?:put|up)\s+(?:to|for)\s+(?:a\s+)?(?:decision|vote)\b",
    re.IGNORECASE,
)
_ON = re.compile(
    rf"\bon\s+{_AGENDA}\b|\b(?:added|back)\s+(?:to|on)\s+{_AGENDA}\b"
    r"|\b(?:put|up)\s+(?:to|for)\s+(?:a\s+)?(?:decision|vote)\b",
    re.IGNORECASE,
)
_WISH = re.compile(
    r"\b(?:should|must|ought|could|might|may|want\w*|wish\w*|hop\w+|ask\w*|urg\w+|demand\w*|propos\w+|insist\w*"
    r"|if|unless|whether|would)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=1 << 16)
def read_agenda(text: str) -> bool | None:
    """Whether words say that the question is on the agenda (``True``), is not (``False``), or neither.

    Wishes, conditions and words that say both are neither.

    >>> read_agenda("The accession is not on the agenda of the summit."), read_agenda("It is on the agenda.")
    (False, True)
    >>> read_agenda("It should be on the agenda.") is None
    True
    """
    off = _OFF.search(text)
    rest = _OFF.sub(" ", text)
    on = _ON.search(rest)
    if off is None and on is None and _announces(text):
        return True
    if bool(off) == bool(on):
        return None
    before = text[: off.start()] if off else rest[: on.start()] if on else ""
    clause = re.split(r"[.;:!?]", before)[-1]
    return None if _WISH.search(clause) else not off


def _announces(text: str) -> bool:
    """Whether words say that the members will vote on it: no parliament, no party, no body by another name."""
    match = WILL_VOTE.search(text)
    if match is None or not of_members(text[: match.start()]):
        return False
    return not UNSURE.search(re.split(r"[.;:!?]", text[: match.start()])[-1])


def scheduled_vote(events: Iterable[Event], proposal: Proposal, as_of: date) -> Event | None:
    """The vote of all members that was announced by a day and lies at the proposal's occasion, or ahead without one.

    Whose day of announcement is not told is not known to have been known, and counts for nothing.

    >>> vote = Event(date(2030, 3, 14), "the members vote", "vote_scheduled", announced=date(2030, 2, 12))
    >>> [bool(scheduled_vote([vote], Proposal("p", "P", "X"), date(2030, 2, day))) for day in (11, 12)]
    [False, True]
    """
    period = proposal.occasion.period if proposal.occasion else None
    for event in sorted(events, key=lambda event: event.on):
        announced = event.announced is not None and event.announced <= as_of
        there = event.on >= as_of if period is None else period.first <= event.on <= period.last
        if event.kind == "vote_scheduled" and not event.member and announced and there:
            return event
    return None


def agenda_known(told: str, events: Iterable[Event], proposal: Proposal, as_of: date) -> Agenda:
    """Whether the question is known to be on the agenda on a day: as told for sure, else by a scheduled vote."""
    if told == Agenda.UNKNOWN and scheduled_vote(events, proposal, as_of):
        return Agenda.ON
    return Agenda(told)


@dataclass(frozen=True, slots=True)
class AgendaClaim:
    """What one statement says of the agenda: ``on`` it or not."""

    evidence: Evidence
    on: bool


def agenda_claims(evidence: Iterable[Evidence], variant: str, as_of: date) -> tuple[AgendaClaim, ...]:
    """What evidence, reported by then, says of the agenda; read from the gist of what was said.

    Requests, what is not claimed as fact, and what later evidence withdraws are left out; one utterance in several
    reports counts once. The most credible come first.
    """
    items = [e for e in evidence if e.reported_on <= as_of]
    withdrawn = {e.withdraws for e in items if e.withdraws}
    claims = []
    for item in items:
        claimed = item.modality in (Modality.ACTUAL, Modality.FUTURE) and item.force is not Force.REQUEST
        if item.variant == variant and claimed and item.id not in withdrawn:
            on = True if item.coder == CODER else read_agenda(item.gist)
            if on is not None:
                claims.append(AgendaClaim(item, on))
    seen: set[str] = set()
    out = []
    for claim in sorted(claims, key=lambda c: (-credibility(c.evidence), c.evidence.id)):
        origin = claim.evidence.origin or claim.evidence.id
        if origin not in seen:
            seen.add(origin)
            out.append(claim)
    return tuple(out)


def chance_put(
    agenda: Agenda,
    claims: Sequence[AgendaClaim],
    day: date,
    prior: MeetingPrior,
    *,
    base: float | None = None,
    support: float = 0.0,
) -> float:
    """The chance that the question is put to a decision at all.

    What is known for sure (``ON``, ``OFF``) stands. Otherwise it starts from a base rate of meetings, and where there
    is none from ``agenda_unknown``. Members in favour and claims move its log-odds toward those of ``on_agenda``,
    claims of the other kind toward ``off_agenda``: the square of the share of members in favour (a few friends put
    nothing on an agenda, nearly all do; stated), each claim by its credibility and age; of several in one direction the
    second counts half, the third a quarter, and so on. It never leaves the two.

    Args:
        agenda: what is known for sure.
        claims: what is said of the agenda.
        day: of the meeting.
        prior: what is believed beforehand.
        base: the base rate that such a request is put.
        support: share of members in favour, 0 to 1.

    >>> chance_put(Agenda.UNKNOWN, (), date(2030, 1, 1), MeetingPrior())
    0.6
    >>> shares = (0.0, 0.25, 0.9)
    >>> [round(chance_put(Agenda.UNKNOWN, (), date.max, MeetingPrior(), base=0.06, support=s), 2) for s in shares]
    [0.06, 0.08, 0.85]
    """
    if agenda is not Agenda.UNKNOWN:
        return prior.on_agenda if agenda is Agenda.ON else prior.off_agenda
    start = prior.agenda_unknown if base is None else base
    if not claims and not support:
        return start
    first, top = _logit(start), max(_logit(prior.on_agenda), _logit(start))
    bottom = min(_logit(prior.off_agenda), first)
    total = first + (top - first) * support**2
    for on, goal in ((True, top), (False, bottom)):
        worth = sorted((_worth(c.evidence, day, prior) for c in claims if c.on is on), reverse=True)
        total += (goal - first) * sum(w * 0.5**k for k, w in enumerate(worth))
    return float(1 / (1 + np.exp(-min(max(total, bottom), top))))


def worth_of_put(agenda: Agenda, claims: Sequence[AgendaClaim], prior: MeetingPrior, weight: float | None) -> float:
    """Of how many meetings the chance that the question is put is worth: what its own uncertainty follows from.

    ``weight`` is that of a base rate, where there is one. A claim is worth a few meetings more (stated).
    """
    if agenda is not Agenda.UNKNOWN:
        return prior.on_agenda_weight
    return (prior.agenda_unknown_weight if weight is None else weight) + (_CLAIMED if claims else 0.0)


_CLAIMED = 6.0

_REPORTED = 0.9
"""What a report's own word that a vote is set is worth, beside a spokesperson's; stated."""


def _worth(item: Evidence, day: date, prior: MeetingPrior) -> float:
    if item.coder == CODER:
        return _REPORTED * freshness(item.reported_on, day, prior.half_life)
    if item.authority >= Authority.FORMAL_DECISION:
        return credibility(item)
    return credibility(item) * freshness(item.reported_on, day, prior.half_life)


def _logit(p: float) -> float:
    clipped = min(max(p, 1e-9), 1 - 1e-9)
    return float(np.log(clipped / (1 - clipped)))
