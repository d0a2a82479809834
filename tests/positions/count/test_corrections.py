"""Corrections: evidence that a person entered, which survives every re-run."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tests.positions.make import ALWAYS, EVER, at, day, ev
from whipcount.errors import DossierError
from whipcount.positions.count.acts import vote_of
from whipcount.positions.count.corrections import correct, meet
from whipcount.positions.count.fold import fold
from whipcount.positions.stance.stance import Condition, Stance

PEACE = Condition("once peace holds")


def test_a_correction_counts_where_its_target_did_and_survives_a_rerun() -> None:
    wrong = ev("s1:asked", Stance.NO, origin="o")
    fix = correct(wrong, stance=Stance.YES, recorded_at=at(9), reason="it was about the tariff")
    rerun = replace(wrong, coder="rules-2", recorded_at=at(50))
    for codings in ([wrong], [rerun], [wrong, rerun], [replace(wrong, id="s1b:asked")]):
        position = fold([*codings, fix], "AA", as_of=EVER, known_by=ALWAYS)
        assert position.stance is Stance.YES
    assert fold([wrong, fix], "AA", as_of=EVER, known_by=at(8)).stance is Stance.NO


def test_a_correction_can_move_the_member_or_take_all_away() -> None:
    wrong = ev("a", Stance.NO)
    moved = correct(wrong, stance=Stance.NO, member="BB", recorded_at=at(9), reason="said of BB")
    nothing = correct(wrong, stance=None, recorded_at=at(9), reason="says nothing of it")
    assert fold([wrong, moved], "AA", as_of=EVER, known_by=ALWAYS).stance is None
    assert fold([wrong, moved], "BB", as_of=EVER, known_by=ALWAYS).stance is Stance.NO
    assert fold([wrong, nothing], "AA", as_of=EVER, known_by=ALWAYS).stance is None
    assert moved.id != nothing.id


def test_a_condition_is_met_from_its_day_on() -> None:
    word = ev("a", Stance.YES, conditions=(PEACE,))
    done = meet(word, condition=PEACE.text, on=day(20), recorded_at=at(21), reason="the truce was signed")
    before = fold([word, done], "AA", as_of=day(19), known_by=ALWAYS)
    after = fold([word, done], "AA", as_of=day(20), known_by=ALWAYS)
    assert (vote_of(before, variant="asked"), vote_of(after, variant="asked")) == (None, "yes")


def test_what_cannot_be_corrected_says_so() -> None:
    word = ev("a", conditions=(PEACE,))
    with pytest.raises(DossierError, match=r"has no condition 'peace'.*once peace holds"):
        meet(word, condition="peace", on=day(1), recorded_at=at(1), reason="x")
    for wrong, why in ((day(25), "has not come yet"), (day(1) - timedelta(days=30), "lies before the words")):
        with pytest.raises(DossierError, match=why):
            meet(word, condition=PEACE.text, on=wrong, recorded_at=at(21), reason="x")
    with pytest.raises(DossierError, match="without a time zone"):
        correct(word, stance=None, recorded_at=datetime(2030, 1, 1), reason="x")
    with pytest.raises(DossierError, match="without a reason"):
        correct(word, stance=None, recorded_at=at(1), reason=" ")
