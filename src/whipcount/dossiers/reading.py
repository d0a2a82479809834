"""The usual reader of a dossier's reports: statements, the proposal where none is known yet, codings of stance."""

from __future__ import annotations

from whipcount.dossiers.ingest import Made, ReportReader
from whipcount.dossiers.rows import Outline, actors_of
from whipcount.reports.report import Report


def usual_reader() -> ReportReader:
    """The package's own reader and rule coder, loaded once.

    Raises:
        CoderError: when called, if the reader's weights are not installed.
    """
    # Imported here: the reader's libraries take a second to load, which lists and tallies need not wait for.
    from whipcount.positions.detect import detect_proposal
    from whipcount.statements.reader import read_statements

    def read(report: Report, outline: Outline, /) -> Made:
        table = actors_of(outline)
        statements = read_statements(report, table=table)
        proposal = outline.proposal or detect_proposal([report], statements, table=table)
        return Made(statements, (), "reader", proposal)

    return read
