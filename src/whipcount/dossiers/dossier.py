"""The dossier: one decision followed over time, as a value in memory."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from whipcount.bodies.body import Body
from whipcount.bodies.countries import ActorTable
from whipcount.positions.proposal.proposal import Proposal
from whipcount.positions.stance.stance import Evidence
from whipcount.reports.report import Report


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened and bears on the decision without being a statement: a summit, a vote scheduled.

    ``kind``: "meeting", "vote_scheduled", "opened", "deposit", "decided", "blocked", "other". ``opened``: members can
    consent from that day; ``deposit``: ``member`` has consented; ``vote_scheduled``: ``member`` votes then, known
    since ``announced``; ``decided`` and ``blocked`` resolve the decision for the record of forecasts.
    """

    on: date
    what: str
    kind: str = "other"
    member: str | None = None
    source: str = ""
    announced: date | None = None


@dataclass(frozen=True, slots=True)
class Dossier:
    """One decision: what is proposed, the reports and records that bear on it, what people corrected, what happened.

    ``records`` and ``corrections`` are evidence that a person entered; statements are read from ``reports`` when asked.
    ``proposal`` is None when it is to be detected in the reports. ``own_body`` and ``actors`` are set where the dossier
    brings a body or actors that the catalogue does not have.
    """

    id: str
    title: str
    proposal: Proposal | None
    reports: tuple[Report, ...] = ()
    records: tuple[Evidence, ...] = ()
    corrections: tuple[Evidence, ...] = ()
    events: tuple[Event, ...] = ()
    note: str = ""
    own_body: Body | None = None
    actors: ActorTable | None = None
