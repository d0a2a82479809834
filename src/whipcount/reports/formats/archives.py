"""Archives: the reports in a ZIP or gzip file, each member read as the file that it is, under bounds of its own.

A small archive may unpack to gigabytes, hold itself, or a hundred thousand members: what is unpacked is counted as it
comes, not as the archive tells, and archives in archives are opened once.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable

from whipcount.errors import ReportError, WhipcountError
from whipcount.reports.formats.decoding import MAX_BYTES
from whipcount.reports.formats.feeds import Entry
from whipcount.reports.formats.kind_names import ACCEPTED
from whipcount.reports.formats.markup import Page
from whipcount.reports.formats.packed import DAMAGED, open_packed, problem_of, refused_name, unpacked
from whipcount.text.fields import one_field

MAX_UNPACKED = 100_000_000  # bytes of all members together
MAX_MEMBERS = 2_000
_CHUNK = 1_000_000
_ASIDE = ("__macosx/", ".", "thumbs.db")

Reader = Callable[[bytes, str, str], list[Entry]]
"""What reads one member: its bytes, its name, and where it stands; the reports in it."""


def read_zip(data: bytes, *, where: str, read: Reader, known: Callable[[str], bool]) -> list[Entry]:
    """The reports in a ZIP file, in the order of the members' names.

    A member that cannot be read is an entry with its problem, so that the others are read; members of kinds that hold
    no reports are named in one such entry.

    Raises:
        ReportError: the archive is damaged or locked, or holds too much or no reports.
    """
    found: list[Entry] = []
    aside: list[str] = []
    with open_packed(data, where=where, what="archive") as archive:
        members = sorted((m for m in archive.infolist() if not m.is_dir()), key=lambda m: m.filename)
        if len(members) > MAX_MEMBERS:
            told = f"{len(members):,} files in one archive"
            raise ReportError(told, where=where, accepted=f"up to {MAX_MEMBERS:,}")
        left = MAX_UNPACKED
        for member in members:
            name = f"{where}/{member.filename}"
            if (why := refused_name(member)) is not None:
                found.append(_refused(one_field(name), why))
                continue
            if member.filename.lower().rsplit("/", 1)[-1].startswith(_ASIDE) or "__MACOSX/" in member.filename:
                continue
            if not known(member.filename):
                aside.append(member.filename)
                continue
            try:
                inner = unpacked(archive, member, min(MAX_BYTES, left))
            except DAMAGED as error:
                found.append(_refused(name, problem_of(error)))
                continue
            left -= len(inner)
            if left < 0:
                raise ReportError("the archive unpacks to too much", where=where, accepted="up to 100 MB unpacked")
            found += _member(inner, member.filename, name, read)
    if not found:
        raise ReportError("no reports in this archive", where=where, accepted=ACCEPTED)
    if aside:
        shown = ", ".join(aside[:5]) + (f" and {len(aside) - 5} more" if len(aside) > 5 else "")
        found.append(Entry(where, Page(""), left=f"left aside, of other kinds: {shown}"))
    return found


def read_gzip(data: bytes, *, where: str, read: Reader) -> list[Entry]:
    """The reports in a gzip file, read by the name without its ending.

    Raises:
        ReportError: the file is damaged, unpacks to more than a report may hold, or cannot be read.
    """
    unpacked = bytearray()
    unpacker = zlib.decompressobj(wbits=31)
    try:
        rest = data
        while rest and len(unpacked) <= MAX_BYTES:
            unpacked += unpacker.decompress(rest, _CHUNK)
            rest = unpacker.unconsumed_tail
            if unpacker.eof and unpacker.unused_data[:2] == b"\x1f\x8b":  # several streams, one behind the other
                rest, unpacker = unpacker.unused_data, zlib.decompressobj(wbits=31)
        whole = unpacker.eof
    except zlib.error as error:
        raise ReportError(f"the archive cannot be read: {error}", where=where) from None
    if len(unpacked) > MAX_BYTES:
        raise ReportError("the file unpacks to too much", where=where, accepted=f"up to {MAX_BYTES // 1_000_000} MB")
    if not whole:
        raise ReportError("the archive is cut off", where=where)
    return read(bytes(unpacked), where.removesuffix(".gz").removesuffix(".GZ"), where)


def _member(data: bytes, name: str, where: str, read: Reader) -> list[Entry]:
    try:
        if not data:
            raise ReportError("the report is empty", where=where)
        if len(data) > MAX_BYTES:
            raise ReportError("too large", where=where, accepted=f"up to {MAX_BYTES // 1_000_000} MB a report")
        return read(data, name, where)
    except ReportError as error:
        return [_refused(where, error.problem, error.accepted)]
    except WhipcountError as error:
        return [_refused(where, str(error))]


def _refused(where: str, problem: str, accepted: str | None = None) -> Entry:
    return Entry(where, Page(""), problem=problem, accepted=accepted)
