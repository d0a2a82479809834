"""Read a dossier's reports: statements, the proposal where none is given, and what each statement says of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from whipcount.analysis.analyse import Read
from whipcount.analysis.analysis import report_day
from whipcount.positions.proposal.applicable_rule import deciding_body
from whipcount.dossiers.dossier import Dossier
from whipcount.errors import DossierError
from whipcount.positions.coders.coding import to_evidence
from whipcount.positions.coders.contract import Coder
from whipcount.positions.coders.rule_coder import RuleReader
from whipcount.positions.coders.told_by_reports import told_by_reports
from whipcount.positions.proposal.detection import detect_proposal
from whipcount.reports.report import Report
from whipcount.statements.reader import read_statements
from whipcount.statements.statement import Statement

StatementReader = Callable[[Report], tuple[Statement, ...]]


def read_dossier(
    dossier: Dossier,
    *,
    as_of: date | None = None,
    reader: StatementReader | None = None,
    coder: Coder | None = None,
) -> Read:
    """What the reader and a coder make of a dossier's reports.

    Args:
        dossier: its own proposal wins over what is detected.
        as_of: reports published later are not looked at.
        reader: what reads statements; the package's reader by default.
        coder: what reads stances; the rules by default.

    Raises:
        DossierError: the dossier has no proposal and none is found in its reports.
        CoderError: the reader's weights are absent or damaged.
    """
    coder = coder or RuleReader()
    reports = [r for r in dossier.reports if as_of is None or (day := report_day(r)) is None or day <= as_of]
    read = reader or (lambda report: read_statements(report, table=dossier.actors))
    statements = [(report, statement) for report in reports for statement in read(report)]
    everything = tuple(statement for _, statement in statements)
    proposal = dossier.proposal or detect_proposal(reports, everything, table=dossier.actors)
    if proposal is None:
        raise DossierError(
            "no decision of a body is told in the reports",
            where=", ".join(report.name for report in reports[:3]) or dossier.id,
            accepted="a report that says which body decides what, or --dossier FILE with the proposal",
        )
    readings = tuple(reading for report, st in statements for reading in coder.read(st, report, proposal))
    members = [member.id for member in dossier.own_body.all_members] if dossier.own_body else None
    evidence = to_evidence(readings, everything, reports, proposal, members=members, table=dossier.actors)
    body = deciding_body(proposal, dossier.own_body)
    told = told_by_reports(reports, everything, evidence, proposal, body, table=dossier.actors)
    return Read(proposal, everything, readings, (*evidence, *told))
