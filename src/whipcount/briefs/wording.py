"""Wording: dates, counts and lists as a reader expects them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from whipcount.positions.stance.stance import Condition, Stance
from whipcount.text.period import Grain, Period

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

_GROUP = {
    Stance.YES: "for",
    Stance.LEAN_YES: "lean_for",
    Stance.WILL_NOT_BLOCK: "will_not_block",
    Stance.ABSTAIN: "abstain",
    Stance.UNDECIDED: "undecided",
    Stance.DECLINED: "declined",
    Stance.LEAN_NO: "lean_against",
    Stance.NO: "against",
}


def day_text(day: date | None) -> str:
    """A day in words.

    >>> day_text(date(2024, 11, 29))
    '29 November 2024'
    """
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}" if day else ""


def short_day(day: date | None) -> str:
    """A day in a table.

    >>> short_day(date(2024, 11, 29))
    '29 Nov 2024'
    """
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}" if day else ""


def range_text(first: date, last: date) -> str:
    """Days from first to last, without repeating what both share.

    >>> range_text(date(2024, 12, 3), date(2024, 12, 4))
    '3–4 December 2024'
    >>> range_text(date(2024, 11, 30), date(2024, 12, 4))
    '30 November – 4 December 2024'
    """
    if first == last:
        return day_text(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day_text(last)}"
    if first.year == last.year:
        return f"{first.day} {MONTHS[first.month - 1]} – {day_text(last)}"
    return f"{day_text(first)} – {day_text(last)}"


def period_text(period: Period | None) -> str:
    """A period in words, no finer than it was told.

    >>> period_text(Period(date(2024, 10, 1), date(2024, 10, 31), Grain.MONTH))
    'October 2024'
    """
    if period is None:
        return ""
    if period.grain is Grain.MONTH and period.first.month == period.last.month:
        return f"{MONTHS[period.first.month - 1]} {period.first.year}"
    if period.grain is Grain.YEAR and period.first.year == period.last.year:
        return str(period.first.year)
    if period.grain is Grain.OPEN:
        return f"by {day_text(period.last)}"
    if period.grain is Grain.WEEK:
        return f"week of {range_text(period.first, period.last)}"
    return range_text(period.first, period.last)


def listed(items: Sequence[str], *, most: int = 0, last_word: str = "and") -> str:
    """A list in words; with ``most``, the rest is counted.

    >>> listed(["Hungary", "Slovakia", "Germany"]), listed(["a", "b", "c", "d"], most=2)
    ('Hungary, Slovakia and Germany', 'a, b and 2 more')
    """
    items = list(items)
    if most and len(items) > most:
        return f"{', '.join(items[:most])} {last_word} {len(items) - most} more"
    if len(items) <= 1:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last_word} {items[-1]}"


def counted(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun.

    >>> counted(1, "member"), counted(3, "reply", "replies")
    ('1 member', '3 replies')
    """
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def percent(probability: float) -> str:
    """A probability as a whole percentage, never as a false certainty.

    >>> percent(0.034), percent(0.0004), percent(0.9999), percent(1.0)
    ('3%', '<1%', '>99%', '100%')
    """
    if 0 < probability < 0.01:
        return "<1%"
    if 0.99 < probability < 1:
        return ">99%"
    return f"{round(probability * 100)}%"


def moved_text(before: float, after: float) -> str:
    """From one probability to another, with as many digits as show the move.

    >>> moved_text(0.31, 0.44), moved_text(0.001, 0.0029), moved_text(0.304, 0.3), moved_text(0.2, 0.2)
    ('31% → 44%', '0.1% → 0.3%', '30.4% → 30%', '20%')
    >>> moved_text(0.00004, 0.00001)
    '0.004% → 0.001%'
    """
    if before == after:
        return percent(after)
    for digits in range(5):
        texts = [f"{value * 100:.{digits}f}" for value in (before, after)]
        seen = all(float(text) > 0 or value == 0 for text, value in zip(texts, (before, after), strict=True))
        seen = seen and all(float(t) < 100 or v == 1 for t, v in zip(texts, (before, after), strict=True))
        if texts[0] != texts[1] and seen:
            break
    else:
        return f"{percent(before)} → {percent(after)}"
    short = [text.rstrip("0").rstrip(".") if "." in text else text for text in texts]
    return f"{short[0]}% → {short[1]}%"


