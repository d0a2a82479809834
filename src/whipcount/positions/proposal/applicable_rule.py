"""Who decides, and by which rule: the proposal's own words, else the body's for that kind of decision."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from whipcount.bodies.body import Body, NamedRule
from whipcount.bodies.catalogue import load_body
from whipcount.errors import BodyError
from whipcount.positions.proposal.acts import lexicon
from whipcount.positions.proposal.proposal import Proposal
from whipcount.rules.algebra.rule import Rule


def deciding_body(proposal: Proposal, own: Body | None = None) -> Body:
    """The body that decides: the dossier's own, the one that the report tells of, or the catalogue's.

    A candidate that is to become a member is no member that must agree, before or after it has joined.

    Args:
        proposal: what is decided.
        own: the body that the dossier brings, if any.

    Raises:
        BodyError: the catalogue has no such body.

    >>> body = deciding_body(Proposal("p", "P", "NATO", "accession protocol", candidate="FI"))
    >>> len(body.members(date(2023, 3, 30))), len(body.members(date(2023, 4, 30)))
    (30, 30)
    """
    body = own or proposal.told_body or load_body(proposal.body)
    candidate = proposal.candidate
    if candidate is None or not _joins(proposal) or all(member.id != candidate for member in body.all_members):
        return body
    return replace(body, all_members=tuple(member for member in body.all_members if member.id != candidate))


def _joins(proposal: Proposal) -> bool:
    acts = lexicon().acts
    if proposal.act:
        return any(act.joins for act in acts if act.id == proposal.act)
    return proposal.decision.casefold() in {key.casefold() for act in acts if act.joins for key in act.keys}


def membership_day(proposal: Proposal, day: date) -> date:
    """The day whose members decide: frozen once it is decided."""
    return min(day, proposal.decided) if proposal.decided else day


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
    day = membership_day(proposal, day)
    if proposal.rule:
        try:
            return body.named_rule(proposal.rule, day), body.rule(proposal.rule, day)
        except BodyError:
            bound = Rule.of(proposal.rule, [member.id for member in body.members(day)], name=proposal.rule)
            named = proposal.rule_name or "stated"
            return NamedRule(named, proposal.rule, provenance="stated with the proposal"), bound
    kind = proposal.decision or None
    return body.named_rule(kind, day), body.rule(kind, day)
