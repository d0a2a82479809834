import pytest

from whipcount.positions.stance.tense import is_former, tells_a_change
from whipcount.text.span import Span


@pytest.mark.parametrize(("text", "word", "former"), [
    ("It had long opposed that but backs it now.", "opposed", True),
    ("It had long opposed that but backs it now.", "backs", False),
    ("It opposes the ban.", "opposes", False),
    ("It used to oppose the ban.", "oppose", True),
    ("It once opposed the ban.", "opposed", True),
])  # fmt: skip
def test_of_former_times(text, word, former):
    at = text.index(word)
    assert is_former(text, Span(at, at + len(word)), Span(0, len(text))) is former


def test_only_the_sentence_itself_is_looked_at():
    text = "It had long opposed it. It opposes the ban."
    at = text.rindex("opposes")
    assert not is_former(text, Span(at, at + 7), Span(text.index("It opposes"), len(text)))


def test_a_change_is_told():
    assert tells_a_change("It now backs the ban.", Span(0, 21))
    assert not tells_a_change("It backs the ban.", Span(0, 17))
