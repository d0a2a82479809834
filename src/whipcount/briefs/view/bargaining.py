"""What a brief says of bargaining: pure data, a part of the view model (see `whipcount.briefs.view.brief`).

All values are on a line from 0 (refused) to 100 (as asked for). Everything here is a what-if.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BargainIssue:
    """What is asked for as an issue: the headline, where it may lie, and what the rule lets pass.

    ``low`` to ``high`` is the 80% interval learned on known outcomes elsewhere, ``spread_low`` to ``spread_high`` what
    the uncertainty of the positions alone makes of it. ``win_set`` holds the intervals that every needed member would
    take over deciding nothing, ``bounded_by`` the members (ids) that refuse one step more.
    """

    id: str
    name: str
    reference: float
    headline: float
    low: float | None
    high: float | None
    spread_low: float
    spread_high: float
    win_set: tuple[tuple[float, float], ...]
    bounded_by: tuple[str, ...]
    known: int
    unknown: int
    text: str


@dataclass(frozen=True, slots=True)
class BargainModel:
    """One model's outcome; ``value`` None where it has none, and ``note`` says why."""

    model: str
    what: str
    value: float | None
    headline: bool
    settled: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class BargainActor:
    """One member: where it stands, how much it weighs, and its path in the model that is shown."""

    member: str
    name: str
    known: bool
    position: float
    salience: float
    power: float
    weight: float
    path: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class BargainMove:
    """A concession: who gave way toward whom in which round."""

    round: int
    member: str
    name: str
    toward: str
    toward_name: str
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class BargainExchange:
    """An exchange of concessions, what both gain by it, and what the others gain or lose in all."""

    giver: str
    giver_name: str
    gives: str
    gives_from: float
    gives_to: float
    taker: str
    taker_name: str
    takes: str
    takes_from: float
    takes_to: float
    gain: float
    others: float


@dataclass(frozen=True, slots=True)
class BargainView:
    """What bargaining would give; ``label`` says what that is worth."""

    label: str
    how: str
    shown_model: str
    settled: bool
    issue: BargainIssue
    models: tuple[BargainModel, ...]
    actors: tuple[BargainActor, ...]
    moves: tuple[BargainMove, ...]
    exchanges: tuple[BargainExchange, ...]
    refused: tuple[tuple[str, str], ...] = ()
