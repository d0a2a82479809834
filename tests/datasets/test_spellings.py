"""What the description of the tables says of rules is what is read."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from whipcount.forecasts.core.threshold import parse_threshold, parse_weight

PAGE = (files("whipcount.datasets") / "ratifications.md").read_text(encoding="utf-8")
ROWS = PAGE.split("| spelled |")[1].split("\n\n")[0].splitlines()[2:]
SPELLED = [spelled for row in ROWS for spelled in re.findall(r"`([^`]+)`", row.split("|")[1])]


@pytest.mark.parametrize("text", SPELLED)
def test_every_spelling_is_read(text: str) -> None:
    rule = parse_threshold(text)
    assert rule.missing == ""
    assert rule.everyone or rule.count or rule.fraction or rule.weight
    assert (parse_weight(text) is not None) == ("weight=" in text)


def test_they_are_all_there() -> None:
    assert len(SPELLED) == 14
