"""Who is who in a Popolo file: its persons and organizations by id, and for whom a membership says that they sit.

Vote events tell voters and groups by ids of their file. What those ids mean stands in its ``persons``,
``organizations`` and ``memberships``, or in those nested in each other; a membership in the deciding body with
``on_behalf_of`` makes a person the vote of the one on whose behalf it sits.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from whipcount.errors import DateError
from whipcount.text.fields import one_field
from whipcount.text.moments import day_of

_LONGEST = 200


@dataclass(slots=True)
class PopoloPeople:
    """The names behind the ids of one file.

    >>> document = {
    ...     "persons": [{"id": "p1", "name": "Ada Brim"}], "organizations": [{"id": "o7", "name": "Kell"}],
    ...     "memberships": [{"person_id": "p1", "on_behalf_of_id": "o7"}],
    ... }
    >>> list(PopoloPeople.of(document).texts("p1", date(2025, 3, 6)))
    ['p1', 'Ada Brim', 'o7', 'Kell']
    """

    names: dict[str, list[str]] = field(default_factory=dict)
    behalf: dict[str, list[tuple[str, date | None, date | None]]] = field(default_factory=dict)

    @classmethod
    def of(cls, document: Any) -> PopoloPeople:
        """Of a whole document; nothing where it is no object."""
        people = cls()
        for kind in ("persons", "people", "organizations"):
            for item in _dicts(document.get(kind)) if isinstance(document, dict) else ():
                people._name(item)
                for membership in _dicts(item.get("memberships")):
                    people._sit(membership, "" if kind == "organizations" else _id(item))
        for membership in _dicts(document.get("memberships")) if isinstance(document, dict) else ():
            people._sit(membership, "")
        return people

    def texts(self, id_or_name: str, day: date) -> Iterator[str]:
        """What an id may be called: itself, its names, and the same of those on whose behalf it sits on a day."""
        yield id_or_name
        yield from self.names.get(id_or_name, ())
        for other, first, last in self.behalf.get(id_or_name, ()):
            if (first is None or first <= day) and (last is None or day <= last):
                yield other
                yield from self.names.get(other, ())

    def _name(self, item: Mapping[str, Any]) -> str:
        key = _id(item)
        told = [item.get("name"), *(other.get("name") for other in _dicts(item.get("other_names")))]
        told += [other.get("identifier") for other in _dicts(item.get("identifiers"))]
        names = [one_field(name) for name in told if isinstance(name, str) and 0 < len(name) <= _LONGEST]
        if key:
            self.names.setdefault(key, []).extend(name for name in names if name)
        return key or next(iter(names), "")

    def _sit(self, membership: Mapping[str, Any], owner: str) -> None:
        who = owner or self._named(membership, "person") or self._named(membership, "member")
        other = self._named(membership, "on_behalf_of")
        if who and other:
            span = (_day(membership.get("start_date")), _day(membership.get("end_date")))
            self.behalf.setdefault(who, []).append((other, *span))

    def _named(self, membership: Mapping[str, Any], role: str) -> str:
        told = membership.get(f"{role}_id")
        told = str(told) if isinstance(told, int) and not isinstance(told, bool) else told
        inner = membership.get(role)
        if isinstance(inner, dict):
            return self._name(inner) or (str(told) if isinstance(told, str) else "")
        return next((text for text in (told, inner) if isinstance(text, str)), "")


def _id(item: Mapping[str, Any]) -> str:
    told = item.get("id")
    return str(told) if isinstance(told, str | int) and not isinstance(told, bool) else ""


def _day(value: Any) -> date | None:
    try:
        return day_of(value[:10]) if isinstance(value, str) and value else None
    except DateError:
        return None


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
