"""Hostile strings become visible text."""

from __future__ import annotations

import csv
import io
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from whipcount.text.safe import csv_cell, invisible, markdown, one_line, pieces, visible, web_link


@given(st.text())
def test_nothing_invisible_is_left(text: str) -> None:
    shown = visible(text)
    assert not any(invisible(c) for c in shown)
    for c in shown:
        assert unicodedata.category(c) not in ("Cf", "Cs", "Co") or c in "\n\t", repr(c)
        assert unicodedata.category(c) != "Cc" or c in "\n\t"


@given(st.text())
def test_pieces_give_the_text_back(text: str) -> None:
    assert "".join(part for part, _ in pieces(text)) == text


@given(st.text())
def test_visible_twice_changes_nothing(text: str) -> None:
    assert visible(visible(text)) == visible(text)


@pytest.mark.parametrize(
    "character", ["\u202e", "\u2066", "\u200b", "\ufeff", "\x00", "\x1b", "\U000e0041", "\ud800", "\u2028"]
)
def test_known_tricks_are_shown_by_code(character: str) -> None:
    assert visible(f"a{character}b") == f"a⟨U+{ord(character):04X}⟩b"


@given(st.text())
@example("=cmd|' /C calc'!A0")
@example("\t=1")
@example("＝1")
def test_no_cell_begins_as_a_formula(text: str) -> None:
    cell = csv_cell(text)
    assert cell.lstrip()[:1] not in tuple("=+-@＝＋－＠")
    out = io.StringIO()
    csv.writer(out).writerow([cell, "next"])
    assert next(csv.reader(io.StringIO(out.getvalue(), newline=""))) == [cell, "next"]


@given(st.text(alphabet=st.sampled_from("<>&*_`[]()!#+-=|~^$:/.@\\\"' \n1a.wh"), max_size=40))
@example("<script>alert(1)</script>")
@example("![x](javascript:alert(1))")
@example("https://example.org www.example.org a@example.org")
@example("1. a")
@example("| a | b |")
@example("&lt;b&gt;")
def test_markdown_shows_the_same_text_and_no_markup(text: str) -> None:
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    for prefix in ("", "- item ", "x "):
        tokens = parser.parse(prefix + markdown(text) if prefix else "a " + markdown(text))
        kinds = {child.type for token in tokens for child in (token.children or [token])}
        assert not kinds & {
            "html_inline",
            "html_block",
            "link_open",
            "image",
            "em_open",
            "strong_open",
            "code_inline",
            "s_open",
        }
        shown = "".join(
            c.content for token in tokens for c in (token.children or []) if c.type in ("text", "text_special")
        )
        assert one_line(text).replace(" ", "") in shown.replace(" ", "")


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "//example.org",
        "https://",
        "https://a b",
        " https://example.org",
        "https://example.org/\u202e",
        "https://[",
        "ftp://example.org",
        "x" * 3000,
        "",
        None,
    ],
)
def test_only_web_addresses_are_linked(url: str | None) -> None:
    assert web_link(url) is None
