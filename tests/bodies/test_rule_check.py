"""Bodies whose rules cannot be used or met are told; those of the catalogue all hold together."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from whipcount.bodies.bodyfile import parse_body
from whipcount.bodies.catalogue import list_bodies, load_body
from whipcount.bodies.rule_check import problems_of
from whipcount.cli.bodies import command
from whipcount.errors import BodyError

BODY = """
id: LAKE
name: The Lake Council
default: consensus
members:
  - {{id: A, from: 2000-01-01, to: 2020-12-31}}
  - {{id: B, from: 2000-01-01}}
  - {{id: C, from: 2010-01-01}}
weights:
  votes:
    - {{from: 2000-01-01, to: 2009-12-31, values: {{A: 2, B: 3}}}}
    - {{from: 2010-01-01, values: {{A: 2, B: 3{c}}}}}
rules:
  consensus: no objection
  weighted: {{rule: "{rule}", from: {start}}}
"""


def lake(rule: str, *, c: str = ", C: 1", start: str = "2000-01-01") -> str:
    return BODY.format(rule=rule, c=c, start=start)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (lake("2 votes"), []),
        (lake("2 votes", c=""), ["rule weighted cannot be used", "on 2010-01-01 cannot be used", "on 2021-01-01"]),
        (lake("3 members"), ["rule weighted can never be met: 3 members, of 2"]),
        (lake("5 votes"), ["rule weighted can never be met"]),
        (lake("0 members"), ["rule weighted is met whatever anybody says"]),
        (lake("4 votes", start="2010-01-01"), []),  # without A, who has gone, B and C have just as many
    ],
)
def test_what_does_not_hold_together(text: str, told: list[str]) -> None:
    found = problems_of(parse_body(text))
    assert len(found) == len(told)
    assert all(part in problem for part, problem in zip(told, found, strict=True))


@pytest.mark.parametrize("name", list_bodies())
def test_the_catalogue_holds_together(name: str) -> None:
    assert problems_of(load_body(name)) == ()


def test_the_command_says_so(tmp_path: Path) -> None:
    path = tmp_path / "lake.yaml"
    path.write_text(lake("2 votes"))
    good = CliRunner().invoke(command, [str(path), "--check"], standalone_mode=False)
    assert good.output == "LAKE: 3 members, 2 rules: holds together\n"
    path.write_text(lake("2 votes", c=""))
    bad = CliRunner().invoke(command, [str(path), "--check"], standalone_mode=False)
    assert isinstance(bad.exception, BodyError)
    assert "has no value for C (and 2 more)" in str(bad.exception)
