import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whipcount.errors import RuleError
from whipcount.rules.algebra.notation import MAX_TEXT, parse_rule
from whipcount.rules.algebra.printing import print_rule


@pytest.mark.parametrize(
    ("given_text", "printed"),
    [
        ("15 members and 65% of population, or 24 members", "15 members and 65% of population, or 24 members"),
        ("(15 members and 65% of population) or 24 members", "15 members and 65% of population, or 24 members"),
        ("A majority of members voting", "more than 50% of members voting"),
        ("every member", "all members"),
        ("no objection among all but {YU}", "no objection among all but YU"),
        ("2/3 of votes present in favour", "2/3 of votes present"),
        ("not (1 member against)", "no objection"),
        ("at most 3 members against", "at most 3 members against"),
        ("12.5 votes among {NO, SE}", "12.5 votes among {NO, SE}"),
        ("1 member or 2 votes, and 3 members", "(1 member or 2 votes) and 3 members"),
        ("51 members taking part", "51 members taking part"),
        ("1/3 of members formally abstaining", "1/3 of members formally abstaining"),
    ],
)
def test_forms(given_text, printed):
    assert print_rule(parse_rule(given_text)) == printed


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "ends too early"),
        ("15 members and", "ends too early"),
        ("15", "ends too early"),
        ("65% members", "cannot stand here"),
        ("15 members voting", "cannot stand here"),
        ("130% of members", "above the whole"),
        ("1/0 of members", "cannot stand here"),
        ("15 members & 3 votes", "no meaning"),
        ("1 member, and 2 members, or 3 members", "two ways"),
        ("(" * 200 + "1 member" + ")" * 200, "too deeply"),
        ("9" * 5000 + " members", "cannot stand here"),
        ("1 member " * MAX_TEXT, "characters"),
        ("no members", "cannot stand here"),
    ],
)
def test_bad_text_is_one_clear_error(text, problem):
    with pytest.raises(RuleError, match=problem) as caught:
        parse_rule(text)
    assert caught.value.where.startswith("rule text")


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text):
    try:
        expression = parse_rule(text)
    except RuleError:
        return
    assert parse_rule(print_rule(expression)) == expression
