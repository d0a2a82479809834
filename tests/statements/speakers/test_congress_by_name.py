"""Members of the US Congress whom a report names without title and party, and heads of what no table knows."""

from __future__ import annotations

from datetime import date

import pytest

from whipcount.reports.formats.registry import read_report
from whipcount.statements.reader import read_statements

LEAD = "WASHINGTON, June 23, 2022 - The Senate passed the bill on Thursday; fifteen Republicans voted for it."


def speakers(text: str, on: date = date(2022, 6, 23)) -> dict[str, tuple[str, ...]]:
    said = read_statements(read_report(f"Bill passes\n\n{text}\n", published=on))
    return {s.speaker.name: s.speaker.candidates for s in said if s.speaker is not None and s.speaker.name}


@pytest.mark.parametrize(
    ("words", "name", "seat"),
    [
        ("Susan Collins, who wrote it, said that it was a good day.", "Susan Collins", "ME-COLLINS"),
        ("Ted Cruz of Texas said that the bill went too far.", "Ted Cruz", "TX-CRUZ"),
        ("Mitch McConnell, the Republican leader, said that he would vote for it.", "Mitch McConnell", "KY-MCCONNELL"),
    ],
)
def test_a_full_name_tells_the_seat(words: str, name: str, seat: str) -> None:
    assert speakers(f"{LEAD}\n\n{words}")[name][:1] == (seat,)


@pytest.mark.parametrize(
    "text",
    [
        f"{LEAD}\n\nAnn Tully, a doctor, said that it was a good day.",
        "OTTAWA, June 23, 2022 - The Senate passed the bill.\n\nSusan Collins, a clerk, said that it was late.",
        "BOSTON, June 23, 2022 - The theatre opens.\n\nSusan Collins, who wrote the play, said that she was glad.",
    ],
)
def test_nobody_else_has_one(text: str) -> None:
    assert all(not any("-" in c for c in found) for found in speakers(text).values())


@pytest.mark.parametrize(
    "words",
    [
        "Denmark has agreed, and Sweden will. Scania premier Eva Holm said it was late. The lakes of Scania froze.",
        "Denmark has agreed, and Sweden will. SKD leader Eva Holm said that it was late.",
    ],
)
def test_the_head_of_an_unknown_place_speaks_for_no_state_beside_it(words: str) -> None:
    report = read_report(f"Talks\n\n{words}\n", published=date(2022, 6, 23))
    said = [s.speaker for s in read_statements(report) if s.speaker is not None and s.speaker.name == "Eva Holm"]
    assert said
    assert all(speaker.on_behalf_of is None for speaker in said)
