"""Answers of a long run, kept in a file as they are made: a run that was cut off goes on where it stopped.

The file begins with one line that says what it is. Each further line is one case: a hash of all that its answer
depends on (:mod:`whipcount.forecasts.core.identity`), the curves, and a checksum. Floats stand as Python writes them,
which reads back to the same bits. A line is appended by one write and then synced, so a process that is killed leaves
at most one unfinished line at the end; that one is dropped. Anything else that does not fit is an error, and the file
is left alone.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from io import BufferedReader, FileIO
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from whipcount.errors import ForecastError
from whipcount.forecasts.core.contract import Curve, Forecaster
from whipcount.forecasts.core.decisions import Snapshot
from whipcount.forecasts.core.identity import hash_of, surroundings

try:
    import fcntl
except ImportError:  # no such locks here: two runs at once are then not told of each other
    fcntl = None  # type: ignore[assignment]

HEAD = b'{"whipcount": "curves of a backtest", "form": 1}\n'
ACCEPTED = "a file that whipcount backtest --keep has made, or a new one"
MAX_BYTES = 500_000_000
MAX_LINE = 1_000_000


class Asked(Protocol):
    """What is asked of a case: what a forecaster is given."""

    @property
    def snapshot(self) -> Snapshot:
        """The decision."""

    @property
    def history(self) -> tuple[Snapshot, ...]:
        """The others."""


def keys_of(cases: Sequence[Asked], forecasters: Sequence[Forecaster]) -> list[str]:
    """A hash of all that the curves of each case depend on.

    Args:
        cases: what is forecast, from what.
        forecasters: before their first forecast: what one keeps of earlier answers counts as a setting.

    Raises:
        ForecastError: a forecaster holds what cannot be told apart, such as a function.
    """
    common = hash_of((surroundings(), [f.name for f in forecasters], tuple(forecasters)))
    return [hash_of((common, case.snapshot, case.history)) for case in cases]


class Checkpoint:
    """A file of answers, opened by :func:`open_checkpoint`.

    Attributes:
        path: where it lies.
        dropped: bytes of an unfinished last line that were dropped; nought if the file was whole.
        taken: cases whose answers were found in it.
    """

    def __init__(self, path: Path, file: FileIO) -> None:
        self.path = path
        self.dropped = 0
        self.taken = 0
        self._file = file
        self._end = 0
        self._begin()

    def take(self, keys: Sequence[str], answers: int) -> dict[str, tuple[Curve, ...]]:
        """The answers that are kept for these keys.

        Args:
            keys: one a case; what the file holds for others is left there.
            answers: curves a case.

        Raises:
            ForecastError: a line that is no answer.
        """
        wanted = set(keys)
        by_key: dict[str, tuple[Curve, ...]] = {}
        self._file.seek(len(HEAD))
        lines = BufferedReader(self._file)
        try:
            for number, line in enumerate(iter(lambda: lines.readline(MAX_LINE + 1), b""), start=2):
                try:
                    key, curves = _read(line, wanted)
                    if curves is not None and len(curves) != answers:
                        raise ValueError
                except (ValueError, TypeError, KeyError, ForecastError, RecursionError):
                    place = f"{self.path} line {number}"
                    raise ForecastError("is no case of a backtest", where=place, accepted=ACCEPTED) from None
                if curves is not None:
                    by_key[key] = curves
        finally:
            lines.detach()
        self.taken = sum(key in by_key for key in keys)
        return by_key

    def put(self, key: str, curves: Sequence[Curve]) -> None:
        """Append one answer, whole and synced.

        Raises:
            ForecastError: the file is full or cannot be written; what stood in it stays.
        """
        self._append(_line(key, [curve.cdf.tolist() for curve in curves]))

    def _begin(self) -> None:
        """Check the first line, and cut off a last one that was not finished."""
        size = self._file.seek(0, os.SEEK_END)
        if size > MAX_BYTES:
            raise ForecastError(f"has {size:,} bytes", where=str(self.path), accepted=f"at most {MAX_BYTES:,}")
        if not size:
            self._append(HEAD)
            return
        self._file.seek(0)
        if self._file.read(len(HEAD)) != HEAD:
            raise ForecastError("is something else", where=str(self.path), accepted=ACCEPTED)
        self._file.seek(max(len(HEAD) - 1, size - MAX_LINE))
        tail = self._file.readall()
        last = tail.rfind(b"\n")
        if last < 0:
            raise ForecastError(
                f"its last line has no end in {MAX_LINE:,} bytes", where=str(self.path), accepted=ACCEPTED
            )
        self.dropped = len(tail) - last - 1
        self._end = size - self.dropped
        if self.dropped:
            self._file.truncate(self._end)

    def _append(self, line: bytes) -> None:
        if self._end + len(line) > MAX_BYTES:
            raise ForecastError("is full", where=str(self.path), accepted=f"at most {MAX_BYTES:,} bytes")
        try:
            written = self._file.write(line)
            if written < len(line):  # a full disk takes a part, and says so on the rest
                written += self._file.write(line[written:])
            if written < len(line):
                raise OSError(errno.EIO, os.strerror(errno.EIO))
            os.fsync(self._file.fileno())
        except OSError as error:
            self._file.truncate(self._end)
            raise ForecastError(
                f"cannot be written ({error.strerror})", where=str(self.path), accepted="a disk with room"
            ) from None
        self._end += len(line)


@contextmanager
def open_checkpoint(path: str | Path) -> Iterator[Checkpoint]:
    """Open a file of answers, or begin one; it is this process's alone until it is closed.

    Raises:
        ForecastError: it cannot be opened, is something else or too large, or another run is writing it.
    """
    place = Path(path)
    try:
        if place.exists() and not place.is_file():
            raise ForecastError("is no file", where=str(place), accepted=ACCEPTED)
        file = FileIO(place, "a+b")
    except OSError as error:
        raise ForecastError(f"cannot be opened ({error.strerror})", where=str(place), accepted=ACCEPTED) from None
    with file:
        if fcntl is not None:
            try:
                fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)  # not flock: workers would inherit it
            except OSError:
                raise ForecastError("another run is writing it", where=str(place), accepted="another file") from None
        yield Checkpoint(place, file)


def _line(key: str, curves: list[list[float]]) -> bytes:
    body = json.dumps([key, curves], separators=(",", ":"), allow_nan=False)
    check = hashlib.sha256(body.encode()).hexdigest()[:16]
    return f'{{"check":"{check}","case":{body}}}\n'.encode()


def _read(line: bytes, wanted: set[str]) -> tuple[str, tuple[Curve, ...] | None]:
    """The key of a line and, where it is wanted, its curves."""
    record: Mapping[str, Any] = json.loads(line)
    key, curves = record["case"]
    if line != _line(key, curves):
        raise ValueError
    return key, tuple(Curve(np.array(cdf, dtype=np.float64)) for cdf in curves) if key in wanted else None
