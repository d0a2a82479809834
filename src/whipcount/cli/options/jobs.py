"""``--jobs``: in how many processes to read, and the bar that says how far it is."""

from __future__ import annotations

import glob
import itertools
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from whipcount.cli.options.terminal import plain
from whipcount.errors import ReportError
from whipcount.processes import cores

if TYPE_CHECKING:
    from whipcount.reports.formats.pieces import Piece

F = TypeVar("F", bound=Callable[..., Any])

HANDFUL = 24  # pieces; beginning another process costs as much as reading some twenty reports
SMALL = 500_000  # bytes: so much is no handful, in however few pieces
MOST = 512


def jobs_option(command: F) -> F:
    """``--jobs``."""
    return click.option(
        "--jobs", type=click.IntRange(1, MOST), metavar="N",
        help="Processes that read; by default one a core, and one for a handful of files. The result is the same.",
    )(command)  # fmt: skip


def how_many(jobs: int | None, pieces: Iterator[Piece]) -> tuple[int, Iterator[Piece]]:
    """In how many processes to read, and the pieces, of which the first may have been looked at."""
    wanted = jobs if jobs is not None else cores()
    first = list(itertools.islice(pieces, max(HANDFUL, wanted)))
    rest = itertools.chain(first, pieces)
    if jobs is None and len(first) < HANDFUL and sum(piece.size for piece in first) < SMALL:
        return 1, rest
    return max(1, min(wanted, len(first))), rest


def column_option(command: F) -> F:
    """``--column``: what a table of reports calls its columns."""
    return click.option(
        "--column", "columns", multiple=True, metavar="ROLE=HEADING", callback=_columns,
        help="Of tables (CSV, XLSX): which heading is text, title, date, source, author or url.",
    )(command)  # fmt: skip


def _columns(_context: click.Context, _param: click.Parameter, value: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    if not value:
        return ()
    from whipcount.reports.formats.tabular import column_of  # late: it is not needed without

    columns = tuple((role, heading) for role, _, heading in (text.partition("=") for text in value))
    if len({role for role, _ in columns}) < len(columns):
        raise ReportError("a column twice", where="--column", accepted="each role once")
    column_of(dict(columns))  # what is no column is told before anything is read
    return columns


def pieces_of(paths: list[str], columns: tuple[tuple[str, str], ...] = ()) -> Iterator[Piece]:
    """The pieces of files and folders; "-" is standard input. ``columns``: of tables, which heading is which column."""
    from whipcount.reports.formats.pieces import Piece, cut

    for path in paths:
        if path == "-":
            data = sys.stdin.buffer.read(200_000_001)
            yield Piece("stdin", len(data), data=data, columns=columns)
        else:
            yield from cut([path], columns)


def expanded(files: tuple[str, ...]) -> list[str]:
    """The given paths, patterns expanded, in order, each once.

    Raises:
        ReportError: a pattern that no file matches.
    """
    names: list[str] = []
    for name in files:
        if name == "-" or Path(name).exists() or not glob.has_magic(name):
            names.append(name)
            continue
        matches = sorted(glob.glob(name, recursive=True))
        if not matches:
            raise ReportError(
                "no file matches this pattern", where=plain(name), accepted="a file, a folder, a pattern or -"
            )
        names.extend(matches)
    return list(dict.fromkeys(names))


def bytes_of(paths: list[str]) -> int:
    """How many bytes there are to read, as far as that can be told before."""
    from whipcount.reports.formats.pieces import total_size

    return total_size(path for path in paths if path != "-")


@contextmanager
def reading_bar(length: Callable[[], int], *, shown: bool) -> Iterator[Callable[[int], None]]:
    """A bar on standard error, moved on step by step up to a length; where nobody is looking, nothing."""
    if not shown or not sys.stderr.isatty():
        yield lambda _: None
        return
    with click.progressbar(length=max(1, length()), label="reading", file=sys.stderr) as drawn:
        yield drawn.update
