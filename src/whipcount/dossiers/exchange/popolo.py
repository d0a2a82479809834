"""Popolo JSON (popoloproject.com), out: the proposal as a motion, the whip count as a vote event that says what it is.

A count is no vote: the event is classified as a whip count, and beside the votes that Popolo has words for it holds
each position whole (stance, conditions, whose word, from where) in ``whipcount:positions``, which are read back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from whipcount.bodies.body import Body
from whipcount.positions.count.tally import Position, Tally
from whipcount.positions.proposal.proposal import Proposal
from whipcount.positions.stance.stance import Evidence, Stance

COUNT = "whip count"
"""The classification of the event that holds a count."""
POSITIONS = "whipcount:positions"

_OPTIONS = {
    Stance.YES: "yes",
    Stance.NO: "no",
    Stance.WILL_NOT_BLOCK: "abstain",
    Stance.ABSTAIN: "abstain",
    Stance.DECLINED: "not voting",
}
_HELD_OUT = (
    "positions as of this day only: earlier positions, other evidence, statements, reports and events are not in it; "
    "leans, the undecided and the unknown cast no vote"
)


def to_popolo(tally: Tally, proposal: Proposal, body: Body, evidence: Iterable[Evidence] = ()) -> dict[str, Any]:
    """A motion with one vote event: where each member stands as of the day.

    Popolo's options are ``yes``, ``no``, ``abstain``, ``absent``, ``not voting`` and ``paired``. Whoever will not block
    abstains too, whoever would not say is not voting; leans, the undecided and the unknown cast no vote. A yes with an
    open condition is no yes: it casts none either.

    Args:
        tally: the count.
        proposal: what is decided.
        body: who decides.
        evidence: what the positions rest on; whose word each is is told where it is given.
    """
    by_id = {item.id: item for item in evidence}
    votes = [
        {
            "voter_id": position.member,
            "option": _OPTIONS[position.stance],
            "whipcount:stance": position.stance.value,
            "whipcount:since": position.since.isoformat() if position.since else None,
            "whipcount:evidence": list(position.evidence),
        }
        for position in tally.positions
        if position.stance in _OPTIONS and not _waits(position)
    ]
    counts = [
        {"option": option, "value": sum(v["option"] == option for v in votes)}
        for option in dict.fromkeys(_OPTIONS.values())
    ]
    event = {
        "identifier": f"whip count as of {tally.as_of}",
        "classification": COUNT,
        "motion_id": proposal.id,
        "organization_id": proposal.body,
        "start_date": tally.as_of.isoformat(),
        "result": {"met": "pass", "blocked": "fail"}.get(tally.state.value),
        "counts": [count for count in counts if count["value"]],
        "votes": votes,
        POSITIONS: [_position(p, by_id) for p in tally.positions if p.stance],
        "whipcount:variant": tally.variant,
        "whipcount:left_out": _HELD_OUT,
    }
    return {
        "motions": [
            {
                "id": proposal.id,
                "text": proposal.title,
                "classification": proposal.decision or None,
                "date": proposal.opened.isoformat() if proposal.opened else None,
                "requirement": tally.rule,
                "result": event["result"],
                "organization_id": proposal.body,
                "vote_events": [event],
            }
        ],
        "organizations": [
            {"id": proposal.body, "name": body.name, "classification": "body"},
            *({"id": m.id, "name": m.name, "classification": "member"} for m in body.members(tally.as_of)),
        ],
    }


def _waits(position: Position) -> bool:
    return any(condition.met is not True and condition.about is None for condition in position.conditions)


def _position(position: Position, by_id: Mapping[str, Evidence]) -> dict[str, Any]:
    item = by_id.get(position.evidence[0]) if position.evidence else None
    told: dict[str, Any] = {
        "voter_id": position.member,
        "stance": position.stance.value if position.stance else None,
        "since": position.since.isoformat() if position.since else None,
        "conditions": [
            {"text": c.text, "kind": c.kind.value, "met": c.met, "about": c.about} for c in position.conditions
        ],
        "evidence": list(position.evidence),
    }
    if item is not None:
        told |= {
            "authority": item.authority.name.lower(),
            "force": item.force.value,
            "speaker": item.speaker,
            "gist": item.gist,
            "source": item.source,
            "said_from": item.said_from.isoformat(),
            "said_to": item.said_to.isoformat(),
            "reported_on": item.reported_on.isoformat(),
        }
    return told
