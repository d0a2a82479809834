"""Frozen dataclasses to JSON and back, losslessly: what the store and the archive write.

Fields that hold their default are left out, so that a record stays readable and an old one can be read by a newer
version whose classes have more fields.
"""

from __future__ import annotations

import dataclasses
import json
import math
import types
import typing
from collections.abc import Callable
from datetime import UTC, date, datetime
from enum import Enum, IntEnum
from fractions import Fraction
from functools import lru_cache
from typing import Any, TypeVar

from whipcount.errors import StoreError
from whipcount.rules.procedure import Procedure
from whipcount.text.moments import FIRST_DAY, LAST_DAY

T = TypeVar("T")
_NAMES = {"Procedure": Procedure}  # named in annotations, imported for type checking only


def canonical(value: Any) -> str:
    """One line of JSON, always the same for the same value: sorted keys, no blanks, ASCII.

    >>> canonical({"b": [1, "é"], "a": None})
    '{"a":null,"b":[1,"\\\\u00e9"]}'
    """
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)


def to_plain(value: Any) -> Any:
    """A value of dataclasses, tuples, enums, dates and numbers as plain JSON values.

    >>> from whipcount.text.span import Span
    >>> to_plain((Span(1, 2), date(2024, 11, 29), datetime(2024, 11, 29, 20, 42, tzinfo=UTC)))
    [[1, 2], '2024-11-29', '2024-11-29T20:42:00.000000Z']
    """
    if value is None or type(value) in (str, int, float, bool):
        return value
    if isinstance(value, IntEnum):
        return value.name.lower()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return instant(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, tuple | list):
        return [to_plain(item) for item in value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            field.name: to_plain(inner)
            for field in dataclasses.fields(value)
            if (inner := getattr(value, field.name)) != _default(field)
        }
    if isinstance(value, str):
        return str(value)
    raise TypeError(f"cannot keep a {type(value).__name__}")


def from_plain(cls: type[T], plain: Any, *, where: str = "record", foreign: bool = False) -> T:
    """The value that ``to_plain`` was given.

    Args:
        cls: what it was.
        plain: JSON values.
        where: what errors call it.
        foreign: not of our own writing: texts and numbers are checked to be such. A store's own rows are not, which
            saves time.

    Raises:
        StoreError: the plain value does not fit the class.

    >>> from whipcount.text.period import Grain, Period
    >>> from_plain(Period, {"first": "2024-12-03", "last": "2024-12-04", "grain": "days"}).days
    2
    """
    try:
        return typing.cast(T, _decoder(typing.cast(Any, cls), foreign)(plain))
    except (LookupError, ValueError, TypeError, AttributeError, ArithmeticError) as error:
        raise StoreError(f"does not fit {cls.__name__}: {type(error).__name__} {error}", where=where) from None


def from_doc(cls: type[T], doc: object, *, where: str = "record") -> T:
    """The value that a row's document holds: the text that ``canonical`` of ``to_plain`` made.

    Raises:
        StoreError: the row was altered: it is no text, no JSON, or does not fit the class.
    """
    return from_plain(cls, json_of(doc, where=where), where=where)


def json_of(doc: object, *, where: str) -> Any:
    """The JSON value of a row's document.

    Raises:
        StoreError: it is no text, or no JSON.
    """
    try:
        return json.loads(doc) if isinstance(doc, str) else _no_text(doc)
    except (ValueError, RecursionError) as error:
        raise StoreError(f"its document is damaged ({error})", where=where) from None


def text_in(value: object, *, where: str) -> str:
    """The text of a column.

    Raises:
        StoreError: it is none.
    """
    if not isinstance(value, str):
        raise StoreError(f"a {type(value).__name__} where a text is kept", where=where)
    return value


def _no_text(value: object) -> Any:
    raise ValueError(f"a {type(value).__name__} where a text is kept")


def day_in(text: object, *, where: str = "record") -> date | None:
    """The day of a column, None where it holds none.

    Raises:
        StoreError: it is no day.
    """
    if text is None or text == "":
        return None
    try:
        return date.fromisoformat(text) if isinstance(text, str) else _no_text(text)
    except ValueError as error:
        raise StoreError(f"a day is damaged ({error})", where=where) from None


def instant_in(text: object, *, where: str = "record") -> datetime:
    """The time of a column, as ``instant`` wrote it.

    Raises:
        StoreError: it is none.
    """
    try:
        return as_instant(text) if isinstance(text, str) else _no_text(text)
    except (ValueError, OverflowError) as error:
        raise StoreError(f"a time is damaged ({error})", where=where) from None


