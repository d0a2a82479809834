from dataclasses import replace
from datetime import date

import numpy as np

from tests.records.sample import record_of
from whipcount.records.record import load_record
from whipcount.records.tables.formats import Sources
from whipcount.records.tables.importing import import_votes
from whipcount.records.tables.votefile import VoteFile


def test_divided_counts_abstention_as_not_yes():
    votes = np.ones((4, 40))
    votes[1, 0] = 0  # 1 of 40: 2.5%
    votes[2, :] = -1
    votes[3, :] = np.nan
    record = record_of(votes)
    assert record.divided.tolist() == [False, True, False, False]
    one_of_41 = np.ones((1, 41))
    one_of_41[0, 0] = -1
    assert not record_of(one_of_41).divided[0]


def test_a_seat_is_the_person_who_voted_last():
    record = replace(record_of([[1, np.nan], [1, np.nan], [np.nan, -1]]), members=("S", "S"), persons=("old", "new"))
    assert record.column("S") == 1
    assert record.only([0, 1]).column("S") == 0
    assert record.column("T") is None


def test_loaded_before_a_day_with_persons_and_blocs(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text(
        "body,vote_id,date,member,vote,topic,title,source,person,bloc\n"
        "X,a,2020-01-01,S,no,,,,old,left\nX,a,2020-01-01,T,yes,,,,,left\nX,b,2020-01-02,S,yes,,,,new,right\n"
        "X,b,2020-01-02,T,abstain,,,,,right\nX,c,2020-01-03,T,no,,,,,none\nY,c,2020-01-01,T,no,,,,,\n"
    )
    with VoteFile(None, create=True) as kept:
        import_votes(kept, Sources(path), "long")
        record = load_record(kept, "X", date(2020, 1, 3))
        assert load_record(kept, "Z").votes.shape == (0, 0)
    assert record.members == ("S", "T", "S")
    assert record.persons == ("old", "", "new")
    assert record.blocs == ("left", "right", "right")
    assert np.array_equal(record.votes, [[-1, 1, np.nan], [np.nan, 0, 1]], equal_nan=True)
