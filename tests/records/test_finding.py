import pytest

from whipcount.errors import RecordsError
from whipcount.records.finding import beside, open_votes

TABLE = "body,vote_id,date,member,vote,topic,title,source\nX,a,2020-01-01,P,yes,,,\n"


def test_beside_a_dossier(tmp_path):
    store = tmp_path / "desk.db"
    assert beside(str(store)) is None
    table = tmp_path / "desk.votes.csv"
    table.write_text(TABLE)
    assert beside(str(store)) == table
    made = tmp_path / "desk.votes.db"
    made.write_bytes(b"")
    assert beside(str(store)) == made
    assert beside("postgresql://me@localhost/desk") is None


def test_a_long_table_is_opened_in_memory(tmp_path):
    table = tmp_path / "t.csv"
    table.write_text(TABLE)
    kept, outcome = open_votes(table)
    with kept:
        assert kept.bodies() == {"X": 1}
    assert outcome is not None
    assert [p.name for p in tmp_path.iterdir()] == ["t.csv"]
    with pytest.raises(RecordsError):
        open_votes(tmp_path / "none.csv")
    with pytest.raises(RecordsError):
        open_votes(tmp_path / "none.votes.db")
