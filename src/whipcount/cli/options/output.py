"""Writing a result to a file: whole or not at all, and never over what the command reads or over a dossier store."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from whipcount.cli.options.terminal import plain
from whipcount.dossiers.location import is_sqlite
from whipcount.errors import InputError

_SIDE_FILES = ("-wal", "-shm", "-journal")  # what SQLite keeps beside a database
_ACCEPTED = "a new file, or an older result"


def check_output(target: str | Path | None, inputs: Iterable[str | Path | None], *, option: str = "-o") -> None:
    """Refuse, before any work, an output that would destroy something or cannot be written.

    Args:
        target: where the result is to go; ``None`` and ``-`` are standard output.
        inputs: what the command reads: files, folders, stores (paths or URLs); ``None`` and ``-`` are passed over.
        option: the option that named the target, for the message.

    Raises:
        InputError: it is one of the inputs (under whatever name), lies among them, is a database, or is no file in a
            folder that may be written to.

    >>> check_output("talk.txt", ["talk.txt"])
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     kept = Path(folder, "talk.txt")
    ...     _ = kept.write_text("words")
    ...     try:
    ...         check_output(kept, [Path(folder, ".", "talk.txt")])
    ...     except InputError as error:
    ...         print(error.problem)
    this file is read by the same command: it would be lost
    """
    if target is None or str(target) == "-":
        return
    path = Path(target)
    where = f"{option} {plain(str(path))}"
    try:
        _check_place(path, where)
        _check_beside(path, where)
        if path.is_file():
            _check_loss(path, inputs, where)
    except (OSError, ValueError) as error:  # a name too long, with a null byte, a circle of links
        reason = getattr(error, "strerror", None) or error
        raise InputError(f"cannot be written ({reason})", where=where, accepted="a file in a folder") from None


def form_of(
    target: str | Path | None,
    endings: Mapping[str, str],
    *,
    given: str | None,
    usual: str,
    option: str = "-o",
    asked: str | None = None,
) -> str:
    """The form of what is written: as it was asked for, else by the file's ending.

    Args:
        target: where the result is to go; ``None`` and ``-`` are standard output.
        endings: ending to form.
        given: the form that was asked for; the ending of the file must not stand for another.
        usual: the form of standard output, of a device, and of a file without an ending.
        option: the option that named the target, for the message.
        asked: the words that asked for a form, for the message; usually ``--format FORM``.

    Raises:
        InputError: an ending that stands for no form, where none was asked for, or for another than was asked for.

    >>> form_of("a.CSV", {".csv": "csv"}, given=None, usual="table"), form_of(None, {}, given=None, usual="table")
    ('csv', 'table')
    >>> form_of("a.xyz", {".csv": "csv", ".txt": "table"}, given=None, usual="table")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    whipcount.errors.InputError: -o a.xyz: no form goes by the ending .xyz (accepted: .csv, .txt; ...
    >>> form_of("a.txt", {".csv": "csv", ".txt": "table"}, given="csv", usual="table")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    whipcount.errors.InputError: -o a.txt: --format csv under a name that ends in .txt (accepted: -o a.csv, ...
    """
    if target is None or str(target) == "-":
        return given or usual
    path = Path(target)
    ending = path.suffix.lower()
    where = f"{option} {plain(str(target))}"
    meant = endings.get(ending)
    if given is not None:
        if meant in (None, given) or _is_device(path):
            return given
        asked = asked or f"--format {given}"
        fitting = next((fits for fits, form in endings.items() if form == given), "")
        raise InputError(
            f"{asked} under a name that ends in {plain(ending)}", where=where,
            accepted=f"{option} {plain(str(path.with_suffix(fitting)))}, or leave out {asked}",
        )  # fmt: skip
    if meant is not None:
        return meant
    if not ending or _is_device(path):
        return usual
    by_hand = "; or say it with --format" if option == "-o" and len(set(endings.values())) > 1 else ""
    raise InputError(
        f"no form goes by the ending {plain(ending)}", where=where, accepted=", ".join(endings) + by_hand
    )  # fmt: skip


def _is_device(path: Path) -> bool:
    """Whether a place is there and no file: a device, a pipe."""
    try:
        return path.exists() and not path.is_file()
    except (OSError, ValueError):
        return False


def _check_place(path: Path, where: str) -> None:
    target = path.resolve()
    if path.is_dir():
        raise InputError("is a folder", where=where, accepted="a file in a folder")
    if not target.parent.is_dir():
        raise InputError("there is no such folder", where=where, accepted="a file in a folder")
    if path.exists() and not os.access(path, os.W_OK):
        raise InputError("this file may not be written", where=where, accepted=_ACCEPTED)
    if (path.is_file() or not path.exists()) and not os.access(target.parent, os.W_OK):
        raise InputError("its folder may not be written to", where=where, accepted="a file in a folder of yours")


def _check_loss(path: Path, inputs: Iterable[str | Path | None], where: str) -> None:
    for item in _read_by(inputs):
        if item.is_dir() and path.resolve().is_relative_to(item.resolve()):
            problem = f"lies in {plain(str(item))}, which is read by the same command: it would be lost"
            raise InputError(problem, where=where, accepted="a new file, or one in another folder")
        if item.is_file() and item.samefile(path):
            raise InputError("this file is read by the same command: it would be lost", where=where, accepted=_ACCEPTED)
    if is_sqlite(path):
        raise InputError("this is a database, such as a dossier store: it would be lost", where=where,
                         accepted=_ACCEPTED)  # fmt: skip


def _check_beside(path: Path, where: str) -> None:
    for ending in _SIDE_FILES:
        if path.name.endswith(ending) and is_sqlite(path.with_name(path.name.removesuffix(ending))):
            raise InputError("belongs to the database beside it", where=where, accepted=_ACCEPTED)


def _read_by(inputs: Iterable[str | Path | None]) -> Iterator[Path]:
    """The files and folders that a command reads, and those that a dossier file among them names."""
    from whipcount.dossiers.referenced_files import files_named

    for given in inputs:
        if given is None or str(given) in ("", "-") or "://" in str(given):
            continue  # a store of a URL is known by how its file begins
        path = Path(given)
        yield path
        if path.suffix.lower() in (".yaml", ".yml") and path.is_file():
            yield from files_named(path)


def write_file(path: Path, parts: Iterable[bytes]) -> None:
    """Write beside the target and move it there when complete; a device or a pipe is written to as it is.

    Raises:
        InputError: it cannot be written; a file that was there before is untouched.
    """
    beside: Path | None = None
    try:
        if path.exists() and not path.is_file():
            with path.open("wb") as file:
                file.writelines(parts)
            return
        target = path.resolve()  # a link stays one
        beside = target.with_name(f".whipcount-{os.getpid()}.part")
        beside.unlink(missing_ok=True)
        with beside.open("xb") as file:
            file.writelines(parts)
            file.flush()
            os.fsync(file.fileno())  # the name must not reach the disk before the content
        if target.exists():
            shutil.copymode(target, beside)
        beside.replace(target)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise InputError(
            f"cannot be written ({reason})", where=plain(str(path)), accepted="a file in a folder"
        ) from None
    finally:
        if beside is not None:
            beside.unlink(missing_ok=True)


def write_text(path: Path, text: str) -> None:
    """Write text in UTF-8, as :func:`write_file` does."""
    write_file(path, [text.encode("utf-8", "replace")])
