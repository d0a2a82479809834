"""The JSON face: read back as it was written, by the published schema; what is no brief is refused with its place."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests.briefs.sample import hostile, sample
from tests.briefs.test_faces import EVIL
from whipcount.briefs.view import schema
from whipcount.errors import InputError


def without_words(value: Any) -> Any:
    """A schema without the descriptions of its parts."""
    if isinstance(value, dict):
        return {k: without_words(v) for k, v in value.items() if not (k == "description" and isinstance(v, str))}
    return [without_words(item) for item in value] if isinstance(value, list) else value


def test_json_round_trips_and_keeps_the_published_schema() -> None:
    for view in (sample(), hostile(sample(), EVIL[0])):
        assert schema.from_json(schema.to_json(view)) == view
    made, published = schema.make_schema(), schema.published_schema()
    assert without_words(made) == without_words(published)
    if "description" in made:  # older releases of pydantic leave out what a class says of itself
        assert made == published
    required = set(schema.published_schema()["required"])
    assert required <= set(json.loads(schema.to_json(sample())))


def test_json_that_is_no_brief_is_refused() -> None:
    with pytest.raises(InputError, match="brief"):
        schema.from_json('{"schema": "whipcount.brief/1"}')


@pytest.mark.parametrize(
    ("field", "value", "place"),
    [("as_of", "yesterday", "as_of"), ("members", 3, "members"), ("rule", None, "rule"), ("title", [], "title")],
)
def test_a_field_that_does_not_fit_is_named(field: str, value: object, place: str) -> None:
    told = json.loads(schema.to_json(sample()))
    with pytest.raises(InputError) as caught:
        schema.from_json(json.dumps({**told, field: value}))
    assert caught.value.where.startswith(f"brief {place}")


@pytest.mark.parametrize("data", ["", "[]", "{", b"\xff", "null"])
def test_what_is_no_json_object_is_refused(data: str | bytes) -> None:
    with pytest.raises(InputError):
        schema.from_json(data)


@dataclass
class Inner:
    day: date
    some: tuple[float, ...]


def test_values_become_what_json_knows() -> None:
    made = schema.plain({1: Inner(date(2031, 3, 5), (0.5, math.inf, math.nan)), "at": datetime(2031, 3, 5, tzinfo=UTC)})
    assert made == {"1": {"day": "2031-03-05", "some": [0.5, None, None]}, "at": "2031-03-05T00:00:00+00:00"}
    assert json.loads(json.dumps(made, allow_nan=False)) == made
