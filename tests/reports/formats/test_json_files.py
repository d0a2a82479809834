"""JSON that holds reports: arrays, objects, feeds. All bodies and people are invented."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.reports.formats.invented import ONE, TWO, read


def test_array_object_and_list_in_an_object(tmp_path: Path) -> None:
    records = [{"text": ONE, "date": "2024-11-29", "title": "Kell"}, {"body": TWO}]
    for whole in (records, {"articles": records}, {"status": "ok", "results": records}):
        reports, errors, _ = read(tmp_path, "a.json", json.dumps(whole, indent=2))
        assert [r.text for r in reports] == [ONE, TWO]
        assert reports[0].day == date(2024, 11, 29)
        assert not errors
    reports, _, _ = read(tmp_path, "one.json", json.dumps(records[0], indent=2))
    assert [(r.title, r.text) for r in reports] == [("Kell", ONE)]


def test_one_record_without_text_leaves_the_others(tmp_path: Path) -> None:
    reports, errors, _ = read(tmp_path, "a.json", json.dumps([{"text": ONE}, {"title": "x"}, {"text": TWO}]))
    assert len(reports) == 2
    assert "no. 2" in errors[0]


def test_json_feed(tmp_path: Path) -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "The Ferry",
        "items": [{"id": "1", "content_html": f"<p>{ONE}</p>", "date_published": "2024-11-29T10:00:00Z"}],
    }
    reports, _, _ = read(tmp_path, "feed.json", json.dumps(feed))
    assert [(r.publisher, r.text) for r in reports] == [("The Ferry", ONE)]
    assert reports[0].published == datetime(2024, 11, 29, 10, tzinfo=UTC)


@pytest.mark.parametrize("whole", ['{"type": "FeatureCollection", "features": []}', "[1, 2]", '{"a": ', "[]"])
def test_json_of_another_kind_is_refused(tmp_path: Path, whole: str) -> None:
    reports, errors, _ = read(tmp_path, "a.json", whole)
    assert not reports
    assert len(errors) == 1


def test_an_array_that_calls_itself_json_lines(tmp_path: Path) -> None:
    reports, _, _ = read(tmp_path, "a.jsonl", json.dumps([{"text": ONE}, {"text": TWO}]))
    assert len(reports) == 2
