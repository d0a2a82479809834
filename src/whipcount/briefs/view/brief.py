"""What a brief says: one pure, frozen view model behind every face (HTML, Markdown, JSON, DOCX).

Nothing here is markup: every string is text, and every face must treat it as hostile. Anchors are the same in every
face: ``s-...`` is a statement at its highlighted span, ``c-...`` its card, ``m-...`` a member, ``n-...`` a figure and
how it was made, ``f-...`` a fact, ``e-...`` evidence without a report, ``r-...`` a report.

The JSON schema is published beside this module (``brief.schema.json``) and made from these classes (``schema.py``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from whipcount.briefs.view.all_stages import AllStagesView
from whipcount.briefs.view.bargaining import BargainView
from whipcount.briefs.view.evidence import EvidenceView, PersonView, Place, StatementView
from whipcount.briefs.view.records import RecordsView
from whipcount.briefs.view.threshold import ThresholdView

SCHEMA = "whipcount.brief/1"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, how it is shown, how it was made, and the anchors of what it rests on."""

    id: str
    value: float | int | None
    text: str
    label: str
    how: str
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """Something read from a report (or given by the user), with the places that it was read from."""

    id: str
    what: str
    value: str
    how: str = ""
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """What is to be decided, by whom, when."""

    title: str
    body: str
    body_name: str
    candidate: str | None = None
    candidate_name: str | None = None
    asked_by: str | None = None
    addressee: str | None = None
    stage: str | None = None
    occasion: str | None = None
    place: str | None = None
    occasion_first: date | None = None
    occasion_last: date | None = None
    deadline: date | None = None
    opened: date | None = None
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class RuleView:
    """The rule in words, its state on the positions, and who is left; ``pivotal``: whose vote alone decides now."""

    text: str
    name: str
    state: str  # met, blocked, open
    state_text: str
    members: Figure
    agreed: Figure
    left: Figure
    left_members: tuple[str, ...] = ()
    pivotal: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class OutcomeView:
    """What has become of the decision: ``state`` is open, adopted, rejected, postponed, withdrawn or referred_back.

    Figures are None where they are not told. ``confirmed``: a person entered it, or two independent origins tell it;
    ``text`` says it in words, empty while it is open.
    """

    state: str = "open"
    on: date | None = None
    yes: int | None = None
    no: int | None = None
    abstain: int | None = None
    absent: int | None = None
    unanimous: bool | None = None
    spans: tuple[Place, ...] = ()
    confirmed: bool = False
    text: str = ""


@dataclass(frozen=True, slots=True)
class ConditionView:
    """What a stance depends on; ``about`` is the variant that it conditions, ``met`` None while nobody has said."""

    id: str
    text: str
    kind: str
    met: bool | None
    about: str
    said_by: str
    member: str | None
    statement: str | None
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class StepView:
    """One line of the calculation behind a position: a piece of evidence and what became of it."""

    evidence: str  # anchor
    label: str
    outcome: str
    reason: str


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One member of the board. ``group`` is one of :data:`GROUPS`; ``age_days`` is the age of the deciding evidence."""

    id: str
    name: str
    group: str
    stance: str | None
    label: str
    left: bool
    pivotal: bool
    since: date | None = None
    age_days: int | None = None
    source: str = ""
    evidence: tuple[str, ...] = ()  # anchors, the deciding one first
    steps: tuple[StepView, ...] = ()
    conditions: tuple[str, ...] = ()  # ids of ConditionView
    confidence: float = 0.0
    power: float | None = None  # normalised Banzhaf index: its share of all swings under the rule
    gain: float | None = None  # how far its yes instead of its no would raise the forecast, in probability
    last: float | None = None  # probability to be the last to consent, where all must
    completing: float | None = None  # probability that its consent completes the rule, where not all must
    weight: float | None = None  # its share of what the rule adds up beside members; None where every member counts one
    veto: bool = False  # it can block alone, where only few can
    consent: str = ""  # "agreed" or "passing" where it counts under the rule, "none" where not; "" in older briefs


@dataclass(frozen=True, slots=True)
class VariantView:
    """One of the things that could be decided, and what has been said of it."""

    id: str
    label: str
    asked: bool
    state: str
    statements: tuple[str, ...] = ()  # anchors
    counts: tuple[tuple[str, int], ...] = ()  # group -> members
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that the forecast rests on, in percentage points of the probability where they are known.

    ``shift``: what it moves. At a meeting its Shapley value, so that all add up; by a day the forecast with it minus
    that without it, and ``share`` is its part (Shapley) of what all of them move.
    """

    text: str
    shift: float | None = None
    evidence: tuple[str, ...] = ()
    share: float | None = None


