"""From a dossier and what was read of it to the matter that is forecast."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from whipcount.analysis.analyse import Read
from whipcount.analysis.analysis import report_day
from whipcount.analysis.dossier_reading import read_dossier
from whipcount.analysis.stored_reading import read_stored
from whipcount.positions.proposal.applicable_rule import deciding_body
from whipcount.dossiers.deposits import deposits
from whipcount.dossiers.dossier import Dossier
from whipcount.dossiers.file import load_dossier_file
from whipcount.dossiers.store import Store
from whipcount.forecasts.core.case import Case


def matter_of(dossier: Dossier, read: Read) -> Case:
    """The matter of a dossier.

    Raises:
        BodyError: its body is unknown.
    """
    body = deciding_body(read.proposal, dossier.own_body)
    told = deposits(dossier.events, read.proposal.asked.id)
    evidence = (*read.evidence, *dossier.records, *dossier.corrections, *told)
    last = max((day for day in map(report_day, dossier.reports) if day), default=None)
    return Case(dossier.id, read.proposal, body, evidence, dossier.events, read.agenda, last)


def matter_of_file(path: str | Path) -> Case:
    """The matter of a dossier file, its reports read now.

    Raises:
        DossierError: the file does not hold together, or no decision is found in it.
    """
    dossier = load_dossier_file(path)
    return matter_of(dossier, read_dossier(dossier))


def matter_of_store(store: Store, dossier_id: str, *, known_by: datetime) -> Case:
    """The matter of a stored dossier, as known by an instant.

    Raises:
        DossierError: no such dossier, or no decision is found in it.
    """
    return matter_of(*read_stored(store, dossier_id, known_by=known_by))
