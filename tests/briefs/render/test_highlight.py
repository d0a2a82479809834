"""The highlighter loses no character, adds none, and marks exactly what is marked."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whipcount.briefs.render.highlight import ROLES, Mark, by_lines, segments, windows
from whipcount.errors import ReportError
from whipcount.text.span import Span


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    text = draw(st.text(min_size=1, max_size=60))
    count = draw(st.integers(0, 12))
    marks = []
    for number in range(count):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        marks.append(Mark(start, end, draw(st.sampled_from(ROLES)), f"s-{number % 4}", f"a-{number}"))
    return text, marks


@given(marked_texts())
def test_segments_give_the_text_back(case: tuple[str, list[Mark]]) -> None:
    text, marks = case
    pieces = segments(text, marks)
    assert "".join(piece.text for piece in pieces) == text
    assert all(piece.text == text[piece.start : piece.end] and piece.start < piece.end for piece in pieces)


@given(marked_texts())
def test_each_character_has_the_roles_of_the_marks_over_it(case: tuple[str, list[Mark]]) -> None:
    text, marks = case
    for piece in segments(text, marks):
        for at in range(piece.start, piece.end):
            covering = [mark for mark in marks if mark.start <= at < mark.end]
            assert set(piece.roles) == {mark.role for mark in covering}
            if covering:
                innermost = max(mark.start for mark in covering)
                assert piece.owner in {mark.owner for mark in covering if mark.start == innermost}
            else:
                assert piece.owner is None


@given(marked_texts())
def test_each_anchor_opens_once_where_its_mark_begins(case: tuple[str, list[Mark]]) -> None:
    text, marks = case
    opened = [(mark.anchor, piece.start) for piece in segments(text, marks) for mark in piece.opens]
    assert sorted(opened) == sorted((mark.anchor, mark.start) for mark in marks)


@given(marked_texts())
def test_order_of_marks_does_not_matter(case: tuple[str, list[Mark]]) -> None:
    text, marks = case
    assert segments(text, marks) == segments(text, marks[::-1])


@given(marked_texts(), st.data())
def test_a_window_is_the_same_part_of_the_whole(case: tuple[str, list[Mark]], data: st.DataObject) -> None:
    text, marks = case
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    part = segments(text, marks, within=Span(start, end))
    assert "".join(piece.text for piece in part) == text[start:end]
    roles = {at: piece.roles for piece in segments(text, marks) for at in range(piece.start, piece.end)}
    assert all(piece.roles == roles[at] for piece in part for at in range(piece.start, piece.end))
    inside = {mark.anchor for mark in marks if mark.start < end and mark.end > start}
    assert {mark.anchor for piece in part for mark in piece.opens} == inside


@given(marked_texts())
def test_lines_keep_all_but_newlines_and_all_anchors(case: tuple[str, list[Mark]]) -> None:
    text, marks = case
    lines = by_lines(segments(text, marks))
    assert ["".join(piece.text for piece in line) for line in lines] == [line for line in text.split("\n") if line]
    assert all(piece.text == text[piece.start : piece.end] for line in lines for piece in line)
    if lines:
        assert {mark.anchor for line in lines for piece in line for mark in piece.opens} == {m.anchor for m in marks}


@pytest.mark.parametrize(("start", "end"), [(3, 3), (4, 3), (-1, 2), (0, 6), (9, 12)])
def test_a_bad_span_is_an_error_not_a_wrong_page(start: int, end: int) -> None:
    with pytest.raises(ReportError, match="span"):
        segments("hello", [Mark(start, end, "cue", "s", "a")])


def test_an_unknown_role_is_an_error() -> None:
    with pytest.raises(ReportError, match="role"):
        segments("hello", [Mark(0, 2, "onload", "s", "a")])


def test_many_nested_marks_take_bounded_time() -> None:
    size = 20_000
    text = "x" * (2 * size)
    marks = [Mark(n, 2 * size - n, ROLES[n % 4], "s", f"a-{n}") for n in range(size)]
    before = time.process_time()
    pieces = segments(text, marks)
    assert time.process_time() - before < 5
    assert len(pieces) == 2 * size - 1


@given(st.integers(0, 100_000), st.lists(st.integers(0, 99_000), max_size=20))
def test_windows_are_ordered_apart_and_hold_their_marks(length: int, starts: list[int]) -> None:
    marks = [Mark(start, start + 5, "cue", "s", str(start)) for start in starts if start + 5 <= length]
    shown = windows(length, marks)
    assert all(before.end < after.start for before, after in pairwise(shown))
    assert all(0 <= span.start < span.end <= length for span in shown)
    assert all(any(span.start <= m.start and m.end <= span.end for span in shown) for m in marks)
