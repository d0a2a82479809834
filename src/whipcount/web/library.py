"""The dossiers that are served: the store, and the views made from it, kept while nothing has changed."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import UTC
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import whipcount
from whipcount.analysis.analyse import MANY_MEMBERS, analyse, default_day
from whipcount.analysis.analysis import Analysis
from whipcount.analysis.opening import stored
from whipcount.briefs.sections.assemble import assemble
from whipcount.briefs.sections.evidence import statement_views
from whipcount.briefs.view.brief import SCHEMA, BriefView
from whipcount.briefs.view.evidence import StatementView
from whipcount.briefs.view.records import RecordsView
from whipcount.cancelling import checkpoint
from whipcount.dossiers.evidence_cache import EvidenceCache
from whipcount.dossiers.pages import MAX_PAGE
from whipcount.dossiers.queries import list_statements
from whipcount.dossiers.store import Store
from whipcount.dossiers.storereader import Change
from whipcount.errors import ComputingError, DossierError
from whipcount.positions.count.kept_folds import KeptFolds
from whipcount.records.finding import beside
from whipcount.reports.report import Report
from whipcount.statements.statement import Statement
from whipcount.web.effects import Effects, Standing
from whipcount.web.kept_views import KeptViews
from whipcount.web.kept_work import KeptWork
from whipcount.web.opened import Opened, anchors_of, asking, link_text, with_statements
from whipcount.web.state import State

T = TypeVar("T")
MOST_STATEMENTS = 150  # of one report on its page
KEPT = 120  # views kept in memory; one of a large dossier weighs as many small ones


Line = tuple[str, State, bool]
"""What a view shows, whatever the revision: the dossier, as of when, with the days before or without."""


class Library:
    """Views of the dossiers in a store; a view is made again once its dossier has a new revision.

    Views are made in threads of the library's own. Whoever asks waits for ``patience`` seconds; a view that takes
    longer goes on being made while somebody asks for it. Until it is there, whoever can do with it gets the view of
    the revision before, after no more than ``soon`` seconds.
    """

    def __init__(
        self,
        store: Store,
        *,
        keeps: bool = True,
        patience: float = 5.0,
        soon: float | None = None,
        kept: KeptViews | None = None,
        votes: Mapping[str, Path] | None = None,
    ) -> None:
        self.store = store
        self.votes = votes or {}  # tables of past votes, by dossier
        self.kept = kept or KeptViews()  # views of an earlier run
        self.keeps = keeps  # whether what people enter outlives the server
        self.patience = patience
        self.soon = patience / 16 if soon is None else soon
        self._views = KeptWork(KEPT, _weight)
        self._pieces = KeptWork(KEPT, _weight)  # of views that are there: they do not wait for views being made
        self._evidence: dict[str, EvidenceCache] = {}
        self._effects = Effects(self.kept.place)
        self._folds: dict[str, KeptFolds] = {}
        self._early: dict[tuple[Any, ...], Opened | None] = {}
        self._lock = threading.Lock()

    def close(self) -> None:
        """Let go of the threads; views that nobody has begun to make are not made."""
        self._views.close()
        self._pieces.close()

    def warm(self) -> None:
        """Begin to make the views that people open first, of all dossiers; returns at once."""
        for dossier_id in self.store.ids():
            line = (dossier_id, State(), False)
            key = (*line, self.store.counted_revision(dossier_id))
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
        revision = self.store.counted_revision(dossier_id)
        until = time.monotonic() + (self.patience if patience is None else patience)
        opened = self._opened((dossier_id, _of_view(state), False), revision, until, or_before)
        if not over_time or opened.view.forecast is None or len(opened.view.members) >= MANY_MEMBERS:
            return opened  # there is no forecast to make again for the days before
        return self._opened((dossier_id, _of_view(state), True), revision, until, or_before)

    def ready(self, dossier_id: str, state: State, *, over_time: bool = False) -> Opened | None:
        """The view if it is there or kept, or that of the revision before, without waiting; else it is being made."""
        try:
            return self.open(dossier_id, state, over_time=over_time, patience=0.0, or_before=True)
        except ComputingError:
            return None

    def standing(self, dossier_id: str) -> Standing | None:
        """How the dossier stands now, if its view is there: what the next edit is measured against."""
        try:
            opened = self.ready(dossier_id, State())
        except DossierError:
            return None
        if opened is None or opened.revision != self.store.counted_revision(dossier_id):
            return None
        return Standing.of(opened.view)

    def entered(self, dossier_id: str, revision: int, before: Standing | None) -> None:
        """Remember how a dossier stood before an edit."""
        self._effects.note(self._edit(dossier_id, revision), before)

    def effect(self, dossier_id: str, revision: int) -> str:
        """What the edit that made a revision changed, as far as it is known; waits for the view of the newest."""
        key = self._edit(dossier_id, revision)
        if self._effects.noted(key) and self.store.counted_revision(dossier_id) == revision:
            with suppress(ComputingError):
                self.open(dossier_id, State())  # who makes it tells what has changed
        return self._effects.effect(key)

    def effects(self, dossier_id: str, changes: Iterable[Change]) -> dict[int, str]:
        """What each of some changes of the history has changed, as far as it is known, by revision."""
        keys = ((change.number, (dossier_id, change.number, change.recorded_at.isoformat())) for change in changes)
        return {number: text for number, key in keys if (text := self._effects.effect(key))}

    def _edit(self, dossier_id: str, revision: int) -> tuple[str, int, str]:
        change = self.store.changes(dossier_id, after=revision - 1, limit=1)
        return dossier_id, revision, change[0].recorded_at.isoformat() if change else ""

    def _tell_effect(self, dossier_id: str, revision: int, view: BriefView) -> None:
        """What the change that made a revision has changed, whoever made it: by the view of the revision before."""
        key, last = self._edit(dossier_id, revision), self._views.last((dossier_id, State(), False))
        if last is not None and last.revision == self.store.counted_revision(dossier_id, before=revision):
            self._effects.note(key, Standing.of(last.view))
        self._effects.settle(key, Standing.of(view))

    def _opened(self, line: Line, revision: int, until: float, or_before: bool) -> Opened:
        """A view as it is made, or as an earlier run kept it until it is made anew."""
        key, left = (*line, revision), until - time.monotonic()
        make = partial(self._make, *key)
        early = None if self._views.done(key) else self._kept_before(line, key, make)
        if early is not None:
            self._views.begin(key, make, line=line)
            return early
        before: Opened | None = self._views.last(line) if or_before else None
        patience = left if before is None else min(left, self.soon)
        try:
            opened: Opened = self._views.ask(key, make, patience, line=line)
        except ComputingError:
            if before is None:
                raise
            return before
        return opened

    def _kept_before(self, line: Line, key: tuple[Any, ...], make: Callable[[], Any]) -> Opened | None:
        """The view of exactly this revision that an earlier run of the server kept; its analysis comes later."""
        dossier_id, state, over_time = line
        if self.kept.place is None or state != State():
            return None
        with self._lock:
            if key in self._early:
                return self._early[key]
        earlier = self.kept.find(dossier_id, self._name(dossier_id, key[-1], over_time))
        early = None
        if earlier is not None:

            def source() -> Analysis:
                opened: Opened = self._views.ask(key, make, self.patience, line=line)
                return opened.analysis

            view, names = earlier
            early = Opened(key[-1], source, view, (dossier_id, state, over_time, key[-1]), names)
        with self._lock:
            if len(self._early) > KEPT:
                self._early.clear()
            self._early[key] = early
        return early

    def _name(self, dossier_id: str, revision: int, over_time: bool) -> str:
        """Under which name a view is kept beside the store: everything that it depends on."""
        change = self.store.changes(dossier_id, after=revision - 1, limit=1)
        at = change[0].recorded_at.isoformat() if change else ""
        today = self.store.now().date().isoformat()
        return json.dumps([revision, at, today, whipcount.__version__, SCHEMA, over_time])

    def statements_of(
        self, opened: Opened, report: Report, state: State, *, most: int | None = MOST_STATEMENTS
    ) -> tuple[Analysis, tuple[StatementView, ...], int]:
        """The first ``most`` statements of one report as views, with their codings, and how many it has."""
        statements: list[Statement] = []
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
            statements += [row.statement for row in page.items]
            after = page.next
            if after is None or most is not None:
                break
        analysis = with_statements(opened, (report,), statements)
        return analysis, statement_views(analysis), page.total

    def evidence_cache(self, dossier_id: str) -> EvidenceCache:
        """The evidence of a dossier, kept in memory."""
        with self._lock:
            return self._evidence.setdefault(dossier_id, EvidenceCache(self.store, dossier_id))

    def folds(self, dossier_id: str) -> KeptFolds:
        """The folds of the last count of a dossier."""
        with self._lock:
            return self._folds.setdefault(dossier_id, KeptFolds())

    def records(self, dossier_id: str, opened: Opened, *, patience: float | None = None) -> RecordsView | None:
        """What past votes tell of silent members, where a table of them lies beside the dossier or its store."""
        place = self.votes.get(dossier_id) or beside(self.store.place)
        if place is None:
            return None

        def make() -> RecordsView | None:
            from whipcount.analysis.count import Counted  # late: the models of records load with it
            from whipcount.analysis.silent import record_beside, silent_of
            from whipcount.briefs.sections.records import records_view

            a = opened.analysis
            counted = Counted(a.tally, a.proposal, a.body, a.bound, a.evidence, a.ending)
            table = record_beside(self.store.place, a.body, place)
            return records_view(silent_of(counted, table.record)) if table is not None else None

        opened.analysis  # noqa: B018  (waited for here: what is made asks the library for nothing)
        view: RecordsView | None = self.once(("records", str(place), *opened.key), make, patience=patience)
        return view

    def once(self, key: tuple[Any, ...], make: Callable[[], Any], *, patience: float | None = None) -> Any:
        """Make something once, however many readers ask for it at the same time, and keep it.

        Args:
            key: what tells it from everything else; holds the dossier's revision (``Opened.key``).
            make: makes it; asks the library for nothing itself.
            patience: seconds to wait for it; the library's own by default.

        Raises:
            ComputingError: it is being made and not ready yet.
        """
        return self._pieces.ask(key, make, self.patience if patience is None else patience)

    def _make(self, dossier_id: str, state: State, over_time: bool, revision: int) -> Opened:
        now = self.store.now()
        opening = stored(self.store, dossier_id, known_by=state.known_by, known=self.evidence_cache(dossier_id))
        checkpoint()
        dossier, read, limit = opening.dossier, opening.read, opening.known_by
        if state.variant:
            read = replace(read, proposal=asking(read.proposal, state.variant, dossier_id))
        last = default_day(dossier, limit, read.evidence, read.last_report)
        day = state.as_of or last or now.date()
        analysis = analyse(
            dossier,
            read,
            as_of=day,
            known_by=limit,
            since=state.since,
            over_time=over_time,
            folds=self.folds(dossier_id),
        )
        checkpoint()
        view = assemble(analysis, made_at=now.astimezone(UTC), version=whipcount.__version__)
        opened = Opened(revision, analysis, view, (dossier_id, state, over_time, revision))
        if state == State() and not over_time:
            self._tell_effect(dossier_id, revision, view)
        if self.kept.place is not None and state == State():
            named = {a: link_text(opened.by_anchor[a]) for a in anchors_of(view) if a in opened.by_anchor}
            self.kept.keep(dossier_id, self._name(dossier_id, revision, over_time), view, named)
        return opened


def _of_view(state: State) -> State:
    """The parts of a state that a view depends on."""
    return replace(state.moment, since=state.since)


def _weight(piece: Any) -> int:
    return 1 + (len(piece.analysis.evidence) // 5_000 if isinstance(piece, Opened) else 0)
