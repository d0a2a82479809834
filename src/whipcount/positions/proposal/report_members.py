"""Who of a body a report speaks of, where a proposal is before it."""

from __future__ import annotations

from whipcount.bodies.body import Body
from whipcount.bodies.countries import ActorTable
from whipcount.bodies.member_mentions import MemberFinder
from whipcount.positions.proposal.proposal import Proposal
from whipcount.reports.report import Report


def report_members(report: Report, proposal: Proposal, body: Body, *, table: ActorTable | None = None) -> MemberFinder:
    """What finds the members of a body in a report, as they were on its day; a candidate is none of those that decide.

    Args:
        report: its day tells who the members are.
        proposal: its candidate, where it has one, is left out.
        body: who decides.
        table: the dossier's own actors.
    """
    but = [proposal.candidate] if proposal.candidate else []
    return MemberFinder(body, report.day, table=table, but=but)
