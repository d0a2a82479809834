"""Whether a vote carried, by its totals and the rule of the decision, where that needs nothing else."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction

from whipcount.bodies.body import Body
from whipcount.bodies.member_mentions import members_on
from whipcount.errors import BodyError, RuleError
from whipcount.positions.proposal.applicable_rule import rule_of
from whipcount.positions.proposal.proposal import Proposal

_SHARE = re.compile(
    r"(?:(?P<more>more than|at least)\s+)?(?P<share>\d+/\d+|\d+(?:\.\d+)?%)\s+of\s+members(?P<voting>\s+voting)?\Z"
)
_MAJORITY = re.compile(r"a majority of members(?P<voting>\s+voting)?\Z")
_NUMBER = re.compile(r"(?P<n>\d+)\s+members\Z")


def carried_by(yes: int, no: int, proposal: Proposal, body: Body, day: date | None) -> bool | None:
    """Whether so many votes for and against carry a decision; None where the rule asks for more than totals.

    Args:
        yes: votes for it.
        no: votes against it.
        proposal: what is decided.
        body: who decides.
        day: of the vote.

    >>> from whipcount.bodies.catalogue import load_body
    >>> senate = load_body("US-SENATE")
    >>> carried_by(50, 45, Proposal("p", "The Senate confirms Ada Holt", senate.id, "nomination"), senate, date(2025, 3, 1))
    True
    """  # noqa: E501
    if day is None:
        return None
    try:
        rule = rule_of(proposal, body, day)[1].text()
    except (BodyError, RuleError):
        return None
    size = len(members_on(body, day))
    if (found := _NUMBER.fullmatch(rule)) is not None:
        return yes >= int(found["n"])
    majority, share = _MAJORITY.fullmatch(rule), _SHARE.fullmatch(rule)
    if majority is not None:
        return 2 * yes > (yes + no if majority["voting"] else size)
    if share is not None:
        told = share["share"]
        needed = Fraction(told) if "/" in told else Fraction(told.rstrip("%")) / 100
        whole = yes + no if share["voting"] else size
        return yes > needed * whole if share["more"] == "more than" else yes >= needed * whole
    if rule == "no objection" and no > 0:
        return False
    return None
