"""The outcome: what reports tell has become of a decision, when, and by which votes.

Only acts of the body on this object are outcomes. What one member does (its parliament ratifies, its cabinet backs) is
that member's act; what is hoped, expected, planned or hypothetical is none; and what became of an earlier round is not
this one's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from whipcount.bodies.body import Body
from whipcount.bodies.countries import ActorTable
from whipcount.bodies.member_mentions import MemberFinder
from whipcount.positions.proposal.named_votes import NamedVote, named_votes
from whipcount.positions.proposal.object_words import ObjectWords
from whipcount.positions.proposal.outcome_anchors import anchored_clauses
from whipcount.positions.proposal.outcome_clauses import ClauseReader
from whipcount.positions.proposal.outcome_patterns import State
from whipcount.positions.proposal.proposal import Proposal
from whipcount.positions.proposal.report_members import report_members
from whipcount.positions.proposal.vote_counts import VoteCount, vote_count
from whipcount.positions.proposal.vote_results import carried_by
from whipcount.reports.report import Report
from whipcount.statements.running_text import running_text
from whipcount.text.dates import DateMention, find_dates
from whipcount.text.patterns import lazy_pattern
from whipcount.text.period import Grain
from whipcount.text.period import day as one_day
from whipcount.text.sentences import split_sentences
from whipcount.text.span import Span

__all__ = ["Outcome", "State", "Telling", "read_outcome"]

RECENT = timedelta(days=45)
"""What lies further back than this from the report's day is told as history."""
_STAMP = 60  # code points of a line that holds the day of publication
_LEAD = 4  # sentences that tell the news itself
_MOST = 1_500  # sentences of one report that are looked at
_PARLIAMENT = lazy_pattern(
    r"\b(?:parliament|senate|house|commons|bundesrat|bundestag|diet|chamber|congress|assembly of)\b", re.IGNORECASE
)
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
_WEEKDAY = lazy_pattern(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day")


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
class _Sentence:
    span: Span
    text: str  # masked, with the body's names as BODY
    plain: str
    number: int
    headline: bool
    assumed: bool = False  # the report does not tell its day: none is reckoned from it


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
) -> Telling | None:
    """What one report tells has become of it, or None.

    Args:
        report: the report.
        proposal: what is to be decided.
        body: who decides.
        table: the dossier's own actors.
        named: the votes that it tells by name, where they have been read.
    """
    day = report.day
    words = ObjectWords(proposal, body, table=table)
    finder = report_members(report, proposal, body, table=table)
    reader = ClauseReader(words, states=finder.states, chamber=_PARLIAMENT.search(body.name) is not None)
    sentences = list(_sentences(report, finder))
    if day is None or report.day_assumed:
        day = _day_in_full(sentences) or day
    tellings: list[tuple[float, State, date | None, _Sentence, Span]] = []
    before = ""
    for sentence in sentences:
        found = list(reader.clauses(sentence.text, headline=sentence.headline, before=before))
        before = "" if sentence.headline else sentence.text
        for clause in found:
            on, old = _when(sentence, clause.start, clause.end, day)
            if old or (_ahead(proposal, day) and _NO_AGREEMENT.search(sentence.text[clause.start : clause.end])):
                continue
            score = clause.score + (0.5 if sentence.number < _LEAD else 0.0) + (0.5 if on else 0.0)
            tellings.append((score, clause.state, on, sentence, Span(clause.start, clause.end)))
    tellings += _by_minutes(sentences, words, day)
    if not tellings:
        tellings = list(_by_anchors(sentences, reader, report, proposal, day))
    if not tellings:
        tellings = list(_by_count(sentences, day, proposal, body, words))
    if not tellings:
        return None
    best = max(tellings, key=lambda t: (t[0], -t[3].number))
    state = best[1]
    same = sorted((t for t in tellings if t[1] is state), key=lambda t: (-t[0], t[3].number))
    dated = next((t for t in same if t[2]), None)
    on = dated[2] if dated is not None else _day_of_vote(sentences, words, day)
    if dated is not None and day is not None and _of_saying(dated[3], on, day):
        on = _day_voted(sentences, day) or on  # "it has been approved, she said on Monday; voting ended on Friday"
    count = _votes([t[3] for t in same], sentences, words, day)
    if named is None:
        named = named_votes(report, proposal, body, table=table)
    count = with_names(count, named, len(finder.members))
    spans = tuple(dict.fromkeys(t[3].span for t in same[:4])) + (count.spans if count else ())
    return Telling(report.sha256, state, on, best[0], count, spans, _origin(report))


