"""What bears on a decision: every report of the examples, and siblings of them; never lost at the first look."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.corpora.articles import page
from whipcount.corpora.router import Route, route_of
from whipcount.dossiers.dossier import Dossier
from whipcount.dossiers.file import load_dossier_file
from whipcount.errors import InputError
from whipcount.positions.proposal.proposal import Proposal

EXAMPLES = ("sweden-accession", "finland-accession", "ukraine-invitation", "lake-council")
SWEDEN = [
    "STOCKHOLM AND ANKARA FAR APART\nTALKS BETWEEN THE SWEDISH AND THE TURKISH GOVERNMENT ENDED WITHOUT AN AGREEMENT.",
    "Budapest in no hurry\nHungarian lawmakers will not take up the Swedes' application before the autumn session.",
    "The Riksdag's foreign affairs committee heard the minister on what Türkiye still asks for.",
    "Turkey's parliament put off its debate on the next accession to NATO by a week, its speaker said.",
    "Sweden's membership: what is left",
]
UKRAINE = [
    "Kyiv's bid splits the allies, diplomats said after the dinner.",
    "Ukrainians deserve an answer, the Estonian prime minister said; Berlin would rather wait with the invitation.",
    "The Rada asked all thirty-two governments for an invitation.",
]
LAKE = ["Thale has second thoughts about Orvana's request, its foreign minister said.", "ORVANA: KELL TO VOTE NO"]


@pytest.fixture(scope="module")
def routes(root: Path) -> dict[str, tuple[Route, Dossier]]:
    found = {name: load_dossier_file(root / "examples" / name / "dossier.yaml") for name in EXAMPLES}
    return {name: (route_of(dossier), dossier) for name, dossier in found.items()}


def taken(route: Route, text: str) -> bool:
    return route.may_bear(text.encode()) and route.may_bear(page(text)) and route.bears(text)


@pytest.mark.parametrize("name", EXAMPLES)
def test_all_reports_of_the_examples_are_read(routes: dict[str, tuple[Route, Dossier]], name: str) -> None:
    route, dossier = routes[name]
    assert dossier.reports
    assert [report.name for report in dossier.reports if not taken(route, report.text)] == []


@pytest.mark.parametrize(
    ("name", "texts"), [("sweden-accession", SWEDEN), ("ukraine-invitation", UKRAINE), ("lake-council", LAKE)]
)
def test_siblings_of_them_are_read(routes: dict[str, tuple[Route, Dossier]], name: str, texts: list[str]) -> None:
    assert [text for text in texts if not taken(routes[name][0], text)] == []


def test_what_has_nothing_to_do_with_it_is_not(routes: dict[str, tuple[Route, Dossier]]) -> None:
    route = routes["sweden-accession"][0]
    for text in ("Rain fell on Harrowmere for most of the morning.", "Kell and Thale agreed on the harbour tolls."):
        assert not route.may_bear(page(text))
        assert not route.bears(text)
    assert not route.bears("Stockholm had its warmest June in a century.")


def test_files_that_hide_their_words_are_looked_into() -> None:
    route = Route(("Orvana",))
    for raw in (b"%PDF-1.7 ...", "Orvana".encode("utf-16"), "Orvana".encode("utf-16-le"), b"PK\x03\x04..."):
        assert route.may_bear(raw)


NAMES = ("Orvana", "Ferrow Bay", "Türkiye", "Council of the Lake", "Lake Council", "Côte d'Ivoire", "Ko", "U.S.")


@given(
    st.lists(st.sampled_from(NAMES), min_size=1, max_size=4, unique=True),
    st.lists(st.sampled_from(NAMES), max_size=3, unique=True),
    st.text(alphabet="abc XYZ.\n\u00e9", max_size=60),
    st.text(alphabet="abc XYZ.\n\u00e9", max_size=60),
    st.sampled_from(["utf-8", "cp1252", "json", "html"]),
    st.booleans(),
)
def test_whatever_is_read_was_not_passed_over(
    subject: list[str], body: list[str], before: str, after: str, form: str, capitals: bool
) -> None:
    route = Route(tuple(subject), tuple(body), ("admission",), ("Kell",))
    name = (subject + body)[-1]
    text = f"{before} {name.upper() if capitals else name} agreed to the admission of Kell {after}"
    if form == "json":
        import json

        raw = json.dumps({"text": text}).encode()
    elif form == "html":
        raw = page(text)
    else:
        raw = text.encode(form)
    if route.bears(text):
        assert route.may_bear(raw)


def test_without_a_decision_there_is_no_route() -> None:
    with pytest.raises(InputError, match="there is no proposal"):
        route_of(Dossier("a", "A", None))


def test_without_a_candidate_the_title_says_what_it_is_about() -> None:
    proposal = Proposal("b", "The Council of the European Union adopts the Migration Pact", "EU-COUNCIL")
    route = route_of(Dossier("b", "B", proposal))
    assert "Pact" in route.subject
    assert route.bears("Poland will vote against the Pact, its prime minister said.")
    assert not route.bears("Poland won the cup final.")
