"""How far the rule's line is: the least number of further yes votes with which it is met, among those still open."""

from __future__ import annotations

from whipcount.positions.count.lines import standing_votes
from whipcount.positions.count.tally import RuleState, Tally
from whipcount.rules.algebra.rule import Rule
from whipcount.rules.diagram import TooLargeError
from whipcount.rules.power.coalitions import ways_on

MOST_MEMBERS = 250  # beyond, the smallest ways on are not worked out for a page


def more_needed(rule: Rule, tally: Tally) -> int | None:
    """The least number of members that must still say yes; None where nothing is needed, nothing helps, or it is open.

    Who has said no, and who lets it pass, is taken at its word; everybody else ends with yes or no.

    >>> from datetime import date, datetime
    >>> from whipcount.positions.count.tally import Position
    >>> rule = Rule.of("2 members", ["A", "B", "C"])
    >>> open_ = Tally("p", "asked", "B", date(2030, 1, 1), datetime(2030, 1, 1), "2 members",
    ...               tuple(Position(m, None) for m in "ABC"), RuleState.OPEN, ("A", "B", "C"))
    >>> more_needed(rule, open_)
    2
    """
    if tally.state is not RuleState.OPEN or not tally.left or len(rule.members) > MOST_MEMBERS:
        return None
    try:
        found = ways_on(rule, standing_votes(tally), limit=1).to_pass
    except TooLargeError:
        return None
    return len(found[0].members) if found else None
