"""Forms of attribution that rules find where the encoder finds none. All people invented."""

from __future__ import annotations

import pytest

from whipcount.statements.attribution.attributions import Attribution
from whipcount.statements.attribution.fallback_attributions import complete
from whipcount.text.sentences import split_sentences


def found(text: str) -> list[tuple[str, str, str]]:
    made: tuple[Attribution, ...] = complete(text, (), split_sentences(text))
    return [(a.source[0].of(text), a.cue[0].of(text), a.content[0].of(text)) for a in made]


LEFT_OVER = [
    ("Minister Lena Brandvik saw in it another step towards peace.", "Minister Lena Brandvik", "in it another step"),
    ("Norway's prime minister sees no need for a vote.", "prime minister", "no need for a vote"),
    ("Lena Brandvik sees the fund as a threat to the fleet.", "Lena Brandvik", "the fund as a threat"),
    ("Lena Brandvik was quoted as saying the vote was near.", "Lena Brandvik", "the vote was near"),
    (
        "Foreign Minister Oleg Dorin was quoted by an agency as saying that he would sign.",
        "Oleg Dorin",
        "he would sign",
    ),
    ('The day was, in the words of Lena Brandvik, "a gift to all".', "Lena Brandvik", '"a gift to all"'),
    ('It was, in Lena Brandvik\'s words, "a gift".', "Lena Brandvik", '"a gift"'),
    ("For Lena Brandvik, the vote is a defeat of the small.", "Lena Brandvik", "the vote is a defeat"),
    ("But Prime Minister Bo Harju sees little chance of a deal.", "Bo Harju", "little chance of a deal"),
    ("For the Danish government, the text is not enough.", "Danish government", "the text is not enough"),
]


@pytest.mark.parametrize(("text", "who", "words"), LEFT_OVER, ids=[t[:36] for t, *_ in LEFT_OVER])
def test_what_the_encoder_leaves(text: str, who: str, words: str) -> None:
    assert any(who in source and words in content for source, _, content in found(text)), found(text)


@pytest.mark.parametrize(
    "text",
    [
        "Police saw a man near the pier.",
        "Lena Brandvik saw the prime minister at the airport on Monday.",
        "Harbour Steel saw the price fall.",
        "For Norway, the vote is a defeat.",
        "For now, the vote is a matter of weeks.",
        "The market saw a rise of three percent.",
    ],
)
def test_nothing_is_given_to_anybody(text: str) -> None:
    assert found(text) == []
