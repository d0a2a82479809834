"""From readings to evidence: about which member a stance is, how much the voice weighs, and whose word it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time
from itertools import pairwise

from whipcount.bodies.actors import Mention, find_actors
from whipcount.bodies.countries import ActorTable, default_table
from whipcount.errors import BodyError, InputError
from whipcount.positions.coders.contract import NO_MEMBER, OWN_WORD_ONLY
from whipcount.positions.coders.retractions import with_retractions
from whipcount.positions.count.origins import cluster, with_origins
from whipcount.positions.proposal.applicable_rule import deciding_body, membership_day
from whipcount.positions.proposal.proposal import Proposal
from whipcount.positions.stance.stance import Authority, Evidence, Force, Reading
from whipcount.reports.report import Report
from whipcount.statements.statement import Basis, Role, Speaker, Statement
from whipcount.text.span import Span, hull
from whipcount.text.wordlists import Wordlist

AUTHORITY: Mapping[Role, Authority] = {
    Role.HEAD_OF_STATE: Authority.HEAD,
    Role.HEAD_OF_GOVERNMENT: Authority.HEAD,
    Role.BODY: Authority.MINISTER,
    Role.FOREIGN_MINISTER: Authority.MINISTER,
    Role.DEFENCE_MINISTER: Authority.MINISTER,
    Role.MINISTER: Authority.MINISTER,
    Role.PERMANENT_REPRESENTATIVE: Authority.SPOKESPERSON,
    Role.SPOKESPERSON: Authority.SPOKESPERSON,
    Role.PARLIAMENT: Authority.PARLIAMENTARIAN,
    Role.PARLIAMENTARIAN: Authority.PARLIAMENTARIAN,
    Role.OFFICIAL: Authority.SPOKESPERSON,
}
"""What each office weighs. A government spoken of as one weighs as a minister; a parliament that did not act as its
members; offices that are not here speak for nobody but themselves (:data:`OWN_WORD`)."""

OWN_WORD = frozenset({Role.FORMER, Role.OPPOSITION, Role.ANALYST, Role.MEDIA, Role.OTHER})
"""Voices that never set a member's position: their word is kept and shown, about no member."""

_COLLECTIVE = frozenset({Role.BODY, Role.PARLIAMENT})
_WORDS = Wordlist("stance/coding")
_GIST = 240


def to_evidence(
    readings: Iterable[Reading],
    statements: Iterable[Statement],
    reports: Iterable[Report],
    proposal: Proposal,
    *,
    members: Iterable[str] | None = None,
    recorded_at: datetime | None = None,
    table: ActorTable | None = None,
) -> tuple[Evidence, ...]:
    """What readings say about members, as input of the fold; one piece of evidence for each reading.

    The member is whom the speaker speaks for; where the words tell of another member's view, it is that member, and the
    word is a third party's. Claims about the body, voices that speak for themselves and non-members move nobody: they
    are kept with ``member`` None and the reason.

    Args:
        readings: by any coder.
        statements: the ones that were read.
        reports: that hold them.
        proposal: toward which they were read.
        members: ids of the body's members; by default those of the catalogue's body, else everybody may be one.
        recorded_at: when they became known (aware), for statements that do not say; by default the end of the day of
            the report, which suits what is read the day it appears.
        table: the actors to look for.

    Raises:
        InputError: a reading of a statement that is not among the statements.
    """
    table = table or default_table()
    by_id = {statement.id: statement for statement in statements}
    by_sha = {report.sha256: report for report in reports}
    given = None if members is None else frozenset(members)
    by_day: dict[date | None, frozenset[str] | None] = {}
    made = []
    for reading in readings:
        statement = by_id.get(reading.statement)
        if statement is None:
            raise InputError(f"a reading of statement {reading.statement!r}, which is not among the statements")
        report = by_sha.get(statement.report)
        day = _day(statement, report)
        if given is None and day not in by_day:
            by_day[day] = _members(proposal, day)
        known = given if given is not None else by_day[day]
        made.append(_evidence(reading, statement, report, by_id, known, recorded_at, table, proposal.candidate))
    made = with_retractions(made, by_id, by_sha.values(), proposal, table, recorded_at)
    return with_origins(made, cluster(by_id.values(), by_sha))


