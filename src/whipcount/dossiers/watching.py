"""Watching folders, feeds and mailboxes that other tools fill: what is new in them becomes reports of a dossier.

Nothing is fetched. A file is read when it has stopped growing, and again when it has changed; what a dossier has
already it has by the hash of its text, so a feed of which one entry is new brings one report.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from whipcount.errors import InputError, ReportError
from whipcount.reports.formats.kind_names import SUFFIXES
from whipcount.reports.formats.registry import read_reports
from whipcount.reports.report import Report

SETTLED = 2.0  # seconds for which a file has not changed, before it is read
MOST_FILES = 200_000  # of one look

Refused = Callable[[ReportError], None]


@dataclass
class Watch:
    """What is watched, and what has been read of it so far.

    Attributes:
        places: folders, and files of feeds, mailboxes and reports; a file may be still to come.
        clock: seconds since 1970.
    """

    places: Sequence[Path]
    clock: Callable[[], float] = time.time
    _read: dict[Path, tuple[int, int]] = field(default_factory=dict)  # path -> size and time of the version read

    def __post_init__(self) -> None:
        """Check the places.

        Raises:
            InputError: one of them can never be there.
        """
        for place in self.places:
            if not place.exists() and not place.parent.is_dir():
                raise InputError(
                    "there is no such place", where=str(place), accepted="a folder, or a file in a folder that exists"
                )

    def due(self) -> list[Path]:
        """The files that are new or changed since they were read, and have stopped changing, in the order of names."""
        files = []
        for path in self._files():
            version = _version(path)
            if version is None or self._read.get(path) == version:
                continue
            if self.clock() - version[1] / 1e9 >= SETTLED:
                files.append(path)
        return files

    def reports(self, path: Path, refused: Refused) -> Iterator[Report]:
        """The reports of a file, which counts as read from now on, whether it could be read or not."""
        version = _version(path)
        if version is not None:
            self._read[path] = version
        try:
            yield from read_reports(path, on_error=refused)
        except ReportError as error:
            refused(error)
        except OSError as error:  # it went away meanwhile
            refused(ReportError(f"cannot be read: {error.strerror or error}", where=str(path)))

    def _files(self) -> Iterator[Path]:
        count = 0
        for place in self.places:
            if not place.is_dir():
                if place.is_file():
                    yield place
                continue
            for path in sorted(place.rglob("*")):
                count += 1
                if count > MOST_FILES:
                    raise InputError(f"more than {MOST_FILES:,} files", where=str(place), accepted="a smaller folder")
                if _is_report(path, place):
                    yield path


def _is_report(path: Path, folder: Path) -> bool:
    if any(part.startswith(".") for part in path.relative_to(folder).parts):
        return False
    if path.suffix.lower() not in SUFFIXES:
        return False
    try:
        if path.is_symlink() and not path.resolve().is_relative_to(folder.resolve()):
            return False
        return path.is_file()
    except OSError:
        return False


def _version(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns
