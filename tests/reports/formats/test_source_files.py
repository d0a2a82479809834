"""The files of a source, and lines that are read as they come."""

from __future__ import annotations

from pathlib import Path

import pytest

from whipcount.errors import ReportError
from whipcount.reports.formats.source_files import is_array, is_box, numbered_lines, sources_in


def test_a_folder_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a/c.txt", "a/map.png", ".hidden/d.txt", ".e.txt"):
        place = tmp_path / name
        place.parent.mkdir(exist_ok=True)
        place.write_text("Kell agrees.")
    left: list[str] = []
    found = [str(Path(str(p)).relative_to(tmp_path)) for p in sources_in(tmp_path, left.append)]
    assert found == ["a/c.txt", "b.txt"]
    assert left == [f"{tmp_path}: left aside, 1 file of other kinds: a/map.png"]


def test_links_out_of_a_folder_are_not_followed(tmp_path: Path) -> None:
    inside, outside = tmp_path / "in", tmp_path / "out.txt"
    inside.mkdir()
    outside.write_text("Kell agrees.")
    (inside / "a.txt").write_text("Pell agrees.")
    (inside / "b.txt").symlink_to(outside)
    left: list[str] = []
    assert [Path(str(p)).name for p in sources_in(inside, left.append)] == ["a.txt"]
    assert "a link out of the folder" in left[0]


def test_what_is_no_folder_is_itself(tmp_path: Path) -> None:
    assert list(sources_in("a text")) == ["a text"]
    assert list(sources_in(tmp_path / "a.txt")) == [tmp_path / "a.txt"]


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="no reports in this folder"):
        list(sources_in(tmp_path))


def test_lines_that_are_not_blank(tmp_path: Path) -> None:
    place = tmp_path / "a.jsonl"
    place.write_bytes(b'\xef\xbb\xbf{"a": 1}\n\n{"b": 2}\n')
    assert list(numbered_lines(place)) == [(1, b'{"a": 1}\n'), (3, b'{"b": 2}\n')]
    with pytest.raises(ReportError, match="cannot be read"):
        list(numbered_lines(tmp_path / "none.jsonl"))


def test_arrays_and_boxes(tmp_path: Path) -> None:
    array, box, lines = tmp_path / "a.jsonl", tmp_path / "a.mbox", tmp_path / "b.jsonl"
    array.write_text('[{"text": "Kell agrees."}]')
    lines.write_text('{"text": "Kell agrees."}')
    box.write_text("From ada Fri Nov 29 2024\nFrom: a@example.org\nSubject: x\nDate: today\n\nKell agrees.\n")
    assert (is_array(array), is_array(lines), is_array(tmp_path / "none")) == (True, False, False)
    assert (is_box(box), is_box(tmp_path / "none")) == (True, False)