_NO_AGREEMENT = lazy_pattern(
    r"\b(?:fail\w*|unable|could\s+not|couldn['’]t|did\s+not|didn['’]t|without|no|still)\s+(?:\w+\s+){0,3}?"
    r"(?:to\s+)?(?:agree\w*|reach|find|strike|break|bridge|decide|deal|consensus|compromise|accord|unblock|overcome)",
    re.IGNORECASE,
)


def _ahead(proposal: Proposal, day: date | None) -> bool:
    """Whether it will be taken up again: then a meeting that did not agree has turned nothing down."""
    period = proposal.occasion.period if proposal.occasion else None
    return period is not None and day is not None and period.first > day


def _sentences(report: Report, finder: MemberFinder) -> Iterator[_Sentence]:
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
            yield _Sentence(here, masked.text, here.of(text), number, headline, report.day_assumed)
            number += not headline


def _when(
    sentence: _Sentence, start: int, end: int, day: date | None, *, within: timedelta = RECENT
) -> tuple[date | None, bool]:
    """The day of a clause, by the days that its sentence tells, and whether it is told as history."""
    if day is None or sentence.assumed:
        return None, False  # "today", in a report that does not tell its day
    near: list[tuple[int, DateMention]] = []
    old = False
    for mention in find_dates(sentence.plain, day):
        if _NO_DAY.search(sentence.plain[: mention.span.start]) or mention.bound:
            continue
        apart = (
            0
            if start <= mention.span.start <= end
            else min(abs(mention.span.start - end), abs(start - mention.span.end))
        )
        if mention.period.last < day - within:
            old = old or (apart < 60 and mention.period.last < day - RECENT)
            continue
        if day < mention.period.first < day + timedelta(days=8) and _WEEKDAY.fullmatch(mention.text):
            near.append((apart, replace(mention, period=one_day(mention.period.first - timedelta(days=7)))))
            continue  # what is done lies behind, whatever the tense of the words around
        if mention.period.last > day or mention.period.grain is not Grain.DAY or mention.period.days != 1:
            continue
        near.append((apart, mention))
    if not near:
        return None, old
    return min(near, key=lambda pair: pair[0])[1].period.first, False


def _by_count(
    sentences: Sequence[_Sentence], day: date | None, proposal: Proposal, body: Body, words: ObjectWords
) -> Iterator[tuple[float, State, date | None, _Sentence, Span]]:
    """What the totals of a vote tell by the body's rule, where no words tell how it ended."""
    for sentence in sentences:
        count = vote_count(sentence.plain)
        if count is None or count.yes is None or count.no is None or sentence.headline:
            continue
        if count.yes == count.no and _CASTING.search(" ".join(s.plain for s in sentences[:40])):
            continue
        on, old = _when(sentence, 0, len(sentence.plain), day)
        if (
            old
            or _elsewhere(sentence, words)
            or not _VOTES_CAST.search(sentence.text)
            or _OTHER_WAY.search(sentence.text)
        ):
            continue
        carried = carried_by(count.yes, count.no, proposal, body, on or day)
        if carried is not None:
            yield 1.0, State.ADOPTED if carried else State.REJECTED, on, sentence, Span(0, len(sentence.text))


_RESOLVED = lazy_pattern(
    r"\A\W*(?:(?:It\s+was\s+)?(?P<adopted>RESOLVED|Resolved|CARRIED|Carried|AGREED|Agreed|ADOPTED|APPROVED|Motion\s+(?:carried|passed|adopted)|MOTION\s+CARRIED)"
    r"|(?P<rejected>LOST|Lost|NOT\s+CARRIED|DEFEATED|Motion\s+(?:lost|failed|defeated)|MOTION\s+(?:LOST|FAILED)))(?=\W|\Z)"
)
_SHORT = 12  # words of a minute that says nothing but how it ended
_ITEM = 10  # sentences of one item of minutes


def _by_minutes(
    sentences: Sequence[_Sentence], words: ObjectWords, day: date | None
) -> Iterator[tuple[float, State, date | None, _Sentence, Span]]:
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
    sentences: Sequence[_Sentence], reader: ClauseReader, report: Report, proposal: Proposal, day: date | None
) -> Iterator[tuple[float, State, date | None, _Sentence, Span]]:
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
            on, old = _when(sentence, clause.start, clause.end, day)
            if not old:
                yield clause.score + 0.5 * (on is not None), clause.state, on, sentence, Span(clause.start, clause.end)


