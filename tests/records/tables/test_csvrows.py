import gzip

import pytest

from whipcount.errors import RecordsError
from whipcount.records.tables.csvrows import Rows, day_in


def write(tmp_path, text, name="t.csv"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8", newline="")
    return path


def test_rows_carry_the_line_on_which_they_end(tmp_path):
    path = write(tmp_path, 'b,a\n1,2\n"x\ny",3\n\n4,5\n')
    assert list(Rows(path, ("a",), ("c",))) == [(2, ["2", ""]), (4, ["3", ""]), (6, ["5", ""])]


def test_gzip_and_byte_order_mark(tmp_path):
    path = tmp_path / "t.csv.gz"
    path.write_bytes(gzip.compress(b"\xef\xbb\xbfa\n1\n"))
    assert list(Rows(path, ("a",))) == [(2, ["1"])]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "is empty"),
        ("a,b\n1,2\n", "there is no column 'c'"),
        ("c,c\n1,2\n", "the column 'c' is there twice"),
        ("c,d\n1\n", "t.csv line 2: 1 cells (accepted: 2, one a column)"),
        ("c\n1\n2\n3\n4\n", "t.csv line 5: more than 3 rows (accepted: at most 3 rows a file: split it by years)"),
        ('c\n"x\n', "no CSV"),
        ("c\n\0\n", "a null byte"),
        ("c\n" + "x" * 300_000 + "\n", "an endless line"),
    ],
)
def test_what_does_not_hold_together_is_told_with_its_line(tmp_path, text, told):
    with pytest.raises(RecordsError) as error:
        list(Rows(write(tmp_path, text), ("c",), most=3))
    assert told in str(error.value)


def test_other_encodings_cut_archives_and_absent_files(tmp_path):
    latin = tmp_path / "t.csv"
    latin.write_bytes(b"c\nC\xf4te\n")
    cut = tmp_path / "t.csv.gz"
    cut.write_bytes(gzip.compress(b"c\n" + b"1\n" * 5000)[:-20])
    for path, told in ((latin, "UTF-8"), (cut, "cannot be read"), (tmp_path / "none.csv", "cannot be read")):
        with pytest.raises(RecordsError, match=told):
            list(Rows(path, ("c",)))


@pytest.mark.parametrize("text", ["", "2019", "2019-13-01", "01/02/2019", "20190201", "2019-02-29", "2019-02-01x"])
def test_no_date(text):
    with pytest.raises(RecordsError, match="is no date"):
        day_in(text, "t.csv line 2")


@pytest.mark.parametrize(
    "text",
    [
        "sep=;\nA;b\n1;2\n",
        "# exported by hand\n\na,B\n1,2\n",
        "A\tB\r\n1\t2\r\n\t\r\n\r\n",
        '"a";"b"\n"1";"2"\n',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("name", ["t.csv", "t.csv.gz"])
def test_tables_as_spreadsheets_write_them(tmp_path, text, encoding, name):
    data = text.encode(encoding)
    path = tmp_path / name
    path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    rows = list(Rows(path, ("a", "b")))
    assert [cells for _, cells in rows] == [["1", "2"]]
    assert (
        rows[0][0]
        == text.replace("\r\n", "\n").split("\n").index(next(line for line in text.splitlines() if "1" in line)) + 1
    )
