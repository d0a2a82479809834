"""How much each member's vote weighs under the rule, before anybody has spoken."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from whipcount.errors import RuleError
from whipcount.rules.algebra.rule import Rule
from whipcount.rules.power.table import power

INDEX = "banzhaf_normalized"  # exact and fast for every body of the catalogue; all others are on the page of the rule


@lru_cache(maxsize=128)
def influence(rule: Rule) -> Mapping[str, float]:
    """The normalised Banzhaf index of every member: its share in all swings (Banzhaf 1965); shares add up to 1.

    Empty where the rule is too large for an exact count, or where a yes can do harm.

    >>> from whipcount.rules.algebra.rule import Rule
    >>> {member: round(share, 2) for member, share in influence(Rule.of("all members", ["A", "B"])).items()}
    {'A': 0.5, 'B': 0.5}
    """
    try:
        table = power(rule, [INDEX])
    except RuleError:
        return MappingProxyType({})
    return MappingProxyType(dict(zip(table.members, map(float, table.columns[INDEX]), strict=True)))
