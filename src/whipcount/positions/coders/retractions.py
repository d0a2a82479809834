"""Corrections and retractions that reports tell: what a notice corrects, and what somebody takes back.

In the report itself the words that are corrected or taken back are negated. Of other reports they are taken back by
evidence with the force :attr:`~whipcount.positions.stance.stance.Force.RETRACT`, which the fold settles
(:mod:`whipcount.positions.count.withdrawals`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, time

from whipcount.bodies.actors import find_actors
from whipcount.bodies.countries import ActorTable
from whipcount.positions.proposal.proposal import Proposal
from whipcount.positions.stance.scope import sentence_around
from whipcount.positions.stance.stance import Authority, Evidence, Force
from whipcount.positions.stance.target import all_terms
from whipcount.reports.report import Report
from whipcount.statements.statement import Modality, Statement
from whipcount.text.sentences import split_sentences
from whipcount.text.span import Span, hull
from whipcount.text.wordlists import Wordlist

_WORDS = Wordlist("stance/retractions")
_PARAGRAPH = re.compile(r"\s*[^\n]*")
_CORRECTED = "corrected by the report itself"
_TAKEN_BACK = "taken back, as the report tells"
_WITHDRAWN = "the report itself is withdrawn"
_SUBJECT = 80  # code points before a word of taking back in which its subject stands
_GIST = 240


def with_retractions(
    evidence: Sequence[Evidence],
    statements: Mapping[str, Statement],
    reports: Iterable[Report],
    proposal: Proposal,
    table: ActorTable,
    recorded_at: datetime | None = None,
) -> list[Evidence]:
    """The evidence with what reports correct and tell to be taken back.

    Args:
        evidence: of these reports, in any order.
        statements: by id.
        reports: in which corrections are looked for.
        proposal: toward which the evidence is.
        table: the actors to look for.
        recorded_at: when they became known; by default the end of the day of the report.
    """
    made = list(evidence)
    terms = all_terms(proposal)
    for report in reports:
        if _WORDS.notice.search(report.text):
            made = _corrected(made, statements, report, terms, table)
        made = _taken_back(made, statements, report, proposal, table, recorded_at)
        if _WORDS.report_withdrawn.search(report.text):
            made = [_void(e, _WITHDRAWN) if e.report == report.sha256 else e for e in made]
    return made


def notices(text: str) -> tuple[Span, ...]:
    """Where a text corrects itself: each notice to the end of its paragraph.

    >>> text = "Kell agreed.\\n\\nCorrection: Kell did not."
    >>> [span.of(text) for span in notices(text)]
    ['Correction: Kell did not.']
    """
    found: list[Span] = []
    for match in _WORDS.notice.finditer(text):
        start = match.start()
        if found and start < found[-1].end:
            continue
        end = text.find("\n", match.end())
        end = len(text) if end < 0 else end
        if len(text[start:end].split()) < 5:  # a heading: the notice is the paragraph below it
            below = _PARAGRAPH.match(text, end)
            end = below.end() if below else end
        found.append(Span(start, end))
    return tuple(found)


def takes_back(words: str) -> bool:
    """Whether some words take back what was said.

    >>> takes_back("took back his promise"), takes_back("made a promise")
    (True, False)
    """
    return _WORDS.takes_back.search(words) is not None


def not_meant(text: str) -> tuple[Span, ...]:
    """The sentences that a text itself calls wrong: what a notice says was, and what is denied right behind.

    >>> text = "A paper said Kell would veto it. He said no such thing."
    >>> [span.of(text) for span in not_meant(text)]
    ['A paper said Kell would veto it.']
    """
    found: list[Span] = []
    for notice in notices(text):
        for sentence in split_sentences(notice.of(text)):
            words = sentence.of(notice.of(text))
            if _WORDS.wrong.search(words) and not _WORDS.right.search(words):
                found.append(Span(notice.start + sentence.start, notice.start + sentence.end))
    for match in sorted(
        (*_WORDS.misspoke.finditer(text), *_WORDS.retracts_report.finditer(text), *_WORDS.invented.finditer(text)),
        key=re.Match.start,
    ):
        line = text.rfind("\n", 0, match.start()) + 1
        found += [
            Span(line + s.start, line + s.end)
            for s in split_sentences(text[line : max(match.end(), text.find("\n", match.end()))])
            if line + s.start <= match.start() < line + s.end
        ]
    for match in _WORDS.denies_it.finditer(text):
        line = text.rfind("\n", 0, match.start()) + 1
        before = [s for s in split_sentences(text[line : match.end()]) if line + s.end <= match.start()]
        if before:
            found.append(Span(line + before[-1].start, line + before[-1].end))
    return tuple(found)


def _place(item: Evidence, statements: Mapping[str, Statement]) -> Span | None:
    statement = statements.get(item.statement or "")
    spans = (*statement.source, *statement.cue, *statement.content) if statement else ()
    return hull(spans) if spans else None


def _void(item: Evidence, why: str) -> Evidence:
    return replace(item, modality=Modality.NEGATED, reasons=(*item.reasons, why))


def _corrected(
    evidence: list[Evidence],
    statements: Mapping[str, Statement],
    report: Report,
    terms: re.Pattern[str],
    table: ActorTable,
) -> list[Evidence]:
    text = report.text
    for notice in notices(text):
        inside: dict[str, Evidence] = {}
        wrong: set[str] = set()
        for item in evidence:
            place = _place(item, statements) if item.report == report.sha256 else None
            if place is None or not notice.start <= place.start < notice.end:
                continue
            line = sentence_around(text, place).of(text)
            if _WORDS.wrong.search(line) and not _WORDS.right.search(line):
                wrong.add(item.id)
            elif item.stance is not None:
                inside[item.id] = item
        members = {item.member for item in inside.values() if item.member}
        if not members and terms.search(text, *notice):  # what is right is not told: what was said is open
            members = {m.id for m in find_actors(notice.of(text), table=table) if table.actors[m.id].kind == "state"}
        made = []
        for item in evidence:
            place = _place(item, statements) if item.report == report.sha256 else None
            corrected = place is not None and place.start < notice.start and item.member in members
            if item.id in wrong or (corrected and not _same(item, inside.values())):
                made.append(_void(item, _CORRECTED))
            elif item.id in inside and item.force in (Force.ASSERT, Force.COMMIT, Force.WARN_OF_VETO):
                made.append(replace(item, force=Force.RETRACT, reasons=(*item.reasons, _CORRECTED)))
            else:
                made.append(item)
        evidence = made
    return evidence


def _same(item: Evidence, told: Iterable[Evidence]) -> bool:
    """Whether the notice tells the same of the member."""
    return any(other.member == item.member and other.stance is item.stance for other in told)


def _taken_back(
    evidence: list[Evidence],
    statements: Mapping[str, Statement],
    report: Report,
    proposal: Proposal,
    table: ActorTable,
    recorded_at: datetime | None,
) -> list[Evidence]:
    text = report.text
    matches = sorted(
        (
            match
            for pattern in (_WORDS.takes_back, _WORDS.corrects_himself, _WORDS.denies_it)
            for match in pattern.finditer(text)
        ),
        key=lambda match: match.start(),
    )
    for match in matches:
        line = sentence_around(text, Span(*match.span()))
        earlier = [
            (place, item)
            for item in evidence
            if item.report == report.sha256
            and item.member is not None
            and (place := _place(item, statements)) is not None
            and (place.end <= match.start() or place.start < match.start() < place.end)
        ]
        subject = text[max(line.start, match.start() - _SUBJECT) : match.start()]
        if not _WORDS.goes_on.search(subject):  # what is said to be taken back is no statement that is
            earlier = [(place, item) for place, item in earlier if place.end <= match.start()]
        member, speaker = _who(subject, earlier, table)
        if member is None:
            continue
        fallen = {item.id for _, item in earlier if item.member == member}
        evidence = [_void(e, _TAKEN_BACK) if e.id in fallen else e for e in evidence]
        taken = _retraction(report, line, match.start(), member, speaker, proposal.asked.id, recorded_at)
        evidence += [taken] if taken is not None else []
    return evidence


def _who(subject: str, earlier: Sequence[tuple[Span, Evidence]], table: ActorTable) -> tuple[str | None, str | None]:
    """Which member takes its word back, and who speaks for it."""
    for _, item in sorted(earlier, key=lambda pair: -pair[0].start):
        name = (item.speaker or "").split()
        if name and name[-1][:1].isupper() and re.search(rf"(?<!\w){re.escape(name[-1])}(?!\w)", subject):
            return item.member, item.speaker
    states = [m.id for m in find_actors(subject, table=table) if table.actors[m.id].kind == "state" and m.sure]
    if states:
        return states[0], None
    if earlier and (_WORDS.pronoun.search(subject) or _WORDS.goes_on.search(subject)):
        last = max(earlier, key=lambda pair: pair[0].start)[1]
        return last.member, last.speaker
    return None, None


def _retraction(
    report: Report, line: Span, at: int, member: str, speaker: str | None, variant: str, recorded_at: datetime | None
) -> Evidence | None:
    """That a member's word is taken back: it stands for no stance itself. None for a report of no day."""
    day = report.day
    if day is None:
        return None
    return Evidence(
        id=f"{report.sha256[:12]}:taken-back:{at}",
        member=member,
        variant=variant,
        stance=None,
        said_from=day,
        said_to=day,
        reported_on=day,
        recorded_at=recorded_at or datetime.combine(day, time.max, UTC),
        authority=Authority.HEAD,
        force=Force.RETRACT,
        report=report.sha256,
        confidence=0.7,
        speaker=speaker,
        gist=" ".join(line.of(report.text).split())[:_GIST],
        source=report.publisher or report.name,
        reasons=(_TAKEN_BACK,),
    )
