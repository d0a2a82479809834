"""An invented decision of three members, positions toward it, and when they were entered."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time

from whipcount.analysis.analyse import Read
from whipcount.analysis.opening import OpenDossier
from whipcount.bodies.bodyfile import parse_body
from whipcount.dossiers.dossier import Dossier, Event
from whipcount.positions.proposal.proposal import Proposal, Variant
from whipcount.positions.stance.stance import Authority, Evidence, Stance

LAKE = parse_body(
    "id: LAKE\nname: Lake Council\ndefault: d\nrules: {d: all members}\nmembers: [{id: KELL, name: Kell}, "
    "{id: THALE, name: Thale}, {id: PELL, name: Pell}]\n"
)
PROPOSAL = Proposal(
    "orvana",
    "The Lake Council admits Orvana",
    "LAKE",
    variants=(Variant("asked", "Orvana admitted"), Variant("path", "promised a path")),
)
KNOWN = datetime(2026, 1, 1, tzinfo=UTC)


def position(member: str, stance: Stance, day: date, **changes: object) -> Evidence:
    """What a person read in the minutes of a day."""
    item = Evidence(
        f"r-{member}-{day:%m%d}-{stance.value}", member, "asked", stance, day, day, day,
        datetime.combine(day, time.max, UTC), Authority.HEAD, coder="record", gist="told", source="minutes",
    )  # fmt: skip
    return replace(item, **changes)  # type: ignore[arg-type]


def dossier(*records: Evidence, events: tuple[Event, ...] = ()) -> Dossier:
    """The decision with these positions on record."""
    return Dossier("lake", "Lake", PROPOSAL, records=records, events=events, own_body=LAKE)


def opened(*records: Evidence, events: tuple[Event, ...] = (), read: Read | None = None) -> OpenDossier:
    """The same, opened as of the end of the year."""
    return OpenDossier(dossier(*records, events=events), read or Read(PROPOSAL), KNOWN)
