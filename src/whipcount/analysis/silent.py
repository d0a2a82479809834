"""What past votes tell of a dossier's silent members: asked once, for every face. Never part of the count."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from whipcount.analysis.count import Counted
from whipcount.bodies.body import Body
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

    found = votes or beside(str(place))
    if found is None:
        return None
    kept, outcome = open_votes(found, bodies={body.id: body})
    with kept:
        return Beside(found, load_record(kept, body.id), outcome, tuple(kept.bodies()))


def _declared(counted: Counted) -> dict[str, str]:
    positions = counted.tally.positions
    return declared_votes({p.member: p.stance.value for p in positions if p.stance is not None})


def _names(counted: Counted) -> Mapping[str, str]:
    return {member.id: member.name for member in counted.body.all_members}
