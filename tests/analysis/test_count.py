"""The count of a dossier: as of a day, by what was known, toward a variant; frozen once it is decided."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tests.analysis.invented import KNOWN, PROPOSAL, dossier, position
from whipcount.analysis.analyse import Read
from whipcount.analysis.count import Counted, count, count_of
from whipcount.dossiers.dossier import Event
from whipcount.dossiers.store import Store
from whipcount.errors import DossierError
from whipcount.positions.count.tally import RuleState
from whipcount.positions.stance.stance import Stance

MARCH, APRIL, MAY = date(2025, 3, 1), date(2025, 4, 1), date(2025, 5, 1)
FIRST = position("KELL", Stance.NO, MARCH)
SECOND = position("KELL", Stance.YES, MAY)
READ = Read(PROPOSAL)


def stance(counted: Counted, member: str = "KELL") -> Stance | None:
    return counted.tally.position(member).stance


def test_it_is_of_the_last_day_of_which_the_dossier_tells_or_of_the_one_asked_for() -> None:
    held = dossier(FIRST, SECOND)
    assert count_of(held, READ, known_by=KNOWN).tally.as_of == MAY
    assert stance(count_of(held, READ, known_by=KNOWN)) is Stance.YES
    assert stance(count_of(held, READ, known_by=KNOWN, as_of=APRIL)) is Stance.NO
    assert stance(count_of(held, READ, known_by=KNOWN, as_of=date(2025, 2, 1))) is None


def test_what_was_recorded_later_does_not_count() -> None:
    late = replace(SECOND, recorded_at=datetime(2025, 6, 1, tzinfo=UTC))
    held = dossier(FIRST, late)
    assert stance(count_of(held, READ, known_by=datetime(2025, 5, 31, tzinfo=UTC), as_of=MAY)) is Stance.NO
    assert stance(count_of(held, READ, known_by=KNOWN, as_of=MAY)) is Stance.YES


def test_a_variant_is_counted_for_itself_and_one_that_is_none_is_refused() -> None:
    other = position("PELL", Stance.YES, MARCH, variant="path")
    held = dossier(FIRST, other)
    assert stance(count_of(held, READ, known_by=KNOWN, variant="path"), "PELL") is Stance.YES
    assert stance(count_of(held, READ, known_by=KNOWN), "PELL") is None
    with pytest.raises(DossierError, match="no variant 'none'") as caught:
        count_of(held, READ, known_by=KNOWN, variant="none")
    assert "path" in str(caught.value.accepted)


def test_once_it_is_decided_later_words_do_not_move_it() -> None:
    done = Event(APRIL, "admitted", "decided")
    yes = [position(member, Stance.YES, MARCH) for member in ("KELL", "THALE", "PELL")]
    regret = position("KELL", Stance.NO, MAY)
    counted = count_of(dossier(*yes, regret, events=(done,)), READ, known_by=KNOWN)
    assert stance(counted) is Stance.YES
    assert counted.ending.ended
    assert counted.proposal.decided == APRIL
    assert counted.tally.state is RuleState.MET


def test_it_names_members_and_says_where_none_was_heard() -> None:
    counted = count_of(dossier(), Read(PROPOSAL, heard=((MARCH, 4),)), known_by=KNOWN, as_of=APRIL)
    assert counted.name("THALE") == "Thale"
    assert "of 4 statements none" in counted.unheard
    assert count_of(dossier(), Read(PROPOSAL, heard=((MAY, 4),)), known_by=KNOWN, as_of=APRIL).unheard == ""


def test_a_store_counts_as_its_dossier_does(tmp_path) -> None:  # type: ignore[no-untyped-def]
    held = dossier(FIRST, SECOND)
    with Store.open(tmp_path / "a.db", create=True) as store:
        store.create(held)
        for day in (MARCH, APRIL, MAY):
            assert count(store, "lake", as_of=day).tally.positions == count_of(
                held, READ, known_by=KNOWN, as_of=day
            ).tally.positions  # fmt: skip
        with pytest.raises(DossierError):
            count(store, "sea")
