"""Positions that people enter: one at a time, or a table of them; each a record with a day and a source."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime, time

from whipcount.dossiers.codec import canonical, to_plain
from whipcount.dossiers.normal import normal_evidence
from whipcount.errors import DossierError
from whipcount.positions.stance.stance import Authority, Condition, ConditionKind, Evidence, Force, Stance
from whipcount.text.fields import one_field

MOST_WORDS = 2_000


def entry(
    member: str,
    stance: Stance,
    on: date,
    *,
    variant: str,
    source: str,
    speaker: str = "",
    note: str = "",
    condition: str = "",
    authority: Authority = Authority.HEAD,
) -> Evidence:
    """A position as somebody enters it.

    Args:
        member: the member's id.
        stance: toward the variant.
        on: the day on which it was said, or from which it is known to hold.
        variant: the variant's id.
        source: where it is known from; never empty.
        speaker: who said it, where that is told.
        note: the words, or what is to be remembered of them.
        condition: what the stance depends on; empty: on nothing.
        authority: whose word it is; by default the head of the member's government, or the member itself: later words
            of the same rank move it.

    Returns:
        A record whose id is a hash of what it says, so that the same entry twice is one.

    Raises:
        DossierError: no source is given.

    >>> made = entry("HU", Stance.NO, date(2025, 3, 6), variant="asked", source="call with the embassy")
    >>> made.member, made.stance.value, made.gist, made.id == replace(made).id
    ('HU', 'no', 'no', True)
    """
    if not (source := one_field(source)[:MOST_WORDS]):
        raise DossierError("no source is given", where="source", accepted="where this is known from")
    record = Evidence(
        id="",
        member=member,
        variant=variant,
        stance=stance,
        said_from=on,
        said_to=on,
        reported_on=on,
        recorded_at=datetime.combine(on, time.max, UTC),
        authority=authority,
        force=Force.ASSERT,
        conditions=(Condition(one_field(condition)[:MOST_WORDS], ConditionKind.OTHER),) if one_field(condition) else (),
        coder="record",
        speaker=one_field(speaker)[:MOST_WORDS] or None,
        gist=one_field(note)[:MOST_WORDS] or stance.value.replace("_", " "),
        source=source,
    )
    record = normal_evidence(record)
    return replace(record, id="r-" + hashlib.sha256(canonical(to_plain(record)).encode()).hexdigest()[:12])
