"""Evidence from records: positions that a person read somewhere and wrote into a table, one a row.

Columns: ``date`` (ISO), ``member`` (id or name), ``speaker``, ``stance``, ``gist``, ``source``; optional
``authority``, ``variant``. The words of ``stance`` are those of :data:`WORDS`; who weighs how much follows from
``authority`` where it is given, else from the speaker: an act of parliament, an office held on the day or named.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time

from whipcount.bodies.actors import actor_ids, find_actors, states_in
from whipcount.bodies.countries import ActorTable
from whipcount.bodies.offices import OfficeTable, default_offices
from whipcount.errors import DossierError
from whipcount.frames import text_rows
from whipcount.positions.coders.coding import AUTHORITY
from whipcount.positions.coders.contract import OWN_WORD_ONLY
from whipcount.positions.stance.stance import Authority, Condition, ConditionKind, Evidence, Stance
from whipcount.statements.statement import Role

_LATER = Condition("not now", ConditionKind.TIMING)
_OPEN = Condition("as the record says", ConditionKind.OTHER)

WORDS: Mapping[str, tuple[Stance | None, tuple[Condition, ...]]] = {
    "support": (Stance.YES, ()),
    "supports": (Stance.YES, ()),
    "yes": (Stance.YES, ()),
    "consented": (Stance.YES, ()),
    "support in principle": (Stance.LEAN_YES, ()),
    "conditional": (Stance.YES, (_OPEN,)),
    "oppose": (Stance.NO, ()),
    "opposes": (Stance.NO, ()),
    "no": (Stance.NO, ()),
    "oppose now": (Stance.LEAN_NO, (_LATER,)),
    "delay": (Stance.LEAN_NO, (_LATER,)),
    "skeptical": (Stance.LEAN_NO, ()),
    "sceptical": (Stance.LEAN_NO, ()),
    "reluctant": (Stance.LEAN_NO, ()),
    "noncommittal": (Stance.UNDECIDED, ()),
    "undecided": (Stance.UNDECIDED, ()),
    "declined": (Stance.DECLINED, ()),
    "will not block": (Stance.WILL_NOT_BLOCK, ()),
    "abstain": (Stance.ABSTAIN, ()),
    "abstained": (Stance.ABSTAIN, ()),
    "no consensus": (None, ()),
    "(candidate)": (None, ()),
}
"""The words for stances in records, with the conditions that they imply. Those without one move nobody."""

_PARLIAMENT = re.compile(r"\b(?:parliament|senate|bundestag|assembly|commission|committee)\b", re.IGNORECASE)
_OFFICES = (
    (Role.SPOKESPERSON, r"spokes\w+|press secretary"),
    (Role.FOREIGN_MINISTER, r"foreign minist\w+"),
    (Role.HEAD_OF_GOVERNMENT, r"prime minister|chancellor|premier"),
    (Role.HEAD_OF_STATE, r"president"),
    (Role.MINISTER, r"minister|secretary"),
    (Role.PERMANENT_REPRESENTATIVE, r"ambassador|envoy|permanent representative"),
    (Role.PARLIAMENTARIAN, r"committee chairs?|mp|deputy|senator|lawmaker"),
)
_JOINT = re.compile(r"\bjoint (?:statement|declaration)|\b(?:memorandum|declaration)\b", re.IGNORECASE)
_PARTS = re.compile(r"\s*[,/&]\s*|\s+and\s+")
_FORMER = re.compile(r"\s*(?:an? |the |two |several )?(?:\w+['’]?s? )?(?:former|previous|ex)\b", re.IGNORECASE)
_UNNAMED = re.compile(r"anonym|official|diplomats?\b|unnamed", re.IGNORECASE)


def evidence_from_records(
    rows: Iterable[Mapping[str, object]] | object,
    *,
    variant: str = "asked",
    recorded_at: datetime | None = None,
    offices: OfficeTable | None = None,
    table: ActorTable | None = None,
) -> tuple[Evidence, ...]:
    """Evidence from rows of records.

    Args:
        rows: mappings with the columns of the module's text, or a frame of pandas or polars; of one proposal (filter
            them first). Dates may be dates, datetimes or Timestamps; None, NaN, NaT and NA are empty.
        variant: toward which variant, where a row does not say.
        recorded_at: when they became known (aware); by default the end of the day told.
        offices: who held which office when.
        table: the actors.

    Raises:
        DossierError: a date, member or stance that cannot be read; says which row and what would be accepted.
        InputError: something that is no table of rows.

    >>> row = {"date": "2024-01-23", "member": "Turkey", "speaker": "parliament", "stance": "consented",
    ...        "gist": "287 to 55", "source": "press"}
    >>> made = evidence_from_records([row])[0]
    >>> made.member, made.stance.value, made.authority.name
    ('TR', 'yes', 'RECORDED_VOTE')
    """
    held = offices or default_offices()
    given = text_rows(rows, what="record")
    return tuple(_evidence(row, n, variant, recorded_at, held, table) for n, row in enumerate(given, 1))


def _evidence(
    row: Mapping[str, str],
    number: int,
    variant: str,
    recorded_at: datetime | None,
    offices: OfficeTable,
    table: ActorTable | None,
) -> Evidence:
    where = f"record {number}"
    try:
        day = datetime.fromisoformat(row["date"].strip()).date()
    except (KeyError, ValueError):
        raise DossierError(f"date {row.get('date')!r} cannot be read", where=where, accepted="YYYY-MM-DD") from None
    word = row.get("stance", "").strip().lower()
    if word not in WORDS:
        raise DossierError(f"stance {word!r} is none", where=where, accepted=", ".join(WORDS))
    name = row.get("member", "").strip()
    ids = (name,) if re.fullmatch(r"[A-Z][A-Z0-9-]+", name) else actor_ids(name, table=table)
    if not ids:
        raise DossierError(f"member {name!r} is unknown", where=where, accepted="the name or id of a state or body")
    stance, conditions = WORDS[word]
    if conditions and conditions[0] is _OPEN:
        conditions = (Condition(row.get("gist", "") or _OPEN.text, ConditionKind.OTHER),)
    speaker = row.get("speaker", "").strip()
    authority, third, named = _voice(row, speaker, ids[0], day, offices, table, acted=word == "consented")
    gone = not (row.get("authority") or word == "consented") and _out_of_office(speaker, ids[0], day, offices)
    blob = "\x1f".join(row.get(key, "") or "" for key in ("date", "member", "speaker", "stance", "gist", "source"))
    return Evidence(
        id="r-" + hashlib.sha256(blob.encode()).hexdigest()[:12],
        member=None if gone else ids[0],
        variant=row.get("variant") or variant,
        stance=stance,
        said_from=day,
        said_to=day,
        reported_on=day,
        recorded_at=recorded_at or datetime.combine(day, time.max, UTC),
        authority=Authority.ANALYST if gone else authority,
        conditions=conditions,
        third_party=third,
        named=named,
        coder="record",
        speaker=speaker or None,
        gist=row.get("gist", ""),
        source=row.get("source", ""),
        reasons=(f"{OWN_WORD_ONLY} (former)",) if gone else (),
    )


def _out_of_office(speaker: str, member: str, day: date, offices: OfficeTable) -> bool:
    """Whether all who speak in a row have left their offices: by the row's word, or by the table on that day."""
    parts = [part for part in _PARTS.split(speaker) if part.strip()]
    left = [_has_left(part, member, day, offices) for part in parts]
    return True in left and False not in left


