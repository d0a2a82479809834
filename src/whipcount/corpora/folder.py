"""The folder of a corpus: what a unit gave is there whole or not at all, and each report once.

A worker writes a unit's tables under ``_staged``; whoever runs the corpus takes out of them what it has already,
moves them to ``reports`` and ``statements``, and then writes ``_done/<unit>.json``. Only what that file vouches for
counts: all else is of a run that was killed, and is swept away by the next.
"""

from __future__ import annotations

import json
import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from whipcount.corpora.extra import need
from whipcount.corpora.known import Known
from whipcount.corpora.processing import Processed
from whipcount.corpora.tables import REPORTS, STATEMENTS, table_of, write_table
from whipcount.errors import InputError

TABLES = (REPORTS, STATEMENTS)
_DONE, _STAGED, _SETTINGS, _COMPACTED, _LOCK = "_done", "_staged", "corpus.json", "_compacted.json", "_lock"


@dataclass(frozen=True, slots=True)
class Staged:
    """A unit's tables as a worker wrote them: the files, and of each report its hash, in the order of the rows."""

    unit: str
    files: tuple[str, str]
    hashes: tuple[str | None, ...]
    counts: dict[str, int]
    statements: int


def stage(made: Processed, folder: str) -> Staged:
    """Write a unit's tables where they wait to be taken in; on any machine that has the folder.

    Raises:
        InputError: they cannot be written (the disk is full); nothing stays of them.
    """
    place = Path(folder, _STAGED)
    mark = f"{made.unit}-{uuid.uuid4().hex[:12]}"  # the same unit may be read twice, where a worker was given up
    files = tuple(str(place / f"{mark}.{name}.parquet") for name in TABLES)
    rows = {
        REPORTS: made.reports,
        STATEMENTS: [{"unit": made.unit, **statement} for statement in made.statements],
    }
    try:
        place.mkdir(parents=True, exist_ok=True)
        for name, path in zip(TABLES, files, strict=True):
            write_table(table_of(name, rows[name]), path)
            synced(path)
    except OSError as error:
        for path in files:
            Path(path).unlink(missing_ok=True)
        raise cannot_write(folder, error) from None
    hashes = tuple(row["sha256"] for row in made.reports)
    return Staged(made.unit, (files[0], files[1]), hashes, made.counts, len(made.statements))


def cannot_write(folder: str, error: OSError) -> InputError:
    """The one error of a folder that takes nothing more."""
    problem = f"cannot be written ({error.strerror or error})"
    return InputError(problem, where=folder, accepted="a folder with room in it")


@dataclass(frozen=True, slots=True)
class Taken:
    """What a corpus took in of one unit."""

    reports: int
    known: int
    statements: int
    counts: dict[str, int]


