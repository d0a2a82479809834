"""How a dossier's decision ended, as far as it is known: by what a person entered, else by what reports tell.

What reports tell counts as confirmed, and so resolves sealed forecasts, once two independent origins tell the same, or
a person has entered it as an event.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from whipcount.dossiers.dossier import Event
from whipcount.positions.coders.reported_outcome import known_outcome
from whipcount.positions.proposal.outcome import Outcome, State
from whipcount.positions.stance.stance import Evidence

ORIGINS = 2
"""So many independent origins confirm an outcome."""

_EVENTS = {"decided": State.ADOPTED, "blocked": State.REJECTED}


@dataclass(frozen=True, slots=True)
class Ending:
    """An outcome, whether it is confirmed, and the event that a person entered, where there is one."""

    outcome: Outcome
    confirmed: bool = False
    event: Event | None = None

    @property
    def ended(self) -> bool:
        """Whether the decision is no longer before the body: taken either way, or withdrawn."""
        return self.outcome.state in (State.ADOPTED, State.REJECTED, State.WITHDRAWN)

    @property
    def final(self) -> bool:
        """Whether nobody is asked any more; a meeting that a person entered as blocked leaves the question open."""
        return self.ended and not (self.event is not None and self.outcome.state is State.REJECTED)


def ending(
    evidence: Iterable[Evidence], events: Iterable[Event], variant: str, *, as_of: date, known_by: datetime
) -> Ending:
    """How the decision ended, by what was known.

    Args:
        evidence: of the dossier, what reports tell of the outcome among it.
        events: of the dossier; those of kind "decided" and "blocked" are a person's word.
        variant: which one is asked for.
        as_of: nothing later counts.
        known_by: nothing recorded later counts.

    >>> from datetime import UTC
    >>> done = Event(date(2030, 3, 9), "admitted", "decided")
    >>> found = ending([], [done], "asked", as_of=date(2030, 4, 1), known_by=datetime(2030, 4, 1, tzinfo=UTC))
    >>> found.outcome.state.value, str(found.outcome.on), found.confirmed
    ('adopted', '2030-03-09', True)
    """
    reported = known_outcome(evidence, variant, as_of=as_of, known_by=known_by)
    entered = sorted((e for e in events if e.kind in _EVENTS and e.on <= as_of), key=lambda event: event.on)
    if entered:
        last = entered[-1]
        state = _EVENTS[last.kind]
        if reported.state is state:
            return Ending(replace(reported, on=last.on), True, last)
        return Ending(Outcome(state, last.on), True, last)
    return Ending(reported, reported.state is not State.OPEN and len(reported.origins) >= ORIGINS)
