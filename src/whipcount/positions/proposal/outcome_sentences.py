"""A report's sentences as outcomes are read in them: masked, numbered, with the days that they tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from whipcount.bodies.member_mentions import MemberFinder
from whipcount.positions.proposal.object_words import ObjectWords
from whipcount.reports.report import Report
from whipcount.statements.running_text import running_text
from whipcount.text.dates import DateMention, find_dates
from whipcount.text.number_words import NUMBER
from whipcount.text.patterns import lazy_pattern
from whipcount.text.period import Grain
from whipcount.text.period import day as one_day
from whipcount.text.sentences import split_sentences
from whipcount.text.span import Span

RECENT = timedelta(days=45)
"""What lies further back than this from the report's day is told as history."""


_STAMP = 60  # code points of a line that holds the day of publication


_MOST = 1_500  # sentences of one report that are looked at


_NO_DAY = lazy_pattern(
    r"\b(?:since|until|till|from|before|planned\s+for|due|scheduled\s+for|set\s+for|expected|to|by|after|later\s+than)\s+(?:on\s+|the\s+)?$",
    re.IGNORECASE,
)


_FRESH = timedelta(days=7)


_NEWS = 6  # sentences among which the day of a decision is looked for


_AHEAD = lazy_pattern(
    r"\b(?:will|ahead\s+of|before|was\s+to|were\s+to|argued|announced\s+(?:on\s+)?\w+day|had\s+(?:handed|said|told))\b",
    re.IGNORECASE,
)


_WEEKDAY = lazy_pattern(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:\s+(?:morning|afternoon|evening|night))?")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: where it stands, its words masked and plain, its number below the headline."""

    span: Span
    text: str  # masked, with the body's names as BODY
    plain: str
    number: int
    headline: bool
    assumed: bool = False  # the report does not tell its day: none is reckoned from it


def sentences_of(report: Report, finder: MemberFinder) -> Iterator[Sentence]:
    """The sentences of a report, masked; the line that holds its day of publication is none.

    Args:
        report: the report.
        finder: of the body's members.
    """
    text, parts = running_text(report)
    number = 0
    for part in parts:
        inside = part.of(text)
        headline = report.title_span is not None and report.title_span.overlaps(part)
        for span in split_sentences(inside):
            if number >= _MOST:
                return
            here = Span(part.start + span.start, part.start + span.end)
            stamp = report.published_span
            if stamp is not None and number and stamp.overlaps(here) and here.end - here.start < _STAMP:
                continue  # the day of publication is the day of nothing else
            masked = finder.masked(text, here)
            yield Sentence(here, masked.text, here.of(text), number, headline, report.day_assumed)
            number += not headline


def when(
    sentence: Sentence, start: int, end: int, day: date | None, *, within: timedelta = RECENT
) -> tuple[date | None, bool]:
    """The day of a clause, by the days that its sentence tells, and whether it is told as history."""
    if day is None or sentence.assumed:
        return None, False  # "today", in a report that does not tell its day
    near: list[tuple[int, DateMention]] = []
    old = False
    for told in find_dates(_without_votes(sentence.plain), day):
        if _NO_DAY.search(sentence.plain[: told.span.start]) or told.bound:
            continue
        mention = _begun(told, day)
        apart = (
            0
            if start <= mention.span.start <= end
            else min(abs(mention.span.start - end), abs(start - mention.span.end))
        )
        if mention.period.last < day - within:
            old = old or (
                mention.period.last < day - RECENT and (apart < _BESIDE or _one_clause(sentence, end, mention))
            )
            continue
        if day < mention.period.first < day + timedelta(days=8) and _WEEKDAY.fullmatch(mention.text):
            near.append((apart, replace(mention, period=one_day(mention.period.first - timedelta(days=7)))))
            continue  # what is done lies behind, whatever the tense of the words around
        if (
            mention.period.first > day
            and mention.period.grain is Grain.MONTH
            and (apart == 0 or _one_clause(sentence, end, mention))
        ):
            last_year = mention.period.last - _YEAR  # "passed its first reading in March", told in June: done is done
            old = old or (last_year < day - RECENT and not _YEAR_TOLD.search(mention.text))
        if mention.period.last > day or mention.period.grain is not Grain.DAY or mention.period.days != 1:
            continue
        near.append((apart, mention))
    if not near:
        return None, old
    said = [Span(*match.span()) for match in _SAID_THAT.finditer(sentence.plain)]
    done = [pair for pair in near if not any(span.overlaps(pair[1].span) for span in said)]
    near = done or near  # "said today that it had approved it on Monday"
    return min(near, key=lambda pair: pair[0])[1].period.first, False


_BESIDE = 60  # code points between a clause and a day of its own
_CLAUSE = 120
_ANOTHER = lazy_pattern(
    r"[,;:()–—]|\b(?:of|from|since|that|which|who|signed|dated|made|agreed|begun|held|reached|and|but|to)\b"
)


def _one_clause(sentence: Sentence, end: int, mention: DateMention) -> bool:
    """Whether nothing between a clause and a day behind it could have that day: "passed a first reading in May"."""
    between = sentence.plain[end : mention.span.start]
    return end <= mention.span.start < end + _CLAUSE and _ANOTHER.search(_COUNTS.sub(" ", between)) is None


_YEAR = timedelta(days=365)
_YEAR_TOLD = lazy_pattern(r"\d{4}|next")
_COUNTS = lazy_pattern(
    rf"\b(?:by\s+)?{NUMBER}(?:\s+votes?)?(?:\s?[-–]\s?|\s+to\s+){NUMBER}(?:\s+votes?)?\b", re.IGNORECASE
)