class Folder:
    """A corpus on disk; see :func:`writing` for who may change it."""

    def __init__(self, path: str) -> None:
        self.path = Path(path)

    def settings(self) -> dict[str, Any] | None:
        """How its articles were read; None where it is no corpus yet.

        Raises:
            InputError: the folder holds something else.
        """
        file = self.path / _SETTINGS
        if not file.is_file():
            own = {*TABLES, _DONE, _STAGED, _LOCK, f".{_SETTINGS}.part"}  # of a run that was killed as it began
            if self.path.is_dir() and any(entry.name not in own for entry in self.path.iterdir()):
                problem = "is no corpus, and is not empty"
                raise InputError(problem, where=str(self.path), accepted="a corpus, or a new folder")
            return None
        try:
            content = json.loads(file.read_text(encoding="utf-8"))
            return {str(key): value for key, value in content.items()}
        except (OSError, ValueError, AttributeError) as error:
            problem = f"cannot be read: {error}"
            raise InputError(problem, where=str(file), accepted="the file as it was written") from None

    def existing(self) -> Folder:
        """This folder.

        Raises:
            InputError: it is no corpus.
        """
        if not self.path.is_dir() or self.settings() is None:
            raise InputError("is no corpus", where=str(self.path), accepted="a folder that `whipcount corpus run` made")
        return self

    def done(self) -> dict[str, dict[str, Any]]:
        """What is told of each unit that is done, by its id."""
        units = {}
        for file in sorted((self.path / _DONE).glob("*.json")):
            units[file.stem] = json.loads(file.read_text(encoding="utf-8"))
        return units

    def is_done(self, unit: str) -> bool:
        """Whether a unit is done."""
        return (self.path / _DONE / f"{unit}.json").is_file()

    def compacted(self) -> dict[str, Any]:
        """Which generation of partitions is in force (0: none), and which units went into it."""
        file = self.path / _COMPACTED
        if not file.is_file():
            return {"generation": 0, "units": []}
        content: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        return content

    def files(self, table: str) -> list[str]:
        """The files of Parquet that count, partitions first; those of a run that was killed do not."""
        compacted = self.compacted()
        inside = set(compacted["units"])
        generation = self.path / table / f"g{compacted['generation']:04d}"
        files = sorted(map(str, generation.rglob("*.parquet"))) if compacted["generation"] else []
        done = {file.stem for file in (self.path / _DONE).glob("*.json")}
        single = sorted((self.path / table).glob("*.parquet"))
        return files + [str(path) for path in single if path.stem in done and path.stem not in inside]

    def known(self) -> Known:
        """The reports that it has."""
        hashes = Known()
        parquet = need("pyarrow.parquet")
        for path in self.files(REPORTS):
            for sha256 in parquet.read_table(path, columns=["sha256"]).column(0).to_pylist():
                if sha256 is not None:
                    hashes.add(sha256)
        return hashes

    # -- for the one who writes

    def begin(self, settings: dict[str, Any]) -> None:
        """Make a new corpus, or go on with one that was read in the same way; what a killed run left is swept away.

        Raises:
            InputError: it was read in another way, or cannot be written.
        """
        before = self.settings()
        if before is not None and before != settings:
            names = [name for name in settings if before.get(name) != settings[name]]
            problem = f"was read in another way (other {', '.join(names)}): one table would hold both"
            raise InputError(problem, where=str(self.path), accepted="another folder, or what it was made with")
        try:
            for name in (*TABLES, _DONE, _STAGED):
                (self.path / name).mkdir(parents=True, exist_ok=True)
            if before is None:
                self._put(_SETTINGS, settings)
            self.sweep()
        except OSError as error:
            raise cannot_write(str(self.path), error) from None

    def sweep(self) -> None:
        """Take away what no run vouches for: of units that were not done, or that went into partitions."""
        compacted = self.compacted()
        done = {file.stem for file in (self.path / _DONE).glob("*.json")}
        for file in (self.path / _STAGED).iterdir():
            file.unlink()
        for table in TABLES:
            for file in (self.path / table).glob("*.parquet"):
                if file.stem not in done or file.stem in set(compacted["units"]):
                    file.unlink()

    def take(self, staged: Staged, known: Known) -> Taken:
        """Take a unit in: without the reports that are known, and the others are from now on.

        Raises:
            InputError: it cannot be written; the unit is not taken.
        """
        fresh: list[bool] = []
        news: set[str] = set()
        for sha256 in staged.hashes:
            fresh.append(sha256 is None or not (sha256 in known or sha256 in news))
            if sha256 is not None:
                news.add(sha256)
        statements = staged.statements
        try:
            if not all(fresh):
                statements = _without_known(staged, fresh)
            for name, path in zip(TABLES, staged.files, strict=True):
                os.replace(path, self.path / name / f"{staged.unit}.parquet")
                synced(str(self.path / name))
            taken = Taken(sum(fresh), len(fresh) - sum(fresh), statements, staged.counts)
            counts = {"reports": taken.reports, "known": taken.known, "statements": statements, **staged.counts}
            self._put(f"{_DONE}/{staged.unit}.json", counts)
        except OSError as error:
            raise cannot_write(str(self.path), error) from None
        for sha256 in news:
            known.add(sha256)
        return taken

    def note(self, name: str) -> dict[str, Any] | None:
        """What was noted under a name; None where nothing was."""
        file = self.path / f"_{name}.json"
        content: dict[str, Any] | None = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else None
        return content

    def put_table(self, name: str, table: Any, note: str, told: dict[str, Any]) -> None:
        """A further table, whole or not at all, and a note on it.

        Raises:
            InputError: it cannot be written.
        """
        beside = self.path / f".{name}.part"
        try:
            write_table(table, str(beside))
            synced(str(beside))
            beside.replace(self.path / name)
            self._put(f"_{note}.json", told)
        except OSError as error:
            beside.unlink(missing_ok=True)
            raise cannot_write(str(self.path), error) from None

    def put_compacted(self, generation: int, units: list[str]) -> None:
        """From here on that generation of partitions counts, in place of its units' own files."""
        self._put(_COMPACTED, {"generation": generation, "units": units})

    def _put(self, name: str, value: dict[str, Any]) -> None:
        target = self.path / name
        beside = target.with_name(f".{target.name}.part")
        with beside.open("w", encoding="utf-8") as file:
            json.dump(value, file, indent=1, sort_keys=True)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
        synced(str(target.parent))


def _without_known(staged: Staged, fresh: list[bool]) -> int:
    """The unit's tables without the reports that are known; how many statements are left."""
    pa, parquet = need("pyarrow"), need("pyarrow.parquet")
    reports = parquet.read_table(staged.files[0]).filter(pa.array(fresh))
    # where one report stands twice in a unit its statements do too, in the same order: the first ones are kept
    left = dict(zip(reports["sha256"].to_pylist(), reports["statements"].to_pylist(), strict=True))
    statements = parquet.read_table(staged.files[1])
    keep = []
    for sha256 in statements["report_sha256"].to_pylist():
        left[sha256] = left.get(sha256, 0) - 1
        keep.append(left[sha256] >= 0)
    statements = statements.filter(pa.array(keep, type=pa.bool_()))
    for table, path in zip((reports, statements), staged.files, strict=True):
        write_table(table, path)
        synced(path)
    return int(statements.num_rows)


def synced(path: str) -> None:
    """Wait until a file, or a folder's list of files, is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def writing(folder: Folder) -> Iterator[Folder]:
    """Hold a corpus so that nobody else changes it meanwhile.

    Raises:
        InputError: another process is writing to it, or it cannot be written.
    """
    try:
        folder.path.mkdir(parents=True, exist_ok=True)
        folder.settings()  # nothing is put into a folder of other things
        handle = os.open(folder.path / _LOCK, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise cannot_write(str(folder.path), error) from None
    try:
        try:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except ImportError:  # no such locks on this system
            pass
        except OSError:
            raise InputError(
                "another run is writing to it", where=str(folder.path), accepted="one run at a time"
            ) from None
        yield folder
    finally:
        os.close(handle)
