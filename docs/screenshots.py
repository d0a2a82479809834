"""Make the pictures of docs/images again: the pages of the example dossiers in light, dark, on a phone and in print,
and the course of two forecasts.

Needs the development tools (make test sets them up), a Chromium, and pdftoppm for the printed page:

    .venv/bin/python docs/screenshots.py
    .venv/bin/python docs/screenshots.py --courses      # the forecasts' courses only
    .venv/bin/python docs/screenshots.py --pages        # the pages only, without the printed one
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import uvicorn
from playwright.sync_api import sync_playwright

from whipcount.briefs.render.pdf import find_chromium
from whipcount.dossiers.file import load_dossier_file
from whipcount.dossiers.store import Store
from whipcount.web.app import create_app
from whipcount.web.library import Library
from whipcount.web.report_intake import fill

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
LAKE, UKRAINE = "/d/lake-council-orvana", "/d/ukraine-invitation"
DAY = "?as_of=2024-11-29"
# name, address, scheme, width, height
PICTURES = [
    ("portfolio-light", "/", "light", 1100, 620),
    ("portfolio-dark", "/", "dark", 1100, 620),
    ("portfolio-phone", "/", "light", 390, 900),
    ("overview-light", f"{UKRAINE}{DAY}", "light", 1100, 900),
    ("dashboard-light", f"{LAKE}", "light", 1100, 1250),
    ("dashboard-dark", f"{LAKE}", "dark", 1100, 1250),
    ("sheet-light", f"{LAKE}/sheet", "light", 1100, 760),
    ("sheet-dark", f"{LAKE}/sheet", "dark", 1100, 760),
    ("sheet-phone", f"{LAKE}/sheet", "light", 390, 1200),
    ("dashboard-dark-member", f"{LAKE}/members/PELL", "dark", 1100, 620),
    ("evidence-light", f"{LAKE}/queue", "light", 1100, 760),
    ("evidence-dark", f"{LAKE}/queue", "dark", 1100, 760),
    ("evidence-phone", f"{LAKE}/queue", "light", 390, 1200),
    ("dashboard-report", f"{LAKE}/reports", "light", 1100, 800),
    ("dashboard-rule", f"{LAKE}/rule", "light", 1100, 1000),
    ("dashboard-phone", f"{UKRAINE}{DAY}", "light", 390, 1200),
    ("brief-light", f"{UKRAINE}/brief{DAY}", "light", 1100, 1500),
    ("brief-dark", f"{LAKE}/brief", "dark", 1100, 1300),
    ("brief-phone", f"{LAKE}/brief", "light", 390, 1200),
]


COURSES = {
    "forecast-sweden": ("sweden-accession", "2022-05-16", "2024-03-07"),
    "forecast-ukraine": ("ukraine-invitation", "2022-01-03", "2024-12-30"),
}
"""Example, first and last day of the weekly course that each picture draws."""


def courses(program: str) -> None:
    """Draw the courses as the command does."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as started:
        browser = started.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(device_scale_factor=1.5, viewport={"width": 1000, "height": 700})
        for name, (example, first, last) in COURSES.items():
            drawn = Path(folder) / f"{name}.svg"
            dossier = ROOT / "examples" / example / "dossier.yaml"
            asked = ["--every", "week", "--from", first, "--to", last, "--plot", str(drawn), "--csv"]
            command = [sys.executable, "-m", "whipcount", "forecast", str(dossier), *asked]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            page.goto(drawn.as_uri())
            page.locator("svg").first.screenshot(path=IMAGES / f"{name}.png")
        browser.close()


def main() -> None:
    """Serve the examples, look at each page, keep the pictures."""
    program = find_chromium()
    if program is None:
        raise SystemExit("no Chromium is installed")
    if "--pages" not in sys.argv[1:]:
        courses(program)
    if "--courses" in sys.argv[1:]:
        return
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "s.db", create=True) as store:
        for name in ("lake-council", "ukraine-invitation"):
            fill(store, load_dossier_file(ROOT / "examples" / name / "dossier.yaml"))
        app = create_app(Library(store, patience=600.0))
        server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error"))
        threading.Thread(target=server.run, daemon=True).start()
        while not server.started:
            time.sleep(0.05)
        address = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
        with sync_playwright() as started:
            browser = started.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
            for name, place, scheme, width, height in PICTURES:
                size = {"width": width, "height": height}
                context = browser.new_context(base_url=address, color_scheme=scheme, viewport=size)  # type: ignore[arg-type]
                page = context.new_page()
                page.set_default_timeout(300_000)
                page.goto(place)
                if name == "dashboard-report":
                    page.locator("tbody th a").last.click()
                if name.startswith("evidence"):
                    page.locator("li.card .who a").first.click()
                while page.get_by_text("being computed").count():
                    page.wait_for_timeout(1_000)
                    page.reload()
                page.screenshot(path=IMAGES / f"{name}.png")
                context.close()
            page = browser.new_page(base_url=address, viewport={"width": 688, "height": 1000})
            page.emulate_media(media="print")
            page.goto(f"{LAKE}/sheet")
            page.screenshot(path=IMAGES / "sheet-print.png")
            if "--pages" in sys.argv[1:]:
                browser.close()
                server.should_exit = True
                return
            page = browser.new_page(base_url=address)
            page.goto(f"{LAKE}/brief")
            printed = Path(folder) / "print.pdf"
            printed.write_bytes(page.pdf(format="A4", prefer_css_page_size=True))
            browser.close()
        command = ["pdftoppm", "-png", "-r", "80", "-f", "1", "-l", "1", "-singlefile", printed, IMAGES / "brief-print"]
        subprocess.run(command, check=True)
        server.should_exit = True


if __name__ == "__main__":
    main()
