"""The occasion: at which meeting it may be decided, where and when, put together from what a report says of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from whipcount.positions.proposal.proposal import Occasion
from whipcount.text.dates import DateMention
from whipcount.text.period import Period
from whipcount.text.span import Span

_CAPITAL = r"(?:[A-Z][\w.-]*(?:['’]s|s['’])?)"
_BEFORE = (
    rf"(?:{_CAPITAL}|foreign|defen[cs]e|finance|interior|heads|of|state|and|government|ministers?(?:['’]s?)?"
    r"|leaders(?:['’])?|ambassadors(?:['’])?|ministerial|annual|spring|autumn|winter|summer|ordinary|extraordinary"
    r"|emergency|special|plenary|informal|council|party|budget|upcoming|next|forthcoming)"
)
_HEAD = re.compile(
    rf"(?<!\w)(?P<name>(?:{_BEFORE}\s+){{0,7}}"
    r"(?:meeting|summit|session|ministerial|gathering|conference|plenary|congress|referendum"
    r"|(?<!accession )(?<!membership )talks|[Cc]ouncil))(?!\w)"
)
_VOTE = re.compile(
    r"(?<!\w)(?:will|to|is|are|due|set|expected|scheduled|plans?)\s+(?:to\s+)?(?P<name>vote|decide)(?!\w)"
    r"|(?<!\w)(?P<noun>votes?|voting|decision)\s+(?:is\s+|was\s+)?(?:on|due|scheduled|expected|set)(?!\w)"
)
_MEET = re.compile(  # "EU foreign ministers will meet in Brussels on May 20", never "will meet President Brim"
    rf"(?<!\w)(?P<who>(?:(?:{_BEFORE}|the|members?|allies|envoys)\s+){{1,9}})"
    r"(?:(?:will|is|are|to|due|set|expected|scheduled)\s+){0,4}(?:meets?|gathers?|convenes?)"
    r"(?=\s+(?:again\s+)?(?:in|on|at|this|next|later|from|today|tomorrow|to|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b)"
)
_GROUP = re.compile(
    r"(?<!\w)(?:ministers|leaders|ambassadors|envoys|heads|members|allies|Council|Board|Assembly|Committee|Commission"
    r"|Conference|Parliament|Senate|Union|League|Alliance|Compact|[A-Z]{2,6})(?!\w)",
    re.IGNORECASE,
)
_PLACE = re.compile(r"\s*,?\s*(?:in|at)\s+(?:the\s+)?(?P<place>[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*){0,2})")
_TRIM = re.compile(r"^(?:(?:the|upcoming|next|forthcoming|of|and|a|an|in|at|on|their|its)\s+)+", re.IGNORECASE)
_NOT_PLACES = re.compile(r"(?:January|February|March|April|May|June|July|August|September|October|November|December)")
_BODY_ITSELF = frozenset({"council", "conference", "congress"})
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
    text: str, *, sentences: Sequence[Span], dates: Sequence[DateMention], today: date, near: Sequence[Span]
) -> Occasion | None:
    """The meeting still to come (or going on) that the text most likely ties to the decision.

    Args:
        text: the report's.
        sentences: its sentences.
        dates: the dates told in it.
        today: when it was published; past meetings are left out.
        near: the words that speak of the decision.
    """
    found = []
    for sentence in sentences:
        inside = [d for d in dates if sentence.start <= d.span.start < sentence.end]
        about = any(sentence.start <= anchor.start < sentence.end for anchor in near)
        meets = (m for m in _MEET.finditer(text, *sentence) if _GROUP.search(m["who"]))
        for match in (*_HEAD.finditer(text, *sentence), *_VOTE.finditer(text, *sentence), *meets):
            one = _read(text, match, sentence, inside, today, about)
            if one is not None:
                found.append(one)
    if not any(f.when for f in found):
        return None
    dated = [f for f in found if f.when is not None]
    best = max(dated, key=lambda f: (f.score, -f.span.start))
    return _merge(best, found)


def _read(
    text: str, match: re.Match[str], sentence: Span, dates: Sequence[DateMention], today: date, about: bool
) -> _Found | None:
    groups = match.groupdict()
    weak = match.re is not _HEAD
    key = "who" if match.re is _MEET else "noun" if groups.get("noun") else "name"
    name, start = match[key], match.start(key)
    trimmed = _TRIM.sub("", name)
    start += len(name) - len(trimmed)
    span = Span(start, match.end() if match.re is _MEET else match.end(key))
    when = _date_for(
        span, [d for d in dates if not _of_saying(text, d) and (not weak or d.span.start > span.end)], today
    )
    if not weak and trimmed.split()[-1].lower() in _BODY_ITSELF and (when is None or " " not in trimmed):
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
    called = f"meeting of {article}{' '.join(trimmed.split())}" if match.re is _MEET else "vote" if weak else trimmed
    return _Found(called, span, place, place_span, when, score, weak)


def _date_for(span: Span, dates: Sequence[DateMention], today: date) -> DateMention | None:
    ahead = [
        d for d in dates if d.period.last >= today and d.bound not in ("since", "until") and _gap(span, d) <= _REACH
    ]
    return min(ahead, key=lambda d: (_gap(span, d), d.span.start), default=None)


_SAID = re.compile(r"(?:said|says|told|wrote|announced|added|warned|argued|stated|declared|confirmed)\W[^.;]{0,24}\Z")


def _of_saying(text: str, mention: DateMention) -> bool:
    """Whether a date belongs to a verb of saying ("said on Thursday"), not to what will happen."""
    return bool(_SAID.search(text, max(0, mention.span.start - 40), mention.span.start))


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
