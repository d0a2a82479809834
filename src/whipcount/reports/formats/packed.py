"""ZIP files, whatever they hold: opened and unpacked under bounds, and one clear error for each way to be damaged.

Archives of reports, DOCX, ODT and XLSX are such files. What the libraries raise for a damaged one is listed here once.
"""

from __future__ import annotations

import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from whipcount.errors import ReportError

DAMAGED: tuple[type[Exception], ...] = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    NotImplementedError,  # a method of packing, or of locking
    RuntimeError,  # a password is asked for
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,  # bz2, and places outside the file
    KeyError,  # a part that has to be there is not
    ValueError,  # names and numbers that cannot be; UnicodeError is one
    OverflowError,
)
"""What :mod:`zipfile`, and what unpacks for it, raise for a damaged file."""
DAMAGED_OFFICE: tuple[type[Exception], ...] = (
    *DAMAGED,
    AttributeError,  # python-docx, openpyxl: an element that has to be there is not
    TypeError,
    IndexError,
    SyntaxError,  # XML that is none: lxml's and ElementTree's errors are such
)
"""And what the readers of office documents raise, for parts that are there and are not what they should be."""
_OUT = re.compile(r"(?:^|[/\\])\.\.(?:[/\\]|$)|^[/\\]|^[A-Za-z]:")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_TOLD = (
    ("password", "a password locks it"),
    ("encrypt", "a password locks it"),
    ("crc", "its check sum is wrong"),
    ("compression", "packed by a method that is not read"),
    ("file name in directory", "named otherwise in its directory"),
    ("not a zip", "it is no ZIP file, or cut off"),
    ("overlapped", "damaged: two members stand in one place"),
)


def problem_of(error: Exception) -> str:
    """What is wrong with a ZIP file, in words, by what a library raised.

    >>> problem_of(zipfile.BadZipFile("Bad CRC-32 for file 'a.txt'"))
    'its check sum is wrong'
    >>> problem_of(zlib.error("Error -3 while decompressing data: invalid block type"))
    'damaged'
    """
    told = str(error).casefold()
    for words, problem in _TOLD:
        if words in told:
            return problem
    if isinstance(error, KeyError):
        return "damaged: a part of it is missing"
    return "it is cut off or damaged" if isinstance(error, zipfile.BadZipFile | EOFError) else "damaged"


@contextmanager
def open_packed(data: bytes, *, where: str, what: str, accepted: str = "") -> Iterator[zipfile.ZipFile]:
    """A ZIP file, open while its members are read.

    Args:
        data: of the file.
        where: it stands, for messages.
        what: it is, for messages: "archive", "document".
        accepted: instead, for messages.

    Raises:
        ReportError: it is damaged or locked; also while members are read.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield archive
    except ReportError:
        raise
    except DAMAGED_OFFICE as error:
        raise ReportError(f"the {what} cannot be read: {problem_of(error)}", where=where, accepted=accepted) from None


def unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo | str, most: int) -> bytes:
    """The first ``most + 1`` bytes of a member: one more than may be, so that too much can be told."""
    with archive.open(member) as packed:
        return packed.read(most + 1)


def check_sums(archive: zipfile.ZipFile) -> None:
    """Read every member once, so that damage is told before a library meets it.

    Raises:
        Exception: one of :data:`DAMAGED`.
    """
    for member in archive.infolist():
        with archive.open(member) as packed:
            while packed.read(1_000_000):
                pass


def refused_name(member: zipfile.ZipInfo) -> str | None:
    """Why a member's name may not be a report's; None where it may.

    >>> refused_name(zipfile.ZipInfo("../kell.txt")), refused_name(zipfile.ZipInfo("a/kell.txt"))
    ('its name leads out of the archive', None)
    """
    if _OUT.search(member.orig_filename):
        return "its name leads out of the archive"
    return "control characters in its name" if _CONTROL.search(member.orig_filename) else None
