"""Compiled patterns kept between runs, as Python keeps the bytecode of its modules.

Compiling the patterns that one brief needs takes a third of its time. What the compiler of :mod:`re` makes of a pattern
is a list of numbers; it is kept in one file under a hash of the pattern, and given back to the engine of this very
version of Python. The engine checks such numbers before it takes them; whatever is wrong with the file, or with this
way in on another Python, the pattern is compiled as ever.
"""

from __future__ import annotations

import contextlib
import marshal
import os
import re
import sys
import tempfile
from array import array
from hashlib import blake2b
from importlib import import_module
from pathlib import Path
from typing import Any, cast

MOST_PATTERNS = 4_000
"""Patterns that one file holds; behind that it begins anew, so that names of old reports do not pile up."""
MOST_BYTES = 64 << 20
_SUM = 32


class PatternCache:
    """The compiled patterns of one file.

    Args:
        file: read at the first pattern asked for, written by :meth:`save`; it need not exist, and lies in a folder that
            only the user can write to.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     first = PatternCache(Path(folder) / "patterns")
    ...     _ = first.compiled("rati(fied|fies)", re.IGNORECASE)
    ...     first.save()
    ...     again = PatternCache(Path(folder) / "patterns")
    ...     again.compiled("rati(fied|fies)", re.IGNORECASE).search("Kell Ratified it").span(), again.known
    ((5, 13), 1)
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        self.known = 0  # patterns that the file had
        self._kept: dict[bytes, Any] | None = None
        self._more: dict[bytes, Any] = {}

    def compiled(self, source: str, flags: int = 0) -> re.Pattern[str]:
        """A pattern, from the file or compiled now.

        Raises:
            re.error: it is not valid.
        """
        if self._kept is None:
            self._kept = _read(self.file)
        key = blake2b(f"{int(flags)} {source}".encode("utf-8", "surrogatepass"), digest_size=16).digest()
        entry = self._kept.get(key)
        if entry is not None:
            with contextlib.suppress(Exception):  # of a file that is not what was written: compiled as ever
                found = _given_back(source, entry)
                self.known += 1
                return found
        made = _taken_apart(source, flags)
        if made is None:
            return re.compile(source, flags)
        self._more[key] = made
        return _given_back(source, made)

    def save(self) -> None:
        """Write what was compiled beside what the file holds by now; nothing where it cannot be written."""
        if not self._more:
            return
        kept = {**_read(self.file), **self._more}
        if len(kept) > MOST_PATTERNS:
            kept = self._more
        payload = marshal.dumps((_version(), kept))
        if len(payload) > MOST_BYTES:
            return
        with contextlib.suppress(OSError):
            handle, name = tempfile.mkstemp(dir=self.file.parent, prefix=f"{self.file.name}-")
            try:
                with os.fdopen(handle, "wb") as out:
                    out.write(blake2b(payload, digest_size=_SUM).digest() + payload)
                os.replace(name, self.file)
            except BaseException:
                os.unlink(name)
                raise
        self._more = {}


def _version() -> str:
    """What the numbers hold for: this Python and this compiler of patterns."""
    engine = import_module("_sre")
    return f"{sys.implementation.cache_tag} {sys.version} {engine.MAGIC} {engine.CODESIZE} {sys.byteorder}"


def _read(file: Path) -> dict[bytes, Any]:
    """What a file holds; nothing where there is none, or another version's, or a damaged one."""
    with contextlib.suppress(OSError, ValueError, EOFError, TypeError, AttributeError, ImportError):
        if file.stat().st_size > MOST_BYTES + _SUM:
            return {}
        data = file.read_bytes()
        if blake2b(data[_SUM:], digest_size=_SUM).digest() != data[:_SUM]:
            return {}
        version, kept = marshal.loads(data[_SUM:])  # noqa: S302  (the user's own folder, and the sum fits)
        if version == _version() and isinstance(kept, dict):
            return kept
    return {}


def _taken_apart(source: str, flags: int) -> tuple[Any, ...] | None:
    """What the compiler of :mod:`re` makes of a pattern, or None where this Python has another one."""
    try:
        parser, compiler, engine = import_module("re._parser"), import_module("re._compiler"), import_module("_sre")
        number = int(flags)  # of the enum's own operators the compiler would ask thousands of times
        tree = parser.parse(source, number)
        code = compiler._code(tree, number)
        names: dict[str, int] = dict(tree.state.groupdict)
        numbered: list[str | None] = [None] * tree.state.groups
        for name, group in names.items():
            numbered[group] = name
        packed = array("I" if array("I").itemsize == engine.CODESIZE else "H", code).tobytes()
        return number | tree.state.flags, packed, tree.state.groups - 1, names, tuple(numbered)
    except (ImportError, AttributeError, TypeError, ValueError, OverflowError):
        return None


def _given_back(source: str, entry: tuple[Any, ...]) -> re.Pattern[str]:
    """The pattern of what was taken apart."""
    flags, packed, groups, names, numbered = entry
    code = array("I" if len(packed) % 4 == 0 else "H")
    code.frombytes(packed)
    return cast("re.Pattern[str]", import_module("_sre").compile(source, flags, code.tolist(), groups, names, numbered))
