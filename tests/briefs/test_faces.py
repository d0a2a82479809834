"""Every face of a brief: complete, well-formed, closed to the network, and deaf to what a report says."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from html.parser import HTMLParser
from io import BytesIO
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.briefs.sample import hostile, sample
from whipcount.briefs.render import html
from whipcount.briefs.render.docx import to_docx
from whipcount.briefs.render.html import style, to_html
from whipcount.briefs.render.markdown import to_markdown
from whipcount.briefs.view.brief import ReportView
from whipcount.briefs.view.evidence import Place, StatementView

EVIL = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onload='alert(1)",
    "</style><script>alert(1)</script>",
    "</textarea></title></svg><iframe src=//evil>",
    "javascript:alert(1)",
    "{{ 7*7 }}{% raw %}",
    "\u202egnp.exe\u202c\u200b\ufeff",
    "<!-- --><![CDATA[x]]>&lt;b&gt;",
    "=1+1",
    "x" * 5000,
    "\x00\x1b[31m",
    "\ud800",
]
VOID = {"meta", "br", "img", "input", "link", "hr"}


class Page(HTMLParser):
    """What a page holds: its elements with attributes, whether they nest, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.feed(html)
        self.close()
        assert not self.open, f"never closed: {self.open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_startendtag(tag, attrs)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len({name for name, _ in attrs}) == len(attrs), f"attribute twice in {tag}: {attrs}"
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open[-1] == tag, f"</{tag}> closes <{self.open[-1]}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())

    def check(self) -> None:
        """No script, event or inline style; no address but anchors and web links; ids once; links lead somewhere."""
        ids = [attrs["id"] for _, attrs in self.elements if "id" in attrs]
        assert len(set(ids)) == len(ids), sorted(i for i in ids if ids.count(i) > 1)[:5]
        for tag, attrs in self.elements:
            assert tag not in ("script", "iframe", "img", "object", "embed", "link", "base", "form"), tag
            assert not any(name.startswith("on") or name in ("style", "src", "srcset", "action") for name in attrs), (
                attrs
            )
            href = attrs.get("href")
            if href is None:
                continue
            if href.startswith("#"):
                assert href[1:] in ids, f"{href} leads nowhere"
            else:
                assert re.match(r"https?://", href), href


def test_the_page_is_whole_and_closed() -> None:
    page = Page(to_html(sample()))
    page.check()
    for words in (
        "Will the Lake Council admit Orvana",
        "34%",
        "Tessel will vote for Orvana",
        "once the dam treaty is signed",
    ):
        assert words in page.text


def test_the_policy_allows_only_the_style_sheet_in_the_page() -> None:
    import base64
    import hashlib

    html = to_html(sample())
    (css,) = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    assert css == style()
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    policy = next(a["content"] for t, a in Page(html).elements if a.get("http-equiv") == "Content-Security-Policy")
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert "url(" not in css
    assert "@import" not in css


def test_every_statement_leads_to_its_words_and_back() -> None:
    view = sample()
    html = to_html(view)
    for statement in view.statements:
        assert f'href="#{statement.id}"' in html
        assert f'id="{statement.id}"' in html
        assert f'href="#c{statement.id[1:]}"' in html
        for place in statement.source + statement.cue + statement.content:
            (inner,) = re.findall(rf'<mark class="[a-z ]*" id="{place.anchor}"[^>]*>(.*?)</mark>', html)
            assert place.text.startswith(inner)


def test_every_figure_says_how_it_was_made() -> None:
    view = sample()
    page = Page(to_html(view))
    for figure in view.figures:
        assert figure.how in page.text


@pytest.mark.parametrize("evil", EVIL)
def test_hostile_text_stays_text_in_html(evil: str) -> None:
    page = Page(to_html(hostile(sample(), evil)))
    page.check()
    if evil.isprintable():
        assert " ".join(evil.split()) in page.text
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u200b\ufeff\x00\x1b]", to_html(hostile(sample(), evil)))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=80))
def test_any_text_stays_text_in_html(evil: str) -> None:
    view = hostile(sample(), evil)
    html = to_html(view)
    Page(html).check()
    html.encode()  # no lone surrogate is left


@pytest.mark.parametrize("evil", EVIL)
def test_hostile_text_stays_text_in_markdown(evil: str) -> None:
    text = to_markdown(hostile(sample(), evil))
    text.encode()
    tokens = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(text)
    children = [child for token in tokens for child in (token.children or [token])]
    assert not [c for c in children if c.type in ("html_inline", "html_block", "image", "code_inline", "s_open")]
    links = [c.attrs["href"] for c in children if c.type == "link_open"]
    assert all(str(link).startswith("https://example.org/") for link in links)


def test_markdown_tells_what_the_page_tells() -> None:
    view = sample()
    text = to_markdown(view)
    for words in (
        "34%",
        "Tessel will vote for Orvana",
        "once the dam treaty is signed",
        "Quill has not spoken in any report",
    ):
        assert words in text
    tables = [t for t in MarkdownIt("commonmark").enable("table").parse(text) if t.type == "table_open"]
    assert len(tables) >= 5


@pytest.mark.parametrize("evil", EVIL)
def test_hostile_text_stays_text_in_docx(evil: str) -> None:
    pytest.importorskip("docx", reason="the extra docx is not installed")
    with zipfile.ZipFile(BytesIO(to_docx(hostile(sample(), evil)))) as archive:
        root = ElementTree.fromstring(archive.read("word/document.xml"))
    text = "".join(element.text or "" for element in root.iter() if element.tag.endswith("}t"))
    if evil.isprintable():
        assert evil in text
    assert not re.search("[\u202a-\u202e\u200b\ufeff]", text)


def test_a_long_report_is_shown_around_its_marks() -> None:
    from dataclasses import replace

    view = sample()
    long = view.reports[0].text + "y" * 1_000_000
    html = to_html(replace(view, reports=(replace(view.reports[0], text=long),)))
    assert len(html) < 100_000
    assert "characters left out" in html
    Page(html).check()


def test_what_is_marked_in_reports_is_gathered_once_for_all_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    view = sample()
    first = view.reports[0]
    many = tuple(replace(first, id=f"r-{number}") for number in range(1, 6))
    view = replace(view, reports=many)
    asked: list[object] = []
    given: list[tuple[str, set[str]]] = []
    gather, text = html.other_places, html.report_text
    monkeypatch.setattr(html, "other_places", lambda view: asked.append(1) or gather(view))

    def noted(report: ReportView, statements: list[StatementView], places: list[Place]) -> object:
        given.append((report.id, {statement.report for statement in statements} | {place.report for place in places}))
        return text(report, statements, places)

    monkeypatch.setitem(html.environment().globals, "report_text", noted)
    page = to_html(view)
    assert len(asked) == 1  # at 2,000 reports and 50,000 statements, once a report was most of the time
    assert [report for report, _ in given] == [report.id for report in many]
    assert all(of <= {report} for report, of in given)
    assert given[0][1] == {"r-1"}
    assert "<mark" in page
