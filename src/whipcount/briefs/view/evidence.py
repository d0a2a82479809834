"""What a brief says of its evidence: words in reports, who said them, and records: pure data, a part of the view model
(see `whipcount.briefs.view.brief`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Place:
    """Words in a report: ``text`` is what stands from ``start`` to ``end`` (code points) in the report ``report``."""

    report: str
    start: int
    end: int
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class LinkView:
    """One step of a source chain, from the speaker's mouth to the page."""

    carrier: str
    name: str
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class ReadingView:
    """How a coder read a statement toward one variant, and what became of that in the tally."""

    variant: str
    stance: str | None
    label: str
    force: str
    modality: str
    coder: str
    confidence: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StatementView:
    """Who said what in a report, when, through whom; and what it means for the count (``bearing``)."""

    id: str
    number: int
    report: str
    kind: str
    modality: str
    speaker: str
    name: str | None
    office: str | None
    on_behalf_of: str | None
    on_behalf_name: str | None
    basis: str
    member: bool
    named: bool
    addressee: str | None
    source: tuple[Place, ...]
    cue: tuple[Place, ...]
    content: tuple[Place, ...]
    said_on: str
    said_first: date | None
    said_last: date | None
    reported_on: date | None
    chain: tuple[LinkView, ...] = ()
    readings: tuple[ReadingView, ...] = ()
    bearing: str = ""
    coder: str = ""
    confidence: float = 1.0
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """Evidence that was coded by hand or taken from a record: no report text stands behind it, ``source`` says what."""

    id: str
    member: str | None
    member_name: str
    variant: str
    stance: str | None
    label: str
    said_on: str
    said_first: date
    said_last: date
    reported_on: date
    authority: str
    speaker: str
    gist: str
    source: str
    url: str | None
    coder: str
    human: bool
    statement: str | None = None
    withdraws: str | None = None
    conditions: tuple[str, ...] = ()
    bearing: str = ""
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonView:
    """A person who speaks in the reports, the office, and for whom the word counts."""

    name: str
    office: str | None
    on_behalf_of: str | None
    on_behalf_name: str | None
    member: bool
    standing: str
    statements: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
