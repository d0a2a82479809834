"""From a dossier and what was read of it to the case that is forecast."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from whipcount.analysis.analyse import Read
from whipcount.analysis.dossier_reading import read_dossier
from whipcount.analysis.stored_reading import read_stored
from whipcount.dossiers.deposits import deposits
from whipcount.dossiers.dossier import Dossier
from whipcount.dossiers.file import load_dossier_file
from whipcount.forecasts.core.case import Case
from whipcount.positions.proposal.applicable_rule import deciding_body
from whipcount.positions.proposal.next_occasion import told_occasions

if TYPE_CHECKING:  # the database's library is not needed for a file
    from whipcount.dossiers.store import Store


def case_of(dossier: Dossier, read: Read) -> Case:
    """The case of a dossier.

    Raises:
        BodyError: its body is unknown.
    """
    body = deciding_body(read.proposal, dossier.own_body)
    deposited = deposits(dossier.events, read.proposal.asked.id)
    evidence = (*read.evidence, *dossier.records, *dossier.corrections, *deposited)
    days = (read.last_report, *(report.day for report in dossier.reports))
    last = max((day for day in days if day), default=None)
    later = tuple(told_occasions(dossier.reports, read.proposal))
    return Case(dossier.id, read.proposal, body, evidence, dossier.events, read.agenda, last, later)


def case_of_file(path: str | Path) -> Case:
    """The case of a dossier file, its reports read now.

    Raises:
        DossierError: the file does not hold together, or no decision is found in it.
    """
    dossier = load_dossier_file(path)
    return case_of(dossier, read_dossier(dossier))


def case_of_store(store: Store, dossier_id: str, *, known_by: datetime) -> Case:
    """The case of a stored dossier, as known by an instant.

    Raises:
        DossierError: no such dossier, or no decision is found in it.
    """
    return case_of(*read_stored(store, dossier_id, known_by=known_by))
