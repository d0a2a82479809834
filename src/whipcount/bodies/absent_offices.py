"""Offices that a state does not have: no prime minister in Türkiye since 2018, no president in a monarchy.

A report that speaks of one is mistaken, or speaks of another time or country: nobody holds it, and nobody of another
office must be put in its place.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from importlib.resources import files

_Times = tuple[tuple[date, date], ...]


def has_office(actor: str, office: str, on: date) -> bool:
    """Whether a state has an office on a day; True for all that the table does not name.

    Args:
        actor: a state's id.
        office: ``prime minister``, ``president`` or ``defence minister``.
        on: the day.

    >>> has_office("TR", "prime minister", date(2016, 5, 1)), has_office("TR", "prime minister", date(2023, 5, 1))
    (True, False)
    >>> has_office("FI", "prime minister", date(2023, 5, 1))
    True
    """
    return not any(start <= on <= end for start, end in _table().get((actor, office), ()))


@lru_cache(maxsize=1)
def _table() -> Mapping[tuple[str, str], _Times]:
    text = (files("whipcount.bodies") / "data" / "no_office.csv").read_text(encoding="utf-8")
    times: dict[tuple[str, str], _Times] = {}
    for row in csv.DictReader(io.StringIO(text, newline="")):
        start = date.fromisoformat(row["from"]) if row["from"] else date.min
        end = date.fromisoformat(row["to"]) if row["to"] else date.max
        key = (row["actor"], row["office"])
        times[key] = (*times.get(key, ()), (start, end))
    return times
