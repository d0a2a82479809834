"""The timeline of the page of statements: what was said of each member, gathered until it can be drawn.

Few statements are drawn one by one; many by the week, or by the longest time that it takes for the picture to stay
small. What a person has corrected stands as corrected.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from whipcount.analysis.analysis import Analysis
from whipcount.briefs.charts.statement_marks import Mark, MarkRow
from whipcount.briefs.sections.evidence import stance_label
from whipcount.briefs.view.brief import GROUPS
from whipcount.briefs.wording import counted, day_text, group_of, range_text
from whipcount.positions.count.withdrawals import withdrawn
from whipcount.positions.stance.stance import Evidence
from whipcount.web.state import State, segment

MOST_SINGLE = 300  # statements that are drawn one by one
MOST_MARKS = 800
MOST_ROWS = 40
MOST_WORDS = 110  # characters of what was said, in a mark's title
BODY = ""  # the row of what was said of no member

To = Callable[..., str]
"""The address of a page of the dossier, with the state that it keeps."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """What is drawn: the rows, of how long a time one mark is (empty: one statement), and what was left out."""

    rows: tuple[MarkRow, ...]
    each: str
    statements: int
    members_left_out: int
    drawn: frozenset[str] = frozenset()  # ids of the statements and records that have a mark


def said_of(analysis: Analysis) -> Mapping[str, tuple[Evidence, ...]]:
    """For each member, what was said of it, in order of time, each statement once; under "" what is of no member.

    Of several codings of one statement that stands which is of the variant asked for. Codings that a person has taken
    back, and entries that only take something back, are left out.
    """
    by_id = {item.id: item for item in analysis.evidence}
    fallen = {item for item, taker in withdrawn(by_id).items() if by_id[item].human or by_id[taker].human}
    asked = analysis.tally.variant
    members = {position.member for position in analysis.tally.positions}
    newest: dict[str, dict[str, Evidence]] = defaultdict(dict)
    for item in analysis.evidence:
        if item.id in fallen or (item.human and item.withdraws and item.stance is None):
            continue
        row = item.member if item.member in members else BODY
        key = item.statement or item.id
        other = newest[row or BODY].get(key)
        if other is None or (other.variant != asked and item.variant == asked):
            newest[row or BODY][key] = item
    return {row: tuple(sorted(items.values(), key=_when)) for row, items in newest.items()}


def reported_days(analysis: Analysis) -> Mapping[str, date]:
    """The day on which the words of each coded statement were reported: a person may have settled them later."""
    days: dict[str, date] = {}
    for item in analysis.evidence:
        if item.statement:
            days[item.statement] = min(item.reported_on, days.get(item.statement, item.reported_on))
    return days


def timeline(
    analysis: Analysis,
    said: Mapping[str, Sequence[Evidence]],
    state: State,
    to: To,
    *,
    order: Iterable[str],
    statements: Collection[str] | None = None,
    chosen: Collection[str] | None = None,
    days: Mapping[str, date] = MappingProxyType({}),
) -> Timeline:
    """The timeline that a page's filters ask for.

    Args:
        gathered: the dossier at its moment.
        said: of :func:`said_of`.
        state: the filters.
        to: makes addresses.
        order: the members from top to bottom.
        statements: ids of the only statements that are wanted, where the filters ask for words; None: all.
        chosen: ids of the only statements and records that are wanted, of what people noted on them; None: all.
        days: of :func:`reported_days`.
    """
    wanted = fitting(said, state, order=order, statements=statements, chosen=chosen, days=days)
    drawn = set(sorted(wanted, key=lambda row: (row != BODY, len(wanted[row])), reverse=True)[:MOST_ROWS])
    shown = {row: items for row, items in wanted.items() if row in drawn}
    total = sum(map(len, shown.values()))
    each, parts = _cut(shown, total)
    rows = tuple(
        MarkRow(
            analysis.name(row) or "no member",
            tuple(_mark(analysis, part, row, state, to, each) for part in parts[row]),
            to(f"/members/{segment(row)}") if row else "",
        )
        for row in shown
    )
    drawn_ids = frozenset(item.statement or item.id for items in shown.values() for item in items)
    return Timeline(rows, each, total, len(wanted) - len(shown), drawn_ids)


def fitting(
    said: Mapping[str, Sequence[Evidence]],
    state: State,
    *,
    order: Iterable[str],
    statements: Collection[str] | None = None,
    chosen: Collection[str] | None = None,
    days: Mapping[str, date] = MappingProxyType({}),
) -> dict[str, list[Evidence]]:
    """What a page's filters ask for, for each row that has any of it; see :func:`timeline`."""
    return {
        row: drawn
        for row in (*order, BODY)
        if (drawn := [item for item in said.get(row, ()) if _fits(item, row, state, statements, chosen, days)])
    }


