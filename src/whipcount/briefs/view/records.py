"""What a brief says of past votes of members that have not spoken: pure data, a part of the view model."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SilentRow:
    """One silent member; the chances are None where nothing is told, and ``why`` says why."""

    id: str
    name: str
    yes: float | None
    low: float | None
    high: float | None
    votes: int
    carried_by: tuple[str, ...] = ()  # declared members and past votes that carry it, in words
    why: str = ""


@dataclass(frozen=True, slots=True)
class RecordsView:
    """What the record says, or that it says nothing; never a position, and never in the count."""

    label: str
    informative: bool
    why: str
    calls: int
    divided: int
    skill: str
    members: tuple[SilentRow, ...]
