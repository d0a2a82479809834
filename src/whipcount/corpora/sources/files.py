"""Small files, one article each (a feed or a mailbox holds several): text, HTML, PDF, DOCX, mail, feeds."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from whipcount.corpora.sources.documents import Document
from whipcount.corpora.sources.streams import bare_name, content_hash, faults, open_stream, unreadable
from whipcount.corpora.units import LEAST, Unit
from whipcount.errors import ReportError
from whipcount.reports.formats.decoding import MAX_BYTES, check_size

KIND = "files"
_ENDS = 40  # a group of files ends after one name in so many: a file more moves no other group


def cut(paths: list[str], size: int) -> Iterator[Unit | ReportError]:
    """Groups of files, in the order of their paths; where a group ends depends on the names beside its end alone."""
    held: list[tuple[str, str]] = []
    for path in paths:
        try:
            held.append((path, content_hash(path)))
        except ReportError as error:
            yield error
            continue
        ends = int(hashlib.sha256(Path(path).name.encode("utf-8", "replace")).hexdigest()[:8], 16) % _ENDS == 0
        if len(held) == size or (ends and len(held) >= LEAST):
            yield _unit(held)
            held = []
    if held:
        yield _unit(held)


def _unit(held: list[tuple[str, str]]) -> Unit:
    names = "\n".join(f"{digest} {Path(path).name}" for path, digest in held)
    identity = hashlib.sha256(names.encode("utf-8", "replace")).hexdigest()
    return Unit(KIND, "", identity, 0, len(held), files=tuple(path for path, _ in held))


def documents(unit: Unit) -> Iterator[Document]:
    """The files of a unit."""
    for path in unit.files:
        name = bare_name(path)
        try:
            with open_stream(path) as stream:
                data = stream.read(MAX_BYTES + 1)
            check_size(len(data), where=path)
        except ReportError as error:
            yield Document(name, path, error=error)
        except faults() as error:
            yield Document(name, path, error=unreadable(path, error))
        else:
            yield Document(name, path, data)
