"""The smallest dates in words ("Dec. 3-4, 2024", "last month", "the 1990s"): the patterns, and finding them in a text.

Every pattern is bounded in length, so that a scan is linear in the text, whatever the text holds.
"""

from __future__ import annotations

from dataclasses import dataclass

from whipcount.text import bare_days
from whipcount.text import date_readings as readings
from whipcount.text import relative_dates as relative
from whipcount.text.date_marks import Mark, date_marks
from whipcount.text.date_readings import Context, Reading
from whipcount.text.patterns import lazy_pattern
from whipcount.text.period import Period
from whipcount.text.span import Span

S = r"[ \t\u00a0]{1,3}"  # a gap inside an expression; never a line end
WRAP = r"(?:[ \t\u00a0]{1,3}|[ \t]?\r?\n[ \t]?)"  # a gap that may hold the line end of a wrapped text
_FULL = "January|February|March|April|May|June|July|August|September|October|November|December"
_ABBREVIATED = r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
_MONTH = rf"(?:{_FULL}|{_ABBREVIATED}|{_FULL.upper()}|(?:JAN|FEB|MAR|APR|JUN|JUL|AUG|SEPT?|OCT|NOV|DEC)\b\.?)"
_WEEKDAY = "(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:MON|TUES|WEDNES|THURS|FRI|SATUR|SUN)DAY)"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?:1[5-9]\d\d|20\d\d)"
DASH = r"[ ]?(?:-{1,2}|–|—|−)[ ]?"
_TO = rf"(?:{DASH}|{S}(?:to|through|and|or|until){S}|{S}?&{S}?)"
_END = r"(?!\w|[.,]\d|['’]?\d)"
_NUMBER = (
    r"(?:\d{1,4}|(?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty"
    r"|a[ ]couple[ ]of)\b)"
)
_WHICH = r"(?P<which>(?i:last|past|next|coming|this))"
_TIME_OF_DAY = rf"(?:{S}(?:(?:early|late)[ ])?(?:morning|afternoon|evening|night)\b)"
_BEFORE_MONTH = (
    r"(?i:in|of|by|since|until|till|from|through|during|for|before|after|between|and|to|around|early|late|mid)"
)
_COUNTED = (  # nouns that make the number before them a count, not a year
    r"(?:people|persons|troops|soldiers|men|women|children|civilians|refugees|migrants|protesters|votes?|voters|members"
    r"|delegates|seats|jobs|workers|homes|houses|units|tons?|tonnes|miles?|kilomet(?:er|re)s?|km|met(?:er|re)s?|feet"
    r"|acres|hectares|dollars|euros?|pounds|rubles|percent|per|percentage|points?|barrels|megawatts|tanks|missiles|shells"
    r"|drones|pages|words|e-?mails|times|hours|minutes|days|weeks|months|years|degrees|others|more|million|billion)"
)
_ORDINAL = "(?P<ordinal>first|second|third|fourth|last|1st|2nd|3rd|4th)"
_OF_YEAR = (
    rf",?{S}(?:of{S})?(?P<that>(?i:last|this|next|that|the{S}same|the{S}following|the{S}previous){S}year"
    rf"|(?i:the{S}year{S}(?:before|after)))\b"
)
_OTHER_CALENDARS = "(?i:FY|fiscal|financial|school|academic|marketing|crop)"
_TODAY = "|".join(sorted((w.replace(" ", S) for w in relative.DEICTIC), key=len, reverse=True))


@dataclass(frozen=True, slots=True)
class Atom:
    """A stretch of text that a pattern matched, and what it means (None: looks like a date and is none).

    ``fixed``: told in full, so that the day of writing plays no part.
    """

    span: Span
    period: Period | None
    kind: str
    fixed: bool


