"""Tables of consents (CSV): one row a member of a decision. Read, checked, and told plainly where they do not hold
together.

Columns: ``decision, member, opened`` must be there; ``body, rule, consented, event, source, date_kind, not_before,
not_after, entry_into_force, note`` may. Dates are ISO 8601 (a month or a year stands for all of its days); empty is
"not yet or unknown".
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from whipcount.errors import DatasetError
from whipcount.forecasts.core.decisions import Consent, Decision, sort_by_opening
from whipcount.forecasts.core.slips import check_columns, check_spellings
from whipcount.forecasts.core.table_days import (
    DEADLINE,
    PROVISIONAL,
    SIGNED,
    SNAPSHOT,
    STATUS,
    cell_period,
    loose_day,
    noted,
)
from whipcount.forecasts.core.threshold import Threshold, parse_threshold, parse_weight

REQUIRED = ("decision", "member", "opened")
OPTIONAL = (
    "body", "rule", "consented", "event", "source", "date_kind", "not_before", "not_after", "entry_into_force",
    "note",
)  # fmt: skip
MAX_BYTES = 50_000_000
MAX_CELL = 10_000
MOST_WEIGHT = 1.5
"""Weights of a union and of its members may both stand in a table; more than this is a slip."""
MAX_MEMBERS = 1_000

_ENDED = re.compile(r"\b(block|suspend|withdr|reject|refus|declin|vetoe)", re.IGNORECASE)
_PENDING = re.compile(r"\b(pending|unknown|not yet|block|suspend|withdr|reject|refus|declin|vetoe)", re.IGNORECASE)
_ACCESSION = re.compile(
    r"\b(?:accession|accede|accedes|admission (?:of|to (?:the )?(?:\w+ )?(?:union|organi[sz]ation|council|league|"
    r"alliance|community|communities|association|treaty|pact|nato|eu|un|membership))|enlargement|membership)\b",
    re.IGNORECASE,
)
"""Somebody joins; an admission to employment, schools or a ship's register is none."""
_OUTSIDE = re.compile(r"\boutside the list\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Row:
    where: str
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def period(self, column: str) -> tuple[date, date] | None:
        return cell_period(self[column], column, self.where)

    def day(self, column: str) -> date | None:
        period = self.period(column)
        return period[0] if period else None


def load_decisions(paths: Iterable[str | Path]) -> tuple[Decision, ...]:
    """Read and check tables of consents.

    Args:
        paths: CSV files in UTF-8. A decision stands in one file.

    Returns:
        the decisions, by the day of their opening.

    Raises:
        DatasetError: a missing file or column, a date that is none, a consent before opening, two dates for one
        member,
            an unknown rule, a consent that the event denies, a day to come, a file without rows, one member or decision
            in two spellings, a column of nearly the right name; with file and line.
    """
    decisions: list[Decision] = []
    origin: dict[tuple[str, date], str] = {}
    for path in paths:
        for decision in parse_table(_read(Path(path)), where=str(path)):
            if decision.seen_until > date.today():
                raise DatasetError(
                    f"{decision.name!r} tells of {decision.seen_until}, a day to come",
                    where=str(path),
                    accepted="days of consent that have been",
                )
            key = (decision.name, decision.opened)
            if key in origin:
                raise DatasetError(
                    f"decision {decision.name!r} stands in {origin[key]} too",
                    where=str(path),
                    accepted="each decision once",
                )
            origin[key] = str(path)
            decisions.append(decision)
    if not decisions:
        raise DatasetError("no table of consents was given", accepted="one CSV file or more")
    return tuple(sort_by_opening(decisions))


def parse_table(text: str, *, where: str = "table") -> list[Decision]:
    """Read one table from text; see :func:`load_decisions`.

    >>> table = '''decision,member,rule,opened,consented
    ... Lake treaty,Orvana,unanimity,2001-02-03,2001-09-01
    ... Lake treaty,Telmark,unanimity,2001-02-03,
    ... '''
    >>> treaty, = parse_table(table)
    >>> [m.consented for m in treaty.members], treaty.met_on
    ([True, False], None)
    """
    try:
        rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), strict=True))
    except csv.Error as error:
        raise DatasetError(f"is not CSV ({error})", where=where, accepted="comma-separated, UTF-8") from None
    if not rows or not any(cell.strip() for cell in rows[0]):
        raise DatasetError("is empty", where=where, accepted="a header line and one line a member")
    header = [cell.strip().lower() for cell in rows[0]]
    missing = [name for name in REQUIRED if name not in header]
    if missing:
        raise DatasetError(
            f"no column {', '.join(missing)}", where=f"{where} line 1", accepted=", ".join(REQUIRED + OPTIONAL)
        )
    twice = sorted({name for name in header if name and header.count(name) > 1})
    if twice:
        raise DatasetError(f"column {', '.join(twice)} stands twice", where=f"{where} line 1", accepted="each once")
    check_columns(header, REQUIRED + OPTIONAL, where)
    grouped: dict[str, list[_Row]] = {}
    for number, cells in enumerate(rows[1:], start=2):
        if not any(cell.strip() for cell in cells):
            continue
        place = f"{where} row {number}"
        if len(cells) != len(header):
            raise DatasetError(f"{len(cells)} cells under {len(header)} columns", where=place)
        row = _Row(place, {name: cell.strip() for name, cell in zip(header, cells, strict=True)})
        for column in ("decision", "member"):
            if not row[column]:
                raise DatasetError(f"no {column}", where=place, accepted="a name")
        if any(len(cell) > MAX_CELL for cell in row.cells.values()):
            raise DatasetError(f"a cell of more than {MAX_CELL:,} characters", where=place)
        grouped.setdefault(row["decision"], []).append(row)
    if not grouped:
        raise DatasetError("holds a header and no rows", where=where, accepted="one line a member")
    check_spellings(((name, members[0].where) for name, members in grouped.items()), "decision")
    return [_decision(name, members) for name, members in grouped.items()]


