from fractions import Fraction

import pytest
from hypothesis import given, settings

from tests.rules.strategies import atoms, expressions
from whipcount.rules.algebra.notation import parse_rule
from whipcount.rules.algebra.printing import RESERVED, print_rule


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(expressions(atoms()))
def test_what_is_printed_is_read_again_as_it_was(expression):
    assert parse_rule(print_rule(expression)) == expression


@pytest.mark.parametrize("text", [
    "2/3 of members voting", "55% of members and 65% of population", "12.5% of votes",
    "more than 50% of members present",
    "no objection", "no objection among {A, B}", "fewer than 3 members against", "all members among all but C",
    "1 member abstaining", "at most 2 members against", "(1 member or 2 votes) and 3 members",
])  # fmt: skip
def test_rules_as_people_write_them_are_printed_so(text):
    assert print_rule(parse_rule(text)) == text


@pytest.mark.parametrize("name", [*sorted(RESERVED)[:8], 'say "yes"', "two words", "back\\slash", "3rd"])
def test_names_that_are_no_plain_words_are_quoted_and_come_back(name):
    quoted = '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
    expression = parse_rule(f"2 {quoted}")
    assert expression.weight == name
    assert parse_rule(print_rule(expression)) == expression


@pytest.mark.parametrize(("amount", "told"), [
    (Fraction(1, 3), "1/3"), (Fraction(5, 2), "2.5"), (Fraction(7), "7"), (Fraction(1, 8), "0.125"),
    (Fraction(1, 6), "1/6"),
])  # fmt: skip
def test_amounts_without_an_end_in_decimals_stay_fractions(amount, told):
    expression = parse_rule(f"{told} votes")
    assert expression.amount == amount
    assert print_rule(expression).startswith(told)
