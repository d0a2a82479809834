"""Mailboxes (mbox) as the mails in them, one at a time, however large the box is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from whipcount.errors import ReportError
from whipcount.reports.formats.decoding import MAX_BYTES

_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)
_LINE = 1 << 20  # bytes read at once: a line of a mail is far shorter
_BEGINS = re.compile(rb"From \S.*\b\d{4}\b")
_BEGINS_SURELY = re.compile(rb"From \S+ +(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) .*\d\d:\d\d.*\b\d{4}\b")
_HEADER = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]*:|>From )")
_MARK = b"\xef\xbb\xbf"
_WIDE = (b"\xff\xfe", b"\xfe\xff")


def is_mailbox(path: Path) -> bool:
    """Whether a file is a mailbox: by its ending, or by how it begins.

    Raises:
        OSError: it cannot be read.
    """
    if path.suffix.lower() in (".mbox", ".mbx"):
        return True
    with path.open("rb") as file:
        head = file.read(2_000).removeprefix(_MARK)
        return re.match(rb"From \S+ .*\d{4}\r?\n[A-Za-z-]+:", head) is not None


def mails_of(path: Path) -> Iterator[tuple[str, bytes]]:
    """The mails of a mailbox in their order, each with a name; ">From" at the start of a line is "From" again.

    A mail larger than a report may be is told by an error in its place, and the next ones go on.

    Raises:
        ReportError: the file cannot be read.
    """
    try:
        with path.open("rb") as file:
            yield from mails_in(file, path.name)
    except OSError as error:
        raise ReportError(f"cannot be read: {error.strerror or error}", where=str(path)) from None


def mails_in(file: BinaryIO, name: str) -> Iterator[tuple[str, bytes]]:
    """The mails of an open mailbox called ``name``; as :func:`mails_of`.

    >>> import io
    >>> box = b"From ada Fri Nov 29 2024\\nSubject: a\\n\\nOne\\n\\nFrom tov Fri Nov 29 2024\\nSubject: b\\n\\nTwo\\n"
    >>> [name for name, mail in mails_in(io.BytesIO(box), "desk.mbox")]
    ['desk.mbox, mail 1', 'desk.mbox, mail 2']
    """
    number, size, blank = 0, 0, True
    parts: list[bytes] = []
    line = file.readline(_LINE).removeprefix(_MARK)
    if line.startswith(_WIDE):
        raise ReportError("a mailbox in UTF-16", where=name, accepted="saved as mailboxes are, in UTF-8")
    while line and not line.strip():
        line = file.readline(_LINE)
    if not line:
        raise ReportError("the mailbox is empty", where=name)
    if not line.startswith(b"From "):  # one mail under the name of a mailbox
        number = 1
    while line:
        after = file.readline(_LINE)
        if (not number and line.startswith(b"From ")) or _begins(line, after, blank):
            if number and size:
                yield _mail(name, number, parts)
            number, size, parts = number + 1, 0, []
        elif number:
            size += len(line)
            if size <= MAX_BYTES + 1:
                parts.append(line)
        blank = not line.strip(b"\r\n")
        line = after
    if number and size:
        yield _mail(name, number, parts)


def _begins(line: bytes, after: bytes, blank: bool) -> bool:
    """Whether a line is that between two mails: with its year and before a header; a paragraph may begin with "From".

    Some programs leave no blank line before it; it then tells the weekday and the hour, too.
    """
    if not line.startswith(b"From ") or not _HEADER.match(after):
        return False
    return _BEGINS_SURELY.match(line) is not None or (blank and _BEGINS.match(line) is not None)


def _mail(name: str, number: int, parts: list[bytes]) -> tuple[str, bytes]:
    return f"{name}, mail {number}", _QUOTED.sub(rb"\1", b"".join(parts))
