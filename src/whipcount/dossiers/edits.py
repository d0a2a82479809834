"""What people do to a dossier: correct, confirm, reject, merge, settle conditions, undo; each is evidence too.

An edit never touches the coding that it is about. It is evidence of its own that takes the coding back and stands in
its place, so it survives every new reading of the report, and undoing it is one more edit. All edits of a coding are
against the coding itself: the last that has not been undone counts, and builds on the one before it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from whipcount.bodies.body import Body
from whipcount.dossiers.codec import canonical, to_plain
from whipcount.dossiers.consistency import member_id
from whipcount.dossiers.normal import normal_evidence
from whipcount.dossiers.queries import get_evidence
from whipcount.dossiers.store import Added, Store
from whipcount.errors import DossierError
from whipcount.positions.count import corrections
from whipcount.positions.count.withdrawals import is_edit
from whipcount.positions.proposal.proposal import Proposal
from whipcount.positions.stance.stance import Condition, Evidence, Stance


def correct(
    store: Store,
    dossier_id: str,
    evidence_id: str,
    *,
    stance: Stance | None,
    reason: str,
    member: str | None = None,
    variant: str | None = None,
    conditions: tuple[Condition, ...] | None = None,
    said: date | None = None,
    author: str = "",
    expected: int | None = None,
) -> Added:
    """Put another coding in the place of a piece of evidence; ``stance`` None: it expresses none.

    ``said``: the day on which it was said, where that was read wrong.

    Raises:
        DossierError: no such evidence, no reason, no such variant, ``member`` is none of the body, or it would have
            been said after it was reported.
        StaleError: the dossier is no longer at revision ``expected``.
    """
    target, root = _standing(store, dossier_id, evidence_id)
    proposal, own_body = _asked(store, dossier_id)
    if member is not None and proposal is not None:
        member = member_id(member, proposal, own_body, where=dossier_id)
    if variant is not None and proposal is not None:
        variants = {v.id for v in proposal.variants} | {proposal.asked.id}
        if variant not in variants:
            raise DossierError(f"no variant {variant!r}", where=dossier_id, accepted=", ".join(sorted(variants)))
    correction = corrections.correct(
        target,
        stance=stance,
        recorded_at=store.now(),
        reason=reason,
        member=member,
        variant=variant,
        conditions=conditions,
        by=author or "person",
        root=root,
    )
    if said is not None and (said, said) != (correction.said_from, correction.said_to):
        if said > correction.reported_on:
            raise DossierError(
                f"said on {said}, after it was reported",
                where=dossier_id,
                accepted=f"{correction.reported_on} or before",
            )
        correction = _named(replace(correction, said_from=said, said_to=said), root)
    return _add(store, dossier_id, [correction], "correct", author, reason, expected)


def confirm(
    store: Store,
    dossier_id: str,
    evidence_id: str,
    *,
    reason: str = "confirmed",
    author: str = "",
    expected: int | None = None,
) -> Added:
    """Say that a coding is right: the same, from a person's hand."""
    target = get_evidence(store, dossier_id, evidence_id)
    root = root_of(store, dossier_id, target)
    correction = corrections.correct(
        target, stance=target.stance, recorded_at=store.now(), reason=reason, by=author or "person", root=root.id
    )
    return _add(store, dossier_id, [correction], "confirm", author, reason, expected)


def reject(
    store: Store, dossier_id: str, evidence_id: str, *, reason: str, author: str = "", expected: int | None = None
) -> Added:
    """Say that a coding is wrong and nothing stands in its place; of an edit: that it was wrong, as if undone."""
    target = get_evidence(store, dossier_id, evidence_id)
    root = evidence_id
    if not is_edit(target):
        target, root = _standing(store, dossier_id, evidence_id)
    correction = corrections.correct(
        target, stance=None, recorded_at=store.now(), reason=reason, by=author or "person", root=root
    )
    return _add(store, dossier_id, [correction], "reject", author, reason, expected)


def merge(
    store: Store,
    dossier_id: str,
    evidence_ids: Sequence[str],
    *,
    reason: str = "one utterance",
    author: str = "",
    expected: int | None = None,
) -> Added:
    """Say that several reports tell of one utterance: it counts once.

    Raises:
        DossierError: fewer than two, or of different members or variants.
    """
    standing = [_standing(store, dossier_id, key) for key in dict.fromkeys(evidence_ids)]
    targets = [target for target, _ in {root: (target, root) for target, root in standing}.values()]
    if len(targets) < 2:
        raise DossierError("one piece of evidence cannot be merged", where=dossier_id, accepted="two or more ids")
    if len({(target.member, target.variant) for target in targets}) > 1:
        raise DossierError(
            "evidence about different members or variants", where=dossier_id, accepted="the same for all"
        )
    origin = targets[0].origin or targets[0].id
    now = store.now()
    merged = []
    for target in targets:
        root = root_of(store, dossier_id, target).id
        item = corrections.correct(
            target, stance=target.stance, recorded_at=now, reason=reason, by=author or "person", root=root
        )
        merged.append(_named(replace(item, origin=origin, human=True), root))
    return _add(store, dossier_id, merged, "merge", author, reason, expected)


