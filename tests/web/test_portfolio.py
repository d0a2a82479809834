"""The portfolio and its calendar: sorted, filtered, never waiting, as CSV, JSON and .ics."""

from __future__ import annotations

import csv
import io
import time
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.briefs.sample import sample
from tests.web.conftest import Desk
from tests.web.html import WebPage
from whipcount.briefs.view.brief import ForecastPoint, OutcomeView
from whipcount.errors import InputError
from whipcount.web.portfolio import Occasion, Row, arranged, calendar, row_of


def ready(desk: Desk, place: str = "/") -> str:
    for _ in range(600):
        answer = desk.client.get(place)
        assert answer.status_code == 200
        if "refresh" not in answer.headers:
            return answer.text
        time.sleep(0.1)
    raise AssertionError("the portfolio was never ready")


def test_the_page_tells_each_question_and_never_waits(desk: Desk) -> None:
    begun = time.process_time()
    first = desk.client.get("/")
    assert first.status_code == 200
    assert "being computed" in first.text
    assert first.headers["refresh"] == "3"
    assert time.process_time() - begun < 5
    page = ready(desk)
    WebPage(page).check()
    assert "Will the Lake Council admit Orvana" in page
    assert "4 of 7" in page or " of 7" in page
    assert "How they ended, and what was forecast before" in page
    rows = list(csv.DictReader(io.StringIO(desk.client.get("/index.csv").text)))
    told = desk.client.get("/index.json").json()
    assert [row["id"] for row in rows] == [row["id"] for row in told]
    assert {row["id"] for row in told if row["decided"]} == {"sweden-accession"}


def test_filter_and_order_are_in_the_address(shown: Desk) -> None:
    ready(shown)
    assert "1 open question with" in shown.client.get("/?words=orvana").text
    assert shown.client.get("/?sort=-chance").status_code == 200
    wrong = shown.client.get("/?sort=colour")
    assert wrong.status_code == 400
    assert "no column" in wrong.text


def test_the_calendar_has_its_faces(shown: Desk) -> None:
    ready(shown)
    WebPage(shown.client.get("/calendar").text).check()
    answer = shown.client.get("/calendar.ics")
    assert answer.headers["content-type"].startswith("text/calendar")
    assert answer.text.count("BEGIN:VEVENT") == len(shown.client.get("/calendar.json").json()) > 0
    assert "DTSTART;VALUE=DATE:20250309" in answer.text


def test_a_change_of_seven_days_is_that_of_the_forecast_that_stood_then() -> None:
    view = sample()
    assert view.forecast is not None
    day = view.as_of
    points = tuple(
        ForecastPoint(date.fromordinal(day.toordinal() - back), value)
        for back, value in ((30, 0.1), (9, 0.2), (3, 0.6), (0, 0.34))
    )
    view = replace(view, forecast=replace(view.forecast, series=points))
    row = row_of("d", view)
    assert row.change == pytest.approx((float(view.forecast.probability.value or 0) - 0.2) * 100, abs=0.01)
    new = row_of("d", replace(view, forecast=replace(view.forecast, series=points[2:])))
    assert new.change is None


def test_what_is_decided_tells_how_it_ended_and_what_was_forecast() -> None:
    view = sample()
    assert view.forecast is not None
    points = (ForecastPoint(date(2031, 3, 1), 0.42), ForecastPoint(date(2031, 3, 5), 0.9))
    view = replace(
        view,
        outcome=OutcomeView("adopted", date(2031, 3, 5), text="adopted on 5 March 2031"),
        forecast=replace(view.forecast, series=points),
    )
    row = row_of("d", view)
    assert (row.decided, row.ended, row.needed) == (True, "adopted on 5 March 2031", "")
    assert row.forecast == "42% on 2031-03-01, computed afterwards"


def test_rows_without_a_value_come_last_whichever_way() -> None:
    rows = [Row("a", "A", True, chance=0.2), Row("b", "B", True), Row("c", "C", True, chance=0.7)]
    assert [r.id for r in arranged(rows, "chance", None)] == ["a", "c", "b"]
    assert [r.id for r in arranged(rows, "-chance", None)] == ["c", "a", "b"]
    with pytest.raises(InputError):
        arranged(rows, "colour", None)


@given(st.text(max_size=400), st.text(max_size=80))
def test_no_text_breaks_out_of_its_line_of_a_calendar(title: str, what: str) -> None:
    day = date(2031, 3, 6)
    text = calendar([Occasion("d", title, what, day, day)], made_at=datetime(2031, 3, 6, tzinfo=UTC))
    lines = text.split("\r\n")
    assert all(len(line.encode("utf-8", "surrogatepass")) <= 75 for line in lines)
    assert "\n" not in text.replace("\r\n", "")
    names = [line for line in lines if line and not line.startswith(" ")]
    assert names[:1] + names[-1:] == ["BEGIN:VCALENDAR", "END:VCALENDAR"]
    assert len([n for n in names if n.startswith("SUMMARY:")]) == 1
