"""The meeting after the one that has passed: a decision that a meeting left open is taken up at the next that is told.

A dossier begins with the meeting that its first report tells. Once that is over and nothing has been decided, the
meeting that the newest later report tells is the one that is waited for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache

from whipcount.positions.proposal.occasions import find_occasion
from whipcount.positions.proposal.proposal import Occasion, Proposal
from whipcount.reports.report import Report
from whipcount.text.dates import find_dates
from whipcount.text.sentences import split_sentences
from whipcount.text.span import Span

MOST_REPORTS = 60  # the newest ones that are asked
ToldOccasions = tuple[tuple[date, Occasion], ...]
"""Meetings with the day of the report that tells of each, the newest report first."""


def told_occasions(reports: Iterable[Report], proposal: Proposal) -> Iterator[tuple[date, Occasion]]:
    """The meetings that reports tell after the proposal's own one, the newest report first; read as they are asked for.

    Args:
        reports: of the dossier, in any order.
        proposal: as the dossier began; without a meeting of its own there is none to follow.
    """
    period = proposal.occasion.period if proposal.occasion else None
    if period is None:
        return
    dated = sorted(
        ((day, report) for report in reports if (day := report.day) is not None and report.sha256 != proposal.found_in),
        key=lambda pair: (pair[0], pair[1].sha256),
        reverse=True,
    )
    names = _names(proposal)
    for day, report in dated[:MOST_REPORTS]:
        occasion = _occasion_in(report.text, day, names)
        if occasion is not None and occasion.period is not None and occasion.period.first > period.last:
            yield day, occasion


@lru_cache(maxsize=256)
def _occasion_in(text: str, day: date, names: tuple[str, ...]) -> Occasion | None:
    """The meeting that a report tells; kept, since a page asks for it at each count."""
    named = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)") if names else None
    near = [Span(*match.span()) for match in named.finditer(text)] if named else []
    return find_occasion(text, sentences=split_sentences(text), dates=find_dates(text, day), today=day, near=near)


def with_next_occasion(proposal: Proposal, told: Iterable[tuple[date, Occasion]], as_of: date) -> Proposal:
    """The proposal with the meeting that is waited for on a day, where its own is over and a later one is told.

    Args:
        proposal: as the dossier began.
        told: of :func:`told_occasions`; not looked at while the meeting lies ahead.
        as_of: what was reported later is not known.

    >>> from whipcount.text.period import Period
    >>> june, december = (Occasion("meeting", None, Period(day, day)) for day in (date(2025, 6, 4), date(2025, 12, 2)))
    >>> asked = Proposal("in", "Lake Council admits Orvana", "LAKE", occasion=june)
    >>> told = ((date(2025, 10, 1), december),)
    >>> [str(with_next_occasion(asked, told, date(2025, month, 5)).occasion.period) for month in (5, 9, 11)]
    ['2025-06-04', '2025-06-04', '2025-12-02']
    """
    period = proposal.occasion.period if proposal.occasion else None
    if period is None or period.last >= as_of:
        return proposal
    later = (
        occasion
        for day, occasion in told
        if day <= as_of and occasion.period is not None and occasion.period.last >= as_of
    )
    occasion = next(later, None)
    return proposal if occasion is None else replace(proposal, occasion=replace(occasion, spans=()))


def _names(proposal: Proposal) -> tuple[str, ...]:
    """The names in a proposal's title, by which a report's sentences speak of it."""
    return tuple(sorted({word for word in re.findall(r"[A-Z][\w’'-]+", proposal.title) if len(word) > 2}))
