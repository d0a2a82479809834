"""A unit to its rows: what cannot be read is a row with its error, and stops nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.corpora.articles import archive, page, response, text
from whipcount.corpora import Plan, process, processing, units_of
from whipcount.corpora.processing import Processed
from whipcount.corpora.router import Route
from whipcount.corpora.units import Columns

pytestmark = pytest.mark.usefixtures("quick_reader")
GERMAN = "Die Minister sagten, dass sie sich nicht über den Antrag einig sind und das auch so bleibt wie es ist. " * 3


def of(path: Path, plan: Plan | None = None) -> Processed:
    [unit] = units_of([str(path)])
    return process(unit, plan)


def test_pages_of_all_kinds(tmp_path: Path) -> None:
    cut_off = response("https://a.example/cut", page(text(3))[:200], more="WARC-Truncated: length\r\n")
    path = archive(
        tmp_path / "a.warc.gz",
        [
            response("https://a.example/1", page(text(1))),
            response("https://a.example/2", b"\x89PNG" + bytes(range(256))),
            response("https://a.example/3", page(GERMAN)),
            response("https://a.example/4", b"", status="404 Not Found"),
            response("https://a.example/5", b"<html><body></body></html>"),
            response("https://a.example/6", page(text(8).replace("Tove", "Jöns"), charset="iso-8859-1").replace(
                b'<meta charset="iso-8859-1">', b""), kind="text/html; charset=iso-8859-1"),
            cut_off,
        ],
    )  # fmt: skip
    made = of(path)
    errors = {row["url"][-1]: row["error"] for row in made.reports}
    assert set(errors) == {"1", "2", "3", "5", "6", "t"}
    assert "no text" in errors["5"]
    assert "cut off" in errors["t"]
    assert errors["2"]
    assert [errors[key] for key in "136"] == [None, None, None]
    by_url = {row["url"][-1]: row for row in made.reports}
    assert (by_url["3"]["language"], by_url["3"]["routed"], by_url["3"]["text"]) == ("de", False, None)
    assert by_url["1"]["statements"] == 2
    assert "Jöns" in by_url["6"]["text"]
    assert len(made.statements) == sum(row["statements"] for row in made.reports) == 4
    assert made.counts == {"documents": 7, "no_page": 1, "passed_over": 0, "errors": 3, "read": 2}
    assert [row["position"] for row in made.reports] == list(range(6))


def test_lines_with_named_keys_and_bad_ones(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    records = [{"article": text(1), "head": "One", "day": "2025-03-09", "link": "https://a.example/1"}]
    records += [{"article": text(2), "day": "soon"}, {"head": "no text"}]
    path.write_text("\n".join([*map(json.dumps, records), "{broken", ""]), encoding="utf-8")
    made = of(path, Plan(Columns("article", "head", "day", "link")))
    first, soon, no_text, broken = made.reports
    assert (first["title"], str(first["published_on"]), first["url"]) == ("One", "2025-03-09", "https://a.example/1")
    assert "'soon' cannot be read" in soon["error"]
    assert f'{path} line 3: there is no "article" (accepted: head)' == no_text["error"]
    assert f"{path} line 4: not JSON" in broken["error"]
    assert made.counts["errors"] == 3


def test_a_fault_within_the_reader_costs_one_article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def read(report: object, **_: object) -> tuple[()]:
        if "day 2" in str(getattr(report, "text", "")):
            raise IndexError("a fault of ours")
        return ()

    monkeypatch.setattr(processing, "read_statements", read)
    (tmp_path / "a.jsonl").write_text("\n".join(json.dumps({"text": text(n)}) for n in (1, 2, 3)))
    made = of(tmp_path / "a.jsonl")
    assert [bool(row["error"]) for row in made.reports] == [False, True, False]
    assert "IndexError a fault of ours" in made.reports[1]["error"]


def test_what_does_not_bear_is_passed_over_or_not_read(tmp_path: Path) -> None:
    texts = [text(1), "Rain fell on Harrowmere for most of the morning.", "Orvana won the regatta by a boat's length."]
    (tmp_path / "a.jsonl").write_text("\n".join(json.dumps({"text": words}) for words in texts))
    made = of(tmp_path / "a.jsonl", Plan(route=Route(("Orvana",), ("Lake Council",), ("admission",), ("Kell",))))
    assert (made.counts["documents"], made.counts["passed_over"], made.counts["read"]) == (3, 1, 1)
    assert [row["routed"] for row in made.reports] == [True, False]


def test_the_same_unit_gives_the_same_rows(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(text(5))
    assert of(tmp_path / "a.txt") == of(tmp_path / "a.txt")
