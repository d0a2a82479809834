"""What the desk is held to: few clicks, a spreadsheet in two minutes, an edit on one page, a telephone, no finding."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import DESK, MAIN, Site, running
from tests.browser.test_walks import shown_words
from whipcount.bodies.catalogue import load_body
from whipcount.dossiers.store import Store
from whipcount.web.app import create_app
from whipcount.web.library import Library

ODD = {"DE": "Germny", "PL": "Polnad", "CZ": "Czech Rep.", "GB": "Untied Kingdom", "DK": "Danemark"}
WIDER = (  # the nearest box around it that holds more than it shows
    "e => { for (let b = e.parentElement; b; b = b.parentElement) "
    "if (b.scrollWidth > b.clientWidth + 1) return b.tagName + ' ' + b.className; return ''; }"
)
MOST_STEPS = 16  # clicks and fields filled by hand: far less than two minutes of anybody's time


def test_from_the_portfolio_to_the_deciding_sentence_in_two_clicks(page: Any) -> None:
    page.goto("/")
    page.get_by_role("link", name="Orvana and the Lake Council").click()
    quote = page.locator(".brief q a").first
    said = quote.inner_text().strip(" …")
    quote.click()
    assert said[:40] in shown_words(page)


class Person:
    """Somebody at a browser whose clicks and fields are counted."""

    def __init__(self, page: Any) -> None:
        self.page, self.steps = page, 0

    def click(self, role: str, name: str) -> None:
        self.steps += 1
        self.page.get_by_role(role, name=name, exact=True).first.click()

    def fill(self, label: str, text: str) -> None:
        self.steps += 1
        self.page.get_by_label(label, exact=True).first.fill(text)


@pytest.fixture
def empty_desk(tmp_path: Path) -> Iterator[tuple[str, Store]]:
    """A desk without a dossier, on a server of its own."""
    with Store.open(tmp_path / "desk.db", create=True) as store:
        library = Library(store, patience=300.0)
        with running(create_app(library)) as address:
            yield address, store
        library.close()


def test_a_spreadsheet_of_32_rows_with_five_odd_spellings_becomes_a_right_count(
    chromium: Any, empty_desk: tuple[str, Store], tmp_path: Path
) -> None:
    address, store = empty_desk
    members = load_body("NATO").all_members
    stances = {"HU": "against", "SK": "leaning no", "TR": "undecided"}
    rows = [f"{stances.get(m.id, 'yes')};2025-03-0{n % 5 + 1};{ODD.get(m.id, m.name)}" for n, m in enumerate(members)]
    sheet = tmp_path / "count.csv"
    sheet.write_text("\n".join(["stance;date;member", *rows]), encoding="utf-8")
    assert len(rows) == 32
    context = chromium.new_context(base_url=address)
    context.set_default_timeout(60_000)
    page = context.new_page()
    ada = Person(page)
    page.goto("/")
    ada.click("link", "New dossier")
    ada.fill("What is to be decided", "NATO invites Orvana")
    ada.steps += 1
    page.get_by_label("Who decides").select_option("NATO")
    ada.fill("Your name", "Ada")
    ada.click("button", "Start it")
    ada.click("link", "Enter")
    ada.steps += 1
    page.get_by_label("A file: .xlsx or .csv").set_input_files(sheet)
    ada.steps += 1
    page.locator("#author-table").fill("Ada")
    ada.click("button", "Show how it is understood")
    told = page.locator("main").inner_text()
    assert "27 of 32 rows are understood, 2 rest on a guess, 3 are not understood" in told
    assert store.evidence(store.ids()[0]) == ()  # nothing is stored before it is confirmed
    for odd in ODD.values():
        box = page.get_by_label(odd, exact=True).first
        if not box.input_value():  # not taken for anybody: the row asks who is meant, the likely one first
            ada.steps += 1
            box.select_option(index=2)
    ada.click("button", "Store what is understood or answered")
    ada.click("link", "Overview")
    assert page.locator(".figures dd").first.inner_text() == "29 of 32"
    assert "Hungary" in page.locator("section.threshold").inner_text()
    found = {item.member: item.stance.value for item in store.evidence(store.ids()[0]) if item.stance}
    wrong = {"HU": "no", "SK": "lean_no", "TR": "undecided"}
    assert found == {m.id: wrong.get(m.id, "yes") for m in members}
    assert ada.steps <= MOST_STEPS, ada.steps
    context.close()


def test_an_edit_its_effect_and_its_undo_on_one_page(page: Any) -> None:
    place = f"/d/{DESK}/members/KELL"
    page.goto(place)
    before = page.locator("h1").inner_text()
    page.get_by_role("link", name="correct").first.click()
    at = page.url.partition("?")[0]
    form = page.locator("form", has=page.locator("input[value=correct]")).first
    form.get_by_label("It says", exact=True).select_option("no")
    form.get_by_label("Why", exact=False).fill("the letter says so")
    form.get_by_label("Your name").fill("Ada")
    form.get_by_role("button").click()
    assert page.url.partition("?")[0] == at
    saved = page.get_by_role("status")
    assert "Kell: " in saved.inner_text()
    assert "→ against" in saved.inner_text()
    saved.get_by_role("button", name="Undo").click()  # the name is remembered
    assert page.url.partition("?")[0] == at
    assert "Kell: against → " in page.get_by_role("status").inner_text()
    page.goto(place)
    assert page.locator("h1").inner_text() == before


def test_a_phone_shows_bar_and_board_without_scrolling_sideways(chromium: Any, site: Site) -> None:
    context = chromium.new_context(base_url=site.address, viewport={"width": 390, "height": 844}, has_touch=True)
    page = context.new_page()
    page.goto(f"/d/{MAIN}")
    for part in ("svg.threshold", ".the-board .tiles"):
        box = page.locator(part).first.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390, part
        assert page.locator(part).first.evaluate(WIDER) == "", part
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    small = "all => all.filter(a => a.offsetParent && a.getBoundingClientRect().height < 44).map(a => a.textContent)"
    assert page.locator("nav.bar a").evaluate_all(small) == []
    context.close()


View = tuple[str, int, tuple[str, ...]]
"""A colour scheme, a width, and the rules that are tried there: all, where none is named."""


def findings(chromium: Any, site: Site, pages: list[str], views: list[View]) -> list[str]:
    """All that axe finds, whatever its weight, of best practice too; each page is loaded once for all views."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()
    first, width, _ = views[0]
    size = {"width": width, "height": 900}
    context = chromium.new_context(base_url=site.address, color_scheme=first, viewport=size, bypass_csp=True)
    page = context.new_page()
    found = []
    for place in pages:
        for scheme, width, rules in views:
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 900})
            if (scheme, width, rules) == views[0]:
                page.goto(place)
            options: dict[str, Any] = {"resultTypes": ["violations"]}
            if rules:
                options["runOnly"] = {"type": "rule", "values": list(rules)}
            for told in axe.run(page, options=options).response["violations"]:
                where = [node["target"] for node in told["nodes"]][:3]
                found.append(f"{scheme} {width} {place}: {told['id']} ({told['impact']}): {told['help']}: {where}")
    context.close()
    return found


