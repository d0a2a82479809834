"""From what a user names (files, folders, patterns) to units: in one order, whatever the order of the names."""

from __future__ import annotations

import glob
import os
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from pathlib import Path

from whipcount.corpora.sources import files, lines, parquet, warc
from whipcount.corpora.sources.documents import Document
from whipcount.corpora.sources.streams import bare_name
from whipcount.corpora.units import USUAL, Columns, Unit
from whipcount.errors import InputError, ReportError
from whipcount.reports.formats.kind_names import SUFFIXES

_KINDS = {".jsonl": lines.KIND, ".ndjson": lines.KIND, ".parquet": parquet.KIND, ".warc": warc.KIND}
ACCEPTED = "files, folders or patterns: WARC, JSON lines, Parquet, or " + ", ".join(sorted(SUFFIXES))


def kind_of(path: str) -> str:
    """How an input is read, by its name.

    >>> kind_of("CC-NEWS-1.warc.gz"), kind_of("a.jsonl.zst"), kind_of("a.html")
    ('warc', 'lines', 'files')
    """
    return _KINDS.get(Path(bare_name(path)).suffix.lower(), files.KIND)


def inputs(names: Iterable[str], *, leave_out: str | None = None) -> list[str]:
    """The files that are meant, sorted, each once, by their whole paths.

    Args:
        names: files, folders (searched, hidden files and files of other kinds left aside) and patterns.
        leave_out: a folder of which nothing is taken: where the results go.

    Raises:
        InputError: a name that means no file.
    """
    seen: set[str] = set()
    out = os.path.realpath(leave_out) + os.sep if leave_out else None
    for name in names:
        meant = [name] if os.path.exists(name) else sorted(glob.glob(name, recursive=True))
        if not meant:
            problem = "no file matches this pattern" if glob.has_magic(name) else "there is no such file or folder"
            raise InputError(problem, where=name, accepted=ACCEPTED)
        before = len(seen)
        for path in meant:
            seen |= {p for p in _below(path) if out is None or not os.path.realpath(p).startswith(out)}
        if len(seen) == before and not any(os.path.isfile(path) for path in meant):
            raise InputError("no articles in this folder", where=name, accepted=ACCEPTED)
    return sorted(seen)


def _below(path: str) -> Iterator[str]:
    if not os.path.isdir(path):
        yield os.path.abspath(path)
        return
    root = Path(path).resolve()
    for child in root.rglob("*"):
        inside = child.relative_to(root).parts
        if any(part.startswith((".", "_")) for part in inside) or not child.is_file():
            continue
        suffix = Path(bare_name(child.name)).suffix.lower()
        if (suffix in _KINDS or suffix in SUFFIXES) and child.resolve().is_relative_to(root):
            yield str(child)


def units_of(
    names: Iterable[str],
    *,
    columns: Columns | None = None,
    size: int = USUAL,
    leave_out: str | None = None,
    on_error: Callable[[ReportError], None] | None = None,
) -> Iterator[Unit]:
    """The units of files, folders and patterns; the same in the same order, in whatever order these are named.

    Args:
        names: see :func:`inputs`.
        columns: what the columns of articles are called.
        size: articles in a unit (25 to 200).
        leave_out: a folder of which nothing is taken.
        on_error: told of each input that cannot be read, or not to its end; without it the first one raises.

    Raises:
        InputError: a name that means no file.
        ReportError: see ``on_error``.
        MissingExtraError: what reads an input is not installed.
    """
    for kind, paths in groupby(inputs(names, leave_out=leave_out), key=kind_of):
        for item in _cut(kind, list(paths), columns or Columns(), size):
            if isinstance(item, Unit):
                yield item
            elif on_error is None:
                raise item
            else:
                on_error(item)


def _cut(kind: str, paths: list[str], columns: Columns, size: int) -> Iterator[Unit | ReportError]:
    if kind == files.KIND:
        yield from files.cut(paths, size)
        return
    for path in paths:
        if kind == lines.KIND:
            yield from lines.cut(path, size)
        elif kind == parquet.KIND:
            yield from parquet.cut(path, columns, size)
        else:
            yield from warc.cut(path, size)


def documents_of(unit: Unit, columns: Columns) -> Iterator[Document]:
    """The documents of a unit."""
    if unit.kind == files.KIND:
        return files.documents(unit)
    if unit.kind == lines.KIND:
        return lines.documents(unit)
    if unit.kind == parquet.KIND:
        return parquet.documents(unit, columns)
    return warc.documents(unit)
