"""The whip count: from positions to the rule's state."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given

from tests.positions.make import ALWAYS, EVER, PROPOSAL, Consensus, at, calm, day, ev, evidences
from whipcount.errors import InputError
from whipcount.positions.count.acts import vote_of
from whipcount.positions.count.tally import Position, RuleState, Tally
from whipcount.positions.count.whip_count import pivotal, tally
from whipcount.positions.stance.stance import Authority, Condition, Evidence, Stance
from whipcount.statements.statement import Modality

MEMBERS = ["AA", "BB", "CC"]
PEACE = Condition("once peace holds")


def count(evidence: list[Evidence], **more: object) -> Tally:
    rule = Consensus(MEMBERS)
    return tally(evidence, PROPOSAL, MEMBERS, rule, as_of=EVER, known_by=ALWAYS, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("stance", "conditions", "vote"),
    [
        (Stance.YES, (), "yes"),
        (Stance.YES, (PEACE,), None),
        (Stance.YES, (replace(PEACE, met=True),), "yes"),
        (Stance.YES, (replace(PEACE, met=False),), None),
        (Stance.YES, (replace(PEACE, about="membership"),), "yes"),
        (Stance.YES, (replace(PEACE, met=True), PEACE), None),
        (Stance.WILL_NOT_BLOCK, (), "abstain"),
        (Stance.WILL_NOT_BLOCK, (PEACE,), None),
        (Stance.NO, (), "no"),
        (Stance.NO, (PEACE,), "no"),
        (Stance.NO, (replace(PEACE, met=True),), None),
        (Stance.LEAN_YES, (), None),
        (Stance.LEAN_NO, (), None),
        (Stance.UNDECIDED, (), None),
        (Stance.DECLINED, (), None),
        (None, (), None),
    ],
)
def test_vote_of(stance: Stance | None, conditions: tuple[Condition, ...], vote: str | None) -> None:
    assert vote_of(Position("AA", stance, conditions=conditions), variant="asked") == vote


def test_unknown_is_never_consent() -> None:
    counted = count([ev("a"), ev("b", member="BB")])
    assert (counted.state, counted.left, counted.pivotal) == (RuleState.OPEN, ("CC",), ("CC",))


def test_silence_is_consent_only_from_the_day_that_is_stated() -> None:
    evidence = [ev("a")]
    assert count(evidence, silent_from=EVER).state is RuleState.MET
    rule = Consensus(MEMBERS)
    early = tally(evidence, PROPOSAL, MEMBERS, rule, as_of=day(5), known_by=ALWAYS, silent_from=day(6))
    assert early.state is RuleState.OPEN
    assert count([ev("a", Stance.NO)], silent_from=EVER).state is RuleState.BLOCKED


def test_where_members_ratify_only_the_act_consents() -> None:
    ratified = replace(PROPOSAL, stage="ratification")
    said = [ev(member, Stance.YES, member=member, authority=Authority.HEAD) for member in MEMBERS[:2]]
    voted = ev("CC", Stance.YES, member="CC", authority=Authority.RECORDED_VOTE)
    words = tally([*said, voted], ratified, MEMBERS, Consensus(MEMBERS), as_of=EVER, known_by=ALWAYS)
    assert (words.state, words.left) == (RuleState.OPEN, ("AA", "BB"))
    assert words.position("AA").stance is Stance.YES
    assert count([*said, voted]).state is RuleState.MET  # elsewhere a yes is a yes
    acts = [ev(member, Stance.YES, member=member, authority=Authority.FORMAL_DECISION) for member in MEMBERS[:2]]
    assert (
        tally([*acts, voted], ratified, MEMBERS, Consensus(MEMBERS), as_of=EVER, known_by=ALWAYS).state is RuleState.MET
    )
    refusal = ev("AA", Stance.NO, authority=Authority.HEAD)
    blocked = tally([refusal, voted], ratified, MEMBERS, Consensus(MEMBERS), as_of=EVER, known_by=ALWAYS)
    assert blocked.state is RuleState.BLOCKED


def test_a_no_blocks_and_nobody_is_left() -> None:
    counted = count([ev("a", Stance.NO)])
    assert (counted.state, counted.left, counted.pivotal) == (RuleState.BLOCKED, (), ())
    assert counted.rule == "no objection"
    assert counted.position("AA").evidence == ("a",)


def test_pivotal_is_who_settles_it_alone() -> None:
    class TwoOfThree(Consensus):
        def status(self, votes: dict[str, str]) -> str:
            yes = sum(v == "yes" for v in votes.values())
            no = sum(v == "no" for v in votes.values())
            return "carried" if yes >= 2 else "blocked" if no >= 2 else "open"

    assert pivotal(TwoOfThree(MEMBERS), {}) == ()
    assert pivotal(TwoOfThree(MEMBERS), {"AA": "yes"}) == ("BB", "CC")
    # every member of a consensus can block alone
    assert pivotal(Consensus(MEMBERS), {}) == tuple(MEMBERS)


@pytest.mark.parametrize("members", [[], ["AA", "AA"]])
def test_members_once_each(members: list[str]) -> None:
    with pytest.raises(InputError, match="accepted: the members of the body on the day"):
        tally([], PROPOSAL, members, Consensus(members), as_of=EVER, known_by=ALWAYS)


@calm
@given(evidences())
def test_each_member_has_one_position_and_the_rest_of_the_evidence_moves_nobody(evidence: list[Evidence]) -> None:
    counted = count(evidence)
    assert [p.member for p in counted.positions] == MEMBERS
    assert counted.position("CC") == Position("CC", None)
    about_the_body = [ev(f"body{n}", stance, member=None) for n, stance in enumerate(Stance)]
    assert count(evidence + about_the_body).positions == counted.positions


@pytest.mark.slow
def test_a_hundred_thousand_pieces_of_evidence() -> None:
    """Right at size (the time is measured in benchmarks/stance.py): a count equals its members' own folds."""
    rnd = random.Random(7)
    evidence, members = crowd(rnd, 100_000, 200)
    counted = tally(evidence, PROPOSAL, members, Consensus(members), as_of=day(400), known_by=at(400))
    mine = [e for e in evidence if e.member == members[3]]
    alone = tally(mine, PROPOSAL, members[3:4], Consensus(members[3:4]), as_of=day(400), known_by=at(400))
    assert counted.positions[3] == alone.positions[0]


def crowd(rnd: random.Random, size: int, members: int) -> tuple[list[Evidence], list[str]]:
    """Much evidence about many members, with a tenth of it repeats and a hundredth taken back."""
    ids = [f"M{n:03}" for n in range(members)]
    evidence: list[Evidence] = []
    for n in range(size):
        on = rnd.randrange(400)
        member = rnd.choice(ids)
        earlier = evidence[rnd.randrange(n)] if n and rnd.random() < 0.01 else None
        evidence.append(
            ev(
                f"e{n}",
                rnd.choice([*Stance, None]),
                on,
                member=earlier.member if earlier else member,
                authority=rnd.choice(list(Authority)),
                modality=rnd.choice([Modality.ACTUAL] * 6 + list(Modality)),
                origin=f"o-{member}-{rnd.randrange(size // 10)}" if rnd.random() < 0.3 else "",
                third_party=rnd.random() < 0.2,
                withdraws=earlier.id if earlier else None,
            )
        )
    return evidence, ids
