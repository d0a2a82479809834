"""A position that a person enters: signed by its content, with a source, in fields that every file can hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given

from tests.fuzz.odd_words import words
from whipcount.dossiers.entries import MOST_WORDS, entry
from whipcount.dossiers.normal import normal_evidence
from whipcount.errors import DossierError
from whipcount.positions.stance.stance import Authority, Stance

DAY = date(2025, 3, 6)


def test_the_same_entry_twice_is_one_and_any_difference_is_another() -> None:
    plain = {"variant": "asked", "source": "call"}
    first = entry("HU", Stance.NO, DAY, **plain)
    assert entry("HU", Stance.NO, DAY, **plain) == first
    others = [
        entry("SK", Stance.NO, DAY, **plain),
        entry("HU", Stance.YES, DAY, **plain),
        entry("HU", Stance.NO, date(2025, 3, 7), **plain),
        entry("HU", Stance.NO, DAY, variant="path", source="call"),
        entry("HU", Stance.NO, DAY, variant="asked", source="letter"),
        entry("HU", Stance.NO, DAY, **plain, speaker="Ada Roe"),
        entry("HU", Stance.NO, DAY, **plain, note="for now"),
        entry("HU", Stance.NO, DAY, **plain, condition="once asked"),
        entry("HU", Stance.NO, DAY, **plain, authority=Authority.MINISTER),
    ]
    assert len({first.id, *(other.id for other in others)}) == 10


def test_it_counts_from_the_end_of_its_day_and_says_its_stance_where_nothing_is_noted() -> None:
    made = entry("HU", Stance.LEAN_NO, DAY, variant="asked", source="call")
    assert made.recorded_at == datetime(2025, 3, 6, 23, 59, 59, 999999, UTC)
    assert (made.said_from, made.reported_on, made.gist, made.coder) == (DAY, DAY, "lean no", "record")
    assert made.conditions == ()


@pytest.mark.parametrize("source", ["", "  ", "\u2028", "\u200b"])
def test_without_a_source_it_is_refused(source: str) -> None:
    with pytest.raises(DossierError) as caught:
        entry("HU", Stance.NO, DAY, variant="asked", source=source)
    assert caught.value.where == "source"


@given(words, words, words)
def test_whatever_words_it_is_as_a_store_keeps_it(speaker: str, note: str, condition: str) -> None:
    made = entry("HU", Stance.NO, DAY, variant="a", source="s", speaker=speaker, note=note, condition=condition)
    assert normal_evidence(made) == made
    assert replace(made, id="") == replace(
        entry("HU", Stance.NO, DAY, variant="a", source=" s ", speaker=speaker, note=note, condition=condition), id=""
    )
    assert len(made.gist) <= MOST_WORDS
