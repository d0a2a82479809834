"""Popolo JSON, in: recorded votes on a motion as evidence, and our own counts as the positions that they are."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time
from typing import Any

from whipcount.bodies.body import Body
from whipcount.bodies.member_names import MemberNames
from whipcount.dossiers.exchange.popolo import COUNT, POSITIONS
from whipcount.dossiers.exchange.popolo_groups import group_votes
from whipcount.dossiers.exchange.popolo_people import PopoloPeople
from whipcount.errors import DateError, DossierError
from whipcount.positions.proposal.proposal import Proposal
from whipcount.positions.stance.stance import Authority, Condition, ConditionKind, Evidence, Force, Stance
from whipcount.text.clock import to_utc
from whipcount.text.fields import one_field
from whipcount.text.moments import day_of

_STANCES = {
    "yes": Stance.YES, "aye": Stance.YES, "yea": Stance.YES, "for": Stance.YES, "in favour": Stance.YES,
    "in favor": Stance.YES, "pro": Stance.YES, "tellaye": Stance.YES,
    "no": Stance.NO, "nay": Stance.NO, "against": Stance.NO, "contra": Stance.NO, "tellno": Stance.NO,
    "abstain": Stance.ABSTAIN, "abstention": Stance.ABSTAIN, "abstained": Stance.ABSTAIN, "present": Stance.ABSTAIN,
    "not voting": Stance.DECLINED,
}  # fmt: skip
_SILENT = frozenset(
    ("absent", "excused", "paired", "other", "vacant", "unknown", "no vote", "leave", "did not vote", "not present")
)
_FINAL = ("final", "passage", "adoption", "third reading", "reading-3", "third-reading")
_ASIDE = ("amendment", "procedur", "referral", "committee", "table", "adjourn", "quorum", "recommit")
_MOST_UNMATCHED = 8  # that an error names


def from_popolo(
    document: Any, proposal: Proposal, body: Body | None = None, *, where: str = "Popolo"
) -> tuple[Evidence, ...]:
    """Recorded votes on the proposal's motion as evidence of the highest authority; a whip count as its positions.

    Taken are the vote events of the motion of the proposal's id, or of the only motion: within it, beside it, or a file
    that is one vote event. Ids of the file are looked up in its ``persons`` and ``organizations``; who sits for a
    member (``memberships`` with ``on_behalf_of``) casts its vote. Where an event does not tell who voted, its group
    results count of those groups that are members. Where some are classified as final (passage, adoption, third
    reading) only these count, and votes on amendments and procedure never do; of several on one day the last counts.
    The voter is ``voter_id`` or ``voter``; ``group_id``, the voter's group, is the member where the voter is none. The
    absent, excused and paired leave no evidence.

    Args:
        document: the JSON.
        proposal: what is decided.
        body: its members, by whom voters are found; without it a voter's id is taken as it stands.
        where: for errors.

    Raises:
        DossierError: no such motion, or a vote event without its date, or a vote of nobody or with an unknown option,
            or nothing but counts, of which nobody can tell who is meant.
    """
    events = _events(document, proposal, where)
    voters = _Voters(body, where, PopoloPeople.of(document))
    counted: list[Evidence] = []
    counts_only = told = 0
    chosen: dict[tuple[str, date], tuple[tuple[int, str, int], Evidence]] = {}
    for at, (event, motion) in enumerate(events):
        place = f"{where}: vote_events[{at}]"
        if event.get("classification") == COUNT or POSITIONS in event or _is_old_count(event):
            counted += _positions(event, motion, proposal, voters, place)
            told += 1
            continue
        day, moment = _moment(event, motion, place)
        name = one_field(str(event.get("identifier") or event.get("id") or at)[:200]) or str(at)
        if not isinstance(event.get("votes") or [], list):
            raise DossierError(
                "votes that are no list", where=place, accepted="a list, a vote with its voter and option"
            )
        cast = _dicts(event.get("votes"))
        told += len(cast)
        bare = not cast and bool(event.get("counts") or event.get("group_results"))
        counts_only += bare
        here: dict[str, Stance | None] = {}
        for item in _votes(cast or voters.groups(event, day), day, name, proposal, voters, place):
            key = (item.member or "", day)
            if here.setdefault(key[0], item.stance) is not item.stance:
                problem = f"{key[0]} has voted {here[key[0]]} and {item.stance}"
                raise DossierError(problem, where=place, accepted="one vote of a member in an event")
            order = (int(_has(event, motion, _FINAL)), moment, at)
            if key not in chosen or chosen[key][0] < order:
                chosen[key] = (order, item)
    voters.check()
    if counts_only and not chosen and not counted:
        accepted = "votes, each with its voter and option, or group results of members"
        raise DossierError("tells only how many voted how, and of nobody who", where=where, accepted=accepted)
    if events and not (told or counts_only or chosen or counted):
        raise DossierError("tells no votes", where=where, accepted="votes, each with its voter and option")
    return (*(item for _, item in chosen.values()), *counted)


def _events(document: Any, proposal: Proposal, where: str) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """The vote events on the proposal's motion, each with its motion."""
    if isinstance(document, list):
        document = {"vote_events": document}
    if isinstance(document, dict) and "votes" in document and "motions" not in document:
        document = {"vote_events": [document]}
    if not isinstance(document, dict) or not ("motions" in document or "vote_events" in document):
        accepted = 'Popolo JSON with "motions" or "vote_events"'
        raise DossierError("holds no motions and no vote events", where=where, accepted=accepted)
    motions = _dicts(document.get("motions"))
    beside = [(event, _motion_of(event)) for event in _dicts(document.get("vote_events"))]
    ids = [str(motion.get("id") or "") for motion in motions]
    ids += [key for event, _ in beside if (key := _motion_id(event))]
    if sum(not key for key in ids) > 1:  # nobody can say which of them is meant
        ids = [*filter(None, ids), "(no id)", "(another without id)"]
    known = list(dict.fromkeys(ids))
    wanted = proposal.id if proposal.id in known else known[0] if len(known) == 1 else None
    if wanted is None and (known or not beside):
        names = ", ".join(key[:40] for key in known[:10])
        raise DossierError(f"no motion {proposal.id!r} among: {names}", where=where, accepted="the proposal's id")
    found: list[tuple[dict[str, Any], dict[str, Any]]] = []
    for motion in motions:
        if str(motion.get("id") or "") == wanted:
            found += [(event, motion) for event in _dicts(motion.get("vote_events"))]
    by_id = {str(motion.get("id") or ""): motion for motion in motions}
    found += [
        (event, {**by_id.get(wanted or "", {}), **motion})
        for event, motion in beside
        if (_motion_id(event) or wanted) == wanted
    ]
    kept = [pair for pair in found if not _has(*pair, _ASIDE)]
    final = [pair for pair in kept if _has(*pair, _FINAL)]
    return [pair for pair in kept if pair in final or pair[0].get("classification") == COUNT] if final else kept


