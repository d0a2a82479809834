"""The portfolio: of each dossier one row, made from its view; sorted, filtered, and its occasions as a calendar."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from whipcount.briefs.view.brief import BriefView
from whipcount.briefs.wording import moved_text, percent
from whipcount.dossiers.dossier import Event
from whipcount.dossiers.sealed import SealedForecast
from whipcount.errors import InputError

WEEK = timedelta(days=7)
FINAL = ("adopted", "rejected", "withdrawn")


@dataclass(frozen=True, slots=True)
class Occasion:
    """A day on a dossier's calendar."""

    dossier: str
    title: str
    what: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Row:
    """One question. ``ready``: False while its view is being made, and then nothing but its title is told."""

    id: str
    title: str
    ready: bool
    newest: bool = False  # made of the dossier's last revision; a newer one is being made otherwise
    question: str = ""
    answer: str = ""
    as_of: date | None = None
    state: str = ""
    chance: float | None = None
    chance_text: str = ""
    change: float | None = None  # of the chance in the last seven days, in percentage points
    change_text: str = ""
    agreed: int | None = None
    members: int | None = None
    left: int | None = None
    needed: str = ""
    moved: str = ""
    moved_on: date | None = None
    next: str = ""
    next_on: date | None = None
    decided: bool = False
    ended: str = ""
    ended_on: date | None = None
    forecast: str = ""
    course: tuple[tuple[date, float], ...] = ()


def waiting(dossier: str, title: str, why: str = "") -> Row:
    """A dossier of which nothing is made yet; ``why`` says so where that is for good."""
    return Row(dossier, title, False, question=why)


def row_of(dossier: str, view: BriefView, sealed: Sequence[SealedForecast] = (), *, newest: bool = True) -> Row:
    """The row of a view; ``newest``: of the dossier's last revision."""
    series = view.forecast.series if view.forecast else ()
    course = tuple((point.day, point.probability) for point in series)
    chance = view.forecast.probability.value if view.forecast else None
    before = [value for day, value in course if day <= view.as_of - WEEK]
    change = (float(chance) - before[-1]) * 100 if chance is not None and before else None
    movers = [row for row in view.members if row.since]
    last = max(movers, key=lambda row: (row.since or date.min, row.name), default=None)
    on = view.outcome.on
    what, day = _next(view)
    decided = view.outcome.state in FINAL or (view.status == "met" and view.forecast is None)
    return Row(
        id=dossier,
        title=view.title,
        ready=True,
        newest=newest,
        question=view.question,
        answer=view.answer,
        as_of=view.as_of,
        state=view.status,
        chance=round(float(chance), 4) if chance is not None else None,
        chance_text=view.forecast.probability.text if view.forecast else "",
        change=round(change, 2) if change is not None else None,
        change_text=moved_text(before[-1], float(chance or 0.0)) if before and change else "",
        agreed=int(view.rule.agreed.value or 0),
        members=int(view.rule.members.value or 0),
        left=int(view.rule.left.value or 0),
        needed="" if decided else view.rule.left.text,
        moved=f"{last.name}: {last.label}" if last else "",
        moved_on=last.since if last else None,
        next="" if decided else what,
        next_on=None if decided else day,
        decided=decided,
        ended=view.outcome.text or (view.outcome.state if view.outcome.state != "open" else "the rule is met"),
        ended_on=on,
        forecast=_foretold(on, sealed, course) if decided else "",
        course=course,
    )


def _next(view: BriefView) -> tuple[str, date | None]:
    """The occasion at which it is decided, else the deadline, where they lie ahead of the view's day."""
    decision = view.decision
    if decision.occasion_last and decision.occasion_last >= view.as_of:
        return decision.occasion or "meeting", decision.occasion_first or decision.occasion_last
    if decision.deadline and decision.deadline >= view.as_of:
        return "deadline", decision.deadline
    return "", None


def _foretold(on: date | None, sealed: Sequence[SealedForecast], course: Sequence[tuple[date, float]]) -> str:
    """What was forecast before it ended: the last sealed forecast, else the last point of the course."""
    sealed_before = [f for f in sealed if on is None or f.as_of < on]
    if sealed_before:
        return f"{percent(sealed_before[-1].probability)} on {sealed_before[-1].as_of}, sealed"
    earlier = [(day, value) for day, value in course if on is not None and day < on]
    if earlier:
        day, value = earlier[-1]
        return f"{percent(value)} on {day}, computed afterwards"
    return "no forecast on record"