def instant(when: datetime) -> str:
    """An aware time as text in UTC, to the microsecond; such texts sort in time.

    >>> instant(datetime(2024, 11, 29, 20, 42, tzinfo=UTC))
    '2024-11-29T20:42:00.000000Z'
    """
    if when.tzinfo is None:
        raise StoreError(f"a time without a zone: {when}", accepted="an aware time")
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ").rjust(27, "0")


def as_instant(text: str) -> datetime:
    """The aware time that ``instant`` wrote.

    >>> as_instant("2024-11-29T20:42:00.000000Z").minute
    42
    """
    return datetime.fromisoformat(text).astimezone(UTC)


_MISSING = object()


def _default(field: dataclasses.Field[Any]) -> Any:
    if field.default is not dataclasses.MISSING:
        return field.default
    if field.default_factory is not dataclasses.MISSING:
        return field.default_factory()
    return _MISSING


def _same(value: Any) -> Any:
    return value


def _checked(kind: Any) -> Callable[[Any], Any]:
    """A reader of texts or numbers that takes nothing else: no list for a name, no number too large to keep."""

    def read(value: Any) -> Any:
        number: Any = float(value) if kind is float and type(value) is int else value
        if not isinstance(number, kind) or (kind is int and isinstance(number, bool)):
            raise TypeError(f"a {kind.__name__} is expected, not a {type(number).__name__}")
        if (kind is int and abs(number) >= 2**53) or (kind is float and not math.isfinite(number)):
            raise ValueError("a number out of range")
        if kind is str:
            number.encode()  # a lone surrogate can be kept nowhere
        return number

    return read


def _foreign_day(text: str) -> date:
    day = date.fromisoformat(text)
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ValueError(f"the year of {text[:40]!r} is none of {FIRST_DAY.year} to {LAST_DAY.year}")
    return day


def _foreign_instant(text: str) -> datetime:
    moment = as_instant(text)
    _foreign_day(moment.date().isoformat())
    return moment


def _listed(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError(f"a list is expected, not a {type(value).__name__}")
    return value


@lru_cache(maxsize=512)
def _decoder(kind: Any, foreign: bool) -> Callable[[Any], Any]:
    """The function that reads values of a type; built once a type."""
    origin = typing.get_origin(kind)
    if origin in (typing.Union, types.UnionType):
        inner = [argument for argument in typing.get_args(kind) if argument is not type(None)]
        if len(inner) != 1:
            raise TypeError(f"cannot read a union of {inner}")
        read = _decoder(inner[0], foreign)
        return _same if read is _same else lambda value: None if value is None else read(value)
    if origin is tuple:
        arguments = typing.get_args(kind)
        if len(arguments) == 2 and arguments[1] is Ellipsis:
            each = _decoder(arguments[0], foreign)
            if foreign:
                return lambda value: tuple([each(item) for item in _listed(value)])
            return (
                (lambda value: tuple(value)) if each is _same else lambda value: tuple([each(item) for item in value])
            )
        readers = [_decoder(argument, foreign) for argument in arguments]
        return lambda value: tuple(read(item) for read, item in zip(readers, value, strict=True))
    if foreign and kind in (str, int, bool, float):
        return _checked(kind)
    if kind in (str, int, bool, float, Any):
        return float if kind is float else _same
    if kind is datetime:
        return _foreign_instant if foreign else as_instant
    if kind is date:
        return _foreign_day if foreign else date.fromisoformat
    if kind is Fraction:
        return Fraction
    if isinstance(kind, type) and issubclass(kind, IntEnum):
        return lambda value: kind[value.upper()]
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    if isinstance(kind, type) and issubclass(kind, tuple) and foreign:
        hints = typing.get_type_hints(kind)
        checked = [_decoder(hints[name], foreign) for name in typing.cast(Any, kind)._fields]
        return lambda value: kind(*(read(item) for read, item in zip(checked, _listed(value), strict=True)))
    if isinstance(kind, type) and issubclass(kind, tuple):
        return lambda value: kind(*value)
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        return _dataclass_decoder(kind, foreign)
    raise TypeError(f"cannot read a {kind}")


def _dataclass_decoder(kind: type, foreign: bool) -> Callable[[Any], Any]:
    hints = typing.get_type_hints(kind, localns=_NAMES)
    readers = {field.name: _decoder(hints[field.name], foreign) for field in dataclasses.fields(kind) if field.init}

    def read(value: Any) -> Any:
        if not isinstance(value, dict):
            raise TypeError(f"a mapping is expected, not a {type(value).__name__}")
        return kind(**{name: readers[name](item) for name, item in value.items()})

    return read
