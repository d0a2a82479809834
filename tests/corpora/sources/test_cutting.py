"""Where articles come from: the same documents from each format, plain and compressed; damaged inputs."""

from __future__ import annotations

import gzip
import random
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard

from tests.corpora.articles import archive, lines, page, pages, response, text
from whipcount.corpora.sources.cutting import documents_of, inputs, units_of
from whipcount.corpora.units import Columns, Unit
from whipcount.errors import InputError, ReportError

PLAIN: Callable[[bytes], bytes] = bytes


def contents(units: list[Unit], columns: Columns | None = None) -> list[bytes]:
    return [document.raw for unit in units for document in documents_of(unit, columns or Columns())]


@pytest.mark.parametrize(("ending", "pack"), [("", PLAIN), (".gz", gzip.compress), (".zst", zstandard.compress)])
def test_lines_are_the_same_however_compressed_and_in_whatever_order_units_are_read(
    tmp_path: Path, ending: str, pack: Callable[[bytes], bytes]
) -> None:
    data = lines(range(70))
    path = tmp_path / f"a.jsonl{ending}"
    path.write_bytes(pack(data))
    units = list(units_of([str(path)], size=25))
    assert [unit.count for unit in units] == [25, 25, 20]
    assert b"".join(contents(units)) == data
    shuffled = list(units)
    random.Random(3).shuffle(shuffled)
    for unit in [*shuffled, *reversed(units)]:
        assert contents([unit]) == data.splitlines(keepends=True)[unit.start : unit.start + unit.count]


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "a.warc.zst", "whole.warc.gz", "whole.warc.zst"])
def test_archives_are_the_same_however_compressed(tmp_path: Path, name: str) -> None:
    records = pages(range(60))
    records[10:10] = [response("https://lake.example/moved", b"", status="301 Moved"), b""]
    records.append(response("https://lake.example/p.png", b"\x89PNG", kind="image/png"))
    path = tmp_path / name
    if name.startswith("whole"):
        joined = b"".join(records)
        path.write_bytes(gzip.compress(joined) if name.endswith(".gz") else zstandard.compress(joined))
    else:
        archive(path, [record for record in records if record])
    units = list(units_of([str(path)], size=25))
    assert [unit.count for unit in units] == [25, 25, 12]
    assert all((unit.offset < 0) == name.startswith("whole") for unit in units)
    found = contents(units)
    assert [raw for raw in found if raw] == [page(text(n), title=f"Orvana, day {n}") for n in range(60)]
    assert len(found) == 62
    assert contents([units[2]]) == found[50:]
    assert contents([units[1]]) == found[25:50]


def test_parquet_by_row_groups_and_named_columns(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    table = pa.table(
        {"body": [text(n) for n in range(130)], "day": [date(2025, 3, 5)] * 130, "link": [f"u{n}" for n in range(130)]}
    )
    pq.write_table(table, path, row_group_size=60)
    columns = Columns(text="body", date="day", url="link")
    units = list(units_of([str(path)], columns=columns, size=25))
    assert [unit.start for unit in units] == [0, 25, 50, 60, 85, 110, 120]
    assert [unit.count for unit in units] == [25, 25, 10, 25, 25, 10, 10]
    found = [document for unit in units for document in documents_of(unit, columns)]
    assert [document.record["text"] for document in found if document.record] == [text(n) for n in range(130)]
    assert [dict(documents_of(units[4], columns).__next__().record or {})["url"]] == ["u85"]
    assert {(document.record or {})["published"] for document in found} == {"2025-03-05"}
    assert found[85].where == f"{path} row 86"


def test_a_column_that_is_not_there_is_one_clear_error(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"words": ["Kell agrees."], "day": ["2025-03-05"]}), path)
    with pytest.raises(ReportError, match=r"no column 'body' \(accepted: words, day\)"):
        list(units_of([str(path)], columns=Columns(text="body")))
    with pytest.raises(ReportError, match=r"which column holds the text .*--text with one of words, day"):
        list(units_of([str(path)]))
    path.write_bytes(b"PAR1 but not really PAR1")
    with pytest.raises(ReportError, match=r"a\.parquet: cannot be read"):
        list(units_of([str(path)]))


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "a.warc.zst", "a.jsonl.gz", "a.jsonl.zst"])
def test_a_truncated_input_gives_what_is_whole_and_one_error(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if ".warc" in name:
        archive(path, pages(range(60)))
    else:
        data = lines(range(4000))
        path.write_bytes(gzip.compress(data) if name.endswith(".gz") else zstandard.compress(data))
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 2 // 3])
    errors: list[ReportError] = []
    units = list(units_of([str(path)], size=25, on_error=errors.append))
    assert len(errors) == 1
    assert str(path) in str(errors[0])
    assert sum(unit.count for unit in units) >= (30 if ".warc" in name else 25)
    assert errors[0].accepted.startswith("a whole")


def test_other_files_are_no_archives(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(b"hello world\n" * 99)
    with pytest.raises(ReportError, match="cannot be read: Invalid WARC header"):
        list(units_of([str(tmp_path / "a.warc")]))


def test_inputs_are_sorted_once_each_without_the_results(tmp_path: Path) -> None:
    out = tmp_path / "out"
    for name in ("b.txt", "a.html", "c.jsonl", "d.txt.gz", ".hidden.txt", "x.png", "out/reports/u.parquet"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    found = inputs([str(tmp_path / "b.txt"), str(tmp_path)], leave_out=str(out))
    assert [Path(path).name for path in found] == ["a.html", "b.txt", "c.jsonl", "d.txt.gz"]
    assert found == inputs([str(tmp_path), str(tmp_path / "*.txt")], leave_out=str(out))
    for name, problem in (("none", "no such file"), ("no*.txt", "no file matches"), ("out", "no articles in this")):
        with pytest.raises(InputError, match=problem):
            inputs([str(tmp_path / name)], leave_out=str(out))


def test_a_file_more_moves_few_groups(tmp_path: Path) -> None:
    for number in range(400):
        (tmp_path / f"{number:03}.txt").write_text(text(number))
    before = {unit.identity for unit in units_of([str(tmp_path)])}
    (tmp_path / "0005.txt").write_text("Kell agrees.")
    after = list(units_of([str(tmp_path)]))
    assert len({unit.identity for unit in after} - before) <= 2
    assert sum(unit.count for unit in after) == 401
    assert all(25 <= unit.count <= 100 for unit in after[:-1])
