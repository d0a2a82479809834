from datetime import date

import pytest

from whipcount.errors import RecordsError
from whipcount.records.tables.seats import Seats


def test_two_claims_on_one_day_match_neither(tmp_path):
    path = tmp_path / "r.csv"
    path.write_text("bioguide,last,state,seat,start,end\nA,Roe,AK,1,2015-01-01,2016-01-01\nA,Roe,AK,2,2016-01-01,\n")
    seats = Seats(path)
    found = [seats.seat("a", "", date(y, 1, 1), ("AK-1", "AK-2")) for y in (2014, 2015, 2016, 2017)]
    assert found == ["", "AK-1", "", "AK-2"]


def test_classes_and_districts(tmp_path):
    path = tmp_path / "r.csv"
    path.write_text(
        "bioguide,last,state,seat,start,end\nA,Roe,AZ,1,2015-01-01,\nB,Doe,AZ,3,2015-01-01,\nC,Poe,AK,0,2015-01-01,\n"
        "D,Moe,AL,7,2015-01-01,\nE,Noe,AL,9,2015-01-01,\n"
    )
    seats, day = Seats(path), date(2020, 1, 1)
    assert [seats.seat(who, "", day, ("AZ-1", "AZ-2")) for who in "AB"] == ["AZ-1", "AZ-2"]
    house = ("AK-01", *(f"AL-{n:02}" for n in range(1, 8)))
    assert [seats.seat(who, "", day, house) for who in "CDE"] == ["AK-01", "AL-07", ""]


@pytest.mark.shared
def test_every_senator_of_a_day_has_a_seat(shared):
    import csv

    from whipcount.bodies.catalogue import load_body
    from whipcount.records.tables.matching import Roster

    path, day = shared / "data" / "bodies" / "us_senators.csv", date(2021, 6, 1)
    if not path.is_file():
        pytest.skip("the roster is not beside this checkout")
    roster = Roster(load_body("US-SENATE"), Seats(path))
    with path.open(encoding="utf-8") as file:
        serving = [row for row in csv.DictReader(file) if row["start"] <= day.isoformat() <= row["end"]]
    by_id = {roster.match(row["bioguide"], "", day).member for row in serving if row["bioguide"] != "TODO"}
    by_name = {roster.match("0", f"{r['last'].upper()}, {r['first']} ({r['state']})", day).member for r in serving}
    assert by_id - {""} == {member.id for member in load_body("US-SENATE").members(day)}
    assert len(by_name - {""}) >= 98


def test_a_term_that_ends_before_it_starts(tmp_path):
    path = tmp_path / "r.csv"
    path.write_text("bioguide,last,state,seat,start,end\nA,Roe,AK,1,2015-01-01,2014-01-01\n")
    with pytest.raises(RecordsError, match=r"r.csv line 2: a term that ends"):
        Seats(path)
