"""What moved between two tallies."""

from __future__ import annotations

from datetime import date

from tests.positions.make import ALWAYS, day, ev
from whipcount.positions.count.movement import Consent, moves
from whipcount.positions.count.tally import Tally
from whipcount.positions.count.whip_count import tally
from whipcount.positions.proposal.proposal import Proposal
from whipcount.positions.stance.stance import Authority, Stance
from whipcount.rules.algebra.rule import Rule

RATIFY = Proposal("p", "All ratify", "B", stage="ratification")
HEAD = ev("word", Stance.YES, 1, authority=Authority.HEAD)
ACT = ev("act", Stance.YES, 9, authority=Authority.RECORDED_VOTE)


def counted(as_of: date, *evidence: object, members: tuple[str, ...] = ("AA", "BB")) -> Tally:
    rule = Rule.of("all members", members)
    return tally(evidence, RATIFY, members, rule, as_of=as_of, known_by=ALWAYS)  # type: ignore[arg-type]


def test_a_ratification_is_a_change_though_the_word_was_yes_before() -> None:
    [move] = moves(counted(day(5), HEAD, ACT), counted(day(10), HEAD, ACT))
    assert move.member == "AA"
    assert move.by_act
    assert move.was is not None
    assert move.now is not None
    assert (move.was.consent, move.now.consent) == (Consent.NONE, Consent.AGREED)


def test_nothing_moved() -> None:
    assert moves(counted(day(5), HEAD), counted(day(8), HEAD)) == ()


def test_who_joins_and_who_leaves() -> None:
    before, after = counted(day(5)), counted(day(5), members=("BB", "CC"))
    assert [(m.member, m.was is None, m.now is None) for m in moves(before, after)] == [
        ("CC", True, False),
        ("AA", False, True),
    ]
