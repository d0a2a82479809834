"""A dossier as it was opened at one moment: its view, what was gathered for it, and what pages ask of both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from whipcount.analysis.analysis import Analysis
from whipcount.analysis.stored_reading import reading_of
from whipcount.briefs.sections.evidence import evidence_anchor
from whipcount.briefs.view.brief import BriefView
from whipcount.errors import DossierError
from whipcount.positions.proposal.proposal import Proposal
from whipcount.positions.stance.stance import Evidence
from whipcount.reports.report import Report
from whipcount.statements.statement import Statement
from whipcount.text.safe import visible
from whipcount.web.timelines import said_of

T = TypeVar("T")


@dataclass(frozen=True)
class Opened:
    """A dossier at a moment: its revision, what was gathered, and the view (without statements and report texts)."""

    revision: int
    source: Analysis | Callable[[], Analysis]
    view: BriefView
    key: tuple[Any, ...] = ()  # what it is kept under
    names: Mapping[str, str] | None = None  # how evidence is called in links, where the analysis is not there yet

    @property
    def analysis(self) -> Analysis:
        """What was gathered.

        Raises:
            ComputingError: the view is one kept from before, and the analysis is not there yet.
        """
        return self.once("analysis", lambda: self.source() if callable(self.source) else self.source)

    @property
    def by_id(self) -> dict[str, Evidence]:
        """The evidence by its id."""
        return self.once("by_id", lambda: {item.id: item for item in self.analysis.evidence})

    @property
    def by_anchor(self) -> dict[str, Evidence]:
        """The evidence by where it is shown."""
        return self.once("by_anchor", lambda: {evidence_anchor(item): item for item in self.analysis.evidence})

    @property
    def said(self) -> Mapping[str, tuple[Evidence, ...]]:
        """What was said of each member, in order of time."""
        return self.once("said", lambda: said_of(self.analysis))

    @property
    def by_statement(self) -> dict[str, list[Evidence]]:
        """The evidence on each statement."""
        return self.once("by_statement", lambda: _by_statement(self.analysis.evidence))

    def made_before(self, name: str) -> Any:
        """What was made once under a name; None where it has not been made."""
        return self.__dict__.get("_made_once", {}).get(name)

    def once(self, name: str, make: Callable[[], T]) -> T:
        """Something made once, and without a lock: who holds one would wait for the thread that needs it."""
        results: dict[str, Any] = self.__dict__.setdefault("_made_once", {})
        if name not in results:
            results[name] = make()
        return results[name]  # type: ignore[no-any-return]


def _by_statement(evidence: Iterable[Evidence]) -> dict[str, list[Evidence]]:
    groups: dict[str, list[Evidence]] = defaultdict(list)
    for item in evidence:
        if item.statement:
            groups[item.statement].append(item)
    return groups


def link_text(item: Evidence) -> str:
    """How a piece of evidence is called in a link: its speaker and day."""
    return visible(f"{(item.speaker or item.source or 'record')[:100]}, {item.said_to:%d %b %Y}")


def anchors_of(view: BriefView) -> set[str]:
    """The evidence that a view's first page links to."""
    anchors = {anchor for row in view.members for anchor in row.evidence}
    anchors |= {anchor for figure in view.figures for anchor in figure.evidence}
    anchors |= {anchor for change in view.changes for anchor in change.evidence} | {g.evidence for g in view.key_quotes}
    if view.forecast:
        anchors |= {anchor for reason in view.forecast.reasons for anchor in reason.evidence}
        anchors |= {point.evidence for point in view.forecast.series if point.evidence}
    return anchors


def asking(proposal: Proposal, variant: str, where: str) -> Proposal:
    """The proposal with another variant asked for.

    Raises:
        DossierError: no such variant.
    """
    first = [v for v in proposal.variants if v.id == variant]
    if not first:
        accepted = ", ".join(v.id for v in proposal.variants)
        raise DossierError(f"no variant {variant!r}", where=where, accepted=accepted)
    return replace(proposal, variants=(*first, *(v for v in proposal.variants if v.id != variant)))


def with_statements(opened: Opened, reports: tuple[Report, ...], statements: Sequence[Statement]) -> Analysis:
    """What was gathered, with some reports and their statements, the readings made of their codings."""
    coded = [item for statement in statements for item in opened.by_statement.get(statement.id, ())]
    readings = tuple(reading_of(item) for item in coded if not item.human)
    return replace(opened.analysis, reports=reports, statements=tuple(statements), readings=readings)
