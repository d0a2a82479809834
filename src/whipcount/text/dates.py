"""Dates in words become periods: "next week", "Dec. 3-4, 2024", "by the end of June", read as of the day of writing."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime

from whipcount.text import almanac
from whipcount.text.date_atoms import DASH, WRAP, Atom, S, find_atoms
from whipcount.text.date_readings import Context
from whipcount.text.period import Grain, Period
from whipcount.text.span import Span
from whipcount.text.tense import Tense, tense_at


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date as told: where, which days it means, in which words; ``tense`` of the clause around it, where one
    shows and the reading may need it.

    ``relative``: the day of writing was needed to read it. ``bound``: "since", "by" or "until" where such a word opens
    the expression and the period therefore runs from or to the day of writing.
    """

    span: Span
    period: Period
    text: str
    tense: Tense | None = None
    relative: bool = True
    bound: str | None = None


_JOIN = re.compile(rf"(?:{DASH}|,?{S}(?:to|through|until|till){S}|{S}(?P<and>and|or){S})\Z", re.IGNORECASE)
_DASH_SET_OFF = re.compile(rf"\s{DASH}\s|\s*[–—]\s+|\s+[–—-]\s+")
_OPENED = re.compile(rf"(?:\A|\W)(?:from|between){S}\Z", re.IGNORECASE)
_MOVES = re.compile(
    r"\b(?:mov|postpon|push|shift|delay|chang|reschedul|put\s+(?:off|back)|brought\s+forward)\w*\b", re.IGNORECASE
)
_AFTER_WEEKDAY = re.compile(rf"(?:,?{WRAP}|{S}the{S}|,{S}the{S})\Z")
_QUALIFIER = re.compile(
    rf"(?:\A|(?<![\w-]))(?:(?P<part>early|late|mid)(?:{S}|-)(?:in{S})?(?:the{S})?"
    rf"|(?P<edge>(?:the{S})?(?:very{S})?(?:end|close|beginning|start|middle)){S}of{S}(?:the{S})?"
    rf"|(?P<half>earlier|later){S}(?:in{S})?(?:the{S})?)\Z",
    re.IGNORECASE,
)
_EDGE_OF_THIS = re.compile(
    rf"(?<!\w)the{S}(?P<edge>end|close|beginning|start|middle){S}of{S}the{S}(?P<unit>week|month|quarter|year|decade)"
    rf"(?!\w|['’-]|{S}(?:when|after|before|in{S}which|that)\b)",
    re.IGNORECASE,
)
_WEEK_OF = re.compile(
    rf"(?<!\w)(?:the{S})?(?P<unit>week|weekend){S}(?:of|beginning|starting){S}(?:on{S})?\Z", re.IGNORECASE
)
_BOUND = re.compile(
    rf"(?:\A|(?<![\w-]))(?:(?P<since>(?:ever{S})?since)|(?P<by>(?:no{S}later{S}than|by))|(?P<until>until|till|through))"
    rf"(?:{S}|{S}(?:about|around|at{S}least){S})\Z",
    re.IGNORECASE,
)
_COARSE = frozenset({"month", "months", "year", "years", "decade", "season", "unit", "quarter"})
_PART_OF_EDGE = {"end": "end", "close": "end", "beginning": "start", "start": "start", "middle": "mid"}
_REACH = 40  # code points looked at before an expression for the words that open it


