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


@pytest.mark.parametrize(
    "record",
    [
        {"Title": "Kell", "Text": ONE, "Date": "2024-11-29"},
        {"headline": "Kell", "articleBody": ONE, "datePublished": "2024-11-29T10:00:00Z", "author": {"name": "Ada"}},
        {"title": "Kell", "content": ONE, "publishedAt": "2024-11-29", "source": {"id": None, "name": "The Ferry"}},
        {"title": {"rendered": "Kell"}, "content": {"rendered": f"<p>{ONE}</p>"}, "date": "2024-11-29T10:00:00"},
        {"title": "Kell", "text": [ONE], "date": 1732874400},
        {"title": "Kell", "text": f"<p>{ONE}</p>", "published_at": 1732874400000},
        {"_id": "1", "_source": {"title": "Kell", "text": ONE, "date": "2024-11-29"}},
        {"webTitle": "Kell", "webPublicationDate": "2024-11-29T10:00:00Z", "fields": {"bodyText": ONE}},
    ],
)
def test_records_as_other_programs_write_them(tmp_path: Path, record: dict[str, object]) -> None:
    for whole in ([record], {"response": {"results": [record]}}, {"hits": {"total": 1, "hits": [record]}}):
        reports, errors, _ = read(tmp_path, "a.json", json.dumps(whole))
        assert [(r.title, r.text, r.day) for r in reports] == [("Kell", ONE, date(2024, 11, 29))], errors


@pytest.mark.parametrize("name", ["a.txt", "a", "a.json"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_json_is_known_by_what_is_in_it(tmp_path: Path, name: str, encoding: str) -> None:
    records = [{"text": ONE}, {"text": TWO}]
    feed = {"version": "https://jsonfeed.org/version/1.1", "items": [{"content_text": ONE}, {"content_text": TWO}]}
    written = [json.dumps(records, indent=1), json.dumps(feed, indent=1), "\n".join(map(json.dumps, records))]
    for text in (*written, "\n".join(json.dumps(record, indent=1) for record in records)):
        reports, errors, _ = read(tmp_path, name, text.encode(encoding))
        if name == "a.json" or not text.startswith('{\n "text"'):  # of objects one behind the other the name tells
            assert [r.text for r in reports] == [ONE, TWO], errors


def test_objects_by_their_ids_and_what_is_no_object(tmp_path: Path) -> None:
    reports, errors, _ = read(tmp_path, "a.json", json.dumps({"k1": {"text": ONE}, "k2": {"text": TWO}}))
    assert [(r.name, r.text) for r in reports] == [("k1", ONE), ("k2", TWO)], errors
    reports, errors, _ = read(tmp_path, "a.json", json.dumps([{"text": ONE}, "words", {"text": TWO}]))
    assert [r.text for r in reports] == [ONE, TWO]
    assert "no. 2" in errors[0]
