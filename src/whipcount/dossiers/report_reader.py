"""The usual reader of a dossier's reports: statements, the proposal where none is known yet, codings of stance."""

from __future__ import annotations

from dataclasses import replace

from whipcount.bodies.body import Body
from whipcount.positions.proposal.applicable_rule import deciding_body
from whipcount.dossiers.ingest import Made, ReportReader
from whipcount.dossiers.rows import Outline, actors_of
from whipcount.errors import BodyError
from whipcount.positions.coders.contract import Coder
from whipcount.reports.report import Report


def _members(body: Body, report: Report) -> list[str] | None:
    """The members on the report's day; None (anybody may be one) for a day of which the body's file does not know."""
    try:
        return [member.id for member in body.members(report.published_on)]
    except BodyError:
        return None


def usual_reader(coder: Coder | None = None) -> ReportReader:
    """The package's own reader and a coder (the rules by default), loaded once.

    The codings bear no origin yet: which reports tell of one utterance is found over all of them, at the count.

    Raises:
        CoderError: when called, if the reader's weights are not installed.
    """
    # Imported here: the reader's libraries take a second to load, which lists and tallies need not wait for.
    from whipcount.positions.coders.coding import to_evidence
    from whipcount.positions.coders.rule_coder import RuleReader
    from whipcount.positions.coders.told_by_reports import told_by_reports
    from whipcount.positions.proposal.detection import detect_proposal
    from whipcount.statements.reader import read_statements

    rules: Coder = coder or RuleReader()

    def read(report: Report, outline: Outline, /) -> Made:
        table = actors_of(outline)
        statements = read_statements(report, table=table)
        proposal = outline.proposal or detect_proposal([report], statements, table=table)
        if proposal is None:
            return Made(statements, coder=rules.name)
        body = deciding_body(proposal, outline.own_body)
        members = _members(body, report)
        readings = [reading for statement in statements for reading in rules.read(statement, report, proposal)]
        evidence = to_evidence(readings, statements, [report], proposal, members=members, table=table)
        told = told_by_reports([report], statements, evidence, proposal, body, table=table)
        coded = (*(replace(item, origin="") for item in evidence), *told)
        return Made(statements, coded, rules.name, proposal)

    return read
