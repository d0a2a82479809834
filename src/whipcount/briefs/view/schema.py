"""The JSON face: the whole view model as JSON, and the schema that it keeps.

The schema is made from the dataclasses and published as ``brief.schema.json``; a test fails where the two part.
"""

from __future__ import annotations

import dataclasses
import json
import math
from datetime import date, datetime
from importlib.resources import files
from typing import Any

from whipcount.briefs.view.brief import BriefView
from whipcount.errors import InputError


def to_json(view: BriefView, *, indent: int | None = 2) -> str:
    """The whole view model as JSON text; dates are ISO 8601, offsets count code points, key order is fixed."""
    return json.dumps(plain(view), indent=indent, ensure_ascii=True, allow_nan=False)


def plain(value: Any) -> Any:
    """Dataclasses, tuples and dates as what JSON knows; a number that is not finite is null.

    >>> from whipcount.briefs.view.brief import ChanceBy
    >>> plain(ChanceBy(date(2024, 12, 4), 0.04))
    {'day': '2024-12-04', 'probability': 0.04}
    """
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, (tuple, list)):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value


def make_schema() -> dict[str, Any]:
    """The JSON schema (draft 2020-12) of the view model, made from its dataclasses."""
    from pydantic import TypeAdapter  # late: only this and reading back need it

    schema = TypeAdapter(BriefView).json_schema(mode="serialization")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A brief of whipcount",
        **{key: value for key, value in schema.items() if key != "title"},
    }


def published_schema() -> dict[str, Any]:
    """The schema as published with the package."""
    text = files("whipcount.briefs").joinpath("brief.schema.json").read_text(encoding="utf-8")
    schema = json.loads(text)
    assert isinstance(schema, dict)  # noqa: S101  (our own file, never input)
    return schema


def from_json(text: str | bytes) -> BriefView:
    """Read a view model back from its JSON.

    Raises:
        InputError: no JSON, or JSON that does not keep the schema; says which field.
    """
    from pydantic import TypeAdapter, ValidationError

    try:
        return TypeAdapter(BriefView).validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(step) for step in first["loc"])
        raise InputError(first["msg"], where=f"brief {place}".strip(), accepted="see brief.schema.json") from None
