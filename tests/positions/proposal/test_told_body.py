"""A body as told: so many members as the report tells, the named ones by their names, the rule told or assumed."""

from __future__ import annotations

from whipcount.bodies.countries import default_table
from whipcount.positions.proposal.told_body import ASSUMED, TOLD, body_as_told, is_unnamed
from whipcount.positions.proposal.told_rule import find_rule
from whipcount.text.sentences import split_sentences


def test_members_that_are_not_named_are_counted() -> None:
    body = body_as_told("Valley League", ("arn", "orr"), 5, None, default_table(), {"arn": "Arn", "orr": "Orr"})
    assert [member.name for member in body.all_members[:2]] == ["Arn", "Orr"]
    assert [is_unnamed(member.id) for member in body.all_members] == [False, False, True, True, True]
    assert body.size_told
    assert body.rules[0].provenance == ASSUMED


def test_a_number_of_votes_is_the_least_that_a_body_has() -> None:
    text = "The toll needs eight votes."
    rule = find_rule(text, split_sentences(text))
    body = body_as_told("Valley League", (), None, rule, default_table(), {})
    assert len(body.all_members) == 8
    assert not body.size_told
    assert (body.rules[0].text, body.rules[0].provenance) == ("8 members", TOLD)


def test_votes_of_different_weight_are_no_members() -> None:
    text = "The toll needs eight votes."
    rule = find_rule(text, split_sentences(text))
    body = body_as_told("Valley League", (), 4, rule, default_table(), {}, weighted=True)
    assert len(body.all_members) == 4
    assert body.rules[0].provenance == ASSUMED