def _motion_of(event: Mapping[str, Any]) -> dict[str, Any]:
    motion = event.get("motion")
    return motion if isinstance(motion, dict) else {}


def _motion_id(event: Mapping[str, Any]) -> str:
    told = event.get("motion_id") or _motion_of(event).get("id")
    return str(told) if isinstance(told, (str, int)) and not isinstance(told, bool) else ""


def _has(event: Mapping[str, Any], motion: Mapping[str, Any], words: Iterable[str]) -> bool:
    """Whether the event, or its motion, is classified by one of these words."""
    told: list[str] = []
    for value in (event.get("classification"), event.get("motion_classification"), motion.get("classification")):
        told += [str(part).casefold() for part in (value if isinstance(value, list) else [value]) if part]
    return any(word in text for text in told for word in words)


def _is_old_count(event: Mapping[str, Any]) -> bool:
    """Whether it is a count that an earlier version wrote, which bore no classification."""
    votes = _dicts(event.get("votes"))
    return bool(votes) and all("whipcount:stance" in vote and "whipcount:evidence" in vote for vote in votes)


class _Voters:
    """Finds the member whose vote it is, and keeps whom it did not find."""

    def __init__(self, body: Body | None, where: str, people: PopoloPeople) -> None:
        self.names = MemberNames(body.all_members) if body is not None else None
        self.body, self.where, self.people = body, where, people
        self.unmatched: list[str] = []

    def groups(self, event: Mapping[str, Any], day: date) -> list[dict[str, Any]]:
        """The votes of groups that are members, where the event tells of groups alone."""
        return [vote for vote in group_votes(event) if self.names is None or self._found(_texts(vote, "group"), day)]

    def _found(self, texts: Iterable[str], day: date) -> str:
        for text in texts:
            for name in self.people.texts(text, day):
                found = self.names.find(name) if self.names is not None else None
                if found is not None and found.member is not None:
                    return found.member.id
        return ""

    def member(self, vote: Mapping[str, Any], day: date, place: str) -> str:
        """The member's id; empty where nobody is found, which is kept for :meth:`check`."""
        texts = [*_texts(vote, "voter"), *_texts(vote, "person"), *_texts(vote, "group")]
        if not texts:
            raise DossierError("a vote without its voter", where=place, accepted="voter_id, voter or group_id")
        if self.names is None:
            return texts[0]
        member = self._found(texts, day)
        if not member:
            self.unmatched.append(texts[0])
        return member

    def check(self) -> None:
        """Refuse votes of those who are no members, naming them.

        Raises:
            DossierError: there are some.
        """
        if self.unmatched and self.body is not None:
            names = list(dict.fromkeys(self.unmatched))
            more = f" and {len(names) - _MOST_UNMATCHED} more" if len(names) > _MOST_UNMATCHED else ""
            told = ", ".join(repr(name[:60]) for name in names[:_MOST_UNMATCHED])
            raise DossierError(
                f"{told}{more}: no member of {self.body.name}", where=self.where,
                accepted=", ".join(member.id for member in self.body.all_members[:60]),
            )  # fmt: skip


