"""Votes that a report tells as cast: of each member named, a recorded vote; totals are the check."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from whipcount.bodies.body import Body
from whipcount.bodies.countries import ActorTable
from whipcount.positions.coders.told_evidence import told_evidence
from whipcount.positions.proposal.named_votes import NamedVote, named_votes
from whipcount.positions.proposal.outcome import State, Telling, read_telling
from whipcount.positions.proposal.proposal import Proposal
from whipcount.positions.stance.stance import Authority, Evidence, Stance
from whipcount.reports.report import Report

CODER = "votes"
"""The coder's name of what is read here."""

ONLY = "named as the only ones that voted against"
"""The reason of a vote of which the report says that nobody else voted so."""

STANCES = {"yes": Stance.YES, "no": Stance.NO, "abstain": Stance.ABSTAIN}
_LISTED = {**STANCES, "undecided": Stance.UNDECIDED}
_TOLD = {"yes": "in favour", "no": "against", "abstain": "abstaining"}
_ASKED = re.compile(
    r"\b(?:we|they|who|were|have|has)\s+(?:have\s+|has\s+|been\s+)?(?:asked|polled|answered|replied|surveyed)\b"
    r"|\bthis\s+is\s+what\s+they\s+(?:said|told)|\b(?:answers|replies|declared\s+positions)\b|\bsurvey\b",
    re.IGNORECASE,
)
_OVER = (State.ADOPTED, State.REJECTED)


def reported_votes(
    reports: Iterable[Report],
    proposal: Proposal,
    body: Body,
    *,
    table: ActorTable | None = None,
    recorded_at: datetime | None = None,
) -> tuple[Evidence, ...]:
    """The votes of members as reports tell them by name; each a recorded vote of that member.

    Where the names and the totals of one report disagree, the evidence stands and its reasons say so.

    Args:
        reports: with the day on which they were published; others are passed over.
        proposal: what is to be decided.
        body: who decides.
        table: actors of the dossier's own.
        recorded_at: when it became known (aware); by default the end of the report's day.
    """
    found: list[Evidence] = []
    for report in reports:
        day = report.day
        if day is None:
            continue
        named = named_votes(report, proposal, body, table=table)
        if named:
            telling = read_telling(report, proposal, body, table=table, named=named)
            found += vote_evidence(report, named, telling, proposal, day, recorded_at)
    return tuple(found)


def vote_evidence(
    report: Report,
    named: Sequence[NamedVote],
    telling: Telling | None,
    proposal: Proposal,
    day: date,
    recorded_at: datetime | None,
) -> list[Evidence]:
    """The evidence of the votes that one report tells by name.

    Args:
        report: which report.
        named: the votes that it tells.
        telling: what it tells has become of the decision.
        proposal: what is to be decided.
        day: the report's.
        recorded_at: when it became known (aware); None for the end of the report's day.
    """
    found: list[Evidence] = []
    doubts = disagreements(named, telling)
    ahead = (telling is None or telling.state not in _OVER) and not any(v.cast or not v.listed for v in named)
    for vote in named:
        if vote.listed and (ahead or vote.vote == "undecided"):
            found.append(_listed(report, proposal, vote, day, recorded_at))
            continue
        doubt = doubts.get(vote.vote)
        found.append(
            told_evidence(
                report, proposal, vote.member, STANCES[vote.vote], vote.span, day=day,
                authority=Authority.RECORDED_VOTE, coder=CODER, said_on=telling.on if telling else None,
                reasons=(f"told to have voted {_TOLD[vote.vote]}", *((doubt,) if doubt else ()), *((ONLY,) if vote.closed and vote.vote == "no" else ())),  # noqa: E501
                recorded_at=recorded_at,
            )
        )  # fmt: skip
    return found


def _listed(report: Report, proposal: Proposal, vote: NamedVote, day: date, recorded_at: datetime | None) -> Evidence:
    """A list of where members stand before a vote: their own answers where they were asked, else the report's word."""
    asked = _ASKED.search(report.text) is not None
    return told_evidence(
        report, proposal, vote.member, _LISTED[vote.vote], vote.span, day=day, coder=CODER,
        authority=Authority.SPOKESPERSON if asked else Authority.ANALYST, third_party=not asked,
        reasons=("listed by the report as answering so" if asked else "listed by the report as standing so",),
        recorded_at=recorded_at,
    )  # fmt: skip


def disagreements(named: Sequence[NamedVote], telling: Telling | None) -> dict[str, str]:
    """Of which votes more or fewer are named than a report's totals tell, in words; by kind of vote.

    >>> from whipcount.text.span import Span
    >>> disagreements([NamedVote("AA", "no", Span(0, 1))], None)
    {}
    """
    count = telling.count if telling else None
    if count is None:
        return {}
    names = Counter(vote.vote for vote in named)
    partial = {vote.vote for vote in named if vote.partial}
    told = {"yes": count.yes, "no": count.no, "abstain": count.abstain}
    doubts = {}
    for kind, total in told.items():
        number = names[kind]
        if total is None or not number or number == total or (number < total and (kind in partial or kind == "yes")):
            continue
        doubts[kind] = f"the report's total is {total} {_TOLD[kind]}, and it names {number}: one of the two is wrong"
    return doubts
