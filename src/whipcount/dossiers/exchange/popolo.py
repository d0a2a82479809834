"""Popolo JSON (popoloproject.com), out: the proposal as a motion, the whip count as a vote event that says what it is.

A count is no vote: the event is classified as a whip count, and beside the votes that Popolo has words for it holds
each position whole (stance, conditions, whose word, from where) in ``whipcount:positions``, which are read back.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from whipcount.bodies.body import Body, Member
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
    members = {member.id: member for member in body.members(tally.as_of)}
    weights = body.weight_table("votes", tally.as_of, required=False)
    values = dict(weights.values) if weights is not None else {}
    votes: list[dict[str, Any]] = [
        {
            **_voter(members.get(position.member), position.member, values),
            "option": _OPTIONS[position.stance],
            "whipcount:stance": position.stance.value,
            "whipcount:since": position.since.isoformat() if position.since else None,
            "whipcount:evidence": list(position.evidence),
        }
        for position in tally.positions
        if position.stance in _OPTIONS and not _waits(position)
    ]
    event = {
        "identifier": f"whip count as of {tally.as_of}",
        "classification": COUNT,
        "motion_id": proposal.id,
        "organization_id": proposal.body,
        "start_date": tally.as_of.isoformat(),
        "result": {"met": "pass", "blocked": "fail"}.get(tally.state.value),
        "counts": _counts(votes),
        "group_results": _group_results(votes),
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
            *({"id": m.id, "name": m.name, "classification": "member"} for m in members.values() if not m.party),
            *({"name": party, "classification": "party"} for party in _parties(members.values())),
        ],
        "persons": [{"id": m.id, "name": m.name} for m in members.values() if m.party],
        "memberships": [_membership(m, proposal.body) for m in members.values()],
    }


def _voter(member: Member | None, id_: str, weights: Mapping[str, Fraction]) -> dict[str, Any]:
    """The voter as Popolo nests it, with its group and its weight where the body knows them."""
    told: dict[str, Any] = {"voter_id": id_}
    if member is not None:
        told["voter"] = {"id": member.id, "name": member.name}
        if member.party:
            told["group"] = {"name": member.party}
    weight = weights.get(id_)
    if weight is not None:
        told["weight"] = int(weight) if weight.denominator == 1 else float(weight)
    return told


def _counts(votes: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """How many cast each option, in Popolo's order; options that nobody cast are left out."""
    cast = Counter(vote["option"] for vote in votes)
    return [{"option": option, "value": cast[option]} for option in dict.fromkeys(_OPTIONS.values()) if cast[option]]


def _group_results(votes: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    grouped: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for vote in votes:
        if "group" in vote:
            grouped[vote["group"]["name"]].append(vote)
    return [{"group": {"name": name}, "counts": _counts(own)} for name, own in sorted(grouped.items())]


def _parties(members: Iterable[Member]) -> list[str]:
    return sorted({member.party for member in members if member.party})


def _membership(member: Member, body: str) -> dict[str, Any]:
    """That a member sits in the body: a person for its party, where it has one."""
    told: dict[str, Any] = {"organization_id": body}
    told |= (
        {"person_id": member.id, "on_behalf_of": {"name": member.party}} if member.party else {"member_id": member.id}
    )
    span = member.spans[-1] if member.spans else None
    if span is not None and span.start:
        told["start_date"] = span.start.isoformat()
    if span is not None and span.end:
        told["end_date"] = span.end.isoformat()
    return told


def _waits(position: Position) -> bool:
    return any(condition.met is not True and condition.about is None for condition in position.conditions)


def _position(position: Position, by_id: Mapping[str, Evidence]) -> dict[str, Any]:
    item = by_id.get(position.evidence[0]) if position.evidence else None
    content: dict[str, Any] = {
        "voter_id": position.member,
        "stance": position.stance.value if position.stance else None,
        "since": position.since.isoformat() if position.since else None,
        "conditions": [
            {"text": c.text, "kind": c.kind.value, "met": c.met, "about": c.about} for c in position.conditions
        ],
        "evidence": list(position.evidence),
    }
    if item is not None:
        content |= {
            "authority": item.authority.name.lower(),
            "force": item.force.value,
            "speaker": item.speaker,
            "gist": item.gist,
            "source": item.source,
            "said_from": item.said_from.isoformat(),
            "said_to": item.said_to.isoformat(),
            "reported_on": item.reported_on.isoformat(),
        }
    return content
