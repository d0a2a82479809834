"""What has become of the decision, as the brief says it: in the headline, and in the view model with its places."""

from __future__ import annotations

from typing import Any

from whipcount.analysis.analysis import Analysis
from whipcount.briefs.sections.evidence import places
from whipcount.briefs.view.brief import OutcomeView
from whipcount.briefs.wording import counted, day_text
from whipcount.dossiers.outcomes import Ending
from whipcount.positions.proposal.outcome import Outcome, State

_DONE = {
    State.ADOPTED: "adopted",
    State.REJECTED: "rejected",
    State.POSTPONED: "postponed",
    State.WITHDRAWN: "withdrawn",
    State.REFERRED: "referred back",
}


def outcome_view(analysis: Analysis) -> OutcomeView:
    """The outcome with its figures and the places that tell it."""
    outcome = analysis.ending.outcome
    report = next((r for r in analysis.reports if r.sha256 == outcome.told_in), None)
    return OutcomeView(
        state=outcome.state.value,
        on=outcome.on,
        yes=outcome.yes,
        no=outcome.no,
        abstain=outcome.abstain,
        absent=outcome.absent,
        unanimous=outcome.unanimous,
        spans=places(report, outcome.spans, "f-outcome") if report else (),
        confirmed=analysis.ending.confirmed,
        text=headline(analysis.ending, followed=analysis.dossier.proposal is not None),
    )


def outcome_record(ending: Ending) -> dict[str, Any]:
    """The outcome as plain data, for the JSON of commands.

    >>> outcome_record(Ending(Outcome(State.ADOPTED, yes=5)))["yes"]
    5
    """
    outcome = ending.outcome
    return {
        "state": outcome.state.value,
        "on": outcome.on.isoformat() if outcome.on else None,
        "yes": outcome.yes,
        "no": outcome.no,
        "abstain": outcome.abstain,
        "absent": outcome.absent,
        "unanimous": outcome.unanimous,
        "confirmed": ending.confirmed,
    }


def headline(ending: Ending, *, followed: bool) -> str:
    """The outcome in a few words; empty while nothing is told.

    Args:
        ending: the outcome and whether it is confirmed.
        followed: whether a dossier follows the decision, in which a single report does not settle it.

    >>> from datetime import date
    >>> headline(Ending(Outcome(State.ADOPTED, date(2024, 3, 21), unanimous=True)), followed=False)
    'Decided: adopted on 21 March 2024, unanimously'
    >>> headline(Ending(Outcome(State.REJECTED, date(2024, 3, 21), 49, 50)), followed=True)
    'Reported as decided: rejected on 21 March 2024, by 49 votes to 50; one origin tells it: confirm'
    >>> headline(Ending(Outcome(State.POSTPONED)), followed=False)
    'Not decided: postponed'
    """
    outcome = ending.outcome
    if outcome.state is State.OPEN:
        return ""
    when = f" on {day_text(outcome.on)}" if outcome.on else ""
    words = f"{_DONE[outcome.state]}{when}{votes_text(outcome)}"
    if ending.event is not None:
        return f"{'Decided' if ending.event.kind == 'decided' else 'Not decided'}: {ending.event.what} ({day_text(ending.event.on)})"  # noqa: E501
    lead = "Decided" if outcome.decided else "Not decided"
    if followed and ending.ended and not ending.confirmed:
        return f"Reported as decided: {words}; one origin tells it: confirm"
    return f"{lead}: {words}"


def votes_text(outcome: Outcome) -> str:
    """The votes behind a comma, as far as they are told.

    >>> votes_text(Outcome(State.ADOPTED, yes=93, no=24, abstain=58))
    ', by 93 votes to 24 with 58 abstaining'
    """
    if outcome.unanimous:
        return ", unanimously"
    if outcome.yes is not None and outcome.no is not None:
        more = f" with {outcome.abstain} abstaining" if outcome.abstain else ""
        return f", by {counted(outcome.yes, 'vote')} to {outcome.no}{more}"
    parts = [
        f"{value} {word}"
        for value, word in ((outcome.yes, "in favour"), (outcome.no, "against"), (outcome.abstain, "abstaining"))
        if value is not None
    ]
    return f", with {', '.join(parts)}" if parts else ""
