"""Parsers of foreign files in a process of their own, under a budget of computing and memory for each report.

A few kilobytes can ask for hours: a page of a PDF shared a hundred times, a tag of forty thousand attributes. What such
a file may cost is bounded by the system and not by the parser's good will: the child is ended, and the report is one
error. One child serves many reports; it is begun when first needed and ends with this process.
"""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import threading
from typing import Any

from whipcount.errors import MissingExtraError, ReportError
from whipcount.reports.formats.feeds import Entry
from whipcount.reports.formats.worker import DATA_BYTES, READY, restored_entry, seconds_for

LARGE = 100_000  # bytes: a smaller page, mail or feed cannot cost much
SPARE = 2.5  # seconds by the clock beyond those of computing: ten in all for a file of up to a megabyte
BEGINNING = 60.0  # seconds by the clock for the child to begin, however busy the machine
ALWAYS = frozenset({"pdf", "docx"})
NEVER = frozenset({"text", "records"})  # read by our own code, in time that grows with their length


def is_confined(kind: str, size: int) -> bool:
    """Whether a file of a kind and size is read in the child.

    >>> is_confined("pdf", 900), is_confined("html", 900), is_confined("html", 900_000), is_confined("text", 9_000_000)
    (True, False, True, False)
    """
    return kind in ALWAYS or (kind not in NEVER and size > LARGE)


class Child:
    """The child process; one job at a time, from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def read(self, kind: str, data: bytes, where: str) -> list[Entry]:
        """The reports in a file.

        Raises:
            ReportError: the file cannot be read, or not within the budget.
            MissingExtraError: what reads the kind is not installed.
        """
        with self._lock:
            told = self._ask(kind, data, where)
        if "missing" in told:
            raise MissingExtraError(str(told["missing"]["package"]), extra=str(told["missing"]["extra"]))
        if "error" in told:
            raise ReportError(str(told["error"]["problem"]), where=where, accepted=str(told["error"]["accepted"]))
        return [restored_entry(entry) for entry in told["entries"]]

    def _ask(self, kind: str, data: bytes, where: str) -> dict[str, Any]:
        process = self._begun(where)
        assert process.stdin is not None  # noqa: S101  (both are pipes)
        assert process.stdout is not None  # noqa: S101
        seconds = seconds_for(len(data)) + SPARE
        late, killed = self._killing(process, seconds)
        try:
            head = {"kind": kind, "where": where.encode("utf-8", "replace").decode(), "bytes": len(data)}
            process.stdin.write(json.dumps(head).encode() + b"\n")
            process.stdin.write(data)
            process.stdin.flush()
            line = process.stdout.readline()
        except OSError:  # it ended before it had read all
            line = b""
        finally:
            late.cancel()
        if not line:
            self.close()
            if killed.is_set():
                accepted = "a simpler file, or the same again when this machine is less busy"
                raise ReportError(f"takes more than {seconds:g} seconds to read", where=where, accepted=accepted)
            budget = f"up to {seconds_for(len(data))} seconds of computing and {DATA_BYTES // 1_000_000} MB"
            raise ReportError("costs too much to read", where=where, accepted=f"a simpler file: {budget}")
        told: dict[str, Any] = json.loads(line)
        return told

    def _begun(self, where: str) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.close()
            command = [sys.executable, "-P", "-c", "from whipcount.reports.formats.worker import main; main()"]
            path = os.pathsep.join(place for place in sys.path if place)
            try:
                self._process = subprocess.Popen(  # noqa: S603  (our own module, no shell)
                    command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": path}
                )
            except OSError as error:
                raise ReportError(f"no process to read it in: {error.strerror}", where=where) from None
            late, _ = self._killing(self._process, BEGINNING)
            assert self._process.stdout is not None  # noqa: S101  (a pipe)
            ready = self._process.stdout.readline()
            late.cancel()
            if ready != READY:
                self.close()
                raise ReportError("no process to read it in: it does not begin", where=where)
        return self._process

    @staticmethod
    def _killing(process: subprocess.Popen[bytes], seconds: float) -> tuple[threading.Timer, threading.Event]:
        """A clock, running, that ends the child; and whether it has."""
        killed = threading.Event()

        def end() -> None:
            killed.set()
            process.kill()

        late = threading.Timer(seconds, end)
        late.daemon = True
        late.start()
        return late, killed

    def close(self) -> None:
        """End the child; the next job begins another."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:  # what it had not read
                    continue
        process.wait()

    def forget(self) -> None:
        """In a copy of this process: the child is the original's."""
        self._lock = threading.Lock()
        self._process = None


_CHILD = Child()
atexit.register(_CHILD.close)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_CHILD.forget)


def read_confined(kind: str, data: bytes, where: str) -> list[Entry]:
    """The reports in a file, read in the child; see :meth:`Child.read`."""
    return _CHILD.read(kind, data, where)