_KEYS: dict[str, Callable[[Row], object]] = {
    "title": lambda row: row.title.casefold(),
    "chance": lambda row: row.chance,
    "change": lambda row: row.change,
    "agreed": lambda row: (row.agreed or 0) / row.members if row.members else None,
    "needed": lambda row: row.left,
    "moved": lambda row: row.moved_on,
    "next": lambda row: row.next_on,
}


def arranged(rows: Iterable[Row], sort: str | None, words: str | None) -> list[Row]:
    """The rows with all of some words in title, question or last mover, in an order; what has no value comes last.

    Args:
        rows: in any order.
        sort: a column, a hyphen before it for the largest first; by default the next occasion.
        words: in any case.

    Raises:
        InputError: no such column.
    """
    wanted = (words or "").casefold().split()
    shown = [r for r in rows if all(w in f"{r.title} {r.question} {r.moved}".casefold() for w in wanted)]
    name = (sort or "next").removeprefix("-")
    if name not in _KEYS:
        raise InputError(f"no column {name[:40]!r}", where="sort", accepted=", ".join(_KEYS))
    key = _KEYS[name]
    with_value = sorted((r for r in shown if key(r) is not None), key=lambda r: r.title.casefold())
    with_value.sort(key=key, reverse=(sort or "").startswith("-"))  # type: ignore[arg-type]  # of one column all compare
    return with_value + sorted((r for r in shown if key(r) is None), key=lambda r: r.title.casefold())


def occasions(dossier: str, view: BriefView, events: Iterable[Event]) -> list[Occasion]:
    """The days of a dossier: its occasion, its deadline, and the meetings and votes that its record tells."""
    occasions = []
    decision = view.decision
    if decision.occasion_first or decision.occasion_last:
        first = decision.occasion_first or decision.occasion_last or view.as_of
        occasions.append(
            Occasion(dossier, view.title, decision.occasion or "meeting", first, decision.occasion_last or first)
        )
    if decision.deadline:
        occasions.append(Occasion(dossier, view.title, "deadline", decision.deadline, decision.deadline))
    ahead = (event for event in events if event.kind in ("meeting", "vote_scheduled"))
    occasions += [Occasion(dossier, view.title, event.what, event.on, event.on) for event in ahead]
    unique = {(o.first, o.what.casefold()): o for o in occasions}
    return sorted(unique.values(), key=lambda o: (o.first, o.what))


def calendar(days: Iterable[Occasion], *, made_at: datetime) -> str:
    """The occasions as an iCalendar file (RFC 5545): whole days, lines of at most 75 octets.

    >>> day = date(2030, 3, 14)
    >>> text = calendar([Occasion("d", "Orvana", "vote; final, \\\\ really", day, day)], made_at=datetime(2030, 1, 1, tzinfo=UTC))
    >>> "SUMMARY:Orvana: vote\\\\; final\\\\, \\\\\\\\ really\\r\\n" in text, "DTEND;VALUE=DATE:20300315" in text
    (True, True)
    """  # noqa: E501
    import hashlib

    stamp = made_at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//whipcount//portfolio//EN", "CALSCALE:GREGORIAN"]
    for one in days:
        identity = f"{one.dossier}\0{one.what}\0{one.first}"
        lines += [
            "BEGIN:VEVENT",
            f"UID:{hashlib.sha256(identity.encode()).hexdigest()[:32]}@whipcount",
            f"DTSTAMP:{stamp}",
            f"DTSTART;VALUE=DATE:{one.first:%Y%m%d}",
            f"DTEND;VALUE=DATE:{one.last + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_escaped(f'{one.title}: {one.what}')}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    return "".join(_folded(line) + "\r\n" for line in [*lines, "END:VCALENDAR"])


def _escaped(text: str) -> str:
    flat = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return flat.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")[:600]


def _folded(line: str) -> str:
    """A line in pieces of at most 75 octets, none of which cuts a character."""
    pieces, room, now = [], 75, ""
    for character in line:
        if len((now + character).encode()) > room:
            pieces.append(now)
            now, room = "", 74
        now += character
    return "\r\n ".join([*pieces, now])
