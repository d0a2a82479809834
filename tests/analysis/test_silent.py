from datetime import date

from whipcount.analysis.count import count_of
from whipcount.analysis.opening import open_dossier
from whipcount.analysis.silent import points_of, silent_of
from whipcount.records.finding import beside, open_votes
from whipcount.records.record import load_record


def test_one_answer_for_every_face_and_the_count_stays_as_it_is(root):
    place, day = root / "examples" / "lake-council" / "dossier.yaml", date(2025, 3, 4)
    opened = open_dossier(place, as_of=day)
    counted = count_of(opened.dossier, opened.read, as_of=day, known_by=opened.known_by)
    before = counted.tally
    kept, _ = open_votes(beside(str(place)), bodies={counted.body.id: counted.body})
    with kept:
        record = load_record(kept, counted.body.id)
    told = silent_of(counted, record)
    assert counted.tally == before
    assert [one.member for one in told.members] == ["MERROW", "PELL"]  # Thale declined to say: it is not silent
    assert dict(told.declared) == {"VESSARY": "yes", "KELL": "abstain", "FERROW-BAY": "no", "SARN": "yes"}
    assert told.members[0].name == "Merrow"
    drawn = points_of(counted, record)
    assert {one.member: one.declared for one in drawn.members}["FERROW-BAY"] == "no"
    assert len(drawn.members) == 7
