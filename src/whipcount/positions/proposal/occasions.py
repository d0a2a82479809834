"""The occasion: at which meeting it may be decided, where and when, put together from what a report says of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from whipcount.positions.proposal.days_in_front import days_in_front
from whipcount.positions.proposal.decision_days import OFF, of_saying
from whipcount.positions.proposal.proposal import Occasion
from whipcount.positions.proposal.rule_scope import is_of_another_body
from whipcount.text.dates import DateMention
from whipcount.text.patterns import lazy_pattern, made_by
from whipcount.text.period import Grain, Period
from whipcount.text.period import day as one_day
from whipcount.text.phrase_lists import either, word_lists
from whipcount.text.span import Span

_CAPITAL = r"(?:[A-Z][\w.-]*(?:['’]s|s['’])?)"
_BEFORE = (
    rf"(?:{_CAPITAL}|foreign|defen[cs]e|finance|interior|heads|of|state|and|government|ministers?(?:['’]s?)?"
    r"|leaders(?:['’])?|ambassadors(?:['’])?|ministerial|annual|spring|autumn|winter|summer|ordinary|extraordinary"
    r"|emergency|special|plenary|informal|council|party|budget|upcoming|next|forthcoming)"
)
_HEAD = lazy_pattern(
    rf"(?<!\w)(?P<name>(?:{_BEFORE}\s+){{0,7}}"
    r"(?:meeting|summit|session|ministerial|gathering|conference|plenary|congress|referendum|(?<=general )assembly"
    r"|(?<!accession )(?<!membership )talks|[Cc]ouncil))(?!\w)"
)
_VOTE = lazy_pattern(
    r"(?<!\w)(?:will|to|is|are|due|set|expected|scheduled|plans?)\s+(?:to\s+)?(?P<name>vote|decide)(?!\w)"
    r"|(?<!\w)(?P<noun>votes?|voting|decision|ballot|referendum)\s+(?:[\w’'-]+\s+){0,18}?(?:is\s+|was\s+"
    r"|are\s+)?(?:on|due|scheduled|expected|set|planned|slated)(?!\w)"
    r"|(?:put|brought|come|comes)\s+to\s+(?:a|the)\s+(?P<put>vote)(?!\w)"
    r"|(?<!\w)(?P<todays>(?:[Tt]oday|[Yy]esterday|[Tt]onight)['’]s\s+(?:vote|decision|meeting|session|summit))(?!\w)"
    r"|(?<!\w)no\s+(?P<before>decision|vote|agreement)\s+(?:[\w’'-]+\s+){0,10}?before(?!\w)"
)
_BY_WIRE = r"(?:by\s+(?:video|phone|telephone|letter)(?:\s+(?:link|conference|call))?|online|virtually|remotely)"
_MEET = lazy_pattern(  # "EU foreign ministers will meet in Brussels on May 20", never "will meet President Brim"
    rf"(?<!\w)(?P<who>(?:(?:{_BEFORE}|the|members?|allies|envoys|countries|states|nations|delegat(?:es|ions)|who"
    rf"|they|governments|whose)\s+){{1,9}})"
    r"(?:(?:will|is|are|were|was|to|due|set|expected|scheduled|who|whose|when|they)\s+){0,4}(?:meets?|confers?|gather(?:s"
    r"|ed|ing)?|conven(?:e|es|ed|ing)|assemble[sd]?|met)"
    rf"(?=\s+(?:again\s+)?(?:{_BY_WIRE}\s+)?(?:in|on|at|this|next|later|from|today|tomorrow|to|(?:Mon|Tues|Wednes|Thurs|Fri|Satur"
    r"|Sun)day)\b)"
)
_NOW = lazy_pattern(  # "the members decide on Saturday": the present of what is planned
    r"(?<!\w)(?P<who>(?:members|ministers|leaders|ambassadors|delegates|envoys|governments|allies|countries|states|senators|lawmakers"
    r"|deputies|[Cc]ouncil|[Bb]oard|[Aa]ssembly|[Cc]ommittee|[Pp]arliament|Senate|Union|League|Alliance|Compact|jury|panel|synod|directors"
    r"|trustees|councillors|[A-Z]{2,6})\b(?:\s(?:of|the|from|in|[A-Z][\w’'-]*)){0,6})\s+(?P<now>decides?|votes?|chooses?)\s+"
    r"(?=(?:on\s+(?:the\s+)?)?(?:(?:next|this)\s|tomorrow|tonight|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b(?!['’])|\d{1,2}\s[A-Z]"
    r"|(?:Jan|Feb|March|April|May|June|July|Aug|Sept?|Oct|Nov|Dec)\w*\.?\s\d))"
)
_TOLD = word_lists("occasions")
_AHEAD_TOLD = lazy_pattern(
    rf"(?<![\w’'-])(?P<ahead>{either(_TOLD['ahead']).replace('{deciding}', either(_TOLD['deciding']))})(?![\w’'-])",
    re.IGNORECASE,
)
_PUT_OFF = lazy_pattern(
    rf"(?<![\w’'-])(?:{either(_TOLD['put_off'])})(?![\w’'-])[^.;]{{0,120}}?\s(?P<until>until|till|to|for)\s",
    re.IGNORECASE,
)
_WHEN = lazy_pattern(r"\A\W*when\b[^?]*\?\W*\Z", re.IGNORECASE)
_WEEKDAY = lazy_pattern(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day")
_GROUP = lazy_pattern(
    r"(?<!\w)(?:ministers|leaders|ambassadors|envoys|heads|members|allies|Council|Board|Assembly|Committee|Commission"
    r"|Conference|Parliament|Senate|Union|League|Alliance|Compact|[A-Z]{2,6})(?!\w)",
    re.IGNORECASE,
)
_PLACE = lazy_pattern(r"\s*,?\s*(?:in|at)\s+(?:the\s+)?(?P<place>[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*){0,2})")
_TRIM = lazy_pattern(r"^(?:(?:the|upcoming|next|forthcoming|of|and|a|an|in|at|on|their|its)\s+)+", re.IGNORECASE)
_NOT_PLACES = lazy_pattern(r"(?:January|February|March|April|May|June|July|August|September|October|November|December)")
_MINISTERIAL = lazy_pattern(
    r"Affairs|European|Ministerial|Environment|Energy|Agriculture|JHA|Competitiveness|Transport|Health"
)
_BODY_ITSELF = frozenset({"council", "conference", "congress"})
_MONTHS = 93  # days; a longer period names a year or half of one
_NEWS = 3  # sentences that tell the news itself
_SHORT = 30  # code points between "until" and its day
_REACH = 90  # code points between a meeting and its date


@dataclass(frozen=True, slots=True)
class _Found:
    name: str
    span: Span
    place: str | None
    place_span: Span | None
    when: DateMention | None
    score: float
    weak: bool  # told by a verb only ("will vote", "will meet"), not a meeting with a name


def find_occasion(
    text: str,
    *,
    sentences: Sequence[Span],
    dates: Sequence[DateMention],
    today: date,
    near: Sequence[Span],
    others: Sequence[Span] = (),
) -> Occasion | None:
    """The meeting still to come (or going on) that the text most likely ties to the decision.

    Args:
        text: the report's.
        sentences: its sentences.
        dates: the dates told in it.
        today: when it was published; past meetings are left out.
        near: the words that speak of the decision.
        others: where bodies are named that do not decide: a sentence that opens with one tells a day of its own.
    """
    found = []
    dates = _joined(text, dates)
    asked = False  # "When will they vote? On Wednesday."
    for number, sentence in enumerate(sentences):
        inside = [d for d in dates if sentence.start <= d.span.start < sentence.end]
        about = any(sentence.start <= anchor.start < sentence.end for anchor in near)
        if (later := _put_off(text, sentence, inside, today, about or number < _NEWS)) is not None:
            found.append(later)
            continue
        if OFF.search(text, *sentence):
            continue  # put off: its day is the day of nothing any more
        if asked and (day := _date_for(Span(*sentence), [_next(d, today) for d in inside], today)) is not None:
            found.append(_Found("vote", day.span, None, None, day, 3.0, True))
        asked = _WHEN.match(sentence.of(text)) is not None
        if is_of_another_body(sentence, Span(sentence.end, sentence.end), others):
            continue
        named = about or _GROUP.search(sentence.of(text)) is not None
        for match in _AHEAD_TOLD.finditer(text, *sentence) if named else ():
            one = _told_ahead(text, match, inside, today, about)
            if one is not None:
                found.append(one)
        if named:
            ahead = [_next(d, today) for d in inside]
            found += [
                _Found("vote", where, None, None, day, 2.0 * about + 1.0 + 0.6 * (day.period.days <= 4), True)
                for where, day in days_in_front(text, sentence, ahead)
                if day.period.last >= today and day.bound is None
            ]
        meets = (m for m in _MEET.finditer(text, *sentence) if _GROUP.search(m["who"]))
        now = (m for m in _NOW.finditer(text, *sentence) if _GROUP.search(m["who"]))
        for match in (*_HEAD.finditer(text, *sentence), *_VOTE.finditer(text, *sentence), *meets, *now):
            planned = (
                [_next(d, today) for d in inside]
                if (made_by(match, _NOW) or made_by(match, _MEET)) and _present(match)
                else inside
            )
            one = _read(text, match, sentence, planned, today, about)
            if one is not None:
                found.append(one)
    if not any(f.when for f in found):
        return None
    dated = [f for f in found if f.when is not None]
    best = max(dated, key=lambda f: (f.score, -f.span.start))
    return _merge(best, found)


def _told_ahead(
    text: str, match: re.Match[str], dates: Sequence[DateMention], today: date, about: bool
) -> _Found | None:
    """The day behind words that tell of what is to come."""
    behind = [_next(d, today) for d in dates if match.start() <= d.span.start and d.span.start - match.end() <= _REACH]
    ahead = [d for d in behind if d.period.last >= today and d.bound != "since" and not of_saying(text, d)]
    when = min(ahead, key=lambda d: d.span.start, default=None)
    if when is None:
        return None
    score = 2.0 * about + 0.6 + (1.0 if when.period.days <= 4 else 0.4)
    return _Found("vote", Span(*match.span()), None, None, when, score, True)


def _put_off(text: str, sentence: Span, dates: Sequence[DateMention], today: date, about: bool) -> _Found | None:
    """The new day of what is put off: "postponed to 12 June", "tabled until its June 14 meeting"."""
    match = _PUT_OFF.search(text, *sentence) if about else None
    if match is None:
        return None
    for mention in sorted(dates, key=lambda d: d.span.start):
        period = one_day(mention.period.last) if mention.bound == "until" else mention.period
        if (
            mention.span.start >= match.start("until") - 1
            and period.first > today
            and mention.span.start - match.end() < _SHORT
        ):
            return _Found("vote", mention.span, None, None, replace(mention, period=period, bound=None), 4.0, True)
    return None


def _read(
    text: str, match: re.Match[str], sentence: Span, dates: Sequence[DateMention], today: date, about: bool
) -> _Found | None:
    groups = match.groupdict()
    weak = not made_by(match, _HEAD)
    key = (
        "who"
        if made_by(match, _MEET)
        else next((k for k in ("now", "noun", "put", "todays", "before") if groups.get(k)), "name")
    )
    name, start = match[key], match.start(key)
    trimmed = _TRIM.sub("", name)
    start += len(name) - len(trimmed)
    span = Span(start, match.end() if made_by(match, _MEET) else match.end(key))
    when = _date_for(
        span, [d for d in dates if not of_saying(text, d) and (not weak or d.span.start > span.end)], today
    )
    if (
        not weak
        and trimmed.split()[-1].lower() in _BODY_ITSELF
        and (
            when is None
            or (" " not in trimmed and trimmed != "conference")
            or (trimmed.lower().endswith("council") and not _MINISTERIAL.search(trimmed))
        )
    ):
        return None
    if when is None and any(d.period.last < today for d in dates):
        return None  # its only date lies behind
    place_match = _PLACE.match(text, span.end, sentence.end)
    place = place_match["place"] if place_match and not _NOT_PLACES.match(place_match["place"]) else None
    place_span = Span(*place_match.span("place")) if place and place_match else None
    score = 2.0 * about + (when is not None) + 0.5 * (place is not None) + 0.5 * (" " in trimmed) - weak
    if when is not None:
        score += 1.0 if when.period.days <= 4 else 0.4
    article = "the " if name[:4].lower() == "the " else ""
    if trimmed.lower().split()[-1:] in (["who"], ["they"], ["whose"], ["which"]) or not trimmed.strip():
        return _Found("meeting", span, place, place_span, when, score, weak)
    called = (
        f"meeting of {article}{' '.join(trimmed.split())}" if made_by(match, _MEET) else "vote" if weak else trimmed
    )
    return _Found(called, span, place, place_span, when, score, weak)


def _present(match: re.Match[str]) -> bool:
    """Whether a verb stands in the present, so that a weekday beside it lies ahead."""
    return (
        made_by(match, _NOW)
        or re.search(r"(?:meets?|gathers?|convenes?|assembles?|confers?)\Z", match.group()) is not None
    )


def _next(mention: DateMention, today: date) -> DateMention:
    """A weekday that was read as the last one, as the next one."""
    if not _WEEKDAY.fullmatch(mention.text) or not today - timedelta(days=7) <= mention.period.first < today:
        return mention
    return replace(mention, period=one_day(mention.period.first + timedelta(days=7)))


def _date_for(span: Span, dates: Sequence[DateMention], today: date) -> DateMention | None:
    ahead = [
        d for d in dates if d.period.last >= today and d.bound not in ("since", "until") and _gap(span, d) <= _REACH
    ]
    if any(d.period.days < _MONTHS for d in ahead):  # "choose the host of the 2029 games on 1 June"
        ahead = [d for d in ahead if d.period.days < _MONTHS]
    return min(ahead, key=lambda d: (_gap(span, d), d.span.start), default=None)


_AND = lazy_pattern(r"\s*(?:and|or|to|through|-|–)\s*")
_INNER = lazy_pattern(r"\s*,?\s*(?:on|from|namely)?\s*")


def _joined(text: str, dates: Sequence[DateMention]) -> list[DateMention]:
    """Days told one after the other as one period ("Thursday and Friday"); of "this week, on 12 May" the day."""
    made: list[DateMention] = []
    for mention in sorted(dates, key=lambda d: d.span):
        last = made[-1] if made else None
        gap = text[last.span.end : mention.span.start] if last is not None else ""
        if last is not None and last.span.end <= mention.span.start:
            a, b = last.period, mention.period
            if _AND.fullmatch(gap) and 0 < (b.first - a.last).days <= 3 and b.days == 1:
                made[-1] = replace(
                    last, span=Span(last.span.start, mention.span.end), period=Period(a.first, b.last, Grain.DAYS)
                )
                continue
            if _INNER.fullmatch(gap) and a.first <= b.first and b.last <= a.last and b.days < a.days:
                made[-1] = replace(mention, span=Span(last.span.start, mention.span.end))
                continue
        made.append(mention)
    return made


def _gap(span: Span, mention: DateMention) -> int:
    if mention.span.start >= span.end:
        return mention.span.start - span.end
    return max(0, span.start - mention.span.end)


def _merge(best: _Found, found: Sequence[_Found]) -> Occasion:
    assert best.when is not None  # noqa: S101  chosen among the dated ones
    period: Period = best.when.period
    same = [f for f in found if _together(f, best)]
    for one in same:
        if one.when is not None and one.when.period.days < period.days:
            period = one.when.period
    named = [f for f in same if not f.weak] or same
    name = max(named, key=lambda f: (len(f.name), -f.span.start)).name
    place = next((f for f in [best, *same] if f.place), None)
    spans: set[Span] = set()
    for one in same:
        spans.add(one.span)
        spans.update(s for s in (one.place_span, one.when.span if one.when else None) if s is not None)
    return Occasion(name, place.place if place else None, period, tuple(sorted(spans)))


def _together(one: _Found, best: _Found) -> bool:
    """Whether two mentions can mean one meeting: their days overlap, one holding the other."""
    if one is best:
        return True
    if one.when is None or best.when is None:
        return False
    a, b = one.when.period, best.when.period
    return (a.first <= b.first and b.last <= a.last) or (b.first <= a.first and a.last <= b.last)
