"""Runs of capitalised words as names: what is a title beside one, and what is no person's."""

from __future__ import annotations

import pytest

from whipcount.positions.proposal.name_runs import is_title, name_runs, words_before
from whipcount.positions.proposal.page import make_page
from whipcount.reports.formats.registry import read_report

ROWS = [
    ("They met Sir Bill Dunn there.", "Bill Dunn", "sir"),
    ("They met councillor Ben Hale there.", "Ben Hale", "councillor"),
    ("They met Cllr. Hale there.", "Hale", "cllr"),
    ("They met Jan van Dorn there.", "Jan van Dorn", ""),
    ("They met J. R. Dorn there.", "Dorn", ""),
    ("It was Hale's vote.", "Hale", ""),
    ("They met the Conservative Tim Stubbs there.", "Tim Stubbs", ""),
    ("They met Nora Nash and Will Ode there.", "Will Ode", ""),
]


def runs(text: str) -> dict[str, str]:
    """The names of a report with their titles."""
    page = make_page(read_report(f"News\n\n{text}\n", name="a.txt"))
    return {run.name: run.title for run in name_runs(page)}


@pytest.mark.parametrize(("text", "name", "title"), ROWS, ids=[row[0] for row in ROWS])
def test_a_name_and_the_title_before_it(text: str, name: str, title: str) -> None:
    found = runs(text)
    assert found.get(name) == title, found


@pytest.mark.parametrize(
    "text",
    [
        "It was on Friday in March.",
        "They asked Nine Tories there.",
        "They asked the Harbour Board there.",
        "They left for Norway.",
        "They left for Pell (Dorn) again.",
    ],
)
def test_what_is_no_persons_name(text: str) -> None:
    assert set(runs(text)) <= {"Pell", "They", "It", "News"}


def test_a_title_is_a_name_where_somebody_bears_it() -> None:
    assert "Abbot" not in runs("The Abbot met them.")
    assert runs("They met Cllr Abbot there.")["Abbot"] == "cllr"


def test_titles_and_what_stands_before_a_name() -> None:
    assert is_title("Councillor")
    assert not is_title("Osei")
    assert words_before("by Dr. Pell", 7) == "by Dr"
