import sqlite3
from datetime import date

import pytest

from whipcount.errors import RecordsError
from whipcount.records.record import load_record
from whipcount.records.tables.formats import Sources
from whipcount.records.tables.importing import import_votes
from whipcount.records.tables.votefile import VoteFile


def test_absent_other_and_newer_files(tmp_path):
    with pytest.raises(RecordsError, match="no such file"):
        VoteFile(tmp_path / "none.votes.db")
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as base:
        base.execute("CREATE TABLE t (a)")
    with pytest.raises(RecordsError, match="another program"):
        VoteFile(other)
    text = tmp_path / "text.votes.db"
    text.write_text("no database at all, but long enough to be taken for one by its size" * 20)
    with pytest.raises(RecordsError, match="no file of votes"):
        VoteFile(text)
    newer = tmp_path / "newer.votes.db"
    VoteFile(newer, create=True).close()
    with sqlite3.connect(newer) as base:
        base.execute("PRAGMA user_version=9")
    with pytest.raises(RecordsError, match="another version"):
        VoteFile(newer)


def test_calls_before_a_day(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text(
        "body,vote_id,date,member,vote,topic,title,source\nX,b,2020-01-02,P,yes,,,\nX,a,2020-01-01,P,no,,,\n"
    )
    with VoteFile(None, create=True) as kept:
        import_votes(kept, Sources(path), "long")
        assert [call.vote_id for _, call in kept.calls("X")] == ["a", "b"]
        assert [call.vote_id for _, call in kept.calls("X", before=date(2020, 1, 2))] == ["a"]
        assert kept.bodies() == {"X": 2}


@pytest.mark.parametrize(
    "harm",
    ["UPDATE calls SET day = 'soon'", "UPDATE votes SET vote = 5", "UPDATE votes SET person = 77", "DROP TABLE people"],
)
def test_a_damaged_file_is_one_error(tmp_path, harm):
    path, place = tmp_path / "t.csv", tmp_path / "t.votes.db"
    path.write_text("body,vote_id,date,member,vote,topic,title,source\nX,b,2020-01-02,P,yes,,,\n")
    with VoteFile(place, create=True) as kept:
        import_votes(kept, Sources(path), "long")
        kept.base.execute(harm)
    with VoteFile(place) as kept, pytest.raises(RecordsError, match="is damaged"):
        load_record(kept, "X")
