"""How a whip count in a spreadsheet is read for a dossier: its members, their names, and who else may have entries."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from whipcount.bodies.member_names import MemberNames
from whipcount.dossiers.exchange.whip_table import Answer, Reading
from whipcount.dossiers.rows import Outline, actors_of
from whipcount.errors import DossierError
from whipcount.positions.proposal.applicable_rule import deciding_body


def reading_for(
    about: Outline,
    *,
    today: date,
    day: date | None = None,
    day_first: bool | None = None,
    answers: Mapping[int, Answer] | None = None,
) -> Reading:
    """How a table is to be read for a dossier.

    Args:
        about: what the dossier is about.
        today: no row may be of a later day.
        day: of rows that tell none.
        day_first: whether 3/4/2025 is of April.
        answers: what a person says of rows, by line.

    Raises:
        DossierError: the dossier has no proposal yet.
        BodyError: its body is unknown.
    """
    proposal = about.proposal
    if proposal is None:
        raise DossierError("what is to be decided is not known yet", accepted="a dossier with a proposal")
    members = deciding_body(proposal, about.own_body).all_members
    others = frozenset(one for one in (proposal.candidate, proposal.asked_by) if one) - {m.id for m in members}
    return Reading(members, MemberNames(members, actors_of(about)), today, day, day_first, answers or {}, others)
