"""Forecasts as the record keeps them: sealed when they were made, chained, never changed.

The seal is the sha256 of everything that the forecast says and of the seal before it, so that a stored forecast that
was altered, or one taken out of the middle, no longer fits. Whoever can write the database can still cut off the end
of the chain, or make all seals anew: keep the latest seal elsewhere (an archive, a mail) to be sure against that.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from whipcount.dossiers.codec import canonical, to_plain
from whipcount.errors import StoreError


@dataclass(frozen=True, slots=True)
class SealedForecast:
    """One forecast, as it was made.

    Attributes:
        made_at: when it was made, by the store's clock.
        as_of: nothing reported later was used.
        known_by: nothing recorded later was used.
        kind: ``by_day`` or ``meeting``.
        variant: toward which variant.
        by: the day by which, or the last day of the meeting at which, it was asked to be met; ``None``: no day.
        probability, low, high: what was said, with its interval.
        quantiles: chance and day by which the rule is met with it; ``None``: not within five years.
        model, version: which model, and of which version of the program.
        learned: hash of what the model was fitted on; empty where it was not fitted.
        evidence: hash of the ids of the evidence that was used (:func:`evidence_hash`), and how many there were.
        before: seal of the forecast before it in the same dossier; empty for the first.
        seal: over all of the above.
    """

    made_at: datetime
    as_of: date
    known_by: datetime
    kind: str
    variant: str
    by: date | None
    probability: float
    low: float
    high: float
    quantiles: tuple[tuple[float, date | None], ...]
    model: str
    version: str
    learned: str
    evidence: str
    pieces: int
    note: str = ""
    before: str = ""
    seal: str = ""


def sealed(forecast: SealedForecast, before: str) -> SealedForecast:
    """The forecast with its place in the chain and its seal.

    >>> from datetime import UTC
    >>> day, now = date(2030, 1, 2), datetime(2030, 1, 2, tzinfo=UTC)
    >>> made = sealed(SealedForecast(now, day, now, "by_day", "asked", day, .5, .4, .6, (), "m", "1", "", "", 0), "")
    >>> len(made.seal), holds(made), holds(replace(made, probability=0.9))
    (64, True, False)
    """
    placed = replace(forecast, before=before, seal="")
    return replace(placed, seal=_hash(placed))


def holds(forecast: SealedForecast) -> bool:
    """Whether a forecast is what was sealed."""
    return forecast.seal == _hash(replace(forecast, seal=""))


def check_chain(forecasts: Sequence[SealedForecast], *, where: str) -> None:
    """Whether forecasts, oldest first, are what was sealed, each in its place.

    Raises:
        StoreError: one was altered, or one is missing before it.
    """
    before = ""
    for number, forecast in enumerate(forecasts, 1):
        place = f"{where}: forecast {number} ({forecast.seal[:12]}, as of {forecast.as_of})"
        if not holds(forecast):
            raise StoreError(
                "altered after it was sealed", where=place, accepted="the forecast as it was made: see a backup"
            )
        if forecast.before != before:
            raise StoreError("out of its chain: a forecast before it is missing or was replaced", where=place)
        before = forecast.seal


def evidence_hash(ids: Iterable[str]) -> str:
    """The hash of a set of evidence, by its ids (each is the hash of its own content).

    >>> evidence_hash(["b", "a"]) == evidence_hash(["a", "b", "a"])
    True
    """
    return hashlib.sha256("\n".join(sorted(set(ids))).encode()).hexdigest()


def _hash(forecast: SealedForecast) -> str:
    return hashlib.sha256(canonical(to_plain(forecast)).encode()).hexdigest()
