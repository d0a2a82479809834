"""A stored dossier as a brief needs it: what was read stands in the store; what nobody has read yet is read now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from whipcount.analysis.analyse import Read
from whipcount.analysis.dossier_reading import read_dossier
from whipcount.dossiers.dossier import Dossier
from whipcount.errors import DossierError
from whipcount.positions.count.origins import cluster, with_origins
from whipcount.positions.stance.stance import Evidence, Reading
from whipcount.reports.report import Report

if TYPE_CHECKING:  # the database's library is not needed for a file
    from whipcount.dossiers.store import Store

MOST_REPORTS = 2_000  # that one brief shows; of a larger dossier those that say something of the decision


def read_stored(
    store: Store,
    dossier_id: str,
    *,
    as_of: date | None = None,
    known_by: datetime,
    more: Sequence[Report] = (),
) -> tuple[Dossier, Read]:
    """A stored dossier and what was read from its reports, as known by an instant.

    Args:
        store: the store.
        dossier_id: which dossier.
        as_of: reports published later are not read now; what was read of them before is for the count to leave out.
        known_by: nothing that the store recorded later is in it.
        more: reports given beside it; those that it does not have are read now, and not kept.

    Raises:
        DossierError: no such dossier; no proposal in it or in its reports; too many reports.
        CoderError: reports are to be read and the reader's weights are absent.
    """
    dossier = store.dossier(dossier_id, known_by=known_by)
    entered = {item.id for item in (*dossier.records, *dossier.corrections)}
    everything = store.evidence(dossier_id, known_by=known_by)
    codings = tuple(item for item in everything if item.id not in entered)
    hashes = {report.sha256 for report in dossier.reports}
    reports = (*dossier.reports, *(report for report in more if report.sha256 not in hashes))
    if len(reports) > MOST_REPORTS:
        coded = {item.report for item in codings if item.stance is not None}
        reports = tuple(report for report in reports if report.sha256 in coded or report.sha256 not in hashes)
        if len(reports) > MOST_REPORTS:
            raise DossierError(
                f"{len(reports):,} reports speak of the decision",
                where=dossier_id,
                accepted=f"up to {MOST_REPORTS:,} for one brief; --known-by takes an earlier state",
            )
    dossier = replace(dossier, reports=reports)
    shown = {report.sha256 for report in reports}
    statements = tuple(s for s in store.statements(dossier_id, known_by=known_by) if s.report in shown)
    reading = Read(dossier.proposal, statements, tuple(map(reading_of, codings)), codings) if dossier.proposal else None
    done = store.read_by(dossier_id, known_by=known_by)
    unread = tuple(report for report in reports if report.sha256 not in done)
    if unread or reading is None:
        fresh = read_dossier(replace(dossier, reports=unread), as_of=as_of)
        reading = Read(
            fresh.proposal,
            (*statements, *fresh.statements),
            (*(reading.readings if reading else ()), *fresh.readings),
            (*codings, *fresh.evidence),
        )
    origins = cluster(reading.statements, {report.sha256: report for report in reports})
    return dossier, replace(reading, evidence=with_origins(reading.evidence, origins))


def reading_of(item: Evidence) -> Reading:
    """The reading that a coding was made of."""
    return Reading(
        item.statement or "",
        item.variant,
        item.stance,
        item.force,
        item.modality,
        item.conditions,
        item.coder,
        item.confidence,
        item.reasons,
    )
