"""The fold: where a member stands as of a date, from the evidence known by then, by fixed rules.

The rules (they are few, fixed, and hold in this order):

1. Only what was *reported* by ``as_of`` and *recorded* by ``known_by`` counts; of several codings with one id, what a
   person coded, else the latest.
2. What was retracted, denied or corrected does not count (:mod:`whipcount.positions.count.withdrawals`).
3. What expresses no stance, what is hypothetical, negated or historical, and what unnamed officials say does not count.
4. A third party's word, an analyst's, and an announced future word are at most a lean.
5. Reports of one utterance (one ``origin``) count once.
6. Higher authority beats lower; within a tier newer beats older; on one day a person's entry beats a coder's, and the
   less consenting stance beats the more consenting one.

Nothing that counts leaves the position unknown, and unknown is never consent.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from whipcount.positions.count.tally import Position, Step, StepOutcome
from whipcount.positions.count.withdrawals import VOID_MODALITIES, rank, withdrawn
from whipcount.positions.stance.stance import Authority, Evidence, Stance
from whipcount.statements.statement import Modality

_LEAN = {Stance.YES: Stance.LEAN_YES, Stance.WILL_NOT_BLOCK: Stance.LEAN_YES, Stance.NO: Stance.LEAN_NO}
_TOLD_BY_ANOTHER = {**_LEAN, Stance.ABSTAIN: Stance.UNDECIDED}
_CAUTION = {
    stance: place
    for place, stance in enumerate(
        (
            Stance.YES,
            Stance.LEAN_YES,
            Stance.WILL_NOT_BLOCK,
            Stance.ABSTAIN,
            Stance.UNDECIDED,
            Stance.DECLINED,
            Stance.LEAN_NO,
            Stance.NO,
        )
    )
}


def fold(
    evidence: Iterable[Evidence],
    member: str,
    *,
    as_of: date,
    known_by: datetime,
    variant: str | None = None,
) -> Position:
    """Where one member stands toward one variant.

    Args:
        evidence: of any members and variants, in any order.
        member: whose position.
        as_of: what was reported after this day does not count.
        known_by: what was recorded after this instant does not count; an instant later than ``as_of`` asks what we
            know now about then. Aware.
        variant: toward which variant; None takes the evidence of all variants as one.

    >>> from datetime import UTC
    >>> said = date(2030, 1, 2)
    >>> yes = Evidence("e1", "AA", "asked", Stance.YES, said, said, said, datetime(2030, 1, 2, tzinfo=UTC),
    ...                Authority.MINISTER)
    >>> position = fold([yes], "AA", as_of=said, known_by=datetime(2030, 1, 3, tzinfo=UTC))
    >>> position.stance.value, position.steps[0].outcome.value
    ('yes', 'sets')
    """
    known = latest(evidence, as_of=as_of, known_by=known_by)
    taken = withdrawn(known)
    mine = [e for e in known.values() if e.member == member and (variant is None or e.variant == variant)]
    return fold_known(member, mine, taken)


def latest(evidence: Iterable[Evidence], *, as_of: date, known_by: datetime) -> dict[str, Evidence]:
    """The evidence that counts as known, by id: one version of each, the person's, else the one recorded last."""
    known: dict[str, Evidence] = {}
    for item in evidence:
        if item.reported_on <= as_of and item.recorded_at <= known_by:
            other = known.setdefault(item.id, item)
            if other is not item and _version(item) > _version(other):
                known[item.id] = item
    return known


def _version(item: Evidence) -> tuple[Any, ...]:
    return (item.human, item.recorded_at, item.reported_on, item.confidence, item.coder, item.stance or "", repr(item))


def counted_stance(item: Evidence) -> Stance | None:
    """The stance as far as it counts: at most a lean where the word is not the member's own or not yet said."""
    if item.stance is None:
        return None
    if item.third_party or item.authority == Authority.ANALYST:
        return _TOLD_BY_ANOTHER.get(item.stance, item.stance)
    if item.modality is Modality.FUTURE:
        return _LEAN.get(item.stance, item.stance)
    return item.stance


def why_not_counted(item: Evidence) -> str | None:
    """Why a piece of evidence cannot set a position, or None when it can."""
    if item.stance is None:
        return "expresses no stance"
    if item.modality in VOID_MODALITIES:
        return f"{item.modality.value}: never sets a position"
    if item.authority == Authority.UNNAMED or not item.named:
        return "unnamed officials never move a member"
    return None


