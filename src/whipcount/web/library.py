"""The dossiers that are served: the store, and the views made from it, kept while nothing has changed."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC
from typing import Any

import whipcount
from whipcount.briefs.assemble import assemble
from whipcount.briefs.evidenceviews import statement_views
from whipcount.briefs.gather import Read, gather
from whipcount.briefs.gathered import Gathered
from whipcount.briefs.stored import reading_of
from whipcount.briefs.view import BriefView, StatementView
from whipcount.dossiers.count import clustered
from whipcount.dossiers.queries import list_statements
from whipcount.dossiers.store import Store
from whipcount.errors import DossierError
from whipcount.positions.proposal import Proposal
from whipcount.reports.report import Report
from whipcount.web.state import State

KEPT = 64  # views kept in memory


@dataclass(frozen=True, slots=True)
class Opened:
    """A dossier at a moment: its revision, what was gathered, and the view (without statements and report texts)."""

    revision: int
    gathered: Gathered
    view: BriefView


class Library:
    """Views of the dossiers in a store; a view is made again once its dossier has a new revision."""

    def __init__(self, store: Store, *, keeps: bool = True) -> None:
        self.store = store
        self.keeps = keeps  # whether what people enter outlives the server
        self._views: OrderedDict[tuple[Any, ...], Any] = OrderedDict()
        self._lock = threading.Lock()
        self._making: dict[tuple[Any, ...], threading.Lock] = {}

    def open(self, dossier_id: str, state: State, *, over_time: bool = False) -> Opened:
        """A dossier as of the state's day.

        Raises:
            DossierError: no such dossier, no proposal yet, or no such variant.
        """
        revision = self.store.revision(dossier_id)
        key = ("open", dossier_id, revision, state.as_of, state.known_by, state.since, state.variant, over_time)
        return self.once(key, lambda: self._open(dossier_id, revision, state, over_time))  # type: ignore[no-any-return]

    def _open(self, dossier_id: str, revision: int, state: State, over_time: bool) -> Opened:
        known_by = state.known_by or self.store.now()
        dossier = self.store.dossier(dossier_id, known_by=known_by)
        everything = clustered(self.store, dossier_id, self.store.evidence(dossier_id, known_by=known_by))
        days = [item.reported_on for item in everything]
        days += [report.published_on for report in dossier.reports if report.published_on]
        day = state.as_of or max(days, default=self.store.now().date())
        proposal = dossier.proposal
        if proposal is None:
            raise DossierError("has no proposal yet", where=dossier_id, accepted="a dossier that says what is proposed")
        if state.variant:
            proposal = asking(proposal, state.variant, dossier_id)
        entered = {item.id for item in (*dossier.records, *dossier.corrections)}
        codings = tuple(item for item in everything if item.id not in entered)
        light = replace(dossier, reports=())
        gathered = gather(
            light,
            Read(proposal, evidence=codings),
            as_of=day,
            known_by=known_by,
            since=state.since,
            over_time=over_time,
        )
        view = assemble(gathered, made_at=self.store.now().astimezone(UTC), version=whipcount.__version__)
        return Opened(revision, gathered, view)

    def statements_of(
        self, dossier_id: str, report: Report, state: State
    ) -> tuple[Gathered, tuple[StatementView, ...]]:
        """The statements of one report as views, with their codings."""
        opened = self.open(dossier_id, state)
        revision = opened.revision
        key = ("report", dossier_id, revision, report.sha256, state.moment)

        def make() -> tuple[Gathered, tuple[StatementView, ...]]:
            page = list_statements(self.store, dossier_id, report=report.sha256, limit=1000, oldest_first=True)
            gathered = with_statements(opened.gathered, (report,), [row.statement for row in page.items])
            return gathered, statement_views(gathered)

        return self.once(key, make)  # type: ignore[no-any-return]

    def once(self, key: tuple[Any, ...], make: Callable[[], Any]) -> Any:
        """Make a view once, however many readers ask for it at the same time."""
        with self._lock:
            if key in self._views:
                self._views.move_to_end(key)
                return self._views[key]
            making = self._making.setdefault(key, threading.Lock())
        with making:
            with self._lock:
                if key in self._views:
                    return self._views[key]
            try:
                made = make()
                with self._lock:
                    self._views[key] = made
                    while len(self._views) > KEPT:
                        self._views.popitem(last=False)
                return made
            finally:
                with self._lock:
                    self._making.pop(key, None)


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


def with_statements(gathered: Gathered, reports: tuple[Report, ...], statements: list[Any]) -> Gathered:
    """The same with some reports and their statements, the readings made of their codings."""
    ids = {statement.id for statement in statements}
    readings = tuple(reading_of(item) for item in gathered.evidence if item.statement in ids and not item.human)
    return replace(gathered, reports=reports, statements=tuple(statements), readings=readings)
