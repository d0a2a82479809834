"""From bytes to text: bounded, refused where they are no text, decoded by mark, declaration or likelihood."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from whipcount.errors import ReportError
from whipcount.reports.formats.kind_names import ACCEPTED

MAX_BYTES = 20_000_000  # of one document's file; a report is a few kilobytes, a day of debates a few megabytes
MAX_CHARACTERS = 5_000_000  # of one report's text

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_KINDS = (
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"RIFF", "an audio or video file"),
    (b"ID3", "an audio file"),
    (b"OggS", "an audio file"),
    (b"{\\rtf", "an RTF document"),
)
_CONTROLS = bytes(set(range(32)) - {7, 8, 9, 10, 11, 12, 13, 27})
_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)


def read_bytes(path: Path, *, limit: int = MAX_BYTES) -> bytes:
    """The bytes of a file, refused before reading where it is too large.

    Raises:
        ReportError: the file is absent, unreadable, no file, empty, or larger than ``limit`` bytes.
    """
    try:
        with path.open("rb") as file:
            data = file.read(limit + 1) if path.stat().st_size <= limit else b""
            size = max(len(data), path.stat().st_size)
    except FileNotFoundError:
        raise ReportError("there is no such file", where=str(path)) from None
    except IsADirectoryError:
        raise ReportError("this is a folder", where=str(path), accepted="a file; read_reports reads folders") from None
    except OSError as error:
        raise ReportError(f"cannot be read: {error.strerror or error}", where=str(path)) from None
    check_size(size, where=str(path), limit=limit)
    return data


def check_size(size: int, *, where: str, limit: int = MAX_BYTES) -> None:
    """Refuse what is empty or too large.

    Raises:
        ReportError: ``size`` is 0 or above ``limit``.
    """
    if size == 0:
        raise ReportError("the report is empty", where=where)
    if size > limit:
        raise ReportError(
            f"too large: {size / 1e6:,.1f} MB", where=where, accepted=f"up to {limit / 1e6:g} MB a report"
        )


def check_text(text: str, *, where: str) -> None:
    """Refuse a text that is blank, too long, or no text.

    Raises:
        ReportError: the text is blank, longer than ``MAX_CHARACTERS``, or holds NUL characters.
    """
    if len(text) > MAX_CHARACTERS:
        raise ReportError(
            f"too long: {len(text):,} characters", where=where, accepted=f"up to {MAX_CHARACTERS:,} characters a report"
        )
    if not text.strip():
        raise ReportError("the report is empty", where=where)
    if "\x00" in text:
        raise ReportError("not text: it holds NUL characters", where=where, accepted=ACCEPTED)


def decode(data: bytes, *, where: str, charset: str | None = None) -> str:
    """The text of ``data``: by byte order mark, by ``charset`` as declared, as UTF-8, or by likelihood.

    The characters are kept as they are, line ends included; only a byte order mark goes.

    Raises:
        ReportError: the bytes are no text in any encoding that is known.

    >>> decode("Orbán".encode("cp1250"), where="a.txt")
    'Orbán'
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _strict(data, name, where)
    for magic, kind in _KINDS:
        if data.startswith(magic):
            raise ReportError(f"not text: this is {kind}", where=where, accepted=ACCEPTED)
    if data[257:262] == b"ustar":
        raise ReportError("not text: this is a tar archive", where=where, accepted=ACCEPTED)
    if b"\x00" in data[:4096]:
        return _wide(data, where)
    if charset is None and (found := _DECLARED.search(data[:4096])):
        charset = found[1].decode("ascii")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if len(data[:4096].translate(None, _CONTROLS)) < 0.97 * len(data[:4096]):
        raise ReportError("not text: it holds binary data", where=where, accepted=ACCEPTED)
    if charset and (text := _declared(data, charset)) is not None:
        return text
    return _likely(data, where)


def _strict(data: bytes, name: str, where: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        raise ReportError(f"not valid {name.upper()}: {error.reason} at byte {error.start}", where=where) from None


def _wide(data: bytes, where: str) -> str:
    """UTF-16 without its mark: every other byte of Latin text is NUL."""
    head = data[:4096]
    for name, offset in (("utf-16-le", 1), ("utf-16-be", 0)):
        half = head[offset::2]
        if half.count(0) > 0.7 * len(half) and head[1 - offset :: 2].count(0) < 0.05 * len(half) + 1:
            return _strict(data, name, where)
    raise ReportError("not text: it holds binary data", where=where, accepted=ACCEPTED)


def _declared(data: bytes, charset: str) -> str | None:
    try:
        codec = codecs.lookup(charset)
        if not getattr(codec, "_is_text_encoding", True):
            return None
        return data.decode("cp1252" if codec.name in ("iso8859-1", "ascii") else codec.name)
    except (LookupError, UnicodeError):
        return None


def _likely(data: bytes, where: str) -> str:
    """Western text with a few accents is Windows-1252 far more often than what statistics make of so few bytes."""
    high = sum(byte > 127 for byte in data[:65536])
    if high <= max(4, 0.1 * len(data[:65536])):
        try:
            text = data.decode("cp1252")
        except UnicodeDecodeError:
            pass
        else:
            odd = sum(letter in "¡¢£¤¥¦§¨©ª¬®¯°±²³µ¶·¸¹º¼½¾¿×÷ÐÞðþ†‡ˆ‰" for letter in text[:65536] if letter > "\x7f")
            if odd <= 0.2 * max(high, 5):
                return text
    from charset_normalizer import from_bytes  # late: most files say how they are encoded, or are UTF-8

    best = from_bytes(data[:262144]).best()
    name = best.encoding if best is not None else None
    text_found = _declared(data, name) if name else None
    if text_found is None:
        raise ReportError(
            "the encoding of the text is not known", where=where, accepted="UTF-8, UTF-16, Windows-125x, ISO 8859"
        )
    return text_found
