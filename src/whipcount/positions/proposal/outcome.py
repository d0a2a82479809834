"""The outcome: what reports tell has become of a decision, when, and by which votes.

Only acts of the body on this object are outcomes. What one member does (its parliament ratifies, its cabinet backs) is
that member's act; what is hoped, expected, planned or hypothetical is none; and what became of an earlier round is not
this one's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from whipcount.bodies.body import Body
from whipcount.bodies.countries import ActorTable
from whipcount.positions.proposal.ballot_rounds import superseded
from whipcount.positions.proposal.meeting_records import is_meeting_record
from whipcount.positions.proposal.named_votes import NamedVote, named_votes
from whipcount.positions.proposal.object_words import ObjectWords
from whipcount.positions.proposal.outcome_anchors import anchored_clauses
from whipcount.positions.proposal.outcome_clauses import ClauseReader
from whipcount.positions.proposal.outcome_counts import by_answers, by_count, by_need, by_share, some_so_far
from whipcount.positions.proposal.outcome_patterns import State
from whipcount.positions.proposal.outcome_sentences import (
    Sentence,
    day_of_vote,
    day_voted,
    days_in_full,
    of_saying,
    sentences_of,
    when,
)
from whipcount.positions.proposal.outcome_votes import votes, with_names
from whipcount.positions.proposal.proposal import Proposal
from whipcount.positions.proposal.report_members import report_members
from whipcount.positions.proposal.vote_counts import VoteCount, vote_count
from whipcount.reports.report import Report
from whipcount.text.patterns import lazy_pattern
from whipcount.text.span import Span

__all__ = ["Outcome", "State", "Telling", "read_outcome"]

_LEAD = 4  # sentences that tell the news itself
_PARLIAMENT = lazy_pattern(
    r"\b(?:parliament|senate|house|commons|bundesrat|bundestag|diet|chamber|congress|assembly of)\b", re.IGNORECASE
)


_Told = tuple[float, State, date | None, Sentence, Span]
"""How sure, what, when, in which sentence and where in it."""


@dataclass(frozen=True, slots=True)
class Telling:
    """One report's telling of the outcome; ``origin`` is its publisher or agency, as far as it says."""

    report: str
    state: State
    on: date | None
    score: float
    count: VoteCount | None
    spans: tuple[Span, ...]
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What has become of a decision; figures are None where they are not told.

    ``spans`` count in the report of :attr:`told_in`; ``reports`` are all that tell it.
    """

    state: State = State.OPEN
    on: date | None = None
    yes: int | None = None
    no: int | None = None
    abstain: int | None = None
    absent: int | None = None
    unanimous: bool | None = None
    spans: tuple[Span, ...] = ()
    told_in: str | None = None
    reports: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    reported_on: date | None = None

    @property
    def decided(self) -> bool:
        """Whether the body has taken the decision, either way."""
        return self.state in (State.ADOPTED, State.REJECTED)


@dataclass(frozen=True, slots=True)
class ReadAsWhole:
    """How a network reads a report as a whole to end: adopted, rejected or open.

    ``overrules``: so surely that it counts against what single sentences tell.
    """

    state: State
    overrules: bool = False


def read_outcome(
    reports: Iterable[Report], proposal: Proposal, body: Body, *, table: ActorTable | None = None
) -> Outcome:
    """What the newest of the reports that tell it says has become of a decision.

    A decision once taken stays so; that it was postponed or referred back holds until a later report, which no longer
    says so.

    Args:
        reports: of any days, in any order.
        proposal: what is to be decided.
        body: who decides.
        table: the dossier's own actors.
    """
    dated = [(report.day, report) for report in reports]
    dated.sort(key=lambda pair: (pair[0] or date.min, pair[1].sha256))
    told: list[tuple[date | None, Telling]] = []
    for day, report in dated:
        telling = read_telling(report, proposal, body, table=table)
        if telling is not None:
            told.append((day, telling))
    return combined(told, dated[-1][0] if dated else None)


def combined(told: Iterable[tuple[date | None, Telling]], newest: date | None) -> Outcome:
    """One outcome of what several reports tell.

    Args:
        told: the tellings with the days of their reports.
        newest: the day of the newest report of all, also of those that tell of no outcome.
    """
    told = sorted(told, key=lambda pair: (pair[0] or date.min, pair[1].report))
    if not told:
        return Outcome()
    day, last = told[-1]
    if last.state in (State.POSTPONED, State.REFERRED) and day and newest and newest > day:
        final = [(d, t) for d, t in told if t.state in (State.ADOPTED, State.REJECTED, State.WITHDRAWN)]
        if not final:
            return Outcome()
        day, last = final[-1]
    same = [(d, t) for d, t in told if t.state is last.state]
    best = max(same, key=lambda pair: (pair[0] == day, pair[1].score))[1]
    on = best.on or next((t.on for _, t in reversed(same) if t.on), None)
    count = best.count or next((t.count for _, t in reversed(same) if t.count), None) or VoteCount()
    return Outcome(
        last.state, on, count.yes, count.no, count.abstain, count.absent, count.unanimous, best.spans,
        best.report, tuple(dict.fromkeys(t.report for _, t in same)), tuple(dict.fromkeys(t.origin for _, t in same)), day,  # noqa: E501
    )  # fmt: skip


def read_telling(
    report: Report,
    proposal: Proposal,
    body: Body,
    *,
    table: ActorTable | None = None,
    named: Sequence[NamedVote] | None = None,
    ended: ReadAsWhole | None = None,
) -> Telling | None:
    """What one report tells has become of it, or None.

    Args:
        report: the report.
        proposal: what is to be decided.
        body: who decides.
        table: the dossier's own actors.
        named: the votes that it tells by name, where they have been read.
        ended: how a network reads the report as a whole; it counts where no sentence tells how the decision ended, and
            where it overrules what they tell.
    """
    day = report.day
    words = ObjectWords(proposal, body, table=table)
    finder = report_members(report, proposal, body, table=table)
    reader = ClauseReader(words, states=finder.states, chamber=_PARLIAMENT.search(body.name) is not None)
    sentences = list(sentences_of(report, finder))
    void = superseded(sentences)
    sentences = [s for s in sentences if s.headline or s.number not in void]
    in_full: tuple[date, ...] = ()
    if day is None or report.day_assumed:
        in_full = days_in_full(sentences)
        day = in_full[-1] if in_full else day
    tellings: list[_Told] = []
    before = ""
    for sentence in sentences:
        found = list(reader.clauses(sentence.text, headline=sentence.headline, before=before))
        before = "" if sentence.headline else sentence.text
        for clause in found:
            on, old = when(sentence, clause.start, clause.end, day)
            if old or (_ahead(proposal, day) and _NO_AGREEMENT.search(sentence.text[clause.start : clause.end])):
                continue
            score = clause.score + (0.5 if sentence.number < _LEAD else 0.0) + (0.5 if on else 0.0)
            tellings.append((score, clause.state, on, sentence, Span(clause.start, clause.end)))
    tellings += _by_minutes(sentences, words, day)
    tellings += by_need(sentences, words, day)
    tellings += by_share(sentences, words, day)
    if not tellings:
        tellings = list(_by_anchors(sentences, reader, report, proposal, day))
    if not tellings:
        tellings = list(by_count(sentences, day, proposal, body, words))
    so_far = not tellings and some_so_far(sentences)
    if not tellings and not so_far:
        tellings = list(by_answers(sentences, words, day))
    one_by_one = so_far or proposal.act == "ratify"  # its members end it, each for itself
    if ended and not one_by_one and (not tellings or (ended.overrules and _contrary(tellings, ended.state))):
        tellings = list(_as_a_whole(sentences, words, proposal, day, ended.state))
    if not tellings:
        return None
    best = _best(tellings)
    state = best[1]
    if state is State.ADOPTED and _outvoted(best[3]):
        state = State.REJECTED
        tellings = [(t[0], state, *t[2:]) if t[1] is State.ADOPTED else t for t in tellings]
    same = sorted((t for t in tellings if t[1] is state), key=lambda t: (-t[0], t[3].number))
    dated = next((t for t in same if t[2]), None)
    on = dated[2] if dated is not None else day_of_vote(sentences, words, day)
    if dated is not None and day is not None and of_saying(dated[3], on, day):
        on = day_voted(sentences, day) or on  # "it has been approved, she said on Monday; voting ended on Friday"
    if on is None and (len(in_full) == 1 or (not report.day_assumed and _of_its_day(report))):
        on = day
    size = len(finder.members)
    count = votes([t[3] for t in same], sentences, words, day, adopted=state is State.ADOPTED, size=size)
    if named is None:
        named = named_votes(report, proposal, body, table=table)
    count = with_names(count, named, size)
    spans = tuple(dict.fromkeys(t[3].span for t in same[:4])) + (count.spans if count else ())
    return Telling(report.sha256, state, on, best[0], count, spans, _origin(report))


def _best(tellings: Sequence[_Told]) -> _Told:
    return max(tellings, key=lambda t: (t[0], -t[3].number))


def _contrary(tellings: Sequence[_Told], state: State) -> bool:
    """Whether sentences tell that it was adopted or rejected, and the report as a whole reads otherwise."""
    told = _best(tellings)[1]
    return told in (State.ADOPTED, State.REJECTED) and told is not state


def _outvoted(sentence: Sentence) -> bool:
    """Whether the sentence that tells the outcome tells, too, that more were against it than for it."""
    count = vote_count(sentence.plain)
    return count is not None and count.yes is not None and count.no is not None and count.yes < count.no


_LIVE = lazy_pattern(r"\A\W*live\b|\b(?:as\s+it\s+happened|minute\s+by\s+minute)\b", re.IGNORECASE)


def _of_its_day(report: Report) -> bool:
    """Whether what a report tells is of its own day: told as it happened, or the minutes of a meeting of that day."""
    return _LIVE.search(report.title or "") is not None or is_meeting_record(report.text)


_NO_AGREEMENT = lazy_pattern(
    r"\b(?:fail\w*|unable|could\s+not|couldn['’]t|did\s+not|didn['’]t|without|no|still)\s+(?:\w+\s+){0,3}?"
    r"(?:to\s+)?(?:agree\w*|reach|find|strike|break|bridge|decide|deal|consensus|compromise|accord|unblock|overcome)",
    re.IGNORECASE,
)


def _ahead(proposal: Proposal, day: date | None) -> bool:
    """Whether it will be taken up again: then a meeting that did not agree has turned nothing down."""
    period = proposal.occasion.period if proposal.occasion else None
    return period is not None and day is not None and period.first > day


def _as_a_whole(
    sentences: Sequence[Sentence], words: ObjectWords, proposal: Proposal, day: date | None, ended: State
) -> Iterator[_Told]:
    """How the report as a whole is read to tell that it ended, at the first sentence that speaks of it."""
    body = [sentence for sentence in sentences if not sentence.headline]
    if ended is State.OPEN or not body or _ahead(proposal, day):
        return
    first = next((sentence for sentence in body if words.strong(sentence.text) is not None), body[0])
    yield 0.5, ended, None, first, Span(0, len(first.text))


_RESOLVED = lazy_pattern(
    r"\A\W*(?:(?:It\s+was\s+)?(?P<adopted>RESOLVED|Resolved|CARRIED|Carried|AGREED|Agreed|ADOPTED|APPROVED|Motion\s+(?:carried|passed|adopted)|MOTION\s+CARRIED)"
    r"|(?P<rejected>LOST|Lost|NOT\s+CARRIED|DEFEATED|Motion\s+(?:lost|failed|defeated)|MOTION\s+(?:LOST|FAILED)))(?=\W|\Z)"
)
_SHORT = 12  # words of a minute that says nothing but how it ended
_ITEM = 10  # sentences of one item of minutes


def _by_minutes(sentences: Sequence[Sentence], words: ObjectWords, day: date | None) -> Iterator[_Told]:
    """What minutes tell: "RESOLVED accordingly.", "Motion lost.", behind an item that speaks of it."""
    for at, sentence in enumerate(sentences):
        found = _RESOLVED.match(sentence.plain)
        if found is None or sentence.headline:
            continue
        own = words.strong(sentence.text) is not None
        item = sentences[max(0, at - _ITEM) : at]
        if not own and (
            len(sentence.plain.split()) > _SHORT or not any(words.strong(s.text) and not s.headline for s in item)
        ):
            continue
        state = State.ADOPTED if found["adopted"] else State.REJECTED
        yield 1.7, state, day, sentence, Span(0, found.end())


def _by_anchors(
    sentences: Sequence[Sentence], reader: ClauseReader, report: Report, proposal: Proposal, day: date | None
) -> Iterator[_Told]:
    """What the verbs tell by which the decision was found in this report."""
    if proposal.found_in not in (None, report.sha256) or proposal.act == "ratify":
        return  # members ratify one by one
    anchors = next((where for name, where in proposal.spans if name == "decision"), ())
    for sentence in sentences:
        words = [
            report.text[span.start : span.end]
            for span in anchors
            if sentence.span.start <= span.start < sentence.span.end
        ]
        for clause in anchored_clauses(
            reader, sentence.text, words, headline=sentence.headline, early=sentence.number < _LEAD
        ):
            on, old = when(sentence, clause.start, clause.end, day)
            if not old:
                yield clause.score + 0.5 * (on is not None), clause.state, on, sentence, Span(clause.start, clause.end)


_AGENCY = lazy_pattern(
    r"\((?P<name>AP|AFP|Reuters|dpa|ANSA|EFE|TASS|Xinhua|PA|Bloomberg|UPI|Anadolu|AA|PAP|BTA|Agerpres)\)|\b(?P<told>Reuters|AFP|Associated Press|dpa|Anadolu|Xinhua|TASS)\b"  # noqa: E501
)


def _origin(report: Report) -> str:
    """Whose telling it is: the agency that it relays, else its publisher, else the report itself."""
    agency = _AGENCY.search(report.text[:3_000])
    if agency:
        return (agency["name"] or agency["told"]).casefold()
    return (report.publisher or report.sha256).casefold()
