"""The files of a source: a folder's in their order, and the lines and mails of files that are read as they come."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from os import PathLike
from pathlib import Path

from whipcount.errors import ReportError
from whipcount.reports.formats.decoding import MAX_BYTES, check_size
from whipcount.reports.formats.kind_names import SUFFIXES
from whipcount.reports.formats.mailboxes import is_mailbox

_MOST_SHOWN = 8


def sources_in(
    source: str | bytes | PathLike[str], on_left: Callable[[str], None] | None = None
) -> Iterator[str | bytes | Path]:
    """The files of a folder, in the order of their names; of what is no folder, itself.

    Args:
        source: as for ``read_reports``.
        on_left: told what the folder holds of other kinds.

    Raises:
        ReportError: the folder holds no reports.
    """
    if isinstance(source, str | bytes):
        yield source
        return
    path = Path(source)
    if not path.is_dir():
        yield path
        return
    found = False
    aside: list[str] = []
    for child in sorted(path.rglob("*")):
        inside = child.relative_to(path).parts
        if any(part.startswith(".") for part in inside) or not child.is_file():
            continue
        if child.suffix.lower() not in SUFFIXES:
            aside.append("/".join(inside))
            continue
        if child.is_symlink() and not child.resolve().is_relative_to(path.resolve()):
            aside.append(f"{'/'.join(inside)} (a link out of the folder)")
            continue
        found = True
        yield child
    if aside and found and on_left is not None:
        shown = ", ".join(aside[:_MOST_SHOWN]) + (
            f" and {len(aside) - _MOST_SHOWN} more" if len(aside) > _MOST_SHOWN else ""
        )
        many = "1 file" if len(aside) == 1 else f"{len(aside)} files"
        on_left(f"{path}: left aside, {many} of other kinds: {shown}")
    if not found:
        raise ReportError(
            "no reports in this folder", where=str(path), accepted=f"files ending in {', '.join(SUFFIXES)}"
        )


def is_array(path: Path) -> bool:
    """Whether a file of JSON lines is one array instead."""
    try:
        with path.open("rb") as file:
            return file.read(64).lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"[{", b"[ ", b"[\n", b"[\r"))
    except OSError:
        return False


def is_box(path: Path) -> bool:
    """Whether a file is a mailbox; what cannot be opened is told when it is read."""
    try:
        return is_mailbox(path)
    except OSError:
        return False


def numbered_lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """The lines of a file that are not blank, each with its number from 1, as they come.

    Raises:
        ReportError: the file cannot be read, or a line is too large.
    """
    try:
        with path.open("rb") as file:
            number = 0
            while line := file.readline(MAX_BYTES + 1):
                number += 1
                check_size(len(line), where=f"{path} line {number}")
                if number == 1 and line.startswith(b"\xef\xbb\xbf"):
                    line = line[3:]
                if line.strip():
                    yield number, line
    except OSError as error:
        raise ReportError(f"cannot be read: {error.strerror or error}", where=str(path)) from None
