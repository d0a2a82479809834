"""A dossier opened for questions, wherever it lies: a store, a dossier file, or reports alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from whipcount.analysis.analyse import Read
from whipcount.analysis.dossier_reading import read_dossier
from whipcount.dossiers.dossier import Dossier
from whipcount.dossiers.file import load_dossier_file
from whipcount.dossiers.location import looks_like_store
from whipcount.errors import DossierError
from whipcount.positions.proposal.proposal import Proposal
from whipcount.positions.stance.stance import Evidence
from whipcount.reports.report import Report

if TYPE_CHECKING:  # the database's library is not needed for a file
    from whipcount.dossiers.evidence_cache import EvidenceCache
    from whipcount.dossiers.rows import Outline
    from whipcount.dossiers.store import Store


@dataclass(frozen=True, slots=True)
class OpenDossier:
    """A dossier with what was read of its reports: what is counted, forecast and told.

    ``known_by``: nothing that was recorded later is in it. Where it comes from a store, what people entered stands
    among the evidence, and reports and statements are left in the store.
    """

    dossier: Dossier
    read: Read
    known_by: datetime


def open_dossier(
    place: str | Path,
    *,
    dossier_id: str | None = None,
    as_of: date | None = None,
    known_by: datetime | None = None,
) -> OpenDossier:
    """Open a store or a dossier file.

    Args:
        place: a path, or the URL of a database.
        dossier_id: which dossier of a store, where it holds several.
        as_of: of a file, reports published later are not read.
        known_by: nothing recorded later is used; by default all that is there.

    Raises:
        DossierError: no such dossier, no decision in it, or the file does not hold together.
        StoreError: the store is absent, damaged, locked or of a newer schema.
    """
    if looks_like_store(place):
        from whipcount.dossiers.store import open_store

        with open_store(str(place)) as store:
            return stored(store, store.only(dossier_id), known_by=known_by)
    if dossier_id is not None:
        raise DossierError(f"{dossier_id!r} names a dossier of a store", accepted="a store: a database file or URL")
    dossier = load_dossier_file(place)
    limit = known_by or known_of(dossier, datetime.now(UTC))
    read = read_dossier(dossier, as_of=as_of, known_by=limit)
    return OpenDossier(dossier, read, limit)


def reports_alone(reports: Sequence[Report], *, as_of: date | None = None) -> OpenDossier:
    """Reports without a dossier: what is decided is read from them.

    Raises:
        DossierError: they tell of no decision.
    """
    title = next((report.title for report in reports if report.title), "") or "Reports"
    dossier = Dossier("reports", title, None, tuple(reports))
    limit = known_of(dossier, datetime.now(UTC))
    return OpenDossier(dossier, read_dossier(dossier, as_of=as_of, known_by=limit), limit)


def stored(
    store: Store,
    dossier_id: str,
    *,
    known_by: datetime | None = None,
    known: EvidenceCache | None = None,
) -> OpenDossier:
    """A stored dossier as the store holds it: nothing is read anew.

    Args:
        store: the store.
        dossier_id: which dossier.
        known_by: nothing recorded later is used; by default all that the store holds, also what is dated ahead.
        known: what is kept of it in memory already.

    Raises:
        DossierError: no such dossier, or it has no proposal yet.
    """
    from whipcount.dossiers.evidence_cache import EvidenceCache

    known = known or EvidenceCache(store, dossier_id)
    evidence = known.evidence(known_by=known_by)
    limit = known_by or latest([store.now()], evidence)
    dossier = store.dossier(dossier_id, known_by=limit, with_reports=False)
    last = known.last_report(known_by=known_by)
    proposal = proposal_of(dossier, dossier_id)
    dossier = replace(dossier, records=(), corrections=())  # they are among the evidence, under their origins
    read = Read(proposal, evidence=evidence, last_report=last, heard=known.heard(known_by=known_by))
    return OpenDossier(dossier, read, limit)


def known_of(dossier: Dossier, now: datetime) -> datetime:
    """What counts as known of a dossier in memory where nobody sets a limit: all that is there.

    Reports that are dated ahead (an example, an exercise) are known at the end of their day: otherwise all that they
    tell would be left out in silence.
    """
    moments = [report.published for report in dossier.reports]
    moments += [datetime.combine(report.day, time.max, UTC) for report in dossier.reports if report.day is not None]
    ahead = [moment for moment in moments if moment is not None and moment.date() > now.date()]
    return latest([now, *ahead], (*dossier.records, *dossier.corrections))


def latest(moments: Iterable[datetime], evidence: Iterable[Evidence]) -> datetime:
    """The last of some moments and of those at which evidence was recorded.

    Without a limit all that is kept counts, also what was recorded while a clock was ahead, or is dated ahead in a file
    (an example, an exercise): otherwise it would be left out in silence.
    """
    return max([*moments, *(item.recorded_at for item in evidence)])


def proposal_of(about: Dossier | Outline, where: str) -> Proposal:
    """The dossier's proposal.

    Raises:
        DossierError: it has none yet.
    """
    if about.proposal is None:
        raise DossierError(
            "what is to be decided is not known yet",
            where=where,
            accepted="whipcount init --from FILE, or reports",
        )
    return about.proposal
