"""Whether a store is whole: the database, the ledger, the sealed forecasts, and every report against its hash."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select, text

from whipcount.dossiers import tables
from whipcount.dossiers.engine import reading
from whipcount.dossiers.ledger import Broken, Head, walk
from whipcount.dossiers.sealed import check_chain
from whipcount.dossiers.store import Store
from whipcount.errors import StoreError
from whipcount.reports.report import fingerprint

MOST_HEADS = 10_000


@dataclass(frozen=True, slots=True)
class Verified:
    """What was found: where each ledger ends, and what does not hold (empty: the store is whole)."""

    heads: tuple[Head, ...]
    problems: tuple[str, ...] = field(default=())

    @property
    def whole(self) -> bool:
        """Whether everything holds."""
        return not self.problems


def verify(store: Store, *, kept: Sequence[Head] = ()) -> Verified:
    """Walk everything that a store can be held to.

    Args:
        store: which.
        kept: heads that were kept elsewhere: the ledger must still go through them.

    Raises:
        StoreError: the database cannot be read at all.
    """
    problems: list[str] = []
    heads: list[Head] = []
    with reading(store.engine) as connection:
        if store.engine.dialect.name == "sqlite":
            answers = connection.execute(text("PRAGMA integrity_check(5)")).scalars().all()
            problems += [f"database: {line}" for line in answers if line != "ok"]
        wanted = {(head.dossier, head.revision): head.seal for head in kept}
        for dossier_id in connection.execute(select(tables.dossier.c.id).order_by(tables.dossier.c.id)).scalars().all():
            last: Head | None = None
            for link in walk(connection, dossier_id):
                if isinstance(link, Broken):
                    problems.append(f"{dossier_id}: revision {link.revision}: {link.why}")
                    break
                last = link
                told_before = wanted.pop((dossier_id, link.revision), None)
                if told_before not in (None, link.seal):
                    problems.append(f"{dossier_id}: revision {link.revision} is not the one whose seal was kept")
            if last is not None:
                heads.append(last)
            r = tables.report
            for sha, words in connection.execute(select(r.c.sha256, r.c.text).where(r.c.dossier == dossier_id)):
                if not isinstance(words, str) or fingerprint(words) != sha:
                    problems.append(f"{dossier_id}: report {str(sha)[:12]}: its text does not fit its hash")
        problems += [f"{name}: revision {number}, whose seal was kept, is missing" for name, number in sorted(wanted)]
    for dossier_id in store.ids():
        try:
            check_chain(store.forecasts(dossier_id), where=dossier_id)
            store.evidence(dossier_id)
        except StoreError as error:
            problems.append(str(error))
    return Verified(tuple(heads), tuple(problems))


def heads_to_text(heads: Sequence[Head]) -> str:
    """Heads as JSON, to keep outside of the store."""
    return json.dumps([{"dossier": h.dossier, "revision": h.revision, "seal": h.seal} for h in heads], indent=2) + "\n"


def heads_of_text(words: str, *, where: str) -> tuple[Head, ...]:
    """Heads read back.

    Raises:
        StoreError: they are none.

    >>> heads_of_text(heads_to_text([Head("d", 1, "ab")]), where="heads")
    (Head(dossier='d', revision=1, seal='ab'),)
    """
    accepted = "a file that whipcount verify --write-head wrote"
    try:
        head = json.loads(words)
    except (ValueError, RecursionError):
        raise StoreError("no JSON", where=where, accepted=accepted) from None
    if not isinstance(head, list) or len(head) > MOST_HEADS:
        raise StoreError("no list of heads", where=where, accepted=accepted)
    heads = []
    for item in head:
        fits = isinstance(item, Mapping) and isinstance(item.get("revision"), int)
        if not fits or not all(isinstance(item.get(key), str) for key in ("dossier", "seal")):
            raise StoreError("an entry that is no head", where=where, accepted=accepted)
        heads.append(Head(item["dossier"], item["revision"], item["seal"]))
    return tuple(heads)
