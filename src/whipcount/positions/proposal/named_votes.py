"""Which member voted which way, as a report tells it: in prose, in lists under headings, in tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from whipcount.bodies.body import Body
from whipcount.bodies.countries import ActorTable
from whipcount.bodies.member_mentions import STANDING, Masked, MemberFinder
from whipcount.positions.proposal.clause_claims import AT_ONE_TIME
from whipcount.positions.proposal.companions import linked
from whipcount.positions.proposal.counted_votes import counted_votes
from whipcount.positions.proposal.motion_roles import role_votes
from whipcount.positions.proposal.named_vote_patterns import (
    AHEAD,
    ALONGSIDE,
    AMONG,
    AND_MORE,
    BEFORE,
    BESIDE,
    BESIDES,
    BY_SO_MANY,
    COUNTED,
    DREW,
    FOLLOWS,
    GAPPED,
    GENERIC,
    IN_VOTE,
    JOINED,
    KINDS,
    LABEL,
    LISTED,
    NUMBERED,
    ONLY,
    ONLY_LEAD,
    OPPOSED_BY,
    PAREN,
    SAID_TO,
    SAME,
    STOP,
    SUBJECT,
    THEN,
    TO_ONE,
    TOOK_SIDE,
    TOTALS,
    UNREAL,
    VETO_BY,
    VOTE,
    WERE,
    WHICH,
    WITH,
)
from whipcount.positions.proposal.nominal_votes import NominalVote, nominal_votes
from whipcount.positions.proposal.object_words import ObjectWords
from whipcount.positions.proposal.proposal import Proposal
from whipcount.positions.proposal.report_members import report_members
from whipcount.positions.proposal.stance_clauses import ClauseReader
from whipcount.positions.proposal.vote_counts import vote_count
from whipcount.positions.proposal.vote_layouts import VoteLayouts
from whipcount.positions.proposal.vote_objects import for_a_rival, fronted_elsewhere, of_another_time, on_it
from whipcount.reports.report import Report
from whipcount.statements.running_text import running_text
from whipcount.text.patterns import lazy_pattern
from whipcount.text.phrase_lists import either, word_lists
from whipcount.text.sentences import split_sentences
from whipcount.text.span import Span


@dataclass(frozen=True, slots=True)
class NamedVote:
    """One member's vote as told: ``vote`` is yes, no, abstain.

    ``partial``: others voted so too, by the words ("among those that voted no was Kell"); ``closed``: nobody else did
    ("Kell was the only one to vote against"). ``listed``: by a list or a table, whose kind may also be undecided;
    ``cast``: its own words say that votes were cast.
    ``as_carried``: so where the decision was taken, else the other way.
    """

    member: str
    vote: str
    span: Span
    partial: bool = False
    closed: bool = False
    listed: bool = False
    cast: bool = False
    as_carried: bool = False


_TURNED_DOWN = lazy_pattern(rf"(?<!\w){either(word_lists('nominal_votes')['failed'])}(?!\w)", re.IGNORECASE)
_HAD = lazy_pattern(r"\bhad\b", re.IGNORECASE)
_LONG = 8  # sentences with members in them after which a vote told before is no longer the one spoken of
_MOST_LINES, _MOST_MATCHES, _LONGEST = 4_000, 40, 2_000


def named_votes(
    report: Report, proposal: Proposal, body: Body, *, table: ActorTable | None = None
) -> tuple[NamedVote, ...]:
    """The votes that a report tells of by name, in the order of the text; who is told both ways is left out.

    Votes that are announced, wished for or imagined are none, nor are those on another text or of another year.
    """
    day = report.day
    finder = report_members(report, proposal, body, table=table)
    words = ObjectWords(proposal, body, table=table)
    found: dict[str, NamedVote] = {}
    torn: set[str] = set()
    told = (*_prose(report, finder, words, day), *_lists(report, finder))
    known = {vote.member for vote in told}
    for vote in (*told, *(v for v in cast_votes(report, finder, words, day) if v.member not in known)):
        other = found.setdefault(vote.member, vote)
        if other.vote != vote.vote:
            torn.add(vote.member)
        elif vote.listed and not other.listed:
            found[vote.member] = replace(other, listed=True, cast=True)
    return tuple(vote for vote in found.values() if vote.member not in torn)


def cast_votes(report: Report, finder: MemberFinder, words: ObjectWords, day: date | None) -> Iterator[NamedVote]:
    """The votes that clauses tell whose subject stands apart from its verb: "Kell, which was torn, abstained"."""
    text, parts = running_text(report)
    reader = ClauseReader(words, day=day)
    for part in parts:
        for span in split_sentences(part.of(text)):
            masked = finder.masked(text, Span(part.start + span.start, part.start + span.end))
            if for_a_rival(masked.text) or fronted_elsewhere(masked.text, words):
                continue
            for claim in reader.claims(masked):
                if claim.cast and claim.side in KINDS:
                    for member in claim.members:
                        yield NamedVote(member, claim.side, masked.span, partial=True, cast=True)


def _prose(report: Report, finder: MemberFinder, words: ObjectWords, day: date | None) -> Iterator[NamedVote]:
    text, parts = running_text(report)
    kind, age, voting, before, since = None, 0, False, "", _LONG
    here_before: Masked | None = None
    for part in parts:
        for span in split_sentences(part.of(text)):
            here = Span(part.start + span.start, part.start + span.end)
            masked = finder.masked(text, here)
            age += 1
            counting, here_before = here_before, masked
            if masked.lists and fronted_elsewhere(masked.text, words):
                continue
            if not masked.lists and not re.search(
                r"vot|abst|veto|\d[-–]\d|tied\b|deadlock", masked.text, re.IGNORECASE
            ):
                continue
            if counting is not None:
                for one in counted_votes(counting, masked, words, day):
                    yield NamedVote(one.member, one.vote, one.span, closed=one.only, cast=True)
            past = of_another_time(masked, day)
            nominal = [] if past else list(nominal_votes(masked, words, before=before, voting=since < _LONG))
            sides = [(vote.start, vote.side, vote.as_carried) for vote in nominal]
            beside = _tells_count(counting)
            made = list(_sentence(masked, words, day, kind if age <= 2 else None, voting, sides, beside_count=beside))
            voting = VOTE.search(masked.text) is not None or TOTALS.search(masked.text) is not None
            told = {vote.member for vote, _ in made}
            yield from (vote for vote, _ in made)
            more = [v for v in _nominal(masked, nominal) if v.member not in told]
            if not past:
                roles = [v for v in _roles(masked, words, before, since < _LONG) if v.member not in told]
                told |= {vote.member for vote in roles}
                more += roles
            now = {vote.member: vote for vote in (*(vote for vote, _ in made), *more)}
            for fellows, with_whom in linked(masked, frozenset(now)) if now else ():
                more += [replace(now[with_whom], member=member, closed=False) for member in fellows]
            yield from more
            before = masked.text
            since = 0 if voting else since + 1
            if made or (more and len({vote.vote for vote in more}) == 1):
                kind, age = (made[-1][0] if made else more[-1]).vote, 0
            elif voting:
                kind = None  # how others voted has come between: "So did Kell" is of those


def _tells_count(sentence: Masked | None) -> bool:
    """Whether a sentence counts votes: behind it, to oppose the thing is to have voted against it."""
    count = vote_count(sentence.text) if sentence is not None else None
    return count is not None and count.told > 0


def _nominal(masked: Masked, votes: Iterable[NominalVote]) -> Iterator[NamedVote]:
    for vote in votes:
        span = Span(masked.origin(vote.start), masked.origin(vote.end))
        for member in vote.members:
            yield NamedVote(member, vote.side, span, False, vote.closed, as_carried=vote.as_carried)


def _roles(masked: Masked, words: ObjectWords, before: str, voting: bool) -> Iterator[NamedVote]:
    for told in role_votes(masked, words, before=before, voting=voting):
        for member in told.members if told.cast else ():
            yield NamedVote(member, told.side, Span(masked.origin(told.start), masked.origin(told.end)), cast=True)


def _sentence(
    masked: Masked,
    words: ObjectWords,
    day: date | None,
    kind: str | None,
    voting: bool = False,
    nominal: Sequence[tuple[int, str, bool]] = (),
    *,
    beside_count: bool = False,
) -> Iterator[tuple[NamedVote, int]]:
    text = masked.text
    if of_another_time(masked, day):
        return
    closed: set[str] = set()
    hits: list[tuple[int, int, str, str, bool]] = []  # begin, end, the list's mark, the vote, partial
    as_carried: set[str] = set()
    for pattern in (
        SUBJECT,
        THEN,
        JOINED,
        SAID_TO,
        ONLY,
        FOLLOWS,
        PAREN,
        LABEL,
        WITH,
        OPPOSED_BY,
        IN_VOTE,
        NUMBERED,
        WERE,
        DREW,
        VETO_BY,
        GAPPED,
        TO_ONE,
        ALONGSIDE,
        BESIDE,
        BESIDES,
        BY_SO_MANY,
        *((TOOK_SIDE,) if beside_count else ()),
    ):
        shown = WHICH.sub(lambda m: " " * len(m.group()), text) if pattern is FOLLOWS else text
        for match in islice(pattern.finditer(shown), _MOST_MATCHES):
            untold = "no" if pattern in (OPPOSED_BY, VETO_BY, TO_ONE) else "yes" if pattern is DREW else None
            vote = _kind(match) or untold
            if pattern is BY_SO_MANY and _TURNED_DOWN.search(text, 0, match.start()):
                vote = "no"
            if pattern is WERE and AT_ONE_TIME.match(text, match.end()):
                continue  # "was against in the autumn"
            if pattern is SUBJECT and _HAD.search(match.group()) and AT_ONE_TIME.match(text, match.end()):
                continue  # "which had abstained in October, supported it this time"
            if pattern in (WERE, GAPPED) and not (VOTE.search(text) or kind or voting):
                continue
            if vote is None or not _real(text, match, pattern, words):
                continue
            partial = AMONG.search(text[max(0, match.start() - 30) : match.end()]) is not None
            if (pattern is ONLY and re.search(r"\b(?:only|sole|lone)\b", match.group())) or ONLY_LEAD.search(
                text[: match.start()]
            ):
                closed.add(_mark(match))
            hits.append((match.start(), match.end(), _mark(match), vote, partial))
            if pattern is FOLLOWS and (more := AND_MORE.match(text, match.end())) is not None:
                hits.append((more.start("m"), more.end(), more["m"], vote, partial))
    hits.sort()
    taken: set[str] = set()
    for match in islice(SAME.finditer(text), _MOST_MATCHES):
        before = [hit for hit in hits if hit[0] < match.start()]
        sides = [(hit[0], hit[3], False) for hit in before] + [side for side in nominal if side[0] < match.start()]
        _, vote, turned = max(sides, default=(0, kind, False))
        mark = next(filter(None, match.groups()))
        if match["c"] and not sides and re.search(STANDING, text[: match.start()]):
            continue  # "Sarn dissented, joined by Kell": of that, not of what was told before
        if (
            vote
            and mark not in {hit[2] for hit in hits}
            and not UNREAL.search(text[max(0, match.start() - 30) : match.start()])
        ):
            if match["d"] and not (before and match.start() - before[-1][1] < 40):
                continue
            if turned:
                as_carried.add(mark)
            hits.append((match.start(), match.end(), mark, vote, False))
    for start, end, mark, vote, partial in sorted(hits):
        if mark in taken:
            continue
        taken.add(mark)
        span = Span(masked.origin(start), masked.origin(end))
        for member in masked.of(mark).members:
            yield NamedVote(member, vote, span, partial, mark in closed, as_carried=mark in as_carried), start


def _mark(match: re.Match[str]) -> str:
    groups = match.groupdict()
    return groups.get("m") or groups.get("a") or groups.get("b") or ""


def _kind(match: re.Match[str]) -> str | None:
    groups = match.groupdict()
    return next((kind for kind in KINDS for prefix in ("", "c_", "r_") if groups.get(prefix + kind)), None)


def _real(text: str, match: re.Match[str], pattern: re.Pattern[str], words: ObjectWords) -> bool:
    """Whether a vote is told as cast, by the member itself, and on this object."""
    mark = match.start() + match.group().index(_mark(match))
    before, inside = text[max(0, match.start() - 60) : match.start()], match.group()
    told_of = (
        pattern is SUBJECT and match["which"] is not None and " of" in match["which"]
    )  # "relied on A and B, both of which voted no"
    if (
        pattern in (SUBJECT, THEN, JOINED, SAID_TO, ONLY, IN_VOTE, TOOK_SIDE)
        and not told_of
        and BEFORE.search(text[max(0, mark - 16) : mark])
    ):
        return False
    clause = re.split(r"[;:]|,\s(?:and|but|while)\s|\.\s|\b(?:and|but|while|because|since|after)\s", before)[-1]
    if (UNREAL.search(clause) and not told_of) or UNREAL.search(inside.replace(_mark(match), " ")):
        return False
    if pattern is OPPOSED_BY and not re.search(r"\bvot|\bveto|\babst", text, re.IGNORECASE):
        return False
    if pattern in (PAREN, FOLLOWS) and re.search(r"\bamendment|\bbudget of\b", inside):
        return False
    tail = (
        text[match.end() :]
        if pattern in (SUBJECT, THEN, JOINED, SAID_TO, ONLY, WITH, TOOK_SIDE)
        else inside[: mark - match.start()]
    )
    if pattern in (SUBJECT, THEN, JOINED, SAID_TO, ONLY, TOOK_SIDE):
        stop = STOP.search(tail)
        return on_it(tail[: stop.start() if stop else 80][:90], words)
    if pattern is FOLLOWS and re.match(r"\s+(?:would|could|might|may|will)\b", text[match.end() :]):
        return False  # "a vote against it by Kell would settle the matter"
    if pattern in (FOLLOWS, LABEL):
        return GENERIC.fullmatch(match["middle"] or "") is not None or on_it(match["middle"] or "", words)
    return True


def _lists(report: Report, finder: MemberFinder) -> Iterator[NamedVote]:
    """Lists under headings, rows and columns of tables, lines of one member each."""
    lines = [
        finder.masked(report.text, Span(*match.span()))
        for match in islice(re.finditer(r"[^\n\r]+", report.text), _MOST_LINES)
        if len(match.group()) <= _LONGEST
    ]
    cast = any(COUNTED.search(line.text) and not AHEAD.search(line.text) for line in lines)
    for entry in VoteLayouts(LISTED).entries([line.text for line in lines]):
        if entry.kind == "absent":
            continue
        masked = lines[entry.line]
        mark = masked.text[entry.span.start]
        if re.match(STANDING, mark):
            for member in masked.of(mark).members:
                yield NamedVote(member, entry.kind, masked.span, cast=entry.cast or cast, listed=True)
