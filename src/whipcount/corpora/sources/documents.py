"""A document as a source gives it, before anybody has looked into it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from whipcount.errors import ReportError


@dataclass(frozen=True, slots=True)
class Document:
    """The bytes of an article, or its record, or the error in its place.

    Attributes:
        name: how it is called within its input.
        where: how messages call it.
        raw: the bytes as they came, which a literal is looked for in.
        record: the keys of a record (text, title, published, url ...).
        is_line: ``raw`` is a line of JSON, still to be parsed; else, without a record, it is a file or a page.
        url: where it was fetched, where the source says.
        error: why it cannot be read.
    """

    name: str
    where: str
    raw: bytes = b""
    record: Mapping[str, Any] | None = None
    is_line: bool = False
    url: str | None = None
    error: ReportError | None = None
