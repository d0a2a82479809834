"""Several actors as one source: each of them said it, unless "but", "not" or "or" stands between them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from whipcount.bodies.countries import ActorTable, default_table
from whipcount.reports.formats.registry import read_report
from whipcount.statements.reader import read_statements

ACTORS = Path(__file__).resolve().parents[3] / "examples" / "lake-council" / "actors.csv"
FRONT = "Vote nears\n\nVESS, March 5, 2031 (Lake Wire) - The Lake Council votes on Friday.\n\n"


@pytest.fixture(scope="module")
def table() -> ActorTable:
    return default_table().with_file(ACTORS)


def voices(sentence: str, table: ActorTable) -> list[tuple[str, str | None]]:
    text = FRONT + sentence
    found = read_statements(read_report(text, published=date(2031, 3, 6)), table=table)
    start = len(FRONT)
    return [
        (s.source[0].of(text), s.speaker.on_behalf_of if s.speaker else None)
        for s in found
        if s.source and s.content and s.source[0].start >= start
    ]


@pytest.mark.parametrize(
    ("sentence", "members"),
    [
        ("Kellmouth and Sarnholm said they would vote for the accession.", ["KELL", "SARN"]),
        ("Kell, Pell and Thale said they would back the accession.", ["KELL", "PELL", "THALE"]),
        ("Both Kell and Ferrow Bay said they would oppose the accession.", ["KELL", "FERROW-BAY"]),
        ("Lisbon, Oslo, and Riga said they would vote in favor.", ["PT", "NO", "LV"]),
        ("The governments of Kell and Merrow said they would abstain.", ["KELL", "MERROW"]),
    ],
)
def test_each_of_them_said_it(sentence: str, members: list[str], table: ActorTable) -> None:
    found = voices(sentence, table)
    assert [member for _, member in found] == members
    assert all(" and " not in source for source, _ in found)


@pytest.mark.parametrize(
    ("sentence", "never"),
    [
        ("Kell, but not Sarn, said it would vote for the accession.", "SARN"),
        ("Kell or Sarn said it would vote for the accession.", "SARN"),
        ("Kell or Sarn said it would vote for the accession.", "KELL"),
        ("Neither Kell nor Sarn said how it would vote on the accession.", "SARN"),
    ],
)
def test_what_does_not_add_up_is_not_shared_out(sentence: str, never: str, table: ActorTable) -> None:
    assert never not in [member for _, member in voices(sentence, table)]


def test_statements_of_several_have_their_own_ids(table: ActorTable) -> None:
    text = FRONT + "Kellmouth and Sarnholm said they would vote for the accession."
    found = [s for s in read_statements(read_report(text), table=table) if s.source[0].start >= len(FRONT)]
    assert len({s.id for s in found}) == 2
    assert found[0].content == found[1].content
