"""Persons who vote, in local papers and minutes: short reports, where they stand and how the votes were counted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from whipcount.briefs.make import make_brief
from whipcount.errors import DossierError
from whipcount.positions.proposal.told_body import is_unnamed

MISREAD = pytest.mark.xfail(strict=True, reason="misread as yet")
HERE = Path(__file__).parent
EVER = datetime(2040, 1, 1, tzinfo=UTC)
STANCES = {"for": "yes", "against": "no", "lean_for": "lean_yes", "lean_against": "lean_no"}
FOR, AGAINST = {"yes", "lean_yes", "will_not_block"}, {"no", "lean_no"}


@dataclass(frozen=True)
class Row:
    """A text, where members stand by a word of their names, and the votes asked for."""

    kind: str
    text: str
    accepted: dict[str, set[str]]
    votes: tuple[int | None, ...] = ()
    misread: bool = False


@dataclass(frozen=True)
class Got:
    """Where a brief puts the members that have a name, and the votes that it tells."""

    positions: dict[str, str] = field(default_factory=dict)
    votes: tuple[int | None, ...] = (None, None, None)


def rows() -> Iterator[Row]:
    kind = ""
    for line in (HERE / "persons.txt").read_text("utf-8").splitlines():
        if line.startswith("#"):
            kind = line.strip("# ")
        elif line.strip():
            told, _, text = line.lstrip("~")[1:].partition("] ")
            accepted = {name: set(of.split("|")) for name, of in (item.split("=") for item in told.split())}
            counted = re.search(r"\s*\{([\d -]+)\}", text)
            votes = tuple(int(n) if n.isdigit() else None for n in counted[1].split()) if counted else ()
            yield Row(
                kind, re.sub(r"\s*\{[\d -]+\}", "", text).replace(" // ", "\n\n"), accepted, votes, line.startswith("~")
            )


def read(text: str, folder: Path) -> Got:
    place = folder / "report.txt"
    place.write_text(f"Notes from the meeting\n\n12 March 2025\n\n{text}\n", encoding="utf-8")
    try:
        view = make_brief([place], None, known_by=EVER, made_at=EVER, version="test")
    except DossierError:
        return Got()
    ended = view.outcome
    votes = (ended.yes, ended.no, ended.abstain) if ended is not None else (None, None, None)
    stances = {m.name: STANCES.get(m.group, m.group) for m in view.members if not is_unnamed(m.id)}
    return Got(stances, votes)


def problems(row: Row, got: Got) -> list[str]:
    made = []
    rest = row.accepted.get("*", {"unknown"})
    left = dict(got.positions)
    for name, accepted in row.accepted.items():
        mine = [member for member in left if name in member.split()]
        place = left.pop(mine[0]) if mine else "unknown"
        if name != "*" and place not in accepted:
            made.append(f"{'WRONG ' if against(place, accepted) else ''}{name} {place}, not {'|'.join(accepted)}")
    made += [
        f"{'WRONG ' if against(place, rest) else ''}{name} {place}, not {'|'.join(rest)}"
        for name, place in left.items()
        if place not in rest
    ]
    if any(asked is not None and asked != told for asked, told in zip(row.votes, got.votes, strict=False)):
        made.append(f"votes {got.votes}, not {row.votes}")
    return made


def against(place: str, accepted: set[str]) -> bool:
    """Whether a position goes a way that is in no accepted one."""
    side = next((side for side in (FOR, AGAINST) if place in side), None)
    return side is not None and not accepted & side


CASES = [pytest.param(row, id=f"{row.kind}: {row.text[:60]}", marks=[MISREAD] if row.misread else []) for row in rows()]


@pytest.mark.parametrize("row", CASES)
def test_persons(row: Row, tmp_path: Path) -> None:
    assert problems(row, read(row.text, tmp_path)) == []
