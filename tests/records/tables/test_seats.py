from datetime import date

import pytest

from whipcount.errors import RecordsError
from whipcount.records.tables.seats import Seats


def test_two_claims_on_one_day_match_neither(tmp_path):
    path = tmp_path / "r.csv"
    path.write_text("bioguide,last,state,seat,start,end\nA,Roe,AK,1,2015-01-01,2016-01-01\nA,Roe,AK,2,2016-01-01,\n")
    seats = Seats(path)
    assert [seats.seat("a", "", date(y, 1, 1)) for y in (2014, 2015, 2016, 2017)] == ["", "AK-1", "", "AK-2"]


def test_a_term_that_ends_before_it_starts(tmp_path):
    path = tmp_path / "r.csv"
    path.write_text("bioguide,last,state,seat,start,end\nA,Roe,AK,1,2015-01-01,2014-01-01\n")
    with pytest.raises(RecordsError, match=r"r.csv line 2: a term that ends"):
        Seats(path)
