from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rules.strategies import rules
from whipcount.errors import RuleError
from whipcount.rules.algebra.rule import Rule
from whipcount.rules.algebra.status import Status
from whipcount.rules.algebra.votes import Vote, Votes
from whipcount.rules.procedure import By, Procedure, SilenceProcedure, Stage

STEPS = Procedure("admission", (Stage("invitation"), Stage("letter", By.CANDIDATE), Stage("ratification")))
RULES = {
    "invitation": Rule.of("no objection", ["A", "B"]),
    "letter": Rule.of("1 member", ["Orvana"]),
    "ratification": Rule.of("all members", ["A", "B"]),
}
AGREED: Votes = {"A": Vote.YES, "B": Vote.ABSTAIN}
DEADLINE = datetime(2031, 5, 4, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("votes", "stage", "status", "left"),
    [
        ({}, "invitation", Status.OPEN, ("A", "B")),
        ({"invitation": {"A": Vote.YES}}, "invitation", Status.OPEN, ("B",)),
        ({"invitation": {"A": Vote.NO}}, "invitation", Status.BLOCKED, ()),
        ({"invitation": AGREED}, "letter", Status.OPEN, ("Orvana",)),
        ({"invitation": AGREED, "letter": {"Orvana": Vote.YES}}, "ratification", Status.OPEN, ("A", "B")),
        # what comes early does not open a later stage
        ({"ratification": {"A": Vote.YES, "B": Vote.YES}}, "invitation", Status.OPEN, ("A", "B")),
        (
            {"invitation": AGREED, "letter": {"Orvana": Vote.YES}, "ratification": {"A": Vote.YES, "B": Vote.YES}},
            None, Status.CARRIED, (),
        ),
    ],
)  # fmt: skip
def test_where_it_stands(votes: dict[str, Votes], stage: str | None, status: Status, left: tuple[str, ...]) -> None:
    standing = STEPS.standing(RULES, votes)
    assert (standing.stage.name if standing.stage else None, standing.status, standing.left) == (stage, status, left)
    names = [s.name for s in STEPS.stages]
    assert [s.name for s in standing.done] == names[: len(names) if stage is None else names.index(stage)]


@settings(max_examples=40)
@given(rules(max_members=3), rules(max_members=3), st.data())
def test_the_standing_is_the_first_stage_that_not_every_ending_carries(
    first: Rule, second: Rule, data: st.DataObject
) -> None:
    """By brute force: a stage is done when it carries whatever those who have not voted do."""
    steps = Procedure("p", (Stage("one"), Stage("two")))
    bound = {"one": first, "two": second}
    cast: dict[str, dict[str, Vote]] = {
        name: {m: v for m in rule.members if (v := data.draw(st.sampled_from([None, *Vote]))) is not None}
        for name, rule in bound.items()
    }

    def done(name: str) -> bool:
        rule = bound[name]
        rest = [m for m in rule.members if m not in cast[name]]
        return all(
            rule.carries({**cast[name], **dict(zip(rest, states, strict=True))})
            for states in product(Vote, repeat=len(rest))
        )

    expected = next((name for name in ("one", "two") if not done(name)), None)
    standing = steps.standing(bound, dict(cast))
    assert (standing.stage.name if standing.stage else None) == expected


def test_bad_procedures() -> None:
    with pytest.raises(RuleError, match="has no stages"):
        Procedure("p", ())
    with pytest.raises(RuleError, match="two stages of one name"):
        Procedure("p", (Stage("a"), Stage("a")))
    with pytest.raises(RuleError, match="stage 'letter' of 'admission' has no rule"):
        STEPS.standing({"invitation": RULES["invitation"]}, {"invitation": AGREED})
    with pytest.raises(RuleError, match="'feast' is no stage of 'admission'"):
        STEPS.standing(RULES, {"feast": {}})


@pytest.mark.parametrize(
    ("votes", "before", "after"),
    [
        ({}, Status.OPEN, Status.CARRIED),
        ({"A": Vote.YES}, Status.OPEN, Status.CARRIED),
        ({"A": Vote.NO}, Status.BLOCKED, Status.BLOCKED),
        ({"A": Vote.YES, "B": Vote.YES}, Status.CARRIED, Status.CARRIED),
    ],
)
def test_silence_is_consent_at_the_deadline_and_not_before(votes: Votes, before: Status, after: Status) -> None:
    draft = SilenceProcedure(Rule.of("no objection", ["A", "B"]), DEADLINE)
    assert draft.status(votes, DEADLINE - timedelta(seconds=1)) is before
    assert draft.status(votes, DEADLINE) is after


def test_silence_is_no_consent_where_yes_votes_are_counted() -> None:
    draft = SilenceProcedure(Rule.of("all members", ["A", "B"]), DEADLINE)
    assert draft.status({"A": Vote.YES}, DEADLINE) is Status.BLOCKED


def test_times_need_a_zone() -> None:
    rule = Rule.of("no objection", ["A"])
    with pytest.raises(RuleError, match="deadline has no time zone"):
        SilenceProcedure(rule, DEADLINE.replace(tzinfo=None))
    with pytest.raises(RuleError, match="present time has no time zone"):
        SilenceProcedure(rule, DEADLINE).status({}, DEADLINE.replace(tzinfo=None))