def course_texts(values: Sequence[float]) -> tuple[str, ...]:
    """Probabilities one after another, each with the digits that tell it from the one before.

    >>> course_texts([0.001, 0.003, 0.31, 0.31])
    ('<1%', '0.3%', '31%', '31%')
    """
    texts = [percent(value) for value in values]
    for place in range(1, len(values)):
        if values[place] != values[place - 1] and percent(values[place]) == percent(values[place - 1]):
            texts[place] = moved_text(values[place - 1], values[place]).rsplit(" ", 1)[-1]
    return tuple(texts)


def points(value: float) -> str:
    """A shift in percentage points, with its sign; without one where it is nothing.

    >>> points(6.24), points(-21.0), points(-0.04)
    ('+6.2', '−21.0', '0.0')
    """
    return "0.0" if abs(value) < 0.05 else f"{value:+.1f}".replace("-", "−")


def between(low: float | None, high: float | None) -> str:
    """An interval of probabilities; empty where there is none.

    >>> between(0.12, 0.6), between(None, 0.6)
    ('12%–60%', '')
    """
    return "" if low is None or high is None else f"{percent(low)}–{percent(high)}"


def age_text(days: int | None) -> str:
    """The age of evidence.

    >>> age_text(0), age_text(1), age_text(45), age_text(800)
    ('today', '1 day', '6 weeks', '2 years')
    """
    if days is None:
        return ""
    if days <= 0:
        return "today"
    if days < 28:
        return counted(days, "day")
    if days < 120:
        return counted(days // 7, "week")
    if days < 730:
        return counted(days // 30, "month")
    return counted(days // 365, "year")


def group_of(stance: Stance | None, conditions: Sequence[Condition] = ()) -> str:
    """The board's group of a position; an unmet condition of its own makes an agreement conditional.

    >>> group_of(None), group_of(Stance.YES), group_of(Stance.YES, (Condition("once the war ends"),))
    ('unknown', 'for', 'conditional')
    """
    if stance is None:
        return "unknown"
    unmet = any(condition.met is not True and condition.about is None for condition in conditions)
    if unmet and stance in (Stance.YES, Stance.LEAN_YES, Stance.WILL_NOT_BLOCK):
        return "conditional"
    return _GROUP[stance]


_MARKS = {"“": "”", "”": "”", "„": "“”", "«": "»", "»": "«", '"': '"”', "‘": "’", "'": "'’", "‹": "›"}
"""Quotation marks that open, each with those that close it."""


def bare(text: str) -> str:
    """Quoted words without the quotation marks around them; a mark that stands alone at an end goes too.

    Marks around a part of the words stay, as does an apostrophe.

    >>> bare('"We agree," '), bare("“never”"), bare('"yes" and "no"'), bare('"We are no longer opposed in principle,')
    ('We agree,', 'never', '"yes" and "no"', 'We are no longer opposed in principle,')
    >>> bare("the members' will")
    "the members' will"
    """
    words = text.strip()
    while len(words) > 1 and words[0] in _MARKS:
        inner = words[1:]
        if words[-1] in _MARKS[words[0]] and not _within(inner[:-1], words[0]):
            words = inner[:-1].strip()
        elif words[0] not in "'‘" and not _within(inner, words[0]):
            words = inner.strip()
        else:
            break
    if len(words) > 1 and words[-1] in '”"»' and not any(mark in words[:-1] for mark in '“„«"'):
        words = words[:-1].strip()
    return words


def quoted(text: str) -> str:
    """Words in quotation marks, once, whatever marks they came with.

    >>> quoted('"We agree"'), quoted("once the war ends")
    ('“We agree”', '“once the war ends”')
    """
    return f"“{bare(text)}”"


def _within(words: str, opening: str) -> bool:
    """Whether a mark that closes what a mark opens stands within the words, so that the two at the ends are no pair."""
    return any(mark in words for mark in (opening, *_MARKS[opening]))


def aged(days: int | None) -> str:
    """How old evidence is, as a part of a sentence.

    >>> aged(0), aged(45)
    ('the evidence is of today', 'the evidence is 6 weeks old')
    """
    if days is None:
        return "how old the evidence is is not told"
    return "the evidence is of today" if days <= 0 else f"the evidence is {age_text(days)} old"
