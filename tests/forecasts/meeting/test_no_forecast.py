"""Where no chance is given: the question has ended, or there is nothing that it could rest on."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from whipcount.dossiers.dossier import Event
from whipcount.forecasts.core.ballots import BatchRule, consensus, quota
from whipcount.forecasts.meeting.agenda import Agenda
from whipcount.forecasts.meeting.no_forecast import ended_by, nothing_to_go_on
from whipcount.positions.count.tally import Position, RuleState, Tally
from whipcount.positions.stance.stance import Stance

NOW = datetime(2030, 1, 1, tzinfo=UTC)
MAJORITY = quota([1, 1], 1)


def tally(*stances: Stance | None) -> Tally:
    positions = tuple(Position(member, stance) for member, stance in zip("AB", stances, strict=True))
    return Tally("p", "v", "X", NOW.date(), NOW, "rule", positions, RuleState.OPEN, ("A", "B"))


def test_the_last_end_by_the_day_counts_and_later_ones_do_not() -> None:
    events = [
        Event(date(2030, 3, 1), "no decision", "blocked"),
        Event(date(2030, 5, 1), "admitted", "decided"),
        Event(date(2030, 2, 1), "a summit", "meeting"),
    ]
    assert ended_by(events, date(2030, 2, 28)) is None
    assert ended_by(events, date(2030, 3, 1)) is events[0]
    assert ended_by(events, date(2030, 6, 1)) is events[1]


@pytest.mark.parametrize("rule", [consensus, MAJORITY])
@pytest.mark.parametrize("agenda", list(Agenda))
def test_one_position_is_something_to_go_on(rule: BatchRule, agenda: Agenda) -> None:
    assert nothing_to_go_on(tally(Stance.NO, None), rule, (), agenda, None) == ""


@pytest.mark.parametrize("agenda", [agenda for agenda in Agenda if agenda is not Agenda.UNKNOWN])
def test_where_one_refusal_is_enough_an_agenda_will_do(agenda: Agenda) -> None:
    assert nothing_to_go_on(tally(None, None), consensus, (), agenda, None) == ""
    assert "silence is no sign of consent" in nothing_to_go_on(tally(None, None), MAJORITY, (), agenda, None)


def test_a_base_rate_will_do_where_nothing_else_is_known() -> None:
    base = object()  # any: only that there is one counts
    assert nothing_to_go_on(tally(None, None), consensus, (), Agenda.UNKNOWN, base) == ""  # type: ignore[arg-type]
    why = nothing_to_go_on(tally(None, None), consensus, (), Agenda.UNKNOWN, None)
    assert "nothing is known of the agenda" in why
