"""Withdrawals: what a retraction, a denial or a correction takes back, and what it cannot."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from whipcount.positions.stance.stance import Authority, Evidence, Force, Stance
from whipcount.statements.statement import Modality

GROUPS, OUTSIDE = "groups", "groups, outside"
"""Coders of what is told of a group: of each member in it, and of each that is told to stand outside."""

VOID_MODALITIES = frozenset({Modality.HYPOTHETICAL, Modality.NEGATED, Modality.HISTORICAL})
"""Modalities that never set a position, and never take one back."""


def rank(evidence: Evidence) -> Authority:
    """Whose word this is, for the order of authority: a third party's word about a member ranks with an analyst's.

    The office of the third party adds nothing: a president of one country does not decide the position of another.
    """
    return Authority.ANALYST if evidence.third_party else evidence.authority


def may_withdraw(later: Evidence, target: Evidence) -> bool:
    """Whether ``later`` has the standing to take ``target`` back.

    A person who corrects the record always has. Otherwise it must be the member's own word, really said, by a named
    voice that ranks no lower than what it takes back, or by the same speaker (who may always take back his own word).
    """
    if later.id == target.id:
        return False
    if later.human:
        return True
    if target.human or later.third_party or not later.named or later.modality in VOID_MODALITIES:
        return False
    if later.member != target.member or later.member is None:
        return False
    same_speaker = later.speaker is not None and later.speaker == target.speaker
    return same_speaker or rank(later) >= rank(target)


def withdrawn(evidence: Mapping[str, Evidence]) -> dict[str, str]:
    """Which pieces of evidence no longer stand, and the id of what took each back.

    What takes back one report of an utterance takes back its other reports too (same origin, member and variant), save
    what a person entered. Of what people entered against one piece of evidence the last that stands takes the place of
    the earlier ones. A withdrawal can be withdrawn itself, which restores its target. Withdrawals that run in a
    circle leave nothing standing: missing data is better than incorrect data.

    Args:
        evidence: all that is known, by id, of all members.
    """
    takers = [item for item in evidence.values() if item.withdraws is not None or item.force is Force.RETRACT]
    taken = _settle(_edges(takers, evidence)) if takers else {}
    return {**_stale(evidence, taken), **taken}


def _stale(evidence: Mapping[str, Evidence], taken: Mapping[str, str]) -> dict[str, str]:
    """What was told of a group and no longer holds of a member: told since to stand outside, or its own word against it."""  # noqa: E501
    told = [item for item in evidence.values() if item.coder == GROUPS and item.id not in taken]
    if not told:
        return {}
    answers: dict[tuple[str | None, str], list[Evidence]] = defaultdict(list)
    for item in evidence.values():
        if item.id in taken or item.member is None:
            continue
        own = not item.third_party and item.named and item.modality not in VOID_MODALITIES and item.coder != GROUPS
        if item.coder == OUTSIDE or (own and item.stance in (Stance.NO, Stance.LEAN_NO)):
            answers[item.member, item.variant].append(item)
    stale = {}
    for item in told:
        later = [a for a in answers[item.member, item.variant] if a.reported_on >= item.reported_on]
        if later and item.stance in (Stance.YES, Stance.LEAN_YES, Stance.WILL_NOT_BLOCK):
            stale[item.id] = min(later, key=lambda a: (a.reported_on, a.id)).id
    return stale


def _taken_back(taker: Evidence, evidence: Iterable[Evidence]) -> list[Evidence]:
    """What a retraction or a correction takes back that names no evidence: the newest word of its speaker before it.

    A correction takes back what other reports tell of the same days; its own report has left out what it corrects.
    """
    mine = [
        item
        for item in evidence
        if item.member == taker.member
        and item.variant == taker.variant
        and item.report != taker.report
        and item.said_from <= taker.said_to
        and item.reported_on <= taker.reported_on
        and item.stance not in (None, taker.stance)
        and not item.human
    ]
    if taker.speaker is not None:
        mine = [item for item in mine if item.speaker == taker.speaker]
    if taker.stance is not None:
        return [item for item in mine if item.said_to >= taker.said_from]
    newest = max((item.said_to for item in mine), default=None)
    return [item for item in mine if item.said_to == newest]


def _edges(takers: Iterable[Evidence], evidence: Mapping[str, Evidence]) -> dict[str, list[str]]:
    takers = list(takers)
    targets = [(t.id, evidence[t.withdraws]) for t in takers if t.withdraws is not None and t.withdraws in evidence]
    targets += [(t.id, e) for t in takers if t.withdraws is None for e in _taken_back(t, evidence.values())]
    wanted = {(t.origin, t.member, t.variant) for _, t in targets if t.origin}
    copies: dict[tuple[str, str | None, str], list[Evidence]] = defaultdict(list)
    for item in evidence.values():
        key = (item.origin, item.member, item.variant)
        if key in wanted and not item.human:
            copies[key].append(item)
    against: dict[str, list[str]] = defaultdict(list)
    for taker_id, target in targets:
        taker = evidence[taker_id]
        taken = {target.id: target}
        if not target.human and target.origin:
            taken |= {c.id: c for c in copies[(target.origin, target.member, target.variant)]}
        for item in taken.values():
            if may_withdraw(taker, item):
                against[item.id].append(taker_id)
    for earlier, later in _superseded(takers, evidence):
        against[earlier].append(later)
    return against


def _superseded(takers: Iterable[Evidence], evidence: Mapping[str, Evidence]) -> Iterator[tuple[str, str]]:
    """Of several entries of people against one piece of evidence, each earlier one with each later one.

    Entries against an entry take it back one by one (they undo it), and take no place of each other.
    """
    entered: dict[str, list[Evidence]] = defaultdict(list)
    for taker in takers:
        if taker.human and taker.withdraws is not None and not is_edit(evidence.get(taker.withdraws)):
            entered[taker.withdraws].append(taker)
    for entries in entered.values():
        entries.sort(key=lambda item: (item.recorded_at, item.id))
        for place, later in enumerate(entries):
            for earlier in entries[:place]:
                yield earlier.id, later.id


def is_edit(item: Evidence | None) -> bool:
    """Whether a person entered it against another piece of evidence."""
    return item is not None and item.human and item.withdraws is not None


def _settle(against: Mapping[str, list[str]]) -> dict[str, str]:
    """The well-founded reading: standing if all takers have fallen, fallen if one taker stands, circles fall."""
    fallen: dict[str, str] = {}
    standing: set[str] = {taker for takers in against.values() for taker in takers} - set(against)
    open_ids = sorted(against)
    while True:
        undecided = []
        for item in open_ids:
            live = [taker for taker in against[item] if taker in standing]
            if live:
                fallen[item] = min(live)
            elif all(taker in fallen for taker in against[item]):
                standing.add(item)
            else:
                undecided.append(item)
        if len(undecided) == len(open_ids):
            break
        open_ids = undecided
    for item in open_ids:
        fallen[item] = min(taker for taker in against[item] if taker not in fallen or taker in open_ids)
    return fallen
