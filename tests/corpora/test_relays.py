"""Relays: copies that were cut are found, texts that are no copies are not; the earliest is the origin."""

from __future__ import annotations

import random

import numpy as np
import pytest

from whipcount.corpora.relays import clusters, relays
from whipcount.corpora.signature import packed, shingles, signature

VOCABULARY = [
    a + b + c for a in "ka le mi no ru sa te vo".split() for b in "dar fen gol him".split() for c in "a et is".split()
]
FOOTER = "Subscribe to our letter for more news like this. All rights reserved by the Harbour News Agency."


def article(draw: random.Random, words: int = 300) -> str:
    """Words by Zipf's law, with a footer that all articles share."""
    weights = [1 / (rank + 1) for rank in range(len(VOCABULARY))]
    return " ".join([*draw.choices(VOCABULARY, weights, k=words), FOOTER])


def found(texts: list[str]) -> list[int]:
    signatures = np.stack([signature(text) for text in texts])
    sizes = np.array([shingles(len(text.split())) for text in texts])
    return [int(number) for number in clusters(signatures, sizes)]


def test_copies_cut_to_six_tenths_are_found_and_unrelated_texts_are_not() -> None:
    draw = random.Random(7)
    texts = [article(draw, draw.randrange(40, 600)) for _ in range(300)]
    copies = []
    for text in texts[:100]:
        words = text.split()
        keep = int(0.6 * len(words))
        at = draw.randrange(len(words) - keep + 1)
        copies.append("HARROWMERE (Agency) - " + " ".join(words[at : at + keep]))
    numbers = found(texts + copies)
    assert len(set(numbers[:300])) == 300
    assert sum(numbers[n] == numbers[300 + n] for n in range(100)) >= 95


def test_many_copies_of_one_text_are_one_cluster_and_empty_texts_none() -> None:
    draw = random.Random(8)
    text = article(draw)
    numbers = found([text] * 40 + [""] * 3 + [article(draw)])
    assert len(set(numbers[:40])) == 1
    assert len(set(numbers)) == 5


@pytest.mark.parametrize("days", [("2025-03-05", "2025-03-02", ""), ("", "2025-03-02", "2025-03-05")])
def test_the_earliest_is_the_origin_and_none_without_a_day(days: tuple[str, str, str]) -> None:
    text = article(random.Random(9))
    table = {"sha256": ["c", "b", "a"], "minhash": [packed(signature(text))] * 3, "words": [300] * 3, "day": list(days)}
    made = relays(table)
    assert {relay.origin for relay in made} == {"b"}
    assert [relay.sha256 for relay in made] == ["b", "a", "c"]
    assert all((relay.copies, relay.similarity) == (3, 1.0) for relay in made)
    assert relays({"sha256": [], "minhash": [], "words": [], "day": []}) == []
