"""Files as streams of bytes, plain, .gz or .zst; a stream that was left open goes on where it stopped."""

from __future__ import annotations

import gzip
import hashlib
import io
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, TypeVar, cast

from whipcount.corpora.extra import need
from whipcount.errors import ReportError

T = TypeVar("T")

PACKED = (".gz", ".zst")


def bare_name(path: str) -> str:
    """The name of a file without what says that it is compressed.

    >>> bare_name("news/2024.jsonl.zst"), bare_name("a.txt")
    ('2024.jsonl', 'a.txt')
    """
    name = Path(path).name
    for ending in PACKED:
        if name.lower().endswith(ending):
            return name[: -len(ending)]
    return name


def is_packed(path: str) -> bool:
    """Whether a file is compressed, by its name."""
    return path.lower().endswith(PACKED)


def open_stream(path: str) -> BinaryIO:
    """The content of a file, decompressed as it is read.

    Raises:
        ReportError: it cannot be opened.
        MissingExtraError: what reads .zst is not installed.
    """
    try:
        if path.lower().endswith(".gz"):
            return cast(BinaryIO, gzip.open(path, "rb"))
        file = open(path, "rb")  # noqa: SIM115  (who reads the stream closes it)
    except OSError as error:
        raise unreadable(path, error) from None
    if path.lower().endswith(".zst"):
        return cast(BinaryIO, io.BufferedReader(_Frames(file), 1 << 20))
    return file


class _Frames(io.RawIOBase):
    """The content of frames of zstandard, one after the other; a frame that is cut off is an error and no end."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._begin = need("zstandard").ZstdDecompressor().decompressobj
        self._frame: Any = None
        self._packed = self._held = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._held:
            self._packed = self._packed or self._file.read(1 << 16)
            if not self._packed:
                if self._frame is not None:
                    raise EOFError("a frame is cut off")
                return 0
            self._frame = self._frame or self._begin()
            self._held = self._frame.decompress(self._packed)
            self._packed = self._frame.unused_data if self._frame.eof else b""
            if self._frame.eof:
                self._frame = None
        number = min(len(buffer), len(self._held))
        buffer[:number], self._held = self._held[:number], self._held[number:]
        return number

    def close(self) -> None:
        self._file.close()
        super().close()


def ends_whole(path: str, offset: int) -> bool:
    """Whether a .gz ends with a whole member; looked at from a member's offset on, or from the start if it is none."""
    for begin in dict.fromkeys((offset, 0)):
        member = zlib.decompressobj(31)
        whole: bool | None = None
        try:
            with open(path, "rb") as file:
                file.seek(begin)
                while packed := file.read(1 << 20):
                    while packed:
                        member.decompress(packed)
                        packed = member.unused_data
                        if member.eof:
                            member = zlib.decompressobj(31)
                            whole = not packed
                        else:
                            whole = False
            if whole is not None:
                return whole
        except zlib.error:
            continue
    return False


def faults() -> tuple[type[Exception], ...]:
    """What reading a damaged stream may raise."""
    return OSError, EOFError, zlib.error, need("zstandard").ZstdError


def unreadable(path: str, error: Exception) -> ReportError:
    """The one error of a file that cannot be read, or not to its end."""
    reason = getattr(error, "strerror", None) or " ".join(str(error).split())[:200] or type(error).__name__
    return ReportError(f"cannot be read: {reason}", where=path, accepted="a whole file")


def content_hash(path: str) -> str:
    """The sha256 of a file as it lies there, in hex.

    Raises:
        ReportError: it cannot be read.
    """
    try:
        with open(path, "rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise unreadable(path, error) from None


class Cursors:
    """Iterators left open between units, so that a compressed file is not read from its start for each of them.

    Units of one input come in order; of several processes each passes over what the others read.
    """

    def __init__(self, most: int = 2) -> None:
        self._open: dict[Any, tuple[int, Iterator[Any]]] = {}
        self._most = most

    def items(self, key: Any, begin: Callable[[], Iterator[T]], start: int, count: int) -> Iterator[T]:
        """Items ``start`` to ``start + count`` of what ``begin`` gives from its first item on."""
        at, coming = self._open.pop(key, (0, None))
        if coming is None or at > start:
            at, coming = 0, begin()
        while at < start:
            if next(coming, self) is self:
                return
            at += 1
        for item in coming:
            at += 1
            yield item
            if at == start + count:
                self._open[key] = (at, coming)
                while len(self._open) > self._most:
                    self._open.pop(next(iter(self._open)))
                return


CURSORS = Cursors()
