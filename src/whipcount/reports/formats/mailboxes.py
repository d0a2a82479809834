"""Mailboxes (mbox) as the mails in them, one at a time, however large the box is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from whipcount.errors import ReportError
from whipcount.reports.formats.decoding import MAX_BYTES

_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)
_LINE = 1 << 20  # bytes read at once: a line of a mail is far shorter


def is_mailbox(path: Path) -> bool:
    """Whether a file is a mailbox: by its ending, or by how it begins.

    Raises:
        OSError: it cannot be read.
    """
    if path.suffix.lower() in (".mbox", ".mbx"):
        return True
    with path.open("rb") as file:
        return re.match(rb"From \S+ .*\d{4}\r?\n[A-Za-z-]+:", file.read(2_000)) is not None


def mails_of(path: Path) -> Iterator[tuple[str, bytes]]:
    """The mails of a mailbox in their order, each with a name; ">From" at the start of a line is "From" again.

    A mail larger than a report may be is told by an error in its place, and the next ones go on.

    Raises:
        ReportError: the file cannot be read.
    """
    number, size, blank = 0, 0, True
    parts: list[bytes] = []
    try:
        with path.open("rb") as file:
            while line := file.readline(_LINE):
                if blank and line.startswith(b"From "):
                    if number and size:
                        yield _mail(path, number, parts)
                    number, size, parts = number + 1, 0, []
                elif number:
                    size += len(line)
                    if size <= MAX_BYTES + 1:
                        parts.append(line)
                blank = not line.strip(b"\r\n")
    except OSError as error:
        raise ReportError(f"cannot be read: {error.strerror or error}", where=str(path)) from None
    if number and size:
        yield _mail(path, number, parts)


def _mail(path: Path, number: int, parts: list[bytes]) -> tuple[str, bytes]:
    return f"{path.name}, mail {number}", _QUOTED.sub(rb"\1", b"".join(parts))
