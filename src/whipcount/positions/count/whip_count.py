"""The whip count: the positions of all members, and what the body's rule says on them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, Protocol

from whipcount.cancelling import checkpoint
from whipcount.errors import InputError
from whipcount.positions.count.acts import acts_of, is_act, takes_acts, vote_of
from whipcount.positions.count.fold import fold_known, latest
from whipcount.positions.count.kept_folds import KeptFolds
from whipcount.positions.count.tally import Position, RuleState, Tally
from whipcount.positions.count.withdrawals import withdrawn
from whipcount.positions.proposal.proposal import Proposal
from whipcount.positions.stance.stance import Evidence


class VoteRule(Protocol):
    """What the count asks of a rule; :class:`whipcount.rules.algebra.rule.Rule` is one."""

    def text(self) -> str:
        """The rule in words."""
        ...

    def status(self, votes: Any, /) -> Any:
        """Carried, blocked or open, given the votes cast."""
        ...

    def left(self, votes: Any, /) -> Iterable[str]:
        """Who has not voted and can still make a difference."""
        ...


def tally(
    evidence: Iterable[Evidence],
    proposal: Proposal,
    members: Iterable[str],
    rule: VoteRule,
    *,
    as_of: date,
    known_by: datetime,
    variant: str | None = None,
    silent_from: date | None = None,
    folds: KeptFolds | None = None,
) -> Tally:
    """Count the positions of all members as of a date.

    Where the proposal's stage is ``ratification``, only the act itself consents (a formal decision, a recorded vote):
    whoever has said yes and not yet acted is still left. A no counts however it was said.

    Args:
        evidence: of any members and variants, in any order.
        proposal: what is to be decided.
        members: ids of the body's members on ``as_of``, in the body's order, each once.
        rule: the body's rule, bound to the same members.
        as_of: what was reported after this day does not count.
        known_by: what was recorded after this instant does not count (see :func:`whipcount.positions.count.fold.fold`).
        variant: toward which variant; the one asked for by default.
        silent_from: the day from which silence counts as not objecting, where a silence procedure is stated: its
            deadline has passed on that day. None: unknown is never consent.
        folds: folds of an earlier count of the same dossier; who has nothing new is not folded again.

    Raises:
        InputError: no members, or one of them twice.
    """
    ids = tuple(members)
    if not ids or len(set(ids)) != len(ids):
        raise InputError(
            "a member is named twice" if ids else "there are no members to count",
            where=f"tally of {proposal.id}",
            accepted="the members of the body on the day, each once",
        )
    checkpoint()
    toward = variant or proposal.asked.id
    known = latest(evidence, as_of=as_of, known_by=known_by)
    taken = withdrawn(known)
    by_member: dict[str | None, list[Evidence]] = defaultdict(list)
    for item in known.values():
        if item.variant == toward:
            by_member[item.member].append(item)
    if folds is None:
        positions = tuple(fold_known(member, by_member.get(member, ()), taken) for member in ids)
    else:
        positions = tuple(folds.fold(member, toward, by_member.get(member, ()), taken) for member in ids)
    silent = silent_from is not None and as_of >= silent_from
    votes = votes_of(positions, variant=toward, silent=silent)
    if takes_acts(proposal):
        consents, _ = acts_of(positions, known, taken, toward)
        passing = {p.member for p in positions if p.evidence and is_act(known[p.evidence[0]])}
        votes = {m: v for m, v in votes.items() if v == "no" or m in (consents if v == "yes" else passing)}
    state = _state(rule.status(votes))
    return Tally(
        proposal=proposal.id,
        variant=toward,
        body=proposal.body,
        as_of=as_of,
        known_by=known_by,
        rule=rule.text(),
        positions=positions,
        state=state,
        left=tuple(rule.left(votes)),
        pivotal=pivotal(rule, votes) if state is RuleState.OPEN else (),
        agreed=tuple(member for member in ids if votes.get(member) == "yes"),
        passing=tuple(member for member in ids if votes.get(member) == "abstain"),
    )


def votes_of(positions: Iterable[Position], *, variant: str, silent: bool = False) -> dict[str, str]:
    """The votes that stand; after a silence procedure's deadline whoever did not object counts as absent."""
    votes: dict[str, str] = {}
    for position in positions:
        vote = vote_of(position, variant=variant)
        if vote is not None:
            votes[position.member] = vote
        elif silent:
            votes[position.member] = "absent"
    return votes


def pivotal(rule: VoteRule, votes: Mapping[str, str]) -> tuple[str, ...]:
    """Of those who are left: whose vote, alone and now, would settle the rule one way or the other."""
    return tuple(
        member
        for member in rule.left(votes)
        if any(_state(rule.status({**votes, member: vote})) is not RuleState.OPEN for vote in ("no", "yes"))
    )


_STATES = {"carried": RuleState.MET, "met": RuleState.MET, "blocked": RuleState.BLOCKED, "open": RuleState.OPEN}


def _state(status: Any) -> RuleState:
    return _STATES[str(status)]
