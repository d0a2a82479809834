"""Read reports: who said what, and what is to be decided."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from whipcount.api.table import Tabular
from whipcount.dossiers.dossier import Dossier
from whipcount.positions.proposal.proposal import Proposal
from whipcount.reports.report import Report
from whipcount.statements.statement import Statement


@dataclass(frozen=True, repr=False)
class Reading(Tabular):
    """What was read of one or more reports.

    Attributes:
        reports: as published.
        statements: who said what, in the order of the reports and their texts.
    """

    reports: tuple[Report, ...]
    statements: tuple[Statement, ...] = field(default=())

    @property
    def report(self) -> Report:
        """The first of the reports."""
        return self.reports[0]

    @cached_property
    def decision(self) -> Proposal | None:
        """What is to be decided, or None where the reports tell of no decision."""
        from whipcount.positions.proposal.detection import detect_proposal

        return detect_proposal(self.reports, self.statements)

    def dossier(self) -> Any:
        """The reports as a dossier to ask questions of (:class:`whipcount.api.desk.Desk`).

        Raises:
            DossierError: they tell of no decision.
        """
        from whipcount.api.desk import Desk

        title = next((report.title for report in self.reports if report.title), "") or "Reports"
        return Desk.of(Dossier("reports", title, None, self.reports))

    def rows(self) -> list[dict[str, Any]]:
        """One row a statement: who, for whom, what, when, how surely; offsets are in ``statements``."""
        texts = {report.sha256: report for report in self.reports}
        rows = []
        for statement in self.statements:
            report, speaker = texts[statement.report], statement.speaker
            rows.append(
                {
                    "report": report.name,
                    "speaker": (speaker.name or speaker.text) if speaker else None,
                    "office": speaker.office if speaker else None,
                    "on_behalf_of": speaker.on_behalf_of if speaker else None,
                    "cue": " … ".join(span.of(report.text) for span in statement.cue),
                    "content": " … ".join(span.of(report.text) for span in statement.content),
                    "said_on": str(statement.said_on) if statement.said_on else None,
                    "reported_on": statement.reported_on.isoformat() if statement.reported_on else None,
                    "kind": statement.kind.value,
                    "modality": statement.modality.value,
                    "confidence": round(statement.confidence, 4),
                    "id": statement.id,
                }
            )
        return rows

    def headline(self) -> str:
        """How many statements of how many reports."""
        many = f"{len(self.reports)} reports" if len(self.reports) != 1 else self.report.title or self.report.name
        return f"{len(self.statements)} statements in {many}"

    def __iter__(self) -> Iterator[Statement]:
        return iter(self.statements)

    def __len__(self) -> int:
        return len(self.statements)


def read(*sources: str | Path | Report, published: date | None = None) -> Reading:
    """Read reports: who said what.

    Args:
        sources: files or folders (a ``str`` that names no file is an error: give a text as ``Report``, see
            :func:`whipcount.reports.formats.registry.read_report`).
        published: the day of publication, for reports that do not tell it.

    Raises:
        ReportError: a file is absent, cannot be read or holds no text.
        CoderError: the reader's weights are absent or damaged.
    """
    from whipcount.reports.dating import with_day
    from whipcount.reports.formats.registry import read_reports
    from whipcount.statements.reader import read_statements

    loaded: list[Report] = []
    for source in sources:
        read = [source] if isinstance(source, Report) else list(read_reports(Path(source)))
        loaded += [with_day(report, published) for report in read]
    reports = tuple({report.sha256: report for report in loaded}.values())
    statements = tuple(statement for report in reports for statement in read_statements(report))
    return Reading(reports, statements)
