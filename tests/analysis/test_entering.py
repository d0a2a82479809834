"""What entries would change: the count on one day with and without them, and why some set nothing."""

from __future__ import annotations

from datetime import date

from tests.analysis.invented import PROPOSAL, opened, position
from whipcount.analysis.analyse import Read
from whipcount.analysis.entering import effect_of
from whipcount.positions.stance.stance import Stance

MARCH, APRIL = date(2025, 3, 1), date(2025, 4, 1)
OLD = position("KELL", Stance.NO, MARCH)


def test_both_counts_are_of_the_latest_day_of_which_either_tells() -> None:
    effect = effect_of(opened(OLD), [position("KELL", Stance.YES, APRIL)])
    assert effect.before.tally.as_of == effect.after.tally.as_of == APRIL
    assert effect.before.tally.position("KELL").stance is Stance.NO
    assert effect.after.tally.position("KELL").stance is Stance.YES
    assert (effect.known, effect.unheard) == (frozenset(), {})


def test_what_the_dossier_has_already_changes_nothing_and_is_named() -> None:
    held = opened(read=Read(PROPOSAL, evidence=(OLD,)))
    effect = effect_of(held, [OLD])
    assert effect.known == {OLD.id}
    assert effect.before.tally == effect.after.tally


def test_an_entry_that_sets_no_position_says_why() -> None:
    earlier = position("KELL", Stance.YES, date(2025, 2, 1))
    effect = effect_of(opened(OLD), [earlier])
    assert effect.after.tally.position("KELL").stance is Stance.NO
    assert set(effect.unheard) == {earlier.id}
    assert effect.unheard[earlier.id]


def test_nothing_entered_changes_nothing() -> None:
    effect = effect_of(opened(OLD), [])
    assert effect.before.tally == effect.after.tally
