"""Which rule a decision takes in its body: the rule told by the report where that can hold, else the body's for"
" the act."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from whipcount.bodies.body import Body, NamedRule
from whipcount.errors import BodyError
from whipcount.positions.proposal.told_rule import RuleFamily, ToldRule

_CONSENSUS = ("no objection", "all members")
_SURE = 3.0  # a rule said in full; below, only a word for one


@dataclass(frozen=True, slots=True)
class FittingRule:
    """The rule for the proposal: the body's name of the decision, and the rule where it is not simply that.

    ``told`` says whether the report's words decided.
    """

    decision: str
    rule: str | None
    name: str
    told: bool


def fitting_rule(body: Body, keys: tuple[str, ...], told: ToldRule | None, day: date | None) -> FittingRule:
    """The rule by which a body takes a decision.

    Args:
        body: the body.
        keys: what bodies call such a decision, the most special first.
        told: the rule that the report tells.
        day: the day of the decision.

    >>> from whipcount.bodies.catalogue import load_body
    >>> fitting_rule(load_body("NATO"), ("invitation",), None, date(2024, 11, 29)).rule
    'consensus'
    """
    decision, usual = _usual(body, keys, day)
    if told is None:
        return FittingRule(decision, usual.id, "", False)
    rules = _in_force(body, day)
    size = len(body.members(day))
    if told.family in (RuleFamily.UNANIMITY, RuleFamily.CONSENSUS, RuleFamily.EACH):
        wanted = "all members" if told.family is RuleFamily.EACH else "no objection"
        if usual.text == wanted or (usual.text in _CONSENSUS and told.family is not RuleFamily.EACH):
            return FittingRule(decision, usual.id, "", True)
        if told.weight < _SURE and "among" in usual.text:
            return FittingRule(decision, usual.id, "", False)
        same = next((r for r in rules if r.text == wanted), None) or next(
            (r for r in rules if r.text in _CONSENSUS), None
        )
        return FittingRule(decision, same.id if same else wanted, "" if same else told.words, True)
    if told.family is RuleFamily.QUALIFIED:
        same = next((r for r in rules if r.id == "qmv" or "qualified majority" in r.kinds), None)
        return FittingRule(decision, same.id if same else usual.id, "", same is not None)
    if told.family is RuleFamily.VETO:
        same = next((r for r in (usual, *rules) if "among permanent" in r.text), None)
        return FittingRule(decision, same.id if same else usual.id, "", same is not None)
    if told.family is RuleFamily.COUNT:
        amount = told.amount or 0
        if amount == size:
            same = usual if usual.text in _CONSENSUS else next((r for r in rules if r.text in _CONSENSUS), None)
            return FittingRule(decision, same.id if same else "all members", "" if same else told.words, True)
        if not size / 3 <= amount < size:
            return FittingRule(decision, usual.id, "", False)
        same = next((r for r in (usual, *rules) if _needs(r.text, amount, size)), None)
        return FittingRule(decision, same.id if same else told.text, "" if same else told.words, True)
    same = next((r for r in (usual, *rules) if r.text == told.text), None)
    if same is None and told.family is RuleFamily.SHARE:
        share = told.text.split(" of ")[0]
        same = next((r for r in (usual, *rules) if r.text.startswith(share)), None)
    if same is None and told.family is RuleFamily.MAJORITY:
        if told.weight < _SURE and usual.text not in _CONSENSUS:
            return FittingRule(decision, usual.id, "", False)
        same = next((r for r in (usual, *rules) if "majority" in r.text and "population" not in r.text), None)
    return FittingRule(decision, same.id if same else told.text, "" if same else told.words, True)


def _needs(text: str, amount: int, size: int) -> bool:
    """Whether a rule of the body is the number of votes told: as a number, or as that share of its members."""
    if text in (f"{amount} members", f"{amount} votes"):
        return True
    share = text.removesuffix(" of members")
    return (share == "60%" and amount * 5 == size * 3) or (share == "2/3" and -(-size * 2 // 3) == amount)


def _usual(body: Body, keys: tuple[str, ...], day: date | None) -> tuple[str, NamedRule]:
    for name in (*keys, "decision"):
        try:
            return name, body.named_rule(name, day)
        except BodyError:
            continue
    return "", body.named_rule(None, day)


def _in_force(body: Body, day: date | None) -> tuple[NamedRule, ...]:
    return tuple(rule for rule in body.rules if day is None or rule.span.covers(day))
