"""Titles before names, and who "she" is behind them. All people invented."""

from __future__ import annotations

from datetime import date

import pytest

from whipcount.reports.report import Report, fingerprint
from whipcount.statements.people.name_candidates import is_title
from whipcount.statements.people.persons import find_people
from whipcount.statements.reader import read_statements

TITLES = ("Member", "Trustee", "Treasurer", "Councillor", "Provost", "Reeve", "Superintendent", "Archdeacon", "Cllr")


@pytest.mark.parametrize("title", TITLES)
def test_a_title_is_no_part_of_a_name(title: str) -> None:
    text = f"{title} Joyce Adeyemi rose. Nobody else did."
    [person] = find_people(text, (), (), ()).persons
    assert person.name == "Joyce Adeyemi"
    assert is_title(title)


@pytest.mark.parametrize("title", TITLES)
def test_who_opens_the_sentence_with_a_title_says_the_next_one(title: str) -> None:
    text = (
        f"LARKMOOR - Carol Hume said that she was for waiting. {title} Joyce Adeyemi, who wrote the plan, was annoyed. "
        '"We have had the research for six years," she said.'
    )
    report = Report("a", text, fingerprint(text), published_on=date(2030, 2, 11))
    assert read_statements(report)[-1].speaker.name == "Joyce Adeyemi"  # type: ignore[union-attr]
