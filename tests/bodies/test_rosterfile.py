"""Rosters of persons as CSV beside a body file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from whipcount.bodies.bodyfile import parse_body, read_body
from whipcount.bodies.rosterfile import parse_roster
from whipcount.errors import BodyError

HEAD = "id,person,family,region,party,from,to,doubt\n"
ROWS = HEAD + "LK-TULLY,Ann Tully,Tully,LK,R,2020-01-03,2022-12-31,\nLK-TULLY,Ann Tully,Tully,LK,I,2023-01-01,,\n"
BODY = "{id: LAKE, name: Lake House, default: d, roster: lake.csv, seats: 2, rules: {d: a majority of members voting}}"


def test_a_body_file_with_a_roster_beside_it(tmp_path: Path) -> None:
    (tmp_path / "lake.csv").write_text(ROWS, encoding="utf-8")
    (tmp_path / "lake.yaml").write_text(BODY, encoding="utf-8")
    roster = read_body(tmp_path / "lake.yaml").roster(date(2024, 1, 1))
    assert [(member.name, member.party) for member in roster.members] == [("Ann Tully", "I")]
    assert roster.vacant == 1


def test_a_roster_without_a_folder() -> None:
    with pytest.raises(BodyError, match="no file beside"):
        parse_body(BODY)
    with pytest.raises(BodyError, match="roster"):
        parse_body(BODY.replace("lake.csv", "../lake.csv"))


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (("2020-01-03", "2020-13-03"), "no day"),
        (("2022-12-31", "2019-12-31"), "before it starts"),
        (("family,", ""), "no column family"),
        (("LK-TULLY,Ann Tully", ",Ann Tully"), "empty"),
        (("2022-12-31,", "2022-12-31,x,y"), "cell too many"),
    ],
)
def test_bad_rosters_get_one_clear_error(change: tuple[str, str], problem: str) -> None:
    with pytest.raises(BodyError, match=problem):
        parse_roster(ROWS.replace(*change, 1), where="lake.csv")
