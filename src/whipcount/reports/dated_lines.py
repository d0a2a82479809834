"""Lines at the head of a report that tell its day in full: "Bergheim, 19 April 2028", "02/07/2024 02:19 PM EST".

A line holds the day and nothing but a place, an agency, a time or a rubric beside it, or it is the dateline of a
paragraph that goes on behind a stop, a dash or a stroke. A day in figures with strokes stands for two days where both
numbers may be a month: the weekday that the report names or an American time zone tells which, or it tells none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from whipcount.text.dates import find_dates
from whipcount.text.patterns import lazy_pattern
from whipcount.text.period import Grain
from whipcount.text.span import Span

_MONTH = r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"  # noqa: E501
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEKDAY = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,?[ ])"
_DATE = (
    rf"{_WEEKDAY}?(?:\d{{1,2}}(?:st|nd|rd|th)?[ ]{_MONTH},?[ ]\d{{4}}|{_MONTH}[ ]\d{{1,2}}(?:st|nd|rd|th)?\.?,?[ ]\d{{4}}"  # noqa: E501
    r"|\d{4}-\d\d-\d\d|\d{1,2}\.[ ]?\d{1,2}\.[ ]?\d{4}|\d{1,2}/\d{1,2}/\d{4})"
)
_NAME = r"(?!(?:On|In|At|By|The|From|Since|Until)\b)[A-ZÀ-Þ][\w.'’-]{1,30}(?:[ ](?:[A-ZÀ-Þ][\w.'’-]{1,30}|de|am|an|la|el)){0,3}"  # noqa: E501
_TIME = r"(?:,?[ ](?:at[ ])?\d{1,2}[:.]\d\d(?::\d\d)?(?:[ ]?[apAP]\.?[mM]\.?)?(?:[ ](?P<zone>[A-Z]{2,4}))?)"
_WORD = r"(?:(?:first[ ])?(?:published|posted|updated|last[ ](?:updated|modified)|date|issued|released|for[ ](?:immediate[ ])?release)(?:[ ](?:on|at))?:?[ ])?"  # noqa: E501
_LINE = lazy_pattern(
    rf"\(?(?:(?P<place>{_NAME})(?:,[ ]{_NAME})?(?:[ ]?[,|·•/][ ]|[ ][-–—][ ]|[ ](?=\()))?"
    rf"(?:(?:By|by|From|from)[ ][^.;:!?|]{{2,60}}?[,|][ ])?(?:\((?P<agency>[A-Za-z][\w .&'’/-]{{1,40}})\),?[ ](?:-[ ])?)?"  # noqa: E501
    rf"(?i:{_WORD})\(?(?P<date>{_DATE})\)?{_TIME}?\)?(?:,?[ ]\((?P<behind>[A-Za-z][\w .&'’/-]{{1,40}})\))?"
    rf"(?:(?P<alone>[ ]?(?:[|·•/][ ][\w:.,' -]{{1,40}}){{0,3}}[ ]?\Z)|(?:[ ][|·•][ ](?P<place2>{_NAME}))?(?P<dash>\.[ ]|[ ]?(?:--|—|–|\||-)[ ])(?=\S))"  # noqa: E501
)
_AMERICAN = frozenset({"ET", "EST", "EDT", "CT", "CST", "CDT", "MT", "MST", "MDT", "PT", "PST", "PDT"})
_AMERICAN_PLACE = lazy_pattern(r"WASHINGTON|Washington|NEW YORK|New York|\bU\.S\.")


@dataclass(frozen=True, slots=True)
class DatedLine:
    """A day at the head of a report; places count in the line.

    ``within``: a paragraph goes on behind it, from ``end``.
    """

    day: date
    span: Span
    place: Span | None
    agency: str | None
    within: bool
    end: int


def dated_line(line: str, following: str = "") -> DatedLine | None:
    """The day that a line tells, where it is a dateline or holds nothing else; None where it is anything else.

    Args:
        line: without blanks around it.
        following: what stands behind it, for the weekday that tells which of two numbers is the month.

    >>> dated_line("Bergheim, 19 April 2028").day.isoformat(), dated_line("On 19 April 2028 ministers met.")
    ('2028-04-19', None)
    """
    match = _LINE.match(line)
    if match is None:
        return None
    day = _day(match["date"], match["zone"], line[: match.end()], line[match.end() :] + " " + following)
    if day is None:
        return None
    name = "place" if match["place"] else "place2" if match["place2"] else None
    place = Span(*match.span(name)) if name else None
    within = match["dash"] is not None
    if within and len(line) - match.end() < 10:
        return None
    if within and match["dash"] == ". " and place is None and match["agency"] is None:
        return None  # "3 March 2031. It rained."
    return DatedLine(day, Span(*match.span("date")), place, match["agency"] or match["behind"], within, match.end())


def _day(words: str, zone: str | None, head: str, following: str) -> date | None:
    figures = re.search(r"(\d{1,2})([./])[ ]?(\d{1,2})[./][ ]?(\d{4})", words)
    if figures is None:
        found = [m for m in find_dates(words, date(2000, 1, 1)) if not m.relative and m.period.grain is Grain.DAY]
        return found[0].period.first if found else None
    first, second, year = int(figures[1]), int(figures[3]), int(figures[4])
    orders = [(first, second)] if figures[2] == "." else [(first, second), (second, first)]
    days = [day for d, m in dict.fromkeys(orders) if (day := _made(year, m, d)) is not None]
    if len(days) < 2 or days[0] == days[1]:
        return days[0] if days else None
    american = (zone or "") in _AMERICAN or _AMERICAN_PLACE.search(head) is not None
    if american:
        return days[1]
    named = {name for name in _WEEKDAYS if re.search(rf"\b{name}\b", following)}
    fitting = [day for day in days if _WEEKDAYS[day.weekday()] in named]
    return fitting[0] if len(fitting) == 1 else None


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
