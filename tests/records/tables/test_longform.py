import pytest

from whipcount.errors import RecordsError
from whipcount.records.tables.ballot import Vote
from whipcount.records.tables.longform import ballots

HEAD = "body,vote_id,date,member,vote,topic,title,source\n"


def write(tmp_path, rows, head=HEAD):
    path = tmp_path / "long.csv"
    path.write_text(head + rows, encoding="utf-8")
    return path


def test_rows(tmp_path):
    path = write(tmp_path, "B,1,2020-01-02,P,yes,t,Title,src\nB,1,2020-01-02,Q,absent,t,Title,src\n")
    one, two = ballots(path)
    assert (one.call.body, one.call.vote_id, one.call.day.isoformat(), one.code, one.vote) == (
        "B", "1", "2020-01-02", "P", Vote.YES,
    )  # fmt: skip
    assert (two.vote, two.line) == (Vote.ABSENT, 3)


def test_person_and_bloc_where_told(tmp_path):
    path = write(
        tmp_path, "B,1,2020-01-02,P,yes,,,,Ada,Left\n", "body,vote_id,date,member,vote,topic,title,source,person,bloc\n"
    )
    (one,) = ballots(path)
    assert (one.person, one.bloc) == ("Ada", "Left")


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (
            "B,1,2020-01-02,P,perhaps,,,\n",
            "long.csv line 2: the vote 'perhaps' is unknown (accepted: yes, no, abstain, absent, aye",
        ),
        ("B,1,soon,P,yes,,,\n", "long.csv line 2: 'soon' is no date"),
        ("B,1,2020-01-02,,yes,,,\n", "no member"),
        (",1,2020-01-02,P,yes,,,\n", "no body"),
        ("B,1,2020-01-02,P,yes,,,\nB,1,2020-01-03,Q,yes,,,\n", "line 3: the vote '1' has another date than on line 2"),
        ("B,1,2020-01-02,P,yes,,A,\nB,1,2020-01-02,Q,yes,,C,\n", "another title than on line 2"),
    ],
)
def test_what_does_not_hold_together(tmp_path, rows, told):
    with pytest.raises(RecordsError) as error:
        list(ballots(write(tmp_path, rows)))
    assert told in str(error.value)


def test_votes_of_another_body_than_asked_for(tmp_path):
    with pytest.raises(RecordsError, match="a vote of 'B'"):
        list(ballots(write(tmp_path, "B,1,2020-01-02,P,yes,,,\n"), body="C"))


PARLIAMENT = (
    "Division Number;Division Date;Title;Member;Party;Vote\n"
    "7;05/11/2030 17:02;Locks Bill;Ada Roe;Left;Aye\n"
    "7;05/11/2030 17:02;Locks Bill;Ben Ott;Right;No\n"
    "7;05/11/2030 17:02;Locks Bill;Cal Um;Right;Teller - Noes\n"
    ";;;;;\n\n"
)


def test_a_table_as_a_parliament_publishes_it(tmp_path):
    text = PARLIAMENT.replace("05/11/2030 17:02", "25/11/2030")
    found = list(ballots(write(tmp_path, text, ""), body="LAKE"))
    assert [(b.call.vote_id, b.call.day.isoformat(), b.call.title, b.code, b.vote, b.bloc) for b in found] == [
        ("7", "2030-11-25", "Locks Bill", "Ada Roe", Vote.YES, "Left"),
        ("7", "2030-11-25", "Locks Bill", "Ben Ott", Vote.NO, "Right"),
        ("7", "2030-11-25", "Locks Bill", "Cal Um", Vote.NO, "Right"),
    ]
    with pytest.raises(RecordsError, match=r"'05/11/2030 17:02' is no date"):  # of May or of November?
        list(ballots(write(tmp_path, PARLIAMENT, ""), body="LAKE"))
    with pytest.raises(RecordsError, match="no body"):
        list(ballots(write(tmp_path, text, "")))


def test_names_in_two_columns_and_votes_without_a_number(tmp_path):
    rows = (
        "First name,Surname,DATE,Motion,Position\nAda,Roe,5 March 2030,Locks,For\nBen,Ott,5 March 2030,Dams,Against\n"
    )
    one, two = ballots(write(tmp_path, rows, ""), body="LAKE")
    assert (one.code, one.vote, one.call.vote_id) == ("Ada Roe", Vote.YES, "2030-03-05 Locks")
    assert (two.code, two.vote, two.call.vote_id) == ("Ben Ott", Vote.NO, "2030-03-05 Dams")