def _members(proposal: Proposal, day: date | None) -> frozenset[str] | None:
    try:
        on = membership_day(proposal, day) if day else None
        return frozenset(member.id for member in deciding_body(proposal).members(on))
    except BodyError:
        return None


def _day(statement: Statement, report: Report | None) -> date | None:
    if statement.reported_on is not None:
        return statement.reported_on
    if report is None:
        return None
    return report.day


def _evidence(
    reading: Reading,
    statement: Statement,
    report: Report | None,
    statements: Mapping[str, Statement],
    members: frozenset[str] | None,
    recorded_at: datetime | None,
    table: ActorTable,
    candidate: str | None,
) -> Evidence:
    speaker = statement.speaker
    text = report.text if report else ""
    recorded = statement.recorded_at or recorded_at
    reported = _day(statement, report) or (recorded.astimezone(UTC).date() if recorded else None)
    said = statement.said_on
    if reported is None and said is not None:
        reported = said.last
    reported = reported or date.max  # a report without any day: known by no day until somebody dates it
    member, third, why = about_whom(reading, statement, text, statements, table, candidate)
    if member is None and not third and (seat := _own_seat(speaker, members)) is not None:
        member, why = seat, ""
    if member is not None and members is not None and member not in members:
        member, why = None, f"{member} {NO_MEMBER}"
    return Evidence(
        id=f"{statement.id}:{reading.variant}",
        member=member,
        variant=reading.variant,
        stance=reading.stance,
        said_from=said.first if said else reported,
        said_to=min(said.last, max(reported, said.first)) if said else reported,
        reported_on=reported,
        recorded_at=recorded or datetime.combine(reported, time.max, UTC),
        authority=authority_of(speaker, statement, reading, text),
        force=reading.force,
        modality=reading.modality,
        conditions=reading.conditions,
        third_party=third,
        named=is_named(speaker, statement, text),
        statement=statement.id,
        report=statement.report,
        coder=reading.coder,
        confidence=reading.confidence,
        speaker=speaker.name or speaker.text if speaker else None,
        gist=" ".join(" ".join(s.of(text) for s in statement.content).split())[:_GIST],
        source=(report.publisher or report.name) if report else "",
        reasons=(*reading.reasons, why) if why else reading.reasons,
    )


def _own_seat(speaker: Speaker | None, members: frozenset[str] | None) -> str | None:
    """The seat of a member of a chamber, where the chamber decides: the first candidate of a named parliamentarian."""
    if speaker is None or speaker.role is not Role.PARLIAMENTARIAN or not speaker.named or not speaker.candidates:
        return None
    seat = speaker.candidates[0]
    return seat if members is not None and seat in members and speaker.on_behalf_of is None else None


def about_whom(
    reading: Reading,
    statement: Statement,
    text: str,
    statements: Mapping[str, Statement],
    table: ActorTable,
    candidate: str | None = None,
) -> tuple[str | None, bool, str]:
    """About which actor a stance is, whether it is a third party's word, and why where that needs telling.

    The candidate of the proposal is what the words are about, not whose stance they tell: "Orvana has our vote".
    """
    speaker = statement.speaker
    if speaker is None:
        return None, False, "nobody is named as the speaker"
    own = speaker.on_behalf_of
    told = _subject(reading, statement, text, table, own)
    if told is not None and told == candidate and told != own:
        told = None
    if reading.subject:
        told = _state_in(" ".join(span.of(text) for span in reading.subject), table)
        if told is None:
            return None, True, "tells what somebody else holds, whose state is not told"
    if speaker.role is Role.FORMER and told in speaker.candidates:
        return None, False, f"{OWN_WORD_ONLY} (former)"  # who held the office once does not tell where it stands now
    if told is not None and told != own and reading.force is not Force.REQUEST:
        return told, True, f"tells of {told}'s view, which is not the speaker's to settle"
    if speaker.basis is Basis.THIRD_PARTY:
        return own, True, "tells of another actor's view"
    if speaker.role in OWN_WORD or own is None:
        role = speaker.role.value.replace("_", " ")
        alone = own or speaker.role in OWN_WORD
        return None, False, f"{OWN_WORD_ONLY} ({role})" if alone else "the report does not say for whom"
    outer = statements.get(statement.parent) if statement.parent else None
    if outer is not None and outer.speaker is not None and outer.speaker.on_behalf_of not in (None, own):
        return own, True, f"as told by {outer.speaker.on_behalf_of}"
    return own, False, ""


