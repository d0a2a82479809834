"""Tables of statements (CSV): what members have said of decisions, for forecasts of the past and tests of evidence.

Columns: ``date, member, speaker, proposal, stance`` must be there; ``gist, source, via`` may. Each row becomes
:class:`~whipcount.positions.stance.stance.Evidence` on the decisions that it bears on, and is folded like all other
evidence.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import lru_cache
from pathlib import Path

from whipcount.bodies.actors import find_actors
from whipcount.errors import DatasetError
from whipcount.forecasts.core.decisions import Snapshot
from whipcount.forecasts.core.member_names import name_key
from whipcount.positions.stance.stance import Authority, Condition, Evidence, Stance

REQUIRED = ("date", "member", "speaker", "proposal", "stance")
MAX_BYTES = 20_000_000
MAX_ROWS = 50_000

STANCES: dict[str, Stance | None] = {
    **{stance.value: stance for stance in Stance},
    "support": Stance.YES,
    "consented": Stance.YES,
    "support in principle": Stance.LEAN_YES,
    "conditional": Stance.YES,  # and its condition is open
    "noncommittal": Stance.UNDECIDED,
    "neutral": Stance.UNDECIDED,
    "delay": Stance.UNDECIDED,  # does not object, does not act
    "skeptical": Stance.LEAN_NO,
    "reluctant": Stance.LEAN_NO,
    "oppose": Stance.NO,
    "oppose now": Stance.NO,
    "(candidate)": None,  # who asks is no member
    "no consensus": None,  # about the body, not about a member
    "": None,
}
"""What the words of a table mean; ``None`` is kept out of all positions."""

_FORMAL = re.compile(
    r"\b(parliament|senate|congress|bundestag|assembly|assemblies|chamber|diet|knesset|duma|committee|commission)\b",
    re.I,
)
_UNNAMED = re.compile(r"\b(anonymous|unnamed|officials?|diplomats?|sources?)\b", re.IGNORECASE)
_SECOND_HAND = re.compile(r"^\s*\(|\bvia\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_][\w'’]*")
_SMALL = frozenset("a an and as at by for from in into of on or the to with".split())


@dataclass(frozen=True, slots=True)
class Said:
    """One row: on a day, somebody spoke for a member on a proposal."""

    day: date
    member: str
    speaker: str
    proposal: str
    stance: Stance | None
    conditional: bool
    authority: Authority
    third_party: bool
    gist: str = ""
    source: str = ""


def load_statements(paths: Iterable[str | Path]) -> tuple[Said, ...]:
    """Read and check tables of statements.

    Returns:
        the rows by day, member, proposal, speaker and gist: an order that does not depend on the files'.

    Raises:
        DatasetError: a missing file or column, a day that is none, a stance that is not known, no rows.
    """
    rows: list[Said] = []
    for path in paths:
        try:
            if Path(path).stat().st_size > MAX_BYTES:
                raise DatasetError(f"more than {MAX_BYTES:,} bytes", where=str(path), accepted="a smaller table")
            text = Path(path).read_bytes().decode("utf-8")
        except OSError as error:
            raise DatasetError(
                f"cannot be opened ({error.strerror})", where=str(path), accepted="a CSV file of statements"
            ) from None
        except UnicodeDecodeError as error:
            raise DatasetError(f"is not UTF-8 (byte {error.start})", where=str(path), accepted="CSV in UTF-8") from None
        rows += parse_statements(text, where=str(path))
    return tuple(sorted(set(rows), key=lambda r: (r.day, r.member, r.proposal, r.speaker, r.gist, r.source)))


def parse_statements(text: str, *, where: str = "statements") -> list[Said]:
    """Read one table from text; see :func:`load_statements`.

    >>> table = "date,member,speaker,proposal,stance\\n2001-02-03,Orvana,minister,Lake treaty,conditional\\n"
    >>> row, = parse_statements(table)
    >>> row.stance.value, row.conditional
    ('yes', True)
    """
    try:
        table = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), strict=True))
    except csv.Error as error:
        raise DatasetError(f"is not CSV ({error})", where=where, accepted="comma-separated, UTF-8") from None
    if not table:
        raise DatasetError("holds no rows", where=where, accepted="a header and one line a statement")
    if len(table) > MAX_ROWS:
        raise DatasetError(f"has {len(table):,} rows", where=where, accepted=f"at most {MAX_ROWS:,}")
    missing = [name for name in REQUIRED if name not in table[0]]
    if missing:
        raise DatasetError(f"no column {', '.join(missing)}", where=f"{where} line 1", accepted=", ".join(REQUIRED))
    return [_row(cells, f"{where} row {number}") for number, cells in enumerate(table, start=2)]


def _row(cells: dict[str, str | None], where: str) -> Said:
    if None in cells or None in cells.values():
        raise DatasetError("as many cells as columns are needed", where=where)
    cell = {name.strip().lower(): (value or "").strip() for name, value in cells.items()}
    try:
        day = date.fromisoformat(cell["date"])
    except ValueError:
        raise DatasetError(f"{cell['date'][:40]!r} is no date", where=where, accepted="YYYY-MM-DD") from None
    for column in ("member", "proposal"):
        if not cell[column]:
            raise DatasetError(f"no {column}", where=where, accepted="a name")
    word = cell["stance"].lower()
    if word not in STANCES:
        raise DatasetError(
            f"unknown stance {cell['stance'][:40]!r}", where=where, accepted=", ".join(filter(None, STANCES))
        )
    speaker = cell["speaker"]
    if _UNNAMED.search(speaker):
        authority = Authority.UNNAMED
    elif _FORMAL.search(speaker):
        authority = Authority.FORMAL_DECISION
    else:
        authority = Authority.MINISTER
    return Said(
        day, cell["member"], speaker, cell["proposal"], STANCES[word], word == "conditional", authority,
        bool(_SECOND_HAND.search(speaker)), cell.get("gist", ""), cell.get("source", ""),
    )  # fmt: skip


def bears_on(proposal: str, name: str, body: str) -> bool:
    """Whether a statement on ``proposal`` bears on the decision called ``name`` that a body takes.

    Words of the proposal in capitals (who or what it is about) must all stand in the decision's name or body, and
    half of its other words; words joined by a slash are alternatives, of which one is enough. What is not sure is left
    out: missing evidence is better than evidence on another decision.

    >>> bears_on("Orvana/Telmark league accession", "LEAGUE accession protocol: Telmark", "LEAGUE")
    True
    >>> bears_on("Orvana LEAGUE invitation", "LEAGUE accession protocol: Telmark", "LEAGUE")
    False
    """
    words = _words(f"{name} {body}")
    proper: list[bool] = []
    other: list[bool] = []
    for group in proposal.split():
        choices = [frozenset(_words(part)) for part in group.split("/") if _words(part)]
        if choices:
            hit = any(choice <= words for choice in choices)
            (proper if any(c.isupper() for c in group) else other).append(hit)
    return bool(proper) and all(proper) and (not other or sum(other) * 2 >= len(other))


def evidence_on(decision: Snapshot, rows: Sequence[Said]) -> tuple[Evidence, ...]:
    """What had been said of a decision by the day of the snapshot, as evidence on its members.

    Members meet by name (without case and accents) or by what the table of countries makes of it.
    """
    by_key = {name_key(member): member for member in decision.members}
    by_actor = {actor: member for member in decision.members if (actor := _actor(member))}
    items = []
    for row in rows:
        if row.day > decision.as_of or row.stance is None:
            continue
        member = by_key.get(name_key(row.member)) or by_actor.get(_actor(row.member) or "")
        if member is None or not bears_on(row.proposal, decision.name, decision.body):
            continue
        text = "\n".join((row.day.isoformat(), row.member, row.speaker, row.proposal, row.gist, row.source))
        items.append(
            Evidence(
                id=hashlib.sha256(text.encode()).hexdigest()[:16],
                member=member,
                variant="",
                stance=row.stance,
                said_from=row.day,
                said_to=row.day,
                reported_on=row.day,
                recorded_at=datetime.combine(row.day, time(), UTC),
                authority=row.authority,
                conditions=(Condition(row.gist or "a condition"),) if row.conditional else (),
                third_party=row.third_party,
                speaker=row.speaker,
                gist=row.gist,
                source=row.source,
            )
        )
    return tuple(items)


def _words(text: str) -> set[str]:
    words = {word.casefold().replace("’", "'") for word in _WORD.findall(text)} - _SMALL
    return {word[:-1] if len(word) > 4 and word.endswith("s") else word for word in words}


@lru_cache(maxsize=4096)
def _actor(name: str) -> str | None:
    """The actor that a whole cell names, if the table of countries is sure."""
    mentions = find_actors(name)
    return mentions[0].id if len(mentions) == 1 and mentions[0].sure else None
