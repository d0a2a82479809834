"""What a brief is assembled from: the answers of all rooms below about one decision as of a date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from whipcount.bodies.body import Body, NamedRule
from whipcount.dossiers.dossier import Dossier
from whipcount.dossiers.outcomes import Ending
from whipcount.forecasts.meeting.chance import MeetingForecast
from whipcount.positions.count.tally import Tally
from whipcount.positions.proposal.outcome import Outcome
from whipcount.positions.proposal.proposal import Proposal
from whipcount.positions.stance.stance import Evidence, Reading
from whipcount.reports.report import Report
from whipcount.rules.algebra.rule import Rule
from whipcount.statements.statement import Statement

if TYPE_CHECKING:
    from whipcount.forecasts.core.outlook import Outlook
    from whipcount.forecasts.course import Step


@dataclass(frozen=True, slots=True)
class Moment:
    """The forecast as of an earlier day, with the evidence that became known on it."""

    day: date
    forecast: MeetingForecast
    moved_by: tuple[str, ...] = ()  # ids of evidence


@dataclass(frozen=True, slots=True)
class Analysis:
    """One decision as of a day: only what was reported by ``as_of`` and recorded by ``known_by`` is in here.

    ``tallies`` has one for each variant, the one asked for first; ``before`` is the tally as of ``since``.
    A decision taken together has a ``forecast`` and its ``moments``; a ratification an ``outlook`` and its ``steps``,
    or ``no_forecast`` says why not. ``ending`` is what has become of it; once it is adopted the tallies are frozen at
    that day. ``names`` gives the name of every member and actor by id.
    """

    dossier: Dossier
    proposal: Proposal
    body: Body
    rule: NamedRule
    bound: Rule  # the same rule, bound to the members of the day
    rule_name: str  # as people say it
    rule_text: str
    reports: tuple[Report, ...]
    statements: tuple[Statement, ...]
    readings: tuple[Reading, ...]
    evidence: tuple[Evidence, ...]
    tallies: tuple[Tally, ...]
    as_of: date
    known_by: datetime
    names: Mapping[str, str]
    forecast: MeetingForecast | None = None
    outlook: Outlook | None = None
    steps: tuple[Step, ...] = ()
    no_forecast: str = ""
    moments: tuple[Moment, ...] = ()
    before: Tally | None = None
    since: date | None = None
    agenda: str = "unknown"
    power: Mapping[str, float] | None = None
    more_needed: int | None = None  # the least number of further yes votes with which the rule is met
    unheard: str = ""  # that no member was heard at all, where that is so
    ending: Ending = field(default_factory=lambda: Ending(Outcome()))

    @property
    def tally(self) -> Tally:
        """The tally of the variant that is asked for."""
        return self.tallies[0]

    def name(self, actor: str | None) -> str:
        """The name of a member or another actor; its id where it has none."""
        return self.names.get(actor, actor) if actor else ""

    def variant_label(self, variant: str) -> str:
        """The label of a variant; its id where it has none."""
        return next((v.label for v in self.proposal.variants if v.id == variant), variant)
