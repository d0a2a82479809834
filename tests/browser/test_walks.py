"""What people do: from a figure to its words, back in time, with the keys, without scripts, and to correct a coding."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from tests.browser.conftest import DESK, MAIN, Site
from whipcount.analysis.dossier_reading import read_dossier
from whipcount.dossiers.dossier import Dossier
from whipcount.dossiers.ingest import ingest
from whipcount.dossiers.report_reader import Made
from whipcount.dossiers.rows import Outline
from whipcount.reports.report import Report

OVERVIEW, BRIEF = f"/d/{MAIN}", f"/d/{MAIN}/brief"


def shown_words(page: Any) -> str:
    """The marked words at which the page stands open, or what a record of a person says."""
    if "/evidence/" in page.url:
        return str(page.locator("main").inner_text())
    anchor = page.url.partition("#")[2]
    assert anchor.startswith("s-"), page.url
    statement = "-".join(anchor.split("-")[:2])
    marks = page.locator(f"mark[id^='{statement}-']")
    marks.first.wait_for()
    box = marks.first.bounding_box()
    assert box is not None
    page.wait_for_function(
        "id => {const b = document.getElementById(id).nextElementSibling.getBoundingClientRect();"
        " return b.bottom > 0 && b.top < innerHeight}",
        arg=statement,
    )
    return " ".join(marks.all_inner_texts())


@pytest.mark.parametrize("start", [OVERVIEW, BRIEF])
def test_from_each_figure_to_its_words_in_two_clicks(page: Any, start: str) -> None:
    page.goto(start)
    figures = page.locator(".figures a.fig")
    rests = 0
    for number in range(figures.count()):
        page.goto(start)
        figures.nth(number).click()  # the first click: how it was made
        made = page.locator("dl div:target")
        assert made.locator("strong").count() == 1
        links = made.locator("dd a").filter(has_not_text="permalink")
        if not links.count():
            continue  # a figure of the catalogue: the number of members
        rests += 1
        links.first.click()  # the second: the words
        assert len(shown_words(page)) > 20
    assert rests >= 2


@pytest.mark.parametrize("start", [OVERVIEW, BRIEF])
def test_the_words_that_the_answer_rests_on_are_one_click_away(page: Any, start: str) -> None:
    page.goto(start)
    quotes = page.locator(".brief q a")
    assert quotes.count() == 3
    said = quotes.first.inner_text().strip(" …")
    quotes.first.click()
    assert said[:40] in shown_words(page)


@pytest.mark.parametrize("start", [OVERVIEW, BRIEF])
def test_from_a_position_to_its_words(page: Any, start: str) -> None:
    page.goto(start)
    row = page.locator("tr#m-KELL")
    row.locator("td a").last.click()  # what it rests on
    assert "will not stand in the way" in shown_words(page)


def test_the_first_page_tells_who_is_left_why_and_on_what_words(page: Any) -> None:
    page.goto("/")
    page.get_by_role("link", name="Orvana and the Lake Council").click()
    top = page.locator(".brief")
    assert "Who is left: 2" in top.inner_text()
    for words in ("Kell", "Pell", "Ferrow Bay", "points)", "The words it rests on"):
        assert words in top.inner_text()
    for part in (".threshold", ".the-board"):
        box = page.locator(part).first.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] < 720  # bar and board without scrolling


def test_the_day_in_the_address_changes_the_count_and_nothing_later_is_used(page: Any) -> None:
    def agreed(day: str) -> str:
        page.goto(f"{OVERVIEW}?as_of={day}")
        return str(page.locator(".figures dd").first.inner_text())

    assert agreed("2025-03-06") == "4 of 7"
    assert agreed("2025-03-02") == "2 of 7"
    later = page.locator("a", has_text="Mar 2025").all_inner_texts()
    assert all("06 Mar" not in text for text in later)
    page.goto(f"{OVERVIEW}/reports?as_of=2025-03-02")
    assert "softens" not in page.locator("main").inner_text()


def test_the_day_is_set_in_the_page_itself(page: Any) -> None:
    page.goto(OVERVIEW)
    page.get_by_label("As of").fill("2025-03-02")
    page.get_by_role("button", name="Show").first.click()
    assert "as_of=2025-03-02" in page.url
    assert page.locator(".figures dd").first.inner_text() == "2 of 7"


def test_a_correction_in_the_page_survives_a_new_reading(page: Any, site: Site) -> None:
    place = f"/d/{DESK}/members/PELL"
    page.goto(place)
    assert "undecided" in page.locator("h1").inner_text()
    its_own = page.get_by_role("row").filter(has_text="Ansgar Roe")  # what sets it; a newspaper's telling is below
    its_own.get_by_role("link", name="correct").click()
    form = page.locator("form", has=page.locator("input[value=correct]")).first
    form.get_by_label("It says", exact=True).select_option("yes")
    form.get_by_label("Why", exact=False).fill("the minister has since explained it")
    if form.get_by_label("Your name").count():
        form.get_by_label("Your name").fill("Ada")
    form.get_by_role("button").click()
    assert "/evidence/" in page.url
    told = page.get_by_role("status").inner_text()  # what it changed, and the way back, on the same page
    assert "Pell: undecided → for" in told
    assert "Undo" in told
    page.goto(place)
    assert page.locator("h1").inner_text().endswith("for")

    def reader(report: Report, outline: Outline) -> Made:
        read = read_dossier(Dossier(DESK, "", outline.proposal, (report,), own_body=outline.own_body))
        return Made(read.statements, read.evidence)

    reports = site.store.dossier(DESK).reports
    ingest(site.store, DESK, reports, reader, again=True, author="again")
    page.goto(place)
    assert page.locator("h1").inner_text().endswith("for")
    assert "the minister has since explained it" in page.locator("main").inner_text()


def test_everything_works_without_scripts(chromium: Any, site: Site) -> None:
    context = chromium.new_context(base_url=site.address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.get_by_role("link", name="Orvana and the Lake Council").click()
    page.get_by_role("link", name="Statements", exact=True).click()
    page.get_by_label("Words").fill("fishing")
    page.get_by_role("button", name="Filter").click()
    assert page.locator("li.card").count() == 1
    page.locator("li.card .words a").click()
    assert "/reports/" in page.url
    assert page.url.partition("#")[2].startswith("s-")
    page.get_by_role("link", name="What if").click()
    page.get_by_label("A member").select_option("KELL:yes")
    page.locator("main form.inline").first.get_by_role("button").click()
    assert "As it is, and as it would be" in page.locator("main").inner_text()
    context.close()


def test_the_keys(page: Any) -> None:
    page.goto(f"{OVERVIEW}/statements")
    cards = page.locator("li.card")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert "current" in (cards.nth(1).get_attribute("class") or "")
    page.keyboard.press("k")
    assert "current" in (cards.nth(0).get_attribute("class") or "")
    assert not page.locator("#keys").is_visible()
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "words"
    page.keyboard.type("jk?")  # in a field, keys are letters
    assert page.locator("#words").input_value() == "jk?"


def test_focus_is_seen_wherever_the_tab_key_leads(page: Any) -> None:
    page.goto(OVERVIEW)
    for _ in range(25):
        page.keyboard.press("Tab")
        outline = page.evaluate(
            "(() => {const s = getComputedStyle(document.activeElement); "
            "return [document.activeElement.tagName, s.outlineStyle, parseFloat(s.outlineWidth)]})()"
        )
        assert outline[0] == "BODY" or (outline[1] != "none" and outline[2] >= 2), outline


def test_the_twins_of_a_page_carry_its_state(page: Any, site: Site) -> None:
    page.goto(f"{OVERVIEW}/statements?as_of=2025-03-02&words=agree")

    def twin(name: str) -> str:
        (place,) = {link.get_attribute("href") for link in page.get_by_role("link", name=name).all()}
        return site.get(place)

    told = json.loads(twin("JSON"))
    assert told["total"] == page.locator("li.card").count()
    assert all(date.fromisoformat(row["reported_on"]) <= date(2025, 3, 2) for row in told["statements"])
    rows = twin("CSV").splitlines()
    assert len(rows) - 1 >= told["total"]


def test_the_tab_key_reaches_the_marks_of_the_timeline_or_passes_them(page: Any) -> None:
    page.goto(f"/d/{MAIN}/statements")
    focused = "document.activeElement.querySelector('title')?.textContent ?? document.activeElement.textContent"
    page.locator(".drawn a.skip").focus()
    reached = []
    for _ in range(60):
        page.keyboard.press("Tab")
        if not page.evaluate("document.activeElement.closest('svg.marks') !== null"):
            break
        reached.append(page.evaluate(focused))
    count = page.locator("svg.marks a").count()
    assert len(reached) == count
    words = page.locator("svg.marks a:has(use)").first.locator("title").text_content()
    assert words in reached
    page.locator("svg.marks a:has(use)").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/reports/**")
    assert len(shown_words(page)) > 20
    page.goto(f"/d/{MAIN}/statements")
    page.locator(".drawn a.skip").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/statements#list")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_mark_of_the_timeline_can_be_seen(chromium: Any, site: Site, scheme: str) -> None:
    context = chromium.new_context(base_url=site.address, color_scheme=scheme, viewport={"width": 360, "height": 740})
    opened = context.new_page()
    opened.goto(f"/d/{MAIN}/statements")
    paper = opened.evaluate("getComputedStyle(document.body).backgroundColor")
    painted = (
        "[...document.querySelectorAll('svg.marks defs path')].map(p => {"
        " const s = getComputedStyle(p); return [p.className.baseVal, s.stroke, s.fill]})"
    )
    found = opened.evaluate(painted)
    assert len(found) >= 4
    for kind, stroke, _ in found:
        assert stroke not in ("none", paper), kind
    width = opened.locator("svg.marks").bounding_box()["width"]
    size = opened.evaluate("getComputedStyle(document.querySelector('svg.marks .label')).fontSize")
    context.close()
    assert width <= 360
    assert size == "12px"  # not shrunk with the picture
