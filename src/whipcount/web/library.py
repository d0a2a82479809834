"""The dossiers that are served: the store, and the views made from it, kept while nothing has changed."""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC
from functools import cached_property, partial
from typing import Any

import whipcount
from whipcount.analysis.analyse import MANY_MEMBERS, analyse, default_day
from whipcount.analysis.analysis import Analysis
from whipcount.analysis.opening import stored
from whipcount.analysis.stored_reading import reading_of
from whipcount.briefs.sections.assemble import assemble
from whipcount.briefs.sections.evidence import evidence_anchor, statement_views
from whipcount.briefs.view.brief import BriefView
from whipcount.briefs.view.evidence import StatementView
from whipcount.cancelling import checkpoint
from whipcount.dossiers.evidence_cache import EvidenceCache
from whipcount.dossiers.queries import MAX_PAGE, list_statements
from whipcount.dossiers.store import Store
from whipcount.errors import ComputingError, DossierError
from whipcount.positions.proposal.proposal import Proposal
from whipcount.positions.stance.stance import Evidence
from whipcount.reports.report import Report
from whipcount.statements.statement import Statement
from whipcount.web.kept_work import KeptWork
from whipcount.web.state import State
from whipcount.web.timelines import said_of

MOST_STATEMENTS = 150  # of one report on its page
KEPT = 120  # views kept in memory; one of a large dossier weighs as many small ones


Line = tuple[str, State, bool]
"""What a view shows, whatever the revision: the dossier, as of when, with the days before or without."""


@dataclass(frozen=True)
class Opened:
    """A dossier at a moment: its revision, what was gathered, and the view (without statements and report texts)."""

    revision: int
    analysis: Analysis
    view: BriefView
    key: tuple[Any, ...] = ()  # what it is kept under

    @cached_property
    def by_id(self) -> dict[str, Evidence]:
        """The evidence by its id."""
        return {item.id: item for item in self.analysis.evidence}

    @cached_property
    def by_anchor(self) -> dict[str, Evidence]:
        """The evidence by where it is shown."""
        return {evidence_anchor(item): item for item in self.analysis.evidence}

    @cached_property
    def said(self) -> Mapping[str, tuple[Evidence, ...]]:
        """What was said of each member, in order of time."""
        return said_of(self.analysis)

    @cached_property
    def by_statement(self) -> dict[str, list[Evidence]]:
        """The evidence on each statement."""
        found: dict[str, list[Evidence]] = defaultdict(list)
        for item in self.analysis.evidence:
            if item.statement:
                found[item.statement].append(item)
        return found