def _texts(vote: Mapping[str, Any], role: str) -> Iterator[str]:
    """How a vote names somebody: ``voter_id``, ``voter`` as a text, ``voter`` with id and name."""
    inner = vote.get(role)
    values = [vote.get(f"{role}_id"), inner]
    values += [inner.get("id"), inner.get("name")] if isinstance(inner, dict) else []
    for value in (*values, vote.get(f"{role}_name")):
        text = one_field(str(value)) if isinstance(value, str | int) and not isinstance(value, bool) else ""
        if 0 < len(text) <= 200:
            yield text


def _votes(
    cast: Iterable[Mapping[str, Any]], day: date, name: str, proposal: Proposal, voters: _Voters, place: str
) -> Iterator[Evidence]:
    for vote in cast:
        option = one_field(str(vote.get("option", ""))).lower()
        member = voters.member(vote, day, place)
        if option in _SILENT or not member:
            continue
        stance = _STANCES.get(option)
        if stance is None:
            accepted = ", ".join([*_STANCES, *sorted(_SILENT)])
            raise DossierError(f"the option {option[:40]!r}", where=place, accepted=accepted)
        yield Evidence(
            id=f"p-{_key(proposal.id, name, day, member, stance.value)}", member=member, variant=proposal.asked.id,
            stance=stance, said_from=day, said_to=day, reported_on=day,
            recorded_at=datetime.combine(day, time.max, UTC), authority=Authority.RECORDED_VOTE, force=Force.COMMIT,
            coder="popolo", gist=f"voted {option}", source=name,
        )  # fmt: skip


