"""Notes, tags and who looks into what: entered, taken back and listed; each is an entry of the ledger.

Nothing is overwritten: an entry stands while no later one takes it back, and of several people to whom a thing was
assigned the last that stands looks into it. None of it is evidence: it moves no position and no forecast. Notes and
tags of two people never stand in each other's way, so they are never refused as out of date; an assignment is, where
somebody else has assigned the same thing meanwhile.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, select

from whipcount.dossiers import rows, tables
from whipcount.dossiers.annotation import About, Annotation, Kind, Noted, Signed, Target
from whipcount.dossiers.codec import canonical, from_doc, instant, instant_in
from whipcount.dossiers.consistency import member_id
from whipcount.dossiers.edits import root_of
from whipcount.dossiers.engine import reading
from whipcount.dossiers.queries import get_evidence, report_of_statement
from whipcount.dossiers.store import Added, Pending, Store
from whipcount.errors import BodyError, DossierError, StaleError
from whipcount.text.fields import one_field, several_lines

MOST_NOTE, MOST_TAG, MOST_NAME = 2_000, 40, 100  # characters
COLUMNS = ("about", "target", "kind", "value", "author", "recorded_at", "revision", "id")
_PREFIX = re.compile(r"[0-9a-f]{4,64}")
_ACCEPTED = "a member, the id of a statement or record, or the beginning of a report's sha256 (four characters or more)"


def target_of(store: Store, dossier_id: str, text: str) -> Target:
    """What somebody names: a member (id, name), a statement or evidence (id), a report (the beginning of its sha256).

    Evidence about a statement is noted on at its statement; an edit at what it was entered against.

    Raises:
        DossierError: nothing of the dossier goes by that name, or several reports do.
    """
    if report_of_statement(store, dossier_id, text) is not None:
        return Target(About.STATEMENT, text)
    try:
        root = root_of(store, dossier_id, get_evidence(store, dossier_id, text))
    except DossierError:
        pass
    else:
        return Target(About.STATEMENT, root.statement) if root.statement else Target(About.RECORD, root.id)
    about = store.about(dossier_id)
    problem: DossierError | None = None
    if about.proposal is not None:
        try:
            return Target(About.MEMBER, member_id(text, about.proposal, about.own_body, where=dossier_id))
        except (DossierError, BodyError) as error:
            problem = DossierError(error.problem, where=dossier_id, accepted=_ACCEPTED)
    if _PREFIX.fullmatch(text):
        return Target(About.REPORT, store.report(dossier_id, text, removed_too=True).sha256)
    raise problem or DossierError(f"nothing goes by {text[:60]!r}", where=dossier_id, accepted=_ACCEPTED)


def checked(store: Store, dossier_id: str, target: Target) -> Target:
    """The target, if the dossier has it.

    Raises:
        DossierError: it has not.
    """
    checked = target_of(store, dossier_id, target.id)
    if checked != target:
        raise DossierError(f"no {target.about.value} {target.id[:60]!r}", where=dossier_id, accepted=_ACCEPTED)
    return checked


def note(store: Store, dossier_id: str, target: Target, words: str, *, author: str = "") -> Added:
    """Write a note on something; the same words once more, while they stand, are nothing new.

    Raises:
        DossierError: no words, too many, or the dossier has no such thing.
    """
    if len(words) > MOST_NOTE or not (text := several_lines(words).strip()):
        raise DossierError(f"a note of {len(words):,} characters", where="note", accepted=f"1 to {MOST_NOTE:,}")
    return _enter(store, dossier_id, target, Kind.NOTE, text, author)


def tag(store: Store, dossier_id: str, target: Target, name: str, *, author: str = "") -> Added:
    """Put a tag on something; one that is there already is nothing new.

    Raises:
        DossierError: it is no tag, or the dossier has no such thing.
    """
    return _enter(store, dossier_id, target, Kind.TAG, tag_name(name), author)


def untag(store: Store, dossier_id: str, target: Target, name: str, *, author: str = "") -> Added:
    """Take a tag off; where it is not on, nothing is written."""
    wanted = tag_name(name)
    with store.change(dossier_id, "untag", _called(target), author, wanted, None) as change:
        standing = _standing_rows(change.connection, dossier_id, target)
        fallen = [s.annotation for s in standing if (s.annotation.kind, s.annotation.value) == (Kind.TAG, wanted)]
        for number, former in enumerate(fallen):
            _put(change, target, Kind.UNDO, "", former.id, number)
    return change.added


def assign(
    store: Store, dossier_id: str, target: Target, who: str, *, author: str = "", expected: int | None = None
) -> Added:
    """Say who looks into something; empty: nobody any more.

    Raises:
        DossierError: the name is too long, or the dossier has no such thing.
        StaleError: it has been assigned since revision ``expected``.
    """
    name = one_field(who)
    if len(name) > MOST_NAME:
        raise DossierError(f"{len(name)} characters", where="assignee", accepted=f"at most {MOST_NAME}")
    return _enter(store, dossier_id, target, Kind.ASSIGNEE, name, author, expected)


def undo(store: Store, dossier_id: str, annotation_id: str, *, author: str = "") -> Added:
    """Take back a note, a tag or an assignment; what had been assigned before it is again.

    Raises:
        DossierError: there is none of that id, or it has been taken back already.
    """
    with reading(store.engine) as connection:
        a = tables.annotation
        query = _standing(dossier_id).where(a.c.id == annotation_id)
        existing = next(_read(connection, query), None)
    if existing is None:
        accepted = "the id of one that stands, as `whipcount notes` shows it"
        raise DossierError(f"no note, tag or assignment {annotation_id[:60]!r}", where=dossier_id, accepted=accepted)
    former = existing.annotation
    target = Target(former.about, former.target)
    with store.change(dossier_id, "undo", _called(target), author, former.value, None) as change:
        standing = {signed.annotation.id for signed in _standing_rows(change.connection, dossier_id, target)}
        if former.id in standing:  # nobody has taken it back meanwhile
            _put(change, target, Kind.UNDO, "", former.id)
    return change.added


def noted(
    store: Store,
    dossier_id: str,
    *,
    about: About | None = None,
    targets: Iterable[str] | None = None,
    tag: str | None = None,
    assignee: str | None = None,
    words: str | None = None,
    known_by: datetime | None = None,
) -> tuple[Noted, ...]:
    """What stands on the things of a dossier that something stands on, in the order of kind and id.

    Args:
        store: the store.
        dossier_id: which dossier.
        about: only on that kind of thing.
        targets: only on those ids.
        tag: only on what bears this tag.
        assignee: only on what this person looks into, in any case.
        words: only what all these words stand in, in any case: of a note, a tag or a name.
        known_by: as entered by that instant.

    Raises:
        DossierError: ``tag`` is no tag.
    """
    a = tables.annotation
    query = _standing(dossier_id, known_by)
    if about is not None:
        query = query.where(a.c.about == about.value)
    if targets is not None:
        query = query.where(a.c.target.in_(list(targets)[:1_000]))
    with reading(store.engine) as connection:
        folded = _folded(_read(connection, query))
    wanted = tag_name(tag) if tag else None
    who = one_field(assignee).casefold() if assignee else None
    return tuple(
        item
        for item in folded
        if (wanted is None or wanted in item.tag_names)
        and (who is None or item.assignee.casefold() == who)
        and (not words or _holds(item, words))
    )


def _holds(item: Noted, words: str) -> bool:
    texts = [*(signed.annotation.value for signed in item.notes), *item.tag_names, item.assignee]
    whole = " ".join(texts).casefold()
    return all(word in whole for word in words.casefold().split())


def entries(item: Noted) -> tuple[Signed, ...]:
    """All that stands on one thing: notes, tags, the assignment."""
    return (*item.notes, *item.tags, *((item.assigned,) if item.assigned else ()))


def as_rows(item: Noted) -> list[dict[str, Any]]:
    """What stands on one thing, an entry a row, under ``COLUMNS``."""
    return [
        {
            "about": signed.annotation.about.value,
            "target": signed.annotation.target,
            "kind": signed.annotation.kind.value,
            "value": signed.annotation.value,
            "author": signed.author,
            "recorded_at": signed.recorded_at.isoformat(),
            "revision": signed.revision,
            "id": signed.annotation.id,
        }
        for signed in entries(item)
    ]


def noted_on(store: Store, dossier_id: str, target: Target, *, known_by: datetime | None = None) -> Noted:
    """What stands on one thing."""
    items = noted(store, dossier_id, about=target.about, targets=[target.id], known_by=known_by)
    return items[0] if items else Noted(target)


def tag_name(text: str) -> str:
    """A tag as it is kept: one line in small letters, without a hash sign.

    Raises:
        DossierError: it is empty, too long, or holds a comma, which separates tags.

    >>> tag_name(" #Follow  Up ")
    'follow up'
    """
    name = one_field(text).lstrip("#").strip().casefold()
    if not 0 < len(name) <= MOST_TAG or "," in name:
        raise DossierError(f"{text[:60]!r} is no tag", where="tag", accepted=f"1 to {MOST_TAG} characters, no comma")
    return name


def standing(store: Store, dossier_id: str, *, after: int = 0) -> dict[int, Signed]:
    """By the revision that entered it, each annotation that stands, of revisions after one."""
    a = tables.annotation
    query = _standing(dossier_id).where(a.c.change > after)
    with reading(store.engine) as connection:
        return {signed.revision: signed for signed in _read(connection, query)}


def _enter(
    store: Store, dossier_id: str, target: Target, kind: Kind, value: str, author: str, expected: int | None = None
) -> Added:
    checked(store, dossier_id, target)
    action = "assign" if kind is Kind.ASSIGNEE else kind.value
    with store.change(dossier_id, action, _called(target), author, value or "nobody", None) as change:
        standing = _standing_rows(change.connection, dossier_id, target)
        same = [signed for signed in standing if signed.annotation.kind is kind]
        if kind is Kind.ASSIGNEE:
            if expected is not None and _last_assigned(change.connection, dossier_id, target) > expected:
                raise StaleError(
                    f"it has been assigned since revision {expected}", where=dossier_id,
                    accepted="an edit of the latest revision",
                )  # fmt: skip
            same = same[-1:]
        held = {signed.annotation.value for signed in same} or ({""} if kind is Kind.ASSIGNEE else set())
        if value not in held:
            _put(change, target, kind, value)
    return change.added


def _put(
    change: Pending, target: Target, kind: Kind, value: str, withdraws: str | None = None, number: int = 0
) -> None:
    identity = canonical([change.dossier, change.number, number, target.about.value, target.id, kind.value, value])
    key = "n-" + hashlib.sha256(identity.encode()).hexdigest()[:12]
    item = Annotation(key, target.about, target.id, kind, value, withdraws)
    change.put(tables.annotation, [rows.annotation_row(item)])


def _called(target: Target) -> str:
    return f"{target.about.value} {target.id}"


def _stands(known_by: datetime | None) -> ColumnElement[bool]:
    """No entry (by then) takes it back."""
    a, later, c = tables.annotation, tables.annotation.alias(), tables.change.alias()
    taken = [later.c.dossier == a.c.dossier, later.c.withdraws == a.c.id]
    if known_by is not None:
        its_change = and_(c.c.dossier == later.c.dossier, c.c.number == later.c.change)
        taken += [its_change, c.c.recorded_at <= instant(known_by)]
    return ~exists().where(*taken)


def _standing(dossier_id: str, known_by: datetime | None = None) -> Select[Any]:
    """What stands (by an instant), in the order in which it was entered; entries that only take back are left out."""
    a, c = tables.annotation, tables.change
    query = (
        select(a.c.id, a.c.doc, c.c.author, c.c.recorded_at, a.c.change)
        .join(c, (c.c.dossier == a.c.dossier) & (c.c.number == a.c.change))
        .where(a.c.dossier == dossier_id, a.c.kind != Kind.UNDO.value, _stands(known_by))
        .order_by(a.c.change, a.c.id)
    )
    return query if known_by is None else query.where(c.c.recorded_at <= instant(known_by))


def _read(connection: Connection, query: Select[Any]) -> Iterator[Signed]:
    for row in connection.execute(query):
        yield Signed(from_doc(Annotation, row.doc, where=row.id), row.author, instant_in(row.recorded_at), row.change)


def _standing_rows(connection: Connection, dossier_id: str, target: Target) -> list[Signed]:
    a = tables.annotation
    query = _standing(dossier_id).where(a.c.about == target.about.value, a.c.target == target.id)
    return list(_read(connection, query))


def _last_assigned(connection: Connection, dossier_id: str, target: Target) -> int:
    """The last revision that said, or took back, who looks into it; 0: none."""
    a, former = tables.annotation, tables.annotation.alias()
    query = (
        select(a.c.change)
        .outerjoin(former, (former.c.dossier == a.c.dossier) & (former.c.id == a.c.withdraws))
        .where(a.c.dossier == dossier_id, a.c.about == target.about.value, a.c.target == target.id)
        .where((a.c.kind == Kind.ASSIGNEE.value) | (former.c.kind == Kind.ASSIGNEE.value))
        .order_by(a.c.change.desc())
        .limit(1)
    )
    return connection.execute(query).scalar() or 0


def _folded(standing: Iterable[Signed]) -> list[Noted]:
    by_target: dict[Target, list[Signed]] = {}
    for signed in standing:
        by_target.setdefault(Target(signed.annotation.about, signed.annotation.target), []).append(signed)
    rows = []
    for target, entries in sorted(by_target.items()):
        of = {kind: [e for e in entries if e.annotation.kind is kind] for kind in Kind}
        tags = {e.annotation.value: e for e in reversed(of[Kind.TAG])}
        assigned = of[Kind.ASSIGNEE][-1] if of[Kind.ASSIGNEE] and of[Kind.ASSIGNEE][-1].annotation.value else None
        item = Noted(target, tuple(of[Kind.NOTE]), tuple(tags[name] for name in sorted(tags)), assigned)
        if item.notes or item.tags or item.assigned:
            rows.append(item)
    return rows
