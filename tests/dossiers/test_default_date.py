from dataclasses import replace
from datetime import date

from tests.positions.make import day, ev
from whipcount.dossiers.default_date import last_day
from whipcount.dossiers.dossier import Event


def event(on: int, kind: str) -> Event:
    return Event(day(on), "something", kind)


def test_nothing_told_has_no_last_day():
    assert last_day([]) is None
    assert last_day([], reports=[None]) is None


def test_it_is_the_latest_of_what_was_reported_and_what_happened():
    assert last_day([ev("a", on=3)], [event(1, "opened")], reports=[day(2), None]) == day(3)
    assert last_day([ev("a", on=3)], [event(5, "opened")], reports=[day(2)]) == day(5)
    assert last_day([ev("a", on=3)], [event(1, "opened")], reports=[day(9)]) == day(9)


def test_a_meeting_ahead_moves_nothing_but_its_announcement_does():
    for kind in ("meeting", "vote_scheduled"):
        assert last_day([ev("a", on=3)], [event(20, kind)]) == day(3)
        assert last_day([ev("a", on=3)], [replace(event(20, kind), announced=day(6))]) == day(6)


def test_what_has_not_happened_by_then_does_not_count_but_reports_do():
    assert last_day([], [event(5, "opened"), event(1, "opened")], until=day(4)) == day(1)
    assert last_day([], [event(5, "opened")], until=day(4)) is None
    assert last_day([], [], reports=[date(2099, 1, 1)], until=day(4)) == date(2099, 1, 1)
