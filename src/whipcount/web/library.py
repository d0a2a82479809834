"""The dossiers that are served: the store, and the views made from it, kept while nothing has changed."""

from __future__ import annotations

import json
import threading
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cached_property, partial
from typing import Any

import whipcount
from whipcount.analysis.analyse import MANY_MEMBERS, analyse, default_day
from whipcount.analysis.analysis import Analysis
from whipcount.analysis.opening import stored
from whipcount.analysis.stored_reading import reading_of
from whipcount.briefs.sections.assemble import assemble
from whipcount.briefs.sections.evidence import evidence_anchor, statement_views
from whipcount.briefs.view.brief import SCHEMA, BriefView
from whipcount.briefs.view.evidence import StatementView
from whipcount.dossiers.evidence_cache import EvidenceCache
from whipcount.dossiers.queries import list_statements
from whipcount.dossiers.store import Store
from whipcount.errors import ComputingError, DossierError
from whipcount.positions.count.kept_folds import KeptFolds
from whipcount.positions.proposal.proposal import Proposal
from whipcount.positions.stance.stance import Evidence
from whipcount.reports.report import Report
from whipcount.statements.statement import Statement
from whipcount.text.safe import visible
from whipcount.web.effects import Effects, Standing
from whipcount.web.kept_views import KeptViews
from whipcount.web.state import State
from whipcount.web.timelines import said_of

MOST_STATEMENTS = 150  # of one report on its page
KEPT = 120  # views kept in memory; one of a large dossier weighs as many small ones