def _positions(
    event: Mapping[str, Any], motion: Mapping[str, Any], proposal: Proposal, voters: _Voters, place: str
) -> Iterator[Evidence]:
    """The positions of a count that we wrote: what was said stays what was said, with its conditions."""
    usual, _ = _moment(event, motion, place)
    variants = {variant.id for variant in (*proposal.variants, proposal.asked)}
    told = event.get("whipcount:variant")
    variant = told if isinstance(told, str) and told in variants else proposal.asked.id
    for row in _dicts(event.get(POSITIONS)) or _old_positions(event):
        member = voters.member(row, usual, place)
        value = row.get("stance")
        if not isinstance(value, str) or value not in set(Stance):
            raise DossierError(f"the stance {str(value)[:40]!r}", where=place, accepted=", ".join(Stance))
        if not member:
            continue
        first, last = (_day(row.get(key), usual) for key in ("said_from", "said_to"))
        reported = _day(row.get("reported_on"), max(first, last))
        ids = row.get("evidence")
        key = str(ids[0]) if isinstance(ids, list) and ids and isinstance(ids[0], str) else ""
        named = {authority.name.lower(): authority for authority in Authority}
        forces = {force.value: force for force in Force}
        conditions = tuple(_conditions(row.get("conditions")))
        yield Evidence(
            id=one_field(key)[:160] or f"p-{_key(proposal.id, variant, member, value, str(usual))}", member=member,
            variant=variant, stance=Stance(value), said_from=min(first, last), said_to=max(first, last),
            reported_on=max(reported, first), recorded_at=datetime.combine(reported, time.max, UTC),
            # a count that does not say whose word it is weighs as a minister's, and is never a vote
            authority=named.get(str(row.get("authority")), Authority.MINISTER),
            force=forces.get(str(row.get("force")), Force.ASSERT), conditions=conditions, coder="popolo",
            speaker=_words(row.get("speaker")) or None, gist=_words(row.get("gist")) or value.replace("_", " "),
            source=_words(row.get("source")) or _words(event.get("identifier")) or "whip count",
        )  # fmt: skip


def _old_positions(event: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            **vote,
            "stance": vote.get("whipcount:stance"),
            "conditions": vote.get("whipcount:conditions"),
            "said_from": vote.get("whipcount:since"),
            "said_to": vote.get("whipcount:since"),
            "evidence": [],
        }
        for vote in _dicts(event.get("votes"))
    ]


def _conditions(value: Any) -> Iterator[Condition]:
    kinds = {kind.value: kind for kind in ConditionKind}
    for item in value if isinstance(value, list) else []:
        text = item.get("text") if isinstance(item, dict) else item
        if not isinstance(text, str) or not one_field(text):
            continue
        told = item if isinstance(item, dict) else {}
        met, about = told.get("met"), told.get("about")
        yield Condition(
            one_field(text)[:2_000], kinds.get(str(told.get("kind")), ConditionKind.OTHER),
            met=met if isinstance(met, bool) else None, about=about if isinstance(about, str) else None,
        )  # fmt: skip


def _moment(event: Mapping[str, Any], motion: Mapping[str, Any], where: str) -> tuple[date, str]:
    """The day of an event, and its moment as a text that sorts by time."""
    told = event.get("end_date") or event.get("start_date") or event.get("date") or motion.get("date")
    try:
        day = day_of(str(told)[:10])
    except DateError:
        day = None
    if day is None:
        raise DossierError(f"the date {str(told)[:40]!r}", where=where, accepted="start_date as 2024-11-29")
    return day, _sortable(str(told))


def _sortable(told: str) -> str:
    """A moment as a text that sorts by time, whatever its zone; one without a zone is in UTC.

    >>> _sortable("2025-03-05T10:00:00+02:00") < _sortable("2025-03-05 09:00")
    True
    """
    try:
        moment = datetime.fromisoformat(told)
    except ValueError:
        return told
    return told if len(told) <= 10 else to_utc(moment).isoformat()


def _day(value: Any, usual: date) -> date:
    try:
        return (day_of(value[:10]) if isinstance(value, str) else None) or usual
    except DateError:
        return usual


def _words(value: Any) -> str:
    return one_field(value)[:2_000] if isinstance(value, str) else ""


def _key(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:12]


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