_CASTING = lazy_pattern(
    r"\b(?:casting|tie-?break\w*|breaks?\s+the\s+tie|broke\s+the\s+tie|deciding\s+vote)\b", re.IGNORECASE
)
_VOTES_CAST = lazy_pattern(
    r"\b(?:MPs?|votes?|voted|voting|ballot|division|supported|opposed|in\s+favou?r|against|for|count)\b", re.IGNORECASE
)
_OTHER_WAY = lazy_pattern(
    r"\b(?:out|down|reject\w*|refus\w*|defeat\w*|need\w*|requir\w*|not\s+to|against\s+the\s+motion\s+to)\b",
    re.IGNORECASE,
)


def _day_of_vote(sentences: Sequence[_Sentence], words: ObjectWords, day: date | None) -> date | None:
    """The one recent day that the report's lead tells, where its telling of the outcome names none.

    Days on which something is only planned do not count; where several are told, those of a vote or a decision do.
    """
    found: dict[date, bool] = {}
    for sentence in sentences:
        if sentence.headline or sentence.number >= _NEWS:
            continue
        on, _ = _when(sentence, 0, len(sentence.plain), day, within=_FRESH)
        if on is not None and not _AHEAD.search(sentence.plain):
            found[on] = found.get(on, False) or words.vote.search(sentence.text) is not None
    voted = [on for on, vote in found.items() if vote]
    if len(voted) == 1:
        return voted[0]
    return next(iter(found)) if len(found) == 1 else None


_SAYING = lazy_pattern(
    r"\b(?:said|says|told|wrote|announced|added|confirmed|reported|declared)\s+(?:[\w’']+\s+){0,3}?(?:on\s+|late\s+|early\s+)*\Z"
)
_VOTED = lazy_pattern(
    r"\b(?:voting|vote|ballot|poll|count|balloting)s?\s+(?:had\s+|has\s+|was\s+|were\s+)?(?:ended|closed|taken|held|took\s+place|finished|concluded)\b",
    re.IGNORECASE,
)


def _of_saying(sentence: _Sentence, on: date | None, day: date) -> bool:
    """Whether a sentence tells a day only as that on which somebody said so."""
    told = [m for m in find_dates(sentence.plain, day) if m.period.days == 1]
    return len(told) == 1 and on is not None and _SAYING.search(sentence.plain[: told[0].span.start]) is not None


def _day_voted(sentences: Sequence[_Sentence], day: date) -> date | None:
    """The day on which a report says that the voting ended or was held, where it tells one."""
    for sentence in sentences[: _NEWS + 1]:
        voted = _VOTED.search(sentence.plain)
        if voted is not None and (on := _when(sentence, voted.start(), voted.end(), day, within=_FRESH)[0]):
            return on
    return None


