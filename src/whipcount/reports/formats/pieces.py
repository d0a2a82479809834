"""Sources cut into pieces that can be read apart, by any process: a file, or a few lines of JSON lines.

Reading the pieces one after the other gives what :func:`whipcount.reports.formats.registry.read_reports` gives.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from whipcount.errors import ReportError
from whipcount.reports.formats.registry import (
    SUFFIXES,
    numbered_lines,
    read_record,
    read_report,
    read_reports,
    sources_in,
    with_day,
)
from whipcount.reports.report import Report

LINES = 4  # of JSON lines in a piece
BYTES = 64_000  # and from this on fewer


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the sources: a file (``path`` alone), some of its lines, bytes that came by a pipe, or an error.

    ``size`` is in bytes, for progress.
    """

    path: str
    size: int = 0
    lines: tuple[tuple[int, bytes], ...] = ()
    data: bytes | None = None
    error: ReportError | None = None


def cut(sources: Iterable[str]) -> Iterator[Piece]:
    """The pieces of files and folders, in their order; what cannot be opened is a piece with its error."""
    for source in sources:
        try:
            for item in sources_in(Path(source)):
                if isinstance(item, Path):
                    yield from _cut_file(item)
        except ReportError as error:
            yield Piece(source, error=error)


def total_size(sources: Iterable[str]) -> int:
    """How many bytes the pieces of files and folders have together; what cannot be opened has none."""
    total = 0
    for source in sources:
        try:
            total += sum(_size(item) for item in sources_in(Path(source)) if isinstance(item, Path))
        except ReportError:  # told when it is read
            continue
    return total


def _cut_file(path: Path) -> Iterator[Piece]:
    if SUFFIXES.get(path.suffix.lower()) != "records":
        yield Piece(str(path), _size(path))
        return
    held: list[tuple[int, bytes]] = []
    size = 0
    try:
        for number, line in numbered_lines(path):
            held.append((number, line))
            size += len(line)
            if len(held) == LINES or size >= BYTES:
                yield Piece(str(path), size, tuple(held))
                held, size = [], 0
    except ReportError as error:
        if held:
            yield Piece(str(path), size, tuple(held))
        yield Piece(str(path), error=error)
        return
    if held:
        yield Piece(str(path), size, tuple(held))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:  # told when it is read
        return 0


def read_piece(piece: Piece, day: date | None = None, *, any_language: bool = False) -> Iterator[Report | ReportError]:
    """The reports of a piece, and an error in the place of each that cannot be read.

    Args:
        piece: a part of the sources.
        day: the day of publication, for reports that do not tell it.
        any_language: read reports in other languages too, instead of refusing them.
    """
    if piece.error is not None:
        yield piece.error
    elif piece.data is not None:
        try:
            yield read_report(piece.data, name=piece.path, published=day, any_language=any_language)
        except ReportError as error:
            yield error
    elif piece.lines:
        for number, line in piece.lines:
            try:
                for report in read_record(number, line, where=piece.path, any_language=any_language):
                    yield with_day(report, day)
            except ReportError as error:
                yield error
    else:
        held: list[ReportError] = []
        for report in read_reports(Path(piece.path), any_language=any_language, on_error=held.append):
            yield from held
            held.clear()
            yield with_day(report, day)
        yield from held
