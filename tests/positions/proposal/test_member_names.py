"""The names of a report weighed: what makes one a member's, and what does not."""

from __future__ import annotations

from time import process_time

import pytest

from whipcount.positions.proposal.member_names import LIKELY, is_demonym, longer, names_weighed
from whipcount.positions.proposal.page import make_page
from whipcount.reports.formats.registry import read_report

WEIGHED = [
    ("The Gull Rock delegate was silent, and so was that of Kellow.", {"Gull Rock"}),
    ("The cantons Kellow, Pellory and Sarnby have an inn each.", {"Kellow", "Pellory", "Sarnby"}),
    ("In Kellow the vote is on Friday. In Pellory it rains.", {"Kellow"}),
    ("From Kellow we have heard nothing.", {"Kellow"}),
    ("Of Kellow and Upper Sarn I know only that they meet.", {"Kellow", "Upper Sarn"}),
    ("The plan was drafted by Kellow together with Pellory and Sarnby.", {"Kellow", "Pellory", "Sarnby"}),
    ("Kellow Trust (14 per cent) is asked, too.", {"Kellow Trust"}),
    ("And against?\nImperial Kellow and Real Pell.", {"Imperial Kellow", "Real Pell"}),
    ("St Olave's has not decided.", {"St Olave's"}),
    ("The ministers met in Kellow and flew to Pellory.", set()),
    ("Villagers protested near Kellow. The Kellow Institute warned.", set()),
]


@pytest.mark.parametrize(("text", "names"), WEIGHED, ids=[text for text, _ in WEIGHED])
def test_names_that_weigh_enough(text: str, names: set[str]) -> None:
    page = make_page(read_report(f"League meets on a toll\n\nTORSVIK - The league met on Friday.\n\n{text}\n"))
    found = {entry.name for entry in names_weighed(page, taken=(), sure=(), never=()) if entry.weight >= LIKELY}
    assert found == names


@pytest.mark.parametrize(
    ("name", "others", "demonym"), [("Kestrian", ["Kestria"], True), ("Kestria", ["Kestrian"], False)]
)
def test_demonyms(name: str, others: list[str], demonym: bool) -> None:
    assert is_demonym(name, [name, *others]) is demonym


def test_a_short_name_is_the_longer_one_where_there_is_one() -> None:
    assert longer("Kellow", ["Imperial Kellow", "Kellow"]) == "Imperial Kellow"
    assert longer("Kellow", ["Imperial Kellow", "Kellow Town"]) is None


@pytest.mark.parametrize("words", ["Kellow, ", "Kellow and ", "Kellow Pell, ", "In Kellow the vote "])
def test_hostile_text_takes_no_long_time(words: str) -> None:
    page = make_page(read_report("News\n\n" + words * (50_000 // len(words)), name="a.txt"))
    started = process_time()
    names_weighed(page, taken=(), sure=(), never=())
    assert process_time() - started < 6
