"""The state of a page, all of it in its address: as of when, known by when, which variant, which filters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import quote, urlencode

from whipcount.errors import InputError
from whipcount.positions.stance.stance import Stance
from whipcount.text.fields import one_field
from whipcount.text.moments import day_of, instant_of

MOST = 300  # characters of one parameter


@dataclass(frozen=True, slots=True)
class State:
    """What the query of an address asks for; None: not asked for."""

    as_of: date | None = None
    known_by: datetime | None = None
    since: date | None = None
    variant: str | None = None
    member: str | None = None
    stance: Stance | None = None
    words: str | None = None
    tag: str | None = None
    assignee: str | None = None
    first: date | None = None  # of a list: reported from that day on
    last: date | None = None
    after: str | None = None

    def query(self, **changes: object) -> str:
        """The query with some parts changed (None takes a part away), with its question mark; empty without parts.

        >>> State(as_of=date(2024, 11, 29)).query(member="HU")
        '?as_of=2024-11-29&member=HU'
        """
        values: dict[str, object] = {
            "as_of": self.as_of,
            "known_by": self.known_by,
            "since": self.since,
            "variant": self.variant,
            "member": self.member,
            "stance": self.stance,
            "words": self.words,
            "tag": self.tag,
            "assignee": self.assignee,
            "first": self.first,
            "last": self.last,
            "after": self.after,
        }
        values.update(changes)
        asked_for = {name: _told(value) for name, value in values.items() if value not in (None, "")}
        return "?" + urlencode(asked_for) if asked_for else ""

    @property
    def moment(self) -> State:
        """The parts that every page of a dossier keeps."""
        return State(as_of=self.as_of, known_by=self.known_by, variant=self.variant)


def read_state(query: Mapping[str, str]) -> State:
    """The state that a query asks for; unknown parameters are left alone.

    Raises:
        InputError: a parameter that cannot be read; says which.
    """
    for name, value in query.items():
        if len(value) > MOST:
            raise InputError(f"{len(value)} characters", where=name[:40], accepted=f"at most {MOST}")
    query = {name: one_field(value) for name, value in query.items()}
    stance = query.get("stance") or None
    if stance is not None and stance not in {s.value for s in Stance}:
        raise InputError(f"no stance {stance!r}", where="stance", accepted=", ".join(s.value for s in Stance))
    known_by = (query.get("known_by") or "").replace(" ", "+")  # a plus in a query stands for a blank
    return State(
        as_of=day_of(query.get("as_of"), "as_of"),
        known_by=instant_of(known_by, "known_by"),
        since=day_of(query.get("since"), "since"),
        variant=query.get("variant") or None,
        member=query.get("member") or None,
        stance=Stance(stance) if stance else None,
        words=query.get("words") or None,
        tag=query.get("tag") or None,
        assignee=query.get("assignee") or None,
        first=day_of(query.get("first"), "first"),
        last=day_of(query.get("last"), "last"),
        after=query.get("after") or None,
    )


def segment(text: str) -> str:
    """A text as one segment of a path.

    >>> segment("a/b?")
    'a%2Fb%3F'
    """
    return quote(text, safe="")


def _told(value: object) -> str:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return value.value if isinstance(value, Stance) else str(value)
