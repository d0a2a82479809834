"""Evidence that a report itself gives, without anybody being quoted: what all its readers put in the same way."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, time

from whipcount.positions.proposal.proposal import Proposal
from whipcount.positions.stance.stance import Authority, Condition, Evidence, Stance
from whipcount.reports.report import Report
from whipcount.statements.statement import Modality
from whipcount.text.span import Span


def told_evidence(
    report: Report,
    proposal: Proposal,
    member: str | None,
    stance: Stance | None,
    span: Span,
    *,
    day: date,
    authority: Authority,
    coder: str,
    reasons: tuple[str, ...],
    third_party: bool = False,
    modality: Modality = Modality.ACTUAL,
    said_on: date | None = None,
    recorded_at: datetime | None = None,
    conditions: tuple[Condition, ...] = (),
) -> Evidence:
    """One piece of evidence with the report as its voice; its id follows from the report, the place and the member.

    Args:
        report: that tells it.
        proposal: toward whose asked variant.
        member: about whom.
        stance: what is told.
        span: the words, in the report.
        day: of the report.
        authority: an act's own, or an analyst's for what is only told of a stance.
        coder: which reader.
        reasons: why.
        third_party: whether it is told of the member rather than done by it.
        modality: future for what is announced.
        said_on: the day of the act, where it is told.
        recorded_at: when it became known (aware); by default the end of the report's day.
        conditions: on what it is told to wait.
    """
    key = f"{report.sha256}:{span.start}:{span.end}:{proposal.asked.id}:{member}:{coder}:{stance}"
    when = said_on or day
    return Evidence(
        f"t-{hashlib.sha256(key.encode()).hexdigest()[:12]}", member, proposal.asked.id, stance, when, when, day,
        recorded_at or datetime.combine(day, time.max, UTC), authority, modality=modality, conditions=conditions, third_party=third_party,  # noqa: E501
        report=report.sha256, coder=coder, speaker=report.publisher or "the report",
        gist=" ".join(span.of(report.text).split())[:240], source=report.publisher or report.name, reasons=reasons,
    )  # fmt: skip
