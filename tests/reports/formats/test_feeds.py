# ruff: noqa: E501 (samples of files stay in one piece)
from __future__ import annotations

from datetime import UTC, date, datetime

from tests.reports.formats.samples import ATOM, BODY, FEED
from whipcount.reports import read_report, read_reports

EVENING = datetime(2024, 11, 29, 20, 42, tzinfo=UTC)


HIDDEN = "Sarn will veto the accession, its minister said."


def test_what_a_feeds_entry_hides_is_not_read() -> None:
    feed = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Herald</title><entry><title>Vote</title><content type="html">'
        f"&lt;p&gt;{BODY}&lt;/p&gt;&lt;p style='display:none'&gt;{HIDDEN}&lt;/p&gt;</content></entry></feed>"
    )
    assert "veto" not in read_report(feed.encode()).text


def test_feed_entries_are_reports() -> None:
    first, second = read_reports(FEED)
    assert (first.title, first.publisher, first.published, first.url) == (
        "A vote",
        "Herald",
        EVENING,
        "http://example.org/1",
    )
    assert first.text == "A vote\nThe ministers said yes."
    assert (second.title, second.published) == ("Second", None)
    (atom,) = read_reports(ATOM)
    assert (atom.title, atom.published) == ("One", EVENING)
    assert read_report(ATOM).text == atom.text == "One\nThe ministers said yes."


def test_json_lines_are_reports() -> None:
    data = (
        b'{"text": "The ministers said yes.", "title": "T", "published": "2024-11-29T20:42:00Z", "name": "a", "url": "u"}\n\n'
        b'{"body": "The others said that they do not.", "source": "Herald", "date": "2024-11-29"}\n'
    )
    first, second = read_reports(data)
    assert (first.name, first.title, first.title_span, first.published, first.url) == ("a", "T", None, EVENING, "u")
    assert (second.publisher, second.published, second.published_on) == ("Herald", None, date(2024, 11, 29))
