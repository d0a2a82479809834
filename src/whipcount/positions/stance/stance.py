"""Stances: what a statement says about a proposal variant; and authority: whose word weighs more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum, StrEnum

from whipcount.statements.statement import Modality
from whipcount.text.span import Span


class Stance(StrEnum):
    """Toward a proposal variant."""

    YES = "yes"
    LEAN_YES = "lean_yes"
    WILL_NOT_BLOCK = "will_not_block"
    ABSTAIN = "abstain"  # blocks no consensus, helps no qualified majority, is no veto
    UNDECIDED = "undecided"
    DECLINED = "declined"  # asked, and would not say
    LEAN_NO = "lean_no"
    NO = "no"


class Force(StrEnum):
    """What the speaker does by saying it."""

    ASSERT = "assert"
    COMMIT = "commit"
    REQUEST = "request"
    WARN_OF_VETO = "warn_of_veto"
    DENY = "deny"
    HEDGE = "hedge"
    RETRACT = "retract"  # takes back, or corrects, what was reported of the speaker before


class ConditionKind(StrEnum):
    """What a condition waits for."""

    EVENT = "event"  # something happens ("once the war ends")
    ACTION = "action"  # somebody does something ("if Sweden extradites")
    CONCESSION = "concession"  # something in return
    TIMING = "timing"  # not before
    PROCEDURE = "procedure"  # a vote, a ratification, others first
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Condition:
    """What a stance depends on; ``met`` is None while nobody has said."""

    text: str
    kind: ConditionKind = ConditionKind.OTHER
    spans: tuple[Span, ...] = ()
    met: bool | None = None
    about: str | None = None  # id of the variant that it conditions, where it is not the stance's own


class Authority(IntEnum):
    """Whose word weighs more about a member's position (DESIGN.md section 2: fixed order)."""

    ANALYST = 1
    UNNAMED = 2
    PARLIAMENTARIAN = 3
    SPOKESPERSON = 4
    MINISTER = 5
    HEAD = 6
    FORMAL_DECISION = 7
    RECORDED_VOTE = 8


@dataclass(frozen=True, slots=True)
class Reading:
    """A coder's answer: the stance of one statement toward one variant; ``stance`` None: none is expressed."""

    statement: str
    variant: str
    stance: Stance | None
    force: Force = Force.ASSERT
    modality: Modality = Modality.ACTUAL
    conditions: tuple[Condition, ...] = ()
    coder: str = "rules"
    confidence: float = 1.0
    reasons: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()  # the words that the reading rests on
    subject: tuple[Span, ...] = ()  # the words that name whose stance it is, where it is not the speaker's own


@dataclass(frozen=True, slots=True)
class Evidence:
    """One input of the fold: a coded statement (or record, or human correction) about one member and one variant.

    ``member`` None: about the body as a whole or about nobody (kept, shown, never moves a member). ``origin``: the
    utterance behind it; several reports of one utterance share it and count once. ``withdraws``: id of evidence that
    this one retracts, denies or corrects.
    """

    id: str
    member: str | None
    variant: str
    stance: Stance | None
    said_from: date
    said_to: date
    reported_on: date
    recorded_at: datetime
    authority: Authority
    force: Force = Force.ASSERT
    modality: Modality = Modality.ACTUAL
    conditions: tuple[Condition, ...] = ()
    third_party: bool = False
    named: bool = True
    human: bool = False
    origin: str = ""
    statement: str | None = None
    report: str | None = None
    coder: str = "rules"
    confidence: float = 1.0
    withdraws: str | None = None
    speaker: str | None = None
    gist: str = ""
    source: str = ""
    reasons: tuple[str, ...] = ()
