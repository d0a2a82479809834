"""The outcome that a report tells, kept as evidence about no member, which a person can take back."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime

from whipcount.positions.coders.told_evidence import told_evidence
from whipcount.positions.count.fold import latest
from whipcount.positions.count.withdrawals import withdrawn
from whipcount.positions.proposal.outcome import Outcome, State, Telling, combined
from whipcount.positions.proposal.proposal import Proposal
from whipcount.positions.proposal.vote_counts import VoteCount
from whipcount.positions.stance.stance import Authority, Evidence
from whipcount.reports.report import Report
from whipcount.text.span import Span, hull

CODER = "outcome"
"""The coder's name of what is read here."""

_FIGURES = ("yes", "no", "abstain", "absent")
_FIELD = re.compile(r"(?P<name>[a-z]+) (?P<value>[^;]+)")
_STATES_BEFORE = {"referred": State.REFERRED.value}
"""Names of states in stores of earlier versions."""


def outcome_evidence(
    report: Report, telling: Telling, proposal: Proposal, day: date, *, recorded_at: datetime | None = None
) -> Evidence:
    """What a report tells of the outcome, as evidence without a member and without a stance."""
    span = hull(telling.spans[:1])
    return told_evidence(
        report, proposal, None, None, span, day=day, authority=Authority.ANALYST, coder=CODER,
        reasons=(to_words(telling),), said_on=telling.on, recorded_at=recorded_at,
    )  # fmt: skip


def known_outcome(evidence: Iterable[Evidence], variant: str, *, as_of: date, known_by: datetime) -> Outcome:
    """What the reports known by then tell has become of the decision.

    Args:
        evidence: of any kind.
        variant: which one is asked for.
        as_of: nothing reported later counts.
        known_by: nothing recorded later counts.
    """
    everything = [item for item in evidence if item.variant == variant]
    told = latest((item for item in everything if item.coder == CODER), as_of=as_of, known_by=known_by)
    if not told:
        return Outcome()
    gone = withdrawn(latest(everything, as_of=as_of, known_by=known_by))
    tellings = [(item.reported_on, from_words(item)) for key, item in told.items() if key not in gone]
    newest = max(
        (
            item.reported_on
            for item in everything
            if item.reported_on <= as_of and item.recorded_at <= known_by and item.report
        ),
        default=None,
    )
    return combined([(day, telling) for day, telling in tellings if telling is not None], newest)


def to_words(telling: Telling) -> str:
    """A telling in words that are read back: "told: adopted; yes 93; no 24".

    >>> to_words(Telling("r", State.ADOPTED, date(2024, 3, 21), 2.0, VoteCount(yes=3), (Span(1, 5),), "the ferry"))
    'told: adopted; on 2024-03-21; yes 3; weight 2.0; at 1-5; origin the ferry'
    """
    count = telling.count or VoteCount()
    parts = [f"told: {telling.state.value}"]
    parts += [f"on {telling.on}"] if telling.on else []
    parts += [f"{name} {value}" for name in _FIGURES if (value := getattr(count, name)) is not None]
    parts += ["unanimous yes"] if count.unanimous else []
    parts += [f"weight {telling.score:.1f}", "at " + " ".join(f"{s.start}-{s.end}" for s in telling.spans)]
    return "; ".join([*parts, "origin " + telling.origin.replace(";", ",")])


def from_words(item: Evidence) -> Telling | None:
    """The telling that a piece of evidence holds, or None."""
    words = next((reason for reason in item.reasons if reason.startswith("told: ")), "")
    state = words.removeprefix("told: ").partition(";")[0]
    state = _STATES_BEFORE.get(state, state)
    if state not in set(State):
        return None
    told = {match["name"]: match["value"] for match in _FIELD.finditer(words.partition(";")[2])}
    figures = [int(told[name]) if told.get(name, "").isdigit() else None for name in _FIGURES]
    yes, no, abstain, absent = figures
    count = VoteCount(yes, no, abstain, absent, unanimous=True if told.get("unanimous") else None)
    spans = tuple(Span(int(a), int(b)) for a, b in re.findall(r"(\d+)-(\d+)", told.get("at", "")))
    on = date.fromisoformat(told["on"]) if "on" in told else None
    return Telling(
        item.report or "", State(state), on, float(told.get("weight", "1")), count, spans, told.get("origin", "")
    )
