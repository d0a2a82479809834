"""Questions that came before a body at an occasion, and what became of them: the table that meetings are fitted on.

Columns: ``date, body, decision, outcome`` must be there; ``candidate, blockers, members, source, note`` may. A row is
kept when it tells of a question that the body itself could decide at an occasion: signatures, entries into force,
memberships that begin and referendums are steps that follow from a decision or are taken elsewhere, and are left out
by the words of ``decision``, never by the outcome.

``blockers`` is known only afterwards, so it is an outcome here. What was known beforehand is taken from *earlier*
rows: who had blocked the same body's last question about the same candidate, and when.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from whipcount.bodies.catalogue import load_body
from whipcount.errors import BodyError, DatasetError

REQUIRED = ("date", "body", "decision", "outcome")
MAX_BYTES = 20_000_000
MAX_MEMBERS = 1_000
SAME_OCCASION = 7
"""Days: questions before one body that are no further apart came up at one occasion."""

_ELSEWHERE = re.compile(
    r"\b(?:sign|signature|become|enters? into force|memorandum|referendum|intergovernmental conference)\b",
    re.IGNORECASE,
)
_DECIDED = frozenset({"invited", "agreed", "granted", "adopted", "opened", "approved", "decided", "accepted"})
_PASSED = frozenset({"signed", "member", "completed"})
_FAILED = frozenset(
    {"blocked", "rejected", "vetoed", "deferred", "postponed", "refused", "conditional", "failed", "suspended"}
)
ACCEPTED = ", ".join(sorted(_DECIDED | _PASSED | _FAILED)) + ", or 'not' and one of them"


@dataclass(frozen=True, slots=True)
class Question:
    """One question at one occasion.

    Attributes:
        day: the last day that the date may stand for.
        body: id of the body.
        text: what was asked.
        about: the candidates or files that it was about.
        size: members of the body on that day.
        decided: whether it was decided as asked.
        refused: who is named as having blocked it; known afterwards.
        known: who had blocked the last question about the same, with the day; known beforehand.
        occasion: number of the occasion; parallel questions share it.
        dossier: number of the group of questions that share occasions or subjects.
        memory: the row's source says that it was written from memory.
        where: file and row.
    """

    day: date
    body: str
    text: str
    about: frozenset[str]
    size: int
    decided: bool
    refused: frozenset[str]
    known: tuple[tuple[str, date], ...]
    occasion: int
    dossier: int
    memory: bool
    where: str


@dataclass(frozen=True, slots=True)
class _Row:
    first: date
    last: date
    body: str
    text: str
    about: frozenset[str]
    members: str
    decided: bool
    refused: frozenset[str]
    memory: bool
    where: str

    @property
    def asked(self) -> bool:
        """Whether the body itself could decide this at an occasion."""
        return not _ELSEWHERE.search(self.text)


def load_questions(path: str | Path) -> tuple[Question, ...]:
    """Read a table of questions; see :func:`parse_questions`.

    Raises:
        DatasetError: the file cannot be read, is too large, or does not hold together.
    """
    place = Path(path)
    try:
        if place.stat().st_size > MAX_BYTES:
            raise DatasetError(f"more than {MAX_BYTES:,} bytes", where=str(place))
        text = place.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise DatasetError(f"cannot be read ({error})", where=str(place), accepted="a CSV file in UTF-8") from None
    return parse_questions(text, where=str(place))


def parse_questions(text: str, *, where: str = "table") -> tuple[Question, ...]:
    """Read a table of questions from text, by day.

    Args:
        text: CSV with a header line.
        where: what errors call it.

    Raises:
        DatasetError: a missing column, a date or an outcome that is none, a body whose size is not known, more
            blockers than members.

    >>> first, second = parse_questions('''date,body,decision,candidate,outcome,members,blockers
    ... 2001-03-01,Lake Council,admit,Orvana,blocked,5,Telmark
    ... 2001-04-02,Lake Council,sign the protocol,Mirren,signed,5,
    ... 2001-09-01,Lake Council,admit,Orvana,agreed,5,
    ... ''')
    >>> first.decided, sorted(first.refused), second.known
    (False, ['telmark'], (('telmark', datetime.date(2001, 3, 1)),))
    """
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    rows = []
    try:
        header = [name.strip().lower() for name in reader.fieldnames or ()]
        missing = [name for name in REQUIRED if name not in header]
        if missing:
            raise DatasetError(f"no column {', '.join(missing)}", where=where, accepted=", ".join(REQUIRED))
        for number, cells in enumerate(reader, start=2):
            if None in cells or None in cells.values():
                raise DatasetError("another number of cells than the header", where=f"{where} row {number}")
            rows.append(_row({k.strip().lower(): v.strip() for k, v in cells.items()}, f"{where} row {number}"))
    except csv.Error as error:
        raise DatasetError(f"is not CSV ({error})", where=where, accepted="comma-separated, UTF-8") from None
    if not rows:
        raise DatasetError("holds a header and no rows", where=where, accepted="one line a question")
    rows.sort(key=lambda r: (r.last, r.body, r.text, sorted(r.about)))
    asked = [row for row in rows if row.asked]
    occasions = _occasions(asked)
    dossiers = _dossiers(asked, occasions)
    questions = []
    for row, occasion, dossier in zip(asked, occasions, dossiers, strict=True):
        size = _size(row)
        positions = _known(row, rows)
        if len(row.refused | {who for who, _ in positions}) > size:
            raise DatasetError(f"more blockers than {size} members", where=row.where)
        questions.append(
            Question(
                row.last, row.body, row.text, row.about, size, row.decided, row.refused, positions, occasion, dossier,
                row.memory, row.where,
            )
        )  # fmt: skip
    return tuple(questions)


def _row(cells: dict[str, str], where: str) -> _Row:
    first, last = _period(cells["date"], where)
    about = cells.get("candidate", "")
    memory = cells.get("source", "").lower().startswith("from memory")
    body = _body(cells["body"], where)
    refused = _names(re.sub(r"\([^)]*\)", "", cells.get("blockers", "")))
    if not cells["decision"]:
        raise DatasetError("no decision", where=where, accepted="what was asked, in words")
    decided = _decided(cells["outcome"], where)
    if decided and refused:
        raise DatasetError("decided, and blocked by somebody", where=where, accepted="blockers of what was not decided")
    return _Row(
        first, last, body, cells["decision"], _names(about), cells.get("members", ""), decided, refused, memory, where
    )


def _period(text: str, where: str) -> tuple[date, date]:
    match = re.fullmatch(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", text)
    try:
        if match and match[3]:
            day = date.fromisoformat(text)
            return day, day
        if match and match[2]:
            first = date(int(match[1]), int(match[2]), 1)
            after = date(first.year + first.month // 12, first.month % 12 + 1, 1)
            return first, date.fromordinal(after.toordinal() - 1)
        if match:
            return date(int(match[1]), 1, 1), date(int(match[1]), 12, 31)
    except ValueError:
        pass
    raise DatasetError(f"{text[:40]!r} is no date", where=where, accepted="2024-12-03, 2024-12 or 2024")


def _decided(text: str, where: str) -> bool:
    plain = re.sub(r"\([^)]*\)", "", text).strip().lower()
    if plain.startswith("not ") or plain in _FAILED:
        return False
    if plain in _DECIDED or plain in _PASSED:
        return True
    raise DatasetError(f"unknown outcome {text[:60]!r}", where=where, accepted=ACCEPTED)


def _names(text: str) -> frozenset[str]:
    return frozenset(part.strip().casefold() for part in text.split(";") if part.strip())


def _body(text: str, where: str) -> str:
    """The body's id; several councils of the European Union are one body of the same members."""
    if not text:
        raise DatasetError("no body", where=where, accepted="a name")
    return "EU-COUNCIL" if re.match(r"EU\b|European (?:Council|Union)", text) else text