def _decision(name: str, rows: list[_Row]) -> Decision:
    if len(rows) > MAX_MEMBERS:
        raise DatasetError(f"decision {name!r} has {len(rows)} rows", where=rows[0].where, accepted=f"{MAX_MEMBERS:,}")
    stated = [day for row in rows if (day := row.day("opened")) is not None]
    if not stated:
        raise DatasetError(f"decision {name!r} was never opened", where=rows[0].where, accepted="a date in 'opened'")
    start = min(stated)
    rule = _rule(rows)
    members: dict[str, tuple[Consent, str]] = {}
    for row in rows:
        consent = _consent(row, start)
        before = members.get(consent.member)
        if before is None:
            members[consent.member] = (consent, row.where)
        elif (before[0].first, before[0].last, before[0].opened) != (consent.first, consent.last, consent.opened):
            raise DatasetError(
                f"two dates for {consent.member!r} in {name!r} (the other in {before[1]})",
                where=row.where,
                accepted="one row a member",
            )
    check_spellings(((member, where) for member, (_, where) in members.items()), f"member of {name!r}")
    consents = tuple(consent for consent, _ in members.values())
    held = sum(consent.weight for consent in consents)
    if rule.weight is not None and held > MOST_WEIGHT:
        raise DatasetError(
            f"the weights of {name!r} add up to {held:.0%}", where=rows[0].where, accepted="shares of one whole"
        )
    _check_joining(name, rule, members)
    notes = [row["note"] for row in rows]
    return Decision(
        name=name,
        body=rows[0]["body"],
        rule=rule,
        opened=start,
        members=consents,
        seen_until=_seen_until(consents, rows, start),
        deadline=noted(DEADLINE, notes, after=start),
        provisional=noted(PROVISIONAL, notes, after=start),
        accession=bool(_ACCESSION.search(name)),
        entry_into_force=next((day for row in rows if (day := row.day("entry_into_force"))), None),
        source=rows[0]["source"],
        as_of_told=all(m.consented or m.refused for m in consents) or any(SNAPSHOT.search(note) for note in notes),
    )


def _check_joining(name: str, rule: Threshold, members: dict[str, tuple[Consent, str]]) -> None:
    """Refuse a listed member of a decision of all that could not consent before all the others had: the table says
    that the rule was met without it.
    """
    if not rule.everyone or len(members) < 2:
        return
    ends = sorted(consent.last or date.max for consent, _ in members.values())
    for consent, where in members.values():
        others = ends[-2] if (consent.last or date.max) == ends[-1] else ends[-1]
        if not consent.outside and consent.opened > others:
            raise DatasetError(
                f"{consent.member!r} of {name!r} can consent from {consent.opened}, after all others had"
                f" ({others}): the rule was met without it",
                where=where,
                accepted="members that are needed, or a note that it came from 'outside the list'",
            )


