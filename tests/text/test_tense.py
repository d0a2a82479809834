import pytest

from whipcount.text.span import Span
from whipcount.text.tense import Tense, tense_at


def at(text, word):
    place = text.index(word)
    return tense_at(text, Span(place, place + len(word)))


@pytest.mark.parametrize(
    ("text", "word", "tense"),
    [
        ("The Lake Council met on Tuesday.", "Tuesday", Tense.PAST),
        ("The Lake Council will meet on Tuesday.", "Tuesday", Tense.FUTURE),
        ("The Lake Council is due to vote on Tuesday.", "Tuesday", Tense.FUTURE),
        ("Orvana said on Monday that it would decide in March.", "Monday", Tense.PAST),
        ("Orvana said on Monday that it would decide in March.", "March", Tense.FUTURE),
        ("On Friday the ferry union agreed to the plan.", "Friday", Tense.PAST),
        ("On Friday the ferry union is to take up the plan.", "Friday", Tense.FUTURE),
        ("A vote scheduled for Thursday", "Thursday", Tense.FUTURE),
        ("Thursday, rain.", "Thursday", None),
    ],
)
def test_the_nearest_verb_tells(text, word, tense):
    assert at(text, word) == tense


def test_a_verb_of_another_sentence_does_not():
    assert at("They will meet again. In Harrowmere, Tuesday, nothing.", "Tuesday") is None


def test_a_long_text_is_looked_at_no_further_than_its_window():
    assert at("will meet " + "x " * 500 + "Tuesday", "Tuesday") is None
