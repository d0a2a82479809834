"""What past votes tell of a dossier's silent members: asked once, for every face. Never part of the count."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from whipcount.analysis.count import Counted
from whipcount.bodies.body import Body
from whipcount.forecasts.core.case import Case
from whipcount.forecasts.meeting.silent import SilentChance
from whipcount.positions.count.tally import Tally
from whipcount.positions.count.whip_count import tally
from whipcount.positions.proposal.applicable_rule import rule_of
from whipcount.records.models.named import DEFAULT
from whipcount.records.points import MemberPoints, member_points
from whipcount.records.silent import SilentMembers, declared_votes, silent_members

if TYPE_CHECKING:
    from whipcount.records.record import Record
    from whipcount.records.tables.importing import Outcome


@dataclass(frozen=True, slots=True)
class Beside:
    """Past votes that lie beside a dossier: the file, the body's record, what was left out, whose votes it holds."""

    place: Path
    record: Record
    outcome: Outcome | None
    bodies: tuple[str, ...]


def silent_of(counted: Counted, record: Record, *, topic: str | None = None, model: str = DEFAULT) -> SilentMembers:
    """What the body's record says of the members without a position, given those that have one, as of the count's day.

    Args:
        counted: the whip count; it is read, and never changed.
        record: the body's past votes.
        topic: a code or words of the table; ``None``: every matter of the body.
        model: one of :data:`whipcount.records.models.named.NAMES`.

    Raises:
        RecordsError: an unknown model.
    """
    return _silent_of(counted.tally, counted.body, record, topic, model)


def silent_of_case(
    case: Case, as_of: date, known_by: datetime, record: Record, *, topic: str | None = None, model: str = DEFAULT
) -> SilentMembers:
    """The same for a case as of a day, as the forecast counts it; see :func:`silent_of`.

    Raises:
        BodyError: the body's members or rule are not known on that day.
        RecordsError: an unknown model.
    """
    members = [member.id for member in case.body.members(as_of)]
    rule = rule_of(case.proposal, case.body, as_of)[1]
    known_evidence = case.known(as_of, known_by)
    counted = tally(known_evidence, case.proposal, members, rule, as_of=as_of, known_by=known_by)
    return _silent_of(counted, case.body, record, topic, model)


def chances_of(found: SilentMembers) -> dict[str, SilentChance]:
    """What a forecast takes from records of silent members: nothing where the guard refuses.

    Args:
        found: what past votes tell.
    """
    return {
        one.member: SilentChance(one.yes, one.abstain or 0.0)
        for one in found.members
        if found.guard.informative and one.yes is not None
    }


def _silent_of(counted: Tally, body: Body, record: Record, topic: str | None, model: str) -> SilentMembers:
    silent = [position.member for position in counted.positions if position.stance is None]
    return silent_members(
        record, _declared(counted), silent, as_of=counted.as_of, topic=topic, model=model, names=_names(body)
    )


def points_of(counted: Counted, record: Record, *, topic: str | None = None) -> MemberPoints:
    """All members by their past votes, with their positions marked, as of the count's day.

    Raises:
        RecordsError: too few divided roll calls to place anybody.
    """
    members = [position.member for position in counted.tally.positions]
    return member_points(
        record, members, as_of=counted.tally.as_of, topic=topic, declared=_declared(counted.tally),
        names=_names(counted.body),
    )  # fmt: skip


def record_beside(place: str | Path, body: Body, votes: Path | None = None) -> Beside | None:
    """The past votes of a body that lie beside a dossier under its name, or in a file that is named.

    Args:
        place: the dossier's file or store.
        body: whose votes.
        votes: the file, where somebody names it.

    Returns:
        What was found; None where none lies there.

    Raises:
        RecordsError: the file does not hold together.
    """
    from whipcount.records.finding import beside, open_votes
    from whipcount.records.record import load_record

    place_of_votes = votes or beside(str(place))
    if place_of_votes is None:
        return None
    kept, outcome = open_votes(place_of_votes, bodies={body.id: body})
    with kept:
        return Beside(place_of_votes, load_record(kept, body.id), outcome, tuple(kept.bodies()))


def _declared(counted: Tally) -> dict[str, str]:
    return declared_votes({p.member: p.stance.value for p in counted.positions if p.stance is not None})


def _names(body: Body) -> Mapping[str, str]:
    return {member.id: member.name for member in body.all_members}
