"""Decisions that needed the consent of many: what the tables of the past hold, and what was known of them on a day.

A forecaster never sees a :class:`Decision`, which knows how it ended. It sees a :class:`Snapshot`: what had been
published by the day from which it looks ahead. That is how a backtest cannot peek.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np
from numpy.typing import NDArray

from whipcount.forecasts.core.threshold import Threshold


@dataclass(frozen=True, slots=True)
class Consent:
    """One member's part in a decision.

    Attributes:
        member: name or id.
        opened: from when the member could consent.
        first, last: the days between which it consented, both included, the same where the day is known; ``None``
        where
            it has not (or nobody knows).
        refused: the day on which it said no (a referendum, a vote), if it did and the table says when.
        ended: it will not consent (blocked, suspended, withdrawn), as far as the table knows.
        kind: what counts as consent here: deposit, parliament, president, referendum.
        weight: share of the whole (0 to 1) where the rule counts weights.
        signed: the day on which it signed, where the table says so: known from that day.
        outside: it was on no list of possible members and enters the table with its consent, so that its wait says
            nothing.
    """

    member: str
    opened: date
    first: date | None = None
    last: date | None = None
    refused: date | None = None
    ended: bool = False
    kind: str = ""
    weight: float = 0.0
    source: str = ""
    note: str = ""
    signed: date | None = None
    outside: bool = False

    @property
    def consented(self) -> bool:
        """Whether the member consented at all."""
        return self.last is not None


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision of the past (or one under way), with all that its table tells.

    Attributes:
        name, body: as in the table.
        rule: when the consents are enough.
        opened: the day on which the first member could consent.
        members: in the table's order.
        seen_until: the last day on which the table is known to be complete; who has not consented is censored there.
        deadline: a day by which it had to be done, told in advance.
        provisional: from when it was applied provisionally, which takes the hurry out of it.
        accession: it lets somebody join.
        entry_into_force: as in the table.
        as_of_told: whether ``seen_until`` is told, by a note or by all having consented or refused; otherwise it is the
            last day of which the table tells, and a member that consented since would be missing.
    """

    name: str
    body: str
    rule: Threshold
    opened: date
    members: tuple[Consent, ...]
    seen_until: date
    deadline: date | None = None
    provisional: date | None = None
    accession: bool = False
    entry_into_force: date | None = None
    source: str = ""
    as_of_told: bool = field(default=True, repr=False, compare=False)  # of the reading, no fact of the decision

    @property
    def failed(self) -> bool:
        """Whether it is known that it will not be met: somebody it needs has refused for good."""
        lost = np.array([m.ended for m in self.members])
        return bool(lost.any()) and not self.rule.met(~lost, self.weights)

    @property
    def weights(self) -> NDArray[np.float64]:
        """The members' weights."""
        return np.array([m.weight for m in self.members])

    def met_by(self, day: date) -> bool | None:
        """Whether the rule was met by a day; ``None`` where the table does not tell: it does not reach that far, or it
        hangs on a consent whose day lies between two bounds, and the day between them.
        """
        if self._met_if(day, lambda consent: _day(consent.last)):
            return True
        if self._met_if(day, lambda consent: _day(consent.first)):
            return None
        return False if day <= self.seen_until or self.failed else None

    @property
    def met_on(self) -> date | None:
        """The day on which the rule was met, a consent between two bounds counting from their middle; ``None`` where it
        was not, or not yet.
        """
        days = sorted({int(_middle(m)) for m in self.members if m.consented})
        return next((day for day in map(date.fromordinal, days) if self._met_if(day, _middle)), None)

    def _met_if(self, day: date, when: Callable[[Consent], float]) -> bool:
        """Whether the rule is met on a day if each member consented on the day that ``when`` says (an ordinal)."""
        here = [m for m in self.members if m.opened <= day]
        consented = np.array([when(m) <= day.toordinal() for m in here], dtype=bool)
        return bool(here) and self.rule.met(consented, np.array([m.weight for m in here]))

    def as_of(self, day: date) -> Snapshot:
        """What was known on a day: consents published by then, members that could consent by then.

        A consent whose day lies between two bounds is known from the later one; who refused is known from that day.
        """
        here = [m for m in self.members if m.opened <= day]
        horizon = min(day, self.seen_until) if self.seen_until < day and not self.failed else day
        consented = [m.last is not None and m.last <= day for m in here]
        never = np.iinfo(np.int64).max
        return Snapshot(
            name=self.name,
            body=self.body,
            rule=self.rule,
            as_of=day,
            members=tuple(m.member for m in here),
            opened=np.array([m.opened.toordinal() for m in here], dtype=np.int64),
            first=np.array(
                [_day(m.first) if k else never for m, k in zip(here, consented, strict=True)], dtype=np.int64
            ),
            last=np.array([_day(m.last) if k else never for m, k in zip(here, consented, strict=True)], dtype=np.int64),
            followed=np.array([_followed(m, k, horizon) for m, k in zip(here, consented, strict=True)], dtype=np.int64),
            refused=np.array(
                [m.refused is not None and m.refused <= day and not k for m, k in zip(here, consented, strict=True)]
            ),
            weights=np.array([m.weight for m in here]),
            start=self.opened.toordinal(),
            deadline=self.deadline.toordinal() if self.deadline else None,
            provisional=self.provisional.toordinal() if self.provisional and self.provisional <= day else None,
            accession=self.accession,
            signed=np.array([_day(m.signed if m.signed and m.signed <= day else None) for m in here], dtype=np.int64),
            outside=np.array([m.outside for m in here], dtype=bool),
        )


