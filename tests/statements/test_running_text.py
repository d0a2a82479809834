"""Headline, byline and dateline are no part of a sentence: what the reader finds never runs across their edges."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from whipcount.bodies.countries import ActorTable, default_table
from whipcount.reports.formats.registry import read_report
from whipcount.statements.reader import read_statements
from whipcount.statements.running_text import running_text
from whipcount.statements.statement import Statement

ACTORS = Path(__file__).resolve().parents[2] / "examples" / "lake-council" / "actors.csv"
DAY = date(2031, 3, 6)


@pytest.fixture(scope="module")
def table() -> ActorTable:
    return default_table().with_file(ACTORS)


def told(text: str, table: ActorTable) -> tuple[Statement, ...]:
    return read_statements(read_report(text, published=DAY), table=table)


def words(statement: Statement, text: str) -> tuple[str, str]:
    return " ".join(s.of(text) for s in statement.source), " ".join(s.of(text) for s in statement.content)


@pytest.mark.parametrize(
    "front",
    [
        "Ministers gather\n\nVESS, March 5, 2031 (Lake Wire) - ",
        "Ministers gather\nVESS, March 5 (Lake Wire) — ",
        "Ministers gather\n\nVESS - ",
        "Ministers gather\n\nLOWER MERROW (Lake Wire) -- ",
        "Ministers gather\nThe seven disagree on ferries\nBy Ann Oln\n\nVESS, March 5, 2031 (Lake Wire) - ",
        "VESS, March 5, 2031 (Lake Wire) - ",
        "",
    ],
)
@pytest.mark.parametrize(
    ("lead", "source", "content"),
    [
        (
            "Ada Brim, the Kellish prime minister, said that Kell would back the accession of Orvana.",
            "Ada Brim, the Kellish prime minister,",
            "that Kell would back the accession of Orvana",
        ),
        (
            "Kell backs the accession of Orvana, its prime minister, Ada Brim, said.",
            "its prime minister, Ada Brim,",
            "Kell backs the accession of Orvana",
        ),
    ],
)
def test_the_lead_is_read_as_if_no_dateline_stood_before_it(
    front: str, lead: str, source: str, content: str, table: ActorTable
) -> None:
    text = f"{front}{lead}\n\nNobody spoke of ferries."
    (found,) = [s for s in told(text, table) if s.speaker and s.speaker.name == "Ada Brim"]
    assert words(found, text) == (source, content)
    assert found.speaker is not None
    assert found.speaker.on_behalf_of == "KELL"


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\r\n"])
def test_a_headline_that_tells_what_was_said_ends_where_it_ends(gap: str, table: ActorTable) -> None:
    head = "Sarn denies it would block Orvana"
    text = (
        f"{head}{gap}SARNHOLM, March 5, 2031 (Lake Wire) - Sarnish Foreign Minister Tov Lund denied on Wednesday that "
        "Sarn would block the accession of Orvana."
    )
    found = told(text, table)
    assert found
    for statement in found:
        spans = [*statement.source, *statement.cue, *statement.content]
        assert len({span.start < len(head) for span in spans}) == 1
        assert "SARNHOLM" not in words(statement, text)[1]
        assert "Wire" not in words(statement, text)[1]


def test_a_feeds_title_is_no_part_of_its_first_sentence(table: ActorTable) -> None:
    feed = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Lake Wire</title><entry><title>Talks in Vess</title>'
        "<updated>2031-03-05T20:42:00Z</updated><content>VESS - Kell backs the accession of Orvana, its prime "
        "minister, Ada Brim, said.</content></entry></feed>"
    )
    report = read_report(feed.encode())
    (found,) = read_statements(report, table=table)
    assert words(found, report.text)[1] == "Kell backs the accession of Orvana"


@pytest.mark.parametrize(
    ("body", "actor"),
    [
        ('"We agree," Prime Minister Ada Brim said.', "VESSARY"),
        ('"We agree," Prime Minister Ada Brim said. The seven meet in Vess on Friday.', None),
        ('"We agree," Prime Minister Ada Brim said.\n\nThe Vess summit ends on Friday.', None),
        ('"Kell agrees," Prime Minister Ada Brim said.', "KELL"),
        ('"We agree," Prime Minister Ada Brim told reporters in Kellmouth.', "KELL"),
    ],
)
def test_the_datelines_place_is_asked_last(body: str, actor: str | None, table: ActorTable) -> None:
    text = f"Vote nears\n\nVESS, March 5, 2031 (Lake Wire) - {body}"
    (found,) = [s for s in told(text, table) if s.speaker and s.speaker.name == "Ada Brim"]
    assert found.speaker is not None
    assert found.speaker.on_behalf_of == actor


def test_lines_under_the_headline_are_kept_and_bylines_are_not() -> None:
    text = "Vote nears\nThe seven disagree\nBy Ann Oln\n3:42 PM EST, March 5, 2031\nVESS (Lake Wire) - Ministers met."
    blanked, parts = running_text(read_report(text))
    assert [part.of(text) for part in parts] == ["Vote nears", "The seven disagree", "Ministers met."]
    assert len(blanked) == len(text)
    assert blanked.split() == "Vote nears The seven disagree Ministers met.".split()


def test_a_text_without_front_matter_is_one_part() -> None:
    text = "Ministers met. Nobody was told why, and no more is known of it."
    blanked, (part,) = running_text(read_report(text))
    assert (blanked, part.of(text)) == (text, text)


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("UPDATE 2-Kell to vote against Orvana, minister says", "UPDATE 2-"),
        ("CORRECTED-UPDATE 1-Pell agrees, minister says", "CORRECTED-UPDATE 1-"),
        ("EXCLUSIVE: Pell agrees, minister says", "EXCLUSIVE:"),
        ("10:42 Kell's minister says no", "10:42"),
        ("[14.05 GMT] Kell's minister says no", "14.05 GMT"),
        ("Kell met at 10:42 Pell said", ""),
        ("UPDATE the list, Pell said", ""),
    ],
)
def test_marks_before_a_line_are_no_part_of_its_sentence(text: str, gone: str) -> None:
    from whipcount.statements.running_text import _without_marks

    made = _without_marks(text)
    assert len(made) == len(text)
    assert made.strip() == text.removeprefix("[").removeprefix(gone).removeprefix("]").strip()
