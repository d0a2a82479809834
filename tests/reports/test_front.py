"""Headline, byline, dateline and timestamp of plain texts."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from whipcount.reports import read_report
from whipcount.reports.front import read_front
from whipcount.text.clock import parse_moment

BODY = "The ministers of the twelve met in the harbour town and agreed on nothing, officials said."


@pytest.mark.parametrize(
    ("words", "moment", "day"),
    [
        ("3:42 PM EST, November 29, 2024", "2024-11-29 20:42", "2024-11-29"),
        ("November 29, 2024 3:42 p.m. ET", "2024-11-29 20:42", "2024-11-29"),
        ("July 1, 2024, 3:42 PM ET", "2024-07-01 19:42", "2024-07-01"),
        ("29 November 2024 15:42 CET", "2024-11-29 14:42", "2024-11-29"),
        ("29 November 2024, 15:42 GMT+2", "2024-11-29 13:42", "2024-11-29"),
        ("Fri, 29 Nov 2024 15:42:00 -0500", "2024-11-29 20:42", "2024-11-29"),
        ("2024-11-29T20:42:00Z", "2024-11-29 20:42", "2024-11-29"),
        ("2024-11-29 15:42:00-05:00", "2024-11-29 20:42", "2024-11-29"),
        ("Updated 11 p.m. EST, Nov. 29, 2024", "2024-11-30 04:00", "2024-11-29"),
        ("12:05 AM GMT November 29, 2024", "2024-11-29 00:05", "2024-11-29"),
        ("Nov. 29, 2024 15:42", None, "2024-11-29"),  # no zone: the day is all that is known
        ("29 November 2024", None, "2024-11-29"),
        ("Nov. 29", None, None),
        ("3:42 PM EST", None, None),
        ("13:42 PM EST, November 29, 2024", None, "2024-11-29"),
        ("soon", None, None),
    ],
)
def test_moments(words: str, moment: str | None, day: str | None) -> None:
    expected = datetime.fromisoformat(moment).replace(tzinfo=UTC) if moment else None
    assert parse_moment(words) == (expected, date.fromisoformat(day) if day else None)


@pytest.mark.parametrize(
    ("text", "title", "place", "agency", "day", "start"),
    [
        (f"Council meets\n{BODY}", "Council meets", None, None, None, "The ministers"),
        (
            f"Council meets\n\nARDEN, Nov 29 (Agency) - {BODY}",
            "Council meets",
            "ARDEN",
            "Agency",
            None,
            "The ministers",
        ),
        (f"ARDEN, Nov. 29, 2024 (Agency) - {BODY}", None, "ARDEN", "Agency", "2024-11-29", "The ministers"),
        (f"NEW ARDEN, Ruritania (AP) — {BODY}", None, "NEW ARDEN", "AP", None, "The ministers"),
        (f"Arden, 29 November 2024 – {BODY}", None, "Arden", None, "2024-11-29", "The ministers"),
        (f"LONDON — {BODY}", None, "LONDON", None, None, "The ministers"),
        (f"Vote\nBy Jane Roe\n29 November 2024\n{BODY}", "Vote", None, None, "2024-11-29", "The ministers"),
        (f"Vote\r\n3:42 PM EST, November 29, 2024\r\n{BODY}", "Vote", None, None, "2024-11-29", "The ministers"),
        (f"ARDEN (Agency), Nov. 29, 2024 - {BODY}", None, "ARDEN", "Agency", "2024-11-29", "The ministers"),
        (f"ARDEN, 29.11.2024 (Agency) - {BODY}", None, "ARDEN", "Agency", "2024-11-29", "The ministers"),
        (f"ARDEN, 2024-11-29 - {BODY}", None, "ARDEN", None, "2024-11-29", "The ministers"),
        (f"Vote\n\nARDEN (RNA) | Fri Nov 29, 2024\n\n{BODY}", "Vote", None, None, "2024-11-29", "The ministers"),
        (
            f"Vote\n\nBy our correspondent - Last updated 29 November 2024\n\n{BODY}",
            "Vote",
            None,
            None,
            "2024-11-29",
            "The",
        ),
        (f"Vote\n\nBy Jane Roe | 29.11.2024\n\n{BODY}", "Vote", None, None, "2024-11-29", "The ministers"),
        (f"{BODY} {BODY}\n{BODY}", None, None, None, None, "The ministers"),
        (
            f"Mr. Roe - who did not vote - said no.\n{BODY}",
            "Mr. Roe - who did not vote - said no.",
            None,
            None,
            None,
            "The",
        ),
    ],
)
def test_what_a_text_tells_about_itself(
    text: str, title: str | None, place: str | None, agency: str | None, day: str | None, start: str
) -> None:
    front = read_front(text)
    assert (front.title and front.title.of(text)) == title
    assert (front.place, front.place_span and front.place_span.of(text), front.agency) == (place, place, agency)
    assert front.published_on == (date.fromisoformat(day) if day else None)
    assert front.body is not None
    assert front.body.of(text).startswith(start)


def test_byline() -> None:
    assert read_front(f"Vote\nBy Jane Roe and John Doe\n{BODY}").author == "Jane Roe and John Doe"
    assert read_front(f"By law the council meets; so it is said.\n{BODY}").author is None


def test_a_timestamp_counts_only_alone_on_its_line() -> None:
    assert read_front(f"Vote\n{BODY} It was 3:42 PM EST, November 29, 2024 then.\n").published_on is None


def test_the_founding_report(shared: Path) -> None:
    report = read_report(shared / "reports" / "ukraine-nato-invitation-2024-11-29.txt")
    assert report.title_span == (0, 56)
    assert report.title == report.title_span.of(report.text)
    assert report.title.startswith("Ukraine urges NATO")
    assert report.published == datetime(2024, 11, 29, 20, 42, tzinfo=UTC)
    assert report.published_span is not None
    assert report.published_span.of(report.text) == "3:42 PM EST, November 29, 2024"
    assert report.language == "en"
    assert report.body_span == (57, len(report.text))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Circular to all lodges - 14 April 2027\n\nThe lodges are asked to vote on the offer.\n", "2027-04-14"),
        ("NEWS AT NINE, Friday 29 May 2015, script\n\nHoe wins third term\n\nGood evening.\n", "2015-05-29"),
        ("Minutes of the Lightship Trust, 3 April 2031\n\nPresent: A. Corran\n\nThe tender is sold.\n", "2031-04-03"),
        ("Act of 14 April 2027 struck down\n\nThe court has struck down the act.\n", "None"),
        ("Fees rise from 1 May 2031\n\nThe council has raised its fees.\n", "None"),
    ],
)
def test_the_day_of_a_heading(text: str, day: str) -> None:
    assert str(read_front(text).published_on) == day
