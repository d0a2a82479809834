"""The statement: who said what in a report. Evidence, immutable; its id is the hash of its content."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from whipcount.text.period import Period
from whipcount.text.span import Span


class Quotation(StrEnum):
    """How the words are given."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Modality(StrEnum):
    """Whether the statement was really made, and of which time it speaks."""

    ACTUAL = "actual"
    FUTURE = "future"
    HYPOTHETICAL = "hypothetical"
    NEGATED = "negated"
    HISTORICAL = "historical"


class Basis(StrEnum):
    """Why a speaker counts as speaking for somebody."""

    OFFICE = "office"  # holds an office of the actor that carries its voice
    EXPLICIT = "explicit"  # the report says for whom
    METONYM = "metonym"  # "Ankara", "the Kremlin", "the alliance"
    THIRD_PARTY = "third_party"  # tells of another actor's view
    INFERRED = "inferred"
    NONE = "none"  # speaks for nobody but the speaker


class Role(StrEnum):
    """The office, as far as authority depends on it."""

    BODY = "body"  # the actor itself: a government, a body
    HEAD_OF_STATE = "head_of_state"
    HEAD_OF_GOVERNMENT = "head_of_government"
    FOREIGN_MINISTER = "foreign_minister"
    DEFENCE_MINISTER = "defence_minister"
    MINISTER = "minister"
    PERMANENT_REPRESENTATIVE = "permanent_representative"
    SPOKESPERSON = "spokesperson"
    PARLIAMENT = "parliament"
    PARLIAMENTARIAN = "parliamentarian"
    OFFICIAL = "official"  # unnamed officials and diplomats
    FORMER = "former"
    OPPOSITION = "opposition"
    ANALYST = "analyst"
    MEDIA = "media"
    OTHER = "other"


VOICES = frozenset(
    {
        Role.BODY, Role.HEAD_OF_STATE, Role.HEAD_OF_GOVERNMENT, Role.FOREIGN_MINISTER, Role.DEFENCE_MINISTER,
        Role.MINISTER, Role.PERMANENT_REPRESENTATIVE, Role.SPOKESPERSON, Role.PARLIAMENT,
    }
)  # fmt: skip
"""The offices whose holders speak for the actor that they are an office of."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who said it: as written, as a person, in which office, for whom and on what basis.

    ``on_behalf_of`` is an actor id ("UA", "NATO"); ``candidates`` keeps further readings, best first, where the report
    leaves it open. ``name_span`` is where the report gives the full name, ``office_span`` where it gives the office.
    """

    text: str
    name: str | None = None
    office: str | None = None
    role: Role = Role.OTHER
    on_behalf_of: str | None = None
    basis: Basis = Basis.NONE
    named: bool = False
    plural: bool = False
    name_span: Span | None = None
    office_span: Span | None = None
    candidates: tuple[str, ...] = ()


class Carrier(StrEnum):
    """What carried the words one step on."""

    SPEAKER = "speaker"
    LETTER = "letter"
    POST = "post"
    SPEECH = "speech"
    INTERVIEW = "interview"
    DOCUMENT = "document"
    AGENCY = "agency"
    OUTLET = "outlet"


@dataclass(frozen=True, slots=True)
class Link:
    """One step of the source chain, from the speaker's mouth to the page."""

    carrier: Carrier
    name: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """Who said what in a report.

    ``report`` is the report's sha256; spans count in its text. ``said_on`` is a period, as precise as the report
    allows; ``reported_on`` the day of publication. ``parent`` is the id of the statement whose content holds this one.
    ``recorded_at`` says when we came to know it and is no part of the id.
    """

    report: str
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    kind: Quotation
    speaker: Speaker | None = None
    addressee: str | None = None
    addressee_span: Span | None = None
    chain: tuple[Link, ...] = ()
    said_on: Period | None = None
    said_on_span: Span | None = None
    reported_on: date | None = None
    modality: Modality = Modality.ACTUAL
    coder: str = "reader"
    confidence: float = 1.0
    parent: str | None = None
    recorded_at: datetime | None = None
    id: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        if not self.id:
            object.__setattr__(self, "id", statement_id(self.report, self.source, self.cue, self.content))


def statement_id(report: str, source: tuple[Span, ...], cue: tuple[Span, ...], content: tuple[Span, ...]) -> str:
    """The hash of what makes a statement: its report and its three roles; stable across coders and runs.

    >>> statement_id("ab", (), (Span(0, 4),), (Span(5, 9),))
    's-2ecbaf4ae73a'
    """
    blob = json.dumps([report, source, cue, content], separators=(",", ":"))
    return "s-" + hashlib.sha256(blob.encode()).hexdigest()[:12]