class Library:
    """Views of the dossiers in a store; a view is made again once its dossier has a new revision.

    Views are made in threads of the library's own. Whoever asks waits for ``patience`` seconds; a view that takes
    longer goes on being made while somebody asks for it. Until it is there, whoever can do with it gets the view of
    the revision before, after no more than ``soon`` seconds.
    """

    def __init__(self, store: Store, *, keeps: bool = True, patience: float = 5.0, soon: float | None = None) -> None:
        self.store = store
        self.keeps = keeps  # whether what people enter outlives the server
        self.patience = patience
        self.soon = patience / 16 if soon is None else soon
        self._views = KeptWork(KEPT, _weight)
        self._known: dict[str, EvidenceCache] = {}
        self._lock = threading.Lock()

    def close(self) -> None:
        """Let go of the threads; views that nobody has begun to make are not made."""
        self._views.close()

    def warm(self) -> None:
        """Begin to make the views that people open first, of all dossiers; returns at once."""
        for dossier_id in self.store.ids():
            line = (dossier_id, State(), False)
            key = (*line, self.store.revision(dossier_id))
            self._views.begin(key, partial(self._make, *key), line=line)

    def open(
        self,
        dossier_id: str,
        state: State,
        *,
        over_time: bool = False,
        patience: float | None = None,
        or_before: bool = False,
    ) -> Opened:
        """A dossier as of the state's day.

        Args:
            dossier_id: which.
            state: as of when, known by when, which variant.
            over_time: with the forecast made again for the days before.
            patience: seconds to wait for it; the library's own by default.
            or_before: the view of an earlier revision will do while the new one is being made.

        Raises:
            DossierError: no such dossier, no proposal yet, or no such variant.
            ComputingError: the view is being made and not ready yet.
        """
        revision = self.store.revision(dossier_id)
        until = time.monotonic() + (self.patience if patience is None else patience)
        opened = self._opened((dossier_id, _of_view(state), False), revision, until, or_before)
        analysis = opened.analysis
        if not over_time or analysis.outlook is None or len(analysis.tally.positions) >= MANY_MEMBERS:
            return opened  # there is no forecast to make again for the days before
        return self._opened((dossier_id, _of_view(state), True), revision, until, or_before)

    def _opened(self, line: Line, revision: int, until: float, or_before: bool) -> Opened:
        before: Opened | None = self._views.last(line) if or_before else None
        key, left = (*line, revision), until - time.monotonic()
        patience = left if before is None else min(left, self.soon)
        try:
            opened: Opened = self._views.ask(key, partial(self._make, *key), patience, line=line)
        except ComputingError:
            if before is None:
                raise
            return before
        return opened

    def statements_of(
        self, opened: Opened, report: Report, state: State, *, most: int | None = MOST_STATEMENTS
    ) -> tuple[Analysis, tuple[StatementView, ...], int]:
        """The first ``most`` statements of one report as views, with their codings, and how many it has."""
        found: list[Statement] = []
        after: str | None = None
        while True:
            page = list_statements(
                self.store,
                opened.analysis.dossier.id,
                report=report.sha256,
                after=after,
                limit=MAX_PAGE if most is None else most,
                oldest_first=True,
                known_by=state.known_by,
            )
            found += [row.statement for row in page.items]
            after = page.next
            if after is None or most is not None:
                break
        analysis = with_statements(opened, (report,), found)
        return analysis, statement_views(analysis), page.total

    def known(self, dossier_id: str) -> EvidenceCache:
        """What is known of a dossier, kept in memory."""
        with self._lock:
            return self._known.setdefault(dossier_id, EvidenceCache(self.store, dossier_id))

    def once(self, key: tuple[Any, ...], make: Callable[[], Any]) -> Any:
        """Make something once, however many readers ask for it at the same time, and keep it.

        Args:
            key: what tells it from everything else; holds the dossier's revision (``Opened.key``).
            make: makes it; asks the library for nothing itself.

        Raises:
            ComputingError: it is being made and not ready yet.
        """
        return self._views.ask(key, make, self.patience)

    def _make(self, dossier_id: str, state: State, over_time: bool, revision: int) -> Opened:
        now = self.store.now()
        kept = stored(self.store, dossier_id, known_by=state.known_by, known=self.known(dossier_id))
        checkpoint()
        dossier, read, limit = kept.dossier, kept.read, kept.known_by
        if state.variant:
            read = replace(read, proposal=asking(read.proposal, state.variant, dossier_id))
        last = default_day(dossier, limit, read.evidence, read.last_report)
        day = state.as_of or last or now.date()
        analysis = analyse(dossier, read, as_of=day, known_by=limit, since=state.since, over_time=over_time)
        checkpoint()
        view = assemble(analysis, made_at=now.astimezone(UTC), version=whipcount.__version__)
        return Opened(revision, analysis, view, (dossier_id, state, over_time, revision))


def _of_view(state: State) -> State:
    """The parts of a state that a view depends on."""
    return replace(state.moment, since=state.since)


def _weight(made: Any) -> int:
    return 1 + (len(made.analysis.evidence) // 5_000 if isinstance(made, Opened) else 0)


def asking(proposal: Proposal, variant: str, where: str) -> Proposal:
    """The proposal with another variant asked for.

    Raises:
        DossierError: no such variant.
    """
    first = [v for v in proposal.variants if v.id == variant]
    if not first:
        known = ", ".join(v.id for v in proposal.variants)
        raise DossierError(f"no variant {variant!r}", where=where, accepted=known)
    return replace(proposal, variants=(*first, *(v for v in proposal.variants if v.id != variant)))


def with_statements(opened: Opened, reports: tuple[Report, ...], statements: Sequence[Statement]) -> Analysis:
    """What was gathered, with some reports and their statements, the readings made of their codings."""
    coded = [item for statement in statements for item in opened.by_statement.get(statement.id, ())]
    readings = tuple(reading_of(item) for item in coded if not item.human)
    return replace(opened.analysis, reports=reports, statements=tuple(statements), readings=readings)
