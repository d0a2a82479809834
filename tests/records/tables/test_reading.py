import pytest

from whipcount.errors import RecordsError
from whipcount.records.tables.formats import Sources, read_ballots


def write(tmp_path, name, text):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


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
