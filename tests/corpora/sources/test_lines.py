"""JSON lines: units cover every line once, wherever they are opened, and a line that is no article says so itself."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from whipcount.corpora.sources.lines import cut, documents, parsed
from whipcount.corpora.units import Columns, Unit
from whipcount.errors import ReportError

LINES = [json.dumps({"text": f"Article {n}, with é."}) for n in range(23)]


def written(folder: Path, *, pack: bool, lines: list[str] = LINES) -> str:
    place = folder / ("a.jsonl.gz" if pack else "a.jsonl")
    data = ("\n".join(lines) + "\n").encode()
    place.write_bytes(gzip.compress(data) if pack else data)
    return str(place)


@pytest.mark.parametrize("pack", [False, True])
@pytest.mark.parametrize("size", [1, 5, 23, 100])
def test_units_cover_every_line_once_whichever_is_read_first(tmp_path: Path, pack: bool, size: int) -> None:
    units = list(cut(written(tmp_path, pack=pack), size))
    assert all(isinstance(unit, Unit) and unit.count <= size for unit in units)
    assert [unit.start for unit in units] == list(range(0, 23, size))  # type: ignore[union-attr]
    backwards = [document for unit in units[::-1] for document in documents(unit)]  # type: ignore[arg-type]
    read = {document.name: json.loads(document.raw)["text"] for document in backwards}  # type: ignore[arg-type]
    assert read == {f"a.jsonl#{n + 1}": f"Article {n}, with é." for n in range(23)}


def test_blank_lines_count_and_are_no_articles_and_a_mark_of_bytes_is_no_part_of_the_first(tmp_path: Path) -> None:
    place = written(tmp_path, pack=False, lines=["\ufeff" + LINES[0], "", "  ", LINES[1]])
    (unit,) = cut(place, 100)
    assert isinstance(unit, Unit)
    assert unit.count == 4
    assert [document.name for document in documents(unit)] == ["a.jsonl#1", "a.jsonl#4"]
    assert json.loads(next(documents(unit)).raw or b"")["text"].startswith("Article 0")


def test_a_file_that_cannot_be_read_is_one_error(tmp_path: Path) -> None:
    (error,) = cut(str(tmp_path / "none.jsonl"), 5)
    assert isinstance(error, ReportError)
    place = Path(written(tmp_path, pack=True))
    place.write_bytes(place.read_bytes()[:-9])
    errors = [made for made in cut(str(place), 5) if isinstance(made, ReportError)]
    assert [error.where for error in errors] == [str(place)]


@pytest.mark.parametrize(
    ("line", "problem"),
    [(b"", "not JSON"), (b"{", "not JSON"), (b"[" * 100_000, "not JSON"), (b"[1]", "a JSON list"),
     (b'"x"', "a JSON str"), (b'{"body": "x"}', 'there is no "text"'), (b"\xff", "not JSON")],
)  # fmt: skip
def test_a_line_that_is_no_article_says_why(line: bytes, problem: str) -> None:
    with pytest.raises(ReportError, match=problem) as caught:
        parsed(line, "a line 3", Columns(text="text"))
    assert caught.value.where == "a line 3"


def test_columns_get_the_names_that_reports_have() -> None:
    made = parsed(b'{"t": "Kell agrees.", "h": "Kell", "d": "2024-11-29"}', "a", Columns("t", "h", "d", "u"))
    assert (made["text"], made["title"], made["published"], made["url"]) == ("Kell agrees.", "Kell", "2024-11-29", None)
