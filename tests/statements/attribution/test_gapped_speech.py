"""One word of saying for two speakers: the second's words are no part of the first's."""

from __future__ import annotations

import pytest

from whipcount.statements.attribution.attributions import Attribution
from whipcount.statements.attribution.gapped_speech import parted
from whipcount.statements.statement import Quotation
from whipcount.text.span import Span


@pytest.mark.parametrize(
    ("content", "parts"),
    [
        ("that she agreed, Pell's minister that he did not", ["that she agreed", "he did not"]),
        (
            "that she agreed and Pell's minister that he did not",
            ["that she agreed and Pell's minister that he did not"],
        ),
        ("that she agreed; the president of Pell that he did not", ["that she agreed", "he did not"]),
        ("that it was time, and Sarn's foreign minister that it was not", ["that it was time", "it was not"]),
        ("that Kell agreed, while Pell's ambassador that Pell would wait", ["that Kell agreed", "Pell would wait"]),
        ("that the pier, the one that it built, was open", ["that the pier, the one that it built, was open"]),
    ],
)
def test_the_words_of_each(content: str, parts: list[str]) -> None:
    text = f"Kell's premier said {content}."
    own = Attribution((Span(0, 14),), (Span(15, 19),), (Span(20, len(text) - 1),), Quotation.INDIRECT)
    assert [a.content[0].of(text) for a in parted(text, [own])] == parts