def _day_in_full(sentences: Sequence[_Sentence]) -> date | None:
    """The day that the news of a report without a date tells in full, with its year; the latest where it tells several.

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
    return max(found, default=None)


def _votes(
    telling: Sequence[_Sentence], sentences: Sequence[_Sentence], words: ObjectWords, day: date | None
) -> VoteCount | None:
    """The votes told with the outcome: in its sentences, in those that follow, else wherever they are told."""
    by_number = {s.number: s for s in sentences if not s.headline}
    around: list[_Sentence] = []
    for sentence in telling:
        around.append(sentence)
        if not sentence.headline:
            around += [by_number[n] for n in (sentence.number + 1, sentence.number + 2) if n in by_number]
    rest = [
        s
        for s in sentences
        if words.mention(s.text, votes=True) or re.search(r"\bvot|\babst|\bin favou?r\b", s.text, re.IGNORECASE)
    ]
    counts: list[VoteCount] = []
    for sentence in dict.fromkeys((*around, *rest)):
        count = vote_count(sentence.plain, at=sentence.span.start)
        if count is None or _when(sentence, 0, len(sentence.plain), day)[1] or _elsewhere(sentence, words):
            continue
        if count.unanimous and _NOT_REACHED.search(sentence.plain):
            count = replace(count, unanimous=None)  # "they had tried to agree by consensus"
            if not count.told:
                continue
        counts.append(count)
    # totals of both sides are the body's; one side alone may be a party's ("11 of its deputies voted against")
    counts.sort(key=lambda count: count.yes is None or count.no is None)
    made: VoteCount | None = None
    for count in counts:
        if made is None:
            made = count
        elif (both := made.merged(count)) is not None:
            made = both
    silent = any(_NO_SAY.search(s.plain) for s in sentences if not s.headline)
    if made is not None and made.unanimous and (made.no or made.abstain or silent):
        made = replace(made, unanimous=None)
    return made


def with_names(count: VoteCount | None, named: Sequence[NamedVote], size: int) -> VoteCount | None:
    """Totals that are not told, where the names tell them: lists of those against and abstaining, as given in full.

    Args:
        count: the totals told.
        named: the votes told by name.
        size: how many members could vote.
    """
    lists = {kind: [v for v in named if v.vote == kind] for kind in ("yes", "no", "abstain")}
    told = count or VoteCount()
    names = {k: len(v) for k, v in lists.items() if v and not any(vote.partial for vote in v)}
    full = {k: len(v) for k, v in lists.items() if v and all(vote.listed for vote in v)}
    if (
        {"yes", "no"} <= set(full)
        and sum(full.values()) * 2 > size
        and (told.yes, told.no) != (full["yes"], full["no"])
    ):
        return VoteCount(full["yes"], full["no"], full.get("abstain"), spans=told.spans)  # other figures: another vote
    everyone = sum(names.values()) == size
    if not everyone and told.yes is None and told.no is None and not told.unanimous:
        closed = {vote.vote for vote in named if vote.closed}
        names = {k: n for k, n in names.items() if n > 1 or k in closed}  # one that is named may be one of many
    no = told.no if told.no is not None else names.get("no")
    abstain = told.abstain if told.abstain is not None else names.get("abstain")
    yes = told.yes
    if yes is None and "yes" in names and names["yes"] + (no or 0) + (abstain or 0) == size:
        yes = names["yes"]
    if yes is not None and yes + (no or 0) + (abstain or 0) == size:
        no, abstain = no or 0, abstain or 0
    if no is None and names.get("no") and yes is not None and told.abstain is not None and size > yes + told.abstain:
        no = size - yes - told.abstain  # who is left, where some are told to have voted against it
    everybody = told.unanimous if yes is None or yes >= size else None
    made = replace(told, yes=yes, no=no, abstain=abstain, unanimous=everybody)
    return made if made.told or made.unanimous else None


_ELSEWHERE = lazy_pattern(
    r"\b(?:last\s+year|previous(?:ly)?|earlier\s+(?:vote|resolution|draft)|similar|amendment|cabinet|committee|referendum|opinion\s+poll|poll)\b",
    re.IGNORECASE,
)


def _elsewhere(sentence: _Sentence, words: ObjectWords) -> bool:
    """Whether the votes of a sentence are those of another house, another round or another text."""
    told = (match.group().casefold() for match in _ELSEWHERE.finditer(sentence.text))
    return any(word not in words.body_nouns for word in told)


_NOT_REACHED = lazy_pattern(
    r"\b(?:tried|trying|attempt\w*|fail\w*|want(?:s|ed)?|hop(?:es|ed|ing)|sought|seek\w*|instead\s+of|rather\s+than|unable)\b",
    re.IGNORECASE,
)
_NO_SAY = lazy_pattern(  # members that had no vote did not agree, whatever was unanimous
    r"\b(?:ha(?:s|ve|d)\s+no\s+(?:say|vote|right\s+to\s+vote|voice)|(?:may|can|could|did|do|does)\s*(?:not|n['’]t)\s+(?:\w+\s+)?(?:vote|take\s+part"
    r"|participate)|without\s+(?:the\s+)?(?:right\s+to\s+vote|voting\s+rights)|(?:was|were)\s+(?:absent|excluded\s+from\s+the\s+vote)"
    r"|secret(?:ly)?\s+(?:ballot|vote)|left\s+the\s+(?:room|hall|chamber)|stayed\s+away)\b",
    re.IGNORECASE,
)
_AGENCY = lazy_pattern(
    r"\((?P<name>AP|AFP|Reuters|dpa|ANSA|EFE|TASS|Xinhua|PA|Bloomberg|UPI|Anadolu|AA|PAP|BTA|Agerpres)\)|\b(?P<told>Reuters|AFP|Associated Press|dpa|Anadolu|Xinhua|TASS)\b"  # noqa: E501
)


def _origin(report: Report) -> str:
    """Whose telling it is: the agency that it relays, else its publisher, else the report itself."""
    agency = _AGENCY.search(report.text[:3_000])
    if agency:
        return (agency["name"] or agency["told"]).casefold()
    return (report.publisher or report.sha256).casefold()
