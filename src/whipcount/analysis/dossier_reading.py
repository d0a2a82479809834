"""Read a dossier's reports: statements, the proposal where none is given, and what each statement says of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from whipcount.analysis.analyse import Read
from whipcount.dossiers.dossier import Dossier
from whipcount.dossiers.report_reader import StatementReader, read_reports_for
from whipcount.errors import DossierError
from whipcount.positions.coders.contract import Coder
from whipcount.positions.proposal.no_decision import BY_HAND, NO_DECISION
from whipcount.positions.stance.stance import Evidence
from whipcount.reports.report import Report


def read_dossier(
    dossier: Dossier,
    *,
    as_of: date | None = None,
    known_by: datetime | None = None,
    reader: StatementReader | None = None,
    coder: Coder | None = None,
) -> Read:
    """What the reader and a coder make of a dossier's reports.

    Args:
        dossier: its own proposal wins over what is detected.
        as_of: reports published later are not looked at.
        known_by: the moment of which all is told. A report at hand then is known then, though the end of its day, by
            which its words are recorded, may be still to come; that is the rule for one that tells no day.
        reader: what reads statements; the package's reader by default.
        coder: what reads stances; the rules by default.

    Raises:
        DossierError: the dossier has no proposal and none is found in its reports.
        CoderError: the reader's weights are absent or damaged.
    """
    reports = [r for r in dossier.reports if as_of is None or r.day is None or r.day <= as_of]
    reading = read_reports_for(
        reports,
        proposal=dossier.proposal,
        own_body=dossier.own_body,
        actors=dossier.actors,
        reader=reader,
        coder=coder,
        undated_on=as_of,
    )
    if reading.proposal is None:
        raise DossierError(
            NO_DECISION,
            where=", ".join(report.name for report in reports[:3]) or dossier.id,
            accepted=BY_HAND,
        )
    evidence = reading.evidence if known_by is None else _at_hand(reading.evidence, reports, known_by)
    return Read(reading.proposal, reading.statements, reading.readings, evidence)


def _at_hand(evidence: Sequence[Evidence], reports: Sequence[Report], known_by: datetime) -> tuple[Evidence, ...]:
    """The evidence, that of reports of the very day known by the moment, unless they tell a later hour themselves."""
    later = {report.sha256 for report in reports if report.published is not None and report.published > known_by}
    day = known_by.astimezone(UTC).date()
    return tuple(
        replace(item, recorded_at=known_by)
        if item.recorded_at > known_by and item.reported_on <= day and item.report not in later
        else item
        for item in evidence
    )
