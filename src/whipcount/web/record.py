"""The record of a dossier's forecasts as a page shows it: what was said, what happened, what it was worth."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from whipcount.dossiers.store import Store
from whipcount.errors import StoreError
from whipcount.forecasts.core.case import Case
from whipcount.forecasts.record import Scored, score
from whipcount.web.opened import Opened


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One sealed forecast; scores only where it is resolved."""

    as_of: date
    made_at: datetime
    by: date | None
    probability: float
    low: float
    high: float
    happened: str
    resolved_on: date | None
    brier: float | None
    log: float | None
    foretold: bool | None
    model: str
    version: str
    seal: str


@dataclass(frozen=True, slots=True)
class Record:
    """The record as of a day; ``problem`` says what is wrong with it where it was tampered with."""

    rows: tuple[RecordRow, ...] = ()
    told: str = ""
    problem: str = ""


def record_of(store: Store, dossier_id: str, opened: Opened) -> Record:
    """The sealed forecasts made as of the page's day or before, resolved with what was known on it; newest first."""
    try:
        sealed = store.forecasts(dossier_id)
    except StoreError as error:
        return Record(problem=str(error))
    analysis = opened.analysis
    shown = [f for f in sealed if f.as_of <= analysis.as_of and f.variant == analysis.tally.variant]
    case = Case(dossier_id, analysis.proposal, analysis.body, analysis.evidence, analysis.dossier.events)
    scored, waiting = score(case, shown, analysis.as_of, analysis.known_by)
    by_seal = {item.forecast.seal: item for item in scored}
    rows = []
    for made in reversed(shown):
        item_scored: Scored | None = by_seal.get(made.seal)
        rows.append(
            RecordRow(
                made.as_of,
                made.made_at,
                made.by,
                made.probability,
                made.low,
                made.high,
                ("yes" if item_scored.outcome.happened else "no") if item_scored else "open",
                item_scored.outcome.on if item_scored else None,
                item_scored.brier if item_scored else None,
                item_scored.log if item_scored else None,
                item_scored.foretold if item_scored else None,
                made.model,
                made.version,
                made.seal,
            )
        )
    return Record(tuple(rows), _told(scored, waiting))


def _told(scored: tuple[Scored, ...], waiting: int) -> str:
    parts = []
    for name, wanted in (("made before the outcome", True), ("made after it (hindcasts)", False)):
        mine = [item.brier for item in scored if item.foretold is wanted]
        if mine:
            parts.append(f"{len(mine)} {name}: Brier score {sum(mine) / len(mine):.3f} on average")
    if waiting:
        parts.append(f"{waiting} not resolved yet")
    return "; ".join(parts) + "." if parts else ""