def find_dates(text: str, anchor: date, *, day_first: bool | None = None) -> tuple[DateMention, ...]:
    """Every date told in ``text``, in order, as periods; none overlap.

    Left out, since missing is better than wrong: dates that another event would have to fix ("the next day", "a week
    earlier"), lengths ("for two years"), repeats ("every Tuesday") and vague times ("recently", "in recent weeks").

    Args:
        text: any text; the time needed is linear in its length.
        anchor: the day on which the text was written; relative expressions count from it.
        day_first: how "3/4/2024" is meant; None leaves such ambiguous figures out and reads only the clear ones.

    >>> written = date(2024, 11, 29)
    >>> for told in find_dates("They met last month and meet again next week, on Dec. 3-4, 2024.", written):
    ...     print(told.text, told.period)
    last month 2024-10-01/2024-10-31
    next week 2024-12-02/2024-12-08
    Dec. 3-4, 2024 2024-12-03/2024-12-04
    >>> find_dates("They never met on Feb. 30.", written)
    ()
    """
    if isinstance(anchor, datetime):
        anchor = anchor.date()
    context = Context(text, anchor, day_first)
    atoms = _with_edges(find_atoms(context), context)
    atoms = _weekdays_with_dates(atoms, text)
    atoms = [_qualified(atom, atoms[at - 1].span.end if at else 0, context) for at, atom in enumerate(atoms)]
    atoms = _ranges(atoms, context)
    mentions: list[DateMention] = []
    floor = 0
    for atom in atoms:
        if atom.period is not None:
            mentions.append(_mention(atom, floor, context))
        floor = atom.span.end
    return tuple(mentions)


def read_period(words: str, anchor: date, *, day_first: bool | None = None) -> Period | None:
    """The period that ``words`` as a whole mean (a date typed by a person, or one cell of a table), or None.

    >>> str(read_period("early December 2024", date(2025, 1, 1)))
    '2024-12-01/2024-12-10'
    >>> read_period("soon, perhaps on Friday", date(2025, 1, 1))
    """
    words = words.strip()
    mentions = find_dates(words, anchor, day_first=day_first)
    return mentions[0].period if len(mentions) == 1 and mentions[0].span == (0, len(words)) else None


def _before(text: str, at: int, floor: int) -> str:
    return text[max(floor, at - _REACH) : at]


def _with_edges(atoms: list[Atom], context: Context) -> list[Atom]:
    """Add "the end of the year": this year's, of which no atom speaks."""
    edges: list[Atom] = []
    for match in _EDGE_OF_THIS.finditer(context.text):
        whole = almanac.unit_at(context.anchor, match["unit"].lower(), 0)
        if whole is not None:
            period = almanac.part(whole, _PART_OF_EDGE[match["edge"].lower()])
            edges.append(Atom(Span(*match.span()), period, "part", False))
    merged: list[Atom] = []
    for atom in sorted([*atoms, *edges], key=lambda atom: (atom.span.start, -atom.span.end)):
        if not merged or atom.span.start >= merged[-1].span.end:
            merged.append(atom)
    return merged


def _weekdays_with_dates(atoms: list[Atom], text: str) -> list[Atom]:
    """ "Tuesday, Dec. 3" is one date: the one in figures."""
    merged: list[Atom] = []
    for atom in atoms:
        last = merged[-1] if merged else None
        if last and last.kind == "weekday" and atom.kind == "day" and atom.period is not None and atom.period.days == 1:
            gap = text[last.span.end : atom.span.start]
            if len(gap) <= _REACH and _AFTER_WEEKDAY.match(gap):
                merged[-1] = replace(atom, span=Span(last.span.start, atom.span.end))
                continue
        merged.append(atom)
    return merged


def _qualified(atom: Atom, floor: int, context: Context) -> Atom:
    """ "early", "the end of", "later": a part of the unit that follows; "the week of": the unit around a day."""
    if atom.kind in ("day", "weekday") and atom.period is not None and atom.period.days == 1:
        around = _WEEK_OF.search(_before(context.text, atom.span.start, floor))
        unit = around and almanac.unit_at(atom.period.first, around["unit"].lower(), 0)
        if around is None or unit is None:
            return atom
        start = atom.span.start - (len(around.string) - around.start())
        return replace(atom, span=Span(start, atom.span.end), period=unit, kind="unit")
    if atom.kind not in _COARSE or atom.period is None:
        return atom
    found = _QUALIFIER.search(_before(context.text, atom.span.start, floor))
    if found is None:
        return atom
    start = atom.span.start - (len(found.string) - found.start())
    if found["part"]:
        period = almanac.part(atom.period, found["part"].lower())
    elif found["edge"]:
        period = almanac.part(atom.period, _PART_OF_EDGE[found["edge"].lower().split()[-1]])
    elif context.anchor not in atom.period:
        period = atom.period  # "later in 2025": no telling which half
    elif found["half"].lower() == "earlier":
        period = Period(atom.period.first, context.anchor, Grain.DAYS)
    else:
        period = Period(context.anchor, atom.period.last, Grain.DAYS)
    return replace(atom, span=Span(start, atom.span.end), period=period, kind="part")