def noted_at(item: Evidence) -> str:
    """The id of the statement or record that notes on a piece of evidence stand on."""
    return item.statement or (item.withdraws if item.human and item.withdraws else item.id)


def _fits(
    item: Evidence,
    row: str,
    state: State,
    statements: Collection[str] | None,
    chosen: Collection[str] | None,
    days: Mapping[str, date],
) -> bool:
    if chosen is not None and noted_at(item) not in chosen:
        return False
    if state.member and row != state.member:
        return False
    if state.stance and item.stance != state.stance:
        return False
    reported = days.get(item.statement or "", item.reported_on)
    if (state.first and reported < state.first) or (state.last and reported > state.last):
        return False
    if statements is None or not state.words:
        return True
    if item.statement:
        return item.statement in statements
    return state.words.casefold() in f"{item.speaker or ''} {item.gist} {item.source}".casefold()


def _cut(
    shown: Mapping[str, Sequence[Evidence]], total: int
) -> tuple[str, dict[str, list[tuple[date, Sequence[Evidence]]]]]:
    """The statements of each row in parts that one mark stands for, each with its day."""
    if total <= MOST_SINGLE:
        return "", {row: [(item.said_to, (item,)) for item in items] for row, items in shown.items()}
    cuts = (
        (each, {row: _by_time(items, begin, middle) for row, items in shown.items()}) for each, begin, middle in _TIMES
    )
    longest = _TIMES[-1][0]
    return next(cut for cut in cuts if cut[0] == longest or sum(map(len, cut[1].values())) <= MOST_MARKS)


def _by_time(
    items: Sequence[Evidence], begin: Callable[[date], date], middle: int
) -> list[tuple[date, Sequence[Evidence]]]:
    by_day: dict[date, list[Evidence]] = {}
    for item in items:
        by_day.setdefault(begin(item.said_to), []).append(item)
    return [(min(day + timedelta(days=middle), items[-1].said_to), group) for day, group in by_day.items()]


_TIMES: tuple[tuple[str, Callable[[date], date], int], ...] = (
    ("week", lambda day: day - timedelta(days=day.weekday()), 3),
    ("month", lambda day: day.replace(day=1), 14),
    ("quarter", lambda day: date(day.year, day.month - (day.month - 1) % 3, 1), 45),
    ("year", lambda day: date(day.year, 1, 1), 182),
    ("decade", lambda day: date(max(1, day.year - day.year % 10), 1, 1), 1826),
)


def _mark(analysis: Analysis, part: tuple[date, Sequence[Evidence]], row: str, state: State, to: To, each: str) -> Mark:
    day, items = part
    newest = items[-1]
    if not each:
        return Mark(day, _group(analysis, newest), _told(analysis, newest), _link(newest, to))
    groups = Counter(_group(analysis, item) for item in items)
    words = ", ".join(f"{GROUPS[group][0]} {groups[group]}" for group in GROUPS if group in groups)
    title = f"{range_text(items[0].said_to, newest.said_to)}: {counted(len(items), 'statement')} ({words})"
    reported = [item.reported_on for item in items]
    link = to(
        "/statements",
        member=row or None,
        stance=state.stance,
        words=state.words,
        first=min(reported),
        last=max(reported),
    )
    return Mark(day, _group(analysis, newest), title, link, len(items), len(groups) > 1)


def _link(item: Evidence, to: To) -> str:
    """Its words in the report; of a record its own page."""
    if item.statement and item.report:
        return f"{to(f'/reports/{segment(item.report)}')}#{segment(item.statement)}"
    return to(f"/evidence/{segment(item.id)}")


def _told(analysis: Analysis, item: Evidence) -> str:
    who = item.speaker or analysis.name(item.member) or "somebody"
    when = range_text(item.said_from, item.said_to)
    label = stance_label(item.stance, item.conditions)
    if item.variant != analysis.tally.variant:
        label = f"of another variant, “{analysis.variant_label(item.variant)}”: {label}"
    reported = f" (reported {day_text(item.reported_on)})" if item.reported_on != item.said_to else ""
    modality = "" if item.modality.value == "actual" else f", {item.modality.value}"
    words = item.gist if len(item.gist) <= MOST_WORDS else item.gist[: MOST_WORDS - 1] + "…"
    return f"{when}, {who[:MOST_WORDS]}: {label}{modality}{f': {words}' if words else ''}{reported}"


def _group(analysis: Analysis, item: Evidence) -> str:
    return group_of(item.stance, item.conditions) if item.variant == analysis.tally.variant else "unknown"


def _when(item: Evidence) -> tuple[date, date, str]:
    return item.said_to, item.reported_on, item.id
