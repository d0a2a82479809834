"""Popolo JSON (popoloproject.com): the proposal as a motion, the whip count and recorded votes as vote events."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from typing import Any

from whipcount.bodies.body import Body
from whipcount.errors import DateError, DossierError
from whipcount.positions.count.tally import Tally
from whipcount.positions.proposal.proposal import Proposal
from whipcount.positions.stance.stance import Authority, Evidence, Force, Stance
from whipcount.text.fields import one_field
from whipcount.text.moments import day_of

_OPTIONS = {
    Stance.YES: "yes",
    Stance.NO: "no",
    Stance.WILL_NOT_BLOCK: "abstain",
    Stance.ABSTAIN: "abstain",
    Stance.DECLINED: "not voting",
}
_STANCES = {
    "yes": Stance.YES,
    "aye": Stance.YES,
    "no": Stance.NO,
    "nay": Stance.NO,
    "abstain": Stance.ABSTAIN,
    "not voting": Stance.DECLINED,
}
_SILENT = {"absent", "paired"}


def to_popolo(tally: Tally, proposal: Proposal, body: Body) -> dict[str, Any]:
    """A motion with one vote event: where each member stands as of the day.

    Popolo's options are ``yes``, ``no``, ``abstain``, ``absent``, ``not voting`` and ``paired``. Whoever will not block
    abstains too, whoever would not say is not voting; leans, the undecided and the unknown cast no vote. Each vote carries
    the stance and the deciding evidence in fields of our own, which begin with ``whipcount:``.
    """  # noqa: E501
    votes = [
        {
            "voter_id": position.member,
            "option": _OPTIONS[position.stance],
            "whipcount:stance": position.stance.value,
            "whipcount:since": position.since.isoformat() if position.since else None,
            "whipcount:conditions": [condition.text for condition in position.conditions],
            "whipcount:evidence": list(position.evidence),
        }
        for position in tally.positions
        if position.stance in _OPTIONS
    ]
    counts = [
        {"option": option, "value": sum(v["option"] == option for v in votes)}
        for option in dict.fromkeys(_OPTIONS.values())
    ]
    event = {
        "identifier": f"whip count as of {tally.as_of}",
        "motion_id": proposal.id,
        "organization_id": proposal.body,
        "start_date": tally.as_of.isoformat(),
        "result": {"met": "pass", "blocked": "fail"}.get(tally.state.value),
        "counts": [count for count in counts if count["value"]],
        "votes": votes,
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


def from_popolo(document: Any, proposal: Proposal, *, where: str = "Popolo") -> tuple[Evidence, ...]:
    """Recorded votes on the proposal's motion as evidence of the highest authority.

    Taken are the vote events of the motion of the proposal's id, or of the only motion. The voter's ``group_id`` or
    ``voter_id`` is the member. The absent and paired leave no evidence.

    Raises:
        DossierError: no such motion, or a vote event without its date, or a vote with an unknown option.
    """
    if not isinstance(document, dict) or not isinstance(document.get("motions"), list):
        raise DossierError("holds no motions", where=where, accepted='Popolo JSON with "motions"')
    motions = [motion for motion in document["motions"] if isinstance(motion, dict)]
    fitting = [m for m in motions if m.get("id") == proposal.id] or (motions if len(motions) == 1 else [])
    if not fitting:
        names = ", ".join(str(motion.get("id"))[:40] for motion in motions[:10])
        raise DossierError(f"no motion {proposal.id!r} among: {names}", where=where, accepted="the proposal's id")
    found: list[Evidence] = []
    for at, event in enumerate(_dicts(fitting[0].get("vote_events"))):
        place = f"{where}: vote_events[{at}]"
        day = _day(event.get("start_date") or fitting[0].get("date"), place)
        name = one_field(str(event.get("identifier") or event.get("id") or at)[:200]) or str(at)
        for vote in _dicts(event.get("votes")):
            found += _evidence(vote, day, name, proposal, place)
    return tuple(found)


def _evidence(vote: dict[str, Any], day: date, name: str, proposal: Proposal, place: str) -> Iterable[Evidence]:
    member = vote.get("group_id") or vote.get("voter_id")
    member = one_field(member) if isinstance(member, str) else member
    option = one_field(str(vote.get("option", ""))).lower()
    if not isinstance(member, str) or not 0 < len(member) <= 64:
        raise DossierError("a vote without its voter", where=place, accepted="voter_id or group_id")
    if option in _SILENT:
        return
    told = vote.get("whipcount:stance")
    stance = Stance(told) if isinstance(told, str) and told in set(Stance) else _STANCES.get(option)
    if stance is None:
        raise DossierError(f"the option {option[:40]!r}", where=place, accepted=", ".join([*_STANCES, *_SILENT]))
    key = hashlib.sha256(repr((proposal.id, name, day, member, stance.value)).encode()).hexdigest()[:12]
    yield Evidence(
        id=f"p-{key}",
        member=member,
        variant=proposal.asked.id,
        stance=stance,
        said_from=day,
        said_to=day,
        reported_on=day,
        recorded_at=datetime.combine(day, time.max, UTC),
        authority=Authority.RECORDED_VOTE,
        force=Force.COMMIT,
        coder="popolo",
        gist=f"voted {option}",
        source=name,
    )


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _day(value: Any, where: str) -> date:
    try:
        day = day_of(str(value)[:10])
    except DateError:
        day = None
    if day is None:
        raise DossierError(f"the date {str(value)[:40]!r}", where=where, accepted="start_date as 2024-11-29")
    return day
