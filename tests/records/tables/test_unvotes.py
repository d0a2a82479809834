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
