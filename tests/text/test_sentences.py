import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whipcount.text.sentences import split_sentences

CASES = [
    ("He came. She left.", ["He came.", "She left."]),
    ("Mr. Vant met Dr. Orla J. Dor. They spoke.", ["Mr. Vant met Dr. Orla J. Dor.", "They spoke."]),
    ("The U.S. Senate voted on Nov. 29. It passed.", ["The U.S. Senate voted on Nov. 29.", "It passed."]),
    ("It rose 3.5 percent to $1.2 billion. Good.", ["It rose 3.5 percent to $1.2 billion.", "Good."]),
    ("“Why now?” he asked. Nobody knew!", ["“Why now?” he asked.", "Nobody knew!"]),
    ("“Enough.” She sat down.", ["“Enough.”", "She sat down."]),
    ("A headline\nThe first line. The second.", ["A headline", "The first line.", "The second."]),
    ("It ended at 5 p.m. Officials left.", ["It ended at 5 p.m.", "Officials left."]),
    ("", []),
    (" \n \n", []),
]


@pytest.mark.parametrize(("text", "sentences"), CASES)
def test_splits(text: str, sentences: list[str]) -> None:
    assert [span.of(text) for span in split_sentences(text)] == sentences


@given(st.text(alphabet='aA.?!”“" \nMr…', max_size=300))
def test_sentences_keep_every_character_that_is_not_white_space(text: str) -> None:
    spans = split_sentences(text)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    assert "".join("".join(span.of(text).split()) for span in spans) == "".join(text.split())


@given(st.text(alphabet="ab .", max_size=300), st.integers(2, 40))
def test_long_sentences_are_cut(text: str, longest: int) -> None:
    assert all(span.end - span.start <= longest for span in split_sentences(text, longest=longest))
