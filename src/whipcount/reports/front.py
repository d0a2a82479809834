"""What a plain text tells about itself: headline, byline, dateline, timestamp, each with its span."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from whipcount.reports.dated_lines import dated_line
from whipcount.text.clock import parse_moment
from whipcount.text.dates import find_dates
from whipcount.text.patterns import lazy_pattern
from whipcount.text.period import Grain
from whipcount.text.span import Span

TITLE_LIMIT = 300  # code points: a longer first line is a paragraph, no headline
_DECKS = 3  # lines between a headline and a byline or dateline
_LINES_READ = 60  # how far down a timestamp on a line of its own is looked for
_LINE = lazy_pattern(r"[^\r\n]+")
_PLACE = r"[A-ZÀ-Þ][\w.'’-]{1,30}(?:[ ][A-ZÀ-Þ][\w.'’-]{1,30}){0,3}"
_CAPITALS = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’-]{1,30}(?:[ ](?:[A-ZÀ-Þ][A-ZÀ-Þ.'’-]{1,30}|de|am|an|la|el)){0,3}"
_DAY = r"(?:[A-Z][a-z]{2,8}\.?,?[ ])?(?:[A-Z][a-z]{2,8}\.?[ ]\d{1,2}|\d{1,2}[ ][A-Z][a-z]{2,8}\.?)(?:,?[ ]\d{4})?"
_FIGURES = r"\d{1,2}\.[ ]?\d{1,2}\.[ ]?\d{4}|\d{4}-\d\d-\d\d"
_DATELINE = lazy_pattern(
    rf"[ \t]*(?:(?P<capitals>{_CAPITALS})(?:,[ ](?P<region>{_PLACE}|[A-Z]\.[A-Z]\.))?|(?P<place>{_PLACE}))"
    rf"(?:,?[ ](?P<day>{_DAY}|{_FIGURES}))?"
    r"(?:[ ]?\((?P<agency>[A-Za-z][\w .&'’/-]{1,40})\))?"
    rf"(?:,?[ ](?P<after>{_DAY}|{_FIGURES}))?"
    r"[ ]?(?P<dash>--|—|–|―|-)(?=[ \t]|$|[A-Z])[ \t]*"
)
_BYLINE = lazy_pattern(r"[ \t]*(?:By|BY|by)[ ](?P<author>[A-ZÀ-Þ][^\r\n.!?;:\"]{2,100})[ \t]*$")
_SHORTEST_CITY = 4  # letters: shorter capitals are bodies and states ("EU", "UN", "USA")
_QUOTES = ('"', "“", "‘", "'")
_SENTENCE_END = lazy_pattern(r"[.!?][\"”’)]*\s*$")
_STAMP_WORD = lazy_pattern(
    r"\A(?:(?:first[ ])?(?:published|posted|updated|last[ ](?:updated|modified)|date|issued|released"
    r"|for[ ](?:immediate[ ])?(?:release|use)|embargoed[ ]until|minutes|sent|filed)(?:[ ](?:on|at))?|on|at)?[ ]?:?[ ]*",
    re.IGNORECASE,
)
_BESIDE_STAMP = lazy_pattern(  # "ARDEN (Agency) | ", "By our correspondent - ", "Arden, " before the date on its line
    rf"\A(?:(?:By|BY|by)[ ][^\r\n|.!?;:\"0-9]{{2,60}}?|(?:{_CAPITALS}|{_PLACE})(?:[ ]?\([A-Z][\w .&'’/-]{{1,40}}\))?)"
    r"[ ]?(?:[|·•/]|[ ](?:-|–|—))[ ]"
)
_STAMP_REST = lazy_pattern(  # what may stand beside the date; taken out piece by piece, so never tried in two ways
    r"\d{1,4}(?:[:.]\d\d){0,2}|\b(?:at|on|am|pm|a\.m|p\.m|[A-Z]{1,5}|local[ ]time"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b|[\s,|/·•()@–—.:+-]"
)


@dataclass(frozen=True, slots=True)
class Front:
    """What was found, each where it stands; ``body`` begins after the headline and what follows it directly."""

    title: Span | None = None
    author: str | None = None
    place: str | None = None
    place_span: Span | None = None
    agency: str | None = None
    published: datetime | None = None
    published_on: date | None = None
    published_span: Span | None = None
    body: Span | None = None


def read_front(text: str, *, title: bool = True) -> Front:
    """Read headline, byline, dateline and timestamp of a plain text.

    The headline is the first line, where more follows and it reads like no paragraph. A timestamp counts where it is
    alone on its line. A dateline's day without a year takes it from the timestamp, or is left out.

    Args:
        text: the report's text.
        title: look for a headline (False where it is known not to be in the text).

    >>> front = read_front("Council meets\\nARDEN, Nov 29 (Agency) - Ministers met.\\n3:42 PM EST, November 29, 2024")
    >>> front.place, front.agency, str(front.published)
    ('ARDEN', 'Agency', '2024-11-29 20:42:00+00:00')
    """
    lines = list(_lines(text))
    if not lines:
        return Front()
    front: dict[str, object] = {}
    at = 0
    if title and len(lines) > 1 and _is_headline(text, lines[0]):
        at = 1 + _is_rubric(text, lines)
        front["title"] = lines[at - 1]
    body_start = lines[min(at, len(lines) - 1)].start
    leading = True  # still before the first paragraph
    dateline: re.Match[str] | None = None
    at += _decks(text, lines[at:])
    if (held := _held(text, lines)) is not None:
        front["published_on"], front["published_span"] = held
    for line in lines[at:]:
        words = line.of(text)
        if "published_on" not in front and (stamp := _stamp(words)) is not None:
            front["published"], front["published_on"] = stamp
            front["published_span"] = line
        elif "published_on" not in front and (head := dated_line(words, text[line.end : line.end + 600])) is not None:
            if head.within and not leading:
                continue  # a date in a paragraph
            front["published_on"] = head.day
            front["published_span"] = Span(line.start + head.span.start, line.start + head.span.end)
            if head.place is not None and "place" not in front:
                front["place"], front["place_span"] = (
                    head.place.of(words),
                    Span(line.start + head.place.start, line.start + head.place.end),
                )
            if head.agency is not None and "agency" not in front:
                front["agency"] = head.agency
            if head.within:
                body_start = line.start + head.end
                leading = False
                break
        elif leading and (byline := _BYLINE.match(words)) and len(words.split()) <= 14:
            front["author"] = byline["author"].strip()
        elif leading:
            leading = False
            dateline = _dateline(words)
            body_start = line.start
            if dateline is not None:
                name = "capitals" if dateline["capitals"] else "place"
                front["place"] = dateline[name]
                front["place_span"] = Span(line.start + dateline.start(name), line.start + dateline.end(name))
                if dateline["agency"]:
                    front["agency"] = dateline["agency"].strip()
                body_start = line.start + dateline.end()
            if "published_on" in front:
                break
            continue
        if leading:
            body_start = line.end
        elif "published_on" in front:
            break
    if dateline is not None and (dateline["day"] or dateline["after"]) and "published_on" not in front:
        told = "day" if dateline["day"] else "after"
        day = _day_told(dateline[told])
        if day is not None:
            start = front["place_span"].start - dateline.start("capitals" if dateline["capitals"] else "place")  # type: ignore[attr-defined]  # set beside the dateline
            front["published_on"] = day
            front["published_span"] = Span(start + dateline.start(told), start + dateline.end(told))
    for elsewhere in (_at_the_end(text), _at_the_top(text, lines)):
        if "published_on" not in front and elsewhere is not None:
            front["published_on"], front["published_span"] = elsewhere
    while body_start < len(text) and text[body_start].isspace():
        body_start += 1
    end = len(text.rstrip())
    if body_start < end:
        front["body"] = Span(body_start, end)
    return Front(**front)  # type: ignore[arg-type]  # built above, field by field


_LAST = lazy_pattern(r"\((?:Published|Posted|Updated)?:?\s?(?P<date>[^()\n]{6,30})\)\s*\Z")


def _at_the_end(text: str) -> tuple[date, Span] | None:
    """A day in brackets that closes a text: "... she said. (Nov. 13, 2024)"."""
    found = _LAST.search(text, max(0, len(text) - 80))
    if (
        found is None
        or re.fullmatch(rf"{_DAY}|{_FIGURES}", found["date"].strip()) is None
        or not re.search(r"\d{4}", found["date"])
    ):
        return None
    day = _day_told(found["date"].strip())
    return (day, Span(*found.span("date"))) if day is not None else None


_SET_OFF = lazy_pattern(r"(?:[,|(·•]|\s[-–—])\s*(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?\Z")
_TOP_WITHIN = 4  # lines in which a masthead stands
_TOP_WORDS = 14


def _at_the_top(text: str, lines: Sequence[Span]) -> tuple[date, Span] | None:
    """A day with its year that a heading or a masthead tells, set off from its words: "Circular - 14 April 2027"."""
    for line in lines[:_TOP_WITHIN]:
        words = line.of(text)
        if len(words.split()) > _TOP_WORDS or words.endswith((".", "?", "!")):
            continue
        told = [m for m in find_dates(words, date(2000, 1, 1)) if m.period.days == 1 and not m.relative]
        if len(told) != 1 or str(told[0].period.first.year) not in told[0].text:
            continue
        if _SET_OFF.search(words[: told[0].span.start]):
            where = told[0].span
            return told[0].period.first, Span(line.start + where.start, line.start + where.end)
    return None


_MINUTES = lazy_pattern(r"\b(?:minutes|extract|record|proceedings|order\s+of\s+business)\b", re.IGNORECASE)
_HELD = lazy_pattern(r"\b(?:held|meeting|sitting|session|assembly)\b.{0,80}?\bon\s+(?:the\s+)?(?=\w)", re.IGNORECASE)
_MINUTES_WITHIN = 6  # lines in which minutes say when they were taken


def _held(text: str, lines: Sequence[Span]) -> tuple[date, Span] | None:
    """The day of the meeting whose minutes a text is: "Minutes of the meeting held on 8 April 2019"."""
    top = lines[:_MINUTES_WITHIN]
    if not top or not any(_MINUTES.search(line.of(text)) for line in top):
        return None
    for line in top:
        words = line.of(text)
        held = _HELD.search(words)
        if held is None:
            continue
        for mention in find_dates(words, date(2000, 1, 1)):
            if (
                mention.span.start >= held.end() - 1
                and mention.period.days == 1
                and str(mention.period.first.year) in mention.text
            ):
                return mention.period.first, Span(line.start + mention.span.start, line.start + mention.span.end)
    return None


def _lines(text: str) -> Iterator[Span]:
    """The first lines that hold more than blanks, without the blanks around them."""
    found = 0
    for match in _LINE.finditer(text):
        line = match.group()
        inner = line.strip()
        if not inner:
            continue
        start = match.start() + line.index(inner[0])
        yield Span(start, start + len(inner))
        found += 1
        if found >= _LINES_READ:
            return


def _decks(text: str, lines: Sequence[Span]) -> int:
    """How many lines stand under the headline that only a byline or a dateline below them shows to be no paragraph."""
    for count, line in enumerate(lines[: _DECKS + 1]):
        words = line.of(text)
        if _BYLINE.match(words) or _dateline(words) is not None:
            return count
        if (head := dated_line(words)) is not None:
            return count if head.within else 0
        if _SENTENCE_END.search(words) or line.end - line.start > TITLE_LIMIT or _stamp(words) is not None:
            return 0
    return 0


def running_parts(text: str, *, title: Span | None, body: Span | None) -> tuple[Span, ...]:
    """The parts of a report that sentences stand in: its headline, lines under that, its body.

    Bylines, datelines and timestamps before the body belong to none of them, and no sentence runs from one into
    another.

    Args:
        text: the report's text.
        title: where its headline stands, as `read_front` tells.
        body: where its body stands; without one everything below the headline is body.

    >>> text = "Talks go on\\nBy Ann Oln\\nARDEN, Nov. 29 (Agency) - Ministers met."
    >>> front = read_front(text)
    >>> [part.of(text) for part in running_parts(text, title=front.title, body=front.body)]
    ['Talks go on', 'Ministers met.']
    """
    top = title.end if title is not None else 0
    start = body.start if body is not None and body.start >= top else top
    parts = [title] if title is not None else []
    for match in _LINE.finditer(text, top, start):
        line = match.group().strip()
        at = match.start() + match.group().find(line)
        plain = line and not _BYLINE.match(line) and _stamp(line) is None and dated_line(line) is None
        if plain and match.end() < start:  # what shares its line with the body's start is the dateline
            parts.append(Span(at, at + len(line)))
    if start < len(text):
        parts.append(Span(start, len(text)))
    return tuple(parts)


def _is_headline(text: str, line: Span) -> bool:
    words = line.of(text)
    if line.end - line.start > TITLE_LIMIT or not any(letter.isalpha() for letter in words):
        return False
    if _stamp(words) is not None or _BYLINE.match(words) or _dateline(words) is not None or dated_line(words):
        return False
    # A paragraph has several sentences; a headline is one line, most often without a full stop.
    return len(re.findall(r"[.!?][\"”’]?\s+[A-Z“\"]", words)) < 2 and not (len(words) > 160 and words.endswith("."))


_RUBRIC = lazy_pattern(r"[A-Z][A-Z&'’ -]{3,30}\Z")
_RUBRIC_WORDS = 4


def _is_rubric(text: str, lines: Sequence[Span]) -> bool:
    """Whether the first line is a rubric in capitals ("COMMENT", "THE BACK BENCH") and the headline stands below it."""
    if len(lines) < 3 or _RUBRIC.fullmatch(lines[0].of(text)) is None or len(lines[0].of(text).split()) > _RUBRIC_WORDS:
        return False
    below = lines[1].of(text)
    apart = text[lines[1].end : lines[1].end + 4].count("\n") > 1
    return (
        apart
        and any(c.islower() for c in below)
        and not below.endswith((".", ":"))
        and _is_headline(text, lines[1])
        and len(below.split()) > 2
    )


def _dateline(words: str) -> re.Match[str] | None:
    found = _DATELINE.match(words)
    if found is None or len(words) - found.end() < 10:
        return None
    # "Mr. Smith - who ..." is no dateline: a place in small letters needs its day or agency, or a long dash.
    sure = bool(found["capitals"] or found["agency"] or found["day"] or found["after"])
    if sure and (found["dash"] != "-" or found["agency"] or found["day"]):
        return found
    # "VARR - Ministers met.": a hyphen does where a whole sentence follows it, and no second one closes an aside.
    rest = words[found.end() :]
    spaced = words[found.end("dash") :][:1] == " " and words[: found.start("dash")][-1:] == " "
    long_name = len(found["capitals"] or "") >= _SHORTEST_CITY
    whole = rest[:1].isupper() or rest[:1] in _QUOTES
    return found if long_name and spaced and whole and _SENTENCE_END.search(rest) and " - " not in rest else None


def _stamp(words: str) -> tuple[datetime | None, date] | None:
    """The moment of a line that holds nothing but a timestamp."""
    if len(words) > 120 or not any(letter.isdecimal() for letter in words):
        return None
    if (beside := _BESIDE_STAMP.match(words)) is not None:
        words = words[beside.end() :]
    rest = words[_STAMP_WORD.match(words).end() :]  # type: ignore[union-attr]  # matches the empty string too
    if (figures := re.fullmatch(_FIGURES, rest.strip())) is not None:
        told = _day_told(figures.group())
        return (None, told) if told is not None else None
    moment, day = parse_moment(rest)
    if day is None:
        return None
    for mention in reversed(find_dates(rest, day)):
        rest = rest[: mention.span.start] + " " + rest[mention.span.end :]
    return None if _STAMP_REST.sub("", rest) else (moment, day)


def _day_told(words: str) -> date | None:
    if figures := re.fullmatch(r"(\d{1,2})\.[ ]?(\d{1,2})\.[ ]?(\d{4})", words):  # with full stops the day stands first
        day, month, year = map(int, figures.groups())
        try:
            return date(year, month, day)
        except ValueError:
            return None
    found = [m for m in find_dates(words, date(2000, 1, 1)) if not m.relative and m.period.grain is Grain.DAY]
    return found[0].period.first if found else None
