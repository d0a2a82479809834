"""Mutations of valid bytes: what a damaged, hostile or merely careless file looks like."""

from __future__ import annotations

import io
import json
import random
import re
import sqlite3
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

# What readers stumble over: numbers out of range, blanks that are none, controls, half characters, signs of a format.
ODD = (
    "", " ", "0", "-1", "1e999", "-1e-999", "NaN", "Infinity", "9" * 30, "9" * 5000, "0001-01-01", "9999-12-31",
    "10000-01-01", "2024-02-30", "0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59", "Fri, 31 Dec 9999 23:59:59 "
    "-2359", "²", "é", "\x00", "\r", "\n", "\r\n", "\t", "\x0b", "\x0c", "\x1b[31m", "\x85", "\u2028", "\u00a0",
    "\u200b", "\u202e", "\ufeff", "\ud800", "\U0010ffff", ",", ";", "|", '"', "'", "=", "*a", "&a ", "- ", "? ", "[]",
    "{}", "{", "]", "null", "true", "~", "!!python/object", "!!binary x", "!!timestamp x", "!!float x", "<<: ", "\\",
    "\\ud800", "=?utf-8?b?//8=?=", "=?x?q?y?=", "%00", "..", "/", "<", "</", "<!--", "]]>", "&#0;", "&#xD800;",
    "a" * 400,
)  # fmt: skip
STRANGE: tuple[Any, ...] = (
    None, True, False, 0, -1, 10**30, -(10**400), 1.5, 1e308, float("inf"), float("nan"), "", " ", "\x00", "\ud800", [],
    {}, [[]], [None], {"a": None}, "0001-01-01", "9999-12-31T23:59:59.999999Z", "x" * 300, "²", "1e999",
)  # fmt: skip


def mutated(seed: bytes, rng: random.Random) -> bytes:
    """The bytes with one to six changes."""
    data = bytearray(seed)
    for _ in range(rng.choice((1, 1, 2, 3, 6))):
        at = rng.randrange(len(data) + 1)
        kind = rng.randrange(9)
        if kind == 0 and data:
            data[min(at, len(data) - 1)] ^= 1 << rng.randrange(8)
        elif kind == 1:
            data[at:at] = rng.choice(ODD).encode("utf-8", "surrogatepass")
        elif kind == 2:
            del data[at : at + rng.choice((1, 2, 8, 64, 4096))]
        elif kind == 3:
            end = at + rng.choice((1, 8, 64))
            data[at:at] = data[at:end] * rng.choice((1, 2, 50))
        elif kind == 4:  # a number becomes an odd one
            numbers = list(re.finditer(rb"\d+", bytes(data)))
            if numbers:
                one = rng.choice(numbers)
                data[one.start() : one.end()] = rng.choice(ODD).encode("utf-8", "surrogatepass")
        elif kind == 5:  # a word becomes an odd one
            words = list(re.finditer(rb"[\w-]+", bytes(data)))
            if words:
                one = rng.choice(words)
                data[one.start() : one.end()] = rng.choice(ODD).encode("utf-8", "surrogatepass")
        elif kind == 6:  # two lines change places, or one goes
            lines = bytes(data).split(b"\n")
            i, j = rng.randrange(len(lines)), rng.randrange(len(lines))
            lines[i], lines[j] = (lines[j], lines[i]) if rng.random() < 0.5 else (b"", lines[j])
            data = bytearray(b"\n".join(lines))
        elif kind == 7:
            data[at : at + 1] = bytes([rng.randrange(256)])
        else:
            data = data[: max(1, at)]
    return bytes(data)


def mutated_value(value: Any, rng: random.Random) -> Any:
    """A JSON value with one or two of its parts changed to something strange."""
    value = json.loads(json.dumps(value))
    for _ in range(rng.choice((1, 1, 2))):
        places: list[tuple[Any, Any]] = []
        _walk(value, places)
        if not places:
            return rng.choice(STRANGE)
        holder, key = rng.choice(places)
        if rng.random() < 0.2:
            del holder[key]
        elif rng.random() < 0.3 and isinstance(holder[key], str):
            holder[key] = mutated(holder[key].encode("utf-8", "surrogatepass"), rng).decode("utf-8", "replace")
        else:
            holder[key] = rng.choice(STRANGE)
    return value


def _walk(value: Any, places: list[tuple[Any, Any]]) -> None:
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        places.append((value, key))
        _walk(inner, places)


def mutated_json(seed: bytes, rng: random.Random) -> bytes:
    """A JSON document with changed values, or its bytes mutated."""
    if rng.random() < 0.3:
        return mutated(seed, rng)
    return json.dumps(mutated_value(json.loads(seed), rng)).encode("utf-8", "surrogatepass")


def mutated_zip(seed: bytes, rng: random.Random) -> bytes:
    """A ZIP archive with a member changed and packed again, or its bytes mutated."""
    if rng.random() < 0.4:
        return mutated(seed, rng)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(seed)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        chosen = rng.choice(names)
        for name in names:
            data = old.read(name)
            if name == chosen:
                if rng.random() < 0.1:
                    continue
                data = mutated(data, rng)
            new.writestr(name, data)
    return out.getvalue()


def mutated_sqlite(seed: bytes, rng: random.Random) -> bytes:
    """An SQLite file with a cell changed, or its bytes mutated."""
    if rng.random() < 0.3:
        return mutated(seed, rng)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "x.db"
        place.write_bytes(seed)
        with sqlite3.connect(place) as connection:
            tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            table = rng.choice([t for t in tables if not t.startswith("sqlite_")])
            columns = [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]
            values: list[Any] = [
                None, 0, -1, 2**63 - 1, -(2**63), 1e300, float("inf"), "", " ", "x", "\x00", b"\xff\xfe", b"",
                253402300800, 10**17, "9" * 400,
            ]  # fmt: skip
            value = rng.choice(values)
            try:
                if value == b"\xff\xfe":
                    connection.execute(f'UPDATE "{table}" SET "{rng.choice(columns)}" = CAST(? AS TEXT)', (value,))
                else:
                    connection.execute(f'UPDATE "{table}" SET "{rng.choice(columns)}" = ?', (value,))
            except sqlite3.Error:
                pass
        connection.close()
        return place.read_bytes()


Mutator = Callable[[bytes, random.Random], bytes]
