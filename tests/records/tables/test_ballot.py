import pytest

from whipcount.records.tables.ballot import COLUMNS, OPTIONAL, Ballot, Vote, vote_words


@pytest.mark.parametrize("form", ["undl", "voteview", "unvotes", "howtheyvote"])
def test_every_word_of_a_format_means_a_vote_or_is_passed_over(form):
    words = vote_words(form)
    assert words
    assert {vote for vote in words.values() if vote is not None} <= set(Vote)
    assert {Vote.YES, Vote.NO} <= set(words.values())


def test_a_format_that_is_none_has_no_words():
    assert vote_words("no such format") == {}


def test_columns_of_the_long_table_are_each_named_once():
    assert len({*COLUMNS, *OPTIONAL}) == len(COLUMNS) + len(OPTIONAL)


def test_a_ballot_without_person_or_bloc_has_none():
    made = Ballot(None, "AA", "Arvenia", Vote.YES, 3)
    assert (made.person, made.bloc) == ("", "")
