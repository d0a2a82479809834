"""A shared chart in a frame of another origin's page: of the one that was named, and of no other; and nothing else."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from tests.browser.conftest import MAIN, Site, framing_pages


def framed(chromium: Any, origin: str, place: str) -> int:
    """How many pictures stand in the frame of a page that frames an address; none where the browser refuses it."""
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{origin}/?{quote(place, safe='')}")
    page.wait_for_load_state("networkidle")
    (frame,) = page.frames[1:]
    shown = int(frame.locator("svg").count()) if frame.url == place else 0
    context.close()
    return shown


def test_the_named_origin_frames_a_shared_chart_and_no_other_does(chromium: Any, site: Site) -> None:
    chart = f"{site.address}{site.shared}/charts/board"
    assert framed(chromium, site.framing, chart) == 1
    with framing_pages() as other:
        assert framed(chromium, other, chart) == 0


def test_nothing_but_a_shared_chart_is_framed(chromium: Any, site: Site) -> None:
    for place in (f"/d/{MAIN}", site.shared, f"{site.shared}/charts/board.svg", f"/d/{MAIN}/share"):
        assert framed(chromium, site.framing, site.address + place) == 0, place