LAYOUT = ("target-size", "scrollable-region-focusable", "link-in-text-block")
"""What room alone can change: no style sheet asks for more than 62rem, so 1920 shows what 1280 does, further apart."""
DARK = re.compile(r"@media \(prefers-color-scheme: dark\) \{(.*?\})\s*\}", re.DOTALL)
COLOURS = ("color-contrast", "link-in-text-block")
"""What colours alone can change: the dark scheme gives other values to the same colours and nothing else."""


@pytest.mark.parametrize(
    "views",
    [
        pytest.param([("light", 390, ()), ("dark", 390, COLOURS)], id="390"),
        pytest.param(
            [("light", 1280, ()), ("dark", 1280, COLOURS), ("light", 1920, LAYOUT)], id="1280", marks=pytest.mark.slow
        ),
    ],
)
def test_axe_has_no_finding_at_all(chromium: Any, site: Site, pages: list[str], views: list[View]) -> None:
    assert not findings(chromium, site, pages, views)


def test_the_dark_scheme_changes_nothing_but_colours(root: Path) -> None:
    sheets = [sheet.read_text("utf-8") for sheet in (root / "src").rglob("*.css")]
    dark = [re.sub(r"\s+", " ", block) for sheet in sheets for block in DARK.findall(sheet)]
    assert dark
    for block in dark:
        assert re.fullmatch(r" ?:root \{(?: --[\w-]+: #[0-9a-f]{6};)+ \} ?", block), block


def test_no_style_sheet_asks_for_more_room_than_is_tried(root: Path) -> None:
    sheets = [*(root / "src").rglob("*.css")]
    assert len(sheets) >= 2
    widths = [float(rem) for sheet in sheets for rem in re.findall(r"min-width: ([\d.]+)rem", sheet.read_text("utf-8"))]
    assert widths
    assert max(widths) * 16 < 1280
