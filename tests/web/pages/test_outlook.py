"""The forecast page: what it shows, its twins, and the record on it."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date

import pytest
from httpx import Response
from sqlalchemy import text

from tests.dossiers.test_sealed import a_forecast
from tests.web.conftest import Desk

PAGE = "/d/sweden-accession/forecast"


def get(desk: Desk, address: str) -> Response:
    """The page once it is there: a forecast takes some seconds when it is asked for the first time."""
    for _ in range(100):
        response = desk.client.get(address)
        if response.status_code != 503:
            return response
        time.sleep(0.5)
    pytest.fail("the forecast was never ready")


@pytest.mark.slow
def test_the_page_shows_the_course_and_its_twins_the_same(shown: Desk) -> None:
    page = get(shown, f"{PAGE}?as_of=2023-12-31")
    assert page.status_code == 200
    for words in ("Over time", "By when", "Who is last", "Shapley", "No forecast has been put on record"):
        assert words in page.text
    assert len(page.text) < 500_000
    told = get(shown, f"{PAGE}.json?as_of=2023-12-31").json()
    assert told["record"] == []
    assert told["series"][-1]["day"] == "2023-12-31"
    rows = get(shown, f"{PAGE}.csv?as_of=2023-12-31").text.splitlines()
    assert rows[0] == "day,probability,low,high,because,evidence"
    assert len(rows) == len(told["series"]) + 1


@pytest.mark.slow
def test_the_page_shows_the_all_stages_where_the_decision_is_a_stage(shown: Desk) -> None:
    page = get(shown, f"{PAGE}?as_of=2023-12-31").text
    assert '<h2 id="all-stages">All stages</h2>' in page
    assert "the clocks of all later stages are stated, not fitted" in page
    stages = get(shown, f"{PAGE}.json?as_of=2023-12-31").json()["all_stages"]
    assert (stages["procedure"], stages["at_hand"]) == ("accession", "ratification")
    assert {chance["name"] for chance in stages["last"]} == {"Türkiye", "Hungary"}
    after = get(shown, f"{PAGE}.json?as_of=2024-02-27").json()["all_stages"]
    assert after["at_hand"] == "invitation to accede"
    brief = get(shown, "/d/sweden-accession/brief?as_of=2023-12-31").text
    assert '<h2 id="all-stages">All stages</h2>' in brief
    other = get(shown, "/d/lake-council-orvana/forecast?as_of=2025-03-06")
    assert "All stages" not in other.text
    assert get(shown, "/d/lake-council-orvana/forecast.json?as_of=2025-03-06").json()["all_stages"] is None


@pytest.mark.slow
def test_the_record_is_shown_scored_and_checked(desk: Desk) -> None:
    for p, by in ((0.2, date(2023, 6, 30)), (0.7, date(2024, 3, 31))):
        said = replace(a_forecast(p, date(2023, 1, 16)), variant="accession", by=by)
        desk.store.add_forecast("sweden-accession", said)
    desk.store.add_forecast("sweden-accession", replace(a_forecast(0.5, date(2024, 1, 1)), variant="accession"))
    told = get(desk, f"{PAGE}.json?as_of=2023-12-31").json()
    assert [row["happened"] for row in told["record"]] == ["open", "no"]  # later forecasts and outcomes are not told
    assert told["record"][1]["brier"] == pytest.approx(0.04)
    page = get(desk, f"{PAGE}?as_of=2023-12-31").text
    assert "1 made after it (hindcasts): Brier score 0.040 on average; 1 not resolved yet." in page
    with desk.store.engine.begin() as connection:
        connection.execute(text("UPDATE forecast SET doc = replace(doc, '0.7', '0.1')"))
    desk.store.add_forecast("sweden-accession", a_forecast())  # a new revision: the page is made again
    page = get(desk, f"{PAGE}?as_of=2023-12-31").text
    assert "Do not trust it" in page
    assert "altered after it was sealed" in page


@pytest.mark.slow
def test_what_if_the_last_two_consented(shown: Desk) -> None:
    base = "/d/sweden-accession/what-if.json?as_of=2023-12-31"
    plain, one, both = (get(shown, base + more).json() for more in ("", "&set=TR:yes", "&set=TR:yes&set=HU:yes"))
    assert plain["forecast"]["probability"]["value"] < one["forecast"]["probability"]["value"] < 1
    assert both["forecast"]["probability"]["text"] == "met"
