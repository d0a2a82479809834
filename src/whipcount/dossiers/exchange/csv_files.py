"""CSV: what spreadsheets read, with cells that they would run as formulas made harmless; records read back in."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from whipcount.dossiers.file import evidence_of
from whipcount.dossiers.normal import normal_evidence
from whipcount.dossiers.schema import PATTERNS, RowPart
from whipcount.errors import DossierError
from whipcount.positions.proposal.proposal import Proposal
from whipcount.positions.stance.stance import Condition, ConditionKind, Evidence
from whipcount.text.field_problems import field_problem
from whipcount.text.fields import one_field
from whipcount.text.safe import guarded, unguarded

MAX_ROWS = 100_000

EVIDENCE_COLUMNS = (
    "id", "member", "variant", "stance", "said_on", "said_to", "reported_on", "recorded_at", "speaker", "authority",
    "force", "modality", "conditions", "third_party", "named", "gist", "source", "origin", "withdraws", "coder",
    "confidence", "human",
)  # fmt: skip
_READ_ONLY = {"coder"}
_CONDITION = re.compile(r"(?:([a-z]+): )?(.*?)(?: \[about ([^\[\]]+)\])?(?: \[(met|failed)\])?", re.DOTALL)
_KINDS = {kind.value: kind for kind in ConditionKind}


def cell(value: Any) -> str:
    """A value as a cell: what a spreadsheet would take for a formula gets an apostrophe before it.

    >>> cell("=1+1"), cell("-3 votes"), cell("say yes"), cell(None)
    ("'=1+1", "'-3 votes", 'say yes', '')
    """
    if value is None:
        return ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return guarded(str(value))


def uncell(text: str) -> str:
    """The text that ``cell`` was given.

    >>> uncell(cell("=1+1")), uncell(cell("'=x")), uncell("'quoted'")
    ('=1+1', "'=x", "'quoted'")
    """
    return unguarded(text)


def write_csv(columns: Iterable[str], rows: Iterable[Iterable[Any]]) -> Iterator[str]:
    """The lines of a CSV file (RFC 4180, line feeds), the header first."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(tuple(columns))
    for row in rows:
        writer.writerow([cell(value) for value in row])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


def evidence_cells(item: Evidence) -> tuple[Any, ...]:
    """One piece of evidence under ``EVIDENCE_COLUMNS``; conditions are separated by `` | ``."""
    return (
        item.id,
        item.member,
        item.variant,
        item.stance,
        item.said_from,
        item.said_to,
        item.reported_on,
        item.recorded_at.isoformat(),
        item.speaker,
        item.authority.name.lower(),
        item.force,
        item.modality,
        " | ".join(map(_condition, item.conditions)),
        "yes" if item.third_party else "no",
        "yes" if item.named else "no",
        item.gist,
        item.source,
        item.origin,
        item.withdraws,
        item.coder,
        round(item.confidence, 4),
        "yes" if item.human else "no",
    )


def read_records_csv(text: str, proposal: Proposal | None, *, where: str = "records") -> tuple[Evidence, ...]:
    """Records from CSV with the columns of ``EVIDENCE_COLUMNS`` (those that a record needs: see docs/dossiers.md).

    Raises:
        DossierError: a row does not fit; the message names its line.
    """
    reader = csv.DictReader(io.StringIO(text, newline=""), restkey="(more)")
    known = set(EVIDENCE_COLUMNS)
    given = set(reader.fieldnames or ())
    if not {"stance", "said_on", "authority"} <= given or not given <= known:
        odd = sorted(given - known)
        problem = f"unknown columns: {', '.join(odd[:5])}" if odd else "the columns of records are not there"
        raise DossierError(problem, where=where, accepted=", ".join(EVIDENCE_COLUMNS))
    variants = {v.id for v in proposal.variants} if proposal else set()
    asked = proposal.asked.id if proposal else "asked"
    found: list[Evidence] = []
    try:
        for row in reader:
            place = f"{where} line {reader.line_num}"
            if len(found) >= MAX_ROWS:
                raise DossierError("too many rows", where=place, accepted=f"up to {MAX_ROWS:,}")
            if "(more)" in row or None in row.values():
                raise DossierError("another number of cells than the header", where=place)
            found.append(_evidence(row, asked, place, variants))
    except csv.Error as error:
        raise DossierError(f"no CSV: {error}", where=where) from None
    return tuple(found)


def _evidence(row: dict[str, str], asked: str, where: str, variants: set[str]) -> Evidence:
    part = _part(row, where)
    item = evidence_of(part, asked, where=where, known=variants)
    conditions = tuple(_condition_of(text) for text in uncell(row.get("conditions", "")).split(" | ") if text)
    coder = "person" if part.human else item.coder
    return normal_evidence(
        replace(item, conditions=conditions, human=part.human, confidence=part.confidence, coder=coder)
    )


def _part(row: dict[str, str], where: str) -> RowPart:
    plain: dict[str, Any] = {
        key: text for key, value in row.items() if key not in _READ_ONLY and (text := one_field(uncell(value or "")))
    }
    for key in ("third_party", "named", "human"):
        if key in plain:
            plain[key] = plain[key].lower() in ("yes", "true", "1")
    plain.pop("conditions", None)
    plain.setdefault("stance", None)
    if not row.get("coder"):  # written by hand; what was exported stays as it was
        plain.setdefault("gist", plain["stance"] or "none")
        plain.setdefault("source", where)
    try:
        return RowPart.model_validate(plain)
    except ValidationError as error:
        found = field_problem(error, patterns=PATTERNS)
        raise DossierError(f"{found.place}: {found.problem}", where=where, accepted="see docs/dossiers.md") from None


def _condition(condition: Condition) -> str:
    r"""A condition in a cell: its kind, its words, toward which variant, whether it is settled.

    >>> _condition(Condition("a vote | two", ConditionKind.PROCEDURE, met=True, about="path"))
    'procedure: a vote \\| two [about path] [met]'
    """
    words = re.sub(r"\[(?=(?:met|failed|about [^\[\]]+)\])", r"\[", condition.text.replace("\\", "\\\\"))
    words = words.replace("|", "\\|")
    about = f" [about {condition.about}]" if condition.about else ""
    state = "" if condition.met is None else " [met]" if condition.met else " [failed]"
    return f"{condition.kind.value}: {words}{about}{state}"


def _condition_of(text: str) -> Condition:
    """What ``_condition`` wrote; words without a kind are of kind other.

    >>> _condition_of("once asked [failed]")
    Condition(text='once asked', kind=<ConditionKind.OTHER: 'other'>, spans=(), met=False, about=None)
    """
    found = _CONDITION.fullmatch(text)
    assert found is not None  # noqa: S101  (it takes any text)
    kind, words, about, state = found.groups()
    if kind is not None and kind not in _KINDS:
        words = f"{kind}: {words}"
    met = None if state is None else state == "met"
    return Condition(
        re.sub(r"\\([\\|\[])", r"\1", words).strip(), _KINDS.get(kind or "", ConditionKind.OTHER), met=met, about=about
    )
