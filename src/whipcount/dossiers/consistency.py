"""Whether a dossier's entries fit its body: a misspelt member would otherwise never count, and nobody would know."""

from __future__ import annotations

from collections.abc import Iterable

from whipcount.bodies.body import Body
from whipcount.dossiers.dossier import Event
from whipcount.errors import BodyError, DossierError
from whipcount.positions.proposal.applicable_rule import deciding_body
from whipcount.positions.proposal.proposal import Proposal
from whipcount.positions.stance.stance import Evidence
from whipcount.rules.algebra.rule import Rule


def check_times(proposal: Proposal | None, events: Iterable[Event] = (), *, where: str = "dossier") -> None:
    """Refuse a deadline before the opening: nothing could be asked by it.

    Raises:
        DossierError: the deadline lies before the proposal's opening, or that of an event ``opened``.

    >>> check_times(None)
    """
    if proposal is None or proposal.deadline is None:
        return
    openings = [event.on for event in events if event.kind == "opened"]
    opened = min(openings) if openings else proposal.opened
    if opened is not None and proposal.deadline < opened:
        raise DossierError(
            f"the deadline {proposal.deadline} lies before the opening on {opened}",
            where=f"{where}: proposal.deadline",
            accepted=f"{opened} or a later day",
        )


def member_id(text: str, proposal: Proposal, own_body: Body | None = None, *, where: str = "dossier") -> str:
    """The id of a member, present or past, by its id or name; the candidate and whoever asks go by their ids too.

    Raises:
        DossierError: it is no member of the body.
        BodyError: the body is unknown.

    >>> member_id("Hungary", Proposal("p", "P", "NATO"))
    'HU'
    """
    body = deciding_body(proposal, own_body)
    if text in (proposal.candidate, proposal.asked_by, body.id):
        return text
    try:
        return body.member(text).id
    except BodyError as error:
        raise DossierError(error.problem, where=where, accepted=error.accepted) from None


def check_members(
    evidence: Iterable[Evidence], proposal: Proposal | None, own_body: Body | None = None, *, where: str = "dossier"
) -> None:
    """Refuse entries about somebody who is, and was, no member of the body.

    The candidate and whoever asks may have entries too: they are shown, and move nobody.

    Raises:
        DossierError: an unknown member; the message names the first entry about one.
        BodyError: the body is unknown.

    >>> check_members([], None)
    """
    if proposal is None:
        return
    body = deciding_body(proposal, own_body)
    ids_allowed = {member.id for member in body.all_members} | {proposal.candidate, proposal.asked_by, body.id, None}
    for item in evidence:
        if item.member not in ids_allowed:
            ids = ", ".join(member.id for member in body.all_members[:60])
            raise DossierError(
                f"{item.member!r} is no member of {body.name} (entry {item.id}: {item.gist[:60]})",
                where=where,
                accepted=ids,
            )


def check_rule(proposal: Proposal | None, own_body: Body | None = None, *, where: str = "dossier") -> None:
    """Refuse a kind of decision that the body has no rule for, and a rule in words that cannot be read.

    Raises:
        BodyError: the body is unknown, or has no such rule; the message names those that it has.
        RuleError: the proposal's own rule cannot be read for the body's members.

    >>> check_rule(Proposal("p", "P", "NATO", "invitation"))
    >>> check_rule(Proposal("p", "P", "NATO", rule="all members"))
    """
    if proposal is None:
        return
    body = deciding_body(proposal, own_body)
    try:
        body.named_rule(proposal.rule or proposal.decision or None)
    except BodyError as error:
        if not proposal.rule:
            place = f"{where}: proposal.decision"
            raise BodyError(error.problem, where=place, accepted=error.accepted) from None
        Rule.of(proposal.rule, [member.id for member in body.members()], name=proposal.rule)