def _ranges(atoms: list[Atom], context: Context) -> list[Atom]:
    """ "from X to Y", "between X and Y", "X - Y"."""
    merged: list[Atom] = []
    for atom in atoms:
        last = merged[-1] if merged else None
        if last is not None and last.period is not None and atom.period is not None:
            joined = _joined(last, atom, merged[-2].span.end if len(merged) > 1 else 0, context)
            if joined is not None:
                merged[-1] = joined
                continue
        merged.append(atom)
    return merged


def _joined(left: Atom, right: Atom, floor: int, context: Context) -> Atom | None:
    if left.period is None or right.period is None or right.span.start - left.span.end > 12 or left.kind == "range":
        return None
    join = _JOIN.match(context.text[left.span.end : right.span.start])
    if join is None:
        return None
    opened = _OPENED.search(_before(context.text, left.span.start, floor))
    if join["and"] and not (opened and "between" in opened.group().lower()):
        return None  # "in 2014 and 2022" are two dates
    if opened and _MOVES.search(_before(context.text, left.span.start, floor)):
        return None  # "postponed from May to October" tells of two days, not of all between
    if left.fixed and not right.fixed and _DASH_SET_OFF.fullmatch(join.group()):
        return None  # "ORR, April 20, 2031 - Tomorrow the council decides": the day of the report, then its first words
    first, last = left.period, right.period
    if right.fixed and not left.fixed:  # the year that closes a range holds for its opening too
        first = _with_year_of(first, last) or first
    if last.last < first.first:
        return None
    start = left.span.start
    if opened:
        start -= len(opened.group().lstrip("\r\n\t \"“‘'’(,;.:—–-"))
    whole = Period(first.first, last.last, Grain.DAYS if first.days == last.days == 1 else Grain.OPEN)
    return Atom(Span(start, right.span.end), whole, "range", left.fixed and right.fixed)


def _with_year_of(first: Period, last: Period) -> Period | None:
    """``first`` in the year of ``last``, or in the year before where it would come after it."""
    for year in (last.first.year, last.first.year - 1):
        try:
            moved = first.first.replace(year=year)
        except ValueError:
            return None
        if moved <= last.last:
            return almanac.a_month(year, moved.month) if first.grain is Grain.MONTH else Period(moved, moved)
    return None


def _mention(atom: Atom, floor: int, context: Context) -> DateMention:
    """The mention, with the word that opens its period to the day of writing."""
    assert atom.period is not None  # noqa: S101  (the caller has looked)
    text, anchor = context.text, context.anchor
    span, period, bound = atom.span, atom.period, None
    opening = _BOUND.search(_before(text, span.start, floor))
    if opening is not None:
        bound = opening.lastgroup
        moved = bound == "until" and _MOVES.search(_before(text, span.start - len(opening.group()), floor))
        widened = None if moved else _bounded(period, bound, anchor)  # "put off until Feb. 3": that day
        if widened is None:
            bound = None
        else:
            span = Span(span.start - (len(opening.string) - opening.start()), span.end)
            period = widened
    return DateMention(span, period, span.of(text), None if atom.fixed else tense_at(text, span), not atom.fixed, bound)


def _bounded(period: Period, bound: str | None, anchor: date) -> Period | None:
    if bound == "since":
        return Period(period.first, anchor, Grain.OPEN) if period.first <= anchor else None
    return Period(anchor, period.last, Grain.OPEN) if period.last > anchor else None
