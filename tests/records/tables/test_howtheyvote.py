import gzip

from whipcount.records.tables.ballot import Vote
from whipcount.records.tables.formats import Sources, read_ballots


def write(tmp_path, name, text):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_howtheyvote(tmp_path):
    votes = write(
        tmp_path, "v.csv",
        "vote_id,member_id,position,country_code,group_code\n9,1,FOR,DEU,EPP\n9,2,DID_NOT_VOTE,FRA,\n",
    )  # fmt: skip
    calls = write(
        tmp_path,
        "c.csv",
        "id,timestamp,display_title,reference,description\n9,2019-07-15 17:09:37,Budget,A9,Paragraph 1\n",
    )
    people = write(tmp_path, "m.csv", "id,first_name,last_name,country_code\n1,Ann,Roe,DEU\n")
    one, two = read_ballots(Sources(votes, calls, people), "howtheyvote")
    assert (one.name, one.vote, one.bloc, two.name, two.vote) == ("Ann Roe", Vote.YES, "EPP", "", Vote.ABSENT)
    assert (one.call.body, one.call.day.isoformat(), one.call.title) == ("EP", "2019-07-15", "Budget: Paragraph 1")


def test_howtheyvote_as_it_is_published(tmp_path):
    """All columns of its tables, gzipped: a main vote, and a vote that only its procedure names."""
    calls, votes, people = (tmp_path / f"{name}.csv.gz" for name in ("votes", "member_votes", "members"))
    for path, text in (
        (
            calls,
            "id,timestamp,display_title,reference,description,is_main,is_featured,procedure_reference,procedure_title\n"
            "31,2024-02-27 12:08:11,Lake pact,A9-0001/2024,Single vote,True,False,2022/0001(COD),On lakes\n"
            "32,2024-02-28 12:00:00,,A9-0002/2024,Am 1,False,False,2022/0002(COD),On ferries\n",
        ),
        (
            votes,
            "vote_id,member_id,position,country_code,group_code\n"
            "31,7,AGAINST,DEU,EPP\n31,8,ABSTENTION,FRA,\n32,7,FOR,DEU,EPP\n",
        ),
        (
            people,
            "id,first_name,last_name,country_code,date_of_birth,email,facebook,twitter\n7,Ann,ROE,DEU,1970-01-01,,,\n",
        ),
    ):
        path.write_bytes(gzip.compress(text.encode()))
    one, two, three = read_ballots(Sources(votes, calls, people), "howtheyvote")
    assert (one.name, one.vote, one.bloc, one.call.topic) == ("Ann ROE", Vote.NO, "EPP", "main")
    assert (two.vote, two.bloc, three.call.title, three.call.topic) == (Vote.ABSTAIN, "", "On ferries: Am 1", "")
