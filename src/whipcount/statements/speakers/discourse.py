"""What has been said so far in a report: whom a later pronoun or a bare office may stand for."""

from __future__ import annotations

from dataclasses import dataclass, field

from whipcount.statements.people.persons import Person
from whipcount.statements.statement import Speaker
from whipcount.text.span import Span


@dataclass(slots=True)
class Said:
    """The speakers so far, in the order of the text, each with its place."""

    persons: list[tuple[int, Person]] = field(default_factory=list)
    things: list[tuple[int, Speaker]] = field(default_factory=list)
    several: list[tuple[int, Speaker]] = field(default_factory=list)
    actors: list[tuple[int, str]] = field(default_factory=list)

    def remember(self, span: Span, speaker: Speaker, person: Person | None) -> Speaker:
        """Keep a speaker; gives it back."""
        if person is not None:
            self.persons.append((span.start, person))
        elif speaker.plural:
            self.several.append((span.start, speaker))
        else:
            self.things.append((span.start, speaker))
        if speaker.on_behalf_of is not None:
            self.actors.append((span.start, speaker.on_behalf_of))
        return speaker
