"""A real server with the invented example on it, and one Chromium, for all tests of the pages."""

from __future__ import annotations

import os
import re
import shutil
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from whipcount.dossiers.file import load_dossier_file
from whipcount.dossiers.store import Store

ARGS = (
    "--no-sandbox --disable-gpu --disable-background-networking --disable-component-update --disable-sync "
    "--no-first-run --disable-extensions --disable-default-apps"
).split()
MAIN, DESK = "lake-council-orvana", "lake-council-desk"  # one to read, one to work on


@dataclass
class Site:
    """The server: its address, the store behind it, a link to share that it opens, and the origin that may frame it."""

    address: str
    store: Store
    shared: str
    framing: str

    def get(self, place: str) -> str:
        """The page at an address, as text."""
        return self.fetch(place)[1]

    def fetch(self, place: str) -> tuple[str, str]:
        """The kind of what lies at an address, and its text; what is no text, as a file to keep, has none."""
        with urllib.request.urlopen(self.address + place, timeout=60) as answer:
            kind = str(answer.headers.get_content_type())
            body: bytes = answer.read()
        texts = kind.startswith("text/") or kind.endswith(("json", "xml"))
        return kind, body.decode() if texts else ""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder needs a browser."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Iterator[Site]:
    """The invented dossier twice on a real server: its reports read by the package's reader."""
    from whipcount.web.app import create_app
    from whipcount.web.library import Library
    from whipcount.web.links import Links
    from whipcount.web.report_intake import fill

    place = tmp_path_factory.mktemp("browser") / "desk.db"
    links = Links(place.with_name("links.db"))
    shared = "/s/" + links.make(MAIN, now=time.time(), seconds=3600.0, author="Ada", note="for the desk")
    dossier = load_dossier_file(root / "examples" / "lake-council" / "dossier.yaml")
    with Store.open(place, create=True) as store, framing_pages() as framing:
        fill(store, dossier)
        fill(store, replace(dossier, id=DESK, title="The desk's own copy"))
        app = create_app(Library(store, patience=300.0), links=links, embed=(framing,))
        with running(app) as address:
            yield Site(address, store, shared, framing)


@contextmanager
def running(app: Any) -> Iterator[str]:
    """An application on a real server on loopback: its address."""
    import uvicorn

    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error", ws="none"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive(), "the server did not start"
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(timeout=20)


@contextmanager
def framing_pages() -> Iterator[str]:
    """A server of another origin, whose page frames the address in its query: its origin."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = (
                f'<!doctype html><title>t</title><iframe src="{unquote(urlsplit(self.path).query)}"></iframe>'.encode()
            )
            self.send_response(200)
            self.send_header("content-type", "text/html; charset=utf-8")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Nothing of it."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="package")
def chromium() -> Iterator[Any]:
    """One headless Chromium, of the system."""
    names = ("chromium", "chromium-browser", "google-chrome")
    program = os.environ.get("WHIPCOUNT_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if program is None:
        pytest.skip("there is no Chromium here (apt-get install chromium, or name one in WHIPCOUNT_CHROMIUM)")
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=program, args=ARGS)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Any, site: Site) -> Iterator[Any]:
    """A fresh page of ordinary width, light; what it tells the console fails the test."""
    context = chromium.new_context(base_url=site.address, color_scheme="light", viewport={"width": 1100, "height": 800})
    opened = context.new_page()
    heard: list[str] = []
    opened.on("console", lambda message: heard.append(f"{opened.url}: {message.text}"))
    opened.on("pageerror", lambda error: heard.append(f"{opened.url}: {error}"))
    yield opened
    context.close()
    assert not heard, heard


class _Links(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        href = dict(attrs).get("href")
        if tag == "a" and href:
            self.found.append(href)


def _shape(path: str) -> str:
    """An address with what names one member, report, chart or piece of evidence taken out."""
    return re.sub(r"/(members|reports|evidence|at|charts)/[^/]+?(\.[a-z]{3,4})?$", r"/\1/*\2", path)


@pytest.fixture(scope="package")
def pages(chromium: Any, site: Site) -> list[str]:
    """One address of every kind of page that links lead to from the first page on, of the dossier to read.

    Among what they lead to is a sheet as PDF, which a Chromium prints: where there is none, this is skipped.
    """
    found: dict[str, str] = {}
    twins: set[str] = set()  # the same as a document, a picture, a table
    waiting = ["/", f"/d/{MAIN}/members/KELL", f"/d/{MAIN}/what-if?set=KELL:yes", site.shared, "/d/none"]
    while waiting:
        place = waiting.pop(0)
        path = urlsplit(place).path
        of_another = path.startswith("/d/") and not path.startswith((f"/d/{MAIN}", "/d/none"))
        if _shape(path) in found or _shape(path) in twins or of_another or "/at/" in path:
            continue
        if path != "/d/none":
            kind, text = site.fetch(place)
            if kind != "text/html":
                twins.add(_shape(path))
                continue
            links = [urljoin(place, link) for link in _Links(text).found]
            waiting += [link for link in links if link.startswith("/") and not link.startswith("//")]
        found[_shape(path)] = place
    return list(found.values())
