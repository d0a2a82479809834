"""A commitment with a date: who says that its parliament will ratify "early next year" has named its day.

Read from the gist of what a member's own speaker said. Words that put off, refuse, wish or ask name no day of consent,
and neither does a day that had passed when they were said. Missing is better than wrong.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from whipcount.positions.stance.stance import Evidence, Force, Stance
from whipcount.statements.statement import Modality
from whipcount.text.dates import find_dates

_ACT = (
    r"(?:ratif\w+|approv\w+|vote[sd]?|voting|consent\w*|adopt\w*|pass(?:es|ed|ing)?|deposit\w*|complet\w+|conclud\w+"
    r"|finish\w*|resolv\w+|sign(?:s|ed|ing)?|clear\w*|decid\w+|agree\w*|say\s+yes|submit\w*\s+its\s+instrument)"
)
_MEANS = (
    r"(?:will|shall|['’]ll|(?:is|are|was|were)\s+(?:set|due|going|ready|expected|scheduled|planning|determined)\s+to"
    r"|plans?\s+to|promis\w+\s+to|pledg\w+\s+to|commit\w*\s+(?:itself\s+|himself\s+|herself\s+)?to|intend\w*\s+to"
    r"|aim\w*\s+to|means\s+to|scheduled\s+for|would)"
)
_PROMISE = re.compile(rf"\b{_MEANS}\b(?:\s+[\w'’-]+){{0,6}}?\s+(?P<act>{_ACT})\b", re.IGNORECASE)
_NOT = re.compile(
    r"\b(?:not|never|no|nor|neither|cannot|without|hardly|unless|if|until|once|provided|should|could|might|(?-i:may)|must|urg\w+"
    r"|ask\w*|demand\w*|hop\w+|wish\w*|want\w*|call\w*\s+on|delay\w*|postpon\w+|put\w*\s+off|later\s+than)\b|n['’]t\b",
    re.IGNORECASE,
)
_OPENED_BY = re.compile(r"\b(?:no\s+later\s+than|not\s+later\s+than)\b", re.IGNORECASE)
_CLAUSE = re.compile(r"[.;:!?]")
REACH = timedelta(days=3 * 365)
"""Days further ahead are no promise."""


@dataclass(frozen=True, slots=True)
class Promise:
    """The days on one of which a member is to consent, by its own word."""

    first: date
    last: date


def read_promise(text: str, said: date) -> Promise | None:
    """The days that words name for a consent; ``None`` where they name none.

    Args:
        text: what was said.
        said: when; relative days count from it.

    >>> read_promise("Kell will ratify the protocol early next year", date(2030, 12, 7))
    Promise(first=datetime.date(2031, 1, 1), last=datetime.date(2031, 5, 1))
    >>> read_promise("Kell will not ratify it before 2032", date(2030, 12, 7)) is None
    True
    >>> read_promise("Kell will ratify it by the end of March", date(2031, 1, 7)).last
    datetime.date(2031, 3, 31)
    """
    plain = _OPENED_BY.sub("by", text)
    for clause in _CLAUSE.split(plain):
        match = _PROMISE.search(clause)
        if match is None or _NOT.search(clause):
            continue
        act = match.start("act")
        # what follows the act lies ahead, whatever the tense of the promise ("pledged to ratify in July")
        for told in (*find_dates(f"It will {clause[act:]}", said), *find_dates(clause[:act], said)):
            if told.bound == "since" or told.period.last < said or told.period.first > said + REACH:
                continue
            return Promise(max(told.period.first, said), told.period.last)
    return None


def promise_of(item: Evidence) -> Promise | None:
    """The days that a piece of evidence names for its member's consent; ``None`` where it names none for sure.

    Only a member's own word in favour that waits for nothing counts.
    """
    favours = item.stance in (Stance.YES, Stance.LEAN_YES, Stance.WILL_NOT_BLOCK)
    waits = any(condition.met is not True for condition in item.conditions)
    stated = item.modality in (Modality.ACTUAL, Modality.FUTURE) and item.force is not Force.REQUEST
    if not favours or waits or not stated or item.third_party or not item.named:
        return None
    return read_promise(item.gist, item.said_to)
