"""A whip count kept in a spreadsheet: its rows understood one by one, and what is not understood told before anything
is stored.

Columns stand in any order and go by the names that people give them. Members go by id, name, code or people; what is
only close to a name, or to a word for a stance, is a guess, which somebody must take. A row says what is wrong with it,
and a person's answers (:class:`Answer`) come before what the file says.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from whipcount.bodies.member_names import MemberNames
from whipcount.bodies.membership import Member
from whipcount.dossiers.entries import entry
from whipcount.dossiers.exchange.sheets import Sheet
from whipcount.dossiers.exchange.whip_words import Column, column_of, told_stance, word_key
from whipcount.errors import DateError, DossierError
from whipcount.positions.stance.stance import Authority, Evidence, Stance
from whipcount.text.dates import read_period
from whipcount.text.moments import day_of

_HEADER_ROWS = 12  # among which the headings are looked for: titles may stand above them
_AUTHORITIES = {authority.name.lower().replace("_", " "): authority for authority in Authority}
SKIP = "skip"
"""What a person answers for a row that is not to be taken."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person says of one row: the member's id (``skip``: leave the row out), the stance, the day."""

    member: str = ""
    stance: Stance | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One row, as far as it is understood.

    Attributes:
        line: where it stands in the file, counted from 1.
        cells: what it says, by column.
        member: the id of the member meant, empty where nobody is, or nobody knows.
        close: members that may be meant where it is not certain, the likest first.
        stance: toward the decision.
        condition: what the stance depends on.
        day: on which it was said.
        problems: what is not understood; a row with any is not stored.
        guesses: what was guessed and is to be confirmed; a row with any is stored only where guesses are taken.
        left_out: why the row is left out without being a problem: it says that nothing is known, or stands twice.
    """

    line: int
    cells: Mapping[Column, str]
    member: str = ""
    close: tuple[Member, ...] = ()
    stance: Stance | None = None
    stance_guess: Stance | None = None
    condition: str = ""
    day: date | None = None
    authority: Authority | None = None
    problems: tuple[str, ...] = ()
    guesses: tuple[str, ...] = ()
    left_out: str = ""

    @property
    def state(self) -> str:
        """``ready``, ``guess``, ``problem`` or ``left out``."""
        return "left out" if self.left_out else "problem" if self.problems else "guess" if self.guesses else "ready"

    def cell(self, name: str) -> str:
        """What stands in a column, empty where nothing does."""
        return self.cells.get(Column(name), "")


@dataclass(frozen=True, slots=True)
class WhipTable:
    """A table understood row by row.

    Attributes:
        name: of the file.
        columns: heading of each column that is used.
        unused: headings of those that are not.
        rows: in the order of the file.
        unclear_days: whether days such as 3/4/2025 stand in it, of which nobody says what comes first.
    """

    name: str
    columns: Mapping[Column, str]
    unused: tuple[str, ...]
    rows: tuple[Row, ...]
    unclear_days: bool = False

    def ready(self, *, guesses: bool = False) -> tuple[Row, ...]:
        """The rows that can be stored; ``guesses``: also those that rest on a guess."""
        return tuple(row for row in self.rows if row.state == "ready" or (guesses and row.state == "guess"))

    def counts(self) -> dict[str, int]:
        """How many rows are ready, rest on a guess, are not understood, and are left out."""
        by_state = Counter(row.state for row in self.rows)
        return {state: by_state[state] for state in ("ready", "guess", "problem", "left out")}


@dataclass(frozen=True, slots=True)
class Reading:
    """How a table is to be read.

    Attributes:
        members: of the body, present and past.
        names: by which they are found.
        today: no row may be of a later day.
        day: of rows that tell none.
        day_first: whether 3/4/2025 is of April; None: told by the other days of the column, or not at all.
        answers: what a person says of rows, by line.
        others: ids that are no members and have entries all the same: the candidate, who asks.
    """

    members: Sequence[Member]
    names: MemberNames
    today: date
    day: date | None = None
    day_first: bool | None = None
    answers: Mapping[int, Answer] = field(default_factory=dict)
    others: frozenset[str] = frozenset()


def whip_sheet(sheets: Sequence[Sheet]) -> Sheet | None:
    """The first table with the columns of a whip count, None where there is none."""
    return next((sheet for sheet in sheets if _heading(sheet) is not None), None)


def read_whip_table(sheet: Sheet, how: Reading) -> WhipTable:
    """The rows of a whip count.

    Raises:
        DossierError: no row of the table names a column of members and one of stances, or one stands twice.
    """
    heading = _heading(sheet)
    if heading is None:
        raise DossierError(
            "no columns of members and stances", where=sheet.name,
            accepted="a row of headings with member and stance, and any of date, source, speaker, note",
        )  # fmt: skip
    at, headings = heading
    places: dict[Column, int] = {}
    unused: list[str] = []
    chosen = _told_by_most(sheet, at, headings, how)
    for place, text in enumerate(headings):
        column = column_of(text) if text else None
        if column is None or column in places or chosen.get(column, place) != place:
            unused += [text] if text else []
        else:
            places[column] = place
    lines = [
        (line, {c: cells[p] for c, p in places.items() if p < len(cells) and cells[p]})
        for line, cells in sheet.rows[at + 1 :]
    ]
    lines = [(line, cells) for line, cells in lines if cells]
    first = how.day_first if how.day_first is not None else _day_first([c.get(Column.DATE, "") for _, c in lines])
    rows = [_row(line, cells, replace(how, day_first=first)) for line, cells in lines]
    unclear = first is None and any("which is the day" in p for row in rows for p in row.problems)
    named = {column: headings[place] for column, place in places.items()}
    return WhipTable(sheet.name, named, tuple(unused), tuple(_each_once(rows)), unclear)


def entries_of(
    rows: Sequence[Row], *, variant: str, source: str, authority: Authority = Authority.HEAD
) -> tuple[Evidence, ...]:
    """The evidence that rows tell; ``source`` and ``authority`` are of rows that name none."""
    read_rows = []
    for row in rows:
        assert row.stance is not None  # noqa: S101  (only rows that are understood are stored)
        assert row.day is not None  # noqa: S101
        read_rows.append(
            entry(
                row.member, row.stance, row.day, variant=variant, source=row.cell("source") or source,
                speaker=row.cell("speaker"), note=row.cell("note"), condition=row.condition,
                authority=row.authority or authority,
            )
        )  # fmt: skip
    return tuple(read_rows)


def _heading(sheet: Sheet) -> tuple[int, tuple[str, ...]] | None:
    for at, (_, cells) in enumerate(sheet.rows[:_HEADER_ROWS]):
        columns = {column_of(cell) for cell in cells if cell}
        if {Column.MEMBER, Column.STANCE} <= columns:
            return at, cells
    return None


def _told_by_most(sheet: Sheet, at: int, headings: Sequence[str], how: Reading) -> dict[Column, int]:
    """The columns of members and of stances: of several (a code beside a name) that of which most is understood.

    Raises:
        DossierError: two columns tell stances equally well.
    """
    rows = [cells for _, cells in sheet.rows[at + 1 : at + 200]]
    chosen: dict[Column, int] = {}
    kinds: dict[Column, Callable[[str], bool]] = {
        Column.MEMBER: lambda text: how.names.find(text, how.today).member is not None,
        Column.STANCE: lambda text: told_stance(text).stance is not None,
    }
    for wanted, understood in kinds.items():
        places = [place for place, text in enumerate(headings) if text and column_of(text) is wanted]
        hits = {p: sum(understood(row[p]) for row in rows if p < len(row)) for p in places} if len(places) > 1 else {}
        best = max(places, key=lambda place: (hits.get(place, 0), -place))
        rival = next((p for p in places if p != best and hits[p] and hits[p] == hits[best]), None)
        if wanted is Column.STANCE and rival is not None:
            problem = f"two columns of stances: {headings[best]!r} and {headings[rival]!r}"
            raise DossierError(problem, where=f"{sheet.name} line {sheet.rows[at][0]}", accepted="one of them")
        chosen[wanted] = best
    return chosen


def _row(line: int, cells: Mapping[Column, str], how: Reading) -> Row:
    answer = how.answers.get(line, Answer())
    row = Row(line, cells)
    if answer.member == SKIP:
        return replace(row, left_out="left out by hand")
    row = _with_stance(row, answer)
    row = _with_member(row, answer, how)
    if row.left_out:
        return row
    row = _with_day(row, answer, how)
    return _with_authority(row)


def _with_stance(row: Row, answer: Answer) -> Row:
    text = row.cell("stance")
    stance = told_stance(text)
    condition = row.cell("condition") or stance.condition
    if answer.stance is not None:
        return replace(row, stance=answer.stance, condition=condition)
    if stance.stance is not None:
        return replace(row, stance=stance.stance, condition=condition)
    if stance.nothing or not text:
        return replace(row, left_out="says that nothing is known" if stance.nothing else "tells no stance")
    if stance.guess is not None:
        guess = f"{text!r} is taken for {stance.guess.value}"
        return replace(row, stance=stance.guess, stance_guess=stance.guess, condition=condition, guesses=(guess,))
    return replace(row, problems=(f"{text!r} is no word for a stance that is known",))


def _with_member(row: Row, answer: Answer, how: Reading) -> Row:
    ids = {member.id for member in how.members} | how.others
    text = row.cell("member")
    if answer.member:
        if answer.member not in ids:
            return replace(row, problems=(*row.problems, f"{answer.member[:60]!r} is no member"))
        return replace(row, member=answer.member)
    if not text:
        return replace(row, problems=(*row.problems, "names no member"))
    if text in how.others:
        return replace(row, member=text)
    meant = how.names.find(text, how.today)
    if meant.member is not None:
        return replace(row, member=meant.member.id)
    if meant.guess is not None and not meant.several:
        guess = f"{text!r} is taken for {meant.guess.name}"
        return replace(row, member=meant.guess.id, close=meant.close, guesses=(*row.guesses, guess))
    problem = f"{text!r} is the name of several" if meant.several else f"{text!r} is no member"
    return replace(
        row, close=meant.close, problems=(*row.problems, f"{problem}: {meant.hint}" if meant.close else problem)
    )


def _with_day(row: Row, answer: Answer, how: Reading) -> Row:
    text = row.cell("date")
    day, problem = answer.day or how.day, ""
    if answer.day is None and text:
        day, problem = _day(text, how)
    if day is None and not problem:
        problem = "tells no day"
    if day is not None and day > how.today:
        problem = f"{day} has not come yet"
    return replace(row, day=None if problem else day, problems=(*row.problems, problem) if problem else row.problems)


def _with_authority(row: Row) -> Row:
    text = row.cell("authority")
    if not text:
        return row
    authority = _AUTHORITIES.get(word_key(text.replace("_", " ")))
    if authority is None:
        return replace(row, problems=(*row.problems, f"{text!r} is none of {', '.join(_AUTHORITIES)}"))
    return replace(row, authority=authority)


def _day(text: str, how: Reading) -> tuple[date | None, str]:
    try:
        return day_of(text), ""
    except DateError:
        pass
    period = read_period(text, how.today, day_first=how.day_first)
    if period is not None and period.days == 1:
        return period.first, ""
    if how.day_first is None and read_period(text, how.today, day_first=True) is not None:
        return None, f"{text!r}: which is the day, which the month?"
    return None, f"{text!r} is no day"


def _day_first(texts: Sequence[str]) -> bool | None:
    """How a column writes its days, told by those that can be read in one way only."""
    orders: set[bool] = set()
    for text in texts:
        numbers = [part for part in text.replace("/", " ").replace(".", " ").replace("-", " ").split() if part]
        if len(numbers) == 3 and all(n.isascii() and n.isdigit() for n in numbers) and len(numbers[0]) <= 2:
            one, two = int(numbers[0]), int(numbers[1])
            if one > 12 >= two:
                orders.add(True)
            elif two > 12 >= one:
                orders.add(False)
    return orders.pop() if len(orders) == 1 else None


def _each_once(rows: Sequence[Row]) -> list[Row]:
    """Rows that stand twice are left out once; two that say different things of one member and day are a problem."""
    by_position: dict[tuple[str, date], list[Row]] = {}
    for row in rows:
        if not row.left_out and row.member and row.day and row.stance and not row.problems:
            by_position.setdefault((row.member, row.day), []).append(row)
    out: list[Row] = []
    for row in rows:
        group = by_position.get((row.member, row.day), []) if row.day else []
        if row in group and len(group) > 1:
            if len({(one.stance, one.condition) for one in group}) > 1:
                lines = ", ".join(str(one.line) for one in group if one is not row)
                problem = f"line {lines} says another stance of the same member and day"
                row = replace(row, problems=(*row.problems, problem))
            elif row is not group[0]:
                row = replace(row, left_out=f"says the same as line {group[0].line}")
        out.append(row)
    return out