# kind, told in full, pattern (group "core" marks the span where there is more to the match), reading, and the marks
# without which the pattern matches nothing
_ROWS: tuple[tuple[str, bool, str, Reading, tuple[Mark, ...]], ...] = (
    (
        "day",
        True,
        r"(?<![\w./-])(?P<year>\d{4})-(?P<month>[01]\d)-(?P<day>[0-3]\d)"
        r"(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[ ]?[+-]\d\d:?\d\d)?)?(?![\w-])",
        readings.iso,
        (Mark.FIGURE,),
    ),
    (
        "day",
        True,
        r"(?<![\w./-])(?P<a>\d\d?)(?P<mark>[/.])(?P<b>\d\d?)(?P=mark)(?P<year>\d{4}|\d\d)(?![\w/]|\.\d)",
        readings.figures,
        (Mark.FIGURE,),
    ),
    (
        "day",
        False,
        rf"(?<!\w)(?P<month>{_MONTH}){WRAP}(?:the{S})?(?P<day>{_DAY})"
        rf"(?:(?:,{S}{_DAY}){{0,4}}(?:,?{_TO})(?P<last>{_DAY})(?!\w|:\d))?"
        rf"(?!\d|[.:,]\d)(?:(?:,{WRAP}|{S})(?P<year>{_YEAR})(?!\d|,\d)|{_OF_YEAR})?(?!['’]?\w)",
        readings.days,
        (Mark.MONTH, Mark.FIGURE),
    ),
    (
        "day",
        False,
        rf"(?<![\w$€£,.:/])(?<![^a-z]-)(?:the{S})?(?P<day>{_DAY})"
        rf"(?:(?:,{S}{_DAY}){{0,4}}(?:,?{_TO})(?P<last>{_DAY}))?{WRAP}(?:of{S})?(?P<month>{_MONTH})"
        rf"(?:,?{WRAP}(?P<year>{_YEAR})(?!\d|,\d)|{_OF_YEAR})?(?!\w)",
        readings.days,
        (Mark.MONTH, Mark.FIGURE),
    ),
    (
        "day",
        False,
        rf"(?<!\w)(?i:the){S}(?P<ordinal>(?i:first|second|third|fourth|fifth|last|1st|2nd|3rd|4th)){S}"
        rf"(?:(?P<weekday>{_WEEKDAY})|(?i:day)|(?P<week>(?i:week))){S}(?i:of|in){S}"
        rf"(?:{_WHICH}{S}(?i:month)|(?P<month>{_MONTH})(?:,?{WRAP}(?P<year>{_YEAR}))?)(?!\w)",
        readings.day_of_month,
        (Mark.DAY,),
    ),
    (
        "quarter",
        True,
        rf"(?<!\w)(?:(?i:the{S})?{_ORDINAL}{S}(?i:quarter|half){S}(?i:of){S}(?i:the{S})?)?{_OTHER_CALENDARS}{S}"
        rf"(?:(?i:year){S})?{_YEAR}(?:[-–/]\d\d(?:\d\d)?)?{_END}",
        readings.another_calendar,
        (Mark.YEAR,),
    ),
    (
        "months",
        True,
        rf"(?<!\w)(?P<month>{_MONTH}){_TO}(?P<last>{_MONTH}),?{S}(?P<year>{_YEAR}){_END}",
        readings.months,
        (Mark.MONTH, Mark.YEAR),
    ),
    (
        "month",
        True,
        rf"(?<!\w)(?P<month>{_MONTH})(?:,?{WRAP}|{S}of{S})(?P<year>{_YEAR}){_END}",
        readings.month_year,
        (Mark.MONTH, Mark.YEAR),
    ),
    (
        "day",
        False,
        rf"(?<!\w)(?:(?i:on|by|until|till|since|before|after|from|and)|(?i:(?:set|scheduled|due|planned|slated|fixed){S}for)){S}(?P<core>(?i:the){S}"
        rf"(?P<day>(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th))"
        rf"(?:{S}(?i:of){S}(?i:the{S})?(?P<which>(?i:this|last|next|same|following)){S}(?i:month)\b|(?=[.;:)]|,|"
        rf"{S}(?i:and|or|at|in|to|with|when|as)\b(?!{S}(?i:of)\b)|\s*$)))",
        bare_days.day_alone,
        (Mark.FIGURE,),
    ),
    (
        "month",
        True,
        rf"(?<!\w)(?P<month>{_FULL}|{_ABBREVIATED}),?{S}(?:of{S})?(?P<of>last|this|next){S}year\b",
        bare_days.month_of_a_year,
        (Mark.MONTH,),
    ),
    (
        "ago",
        False,
        rf"(?i:(?<![\w-])(?:a{S}fortnight{S}ago|(?P<number>one|two|three|four|five|six){S}weeks?{S}ago{S}today)\b)",
        bare_days.fortnight,
        (Mark.AGO,),
    ),
    (
        "month",
        False,
        rf"(?<!\w){_WHICH}(?:{S}|-)(?P<month>{_FULL}|{_ABBREVIATED})(?!\w|[ ]\d)",
        readings.bare_month,
        (Mark.MONTH,),
    ),
    (
        "month",
        False,  # "May" and "March" are other words too, and April, June and August are names
        rf"(?<![\w$])(?P<month>(?!May|March)(?:{_FULL}))(?!\w|[ ](?!I\b)[A-Z][a-z]|[ ]\d)",
        readings.bare_month,
        (Mark.MONTH,),
    ),
    (
        "month",
        False,
        rf"(?<!\w)(?:{_BEFORE_MONTH})(?:{S}|-)(?P<core>(?P<month>{_FULL}|{_ABBREVIATED}))(?!\w|[ ]\d)",
        readings.bare_month,
        (Mark.MONTH,),
    ),
    (
        "years",
        True,
        rf"(?<![\w$€£.,/-])(?P<year>{_YEAR})[-–](?P<last>{_YEAR}|\d\d)(?![\w-]|[.,]\d|%)",
        readings.years,
        (Mark.YEAR,),
    ),
    (
        "year",
        True,
        rf"(?<![\w$€£,/+.])(?<!\d[–-])(?<![$€£]\s)(?<!No\.\s)(?P<year>{_YEAR})"
        rf"(?![\w%°$€£]|[.,:/]\d|[-–]\d|['’]s?\d|['’]s\b(?<!\d0['’]s)|[ ]{_COUNTED}\b)",
        readings.year,
        (Mark.YEAR,),
    ),
    ("decade", True, r"(?<![\w$])(?:the[ ])?(?P<decade>1[5-9]\d0|20\d0)['’]?s(?!\w)", readings.decade, (Mark.FIGURE,)),
    ("decade", True, r"(?<![\w$])the[ ]['’‘]?(?P<decade>[2-9]0)['’]?s(?!\w)", readings.decade, (Mark.FIGURE,)),
    ("decade", True, r"(?<![\w$])['’‘](?P<decade>[2-9]0)['’]?s(?!\w)", readings.decade, (Mark.FIGURE,)),
    (
        "decade",
        True,
        r"(?<!\w)(?i:the)[ ](?P<decade>(?:twen|thir|for|fif|six|seven|eigh|nine)ties)(?!\w)",
        readings.decade,
        (Mark.DECADE,),
    ),
    (
        "season",
        True,
        rf"(?<!\w)(?:(?i:the){S})?(?P<season>(?i:spring|summer|autumn|fall|winter)){S}(?:(?:of|in){S})?(?P<year>{_YEAR}){_END}",
        readings.season,
        (Mark.SEASON,),
    ),
    (
        "season",
        False,
        rf"(?<!\w){_WHICH}{S}(?P<season>(?i:spring|summer|autumn|fall|winter))(?![\w-])",
        readings.season,
        (Mark.SEASON,),
    ),
    (
        "season",
        False,
        rf"(?<!\w)(?i:in|during|over|by|until|since){S}(?P<core>the{S}(?P<season>spring|summer|autumn|fall|winter))"
        rf"(?!['’\w-]|{S}of\b)",
        readings.season,
        (Mark.SEASON,),
    ),
    (
        "weekday",
        False,
        rf"(?<!\w)(?<!(?i:every)[ ])(?<!(?i:each)[ ])(?<!Black[ ])(?<!Good[ ])(?<!Super[ ])"
        rf"(?:(?:{_WHICH}|(?i:early|late)){S})?(?P<weekday>{_WEEKDAY})(?!\w){_TIME_OF_DAY}?"
        rf"(?:,?{S}(?:of{S})?(?P<week>last|this|next){S}week\b)?",
        relative.weekday,
        (Mark.DAY,),
    ),
    ("day", False, rf"(?i:(?<![\w-])(?P<word>{_TODAY})(?!\w|['’]s){_TIME_OF_DAY}?)", relative.deictic, (Mark.DEICTIC,)),
    (
        "day",
        False,
        r"(?i:(?<![\w-])(?P<word>yesterday|tomorrow|tonight)(?=['’]s\b))",
        relative.deictic,
        (Mark.DEICTIC,),
    ),
    (
        "unit",
        False,
        rf"(?i:(?<![\w-])(?:the{S})?(?P<which>last|past|previous|next|coming|this){S}"
        rf"(?P<unit>week|weekend|month|quarter|year|decade)(?![\w-]))",
        relative.unit,
        (Mark.UNIT,),
    ),
    (
        "unit",
        False,
        r"(?i:(?<=the[ ])weekend(?![\w’'-]|[ ](?:of|before|after|when|that)\b))",
        relative.the_weekend,
        (Mark.UNIT,),
    ),
    (
        "ago",
        False,
        rf"(?i:(?<![\w.,-])(?:(?:about|around|almost|nearly|some|roughly){S})?(?P<number>{_NUMBER}){S}"
        rf"(?P<unit>minute|hour|day|week|month|year|decade)s?{S}(?P<way>ago|from{S}(?:now|today))\b)",
        relative.ago,
        (Mark.UNIT,),
    ),
    (
        "ago",
        False,
        rf"(?i:(?<!\w)in{S}(?:about{S})?(?P<number>{_NUMBER}){S}(?P<unit>day|week|month|year)s?['’]?(?:{S}time)?"
        rf"(?![\w-]|{S}ago\b))",
        relative.in_units,
        (Mark.UNIT,),
    ),
    (
        "stretch",
        False,
        rf"(?i:(?<!\w)(?:the{S})?(?P<which>last|past|next|coming|within){S}(?:the{S}next{S})?(?P<number>{_NUMBER}){S}"
        rf"(?P<unit>day|week|month|year|decade)s?(?!\w))",
        relative.stretch,
        (Mark.UNIT,),
    ),
    ("quarter", True, rf"(?<!\w)Q(?P<q>[1-4]){S}(?:of{S})?(?P<year>{_YEAR}){_END}", readings.quarter, (Mark.FIGURE,)),
    ("quarter", True, rf"(?<!\w)(?P<year>{_YEAR}){S}?Q(?P<q>[1-4])(?!\w)", readings.quarter, (Mark.FIGURE,)),
    (
        "quarter",
        False,
        rf"(?i:(?<!\w)(?:the{S})?{_ORDINAL}{S}(?P<unit>quarter|half){S}of{S}"
        rf"(?:(?P<year>{_YEAR}){_END}|(?P<which>this|last|next|the){S}year\b))",
        readings.quarter,
        (Mark.UNIT,),
    ),
    (
        "day",
        False,
        rf"(?<!\w)(?:{_WHICH}{S})?(?P<name>Christmas(?:{S}(?:Day|Eve))?|New{S}Year['’]s{S}(?:Day|Eve))(?!\w|{S}[A-Z]|['’])"
        rf"(?:,?{S}(?P<year>{_YEAR}){_END})?",
        readings.holiday,
        (Mark.HOLIDAY,),
    ),
    ("day", True, r"(?<![\w/.])9/11(?![\w/])", readings.nine_eleven, (Mark.FIGURE,)),
)
_PATTERNS = tuple(
    (kind, fixed, lazy_pattern(pattern), reading, frozenset(needs)) for kind, fixed, pattern, reading, needs in _ROWS
)


def find_atoms(context: Context) -> list[Atom]:
    """All atoms in the text, in order; where some overlap, the first and then the longest stays."""
    marks = date_marks(context.text)
    if not marks:
        return []
    found: list[Atom] = []
    for kind, fixed, pattern, reading, needs in _PATTERNS:
        if not needs <= marks:
            continue
        core = "core" if "core" in pattern.groupindex else 0
        told_year = "year" in pattern.groupindex
        for match in pattern.finditer(context.text):
            told = fixed or (told_year and match["year"] is not None)
            found.append(Atom(Span(*match.span(core)), reading(match, context), kind, told))
    found.sort(key=lambda atom: (atom.span.start, -atom.span.end))
    kept: list[Atom] = []
    for atom in found:
        if not kept or atom.span.start >= kept[-1].span.end:
            kept.append(atom)
    return kept
