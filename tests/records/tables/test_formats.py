"""The four published layouts, on small invented files."""

import pytest

from whipcount.errors import RecordsError
from whipcount.records.tables.formats import Sources, read_ballots


def write(tmp_path, name, text):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("form", ["unvotes", "voteview", "howtheyvote"])
def test_the_second_file_must_be_named(tmp_path, form):
    with pytest.raises(RecordsError, match="--roll-calls"):
        read_ballots(Sources(write(tmp_path, "v.csv", "")), form)


def test_an_unknown_format(tmp_path):
    with pytest.raises(RecordsError, match="unknown"):
        read_ballots(Sources(tmp_path / "v.csv"), "minutes")
