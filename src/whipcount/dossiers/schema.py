"""The dossier file's shape: what a person may write in YAML, checked by pydantic."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from whipcount.positions.stance.stance import ConditionKind, Force, Stance
from whipcount.statements.statement import Modality
from whipcount.text.fields import one_field, several_lines
from whipcount.text.moments import FIRST_DAY, LAST_DAY


def _field(value: object) -> object:
    return one_field(value) if isinstance(value, str) else value


Words = Annotated[str, BeforeValidator(_field)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=2000), BeforeValidator(_field)]
LongText = Annotated[str, StringConstraints(min_length=1, max_length=131_072), BeforeValidator(_field)]
Lines = Annotated[str, AfterValidator(several_lines)]
Day = Annotated[date, Field(ge=FIRST_DAY, le=LAST_DAY)]


def _within(moment: datetime) -> datetime:
    if not FIRST_DAY <= moment.date() <= LAST_DAY:
        raise ValueError(f"the year is none of {FIRST_DAY.year} to {LAST_DAY.year}")
    return moment


Moment = Annotated[datetime, AfterValidator(_within)]
_ID = r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$"
_EVIDENCE_ID = r"^[A-Za-z0-9][A-Za-z0-9_.:-]{0,159}$"
PATTERNS = {
    _ID: "an id of up to 64 letters, digits, . _ and -",
    _EVIDENCE_ID: "an id of up to 160 letters, digits, . _ : and -",
}
"""What the patterns of fields stand for, in words."""
Id = Annotated[str, StringConstraints(pattern=_ID)]
EvidenceId = Annotated[str, StringConstraints(pattern=_EVIDENCE_ID)]
"""A coding's id names its statement and its variant, with a colon between them."""
AuthorityName = Literal[
    "recorded_vote",
    "formal_decision",
    "head",
    "minister",
    "spokesperson",
    "parliamentarian",
    "unnamed",
    "analyst",
]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class VariantPart(_Part):
    """One of the things that could be decided, and the words by which reports speak of it."""

    id: Id
    label: Text
    terms: list[Text] = []


class OccasionPart(_Part):
    """A meeting at which it may be decided."""

    name: Text
    place: Text | None = None
    first: Day
    last: Day | None = None


class ProposalPart(_Part):
    """What is to be decided."""

    id: Id
    title: Text
    body: Id
    decision: Words = ""
    rule: Text | None = None
    candidate: Id | None = None
    asked_by: Id | None = None
    addressee: Text | None = None
    opened: Day | None = None
    deadline: Day | None = None
    stage: Text | None = None
    procedure: Text | None = None
    occasion: OccasionPart | None = None
    variants: list[VariantPart] = Field(default=[], max_length=20)


class ConditionPart(_Part):
    """What a stance depends on."""

    text: Text
    kind: ConditionKind = ConditionKind.OTHER
    met: bool | None = None


class RecordPart(_Part):
    """A position as a person read it from a record: who, toward what, when, where it stands written."""

    id: EvidenceId | None = None
    member: Id | None = None
    variant: Id | None = None
    stance: Stance | None
    said_on: Day
    said_to: Day | None = None
    reported_on: Day | None = None
    recorded_at: Moment | None = None
    speaker: Text | None = None
    authority: AuthorityName
    force: Force = Force.ASSERT
    modality: Modality = Modality.ACTUAL
    conditions: list[ConditionPart] = []
    third_party: bool = False
    named: bool = True
    gist: Text
    source: Text
    origin: Text | None = None
    withdraws: EvidenceId | None = None


class RowPart(RecordPart):
    """A record as a line of CSV tells it, which may be one that was exported: with words as long as reports have."""

    speaker: LongText | None = None
    gist: LongText = ""
    source: LongText = ""
    origin: LongText | None = None
    human: bool = False
    confidence: float = Field(default=1.0, ge=0.0, le=1.0)


class EventPart(_Part):
    """Something that happened and bears on the decision."""

    on: Day
    what: Text
    kind: Literal["meeting", "vote_scheduled", "opened", "deposit", "decided", "blocked", "other"] = "other"
    member: Id | None = None
    announced: Day | None = None
    source: Words = ""


class ReportPart(_Part):
    """A report by its path (beside the dossier file) or its text; what is given here wins over what is found in it."""

    file: Text | None = None
    text: Annotated[str, StringConstraints(max_length=2_000_000)] | None = None
    name: Text | None = None
    title: Text | None = None
    publisher: Text | None = None
    author: Text | None = None
    url: Text | None = None
    published: Day | Moment | None = None


class DossierPart(_Part):
    """The whole file."""

    whipcount: Literal[1]
    id: Id
    title: Text
    note: Lines = ""
    body_file: Text | None = None
    actors_file: Text | None = None
    proposal: ProposalPart | None = None
    reports: list[ReportPart] = Field(default=[], max_length=100_000)
    records: list[RecordPart] = Field(default=[], max_length=100_000)
    corrections: list[RecordPart] = Field(default=[], max_length=100_000)
    events: list[EventPart] = Field(default=[], max_length=100_000)
