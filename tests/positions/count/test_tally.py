"""The tally's own questions: who is still needed."""

from __future__ import annotations

from datetime import date

from tests.positions.make import ALWAYS, ev
from whipcount.positions.count.tally import still_needed
from whipcount.positions.count.whip_count import tally
from whipcount.positions.proposal.proposal import Proposal
from whipcount.positions.stance.stance import Stance
from whipcount.rules.algebra.rule import Rule

DAY = date(2030, 6, 1)
MEMBERS = ["AA", "BB", "CC", "DD"]


def needed(rule: str, *stances: tuple[str, Stance]) -> tuple[str, ...]:
    evidence = [ev(f"e{n}", stance, member=member) for n, (member, stance) in enumerate(stances)]
    bound = Rule.of(rule, MEMBERS, weights={"votes": {"AA": 3, "BB": 2, "CC": 2, "DD": 0}})
    made = tally(evidence, Proposal("p", "P", "B"), MEMBERS, bound, as_of=DAY, known_by=ALWAYS)
    return still_needed(made)


def test_members_that_the_rule_does_not_count_are_not_needed() -> None:
    assert needed("5 votes", ("AA", Stance.YES)) == ("BB", "CC")
    assert needed("no objection among {AA, BB}") == ("AA", "BB")


def test_nobody_is_needed_once_it_is_met() -> None:
    assert needed("5 votes", ("AA", Stance.YES), ("BB", Stance.YES)) == ()


def test_of_a_blocked_rule_all_who_have_not_agreed() -> None:
    assert needed("all members", ("AA", Stance.NO), ("BB", Stance.YES)) == ("AA", "CC", "DD")
