"""Which rule a decision takes: the proposal's own words, else the body's for that kind of decision."""

from __future__ import annotations

from datetime import date

from whipcount.bodies.body import Body, NamedRule
from whipcount.errors import BodyError
from whipcount.positions.proposal.proposal import Proposal
from whipcount.rules.algebra.rule import Rule


def rule_of(proposal: Proposal, body: Body, day: date) -> tuple[NamedRule, Rule]:
    """The rule that the decision takes on a day, and the same bound to the members of that day.

    A rule that the proposal states in words wins over the body's: it may name one of the body's rules, or be an
    expression of its own.

    Raises:
        BodyError: the body has no rule for that kind of decision, or no members on that day.
        RuleError: the proposal's own rule cannot be read.

    >>> from whipcount.bodies.catalogue import load_body
    >>> named, rule = rule_of(Proposal("p", "P", "NATO", "invitation"), load_body("NATO"), date(2024, 11, 29))
    >>> rule.text(), len(rule.members)
    ('no objection', 32)
    """
    if proposal.rule:
        try:
            return body.named_rule(proposal.rule, day), body.rule(proposal.rule, day)
        except BodyError:
            bound = Rule.of(proposal.rule, [member.id for member in body.members(day)], name=proposal.rule)
            return NamedRule("stated", proposal.rule, provenance="stated with the proposal"), bound
    kind = proposal.decision or None
    return body.named_rule(kind, day), body.rule(kind, day)