def _size(row: _Row) -> int:
    if row.members:
        if not row.members.isdecimal() or len(row.members) > 9 or not 1 <= int(row.members) <= MAX_MEMBERS:
            raise DatasetError(f"{row.members[:20]!r} members", where=row.where, accepted=f"1 to {MAX_MEMBERS:,}")
        return int(row.members)
    try:
        return len(load_body(row.body).members(row.last))
    except BodyError as error:
        raise DatasetError(
            f"how many members {row.body[:60]!r} had is not known ({error})",
            where=row.where,
            accepted="a number in the column 'members', or a body of the catalogue",
        ) from None


def _known(row: _Row, rows: Sequence[_Row]) -> tuple[tuple[str, date], ...]:
    """Who blocked something about one of the candidates on the last earlier day; nobody where all was agreed then."""
    days: dict[str, date] = {}
    for candidate in row.about:
        earlier = [r for r in rows if r.body == row.body and candidate in r.about and r.last < row.first]
        latest = max((r.last for r in earlier), default=None)
        days |= {who: r.last for r in earlier if r.last == latest for who in r.refused}
    return tuple(sorted(days.items()))


def _occasions(rows: Sequence[_Row]) -> list[int]:
    """Number the occasions: questions before one body, each within a week of the one before. Rows are by day."""
    numbers: list[int] = []
    latest: dict[str, tuple[date, int]] = {}
    count = 0
    for row in rows:
        before = latest.get(row.body)
        if before is None or (row.last - before[0]).days > SAME_OCCASION:
            before = (row.last, count)
            count += 1
        latest[row.body] = (row.last, before[1])
        numbers.append(before[1])
    return numbers


def _dossiers(rows: Sequence[_Row], occasions: Sequence[int]) -> list[int]:
    """Number the groups of rows that are joined by a shared occasion, or by a shared body and candidate."""
    labels = list(range(len(rows)))
    first: dict[object, int] = {}
    for place, row in enumerate(rows):
        for key in (occasions[place], *((row.body, candidate) for candidate in sorted(row.about))):
            one, other = labels[first.setdefault(key, place)], labels[place]
            labels = [min(one, other) if label in (one, other) else label for label in labels]
    order = {label: number for number, label in enumerate(dict.fromkeys(labels))}
    return [order[label] for label in labels]
