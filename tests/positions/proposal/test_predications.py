"""One clause by itself: what is said of its subject, and up to where."""

from __future__ import annotations

import pytest

from tests.positions.invented import BAN, LAKE, RATIFICATION, TABLE
from whipcount.bodies.member_mentions import MemberFinder
from whipcount.positions.proposal.clause_claims import ClauseClaim
from whipcount.positions.proposal.clause_objects import ClauseObjects
from whipcount.positions.proposal.object_words import ObjectWords
from whipcount.positions.proposal.predications import Predications
from whipcount.positions.proposal.proposal import Proposal
from whipcount.positions.proposal.stance_subjects import Subject
from whipcount.text.span import Span

KELL = ("KELL",)


def said(
    clause: str,
    *,
    of: Proposal = BAN,
    acts: bool = False,
    chamber: bool = False,
    waiting: bool = False,
    be: bool = False,
) -> tuple[ClauseClaim | None, str | None]:
    """The claim of "Kell" and a clause, and the words up to the predicate's end."""
    text = f"Kell {clause}"
    masked = MemberFinder(LAKE, None, table=TABLE).masked(text, Span(0, len(text)))
    reader = Predications(ClauseObjects(ObjectWords(of, LAKE, table=TABLE)), acts)
    claim, end = reader.claim(masked, Subject(KELL, 0, 1, chamber=chamber), 1, waiting=waiting, be=be)
    return claim, None if end is None else masked.text[1:end].strip()


ROWS = [
    ("will vote for the ban.", "yes", "will vote for"),
    ("does not oppose the ban.", "will_not_block", "does not oppose"),
    ("opposes the ban.", "no", "opposes"),
    ("opposes the new harbour.", None, None),
    ("was in favour of the ban at first.", None, None),
    ("might vote for the ban.", None, None),
    ("had been expected to vote for the ban and did not.", None, None),
    ("would rather talk about the weather.", None, None),
    ("is neither for nor against the ban.", "undecided", ""),
]


@pytest.mark.parametrize(("clause", "side", "words"), ROWS, ids=[row[0] for row in ROWS])
def test_the_side_of_a_clause(clause: str, side: str | None, words: str | None) -> None:
    claim, until = said(clause)
    assert (claim.side if claim else None, until) == (side, words)
    assert claim is None or claim.members == KELL


def test_a_consent_behind_a_condition_waits_on_it_and_a_refusal_does_not() -> None:
    claim, _ = said("would back the ban if the fees fell.")
    assert claim is not None
    assert claim.side == "yes"
    assert claim.condition is not None
    led, _ = said("will back the ban.", waiting=True)
    assert led is not None
    assert led.condition == (0, 0), "the condition stands before the subject"
    assert said("would vote against the ban if it ran past the school.")[0] is None
    assert said("will vote against the ban.", waiting=True)[0] is None


def test_what_is_announced_and_what_is_cast() -> None:
    announced, cast = said("will vote for the ban.")[0], said("voted for the ban.")[0]
    assert announced is not None
    assert cast is not None
    assert (announced.future, announced.cast, cast.future, cast.cast) == (True, False, False, True)


def test_a_chamber_acts_where_members_decide_each_by_an_act() -> None:
    for acts in (True, False):
        claim, _ = said("backs the accession.", of=RATIFICATION, acts=acts, chamber=True)
        assert claim is not None
        assert claim.act is acts


def test_a_predicate_without_its_verb() -> None:
    assert said("opposed to the ban.", be=True)[0] is not None
