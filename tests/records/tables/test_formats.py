"""The four published layouts, on small invented files."""

import gzip

import pytest

from whipcount.errors import RecordsError
from whipcount.records.tables.ballot import Vote
from whipcount.records.tables.formats import Sources, read_ballots


def write(tmp_path, name, text):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_unvotes(tmp_path):
    votes = write(tmp_path, "v.csv", "rcid,country_code,country,vote\n7,NA,Namibia,yes\n7,XX,Nowhere,abstain\n")
    calls = write(
        tmp_path, "c.csv", "rcid,session,date,unres,topics,short,descr\n7,66,2011-12-02,R/66/1,nu|di,Sho,Long title\n"
    )
    one, two = read_ballots(Sources(votes, calls), "unvotes")
    assert (one.code, one.name, one.vote, one.line) == ("NA", "Namibia", Vote.YES, 2)
    assert one.call == two.call
    assert (one.call.body, one.call.topic, one.call.title) == ("UNGA", "nu|di", "Long title")
    assert one.call.source.endswith("R/66/1")


def test_undl(tmp_path):
    votes = write(
        tmp_path, "v.csv",
        "undl_id,ms_code,ms_name,ms_vote,date,session,resolution,draft,committee_report,meeting,title,agenda_title,"
        "subjects,vote_note,total_yes,total_no,total_abstentions,total_non_voting,total_ms,undl_link\n"
        "55,NAM,NAMIBIA,X,2019-12-12,74,A/RES/74/1,,,,Title,Agenda,NUCLEAR WEAPONS,,1,0,0,1,2,https://example.org/55\n"
        "55,USA,UNITED STATES,N,2019-12-12,74,A/RES/74/1,,,,Title,Agenda,NUCLEAR WEAPONS,,1,0,0,1,2,\n",
    )  # fmt: skip
    one, two = read_ballots(Sources(votes), "undl")
    assert (one.code, one.vote, two.vote) == ("NAM", Vote.ABSENT, Vote.NO)
    assert (one.call.topic, one.call.title) == ("NUCLEAR WEAPONS", "Title")


def test_undl_of_the_security_council(tmp_path):
    """It tells description and agenda for title, and has rows without a vote for what was adopted without one."""
    votes = write(
        tmp_path, "2026_02_06_sc_voting.csv",
        "undl_id,ms_code,ms_name,permanent_member,ms_vote,date,resolution,draft,meeting,description,agenda,subjects,"
        "vote_note,total_yes,total_no,total_abstentions,total_non_voting,total_ms,modality,undl_link\n"
        "9,USA,UNITED STATES,True,A,2023-12-22,S/RES/9,,S/PV.1,On the lake,Lakes,LAKES|PEACE,,1,0,1,0,2,Vote,\n"
        "9,NLD,NETHERLANDS (KINGDOM OF THE),False,Y,2023-12-22,S/RES/9,,S/PV.1,On the lake,Lakes,LAKES|PEACE,"
        ",1,0,1,0,2,Vote,\n"
        "10,USA,UNITED STATES,True,,1973-04-20,S/RES/10,,S/PV.2,On nothing,Lakes,,Adopted without vote,0,0,0,0,2,"
        "Without Vote,\n",
    )  # fmt: skip
    one, two, three = read_ballots(Sources(votes, body="UNSC"), "undl")
    assert (one.call.title, one.call.topic, one.call.body) == ("On the lake", "LAKES|PEACE", "UNSC")
    assert (one.vote, two.vote, two.name) == (Vote.ABSTAIN, Vote.YES, "NETHERLANDS (KINGDOM OF THE)")
    assert (three.vote, three.call.title) == (Vote.ABSENT, "On nothing")


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


@pytest.mark.parametrize("form", ["unvotes", "voteview", "howtheyvote"])
def test_the_second_file_must_be_named(tmp_path, form):
    with pytest.raises(RecordsError, match="--roll-calls"):
        read_ballots(Sources(write(tmp_path, "v.csv", "")), form)


def test_a_vote_twice_and_a_vote_that_is_not_told_of(tmp_path):
    votes = write(tmp_path, "v.csv", "rcid,country_code,country,vote\n8,US,,yes\n")
    calls = write(tmp_path, "c.csv", "rcid,date\n7,2011-12-02\n")
    with pytest.raises(RecordsError, match=r"v.csv line 2: the vote '8' is not among the roll calls"):
        list(read_ballots(Sources(votes, calls), "unvotes"))
    calls = write(tmp_path, "c.csv", "rcid,date\n8,2011-12-02\n8,2011-12-02\n")
    with pytest.raises(RecordsError, match=r"c.csv line 3: the vote '8' is there twice"):
        list(read_ballots(Sources(votes, calls), "unvotes"))


@pytest.mark.parametrize(
    ("form", "text", "told"),
    [
        ("unvotes", "rcid,country_code,country,vote\n7,US,,Y\n", "line 2: the vote 'Y' is unknown"),
        ("undl", "undl_id,ms_code,ms_name,ms_vote,date\n7,USA,,yes,2011-12-02\n", "line 2: the vote 'yes' is unknown"),
    ],
)
def test_words_of_another_format_are_unknown(tmp_path, form, text, told):
    calls = write(tmp_path, "c.csv", "rcid,date\n7,2011-12-02\n")
    with pytest.raises(RecordsError, match=told):
        list(read_ballots(Sources(write(tmp_path, "v.csv", text), calls), form))


def test_an_unknown_format(tmp_path):
    with pytest.raises(RecordsError, match="unknown"):
        read_ballots(Sources(tmp_path / "v.csv"), "minutes")
