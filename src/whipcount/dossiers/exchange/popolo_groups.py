"""How groups voted, as Popolo tells it where it does not tell who: ``group_results``, and ``counts`` with a group.

A group that is itself a member has voted as all its votes were cast; one whose votes were cast both ways has not voted
as one, and tells nothing of a member. Groups that are no members (parties) are what the votes themselves tell of.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any


def group_votes(event: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Each group that cast all its votes one way, as a vote of it.

    >>> results = [{"group": {"name": "Kell"}, "counts": [{"option": "yes", "value": 9}, {"option": "no", "value": 0}]}]
    >>> [(vote["group"]["name"], vote["option"]) for vote in group_votes({"group_results": results})]
    [('Kell', 'yes')]
    """
    results = [(result, _dicts(result.get("counts"))) for result in _dicts(event.get("group_results"))]
    results += [(count, [count]) for count in _of_groups(event)]
    for result, counts in results:
        cast = [count for count in counts if _value(count) > 0]
        if len(cast) == 1 and _names(result):
            yield {**_names(result), "option": cast[0].get("option", "")}


def _of_groups(event: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The counts that name a group, where it has one alone: several are of votes cast several ways."""
    named = [count for count in _dicts(event.get("counts")) if _names(count) and _value(count) > 0]
    keys = [repr(sorted(_names(count).items())) for count in named]
    return [count for count, key in zip(named, keys, strict=True) if keys.count(key) == 1]


def _names(item: Mapping[str, Any]) -> dict[str, Any]:
    return {key: item[key] for key in ("group", "group_id") if item.get(key)}


def _value(count: Mapping[str, Any]) -> float:
    value = count.get("value")
    return value if isinstance(value, int | float) and not isinstance(value, bool) else 0


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
