"""A passage in its context: every piece is the report's own words, in order, and no longer than it may be."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from whipcount.text.span import Span
from whipcount.web.passage import AROUND, MOST, Piece, passage

TEXTS = st.text("ab c.\n", min_size=1, max_size=2_500)
SPANS = st.lists(st.tuples(st.integers(0, 2_500), st.integers(1, 60)), min_size=1, max_size=4)


@given(TEXTS, SPANS)
def test_its_pieces_are_one_stretch_of_the_report(text: str, places: list[tuple[int, int]]) -> None:
    roles = [(role, [Span(start, start + size)]) for (start, size), role in zip(places, "abcd", strict=False)]
    pieces = passage(text, roles)
    inside = [span for _, (span,) in roles if span.end <= len(text)]
    if not inside:
        assert pieces == ()
        return
    words = "".join(p.text for p in pieces if p not in (Piece("… "), Piece(" …")))
    assert words in text
    first = min(span.start for span in inside)
    assert text[first : first + 1] in words
    assert sum(len(p.text) for p in pieces if p.role) <= MOST
    assert len(words) <= MOST + 2 * AROUND


def test_context_is_cut_at_words_and_says_where_the_report_goes_on() -> None:
    text = "long " * 200 + "MARK" + " tail" * 200
    start = text.index("MARK")
    pieces = passage(text, [("content", [Span(start, start + 4)])])
    assert pieces[0] == Piece("… ")
    assert pieces[-1] == Piece(" …")
    assert Piece("MARK", "content") in pieces
    before = pieces[1].text
    assert before.startswith("long ")
    assert AROUND - 10 < len(before) <= AROUND


def test_what_overlaps_is_shown_once_by_what_begins_first() -> None:
    pieces = passage("abcdef", [("source", [Span(0, 4)]), ("content", [Span(2, 6)])])
    assert pieces == (Piece("abcd", "source"), Piece("ef", "content"))


def test_a_span_outside_of_the_report_is_left_out() -> None:
    assert passage("abc", [("source", [Span(2, 9)])]) == ()
    assert passage("abc", []) == ()
