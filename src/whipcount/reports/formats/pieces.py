"""Sources cut into pieces that can be read apart, by any process: a file, or a few lines of JSON lines.

Reading the pieces one after the other gives what :func:`whipcount.reports.formats.registry.read_reports` gives.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from whipcount.errors import ReportError
from whipcount.reports.dating import with_day
from whipcount.reports.formats.kind_names import SUFFIXES
from whipcount.reports.formats.registry import read_record, read_reports
from whipcount.reports.formats.source_files import is_array, numbered_lines, sources_in
from whipcount.reports.report import Report

LINES = 4  # of JSON lines in a piece
BYTES = 64_000  # and from this on fewer


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the sources: a file (``path`` alone), some of its lines, bytes that came by a pipe, or an error.

    ``size`` is in bytes, for progress; ``left``: what a folder holds of other kinds, in words; ``columns``: of a table,
    which heading is which column.
    """

    path: str
    size: int = 0
    lines: tuple[tuple[int, bytes], ...] = ()
    data: bytes | None = None
    error: ReportError | None = None
    left: str | None = None
    columns: tuple[tuple[str, str], ...] = ()


def cut(sources: Iterable[str], columns: tuple[tuple[str, str], ...] = ()) -> Iterator[Piece]:
    """The pieces of files and folders, in their order; what cannot be opened is a piece with its error.

    ``columns``: of tables, which heading is which column.
    """
    for source in sources:
        try:
            aside: list[str] = []
            for item in sources_in(Path(source), aside.append):
                yield from (Piece(source, left=told) for told in aside)
                aside.clear()
                if isinstance(item, Path):
                    yield from (replace(piece, columns=columns) if columns else piece for piece in _cut_file(item))
            yield from (Piece(source, left=told) for told in aside)
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
    if SUFFIXES.get(path.suffix.lower()) != "records" or is_array(path):
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


@dataclass(frozen=True, slots=True)
class LeftAside:
    """What a folder, an archive or a mail holds that is of no kind that is read, in words."""

    told: str


def read_piece(
    piece: Piece, day: date | None = None, *, any_language: bool = False
) -> Iterator[Report | ReportError | LeftAside]:
    """The reports of a piece, an error in the place of each that cannot be read, and what was left aside.

    Args:
        piece: a part of the sources.
        day: the day of publication, for reports that do not tell it.
        any_language: read reports in other languages too, instead of refusing them.
    """
    held: list[ReportError | LeftAside] = []
    if piece.left is not None:
        yield LeftAside(piece.left)
    elif piece.error is not None:
        yield piece.error
    elif piece.data is not None:
        yield from _of_bytes(piece.data, piece.path, day, any_language=any_language, columns=dict(piece.columns))
    elif piece.lines:
        for number, line in piece.lines:
            try:
                for report in read_record(number, line, where=piece.path, any_language=any_language):
                    yield with_day(report, day)
            except ReportError as error:
                yield error
    else:
        path = Path(piece.path)
        for report in read_reports(
            path,
            any_language=any_language,
            on_error=held.append,
            on_left=lambda told: held.append(LeftAside(told)),
            columns=dict(piece.columns),
        ):
            yield from held
            held.clear()
            yield with_day(report, day)
        yield from held


def _of_bytes(
    data: bytes, name: str, day: date | None, *, any_language: bool, columns: dict[str, str]
) -> Iterator[Report | ReportError | LeftAside]:
    """The reports of what came by a pipe; one alone is called by the pipe's name, and has the day that is given."""
    held: list[ReportError | LeftAside] = []
    try:
        reports = list(
            read_reports(
                data,
                name=name,
                any_language=any_language,
                on_error=held.append,
                on_left=lambda told: held.append(LeftAside(told)),
                columns=columns,
            )
        )
    except ReportError as error:
        reports, held = [], [error]
    yield from held
    for report in reports:
        yield replace(report, published=None, published_on=day, published_span=None) if day else report
