"""Whether a dossier's entries fit its body: a misspelt member would otherwise never count, and nobody would know."""

from __future__ import annotations

from collections.abc import Iterable

from whipcount.bodies.body import Body
from whipcount.bodies.catalogue import load_body
from whipcount.errors import DossierError
from whipcount.positions.proposal import Proposal
from whipcount.positions.stance import Evidence


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
    body = own_body or load_body(proposal.body)
    known = {member.id for member in body.all_members} | {proposal.candidate, proposal.asked_by, body.id, None}
    for item in evidence:
        if item.member not in known:
            ids = ", ".join(member.id for member in body.all_members[:60])
            raise DossierError(
                f"{item.member!r} is no member of {body.name} (entry {item.id}: {item.gist[:60]})",
                where=where,
                accepted=ids,
            )
