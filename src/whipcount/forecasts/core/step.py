"""One point of a forecast over time, with what moved it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from whipcount.forecasts.core.outlook import Outlook


@dataclass(frozen=True, slots=True)
class Step:
    """One point of the course.

    Attributes:
        day: when the forecast was (or would have been) made.
        outlook: the forecast, without shares.
        moved: by how much the chance moved since the point before.
        cause: id of the evidence (or ``event-N``) that moved it most; ``None`` where nothing new did.
        effect: the forecast minus the forecast without the cause.
        news: ids of all that became known since the point before.
    """

    day: date
    outlook: Outlook
    moved: float = 0.0
    cause: str | None = None
    effect: float = 0.0
    news: tuple[str, ...] = ()