@dataclass(frozen=True)
class Opened:
    """A dossier at a moment: its revision, what was gathered, and the view (without statements and report texts)."""

    revision: int
    source: Analysis | Callable[[], Analysis]
    view: BriefView
    key: tuple[Any, ...] = ()  # what it is kept under
    names: Mapping[str, str] | None = None  # how evidence is called in links, where the analysis is not there yet

    @cached_property
    def analysis(self) -> Analysis:
        """What was gathered.

        Raises:
            ComputingError: the view is one kept from before, and the analysis is not there yet.
        """
        return self.source() if callable(self.source) else self.source

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
    longer goes on being made, and the page says so and asks again.
    """

    def __init__(
        self, store: Store, *, keeps: bool = True, patience: float = 5.0, kept: KeptViews | None = None
    ) -> None:
        self.store = store
        self.kept = kept or KeptViews()  # views of an earlier run
        self.keeps = keeps  # whether what people enter outlives the server
        self.patience = patience
        self._views: OrderedDict[tuple[Any, ...], Future[Any]] = OrderedDict()
        self._known: dict[str, EvidenceCache] = {}
        self.effects = Effects()
        self._folds: dict[str, KeptFolds] = {}
        self._early: dict[tuple[Any, ...], Opened] = {}
        self._lock = threading.Lock()
        self._makers = ThreadPoolExecutor(2, thread_name_prefix="whipcount-views")

    def close(self) -> None:
        """Let go of the threads; views that nobody has begun to make are not made."""
        self._makers.shutdown(wait=True, cancel_futures=True)

    def warm(self) -> None:
        """Begin to make the views that people open first, of all dossiers; returns at once."""
        for dossier_id in self.store.ids():
            self._view(dossier_id, self.store.revision(dossier_id), State(), over_time=False)

    def open(self, dossier_id: str, state: State, *, over_time: bool = False, patience: float | None = None) -> Opened:
        """A dossier as of the state's day.

        Args:
            dossier_id: which.
            state: as of when, known by when, which variant.
            over_time: with the forecast made again for the days before.
            patience: seconds to wait for it; the library's own by default.

        Raises:
            DossierError: no such dossier, no proposal yet, or no such variant.
            ComputingError: the view is being made and not ready yet.
        """
        revision = self.store.revision(dossier_id)
        opened = self._opened(dossier_id, revision, state, patience, over_time=False)
        if not over_time or opened.view.forecast is None or len(opened.view.members) >= MANY_MEMBERS:
            return opened  # there is no forecast to make again for the days before
        return self._opened(dossier_id, revision, state, patience, over_time=True)

    def ready(self, dossier_id: str, state: State, *, over_time: bool = False) -> Opened | None:
        """The view if it is there or kept, without waiting; it is being made otherwise."""
        try:
            return self.open(dossier_id, state, over_time=over_time, patience=0.0)
        except ComputingError:
            return None

    def standing(self, dossier_id: str) -> Standing | None:
        """How the dossier stands now, if its view is there: what the next edit is measured against."""
        try:
            opened = self.ready(dossier_id, State())
        except DossierError:
            return None
        return Standing.of(opened.view) if opened is not None else None

    def effect(self, dossier_id: str, revision: int) -> str:
        """What the edit that made a revision changed, as far as it is known."""
        if found := self.effects.effect(dossier_id, revision):
            return found
        after = None
        if self.store.revision(dossier_id) == revision:
            with suppress(ComputingError):
                after = Standing.of(self.open(dossier_id, State()).view)
        return self.effects.effect(dossier_id, revision, after)

    def _opened(
        self, dossier_id: str, revision: int, state: State, patience: float | None, *, over_time: bool
    ) -> Opened:
        """A view as it is made, or as it was kept by an earlier run until it is made anew."""
        making = self._view(dossier_id, revision, state, over_time=over_time)
        if making.done():
            return self._wait(making, patience)  # type: ignore[no-any-return]
        key = (dossier_id, revision, state.as_of, state.known_by, state.since, state.variant, over_time)
        with self._lock:
            found = self._early.get(key)
        if found is None and state == State() and (kept := self.kept.find(dossier_id, self._name(*key))):
            source = lambda: self._wait(making, None).analysis  # noqa: E731
            found = Opened(revision, source, kept[0], key, kept[1])
            with self._lock:
                if len(self._early) > KEPT:
                    self._early.clear()
                self._early[key] = found
        return found or self._wait(making, patience)

    def _name(self, dossier_id: str, revision: int, *rest: object) -> str:
        """Under which name a view is kept beside the store: everything that it depends on."""
        change = self.store.changes(dossier_id, after=revision - 1, limit=1)
        at = change[0].recorded_at.isoformat() if change else ""
        today = self.store.now().date().isoformat()
        return json.dumps([revision, at, today, whipcount.__version__, SCHEMA, *map(str, rest)])

    def statements_of(
        self, dossier_id: str, report: Report, state: State
    ) -> tuple[Analysis, tuple[StatementView, ...]]:
        """The statements of one report as views, with their codings."""
        opened = self.open(dossier_id, state)
        page = list_statements(
            self.store,
            dossier_id,
            report=report.sha256,
            limit=MOST_STATEMENTS,
            oldest_first=True,
            known_by=state.known_by,
        )
        analysis = with_statements(opened, (report,), [row.statement for row in page.items])
        return analysis, statement_views(analysis)

    def known(self, dossier_id: str) -> EvidenceCache:
        """What is known of a dossier, kept in memory."""
        with self._lock:
            return self._known.setdefault(dossier_id, EvidenceCache(self.store, dossier_id))

    def folds(self, dossier_id: str) -> KeptFolds:
        """The folds of the last count of a dossier."""
        with self._lock:
            return self._folds.setdefault(dossier_id, KeptFolds())

    def once(self, key: tuple[Any, ...], make: Callable[[], Any]) -> Any:
        """Make something once, however many readers ask for it at the same time, and keep it.

        Args:
            key: what tells it from everything else; holds the dossier's revision (``Opened.key``).
            make: makes it; asks the library for nothing itself.

        Raises:
            ComputingError: it is being made and not ready yet.
        """
        return self._wait(self._begin(key, make), None)

    def _view(self, dossier_id: str, revision: int, state: State, *, over_time: bool) -> Future[Any]:
        key = (dossier_id, revision, state.as_of, state.known_by, state.since, state.variant, over_time)
        return self._begin(key, partial(self._make, *key))

    def _begin(self, key: tuple[Any, ...], make: Callable[[], Any]) -> Future[Any]:
        """What a key stands for, begun once, however many readers ask for it at the same time."""
        with self._lock:
            if key in self._views:
                self._views.move_to_end(key)
                return self._views[key]
            made = self._views[key] = self._makers.submit(make)
        made.add_done_callback(lambda done: self._settle(key, done))
        return made

    def _wait(self, view: Future[Any], patience: float | None) -> Any:
        try:
            return view.result(timeout=max(0.0, self.patience if patience is None else patience))
        except TimeoutError:
            raise ComputingError("the count and the forecast are being computed", accepted="in a few seconds") from None

    def _settle(self, key: tuple[Any, ...], done: Future[Any]) -> None:
        """Failures are not kept; of what was made, as much as memory is meant for."""
        with self._lock:
            if done.cancelled() or done.exception() is not None:
                self._views.pop(key, None)
                return
            finished = [(k, v) for k, v in self._views.items() if v.done() and not v.cancelled() and not v.exception()]
            weight = sum(_weight(view) for _, view in finished)
            for old, view in finished[:-1]:
                if weight <= KEPT:
                    break
                del self._views[old]
                weight -= _weight(view)

    def _make(
        self,
        dossier_id: str,
        revision: int,
        as_of: date | None,
        known_by: datetime | None,
        since: date | None,
        variant: str | None,
        over_time: bool,
    ) -> Opened:
        now = self.store.now()
        kept = stored(self.store, dossier_id, known_by=known_by, known=self.known(dossier_id))
        dossier, read, limit = kept.dossier, kept.read, kept.known_by
        if variant:
            read = replace(read, proposal=asking(read.proposal, variant, dossier_id))
        last = default_day(dossier, limit, read.evidence, read.last_report)
        analysis = analyse(
            dossier, read, as_of=as_of or last or now.date(), known_by=limit, since=since, over_time=over_time,
            folds=self.folds(dossier_id),
        )  # fmt: skip
        view = assemble(analysis, made_at=now.astimezone(UTC), version=whipcount.__version__)
        key = (dossier_id, revision, as_of, known_by, since, variant, over_time)
        made = Opened(revision, analysis, view, key)
        if self.kept.place is not None and (as_of, known_by, since, variant) == (None, None, None, None):
            named = {
                anchor: link_text(made.by_anchor[anchor]) for anchor in anchors_of(view) if anchor in made.by_anchor
            }
            self.kept.keep(dossier_id, self._name(*key), view, named)
        return made


def link_text(item: Evidence) -> str:
    """How a piece of evidence is called in a link: its speaker and day."""
    return visible(f"{(item.speaker or item.source or 'record')[:100]}, {item.said_to:%d %b %Y}")


def anchors_of(view: BriefView) -> set[str]:
    """The evidence that a view's first page links to."""
    found = {anchor for row in view.members for anchor in row.evidence}
    found |= {anchor for figure in view.figures for anchor in figure.evidence}
    found |= {anchor for change in view.changes for anchor in change.evidence} | {g.evidence for g in view.grounds}
    if view.forecast:
        found |= {anchor for reason in view.forecast.reasons for anchor in reason.evidence}
        found |= {point.evidence for point in view.forecast.series if point.evidence}
    return found


def _weight(view: Future[Any]) -> int:
    made = view.result()
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
