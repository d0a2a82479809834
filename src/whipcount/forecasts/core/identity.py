"""What an answer depends on, as a hash: the values that were given, the code that computes, and what that code runs on.

Two values have one hash only if they are the same to the bit: floats are taken exactly, arrays by their bytes, and an
object by the name of its class and all that it holds. What cannot be taken apart so is refused, never passed over.
"""

from __future__ import annotations

import hashlib
import platform
import sys
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import numpy as np

import whipcount
from whipcount.errors import ForecastError
from whipcount.kernels import installed

ROOMS = ("text", "reports", "rules", "bodies", "statements", "positions", "datasets", "forecasts")
"""Rooms whose code a forecast may run through."""
_ENDINGS = (".py", ".csv", ".yaml", ".npz", ".json")
_PLAIN = (int, float, complex, str, bytes, date, datetime, time, timedelta)
_DEPTH = 40


def hash_of(value: object) -> str:
    """A hash of a value and all that it holds, the same in every process.

    Raises:
        ForecastError: something in it cannot be told apart from another by what it holds (a function, a generator).

    >>> hash_of((1, 0.1)) == hash_of((1, 0.1)), hash_of((1, 0.1)) == hash_of((1, 0.1 + 2e-17))
    (True, False)
    >>> hash_of(1) == hash_of(1.0), hash_of(("ab", "c")) == hash_of(("a", "bc")), hash_of(0.0) == hash_of(-0.0)
    (False, False, False)
    """
    digest = hashlib.sha256()
    for piece in _pieces(value, 0):
        digest.update(b"%d:" % len(piece) + piece)
    return digest.hexdigest()


@cache
def surroundings() -> str:
    """A hash of the code of the forecasts and of what it runs on: another version may give other bits."""
    digest = hashlib.sha256()
    for room in ROOMS:
        for name, content in _sources(files("whipcount").joinpath(room), room):
            digest.update(f"{name}\0{len(content)}\0".encode() + content)
    versions = [f"{name} {version(name)}" for name in ("numpy", "scipy")]
    versions.append(f"numba {version('numba')}" if installed() else "no numba")
    digest.update(files("whipcount").joinpath("kernels.py").read_bytes())
    parts = (whipcount.__version__, sys.version, platform.system(), platform.machine(), *versions)
    digest.update("\n".join(parts).encode())
    return digest.hexdigest()


def _sources(folder: Traversable, name: str) -> Iterator[tuple[str, bytes]]:
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.is_dir():
            yield from _sources(entry, f"{name}/{entry.name}")
        elif entry.name.endswith(_ENDINGS):
            yield f"{name}/{entry.name}", entry.read_bytes()


def _pieces(value: Any, depth: int) -> Iterator[bytes]:
    """The value as a sequence of bytes that no other value has; each collection tells its size first."""
    kind = f"{type(value).__module__}.{type(value).__qualname__}".encode()
    if depth > _DEPTH:
        raise ForecastError("too deep to be told apart, or holds itself", where=kind.decode())
    if value is None or value is True or value is False:
        yield repr(value).encode()
    elif isinstance(value, Enum):
        yield kind + b"." + value.name.encode()
    elif type(value) in _PLAIN:  # not what is derived from them: it may hold more
        yield kind
        yield value if isinstance(value, bytes) else repr(value).encode("utf-8", "backslashreplace")
    elif isinstance(value, np.ndarray | np.generic) and not value.dtype.hasobject:
        yield kind
        yield f"{value.dtype.str} {value.shape}".encode()
        yield value.tobytes()
    elif isinstance(value, Mapping):
        yield kind + b" %d" % len(value)
        for key, item in sorted((hash_of(key), item) for key, item in value.items()):
            yield key.encode()
            yield from _pieces(item, depth + 1)
    elif isinstance(value, AbstractSet):
        yield kind + b" %d" % len(value)
        yield from (item.encode() for item in sorted(map(hash_of, value)))
    elif isinstance(value, list | tuple):
        yield kind + b" %d" % len(value)
        for item in value:
            yield from _pieces(item, depth + 1)
    else:
        parts = _held(value, kind.decode())
        yield kind + b" %d" % len(parts)
        for name, item in parts:
            yield name.encode()
            yield from _pieces(item, depth + 1)


def _held(value: object, kind: str) -> list[tuple[str, Any]]:
    """The attributes of an object of plain Python, by name."""
    if is_dataclass(value) and not isinstance(value, type):
        return [(field.name, getattr(value, field.name)) for field in fields(value)]
    if isinstance(value, type) or callable(value) or not hasattr(value, "__dict__") or _slots(type(value)):
        raise ForecastError(f"a {kind} cannot be told from another by what it holds", where="settings of a forecaster")
    return sorted(vars(value).items())


def _slots(kind: type) -> bool:
    return any(getattr(one, "__slots__", ()) for one in kind.__mro__)