def _check_status(row: _Row, start: date, last: date | None) -> None:
    """Refuse a copy ("as of DAY") that is older than the decision, or than the consent in its own row."""
    for text in STATUS.findall(row["note"]):
        day = loose_day(text)
        if day and day < start:
            raise DatasetError(
                f"the note says as of {day}, before the opening on {start}", where=row.where, accepted="a later copy"
            )
        if day and last and day < last:
            raise DatasetError(
                f"{row['member']!r} consented on {last}, and the note says as of {day}",
                where=row.where,
                accepted="consents up to the day of the copy",
            )


def _consent(row: _Row, start: date) -> Consent:
    opened = row.day("opened") or start
    consented = row.period("consented")
    low, high = row.period("not_before"), row.period("not_after")
    event = row["event"]
    first, last = consented if consented else (low[0] if low else None, high[1] if high else None)
    if first and last and last < first:
        raise DatasetError(
            f"not_before {first} lies after not_after {last}", where=row.where, accepted="bounds in order"
        )
    for name, bound in (("not_before", low and low[0]), ("not_after", high and high[1])):
        if (
            consented
            and bound
            and ((name == "not_before" and last and last < bound) or (name == "not_after" and first and first > bound))
        ):
            raise DatasetError(f"consented {row['consented']} lies outside {name} {bound}", where=row.where)
    if last is not None and last < opened:
        raise DatasetError(
            f"{row['member']!r} consented on {last}, before opening on {opened}",
            where=row.where,
            accepted="a later day",
        )
    if consented and _PENDING.match(event):
        raise DatasetError(
            f"{row['member']!r} consented on {row['consented']}, and the event is {event[:40]!r}",
            where=row.where,
            accepted="no day in 'consented' where nothing was consented, or an event of consent",
        )
    ended = bool(_ENDED.search(event)) and not consented
    refused = last if ended and last is not None else None
    if ended or (_PENDING.search(event) and not consented):
        first = last = None
    elif last is None:
        first = None  # "not before" alone does not say that it ever happened
    elif first is None or first < opened:
        first = opened
    _check_status(row, start, last)
    return Consent(
        row["member"],
        opened,
        first,
        last,
        refused=refused,
        ended=ended,
        kind=row["date_kind"].lower(),
        weight=parse_weight(row["rule"]) or 0.0,
        source=row["source"],
        note=row["note"],
        signed=next((day for text in SIGNED.findall(row["note"]) if (day := loose_day(text))), None),
        outside=bool(_OUTSIDE.search(row["note"])),
    )


def _rule(rows: list[_Row]) -> Threshold:
    texts = {re.sub(r"weight\s*=\s*\S+(\s*pct)?", "", row["rule"]).strip(" ;") or "unanimity": row for row in rows}
    if len(texts) > 1:
        first, second = list(texts)[:2]
        raise DatasetError(
            f"two rules for one decision: {first[:60]!r} and {second[:60]!r}",
            where=texts[second].where,
            accepted="the same rule in every row of a decision (only weight= may differ)",
        )
    (text, row), *_ = texts.items()
    rule = parse_threshold(text, where=row.where)
    if rule.weight is not None and not rule.missing and not any(parse_weight(r["rule"]) for r in rows):
        return Threshold(
            rule.text, rule.everyone, rule.count, rule.fraction, rule.weight, "counts weights that the table lacks"
        )
    listed = len({r["member"] for r in rows})
    if rule.count is not None and not rule.missing and rule.count > listed:
        raise DatasetError(
            f"rule {text[:60]!r} needs {rule.count} members, and the table lists {listed}",
            where=row.where,
            accepted="one row for every member that may consent",
        )
    return rule


def _seen_until(consents: tuple[Consent, ...], rows: list[_Row], start: date) -> date:
    """The last day that the table speaks of; a note may tell the day of the copy ("status as of 2007-01-26")."""
    days = [start, *(m.last for m in consents if m.last), *(m.refused for m in consents if m.refused)]
    for row in rows:
        days += [day for text in SNAPSHOT.findall(row["note"]) if (day := loose_day(text)) and day >= start]
    return max(days)


def _read(path: Path) -> str:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise DatasetError(f"more than {MAX_BYTES:,} bytes", where=str(path), accepted="a smaller table")
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        raise DatasetError(
            f"cannot be opened ({error.strerror})", where=str(path), accepted="a CSV file of consents"
        ) from None
    except UnicodeDecodeError as error:
        raise DatasetError(f"is not UTF-8 (byte {error.start})", where=str(path), accepted="CSV in UTF-8") from None
