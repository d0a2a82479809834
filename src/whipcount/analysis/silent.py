"""What past votes tell of a dossier's silent members: asked once, for every face. Never part of the count."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from whipcount.analysis.count import Counted
from whipcount.records.models.named import DEFAULT
from whipcount.records.points import MemberPoints, member_points
from whipcount.records.silent import SilentMembers, declared_votes, silent_members

if TYPE_CHECKING:
    from whipcount.records.record import Record


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
    tally = counted.tally
    silent = [position.member for position in tally.positions if position.stance is None]
    return silent_members(
        record, _declared(counted), silent, as_of=tally.as_of, topic=topic, model=model, names=_names(counted)
    )


def points_of(counted: Counted, record: Record, *, topic: str | None = None) -> MemberPoints:
    """All members by their past votes, with their positions marked, as of the count's day.

    Raises:
        RecordsError: too few divided roll calls to place anybody.
    """
    tally = counted.tally
    members = [position.member for position in tally.positions]
    return member_points(
        record, members, as_of=tally.as_of, topic=topic, declared=_declared(counted), names=_names(counted)
    )


def _declared(counted: Counted) -> dict[str, str]:
    positions = counted.tally.positions
    return declared_votes({p.member: p.stance.value for p in positions if p.stance is not None})


def _names(counted: Counted) -> Mapping[str, str]:
    return {member.id: member.name for member in counted.body.all_members}
