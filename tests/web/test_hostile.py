"""Hostile text stays text on every page and in every export, and no text makes a page large."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from tests.briefs.test_faces import Page
from tests.web.html import WebPage
from whipcount.dossiers import edits
from whipcount.dossiers.file import load_dossier_file
from whipcount.dossiers.store import Store
from whipcount.positions.stance.stance import Authority, Condition, Evidence, Stance
from whipcount.reports.report import Report, fingerprint
from whipcount.statements.statement import Basis, Quotation, Role, Speaker, Statement
from whipcount.text.fields import blank
from whipcount.text.span import Span
from whipcount.web.app import create_app
from whipcount.web.library import Library

LAKE = "lake-council-orvana"
D = f"/d/{LAKE}"
NOON = datetime(2025, 3, 6, 12, tzinfo=UTC)
MOST_BYTES = 500_000
PIECES = [
    "<script>alert(1)</script>",
    "\"onload='alert(1)'",
    "</textarea></title></style><img src=x onerror=alert(1)>",
    "<style>*{display:none}</style>",
    "\u202egnp.exe\u202c",
    "\u200b\u2060\ufeff",
    "[a](javascript:alert(1)) ![b](http://evil.example/x) **c** `d`",
    "=HYPERLINK(1)",
    "+1",
    "-1",
    "@SUM(1)",
    "＝1",
    "\t=1",
    "{{ 7*7 }}{% raw %}",
    "&lt;b&gt;&amp;#60;",
    "]]><x/>",
    "'; DROP TABLE statement; --",
    "line one\nline two\r\nthree",
    "e\u0301\U0001f3f3\ufe0f\u200d\U0001f308",
    "../../etc/passwd",
]
hostile = st.lists(
    st.one_of(
        st.sampled_from(PIECES),
        st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=30),
    ),
    min_size=1,
    max_size=6,
).map(" ".join)


@contextmanager
def desk_of(words: str, root: Path) -> Iterator[tuple[TestClient, str, str, str]]:
    """The invented dossier with one report of these words, which stand in every field that can hold them."""
    head = "Ilse Crane said "
    text = f"{head}{words}\nand no more.\n"
    sha = fingerprint(text)
    day = date(2025, 3, 6)
    speaker = Speaker(words, words, words, Role.HEAD_OF_STATE, "FERROW-BAY", Basis.OFFICE, named=True)
    spans = ((Span(0, 10),), (Span(11, 15),), (Span(16, len(text) - 1),))
    statement = Statement(sha, *spans, Quotation.INDIRECT, speaker, addressee=words, reported_on=day)
    report = Report(words, text, sha, title=words, publisher=words, author=words, place=words, published_on=day)
    coding = Evidence(
        f"{statement.id}:admission", "FERROW-BAY", "admission", Stance.NO, day, day, day,
        NOON, Authority.HEAD, statement=statement.id, report=sha, speaker=words, gist=words, source=words,
        conditions=(Condition(words),), reasons=(words,), coder=words,
    )  # fmt: skip
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "a.db", create=True) as store:
        store.create(load_dossier_file(root / "examples" / "lake-council" / "dossier.yaml"))
        store.add_report(LAKE, report, [statement], [coding], author=words)
        edits.confirm(store, LAKE, coding.id, reason="x" if blank(words) else words.strip(), author=words)
        library = Library(store, patience=60.0)
        try:
            with TestClient(create_app(library, hosts=("testserver",)), raise_server_exceptions=True) as client:
                yield client, sha, coding.id, statement.id
        finally:
            library.close()


def places(sha: str, coding: str) -> list[str]:
    inner = ["", "/members", "/members/FERROW-BAY", "/statements", "/reports", f"/reports/{sha}", f"/evidence/{coding}"]
    return [D + place for place in (*inner, "/forecast", "/rule", "/what-if", "/bargain", "/changes")]


@pytest.mark.slow
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=hostile)
@example(words=" ".join(PIECES))
@example(words="\u200b\u2060\ufeff")
def test_hostile_text_is_text_on_every_page_and_in_every_export(words: str, root: Path) -> None:
    with desk_of(words, root) as (client, sha, coding, _):
        for place in ("/", *places(sha, coding)):
            answer = client.get(place)
            assert answer.status_code == 200, place
            WebPage(answer.text).check()
            assert not set(answer.text) & set("\u202e\u200b\u2060\ufeff"), place
            assert len(answer.content) < MOST_BYTES
            base = place if place != "/" else "/index"
            json.loads(client.get(f"{base}.json").text)
            table = client.get(f"{base}.csv")
            assert "attachment" in table.headers["content-disposition"]
            cells = [cell for row in csv.reader(io.StringIO(table.text)) for cell in row]
            assert not [cell for cell in cells if cell.lstrip()[:1] in tuple("=+@＝＋＠")], place
            assert not [cell for cell in cells if cell[:1] in "-－\t\r\n" and cell and not number(cell)], place
        Page(client.get(f"{D}/brief").text).check()
        json.loads(client.get(f"{D}/brief.json").text)
        ElementTree.fromstring(client.get(f"{D}/feed.atom").text)


def number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


@pytest.mark.slow
def test_a_line_of_a_megabyte_makes_no_page_large(root: Path) -> None:
    words = "<b>&\u202e" * 200_000
    with desk_of(words, root) as (client, sha, coding, statement):
        for place in ("/", *places(sha, coding), f"{D}/brief", f"{D}/feed.atom"):
            answer = client.get(place)
            assert answer.status_code == 200, place
            assert len(answer.content) < MOST_BYTES, f"{place}: {len(answer.content):,} bytes"
        for place in places(sha, coding):
            for face in ("json", "csv"):
                answer = client.get(f"{place}.{face}")
                assert answer.status_code == 200
                whole = face == "json" and f"/reports/{sha}" in place  # the one that holds the report's own text
                assert whole or len(answer.content) < MOST_BYTES, f"{place}.{face}: {len(answer.content):,} bytes"
        assert client.get(f"{D}/at/{statement}").status_code == 200
