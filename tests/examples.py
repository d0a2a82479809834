"""How many examples of a property a usual run draws where each is dear, and how many `make fuzz` does."""

from __future__ import annotations

from hypothesis import settings

USUAL = 100  # what a profile draws unless it says otherwise


def few(usual: int, *, fuzzing: int = 200) -> settings:
    """So many examples in a usual run, where every example opens a store; more where the profile asks for more."""
    return settings(max_examples=usual if settings().max_examples <= USUAL else fuzzing)
