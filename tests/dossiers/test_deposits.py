"""An instrument deposited is a consent in the count and the store, and stands under its event."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.dossiers.conftest import a_dossier
from whipcount.analysis.count import count
from whipcount.dossiers import edits
from whipcount.dossiers.default_date import last_day
from whipcount.dossiers.deposits import deposits
from whipcount.dossiers.dossier import Dossier, Event
from whipcount.dossiers.file import parse_dossier
from whipcount.dossiers.queries import get_evidence
from whipcount.dossiers.store import Store
from whipcount.errors import DossierError
from whipcount.positions.stance.stance import Stance

DAY = date(2025, 6, 25)
DEPOSIT = Event(DAY, "Hungary deposits its instrument", "deposit", "HU", "gazette 7")
HEAD = """
whipcount: 1
id: d
title: All ratify
proposal: {id: p, title: All ratify, body: NATO, decision: accession protocol, stage: ratification, opened: 2025-04-01}
events:
"""
ONE = "  - {on: 2025-06-25, what: Hungary deposits, kind: deposit, member: HU}\n"


def ratified(*events: Event) -> Dossier:
    return replace(parse_dossier(HEAD + ONE), events=events or (DEPOSIT,))


def test_a_deposit_counts_from_its_day_with_its_event_as_evidence(store: Store) -> None:
    store.create(ratified())
    assert count(store, "d", as_of=date(2025, 6, 24)).tally.agreed == ()
    counted = count(store, "d")
    position = counted.tally.position("HU")
    assert (counted.tally.agreed, counted.tally.as_of, position.since) == (("HU",), DAY, DAY)
    (told,) = [item for item in counted.evidence if item.id == position.evidence[0]]
    assert (told.gist, told.source) == (DEPOSIT.what, "gazette 7")
    assert get_evidence(store, "d", told.id) == told


def test_a_deposit_is_corrected_as_any_evidence(store: Store) -> None:
    store.create(ratified())
    (told,) = deposits([DEPOSIT], "asked")
    edits.reject(store, "d", told.id, reason="it was another treaty's")
    assert count(store, "d").tally.position("HU").stance is None
    (edit,) = store.evidence("d", withdraws=told.id)
    edits.undo(store, "d", edit.id)
    assert count(store, "d").tally.position("HU").stance is Stance.YES


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (
            "  - {on: 2025-06-25, what: deposits, kind: deposit, member: FRANCE}\n",
            r"events\[0\]: 'FRANCE' is no member",
        ),
        (ONE + ONE.replace("06-25", "06-26"), r"events\[1\]: a second deposit of HU on 2025-06-26.*2025-06-25"),
        (ONE + ONE, "a second deposit of HU"),
    ],
)
def test_a_deposit_that_cannot_be_is_one_clear_error(line: str, told: str) -> None:
    with pytest.raises(DossierError, match=told):
        parse_dossier(HEAD + line)


def test_a_store_refuses_it_before_it_writes(store: Store) -> None:
    with pytest.raises(DossierError, match="a second deposit of HU"):
        store.create(ratified(DEPOSIT, replace(DEPOSIT, on=date(2025, 7, 1))))
    with pytest.raises(DossierError, match="'FRANCE' is no member"):
        store.create(ratified(replace(DEPOSIT, member="FRANCE")))
    assert store.ids() == ()


def test_a_deadline_before_the_opening_is_refused(store: Store) -> None:
    early = HEAD.replace("opened: 2025-04-01", "opened: 2025-04-01, deadline: 2025-03-31")
    with pytest.raises(DossierError, match="the deadline 2025-03-31 lies before the opening on 2025-04-01"):
        parse_dossier(early + ONE)
    opened = "  - {on: 2025-05-01, what: opened, kind: opened}\n"
    later = HEAD.replace("opened: 2025-04-01", "deadline: 2025-04-30")
    with pytest.raises(DossierError, match="before the opening on 2025-05-01"):
        parse_dossier(later + opened)
    dossier = ratified()
    assert dossier.proposal is not None
    with pytest.raises(DossierError, match="lies before the opening"):
        store.create(replace(dossier, proposal=replace(dossier.proposal, deadline=date(2025, 3, 31))))
    assert store.ids() == ()


def test_the_last_day_is_of_what_was_reported_or_happened() -> None:
    record = a_dossier().records[0]
    events = [Event(date(2099, 1, 1), "summit", "meeting"), Event(date(2099, 2, 1), "vote", "vote_scheduled")]
    assert last_day([record], events) == record.reported_on
    announced = replace(events[1], announced=date(2031, 1, 1))
    assert last_day([record], [announced]) == date(2031, 1, 1)
    assert last_day([record], [announced], until=date(2030, 12, 31)) == record.reported_on
    assert last_day([], [], reports=[None, DAY]) == DAY
    assert last_day([]) is None
