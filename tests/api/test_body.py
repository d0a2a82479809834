"""Bodies and rules for direct use."""

from __future__ import annotations

import pytest

import whipcount as wc
from whipcount.errors import BodyError, RuleError


def test_a_rule_of_ones_own_counts_the_bodys_weights() -> None:
    body = wc.load_body("EU-COUNCIL", on="2024-11-29")
    rule = wc.Rule.parse("15 members and 65% of population", members=body)
    assert rule.passes(yes=body.members)
    assert not rule.passes(yes=body.members[:14])
    assert rule.probability(1.0) == pytest.approx(1)
    assert rule.probability(0.0) == pytest.approx(0)
    power = rule.power(["banzhaf_normalized"])
    assert sum(row["banzhaf_normalized"] for row in power.rows()) == pytest.approx(1)
    assert power.plot().startswith("<svg")
    assert "DE" in repr(power)


def test_what_a_rule_without_members_cannot_tell() -> None:
    rule = wc.Rule.parse("15 members and 65% of population")
    assert str(rule) == "15 members and 65% of population"
    with pytest.raises(RuleError, match="has no members yet"):
        rule.power()


def test_a_member_votes_once() -> None:
    rule = wc.Rule.parse("2 members", members=["A", "B", "C"])
    assert not rule.passes(yes=["A"], abstain=["B"])
    with pytest.raises(RuleError, match="'A' votes twice"):
        rule.passes(yes=["A"], no=["A"])
    with pytest.raises(RuleError, match=r"not a member|no member"):
        rule.passes(yes=["Z"])


def test_an_unknown_body() -> None:
    with pytest.raises(BodyError, match="no body 'NOWHERE'"):
        wc.load_body("NOWHERE")
