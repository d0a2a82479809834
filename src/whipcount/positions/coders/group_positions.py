"""What reports say of groups of members, as evidence about each: acts as acts, stances as a third party's word.

"Most members", "many" and "several" set nobody. Who is told to stand outside a group is kept too, without a stance: it
makes what was told of the group before stale (:mod:`whipcount.positions.count.withdrawals`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from whipcount.bodies.body import Body
from whipcount.bodies.countries import ActorTable
from whipcount.positions.coders.told_evidence import told_evidence
from whipcount.positions.count.acts import takes_acts
from whipcount.positions.count.withdrawals import GROUPS, OUTSIDE
from whipcount.positions.proposal.group_claims import GroupClaim, GroupReader
from whipcount.positions.proposal.object_words import ObjectWords
from whipcount.positions.proposal.proposal import Proposal
from whipcount.positions.proposal.report_members import report_members
from whipcount.positions.stance.stance import Authority, Evidence, Stance
from whipcount.reports.report import Report
from whipcount.statements.running_text import running_sentences
from whipcount.statements.statement import Speaker, Statement
from whipcount.text.span import Span

_AUTHORITY = {"act": Authority.FORMAL_DECISION, "vote": Authority.RECORDED_VOTE, "stance": Authority.ANALYST}
_STANCES = {"yes": Stance.YES, "no": Stance.NO, "abstain": Stance.ABSTAIN}
_MOST = 1_500


def group_positions(
    reports: Iterable[Report],
    statements: Sequence[Statement],
    proposal: Proposal,
    body: Body,
    *,
    table: ActorTable | None = None,
    recorded_at: datetime | None = None,
) -> tuple[Evidence, ...]:
    """What reports say of groups: one piece of evidence for each member of the group.

    Args:
        reports: with the day on which they were published; others are passed over.
        statements: what was read in them; a claim inside one is its speaker's, told by a third party all the same.
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
        for claim in group_claims(report, proposal, body, table=table):
            speaker = _speaker(report, claim.span, statements)
            why = f"told of a group: {claim.words[:160]!r}" + (f", by {speaker.text}" if speaker else "")
            # What unnamed officials say of a group is kept and shown, and moves nobody.
            faceless = speaker is not None and not speaker.named and speaker.on_behalf_of is None
            faceless = faceless and claim.kind == "stance"
            for member in claim.members:
                item = told_evidence(
                    report, proposal, member, _STANCES[claim.side], claim.span, day=day,
                    authority=_AUTHORITY[claim.kind], coder=GROUPS, reasons=(_clean(why),),
                    third_party=claim.kind == "stance", recorded_at=recorded_at,
                )  # fmt: skip
                found.append(replace(item, named=False, authority=Authority.UNNAMED) if faceless else item)
            for member in claim.outside:
                found.append(  # noqa: PERF401
                    told_evidence(
                        report, proposal, member, None, claim.span, day=day, authority=Authority.ANALYST,
                        coder=OUTSIDE, reasons=(_clean(f"told to stand outside: {claim.words[:160]!r}"),),
                        third_party=True, recorded_at=recorded_at,
                    )
                )  # fmt: skip
    return tuple(found)


_NEAR = 3
"""Sentences back in which those are named whom "the others" are other than."""


def group_claims(
    report: Report, proposal: Proposal, body: Body, *, table: ActorTable | None = None
) -> Iterator[GroupClaim]:
    """The claims of one report, in the order of its text."""
    text, spans = running_sentences(report)
    finder = report_members(report, proposal, body, table=table)
    reader = GroupReader(finder, ObjectWords(proposal, body, table=table), acts=takes_acts(proposal))
    sentences = [finder.masked(text, span) for span in spans[:_MOST]]
    for number, sentence in enumerate(sentences):
        before = sentences[number - 1] if number else None
        after = sentences[number + 1] if number + 1 < len(sentences) else None
        named = next((s for s in reversed(sentences[max(0, number - _NEAR) : number]) if s.lists), None)
        yield from reader.claims(sentence, before, after, named)


def _speaker(report: Report, span: Span, statements: Sequence[Statement]) -> Speaker | None:
    """Who is quoted with a claim, where somebody is; not the group itself ("the other eight have said that they")."""
    for statement in statements:
        if any(span.overlaps(source) for source in statement.source):
            continue
        if statement.report == report.sha256 and any(span.overlaps(content) for content in statement.content):
            return statement.speaker
    return None


def _clean(words: str) -> str:
    return "".join(" " if "\ue000" <= c <= "\uf8ff" else c for c in words)
