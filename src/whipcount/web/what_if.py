"""What if: positions set by hand for a moment, never stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from whipcount.analysis.analyse import Read, analyse
from whipcount.briefs.sections.assemble import assemble
from whipcount.briefs.view.brief import MemberRow
from whipcount.errors import InputError
from whipcount.positions.stance.stance import Authority, Evidence, Stance
from whipcount.web.opened import Opened

MOST = 40
GROUPS_OF: dict[str, tuple[str, ...]] = {
    "all silent": ("unknown", "declined"),
    "all leaning": ("lean_for", "lean_against"),
    "all leaning for": ("lean_for",),
    "all undecided": ("undecided", "conditional"),
    "all left": (),
}
"""Several members at once, by the groups of the board; ``all left``: whoever is still to agree."""


def read_settings(told: Sequence[str], opened: Opened) -> dict[str, Stance]:
    """Settings such as ``HU:yes``, as member and stance; empty parts of a form are left out.

    ``all silent:yes`` sets all of whom nothing counts, ``all leaning:yes`` all who lean either way, ``all left:yes``
    all who are still to agree; a member that is named goes before its group.

    Raises:
        InputError: an unknown member or stance, or too many settings.
    """
    if len(told) > MOST:
        raise InputError(f"{len(told)} settings", where="set", accepted=f"at most {MOST}")
    members = {row.id for row in opened.view.members}
    stances = {stance.value for stance in Stance}
    by_member: dict[str, Stance] = {}
    wide: dict[str, Stance] = {}
    for text in told:
        member, _, stance = text.rpartition(":")
        if not member or not stance:
            continue
        if member in GROUPS_OF:
            wide |= (
                {row.id: Stance(stance) for row in opened.view.members if _in(row, member)} if stance in stances else {}
            )
        elif member not in members:
            raise InputError(f"no member {member!r}", where="set", accepted=", ".join(sorted(members)))
        if stance not in stances:
            raise InputError(f"no stance {stance!r}", where="set", accepted=", ".join(sorted(stances)))
        if member not in GROUPS_OF:
            by_member[member] = Stance(stance)
    return wide | by_member


def _in(row: MemberRow, group: str) -> bool:
    if group == "all left":
        return row.left
    return row.group in GROUPS_OF[group]


def what_if(opened: Opened, settings: dict[str, Stance]) -> Opened:
    """The same dossier, with these positions as if each member had cast a recorded vote on the day."""
    analysis = opened.analysis
    day, variant = analysis.as_of, analysis.tally.variant
    supposed = tuple(
        Evidence(
            id=f"what-if-{member}",
            member=member,
            variant=variant,
            stance=stance,
            said_from=day,
            said_to=day,
            reported_on=day,
            recorded_at=analysis.known_by,
            authority=Authority.RECORDED_VOTE,
            human=True,
            coder="what-if",
            speaker="what if",
            gist="set by hand in this page",
        )
        for member, stance in sorted(settings.items())
    )
    changed = analyse(
        replace(analysis.dossier, records=(), corrections=()),
        Read(analysis.proposal, evidence=(*analysis.evidence, *supposed), agenda=analysis.agenda),
        as_of=day,
        known_by=analysis.known_by,
        over_time=False,
    )
    view = assemble(changed, made_at=opened.view.made_at, version=opened.view.version)
    return Opened(opened.revision, changed, view)
