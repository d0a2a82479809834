"""CSV: what spreadsheets read, with cells that they would run as formulas made harmless; records read back in."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from whipcount.bodies.body import Body
from whipcount.bodies.member_names import MemberNames
from whipcount.dossiers.file import evidence_of
from whipcount.dossiers.normal import normal_evidence
from whipcount.dossiers.schema import PATTERNS, RowPart
from whipcount.errors import DossierError
from whipcount.positions.proposal.proposal import Proposal
from whipcount.positions.stance.stance import Condition, ConditionKind, Evidence
from whipcount.reports.report import canonical_lines
from whipcount.text.clock import plain_day
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
_BOOLEANS = {"yes": True, "true": True, "1": True, "y": True, "no": False, "false": False, "0": False, "n": False}
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


def read_records_csv(
    text: str, proposal: Proposal | None, body: Body | None = None, *, where: str = "records"
) -> tuple[Evidence, ...]:
    """Records from CSV with the columns of ``EVIDENCE_COLUMNS`` (those that a record needs: see docs/dossiers.md).

    Headings go in capitals too, cells are separated by commas, semicolons or tabs, rows without any cell are passed
    over, and of a time only the day is read.

    Args:
        text: the file.
        proposal: what is decided.
        body: who decides: members then go by id, name, code or people; without it by id.
        where: for errors.

    Raises:
        DossierError: a row does not fit; the message names its line.
    """
    text = canonical_lines(text).lstrip("\ufeff\n")
    told = re.match(r'"?sep=(.)"?[^\S\n]*\n', text)  # what Excel writes above a table, and shows nobody
    first = text.split("\n", 1)[0]
    mark = max(",;\t", key=lambda sign: (len(next(csv.reader([first], delimiter=sign), [])), sign == ","))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=told[1] if told else mark)
    if told:
        next(reader)
    columns = set(EVIDENCE_COLUMNS)
    names = MemberNames(body.all_members) if body is not None else None
    variants = {v.id for v in proposal.variants} if proposal else set()
    asked = proposal.asked.id if proposal else "asked"
    items: list[Evidence] = []
    header: list[str] = []
    try:
        for cells in reader:
            place = f"{where} line {reader.line_num}"
            if not any(one.strip() for one in cells):
                continue
            if not header:
                if cells[0].lstrip().startswith("#"):
                    continue
                header = [re.sub(r"[\s_-]+", "_", one.strip().casefold()) for one in cells]
                while header and not header[-1]:  # what a comma at the end of a line makes
                    header.pop()
                _check_header(header, columns, where)
                continue
            if len(items) >= MAX_ROWS:
                raise DossierError("too many rows", where=place, accepted=f"up to {MAX_ROWS:,}")
            cells = cells[: len(header)] if not any(one.strip() for one in cells[len(header) :]) else cells
            if len(cells) != len(header):
                problem = f"{len(cells)} cells under {len(header)} headings"
                raise DossierError(problem, where=place, accepted="cells with commas in quotation marks")
            row = _days_only(dict(zip(header, cells, strict=True)))
            if names is not None and row.get("member"):
                row["member"] = _member(row["member"], names, proposal, body, place)
            items.append(_evidence(row, asked, place, variants))
    except csv.Error as error:
        raise DossierError(f"no CSV: {error}", where=where) from None
    if not header:
        _check_header([], columns, where)
    return tuple(items)


def _check_header(header: Sequence[str], known: Collection[str], where: str) -> None:
    odd = sorted(set(header) - set(known))
    twice = sorted({name for name in header if header.count(name) > 1})
    if odd or twice or not {"stance", "said_on", "authority"} <= set(header):
        problem = f"unknown columns: {', '.join(odd[:5])}" if odd else "the columns of records are not there"
        problem = f"the column {twice[0]!r} stands twice" if twice and not odd else problem
        raise DossierError(problem, where=where, accepted=", ".join(EVIDENCE_COLUMNS))


def _days_only(row: dict[str, str]) -> dict[str, str]:
    """A row as this program writes it: days without an hour as YYYY-MM-DD, stance and authority in its words."""
    for name in ("said_on", "said_to", "reported_on"):
        text = row.get(name, "").strip()
        if re.match(r"\d{4}-\d{2}-\d{2}[T ]\d{1,2}:", text):
            row[name] = text[:10]
        elif text and not text[:4].isdigit() and (day := plain_day(text)) is not None:
            row[name] = day.isoformat()
    for name in ("stance", "authority", "force", "modality"):
        if name in row:
            row[name] = re.sub(r"[\s_-]+", "_", row[name].strip().casefold())
    return row


def _member(text: str, names: MemberNames, proposal: Proposal | None, body: Body | None, where: str) -> str:
    words = uncell(text).strip()
    if not words or (proposal is not None and words in (proposal.candidate, proposal.asked_by, proposal.body)):
        return words
    meant = names.find(words)
    if meant.member is not None:
        return meant.member.id
    what = "the name of several members" if meant.several else "no member"
    problem = f"{words[:60]!r} is {what} of {body.name if body else 'the body'}"
    raise DossierError(f"{problem}: {meant.hint}" if meant.close else problem, where=where, accepted="a member")


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
            if plain[key].lower() not in _BOOLEANS:
                raise DossierError(f"{key}: {plain[key][:40]!r}", where=where, accepted="yes or no")
            plain[key] = _BOOLEANS[plain[key].lower()]
    plain.pop("conditions", None)
    plain.setdefault("stance", None)
    if not row.get("coder") and not row.get("id") and not plain.get("member") and not plain.get("withdraws"):
        raise DossierError("no member", where=where, accepted="whose stance it is")
    if not row.get("coder"):  # written by hand; what was exported stays as it was
        plain.setdefault("gist", plain["stance"] or "none")
        plain.setdefault("source", where)
    try:
        return RowPart.model_validate(plain)
    except ValidationError as error:
        problem = field_problem(error, patterns=PATTERNS)
        raise DossierError(
            f"{problem.place}: {problem.problem}", where=where, accepted="see docs/dossiers.md"
        ) from None


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
    match = _CONDITION.fullmatch(text)
    assert match is not None  # noqa: S101  (it takes any text)
    kind, words, about, state = match.groups()
    if kind is not None and kind not in _KINDS:
        words = f"{kind}: {words}"
    met = None if state is None else state == "met"
    return Condition(
        re.sub(r"\\([\\|\[])", r"\1", words).strip(), _KINDS.get(kind or "", ConditionKind.OTHER), met=met, about=about
    )
