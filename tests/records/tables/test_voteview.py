from whipcount.records.tables.ballot import Vote
from whipcount.records.tables.formats import Sources, read_ballots


def write(tmp_path, name, text):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_voteview(tmp_path):
    votes = write(
        tmp_path, "v.csv",
        "congress,chamber,rollnumber,icpsr,cast_code,prob\n117,Senate,1,101.0,6,97\n117,Senate,1,102,0,\n117,Senate,1,103,9,\n",
    )  # fmt: skip
    calls = write(
        tmp_path,
        "c.csv",
        "congress,chamber,rollnumber,date,bill_number,vote_question,vote_desc\n"
        "117,Senate,1,2021-01-20,HR1,On Passage,A bill\n",
    )
    people = write(
        tmp_path, "m.csv",
        "congress,chamber,icpsr,state_abbrev,party_code,bioname,bioguide_id\n"
        '117,Senate,101,AK,200,"ROE, Ann",R000001\n',
    )  # fmt: skip
    one, two = read_ballots(Sources(votes, calls, people), "voteview")
    assert (one.code, one.name, one.vote, one.person, one.bloc) == ("R000001", "ROE, Ann (AK)", Vote.NO, "", "200")
    assert (two.code, two.vote, two.line) == ("103", Vote.ABSENT, 4)  # who was no member has no ballot
    assert (one.call.body, one.call.title) == ("US-SENATE", "HR1: On Passage: A bill")


def test_numbers_as_data_frames_write_them(tmp_path):
    files = {
        "votes.csv": "Congress;Chamber;RollNumber;ICPSR;Cast_Code\n117.0;Senate;1.0;14226.0;6.0\n",
        "calls.csv": "congress,chamber,rollnumber,date\n117,Senate,1,2021-01-20\n",
    }
    votes, calls = (write(tmp_path, name, text) for name, text in files.items())
    (ballot,) = read_ballots(Sources(votes, calls), "voteview")
    assert (ballot.call.vote_id, ballot.code, ballot.vote) == ("117-Senate-1", "14226", Vote.NO)
