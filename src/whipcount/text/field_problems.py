"""What is wrong with a field of a file that people write, in words of the file and not of the program that reads it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from pydantic import ValidationError

from whipcount.text.fields import one_field

_LIST = "a list ([one, two])"
_FIELDS = "a set of fields (name: value)"
_DAY = "a day (YYYY-MM-DD)"
_MOMENT = "an instant (2024-11-29T20:42+00:00)"
_EXPECTED = {
    "string_type": "a text", "tuple_type": _LIST, "list_type": _LIST, "set_type": _LIST, "dict_type": _FIELDS,
    "model_type": _FIELDS, "model_attributes_type": _FIELDS, "int_type": "a whole number",
    "int_parsing": "a whole number", "int_from_float": "a whole number", "float_type": "a number",
    "float_parsing": "a number", "finite_number": "a number", "bool_type": "true or false",
    "bool_parsing": "true or false", "date_type": _DAY, "date_parsing": _DAY, "date_from_datetime_parsing": _DAY,
    "date_from_datetime_inexact": _DAY, "datetime_type": _MOMENT, "datetime_parsing": _MOMENT,
    "datetime_from_date_parsing": _MOMENT, "datetime_object_invalid": _MOMENT,
}  # fmt: skip
_BOUNDS: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "greater_than": lambda c: f"must be more than {c['gt']}",
    "greater_than_equal": lambda c: f"must be at least {c['ge']}",
    "less_than": lambda c: f"must be less than {c['lt']}",
    "less_than_equal": lambda c: f"must be at most {c['le']}",
    "string_too_short": lambda c: "is empty" if c["min_length"] == 1 else f"has fewer than {c['min_length']} letters",
    "string_too_long": lambda c: f"has more than {c['max_length']:,} letters",
    "too_long": lambda c: f"has more than {c['max_length']:,} entries",
    "too_short": lambda c: f"has fewer than {c['min_length']} entries",
}
_BRANCHES = {"int", "str", "float", "bool", "date", "datetime", "none", "constrained-str", "function-before",
             "function-after"}  # fmt: skip


class FieldProblem(NamedTuple):
    """Where in a file something is wrong, and what."""

    place: str
    problem: str


def field_problem(error: ValidationError, *, patterns: Mapping[str, str] | None = None) -> FieldProblem:
    """The first problem that pydantic found, as a person who wrote the file understands it.

    Args:
        error: what pydantic found.
        patterns: what a regular expression of the fields stands for, in words.

    >>> from pydantic import BaseModel
    >>> class Lake(BaseModel):
    ...     depth: int
    ...     names: tuple[str, ...] = ()
    >>> def told(**fields):
    ...     try:
    ...         Lake.model_validate(fields)
    ...     except ValidationError as error:
    ...         return tuple(field_problem(error))
    >>> told(depth="deep"), told()
    (('depth', '“deep” stands where a whole number is expected'), ('depth', 'is missing'))
    >>> told(depth=1, names=["a", 2])
    ('names, entry 2', '2 stands where a text is expected')
    """
    found: list[Any] = list(error.errors(include_url=False))
    first = found[0]
    place = _steps(first["loc"], found)
    same = [one for one in found if _steps(one["loc"], found) == place]
    more = len({tuple(_steps(one["loc"], found)) for one in found}) - 1
    problem = _told(first, same, patterns or {})
    return FieldProblem(_path(place), problem + (f" (and {more} more)" if more else ""))


def _told(first: Mapping[str, Any], same: Sequence[Mapping[str, Any]], patterns: Mapping[str, str]) -> str:
    kind, context = str(first["type"]), first.get("ctx") or {}
    if kind == "missing":
        return "is missing"
    if kind == "extra_forbidden":
        return "unknown field"
    if kind in _BOUNDS:
        return _BOUNDS[kind](context)
    given = _given(first["input"])
    if kind in ("literal_error", "enum"):
        return f"{given} is none of {str(context['expected']).replace(chr(39), '')}"
    if kind == "string_pattern_mismatch":
        told = patterns.get(str(context.get("pattern")), "")
        return f"{given} cannot stand here" + (f": {told} is expected" if told else "")
    if kind in ("value_error", "assertion_error"):
        return str(context.get("error") or first["msg"])
    expected = list(dict.fromkeys(_EXPECTED[str(one["type"])] for one in same if str(one["type"]) in _EXPECTED))
    if not expected:
        return f"{given} cannot stand here"
    return f"{given} stands where {' or '.join(expected)} is expected"


def _steps(loc: Sequence[int | str], found: Sequence[Mapping[str, Any]]) -> list[str]:
    """The way to a field, without the names of the kinds of value that were tried for it."""
    several = len(found) > 1
    steps = [step for step in loc if isinstance(step, int) or not step.startswith(("_", "tuple[", "list["))]
    if several and steps and isinstance(steps[-1], str) and steps[-1] in _BRANCHES:
        steps = steps[:-1]
    return [f"entry {step + 1}" if isinstance(step, int) else one_field(step)[:80] for step in steps]


def _path(steps: Sequence[str]) -> str:
    """The way to a field as one text: "procedures.admission.stages, entry 1, days"."""
    path = ""
    for step, before in zip(steps, ("", *steps), strict=False):
        beside = step.startswith("entry ") or before.startswith("entry ")
        path += f", {step}" if path and beside else f".{step}" if path else step
    return path


def _given(value: object) -> str:
    if value is None or value == "":
        return "nothing"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float, date)):
        return str(value)
    if isinstance(value, str):
        words = one_field(value)
        return f"“{words if len(words) <= 40 else words[:39] + '…'}”"
    return "a list" if isinstance(value, (list, tuple)) else "a set of fields"
