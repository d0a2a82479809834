"""Damaged ZIP files, byte by byte: each kind of damage to an archive, an office document or a workbook."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Iterator

_LOCAL, _CENTRAL, _END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"


def _headers(data: bytes, mark: bytes) -> Iterator[int]:
    at = data.find(mark)
    while at >= 0:
        yield at
        at = data.find(mark, at + 4)


def _patched(data: bytes, local: int, central: int, value: bytes) -> bytes:
    """The field at these offsets of every local and every central header set to a value."""
    out = bytearray(data)
    for mark, offset in ((_LOCAL, local), (_CENTRAL, central)):
        for at in _headers(data, mark):
            out[at + offset : at + offset + len(value)] = value
    return bytes(out)


def cut_off(data: bytes) -> bytes:
    """The first six tenths of it."""
    return data[: len(data) * 6 // 10]


def no_directory(data: bytes) -> bytes:
    """Its central directory is overwritten."""
    return data.replace(_CENTRAL, b"XX\x01\x02")


def directory_elsewhere(data: bytes) -> bytes:
    """Its end tells a place of the directory that the file does not have."""
    at = data.rfind(_END)
    return data[: at + 16] + struct.pack("<L", 0x7FFFFFF0) + data[at + 20 :]


def wrong_sum(data: bytes) -> bytes:
    """The check sums of its members are others than what they hold."""
    return _patched(data, 14, 16, b"\1\2\3\4")


def locked(data: bytes) -> bytes:
    """Its members say that a password locks them."""
    return _patched(data, 6, 8, b"\1\0")


def packed_otherwise(data: bytes) -> bytes:
    """Its members are packed by a method that nobody knows."""
    return _patched(data, 8, 10, struct.pack("<H", 97))


def scrambled(data: bytes) -> bytes:
    """What its members hold is overwritten in the middle."""
    out = bytearray(data)
    for at in _headers(data, _LOCAL):
        name, extra = struct.unpack("<HH", data[at + 26 : at + 30])
        size = struct.unpack("<L", data[at + 18 : at + 22])[0]
        start = at + 30 + name + extra
        out[start : start + size] = b"\xff" * size
    return bytes(out)


def other_names(data: bytes) -> bytes:
    """The names before the members are others than those of the directory."""
    out = bytearray(data)
    for at in _headers(data, _LOCAL):
        out[at + 30 : at + 31] = b"~"
    return bytes(out)


def overlapping(data: bytes) -> bytes:
    """All members of the directory stand at the same place."""
    out = bytearray(data)
    for at in _headers(data, _CENTRAL):
        out[at + 42 : at + 46] = b"\0\0\0\0"
    return bytes(out)


def too_large(data: bytes, name: str) -> bytes:
    """Six parts of it unpack to 150 megabytes of nothing; one alone where the name has no place for a number."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as whole, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for member in whole.namelist():
            if member != name:
                archive.writestr(member, whole.read(member))
        for part in dict.fromkeys(name.format(number) for number in range(6)):
            archive.writestr(part, b"\0" * 26_000_000)
    return kept.getvalue()


WHOLE: dict[str, Callable[[bytes], bytes]] = {
    "cut off": cut_off,
    "no directory": no_directory,
}
"""Damage that leaves nothing to read."""
MEMBERS: dict[str, Callable[[bytes], bytes]] = {
    "wrong sum": wrong_sum,
    "locked": locked,
    "packed otherwise": packed_otherwise,
    "scrambled": scrambled,
    "other names": other_names,
}
"""Damage to its members."""


def packed(members: dict[str, bytes]) -> bytes:
    """A ZIP file of members."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return kept.getvalue()