def _has_left(part: str, member: str, day: date, offices: OfficeTable) -> bool | None:
    """Whether a name or an office in a row tells that its holder has left; None where it tells nothing."""
    if _FORMER.match(part):
        return True
    who = offices.who_is(part, day, actors=[member])
    if who is not None and (who.now or any(t.actor == member for t in who.before)):
        return not who.now
    return False if any(re.search(rf"\b(?:{pattern})\b", part, re.IGNORECASE) for _, pattern in _OFFICES) else None


def _voice(
    row: Mapping[str, str],
    speaker: str,
    member: str,
    day: date,
    offices: OfficeTable,
    table: ActorTable | None,
    *,
    acted: bool,
) -> tuple[Authority, bool, bool]:
    """Authority, whether it is a third party's word, and whether the voice is named."""
    given = (row.get("authority") or "").strip().upper()
    if given:
        if given not in Authority.__members__:
            accepted = ", ".join(a.name.lower() for a in Authority)
            raise DossierError(f"authority {given.lower()!r} is none", where=speaker, accepted=accepted)
        return Authority[given], False, True
    if speaker.startswith("("):  # told by somebody else: "(via ...)", "(an outlet, anonymous officials)"
        return (Authority.UNNAMED, False, False) if _UNNAMED.search(speaker) else (Authority.ANALYST, True, True)
    if _PARLIAMENT.search(speaker) and "chairs" not in speaker:
        # putting off decides nothing: it weighs as the word of whoever leads, and his next word may answer it
        decided = Authority.HEAD if row["stance"].strip().lower() == "delay" else Authority.FORMAL_DECISION
        return (Authority.RECORDED_VOTE if acted else decided), False, True
    if _JOINT.search(speaker) or len(states_in(find_actors(speaker, table=table))) > 1:
        return Authority.HEAD, False, True  # what governments sign together
    if acted:  # the act that completes consent, by whoever signs it
        return Authority.RECORDED_VOTE, False, True
    if _UNNAMED.search(speaker):
        return Authority.UNNAMED, False, False
    for part in _PARTS.split(speaker):
        who = offices.who_is(part, day, actors=[member])
        tenure = who.tenure if who else None
        if tenure is not None and tenure.actor == member:
            return AUTHORITY.get(Role(tenure.role), Authority.MINISTER), False, True
    for role, pattern in _OFFICES:
        if re.search(rf"\b(?:{pattern})\b", speaker, re.IGNORECASE):
            return AUTHORITY[role], False, True
    return Authority.MINISTER, False, True