def settle(
    store: Store,
    dossier_id: str,
    evidence_id: str,
    *,
    condition: str,
    on: date,
    met: bool = True,
    reason: str,
    author: str = "",
    expected: int | None = None,
) -> Added:
    """Say that a condition has been met, or has failed, on a day; ``condition`` is its text.

    Raises:
        DossierError: the evidence has no such condition; the day lies ahead, or before the words were said.
    """
    target, root = _standing(store, dossier_id, evidence_id)
    correction = corrections.meet(
        target,
        condition=condition,
        on=on,
        recorded_at=store.now(),
        reason=reason,
        met=met,
        by=author or "person",
        root=root,
    )
    return _add(store, dossier_id, [correction], "condition", author, reason, expected)


def undo(
    store: Store,
    dossier_id: str,
    evidence_id: str,
    *,
    reason: str = "undone",
    author: str = "",
    expected: int | None = None,
) -> Added:
    """Take back what a person entered: what it had taken back stands again.

    Raises:
        DossierError: no such entry, or it was coded by a reader (reject that instead).
    """
    target = get_evidence(store, dossier_id, evidence_id)
    if not target.human:
        raise DossierError(
            f"{evidence_id} was not entered by a person", where=dossier_id, accepted="reject takes a coding back"
        )
    record = replace(
        target,
        stance=None,
        conditions=(),
        withdraws=target.id,
        recorded_at=store.now(),
        coder=author or "person",
        reasons=(reason,),
        origin="",
    )
    return _add(store, dossier_id, [_named(record, target.id)], "undo", author, reason, expected)


def enter(store: Store, dossier_id: str, record: Evidence, *, author: str = "", expected: int | None = None) -> Added:
    """Enter a position from a record (a vote, a decision, a deposit) or a speech; its id may be empty."""
    entered = replace(record, recorded_at=store.now())
    if not entered.id:
        entered = replace(entered, id="r-" + _hash(replace(entered, recorded_at=datetime.min.replace(tzinfo=UTC))))
    return _add(store, dossier_id, [entered], "record", author, entered.gist, expected)


def _asked(store: Store, dossier_id: str) -> tuple[Proposal | None, Body | None]:
    """What is proposed, as far as it is known yet, and the dossier's own body where it has one."""
    outline = store.about(dossier_id)
    return outline.proposal, outline.own_body


def root_of(store: Store, dossier_id: str, item: Evidence) -> Evidence:
    """What an entry is about in the end: the coding, or the record, that it was entered against."""
    seen = {item.id}
    while is_edit(item) and item.withdraws is not None and item.withdraws not in seen:
        seen.add(item.withdraws)
        item = get_evidence(store, dossier_id, item.withdraws)
    return item


def standing_edit(store: Store, dossier_id: str, root_id: str) -> Evidence | None:
    """The last entry of a person against a coding that has not been undone; None where there is none."""
    entered = [item for item in store.evidence(dossier_id, withdraws=root_id) if item.human]
    for item in sorted(entered, key=lambda e: (e.recorded_at, e.id), reverse=True):
        if standing_edit(store, dossier_id, item.id) is None:
            return item
    return None


def _standing(store: Store, dossier_id: str, evidence_id: str) -> tuple[Evidence, str]:
    """What stands of a piece of evidence now, to build on, and the id of what it is about in the end.

    Raises:
        DossierError: no such evidence.
    """
    root = root_of(store, dossier_id, get_evidence(store, dossier_id, evidence_id))
    return standing_edit(store, dossier_id, root.id) or root, root.id


def _named(item: Evidence, target: str) -> Evidence:
    """With an id of its own: an edit after an undo is another edit."""
    return replace(item, id="c-" + _hash(replace(item, id=target)))


def _again(store: Store, dossier_id: str, item: Evidence) -> Evidence:
    """The same edit twice in a row is one; what was said once, and has been overtaken or undone since, is a new one."""
    if item.withdraws is None:
        return item
    last = standing_edit(store, dossier_id, item.withdraws)
    if last is not None and replace(last, id=item.id, recorded_at=item.recorded_at) == item:
        return last
    entered = store.evidence(dossier_id, withdraws=item.withdraws)
    return _named(item, f"{item.id} {len(entered)}") if item.id in {other.id for other in entered} else item


def _hash(item: Evidence) -> str:
    return hashlib.sha256(canonical(to_plain(item)).encode()).hexdigest()[:12]


def _add(
    store: Store, dossier_id: str, made: list[Evidence], action: str, author: str, note: str, expected: int | None
) -> Added:
    fresh = [_again(store, dossier_id, normal_evidence(item)) for item in made]
    return store.add_evidence(
        dossier_id, fresh, action=action, author=author, note=note, expected=expected, stamped=True
    )
