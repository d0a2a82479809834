"""Retractions that name no evidence: what they take back, and what they leave."""

from __future__ import annotations

from dataclasses import replace

from tests.positions.make import day, ev
from whipcount.positions.count.withdrawals import withdrawn
from whipcount.positions.stance.stance import Authority, Evidence, Force, Stance


def taken(*items: Evidence) -> dict[str, str]:
    return withdrawn({item.id: item for item in items})


def retraction(on: int, **more: object) -> Evidence:
    fields = {"speaker": "Ada Brim", "report": "r9", "authority": Authority.HEAD} | more
    return ev("t", None, on, force=Force.RETRACT, **fields)


def said(id: str, on: int, stance: Stance = Stance.YES) -> Evidence:  # noqa: A002  the field's name
    return ev(id, stance, on, speaker="Ada Brim", report=f"r{on}")


def test_the_newest_word_of_the_speaker_is_taken_back_and_no_older_one() -> None:
    assert taken(said("a", 1), said("b", 3), retraction(5)) == {"b": "t"}


def test_words_said_later_or_by_others_stand() -> None:
    other = replace(said("o", 3), speaker="Ivo Lund")
    assert taken(said("a", 7), other, retraction(5)) == {}


def test_a_correction_takes_back_what_other_reports_tell_of_the_same_days() -> None:
    wrong = said("w", 3, Stance.NO)
    right = replace(said("c", 3, Stance.YES), force=Force.RETRACT, report="r4", reported_on=day(4))
    assert taken(wrong, right) == {"w": "c"}
    assert taken(replace(wrong, report="r4"), right) == {}


def test_what_a_person_entered_is_never_taken_back_by_a_report() -> None:
    assert taken(replace(said("h", 3), human=True), retraction(5)) == {}


def test_an_unnamed_voice_takes_nothing_back() -> None:
    assert taken(said("a", 3), retraction(5, named=False)) == {}
