from whipcount.records.tables.ballot import Vote
from whipcount.records.tables.formats import Sources, read_ballots


def write(tmp_path, name, text):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


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
