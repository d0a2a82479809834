"""Pieces of sources: read apart, they give what the whole gives."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from whipcount.errors import ReportError
from whipcount.reports.dating import with_day
from whipcount.reports.formats.pieces import LINES, LeftAside, cut, read_piece, total_size
from whipcount.reports.formats.registry import read_reports
from whipcount.reports.report import Report

FEED = """<rss version="2.0"><channel><title>Lake</title>
<item><title>One vote</title><description>Kell agrees, it said on the day.</description></item>
<item><title>Two votes</title><description>Vess agrees too, it said on the day.</description></item></channel></rss>"""


def test_the_pieces_give_what_the_whole_gives(tmp_path: Path) -> None:
    lines = [json.dumps({"text": f"Kell said that it would vote for part {n}."}) for n in range(11)]
    lines[3:3] = ["", "{broken", json.dumps({"title": "no text"})]
    (tmp_path / "b.jsonl").write_text("\ufeff" + "\n".join(lines), encoding="utf-8")
    (tmp_path / "a.txt").write_text("Vess said that it would wait.", encoding="utf-8")
    (tmp_path / "c.xml").write_text(FEED, encoding="utf-8")
    (tmp_path / "d.txt").write_bytes(b"")
    (tmp_path / "e.png").write_bytes(b"\x89PNG")
    day, errors, told = date(2031, 3, 2), list[ReportError](), list[ReportError]()
    sources = [str(tmp_path), str(tmp_path / "missing.txt"), str(tmp_path / "missing.jsonl")]
    whole = [with_day(r, day) for source in sources for r in read_reports(Path(source), on_error=errors.append)]
    pieces = list(cut(sources))
    apart, aside = list[Report](), list[str]()
    for piece in pieces:
        for result in read_piece(piece, day):
            if isinstance(result, LeftAside):
                aside.append(result.told)
            else:
                told.append(result) if isinstance(result, ReportError) else apart.append(result)
    assert [words.partition(": ")[2] for words in aside] == ["left aside, 1 file of other kinds: e.png"]
    assert apart == whole
    assert len(apart) == 11 + 1 + 2
    assert [str(error) for error in told] == [str(error) for error in errors]
    assert len(told) == 5
    assert max(len(piece.lines) for piece in pieces) == LINES
    assert sum(piece.size for piece in pieces) <= total_size(sources)


def test_a_folder_without_reports_is_a_piece_with_its_error(tmp_path: Path) -> None:
    [piece] = cut([str(tmp_path)])
    [error] = read_piece(piece)
    assert isinstance(error, ReportError)
    assert "no reports in this folder" in str(error)
