from hypothesis import given
from hypothesis import strategies as st

from whipcount.positions.network.marked_text import marked_text
from whipcount.text.span import Span

TEXT = "Kell and Pell agree;  Sarn\ndoes not."


@given(st.lists(st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)), st.sampled_from("KPS"))))
def test_what_is_between_marks_is_kept_and_marks_never_overlap(places: list[tuple[int, int, str]]) -> None:
    names = [(Span(min(a, b), max(a, b)), owner) for a, b, owner in places]
    made = marked_text(TEXT, names)
    assert len(made.words) == len(made.owners) + 1 == len(made.spans) + 1
    assert all(one.end <= other.start for one, other in zip(made.spans, made.spans[1:], strict=False))
    given = {(span, owner) for span, owner in names}
    assert {*zip(made.spans, made.owners, strict=True)} <= given
    at, rebuilt = 0, []
    for span in made.spans:
        rebuilt.append(" ".join(TEXT[at : span.start].split()))
        at = span.end
    assert (*rebuilt, " ".join(TEXT[at:].split())) == made.words


def test_of_two_names_that_overlap_the_first_is_marked() -> None:
    made = marked_text(TEXT, [(Span(2, 8), "X"), (Span(0, 4), "K")])
    assert made.owners == ("K",)
