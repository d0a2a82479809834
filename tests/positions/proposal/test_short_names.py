"""By what shorter names a report goes on to speak of members that only it knows."""

from __future__ import annotations

import pytest

from whipcount.positions.proposal.short_names import short_names

NAMES = {
    "KESTREL-LORN": "Kestrel Lorn",
    "IMPERIAL-TARN": "Imperial Tarn",
    "BRACKLEY-TOWN": "Brackley Town",
    "UPPER-WEND": "Upper Wend",
    "BANK-OF-ORR": "Bank of Orr",
    "PERSON-ANN-HALE": "Ann Hale",
}


@pytest.mark.parametrize(
    ("text", "member", "short"),
    [
        ("Imperial Tarn are rich. Imperial have won it twice.", "IMPERIAL-TARN", ("Imperial",)),
        ("Tarn would rather wait.", "IMPERIAL-TARN", ("Tarn",)),
        ("The chairman of Kestrel said no.", "KESTREL-LORN", ("Kestrel",)),
        ("Kestrel's chairman said no.", "KESTREL-LORN", ("Kestrel",)),
        ("Then Kestrel left, and Lorn is empty.", "KESTREL-LORN", ("Kestrel", "Lorn")),
        ("Brackley say they have six clubs behind them.", "BRACKLEY-TOWN", ("Brackley",)),
    ],
)
def test_a_word_alone(text: str, member: str, short: tuple[str, ...]) -> None:
    assert short_names(text, NAMES)[member] == short


@pytest.mark.parametrize(
    "text",
    [
        "Imperial Airways flew them in.",  # another name
        "Little Tarn has no club.",
        "Upper and lower towns quarrelled.",
        "The Bank raised its rate.",
        "Imperial habits die hard, imperial ones most.",  # a word that opens a sentence
        "Town and country met.",
        "Ann left early, said Hale.",  # persons are found by what they are called
        "The Kestrel Inn was full.",
        "They meet in Lorn on Friday.",
    ],
)
def test_words_that_are_no_names(text: str) -> None:
    assert short_names(text, NAMES) == {}


def test_a_word_of_two_members_is_neither() -> None:
    names = {"A": "Saint Lorn", "B": "Lorn Rovers", "C": "Lorn"}
    assert short_names("Lorn and Rovers left.", names) == {"B": ("Rovers",)}
