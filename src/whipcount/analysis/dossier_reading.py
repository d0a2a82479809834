"""Read a dossier's reports: statements, the proposal where none is given, and what each statement says of it."""

from __future__ import annotations

from datetime import date

from whipcount.analysis.analyse import Read
from whipcount.dossiers.dossier import Dossier
from whipcount.dossiers.report_reader import StatementReader, read_reports_for
from whipcount.errors import DossierError
from whipcount.positions.coders.contract import Coder
from whipcount.positions.proposal.no_decision import BY_HAND, NO_DECISION


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
    reports = [r for r in dossier.reports if as_of is None or r.day is None or r.day <= as_of]
    made = read_reports_for(
        reports,
        proposal=dossier.proposal,
        own_body=dossier.own_body,
        actors=dossier.actors,
        reader=reader,
        coder=coder,
        undated_on=as_of,
    )
    if made.proposal is None:
        raise DossierError(
            NO_DECISION,
            where=", ".join(report.name for report in reports[:3]) or dossier.id,
            accepted=BY_HAND,
        )
    return Read(made.proposal, made.statements, made.readings, made.evidence)
