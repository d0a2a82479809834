"""How often a request that is open is put to a decision at a meeting at all: counted on meetings, not on decisions.

A table of decisions tells of the questions that came up. Most meetings decide nothing on most requests, so the base
rate is counted on all meetings of a kind (:func:`whipcount.datasets.meetings_text`), those at which nothing happened
too.
"""

from __future__ import annotations

import csv
import io
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import cache

from whipcount.datasets import meetings_text
from whipcount.errors import DatasetError
from whipcount.positions.proposal.proposal import Proposal

FEWEST = 5
"""Meetings below which there is no base rate."""


@dataclass(frozen=True, slots=True)
class BaseRate:
    """What became of open requests at past meetings of one kind.

    Attributes:
        occasions: meetings at which such a request was open.
        put_at, agreed_at: at how many of them one was put to a decision, and at how many one was agreed to.
        share: the sum over meetings of the share of the open requests that was put; each meeting counts once, however
            many requests were open.
        first, last: months of the first and the last of them (their first day).
        where, request: the meetings and the request in words.
        unverified: some rows are from memory.
    """

    occasions: int
    put_at: int
    agreed_at: int
    share: float
    first: date
    last: date
    where: str
    request: str
    unverified: bool

    @property
    def p(self) -> float:
        """The chance that one open request is put at the next meeting; half a meeting of either kind is added."""
        return (self.share + 0.5) / (self.occasions + 1)

    @property
    def weight(self) -> float:
        """How many meetings stand behind it."""
        return self.occasions + 1.0

    @property
    def told(self) -> str:
        """The reference class, for a reader."""
        doubt = ", from memory, unverified" if self.unverified else ""
        return (
            f"of {self.occasions} {self.where} from {self.first:%Y} to {self.last:%Y} at which {self.request} was "
            f"open, {self.put_at} put one to a decision and {self.agreed_at} agreed to one; a single request among the "
            f"open ones was put at {self.p:.1%} of them{doubt}"
        )


def base_rate(proposal: Proposal, as_of: date) -> BaseRate | None:
    """The base rate of such a decision of the body, from the meetings that were over by a day.

    Returns:
        None where the table has no such kind of decision of the body, or fewer than :data:`FEWEST` meetings.

    >>> rate = base_rate(Proposal("p", "P", "NATO", "membership invitation"), date(2024, 11, 29))
    >>> rate.occasions, rate.put_at, rate.agreed_at, round(rate.p, 3)
    (64, 7, 6, 0.062)
    >>> base_rate(Proposal("p", "P", "NATO", "budget"), date(2024, 11, 29)) is None
    True
    """
    for kind in _table("kinds"):
        if kind["body"] == proposal.body and proposal.decision.casefold() in kind["decisions"].split(";"):
            return _counted(kind, as_of)
    return None


def _counted(kind: dict[str, str], as_of: date) -> BaseRate | None:
    rows = [r for r in _table("occasions") if (r["body"], r["kind"]) == (kind["body"], kind["kind"])]
    rows = [r for r in rows if _month(r["date"])[1] < as_of]
    if len(rows) < FEWEST:
        return None
    share = put = agreed = 0.0
    for row in rows:
        yes, no = _names(row["agreed"]), _names(row["refused"])
        share += len(yes | no) / len(_names(row["open"]))
        put += bool(yes | no)
        agreed += bool(yes)
    return BaseRate(
        len(rows), int(put), int(agreed), share, _month(rows[0]["date"])[0], _month(rows[-1]["date"])[0],
        kind["occasions"], kind["request"], any(r["source"] == "unverified" for r in rows),
    )  # fmt: skip


@cache
def _table(name: str) -> tuple[dict[str, str], ...]:
    return parse_meetings(meetings_text(name), where=f"{name}.csv of the package")


def parse_meetings(text: str, *, where: str) -> tuple[dict[str, str], ...]:
    """Rows of a table of meetings (or of its kinds), by month; what was put must have been open.

    Raises:
        DatasetError: a month that is none, nobody's request open, or one put that was not open.

    >>> parse_meetings("date,body,open,agreed,refused\\n2030-05,X,A;B,A,", where="mine.csv")[0]["open"]
    'A;B'
    """
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    if not rows or "open" not in rows[0]:
        return tuple(rows)
    for number, row in enumerate(rows, start=2):
        place = f"{where} row {number}"
        try:
            _month(row["date"])
        except ValueError:
            raise DatasetError(f"{row['date'][:20]!r} is no month", where=place, accepted="2030-05") from None
        names = _names(row["open"])
        if not names:
            raise DatasetError("nobody's request was open", where=place, accepted="meetings with an open request")
        if strange := (_names(row["agreed"]) | _names(row["refused"])) - names:
            raise DatasetError(f"{', '.join(sorted(strange))} put, and not open", where=place, accepted=row["open"])
    return tuple(sorted(rows, key=lambda row: (row["date"], row["body"])))


def _names(text: str) -> frozenset[str]:
    return frozenset(part.strip() for part in text.split(";") if part.strip())


def _month(text: str) -> tuple[date, date]:
    """Its first and its last day."""
    year, month = (int(part) for part in text.split("-"))
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])
