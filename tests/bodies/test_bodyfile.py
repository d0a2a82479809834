"""A body file: read whole, or refused with the place that is wrong."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from whipcount.bodies.bodyfile import parse_body, read_body
from whipcount.errors import BodyError

TEXT = """
id: LAKE
name: Lake Council
default: plain
members:
  - {id: KELL, name: Kell}
  - {id: PELL, name: Pell, from: 2020-01-01}
weights:
  votes: [{values: {KELL: 3, PELL: 2}}]
groups:
  shore: [{members: [KELL]}]
rules:
  plain: {rule: 4 votes}
  hard: {rule: no objection among shore}
"""


def test_it_is_read_whole() -> None:
    body = parse_body(TEXT)
    assert (body.id, body.name) == ("LAKE", "Lake Council")
    assert [member.id for member in body.members(date(2019, 1, 1))] == ["KELL"]
    assert [member.id for member in body.members(date(2021, 1, 1))] == ["KELL", "PELL"]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("default: plain", "default: none", "none"),
        ("rule: 4 votes", "rule: 4 boats", "boats"),
        ("among shore", "among island", "island"),
        ("{KELL: 3, PELL: 2}", "{KELL: 3, PELL: 2, DELL: 1}", "'DELL', who is no member"),
        ("members: [KELL]", "members: [DELL]", "'DELL', who is no member"),
        ("{id: KELL, name: Kell}", "{id: PELL, name: Kell}", "PELL"),
        ("from: 2020-01-01", "from: 2020-01-01, to: 2019-01-01", "before it starts"),
        ("from: 2020-01-01", "from: 2020-01-01, to: 2021-01-01, again: [{from: 2020-06-01}]", "overlap"),
        ("name: Lake Council", "name: Lake Council\ncolour: blue", "unknown field"),
        ("id: LAKE", "id: [", "YAML"),
    ],
)
def test_what_does_not_hold_together_is_one_clear_error(old: str, new: str, problem: str) -> None:
    assert old in TEXT
    with pytest.raises(BodyError) as caught:
        parse_body(TEXT.replace(old, new), where="lake.yaml")
    assert problem in str(caught.value)
    assert "lake.yaml" in str(caught.value)


@pytest.mark.parametrize(
    ("name", "data", "problem"),
    [
        ("a.txt", b"id: LAKE", "not a body file"),
        ("a.yaml", b"\xff\xfe\x00", "no text in UTF-8"),
        ("a.yaml", b"", "holds no fields"),
        ("a.yaml", b"x" * 20_000_000, "bytes"),
        ("none.yaml", None, "cannot be read"),
    ],
)
def test_what_is_no_body_file_is_refused(tmp_path: Path, name: str, data: bytes | None, problem: str) -> None:
    place = tmp_path / name
    if data is not None:
        place.write_bytes(data)
    with pytest.raises(BodyError, match=problem):
        read_body(place)


def test_toml_gives_the_same_body(tmp_path: Path) -> None:
    (tmp_path / "lake.toml").write_text(
        'id = "LAKE"\nname = "Lake Council"\ndefault = "plain"\n[[members]]\nid = "KELL"\nname = "Kell"\n'
        '[[members]]\nid = "PELL"\nname = "Pell"\nfrom = 2020-01-01\n'
        '[[weights.votes]]\nvalues = {KELL = 3, PELL = 2}\n[[groups.shore]]\nmembers = ["KELL"]\n'
        '[rules]\nplain = {rule = "4 votes"}\nhard = {rule = "no objection among shore"}\n'
    )
    assert read_body(tmp_path / "lake.toml") == parse_body(TEXT)
