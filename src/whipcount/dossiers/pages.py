"""A page of a list: some items, how many there are in all, and the place at which the next page begins."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection, Select, func, select

from whipcount.errors import DossierError

T = TypeVar("T")
MAX_PAGE = 1_000
MAX_IDS = 20_000  # that a list may be narrowed to: databases bound the values of one question


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some items of a list, how many there are in all, and where the next page begins (None: this is the last)."""

    items: tuple[T, ...]
    total: int
    next: str | None = None


def place_in_list(after: str) -> tuple[str, str]:
    """The day and the id after which a page of a list begins.

    Raises:
        DossierError: it is no place in a list.
    """
    day, bar, key = after.partition("|")
    if not bar or not key or len(after) > 100:
        raise DossierError(f"{after[:40]!r} is no place in this list", accepted="what the page before gave as next")
    return day, key


def bounded(ids: Collection[str]) -> list[str]:
    """The ids that a list is narrowed to, sorted.

    Raises:
        DossierError: more than :data:`MAX_IDS`.
    """
    if len(ids) > MAX_IDS:
        raise DossierError(f"{len(ids):,} chosen one by one", accepted=f"at most {MAX_IDS:,}")
    return sorted(ids)


def count(connection: Connection, query: Select[Any]) -> int:
    """How many rows a query has, whatever its order."""
    return int(connection.execute(select(func.count()).select_from(query.order_by(None).subquery())).scalar() or 0)
