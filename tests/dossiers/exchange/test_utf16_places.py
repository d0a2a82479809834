"""Places in UTF-16 units and in code points: each the other's way back, as an encoder counts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from whipcount.dossiers.exchange.utf16_places import Utf16Places

TEXTS = st.text(st.sampled_from("ab\u20ac\U0001f600\U00010348"), max_size=12)


@given(TEXTS, st.data())
def test_a_span_comes_back_from_its_units(text: str, data: st.DataObject) -> None:
    places = Utf16Places(text)
    for at in range(len(text) + 1):
        assert places.unit(at) == len(text[:at].encode("utf-16-le")) // 2
    if text:
        start = data.draw(st.integers(0, len(text) - 1))
        stop = data.draw(st.integers(start + 1, len(text)))
        span = places.span(places.unit(start), places.unit(stop))
        assert span is not None
        assert (span.start, span.end) == (start, stop)


@given(TEXTS)
def test_what_lies_outside_or_is_empty_is_no_span(text: str) -> None:
    places = Utf16Places(text)
    end = places.unit(len(text))
    assert places.span(0, end + 1) is None
    assert places.span(end, end) is None
    assert places.span(2, 1) is None