def _without_votes(text: str) -> str:
    """A sentence with blanks for the votes behind a day: "on June 14, 16-3" is neither June 16 nor a range of days."""
    return _VOTES_BEHIND.sub(lambda m: " " * len(m.group()) if int(m["yes"]) > int(m["no"]) else m.group(), text)


_VOTES_BEHIND = lazy_pattern(r"(?<=\d),\s(?P<yes>\d{1,3})\s?[-–]\s?(?P<no>\d{1,3})(?=[.,;:)]|\s|\Z)")
_SAID_THAT = lazy_pattern(
    r"\b(?:said|says|announced|confirmed|reported|declared|told\s+[\w\s]{1,30}?)\s+(?:late\s+|early\s+)?(?:on\s+)?"
    r"(?:today|yesterday|\w+day(?:\s+(?:morning|afternoon|evening|night))?|\d{1,2}\s\w+|\w+\s\d{1,2})\s+that\b",
    re.IGNORECASE,
)


def _begun(mention: DateMention, day: date) -> DateMention:
    """The day alone of what was done on it until some later day: "put it off on Friday until next month"."""
    until = _UNTIL.search(mention.text)
    if until is None:
        return mention
    first = find_dates(mention.text[: until.start()], day)
    return replace(mention, period=first[0].period) if len(first) == 1 else mention


_UNTIL = lazy_pattern(r"\s(?:until|till)\s", re.IGNORECASE)


def day_of_vote(sentences: Sequence[Sentence], words: ObjectWords, day: date | None) -> date | None:
    """The one recent day that the report's lead tells, where its telling of the outcome names none.

    Days on which something is only planned do not count; where several are told, those of a vote or a decision do.
    """
    found: dict[date, bool] = {}
    for sentence in sentences:
        if sentence.headline or sentence.number >= _NEWS or _of_another_chamber(sentence, words):
            continue
        on, _ = when(sentence, 0, len(sentence.plain), day, within=_FRESH)
        if on is not None and day is not None and not _is_planned(sentence, on, day):
            told = words.vote.search(sentence.text) or _TAKEN.search(sentence.text)
            found[on] = found.get(on, False) or told is not None
    voted = [on for on, vote in found.items() if vote]
    if len(voted) == 1:
        return voted[0]
    return next(iter(found)) if len(found) == 1 else None


_TAKEN = lazy_pattern(
    r"\b(?:took|taken|made|reached)\s+(?:the|its|their|this|that)\s+decision\b|\bdecided\b", re.IGNORECASE
)
_CHAMBERS = lazy_pattern(
    r"\b(?:in|by)\s+(?:the|its|their)\s+(?:\S+\s+){0,2}?(?P<chamber>parliament|senate|bundestag|knesset|cabinet)\b",
    re.IGNORECASE,
)
_CLAUSE_BEGINS = lazy_pattern(
    r"[,;:–—]\s|\s[-–—]\s|\b(?:but|because|after|when|as|while|since|although|that)\s", re.IGNORECASE
)


def _of_another_chamber(sentence: Sentence, words: ObjectWords) -> bool:
    """Whether a sentence tells of a chamber that is not the one that decides: its day is another's."""
    return any(match["chamber"].casefold() not in words.body_nouns for match in _CHAMBERS.finditer(sentence.plain))


def _is_planned(sentence: Sentence, on: date, day: date) -> bool:
    """Whether the clause that tells a day is of what is only planned, or of what came before."""
    for mention in find_dates(sentence.plain, day):
        if mention.period.first <= on <= mention.period.last:
            start = max((m.end() for m in _CLAUSE_BEGINS.finditer(sentence.plain, 0, mention.span.start)), default=0)
            if _AHEAD.search(sentence.plain, start, mention.span.end) is None:
                return False
    return _AHEAD.search(sentence.plain) is not None


_SAYING = lazy_pattern(
    r"\b(?:said|says|told|wrote|announced|added|confirmed|reported|declared)\s+(?:[\w’']+\s+){0,3}?(?:on\s+|late\s+|early\s+)*\Z"
)


_VOTED = lazy_pattern(
    r"\b(?:voting|vote|ballot|poll|count|balloting)s?\s+(?:had\s+|has\s+|was\s+|were\s+)?(?:ended|closed|taken|held|took\s+place|finished|concluded)\b",
    re.IGNORECASE,
)


def of_saying(sentence: Sentence, on: date | None, day: date) -> bool:
    """Whether a sentence tells a day only as that on which somebody said so."""
    told = [m for m in find_dates(sentence.plain, day) if m.period.days == 1]
    return len(told) == 1 and on is not None and _SAYING.search(sentence.plain[: told[0].span.start]) is not None


def day_voted(sentences: Sequence[Sentence], day: date) -> date | None:
    """The day on which a report says that the voting ended or was held, where it tells one."""
    for sentence in sentences[: _NEWS + 1]:
        voted = _VOTED.search(sentence.plain)
        if voted is not None and (on := when(sentence, voted.start(), voted.end(), day, within=_FRESH)[0]):
            return on
    return None


def days_in_full(sentences: Sequence[Sentence]) -> tuple[date, ...]:
    """The days that the news of a report without a date tells in full, with their years, in their order.

    Days of what is only planned do not count, nor those far down, where the past is told.
    """
    found: set[date] = set()
    for sentence in sentences:
        if sentence.headline or sentence.number >= _NEWS:
            continue
        for mention in find_dates(sentence.plain, date(2000, 1, 1)):
            period = mention.period
            if period.days != 1 or mention.relative or str(period.first.year) not in mention.text:
                continue
            before = sentence.plain[: mention.span.start]
            if not (_NO_DAY.search(before) or mention.bound or _AHEAD.search(sentence.plain)):
                found.add(period.first)
    return tuple(sorted(found))
