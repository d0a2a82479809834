"""Quoted and reported speech of 25 kinds: where short invented texts leave each member, and nobody for the contrary."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.positions.conftest import Keep
from tests.positions.test_kinds import FOR, SANCTIONS, positions
from tests.positions.test_persons import read
from whipcount.plainyaml import load_yaml
from whipcount.positions.proposal.proposal import Proposal, Variant

ROWS: list[dict[str, Any]] = load_yaml((Path(__file__).parent / "quoted_speech.yaml").read_text(encoding="utf-8"))
AGAINST = {"no", "lean_no"}
SIDES = FOR | AGAINST | {"conditional"}
MISREAD = pytest.mark.xfail(strict=True, reason="misread as yet")
READ = 0.75
"""Share of the stances told ("unknown" not accepted) that are read, at least."""
RESOLUTION = Proposal(
    "eels",
    "The Lake Council adopts the resolution on eel fishing",
    "LAKE-COUNCIL",
    variants=(Variant("asked", "adopted", ("resolution", "draft", "text")),),
)
OF = {"sanctions": SANCTIONS, "resolution": RESOLUTION}


def found(row: dict[str, Any], folder: Path, keep: Keep) -> dict[str, set[str]]:
    """Where the text leaves each member that it takes out of unknown."""
    got = keep(f"quoted speech {row['id']}", lambda: {m: sorted(s) for m, s in _read(row, folder).items()})
    return {member: set(stances) for member, stances in got.items()}


def _read(row: dict[str, Any], folder: Path) -> dict[str, set[str]]:
    if row.get("of") == "report":
        got = read(row["text"], folder).positions
        named = {name: next((m for m in got if name in m.split()), name) for name in row["positions"]}
        short = {member: name for name, member in named.items()}
        return {short.get(member, member): {stance} for member, stance in got.items() if stance != "unknown"}
    return positions(row["text"], proposal=OF.get(row.get("of", "")))


def wrong(row: dict[str, Any], got: dict[str, set[str]]) -> list[str]:
    """Members that stand where a careful reader would not put them; not to be read is no fault here."""
    accepted = {member: set(stances) for member, stances in row["positions"].items()}
    return [
        f"{member}: {'|'.join(sorted(stances))}"
        for member, stances in got.items()
        if (member in accepted and not stances & accepted[member]) or (member not in accepted and stances & SIDES)
    ]


@pytest.mark.parametrize(
    "row", [pytest.param(row, id=row["id"], marks=[MISREAD] if row.get("misread") else []) for row in ROWS]
)
def test_nobody_is_put_where_it_is_not(row: dict[str, Any], tmp_path: Path, keep: Keep) -> None:
    assert wrong(row, found(row, tmp_path, keep)) == []


def test_how_much_is_read(tmp_path: Path, keep: Keep) -> None:
    told = known = 0
    for row in ROWS:
        got = found(row, tmp_path, keep)
        for member, stances in row["positions"].items():
            if "unknown" not in stances:
                told += 1
                known += bool(got.get(member, set()) & set(stances))
    assert known / told >= READ, (known, told)


def test_ids_are_unique() -> None:
    ids = [row["id"] for row in ROWS]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[a-z-]+-\d+", name) for name in ids)
