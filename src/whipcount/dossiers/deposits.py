"""Instruments deposited: a dossier's event ``deposit`` as the consent that it is, evidence like any other."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time

from whipcount.bodies.body import Body
from whipcount.dossiers.dossier import Event
from whipcount.errors import DossierError
from whipcount.positions.proposal.applicable_rule import deciding_body
from whipcount.positions.proposal.proposal import Proposal
from whipcount.positions.stance.stance import Authority, Evidence, Force, Stance

CODER = "event"


def deposits(events: Iterable[Event], variant: str) -> tuple[Evidence, ...]:
    """The consents that events tell: each deposit that names a member, toward the variant asked for.

    It weighs as a recorded vote, is reported and recorded on its day, and bears the event's words and source.

    >>> event = Event(date(2030, 6, 25), "Orvana deposits its instrument", "deposit", "ORVANA")
    >>> [(item.id, item.stance.value) for item in deposits([event], "asked")]
    [('deposit-ORVANA-2030-06-25', 'yes')]
    """
    return tuple(
        Evidence(
            f"deposit-{event.member}-{event.on}", event.member, variant, Stance.YES, event.on, event.on, event.on,
            datetime.combine(event.on, time.max, UTC), Authority.RECORDED_VOTE, force=Force.COMMIT, coder=CODER,
            speaker="instrument deposited", gist=event.what, source=event.source or "event of the dossier",
        )
        for event in events
        if event.kind == "deposit" and event.member
    )  # fmt: skip


def check_deposits(
    events: Iterable[Event], proposal: Proposal | None, own_body: Body | None = None, *, where: str = "dossier"
) -> None:
    """Refuse a deposit by somebody who is, and was, no member of the body, and a second day for one member.

    Raises:
        DossierError: one of them; the message names the event.
        BodyError: the body is unknown.

    >>> check_deposits([], None)
    """
    by_member: dict[str, date] = {}
    numbered = [(number, event) for number, event in enumerate(events) if event.kind == "deposit" and event.member]
    body = deciding_body(proposal, own_body) if proposal and numbered else None
    ids = {member.id for member in body.all_members} if body else set()
    for number, event in numbered:
        member, place = event.member or "", f"{where}: events[{number}]"
        if body and member not in ids:
            raise DossierError(
                f"{member!r} is no member of {body.name} (deposit: {event.what[:60]})",
                where=place,
                accepted=", ".join(m.id for m in body.all_members[:60]),
            )
        if member in by_member:
            raise DossierError(
                f"a second deposit of {member} on {event.on}; the other one is of {by_member[member]}",
                where=place,
                accepted="one event of kind deposit for each member",
            )
        by_member[member] = event.on