def _subject(
    reading: Reading, statement: Statement, text: str, table: ActorTable, own: str | None = None
) -> str | None:
    """The state whose view the content tells: the actor that opens the clause of the predicate.

    Where it opens with several ("Kell and Pell will agree") and the speaker's own is one of them, it is the own.
    """
    if not reading.spans or not statement.content or reading.stance is None:
        return None
    predicate = min(span.start for span in reading.spans)
    for content in statement.content:
        if not content.start <= predicate < content.end:
            continue
        clause = _clause_start(text, content, predicate)
        before = text[clause:predicate]
        mentions = find_actors(before, table=table)
        for place, mention in enumerate(mentions):
            if table.actors[mention.id].kind == "state" and mention.sure and _opens(before, mention):
                if own in _joined_to(before, mentions[place:]) or _does_likewise(text, content, own, table):
                    return own
                return mention.id
    return None


def _does_likewise(text: str, content: Span, own: str | None, table: ActorTable) -> bool:
    """Whether the words go on with the speaker's own state: "Pell will vote for it, and so will Kell"."""
    return any(
        own in {m.id for m in find_actors(match["who"], table=table)}
        for match in _WORDS.likewise.finditer(text, *content)
    )


def _joined_to(before: str, mentions: Sequence[Mention]) -> set[str]:
    """The actors of a list that begins with the first of some mentions: "Kell, Pell and Sarn", "Kell nor Pell"."""
    found = {mention.id for mention in mentions[:1]}
    for first, second in pairwise(mentions):
        if _WORDS.listed.fullmatch(before, first.span.end, second.span.start) is None:
            break
        found.add(second.id)
    return found


def _state_in(words: str, table: ActorTable) -> str | None:
    """The first state that some words name."""
    found = (mention.id for mention in find_actors(words, table=table) if mention.sure)
    return next((actor for actor in found if table.actors[actor].kind == "state"), None)


def _clause_start(text: str, content: Span, predicate: int) -> int:
    start = content.start
    for match in _WORDS.clause_start.finditer(text[start:predicate]):
        start = content.start + match.end()
    return start


def _opens(before: str, mention: Mention) -> bool:
    """Whether a mention is the head of the clause's subject, not an object or the owner of something else."""
    lead = _WORDS.subject.match(before)
    offset = lead.end() if lead else 0
    if mention.span.start > offset:
        return False
    after = before[mention.span.end :]
    owned = _WORDS.owned.match(after)
    return owned is None or bool(_WORDS.voice.match(owned["thing"]))


def authority_of(speaker: Speaker | None, statement: Statement, reading: Reading, text: str) -> Authority:
    """Whose word it is. A parliament that votes is a recorded vote; an unnamed official is one, whatever the office."""
    if speaker is None:
        return Authority.UNNAMED
    if speaker.role is Role.PARLIAMENT and reading.stance is not None:
        spans = (*statement.cue, *statement.content)
        if spans and _WORDS.voted.search(hull(spans).of(text)):
            return Authority.RECORDED_VOTE
    if speaker.role in OWN_WORD:
        return Authority.ANALYST
    if speaker.role is Role.OFFICIAL and not speaker.named:
        return Authority.UNNAMED
    return AUTHORITY.get(speaker.role, Authority.ANALYST)


def is_named(speaker: Speaker | None, statement: Statement, text: str) -> bool:
    """Whether the voice is known: by name, as a government or parliament, by its one office, or as a spokesperson."""
    if speaker is None:
        return False
    around = hull(statement.source).of(text) if statement.source else speaker.text
    if _WORDS.anonymous.search(around) or _WORDS.anonymous.search(speaker.text):
        return False
    if speaker.named or speaker.name or speaker.role in _COLLECTIVE or speaker.role is Role.SPOKESPERSON:
        return True
    return speaker.role is not Role.OFFICIAL and not speaker.plural and not _WORDS.indefinite.match(speaker.text)
