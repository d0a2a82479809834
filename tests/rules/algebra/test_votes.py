import pytest

from whipcount.errors import RuleError
from whipcount.rules.algebra.votes import PRESENT, VOTING, Vote, check_votes, read_vote


@pytest.mark.parametrize(("word", "vote"), [
    ("yes", Vote.YES), (" Y ", Vote.YES), ("In favour", Vote.YES), ("AYE", Vote.YES), ("no", Vote.NO),
    ("veto", Vote.NO),
    ("objects", Vote.NO), ("abstention", Vote.ABSTAIN), ("constructive abstention", Vote.FORMAL),
    ("formal-abstention", Vote.FORMAL), ("not voting", Vote.ABSENT), ("silent", Vote.ABSENT),
])  # fmt: skip
def test_words_of_votes(word, vote):
    assert read_vote(word) is vote


@pytest.mark.parametrize("word", ["", "maybe", "yes!", "nope"])
def test_a_word_that_names_no_vote_is_told_with_those_that_do(word):
    with pytest.raises(RuleError, match="formal_abstention"):
        read_vote(word)


def test_what_is_not_cast_is_no_vote_and_words_become_votes():
    assert check_votes({"A": "in favour", "B": None, "C": Vote.ABSENT}, "ABC") == {"A": Vote.YES, "C": Vote.ABSENT}


def test_a_stranger_and_a_word_that_is_none_are_refused():
    with pytest.raises(RuleError, match="'Z' is not a member"):
        check_votes({"Z": Vote.YES}, "AB")
    with pytest.raises(RuleError, match="is no vote"):
        check_votes({"A": "perhaps"}, "AB")
    with pytest.raises(RuleError, match="and 60 more"):
        check_votes({"Z": Vote.YES}, [f"M{i}" for i in range(100)])


def test_who_votes_is_present_and_who_abstains_does_not_vote():
    assert VOTING < PRESENT
    assert set(Vote) - {Vote.ABSENT} == PRESENT
