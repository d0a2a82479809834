"""Titles before the names of persons, and offices in their place."""

from __future__ import annotations

import re
from time import process_time

import pytest

from whipcount.bodies.person_mentions import in_office, is_rank, with_title
from whipcount.text.span import Span

TITLES = [
    ("Against were Trustee [Fay Ruddock].", "Trustee Fay Ruddock"),
    ("along with trustees [Ada Penn] and others", "trustees Ada Penn"),
    ("Voting no were Council [President Warren Ames].", "Council President Warren Ames"),
    ("and by Councilwoman [Rita Quist]", "Councilwoman Rita Quist"),
    ("with the treasurer, [Hugh Bellamy], against", "the treasurer, Hugh Bellamy"),
    ("Cllr Mrs [J. Tolland] seconded it", "Cllr Mrs J. Tolland"),
    ("the board's vice chair, Dame [Olga Pryce]", "the board's vice chair, Dame Olga Pryce"),
    ("He met [Ann Hale].", "Ann Hale"),
    ("The plumber [Ann Hale] left", "Ann Hale"),
    ("said the treasurer, and [Ann Hale] agreed", "Ann Hale"),
]


@pytest.mark.parametrize(("text", "whole"), TITLES)
def test_titles(text: str, whole: str) -> None:
    at = text.index("[")
    plain = re.sub(r"[\[\]]", "", text)
    end = text.index("]") - 1
    assert plain[with_title(plain, at) : end] == whole


OFFICES = [
    ("The treasurer, [Hugh Bellamy], came. The treasurer voted no.", ["The treasurer"]),
    ("[Gil Harmon], the board's treasurer, came. The treasurer voted no.", ["The treasurer"]),
    ("Chairman [Sven Tor] came. The chair voted no, the chairman said.", ["The chair", "the chairman"]),
    ("The treasurer voted no. The treasurer, [Hugh Bellamy], came.", []),  # not told yet who that is
    ("The treasurer, [Hugh Bellamy], came. The treasurer of the rival club voted no.", []),
    ("The former treasurer, [Hugh Bellamy], came. The treasurer voted no.", []),
    ("The treasurer, [Hugh Bellamy], came with the treasurer, [Ann Hale]. The treasurer voted no.", []),
    ("[Hugh Bellamy] came. The mayor voted no.", []),
]


@pytest.mark.parametrize(("text", "spoken_of"), OFFICES)
def test_offices(text: str, spoken_of: list[str]) -> None:
    plain, persons = "", []
    for part in re.split(r"(\[[^\]]+\])", text):
        if part.startswith("["):
            persons.append((Span(len(plain), len(plain) + len(part) - 2), part[1:-1]))
        plain += part.strip("[]")
    assert [span.of(plain) for span, _ in in_office(plain, persons)] == spoken_of


def test_ranks() -> None:
    assert [is_rank(word) for word in ("Councillor", "Dame", "Labour")] == [True, True, False]


@pytest.mark.parametrize("words", ["the treasurer, ", "Mayor Hale ", "the vice vice vice chair "])
def test_hostile_text_takes_no_long_time(words: str) -> None:
    text = words * (20_000 // len(words))
    started = process_time()
    list(in_office(text, [(Span(n, n + 4), "H") for n in range(0, 15_000, 30)]))
    assert process_time() - started < 4
