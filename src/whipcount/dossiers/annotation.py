"""What people note on a report, a statement, a record or a member: a note, a tag, or who looks into it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class About(StrEnum):
    """What kind of thing an annotation is on."""

    REPORT = "report"  # its sha256
    STATEMENT = "statement"  # its id, whoever has coded it
    RECORD = "record"  # a piece of evidence that stands in no report: its id
    MEMBER = "member"  # its id


class Kind(StrEnum):
    """What an annotation says."""

    NOTE = "note"
    TAG = "tag"
    ASSIGNEE = "assignee"  # who looks into it; an empty value: nobody any more
    UNDO = "undo"  # takes another back


@dataclass(frozen=True, slots=True, order=True)
class Target:
    """One thing of a dossier that can be noted on."""

    about: About
    id: str


@dataclass(frozen=True, slots=True)
class Annotation:
    """One entry: what is said of what; ``withdraws``: the entry that it takes back."""

    id: str
    about: About
    target: str
    kind: Kind
    value: str
    withdraws: str | None = None


@dataclass(frozen=True, slots=True)
class Signed:
    """An annotation with who entered it, when, and the revision that it made."""

    annotation: Annotation
    author: str
    recorded_at: datetime
    revision: int


@dataclass(frozen=True, slots=True)
class Noted:
    """What stands on one thing: its notes, oldest first, its tags in their order, and who looks into it."""

    target: Target
    notes: tuple[Signed, ...] = ()
    tags: tuple[Signed, ...] = ()
    assigned: Signed | None = None

    @property
    def assignee(self) -> str:
        """Who looks into it; empty: nobody."""
        return self.assigned.annotation.value if self.assigned else ""

    @property
    def tag_names(self) -> tuple[str, ...]:
        """The tags as words."""
        return tuple(signed.annotation.value for signed in self.tags)
