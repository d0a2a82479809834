"""The timeline above the list of statements: what it draws, narrows, bundles and leaves out."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from html import unescape

import pytest

from tests.web.conftest import EVIL, Desk
from tests.web.html import WebPage
from whipcount.analysis.analysis import Analysis
from whipcount.dossiers.edits import correct, reject
from whipcount.dossiers.queries import statements_with
from whipcount.positions.stance.stance import Evidence, Modality, Stance
from whipcount.web.library import Library
from whipcount.web.state import State
from whipcount.web.timelines import MOST_MARKS, MOST_ROWS, MOST_SINGLE, Timeline, said_of, timeline

D = "/d/lake-council-orvana/statements"
AS_OF = "as_of=2025-03-07"


def to(place: str = "", **changes: object) -> str:
    """Addresses as a page makes them."""
    return f"/d/x{place}{State().query(**changes)}"


@pytest.fixture
def analysis(desk: Desk) -> Analysis:
    library = Library(desk.store, patience=300.0)
    opened = library.open("lake-council-orvana", State(as_of=date(2025, 3, 7)))
    library.close()
    return opened.analysis


def draw(analysis: Analysis, state: State | None = None, **options: object) -> Timeline:
    order = [position.member for position in analysis.tally.positions]
    return timeline(analysis, said_of(analysis), state or State(), to, order=order, **options)  # type: ignore[arg-type]


def many(analysis: Analysis, days: int, members: int, each: int = 1) -> Analysis:
    """The dossier with so many more statements, of members that it did not have."""
    first = next(item for item in analysis.evidence if item.stance)
    stances = [stance for stance in Stance if stance is not Stance.ABSTAIN]
    items = [
        replace(first, id=f"x{m}-{d}-{n}", statement=f"s-{m}-{d}-{n}", member=f"M{m}", stance=stances[(d + n) % 7],
                said_from=date(2020, 1, 1) + timedelta(days=d), said_to=date(2020, 1, 1) + timedelta(days=d),
                reported_on=date(2020, 1, 2) + timedelta(days=d), withdraws=None, conditions=(), human=False)
        for m in range(members) for d in range(days) for n in range(each)
    ]  # fmt: skip
    positions = tuple(replace(analysis.tally.positions[0], member=f"M{m}") for m in range(members))
    tally = replace(analysis.tally, positions=positions)
    return replace(analysis, evidence=tuple(items), tallies=(tally,))


def test_a_mark_leads_to_its_words(shown: Desk) -> None:
    html = shown.client.get(f"{D}?{AS_OF}").text
    WebPage(html).check()
    links = re.findall(r'<a href="([^"]+)"><title>([^<]*Ilse Crane[^<]*)</title>', html)
    (link,) = [unescape(href) for href, told in links if "will not agree" in told]
    assert link == f"/d/lake-council-orvana/reports/{shown.report}?{AS_OF}#{shown.statement}"
    answer = shown.client.get(link)
    assert f'id="{shown.statement}"' in answer.text


def test_every_mark_leads_somewhere(shown: Desk) -> None:
    html = shown.client.get(f"{D}?{AS_OF}").text
    links = {unescape(href) for href in re.findall(r'<a href="([^"]+)"><title>', html)}
    assert len(links) >= 2
    for link in links:
        assert shown.client.get(link).status_code == 200


def test_filters_narrow_the_drawing(shown: Desk) -> None:
    def drawn(query: str) -> tuple[int, set[str]]:
        html = shown.client.get(f"{D}?{AS_OF}&{query}").text
        WebPage(html).check()
        return html.count('<use href="#said-') - html.count('aria-hidden="true" focusable="false"><use'), set(
            re.findall(r'class="label"[^>]*>([^<]*)<', html)
        )

    everything, names = drawn("")
    assert names == {"Ferrow Bay", "Sarn"}
    of_one, only = drawn("member=FERROW-BAY")
    assert only == {"Ferrow Bay"}
    assert 0 < of_one < everything
    assert drawn("member=FERROW-BAY&stance=yes") == (0, set())
    assert drawn("words=will+not+agree")[0] < everything
    assert drawn("last=2025-03-05")[0] < everything
    assert drawn("first=2099-01-01")[0] == 0


def test_the_list_takes_the_days_too(shown: Desk) -> None:
    base = "/d/lake-council-orvana/statements.json?" + AS_OF
    assert shown.client.get(f"{base}&first=2025-03-06&last=2025-03-06").json()["total"] == 1
    assert shown.client.get(f"{base}&first=2025-03-07").json()["total"] == 0
    (record,) = shown.client.get(f"{base}&last=2025-03-05").json()["statements"]
    assert (record["kind"], record["reported_on"]) == ("record", "2025-02-20")
    assert shown.client.get(f"{base}&last=soon").status_code == 400
    page = shown.client.get(f"{D}?{AS_OF}&first=2025-03-06").text
    assert 'name="first" value="2025-03-06"' in page


def test_statements_are_found_by_their_words(shown: Desk) -> None:
    assert statements_with(shown.store, "lake-council-orvana", "WILL NOT agree") == {shown.statement: "2025-03-06"}
    assert statements_with(shown.store, "lake-council-orvana", "%") == {}


def test_hostile_text_stays_text(shown: Desk) -> None:
    page = WebPage(shown.client.get(f"{D}?{AS_OF}").text)
    page.check()
    assert EVIL not in "".join(str(attrs) for _, attrs in page.elements if attrs.get("class") == "label")


def test_a_correction_stands_in_the_place_of_what_it_corrects(desk: Desk) -> None:
    def told() -> list[str]:
        html = desk.client.get(f"{D}?{AS_OF}&member=FERROW-BAY").text
        return [t for t in re.findall(r"<title>([^<]*)</title><use", html) if "5 March 2025" in t and "Crane" in t]

    assert [t.split(":")[1].strip() for t in told()] == ["against"]
    correct(desk.store, "lake-council-orvana", desk.coding, stance=Stance.UNDECIDED, reason="it hedges")
    assert [t.split(":")[1].strip() for t in told()] == ["undecided"]
    fixed = [e for e in desk.store.evidence("lake-council-orvana") if e.withdraws == desk.coding]
    reject(desk.store, "lake-council-orvana", fixed[0].id, reason="it does not: the coding was right")
    assert [t.split(":")[1].strip() for t in told()] == ["against"]
    reject(desk.store, "lake-council-orvana", desk.coding, reason="not at all")
    assert told() == []


def test_what_a_member_takes_back_was_said(analysis: Analysis) -> None:
    first = next(item for item in analysis.evidence if item.stance and item.member and not item.human)
    taken = replace(first, id="later", statement="s-later", origin="", withdraws=first.id, reported_on=date(2031, 1, 1))
    said = said_of(replace(analysis, evidence=(first, taken)))
    assert [item.id for item in said[first.member or ""]] == [first.id, "later"]


def test_the_variant_that_is_asked_for_goes_first(analysis: Analysis) -> None:
    first = next(item for item in analysis.evidence if item.statement or item.stance)
    asked = analysis.tally.variant
    other = replace(first, id="a", statement="s-1", member=None, variant="other", stance=Stance.YES)
    own = replace(first, id="b", statement="s-1", member=None, variant=asked, stance=Stance.NO)
    shown = draw(replace(analysis, evidence=(other, own)))
    assert [mark.group for row in shown.rows for mark in row.marks] == ["against"]
    shown = draw(replace(analysis, evidence=(other,)))
    (mark,) = shown.rows[0].marks
    assert mark.group == "unknown"
    assert "of another variant, “other”: for" in mark.told
    assert shown.rows[0].name == "no member"
    assert shown.rows[0].link == ""


def test_a_mark_tells_what_is_no_plain_statement(analysis: Analysis) -> None:
    first: Evidence = next(item for item in analysis.evidence if item.stance)
    shown = draw(replace(analysis, evidence=(replace(first, modality=Modality.HYPOTHETICAL),)))
    assert ", hypothetical" in shown.rows[0].marks[0].told


def test_few_are_drawn_one_by_one_and_many_by_the_week(analysis: Analysis) -> None:
    few = draw(many(analysis, MOST_SINGLE, 1))
    assert few.each == ""
    assert len(few.rows[0].marks) == MOST_SINGLE
    lot = draw(many(analysis, 700, 1, 3))
    assert lot.each == "week"
    assert len(lot.rows[0].marks) == 101
    assert sum(mark.count for mark in lot.rows[0].marks) == 2100
    mark = lot.rows[0].marks[1]
    assert mark.mixed
    assert mark.told.startswith("6–12 January 2020: 21 statements (against 3, leans against 3")
    assert mark.link == "/d/x/statements?member=M0&first=2020-01-07&last=2020-01-13"


@pytest.mark.parametrize(("days", "members", "each"), [(400, 40, "month"), (4000, 3, "month"), (9000, 20, "year")])
def test_the_drawing_is_bounded(analysis: Analysis, days: int, members: int, each: str) -> None:
    shown = draw(many(analysis, days, members))
    assert shown.each == each
    assert sum(len(row.marks) for row in shown.rows) <= MOST_MARKS
    assert sum(mark.count for row in shown.rows for mark in row.marks) == days * members


def test_of_many_members_those_with_the_most_are_drawn(analysis: Analysis) -> None:
    shown = draw(many(analysis, 2, MOST_ROWS + 7))
    assert len(shown.rows) == MOST_ROWS
    assert shown.members_left_out == 7
    one = draw(many(analysis, 2, MOST_ROWS + 7), State(member="M46"))
    assert [row.name for row in one.rows] == ["M46"]
    assert one.members_left_out == 0
