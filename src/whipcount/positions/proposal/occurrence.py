"""One place where a report tells of a decision."""

from __future__ import annotations

from dataclasses import dataclass

from whipcount.positions.proposal.acts import (
    Act,
    VerbEntry,
)
from whipcount.positions.proposal.noun_phrases import Phrase
from whipcount.text.span import Span


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place where a decision is told.

    Attributes:
        act: which act; the general one where only the thing is known.
        verb: the verb of the act itself, where one tells it.
        anchor: the words that tell it.
        object: the phrase of its object; ``None`` where none can be read.
        line: the number of the sentence.
        at: the number of the anchor's first word in the sentence.
        handling: how sure the words tell of a decision (0: named only).
        against: whether they tell that it is stopped.
        passive: whether the object stood before the verb.
        before: what stands before it in its sentence, where a subject would be.
        after: what stands after its object.
    """

    act: Act
    verb: VerbEntry | None
    anchor: Span
    object: Phrase | None
    line: int
    at: int
    handling: float
    against: bool = False
    passive: bool = False
