"""Which marks of dates a text holds: no pattern of dates may match a text that lacks a mark that it names."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whipcount.text import date_atoms
from whipcount.text.date_atoms import find_atoms
from whipcount.text.date_marks import Mark, date_marks
from whipcount.text.date_readings import Context

EVERY = frozenset(Mark)
DAY = date(2031, 3, 4)
WORDS = """
    Jan Feb. March APRIL may June july Aug Sept. Oct Nov DEC Monday TUESDAY friday 1 2 3rd 12th 30 31 2030
    1999 2031-03-04 3/4/2031 20s '90s 1990s nineties the last next this coming past previous first second
    third fourth of in on by since until before after from to and end early late mid week weekend WEEKS
    month months year years quarter half decade hour minutes days day ago today TODAY yesterday tomorrow
    tonight overnight morning evening night fortnight spring Summer autumn fall winter Christmas Eve New
    Year's Q1 Q3 FY fiscal a an one two couple now time within 9/11 , - – . İ ı ſ K
""".split()
texts = st.lists(st.sampled_from(WORDS), max_size=14).flatmap(
    lambda words: st.lists(st.sampled_from([" ", "  ", "\n", "-", ""]), min_size=len(words), max_size=len(words)).map(
        lambda gaps: "".join(word + gap for word, gap in zip(words, gaps, strict=True))
    )
)


def test_marks() -> None:
    assert date_marks("Kell met in the spring.") == {Mark.SEASON}
    assert date_marks("In 1999") == {Mark.FIGURE, Mark.YEAR}
    assert date_marks("Half of them, HOURS ago") == {Mark.UNIT, Mark.AGO}
    assert not date_marks("Kell voted for the ban and Pell against it.")


@given(texts)
def test_no_date_is_lost_where_a_mark_is_missing(text: str) -> None:
    looked_for = find_atoms(Context(text, DAY))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(date_atoms, "date_marks", lambda _: EVERY)
        assert find_atoms(Context(text, DAY)) == looked_for


def test_no_date_of_the_tables_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sentences of the tests of positions: thousands, as reports have them."""
    lines = [
        line
        for path in sorted((Path(__file__).parents[1] / "positions").glob("*.txt"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    assert len(lines) > 800
    found = [find_atoms(Context(line, DAY)) for line in lines]
    assert sum(map(len, found)) > 150
    monkeypatch.setattr(date_atoms, "date_marks", lambda _: EVERY)
    assert [find_atoms(Context(line, DAY)) for line in lines] == found
