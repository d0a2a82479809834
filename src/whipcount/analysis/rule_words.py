"""A body's rule as a reader says it."""

from __future__ import annotations

from whipcount.bodies.body import NamedRule
from whipcount.rules.algebra.common_name import common_name
from whipcount.rules.algebra.rule import Rule


def rule_words(named: NamedRule, rule: Rule) -> str:
    """The rule as a reader says it.

    >>> from datetime import date
    >>> from whipcount.bodies.catalogue import load_body
    >>> nato = load_body("NATO")
    >>> day = date(2024, 11, 29)
    >>> rule_words(nato.named_rule("invitation", day), nato.rule("invitation", day))
    'Consensus of all 32 members: nobody objects'
    >>> senate = load_body("us-senate")
    >>> rule_words(senate.named_rule("bill", day), senate.rule("bill", day))
    'Simple majority, of 100 members: more than 50% of members voting'
    """
    size = len(rule.members)
    text = rule.text()
    if text == "no objection" and "unanim" in named.id.casefold():
        return f"Unanimity of all {size} members: nobody objects"
    if named.id.startswith("double majority"):
        return f"{named.id[:1].upper()}{named.id[1:]}, of {size} that decide"
    if text == "no objection":
        return f"Consensus of all {size} members: nobody objects"
    if text == "all members":
        return f"Unanimity: all {size} members say yes"
    if text.startswith("no objection among ") and " and " not in text:
        return f"Consensus among those who decide: nobody objects, of {size} members: {text}"
    name = common_name(rule.expression) + (" (assumed)" if "assumed" in named.id else "")
    name = f"{name[:1].upper()}{name[1:]}"
    says_all = text.casefold() in name.casefold()  # the name says all that the rule does
    return f"{name}, of {size} that decide" if says_all else f"{name}, of {size} members: {text}"
