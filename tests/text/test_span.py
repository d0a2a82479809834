import pytest
from hypothesis import given
from hypothesis import strategies as st

from whipcount.errors import ReportError
from whipcount.text.span import Span, checked, hull

spans = st.tuples(st.integers(0, 50), st.integers(1, 20)).map(lambda pair: Span(pair[0], sum(pair)))


@given(spans, spans)
def test_spans_overlap_if_they_share_a_place(one, other):
    shared = set(range(*one)) & set(range(*other))
    assert one.overlaps(other) == other.overlaps(one) == bool(shared)


@given(st.lists(spans, min_size=1, max_size=6))
def test_the_hull_holds_all_and_no_more(given_spans):
    whole = hull(given_spans)
    places = {place for span in given_spans for place in span}
    assert (whole.start, whole.end) == (min(places), max(places))


@given(st.integers(-5, 30), st.integers(-5, 30), st.text(max_size=20))
def test_a_checked_span_lies_inside_its_text(start, end, text):
    if 0 <= start < end <= len(text):
        assert checked(start, end, length=len(text)).of(text) == text[start:end] != ""
    else:
        with pytest.raises(ReportError, match="is not inside"):
            checked(start, end, length=len(text))
