"""Units: the pieces in which a corpus is read, each of some tens of articles, and known by what it holds."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

LEAST, MOST, USUAL = 25, 200, 100  # articles in a unit; the last one of an input may have fewer


@dataclass(frozen=True, slots=True)
class Columns:
    """What the columns (Parquet) or keys (JSON lines) of articles are called; None: as reports in JSON lines."""

    text: str | None = None
    title: str | None = None
    date: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """A range of one input, or a few small files.

    Attributes:
        kind: ``files``, ``lines``, ``parquet`` or ``warc``.
        path: the input; empty for files.
        identity: the sha256 of the input's content, in hex; so the same file under another name is the same input.
        start: the number of the first article (line, row, record) in the input, from 0.
        offset: the byte (Parquet: the row group) at which it can be opened; -1: the input is read from its start.
        count: how many articles.
        files: the paths of small files.
    """

    kind: str
    path: str
    identity: str
    start: int
    count: int
    offset: int = -1
    files: tuple[str, ...] = ()

    @property
    def where(self) -> str:
        """How messages call it."""
        return f"{self.path or self.files[0]} from {self.start + 1}"


def unit_id(unit: Unit, checksum: str) -> str:
    """What a unit is known by: the hash of its input, its range, and of how it is read (see ``Plan.checksum``).

    >>> unit_id(Unit("warc", "a.warc.gz", "00", 0, 100), "ff")
    '3165303b35247874c0e03988'
    """
    return digest([unit.kind, unit.identity, unit.start, unit.count, checksum])[:24]


def digest(value: Any) -> str:
    """The sha256 of a value of JSON, in hex."""
    plain = json.dumps(value, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()