@dataclass(frozen=True, slots=True)
class KeyQuote:
    """Words that the answer rests on; ``shift`` in percentage points of the forecast, where one is made.

    ``quoted``: they stand in a report; else somebody retold them for a record, and they are nobody's own.
    """

    who: str
    member: str | None
    member_name: str
    label: str
    said_on: str
    words: str
    shift: float | None
    evidence: str
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class ForecastPoint:
    """The forecast as it was (or would have been) made on a day, and what moved it."""

    day: date
    probability: float
    low: float | None = None
    high: float | None = None
    because: str = ""
    evidence: str | None = None


@dataclass(frozen=True, slots=True)
class ChanceBy:
    """Probability that the rule is met by a day."""

    day: date
    probability: float


@dataclass(frozen=True, slots=True)
class QuantileBy:
    """The day by which the rule is met with a probability; None: not within five years."""

    probability: float
    day: date | None


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The forecast if one member's position were set by hand."""

    member: str
    stance: str
    probability: float


@dataclass(frozen=True, slots=True)
class ForecastView:
    """How likely, by when, why, and how it was made; ``label`` says what the number is worth."""

    target: str
    probability: Figure
    low: float | None
    high: float | None
    label: str
    method: str
    reasons: tuple[Reason, ...] = ()
    would_change: tuple[str, ...] = ()
    series: tuple[ForecastPoint, ...] = ()
    by_date: tuple[ChanceBy, ...] = ()
    last: tuple[tuple[str, float], ...] = ()  # member -> probability to be the last, where all must consent
    what_if: tuple[WhatIf, ...] = ()
    quantiles: tuple[QuantileBy, ...] = ()
    completing: tuple[tuple[str, float], ...] = ()  # member -> probability that its consent completes another rule


@dataclass(frozen=True, slots=True)
class Unknown:
    """Something that the evidence does not tell, and why it matters."""

    text: str
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """Something that changed since an earlier brief."""

    day: date
    text: str
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportView:
    """A report as published: the whole text, so that every span can be shown in its place."""

    id: str
    name: str
    sha256: str
    title: str
    text: str
    publisher: str | None = None
    author: str | None = None
    published: datetime | None = None
    published_on: date | None = None
    place: str | None = None
    url: str | None = None
    relays: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class BriefView:
    """A dossier as of a date, made for reading."""

    schema: str
    title: str
    question: str
    answer: str
    status: str
    as_of: date
    known_by: datetime
    made_at: datetime
    version: str
    decision: Decision
    rule: RuleView
    variant: str
    variants: tuple[VariantView, ...]
    members: tuple[MemberRow, ...]
    forecast: ForecastView | None
    statements: tuple[StatementView, ...]
    evidence: tuple[EvidenceView, ...]
    conditions: tuple[ConditionView, ...]
    people: tuple[PersonView, ...]
    unknowns: tuple[Unknown, ...]
    reports: tuple[ReportView, ...]
    changes: tuple[Change, ...] = ()
    changes_since: date | None = None
    figures: tuple[Figure, ...] = ()
    updated: date | None = None  # the last day on which something in here was reported
    key_quotes: tuple[KeyQuote, ...] = ()
    notes: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()  # what a reader must know before any figure: an undated report, a doubtful roster
    outcome: OutcomeView = field(default_factory=OutcomeView)
    bargain: BargainView | None = None
    all_stages: AllStagesView | None = None  # the whole procedure, where the decision is a stage of one
    shape: str = ""  # of the board: seats, horseshoe, weighted, map or rows
    threshold: ThresholdView | None = None  # the bars of the rule; None in older briefs, and where nothing is known
    records: RecordsView | None = None  # what past votes tell of silent members, where a table of them lies beside


# group -> (word on the board, short word on a tile, explanation); the order is the order of the board's key
GROUPS: dict[str, tuple[str, str, str]] = {
    "against": ("against", "no", "has said no"),
    "lean_against": ("leans against", "lean no", "indirect, hedged or partial words against"),
    "conditional": ("conditional", "if", "agrees if a condition is met"),
    "declined": ("would not say", "silent", "was asked and did not say"),
    "undecided": ("undecided", "open", "says that it has not decided"),
    "unknown": ("unknown", "?", "nothing that counts is known; unknown is never consent"),
    "abstain": (
        "abstaining",
        "abstain",
        "blocks no consensus, and gives no vote where yes votes are counted",
    ),
    "lean_for": ("leans for", "lean yes", "indirect, hedged or partial words in favour"),
    "will_not_block": ("will not block", "no veto", "has said that it will not stand in the way"),
    "for": ("for", "yes", "has said yes"),
}
