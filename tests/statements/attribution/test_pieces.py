import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from whipcount.statements.attribution.pieces import cut_pieces, pack, quoted_spans, sentence_bounds
from whipcount.statements.attribution.weights import load_model
from whipcount.text.sentences import split_sentences


def test_types_tell_shape_quotation_and_line() -> None:
    text = "Vant said “no DEAL” 5\nthen left"
    pieces = cut_pieces(text, load_model().vocabulary, quoted_spans(text))
    first = {text[a:b]: t for a, b, t in zip(pieces.start, pieces.end, pieces.types, strict=True)}
    assert first["said"] == 0
    assert first["“"] == 3 + 4
    assert first["no"] == 0 + 4
    assert first["DEAL"] == 2 + 4
    assert first["5"] == 3
    assert first["then"] == 0 + 8


@given(st.lists(st.integers(1, 30), max_size=20), st.integers(1, 25))
def test_windows_cover_all_pieces_in_order(lengths: list[int], budget: int) -> None:
    bounds = np.cumsum([0, *lengths])
    windows = pack(bounds, budget=budget)
    assert [b for _, b in windows[:-1]] == [a for a, _ in windows[1:]]
    assert sum(b - a for a, b in windows) == bounds[-1]
    assert all(0 < b - a <= budget for a, b in windows)


@settings(deadline=None)
@given(st.text(alphabet='aB “”".\n😀\u200b', max_size=200))
def test_pieces_stay_inside_the_text(text: str) -> None:
    pieces = cut_pieces(text, load_model().vocabulary, quoted_spans(text))
    assert (pieces.start < pieces.end).all()
    assert (np.diff(pieces.start) >= 0).all()
    bounds = sentence_bounds(pieces, split_sentences(text))
    assert bounds[0] == 0
    assert bounds[-1] == len(pieces)


@given(st.text(alphabet='ab "“”\n', max_size=200))
def test_quotations_lie_in_one_line_and_apart(text: str) -> None:
    found = quoted_spans(text)
    assert all("\n" not in span.of(text) for span in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