def fold_known(member: str, mine: Iterable[Evidence], taken: dict[str, str]) -> Position:
    """The fold over one member's known evidence, once withdrawals are settled (``taken``: fallen id -> by which id)."""
    steps: list[tuple[date, str, Step]] = []
    groups: dict[str, list[Evidence]] = defaultdict(list)
    for item in mine:
        if item.id in taken:
            by = taken[item.id]
            steps.append((item.said_to, item.id, Step(item.id, StepOutcome.WITHDRAWN, f"taken back by {by}", by)))
        elif (reason := why_not_counted(item)) is not None:
            steps.append((item.said_to, item.id, Step(item.id, StepOutcome.NOT_COUNTED, reason)))
        else:
            groups[item.origin or item.id].append(item)
    if not groups:
        return Position(member, None, steps=_in_time(steps))
    voices: list[Evidence] = []
    for group in groups.values():
        first = min(group, key=_nearness) if len(group) > 1 else group[0]
        voices.append(first)
    winner = max(voices, key=_weight)
    top, stance = rank(winner), counted_stance(winner)
    steps.extend((voice.said_to, voice.id, _step(voice, winner)) for voice in voices)
    for group in groups.values():
        if len(group) > 1:
            voice = min(group, key=_nearness)
            reason = f"another report of what {voice.id} tells: counts once"
            steps.extend(
                (e.said_to, e.id, Step(e.id, StepOutcome.REPEATS, reason, voice.id)) for e in group if e is not voice
            )
    others = sorted(e.id for e in groups[winner.origin or winner.id] if e is not winner)
    return Position(
        member=member,
        stance=stance,
        since=_since(stance, [v for v in voices if rank(v) == top]),
        conditions=winner.conditions,
        evidence=(winner.id, *others),
        steps=_in_time(steps),
        confidence=winner.confidence,
    )


def _nearness(item: Evidence) -> tuple[Any, ...]:
    """Of several reports of one utterance the nearest to it comes first; of people's entries the last."""
    return (
        not item.human,
        -item.recorded_at.timestamp() if item.human else 0.0,
        item.third_party,
        -rank(item),
        item.said_to,
        -item.said_from.toordinal(),
        -item.confidence,
        item.recorded_at,
        item.id,
    )


def _weight(item: Evidence) -> tuple[Any, ...]:
    stance = counted_stance(item)
    return (
        rank(item),
        item.said_to,
        item.human,
        -1 if stance is None else _CAUTION[stance],
        item.said_from,
        item.confidence,
        item.id,
    )


def _step(voice: Evidence, winner: Evidence) -> Step:
    if voice is winner:
        stance = counted_stance(voice)
        lean = "" if stance is voice.stance else " (not the member's own settled word: at most a lean)"
        return Step(voice.id, StepOutcome.SETS, f"the newest of the highest authority, {_office(voice)}{lean}")
    if rank(voice) < rank(winner):
        return Step(
            voice.id, StepOutcome.OUTRANKED, f"{_office(voice)} is below {_office(winner)} ({winner.id})", winner.id
        )
    if voice.said_to < winner.said_to:
        return Step(voice.id, StepOutcome.OLDER, f"said by {voice.said_to}, before {winner.id}", winner.id)
    if voice.human is not winner.human:
        reason = f"of the same day and rank, but {winner.id} was entered by a person"
        return Step(voice.id, StepOutcome.OUTRANKED, reason, winner.id)
    mine, other = counted_stance(voice), counted_stance(winner)
    if mine is other:
        reason = f"of the same day and rank, and says the same as {winner.id}"
    elif mine is not None and other is not None and _CAUTION[other] > _CAUTION[mine]:
        reason = f"of the same day and rank, and {winner.id} is the less consenting of the two"
    else:
        reason = f"of the same day and rank, and {winner.id} was begun later or is the surer reading"
    return Step(voice.id, StepOutcome.OUTRANKED, reason, winner.id)


_OFFICES = {authority: authority.name.lower().replace("_", " ") for authority in Authority}


def _office(item: Evidence) -> str:
    return "a third party" if item.third_party else _OFFICES[item.authority]


def _since(stance: Stance | None, voices: list[Evidence]) -> date:
    """The day from which the deciding tier has said the same without a break."""
    since = None
    for voice in sorted(voices, key=_weight, reverse=True):
        if counted_stance(voice) is not stance and since is not None:
            if voice.said_to == since:  # the losing side of a day that it was said both ways
                continue
            break
        since = voice.said_to
    return since or date.min


def _in_time(steps: list[tuple[date, str, Step]]) -> tuple[Step, ...]:
    steps.sort(key=_when)
    return tuple(step for _, _, step in steps)


def _when(entry: tuple[date, str, Step]) -> tuple[date, str]:
    return entry[0], entry[1]
