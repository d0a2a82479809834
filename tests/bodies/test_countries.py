"""The table of actors, and users' own rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from whipcount.bodies.actors import find_actors
from whipcount.bodies.countries import default_table
from whipcount.errors import BodyError


def test_users_add_an_actor_and_words_to_a_known_one(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(
        "id,name,kind,variants,demonyms,seats\nXA,Arvenia,state,,Arvenian|Arvenians,Red Tower\nHU,,state,Pannonia,,\n",
        encoding="utf-8",
    )
    table = default_table().with_file(path)
    found = find_actors("The Red Tower and Pannonia met Arvenians and Hungarians.", table=table)
    assert [m.id for m in found] == ["XA", "HU", "XA", "HU"]
    assert table.get("HU").capitals == ("Budapest",)
    assert find_actors("The Red Tower") == ()  # the default table stays as it is


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"name\nX\n", "there is no column id"),
        (b"id,colour\nX,red\n", r"columns \['colour'\] are unknown"),
        (b"id,name\n,X\n", "line 2: a row without id"),
        (b"id,name,kind\nX,X,planet\n", 'kind "planet" is unknown'),
        (b"id,name\nX,\xff\n", "is not UTF-8"),
        (b"id,name\nX,Y,Z\n", "too many cells"),
    ],
)
def test_bad_tables_are_refused_with_the_place(tmp_path: Path, content: bytes, problem: str) -> None:
    path = tmp_path / "bad.csv"
    path.write_bytes(content)
    with pytest.raises(BodyError, match=problem):
        default_table().with_file(path)


def test_a_missing_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BodyError, match="cannot be read"):
        default_table().with_file(tmp_path / "none.csv")
