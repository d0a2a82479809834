"""Decisions in several stages, one after the other: invitation, protocol, ratification by each, deposit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from whipcount.errors import RuleError
from whipcount.rules.algebra.rule import Rule
from whipcount.rules.algebra.status import Status
from whipcount.rules.algebra.votes import Votes


class By(StrEnum):
    """Who acts in a stage."""

    BODY = "body"
    EACH_MEMBER = "each member"
    CANDIDATE = "candidate"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of a procedure.

    Attributes:
        name: what is done (``ratification``).
        by: the body by one of its rules, each member under its own law, the candidate, or somebody else.
        rule: id of the body's rule, where the body acts.
        actor: who acts, where ``by`` is ``other`` (``European Parliament``).
        note: details, in words.
        days: how many days it takes, at the median: stated, for forecasts of the whole procedure.
        spread: standard deviation of the logarithm of that time, where it is stated.
    """

    name: str
    by: By = By.BODY
    rule: str = ""
    actor: str = ""
    note: str = ""
    days: float | None = None
    spread: float | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a procedure stands.

    Attributes:
        stage: the first stage that is not done; ``None`` when all are.
        done: the stages that are done.
        status: of the current stage; ``carried`` when the whole procedure is done.
        left: whose part in the current stage is still missing.
    """

    stage: Stage | None
    done: tuple[Stage, ...]
    status: Status
    left: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Procedure:
    """Stages in order; one begins when the one before it is done.

    Attributes:
        name: as the body's file has it.
        stages: in order.
        note: details, in words.
        provenance: where the stages are from.
        clocks: where the stages' days are from.

    >>> steps = Procedure("admission", (Stage("invitation"), Stage("ratification", By.EACH_MEMBER)))
    >>> rules = {"invitation": Rule.of("no objection", ["A", "B"]), "ratification": Rule.of("all members", ["A", "B"])}
    >>> from whipcount.rules.algebra.votes import Vote
    >>> agreed = {"A": Vote.YES, "B": Vote.ABSENT}
    >>> standing = steps.standing(rules, {"invitation": agreed, "ratification": {"A": Vote.YES}})
    >>> standing.stage.name, standing.status.value, standing.left
    ('ratification', 'open', ('B',))
    """

    name: str
    stages: tuple[Stage, ...]
    note: str = ""
    provenance: str = ""
    clocks: str = ""

    def __post_init__(self) -> None:
        if not self.stages:
            raise RuleError(f"procedure {self.name!r} has no stages", accepted="at least one")
        names = [stage.name for stage in self.stages]
        if len(set(names)) != len(names):
            raise RuleError(f"procedure {self.name!r} has two stages of one name", accepted="each name once")

    def standing(self, rules: Mapping[str, Rule], votes: Mapping[str, Votes]) -> Standing:
        """Where the procedure stands.

        Args:
            rules: stage name to the rule that it needs (for a single actor, a rule with that one member).
            votes: stage name to the votes cast in it.

        Raises:
            RuleError: if a stage has no rule, or votes are given for a stage that does not exist.
        """
        names = {stage.name for stage in self.stages}
        for name in votes:
            if name not in names:
                raise RuleError(f"{name!r} is no stage of {self.name!r}", accepted=", ".join(sorted(names)))
        done: list[Stage] = []
        for stage in self.stages:
            if stage.name not in rules:
                raise RuleError(f"stage {stage.name!r} of {self.name!r} has no rule")
            cast = votes.get(stage.name, {})
            status = rules[stage.name].status(cast)
            if status is not Status.CARRIED:
                return Standing(stage, tuple(done), status, rules[stage.name].left(cast))
            done.append(stage)
        return Standing(None, tuple(done), Status.CARRIED, ())


@dataclass(frozen=True, slots=True)
class SilenceProcedure:
    """A decision that stands at a deadline unless somebody objects before it.

    Silence is consent here, and only here: the draft itself says so. ``rule`` is what an objection has to meet; for the
    common procedure it is ``no objection``.

    >>> from datetime import UTC
    >>> from whipcount.rules.algebra.votes import Vote
    >>> draft = SilenceProcedure(Rule.of("no objection", ["A", "B"]), datetime(2026, 5, 4, 12, tzinfo=UTC))
    >>> draft.status({}, datetime(2026, 5, 4, 11, tzinfo=UTC)).value, draft.status({}, draft.deadline).value
    ('open', 'carried')
    >>> draft.status({"A": Vote.NO}, datetime(2026, 5, 3, tzinfo=UTC)).value
    'blocked'
    """

    rule: Rule
    deadline: datetime

    def __post_init__(self) -> None:
        if self.deadline.tzinfo is None:
            raise RuleError("the deadline has no time zone", accepted="an aware datetime")

    def status(self, votes: Votes, now: datetime) -> Status:
        """Carried at the deadline if nothing then stands against it; before it at most blocked."""
        if now.tzinfo is None:
            raise RuleError("the present time has no time zone", accepted="an aware datetime")
        state = self.rule.status(votes)
        if state is not Status.OPEN or now < self.deadline:
            return state
        return Status.CARRIED if self.rule.carries(votes) else Status.BLOCKED
