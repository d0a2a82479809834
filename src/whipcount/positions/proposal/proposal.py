"""Proposals: what is to be decided, in which variants, by which body, when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from whipcount.bodies.body import Body
from whipcount.text.period import Period
from whipcount.text.span import Span


@dataclass(frozen=True, slots=True)
class Variant:
    """One of the things that could be decided ("invited now", "promised a path", "a member").

    ``terms`` are words and phrases by which reports speak of it.
    """

    id: str
    label: str
    terms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Occasion:
    """A meeting at which it may be decided."""

    name: str
    place: str | None = None
    period: Period | None = None
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class ToldNumber:
    """How many have agreed, as a report counts them: ``agreed`` of ``of`` (that are needed, or that there are)."""

    agreed: int
    of: int | None = None
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is to be decided.

    ``body`` is the id of a body of the catalogue, ``decision`` its kind of decision (which picks the rule),
    ``candidate`` an actor id, ``procedure`` the body's procedure of which this is the ``stage``. The first variant is
    the one that is asked for. ``spans`` says where the founding report tells each field (field name -> spans in report
    ``found_in``).

    Attributes:
        act: the act by which it is decided (``admit``, ``impose``; see docs/acts.md); empty where a person gave none.
        rule_name: a short name for a rule that the report tells in words ("two-thirds of those voting").
        told_body: the deciding body as told by the report, where the catalogue has none of that name.
        told_number: how many have agreed, where the report gives the number.
        title_of_report: whether the title is the report's own, because no object of the decision could be read.
        others: what else the report tells of as decided or to be decided.
        unread: what could not be read, in words.
        decided: the day on which it was decided, where that is known; membership is that of this day.
    """

    id: str
    title: str
    body: str
    decision: str = ""
    rule: str | None = None
    candidate: str | None = None
    asked_by: str | None = None
    addressee: str | None = None
    opened: date | None = None
    deadline: date | None = None
    occasion: Occasion | None = None
    variants: tuple[Variant, ...] = ()
    stage: str | None = None
    procedure: str | None = None
    found_in: str | None = None
    spans: tuple[tuple[str, tuple[Span, ...]], ...] = ()
    act: str = ""
    rule_name: str = ""
    told_body: Body | None = None
    told_number: ToldNumber | None = None
    title_of_report: bool = False
    others: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    decided: date | None = None

    @property
    def asked(self) -> Variant:
        """The variant that is asked for."""
        return self.variants[0] if self.variants else Variant("asked", self.title)