@dataclass(frozen=True, eq=False)
class Snapshot:
    """What was known of a decision on a day. Days are proleptic Gregorian ordinals; arrays have one entry a member.

    Attributes:
        first, last: bounds of the day of consent; the largest integer where none is known.
        followed: the day until which a member without known consent is known to have been without it.
        refused: said no by then, and has not consented since.
        heard: what statements added to each member's log-odds in each month of age so far, shape (members, months);
            ``None`` where nothing was heard.
        signed: day of each member's signature; the largest integer where none is known; ``None``: no table of them.
        outside: members that came from outside the list, on the day of their consent; ``None``: none.
    """

    name: str
    body: str
    rule: Threshold
    as_of: date
    members: tuple[str, ...]
    opened: NDArray[np.int64]
    first: NDArray[np.int64]
    last: NDArray[np.int64]
    followed: NDArray[np.int64]
    refused: NDArray[np.bool_]
    weights: NDArray[np.float64]
    start: int
    deadline: int | None = None
    provisional: int | None = None
    accession: bool = False
    heard: NDArray[np.float64] | None = None
    signed: NDArray[np.int64] | None = None
    outside: NDArray[np.bool_] | None = None

    @property
    def listed(self) -> NDArray[np.bool_]:
        """Members that could be seen to wait: all but those that came from outside the list."""
        return np.ones(len(self.members), dtype=bool) if self.outside is None else ~self.outside

    @property
    def need(self) -> int:
        """The smallest number of consents that could be enough; all where the rule cannot be computed."""
        size = len(self.members)
        return size if self.rule.missing else self.rule.need(size)

    @property
    def today(self) -> int:
        """The day of the snapshot, as an ordinal."""
        return self.as_of.toordinal()

    @property
    def consented(self) -> NDArray[np.bool_]:
        """Who is known to have consented."""
        return self.last <= self.today

    @property
    def consent_day(self) -> NDArray[np.float64]:
        """The day of consent, the middle of its bounds; infinite where none is known."""
        with np.errstate(over="ignore"):
            middle = self.first / 2 + self.last / 2
        return np.where(self.consented, middle, np.inf)

    @property
    def met(self) -> bool:
        """Whether the rule is met on what is known."""
        return len(self.members) > 0 and self.rule.met(self.consented, self.weights)

    @property
    def age(self) -> int:
        """Days since the decision was opened."""
        return self.today - self.start


def clusters(decisions: Sequence[Decision]) -> list[int]:
    """Number the decisions so that parallel ones share a number: opened within a week, in one body, by the same
    members.

    Nothing that happened after the opening is looked at. Members are the same when four in five of all are in both.

    Returns:
        one cluster number a decision, counted from nought in order of appearance.
    """
    labels: list[int] = []
    for place, one in enumerate(decisions):
        here = {m.member for m in one.members}
        label = max(labels, default=-1) + 1
        for earlier, other in enumerate(decisions[:place]):
            there = {m.member for m in other.members}
            close = abs((one.opened - other.opened).days) <= 7 and one.body == other.body
            if close and len(here & there) >= 0.8 * len(here | there):
                label = labels[earlier]
                break
        labels.append(label)
    return labels


def sort_by_opening(decisions: Iterable[Decision]) -> list[Decision]:
    """The decisions by the day of their opening, then by name: an order that does not depend on the order of
    files."""
    return sorted(decisions, key=lambda d: (d.opened, d.name))


def _day(day: date | None) -> int:
    return day.toordinal() if day else np.iinfo(np.int64).max


def _middle(consent: Consent) -> float:
    if consent.first is None or consent.last is None:
        return float("inf")
    return (consent.first.toordinal() + consent.last.toordinal()) // 2


def _followed(consent: Consent, known: bool, horizon: date) -> int:
    """Until when a member is known to have been without consent: up to its earliest possible day if it lies ahead."""
    if not known and consent.first is not None and consent.first <= horizon:
        return consent.first.toordinal() - 1
    return horizon.toordinal()
