"""Writing a result to a file: whole or not at all, and never in place of something that is no file."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from whipcount.errors import InputError


def write_file(path: Path, parts: Iterable[bytes]) -> None:
    """Write beside the target and move it there when complete; a device or a pipe is written to as it is.

    Raises:
        InputError: it cannot be written; a file that was there before is untouched.
    """
    beside = path.with_name(f".{path.name}.part")
    try:
        if path.exists() and not path.is_file():
            with path.open("wb") as file:
                file.writelines(parts)
            return
        target = path.resolve()  # a link stays one
        beside = target.with_name(f".{target.name}.part")
        with beside.open("wb") as file:
            file.writelines(parts)
        beside.replace(target)
    except OSError as error:
        raise InputError(
            f"cannot be written ({error.strerror})", where=str(path), accepted="a file in a folder"
        ) from None
    finally:
        beside.unlink(missing_ok=True)
