"""Every page in a real browser: silent under its policy, within a phone's width, whole in print; see also test_bars."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import MAIN, Site


def test_every_kind_of_page_is_known(pages: list[str]) -> None:
    places = " ".join(pages)
    parts = (
        "members reports evidence statements forecast rule what-if changes brief sheet record bargain enter queue "
        "compare charts share notes"
    )
    for part in parts.split():
        assert f"/d/{MAIN}/{part}" in places
    for place in ("/", "/search", "/new", "/calendar", "/record", "/record/backtest", "/d/none"):
        assert place in pages
    assert "/s/" in places
    assert not [place for place in pages if place.partition("?")[0].endswith((".json", ".csv", ".pdf", ".png"))]


def test_no_page_says_a_word_to_the_console(page: Any, pages: list[str]) -> None:
    failed: list[str] = []
    left = "net::ERR_ABORTED"  # asked for by a page that was left before it came
    page.on("requestfailed", lambda request: failed.append(request.url) if request.failure != left else None)
    for place in pages:
        if place != "/d/none":  # whose very answer, 404, is told in the console by the browser
            page.goto(place)
    assert not failed


def test_axe_would_find_something(chromium: Any, site: Site) -> None:
    context = chromium.new_context(bypass_csp=True)
    opened = context.new_page()
    opened.set_content('<html lang="en"><title>t</title><p style="color:#999">faint</p><img src="x.png"></html>')
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()
    found = {told["id"] for told in axe.run(opened).response["violations"]}
    context.close()
    assert {"color-contrast", "image-alt"} <= found


def test_a_phone_never_scrolls_sideways(chromium: Any, site: Site, pages: list[str]) -> None:
    context = chromium.new_context(base_url=site.address, viewport={"width": 360, "height": 740})
    opened = context.new_page()
    wide = []
    for place in pages:
        opened.goto(place)
        width = opened.evaluate("document.documentElement.scrollWidth")
        if width > 360:
            wide.append(f"{place}: {width}")
    context.close()
    assert not wide


def test_nothing_moves_for_who_asks_for_no_motion(chromium: Any, site: Site) -> None:
    for wish, behaviour in (("reduce", "auto"), ("no-preference", "smooth")):
        context = chromium.new_context(base_url=site.address, reduced_motion=wish)
        opened = context.new_page()
        opened.goto(f"/d/{MAIN}")
        assert opened.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == behaviour
        lasting = "[...document.querySelectorAll('*')].filter(e => getComputedStyle(e).animationName !== 'none').length"
        assert opened.evaluate(lasting) == 0
        context.close()


def test_the_brief_prints_whole_without_forms_or_bars(page: Any, tmp_path: Path) -> None:
    page.emulate_media(media="print")
    page.goto(f"/d/{MAIN}/forecast")
    assert not page.locator("nav.bar").is_visible()
    assert not page.locator("footer form").first.is_visible()
    page.goto(f"/d/{MAIN}/statements")
    assert not page.locator("form.inline").is_visible()
    assert page.locator("svg.marks").is_visible()
    page.goto(f"/d/{MAIN}/brief")
    data = page.pdf(format="A4")
    from pypdf import PdfReader

    place = tmp_path / "brief.pdf"
    place.write_bytes(data)
    text = " ".join(sheet.extract_text() for sheet in PdfReader(place).pages)
    for words in ("Orvana", "Who is left", "How each number was made"):
        assert words in text
