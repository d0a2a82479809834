"""The child process that reads what is costly to distrust: one job after another, each under limits of its own.

A job is a line of JSON (kind, where, number of bytes) and the bytes; its answer one line of JSON, never pickled: the
process that parses foreign files is not believed more than they are. See :mod:`whipcount.reports.formats.confined`.
"""

from __future__ import annotations

import json
import os
import sys
import time
from datetime import date, datetime
from typing import Any, BinaryIO

from whipcount.errors import MissingExtraError, ReportError
from whipcount.reports.formats.feeds import Entry
from whipcount.reports.formats.markup import Page
from whipcount.reports.formats.parsing import parsed

CPU_SECONDS = 7  # for a file of up to a megabyte
SECONDS_PER_MB = 2  # for each further one: a whole volume may take what its length takes
DATA_BYTES = 480_000_000
READY = b"ready\n"  # said once, when the libraries are loaded


def limit_memory() -> None:
    """From here on, this process gets no more than ``DATA_BYTES`` of memory, where the system can tell."""
    try:
        import resource
    except ImportError:  # no such limits on this system: the parent's clock remains
        return
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (DATA_BYTES, hard))


def seconds_for(size: int) -> int:
    """Seconds of computing that a file of a size may take.

    >>> seconds_for(400_000), seconds_for(6_000_000)
    (7, 17)
    """
    return CPU_SECONDS + SECONDS_PER_MB * max(0, size // 1_000_000 - 1)


def limit_time(seconds: int) -> None:
    """From here on, so many seconds of computing end this process."""
    try:
        import resource
    except ImportError:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time()) + seconds + 1, hard))


def answer(kind: str, data: bytes, where: str) -> dict[str, Any]:
    """What a job comes to: ``entries``, or an ``error``.

    >>> answer("html", b"<html><body><p>One vote.</p></body></html>", "a.html")["entries"][0]["text"]
    'One vote.'
    >>> answer("html", b"<html></html>", "a.html")["error"]["problem"]
    'the page holds no text'
    """
    try:
        return {"entries": [plain_entry(entry) for entry in parsed(data, kind, where)]}
    except MissingExtraError as error:
        return {"missing": {"package": error.package, "extra": error.extra}}
    except ReportError as error:
        return {"error": {"problem": error.problem, "accepted": error.accepted}}
    except MemoryError:
        return {"error": {"problem": "takes too much memory to read", "accepted": "a simpler file"}}


def plain_entry(entry: Entry) -> dict[str, Any]:
    """An entry as JSON values.

    >>> restored_entry(plain_entry(Entry("a", Page("text", published_on=date(2024, 11, 29))))).page.published_on
    datetime.date(2024, 11, 29)
    """
    page = entry.page
    return {
        "name": entry.name,
        "language": entry.language,
        "text": page.text,
        "title": page.title,
        "author": page.author,
        "publisher": page.publisher,
        "published": page.published.isoformat() if page.published else None,
        "published_on": page.published_on.isoformat() if page.published_on else None,
        "url": page.url,
    }


def restored_entry(plain: dict[str, Any]) -> Entry:
    """The entry that :func:`plain_entry` was given."""
    words = {key: None if plain[key] is None else str(plain[key]) for key in ("title", "author", "publisher", "url")}
    page = Page(
        text=str(plain["text"]),
        published=datetime.fromisoformat(plain["published"]) if plain["published"] else None,
        published_on=date.fromisoformat(plain["published_on"]) if plain["published_on"] else None,
        **words,
    )
    return Entry(str(plain["name"]), page, plain["language"])


def serve(jobs: BinaryIO, answers: BinaryIO) -> None:
    """Do jobs until there are no more."""
    while line := jobs.readline():
        head = json.loads(line)
        data = jobs.read(head["bytes"])
        limit_time(seconds_for(len(data)))
        answers.write(json.dumps(answer(head["kind"], data, head["where"])).encode() + b"\n")
        answers.flush()


def main() -> None:
    """The process: jobs by standard input; what libraries print goes nowhere, answers to where output went."""
    out = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    limit_memory()
    out.write(READY)
    out.flush()
    serve(sys.stdin.buffer, out)
