"""Where reports say themselves that members stand, as evidence: at most a lean; an act that is told is that act."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType

from whipcount.bodies.body import Body
from whipcount.bodies.countries import ActorTable
from whipcount.bodies.member_actors import PERSON
from whipcount.bodies.member_mentions import Masked
from whipcount.positions.coders.own_votes import decided_one_by_one, own_vote
from whipcount.positions.coders.retractions import not_meant
from whipcount.positions.coders.told_evidence import told_evidence
from whipcount.positions.count.acts import takes_acts
from whipcount.positions.proposal.clause_claims import BY_OUTCOME, ClauseClaim, settled
from whipcount.positions.proposal.companions import companions
from whipcount.positions.proposal.meeting_records import is_meeting_record
from whipcount.positions.proposal.motion_roles import role_votes
from whipcount.positions.proposal.object_words import ObjectWords
from whipcount.positions.proposal.proposal import Proposal
from whipcount.positions.proposal.report_members import report_members
from whipcount.positions.proposal.stance_clauses import ClauseReader
from whipcount.positions.proposal.told_claims import ToldClaim, told_claims
from whipcount.positions.proposal.vote_objects import for_a_rival, fronted_elsewhere
from whipcount.positions.stance.scope import kind_of
from whipcount.positions.stance.stance import Authority, Condition, Evidence, Stance
from whipcount.reports.report import Report
from whipcount.statements.running_text import running_sentences
from whipcount.statements.statement import Modality, Role, Statement
from whipcount.text.patterns import lazy_pattern
from whipcount.text.phrase_lists import either, word_lists
from whipcount.text.span import Span
from whipcount.text.wordlists import Wordlist

CODER = "told"
"""The coder's name of what is read here."""
CAMP = "told by the report to stand on one side of it"
"""Why, of members that are told as those for or against it: where a vote was taken, they voted so."""

RECORDED = "said by its delegation, by the record of the meeting"
"""Why, of what a record of a meeting tells: it is a delegation's own word there."""

_STANCES = {
    "yes": Stance.YES,
    "no": Stance.NO,
    "abstain": Stance.ABSTAIN,
    "undecided": Stance.UNDECIDED,
    "will_not_block": Stance.WILL_NOT_BLOCK,
    "declined": Stance.DECLINED,
}
_NO_SIDE = frozenset({"abstain", "undecided", "declined"})
"""What takes no side may be told in a member's own words, too: no consent and no refusal hangs on how it is read."""
_MOST = 1_500
_OBJECTS = Wordlist("stance/objects")
_NO_CONFIDENCE = lazy_pattern(rf"(?<!\w)(?:{either(word_lists('motion_roles')['no_confidence'])})(?!\w)", re.IGNORECASE)
_NEAR = 40  # characters behind a verb in which its object's name stands
_ASKED = lazy_pattern(r"\bwhether\s+(?:the\s+)?\Z")
_VERB = lazy_pattern(r"\w+\Z")


def told_stances(
    reports: Iterable[Report],
    proposal: Proposal,
    body: Body,
    *,
    statements: Sequence[Statement] = (),
    unread: Container[str] = (),
    table: ActorTable | None = None,
    recorded_at: datetime | None = None,
    carried: Mapping[str, bool] = MappingProxyType({}),
) -> tuple[Evidence, ...]:
    """What reports tell of members' stances in their own voice; who is told both ways in one report is left out.

    Args:
        reports: with the day on which they were published; others are passed over.
        proposal: what is to be decided.
        body: who decides.
        statements: what was read in the reports: a member's own words are for the coder of stances, not told of it.
        unread: ids of those of which the coder could make nothing: there the report tells, where it does nowhere else.
        table: actors of the dossier's own.
        recorded_at: when it became known (aware); by default the end of the report's day.
        carried: by the reports' ids, whether they tell that the decision was taken; without those that tell neither.
    """
    own: dict[tuple[str, str | None], list[Span]] = defaultdict(list)
    soft: dict[tuple[str, str | None], list[Span]] = defaultdict(list)
    for statement in statements:
        if statement.speaker is not None and statement.speaker.role is not Role.BODY:
            spoken = soft if statement.id in unread else own
            spoken[statement.report, statement.speaker.on_behalf_of] += statement.content
    found: list[Evidence] = []
    for report in reports:
        day = report.day
        if day is None:
            continue
        text, spans = running_sentences(report)
        finder = report_members(report, proposal, body, table=table)
        words = ObjectWords(proposal, body, table=table)
        recorded = is_meeting_record(report.text)
        one_by_one = proposal.told_body is not None and decided_one_by_one(report.text)
        clauses = ClauseReader(words, takes_acts(proposal) or proposal.told_body is not None, day)
        claims: dict[str, list[ToldClaim]] = {}
        spare: dict[str, list[ToldClaim]] = {}  # in words that no coder could read
        wrong = not_meant(text)
        before = ""
        for span in spans[:_MOST]:
            if any(span.overlaps(other) for other in wrong):
                continue
            if span.of(text).rstrip(' "”’)').endswith("?"):
                continue  # what is asked is told of nobody
            masked = finder.masked(text, span)
            if for_a_rival(masked.text) or fronted_elsewhere(masked.text, words):
                before = masked.text
                continue
            found_here = [*told_claims(masked, words, before=before), *_of_clauses(clauses.claims(masked), masked)]
            found_here = [claim for claim in found_here if not _beside_it(text, claim.span, span)]
            found_here += _movers(masked, words, before)
            if _of_no_confidence(masked.text, proposal):
                found_here = [
                    one for one in found_here if not _NO_CONFIDENCE.search(text, one.span.start, one.span.end + _NEAR)
                ]
            found_here += tuple(companions(text, masked, found_here))
            before = masked.text
            if proposal.told_body is not None:
                found_here = [_own(text, claim, span, one_by_one=one_by_one) for claim in found_here]
            for claim in _settled(found_here, carried.get(report.sha256)):
                for member in claim.members:
                    if claim.side not in _NO_SIDE and any(
                        claim.span.overlaps(spoken) for spoken in own.get((report.sha256, member), ())
                    ):
                        continue
                    told_in = soft.get((report.sha256, member), ())
                    aside = any(claim.span.overlaps(spoken) for spoken in told_in)
                    (spare if aside else claims).setdefault(member, []).append(claim)
        for member, mine in _beside(spare | claims).items():
            acted = [claim for claim in mine if claim.act]
            firm = [claim for claim in mine if claim.side != "undecided"]
            mine = firm or mine
            sides = {claim.side == "no" for claim in mine if claim.side not in ("abstain", "undecided")}
            if len(sides) > 1 and not acted:
                continue
            claim = (acted or mine)[-1]
            found.append(
                told_evidence(
                    report, proposal, member, _STANCES[claim.side], claim.span, day=day, coder=CODER,
                    authority=_authority(claim, recorded=recorded),
                    third_party=not (claim.act or (recorded and not claim.future)),
                    modality=Modality.FUTURE if claim.future else Modality.ACTUAL,
                    reasons=(_reason(claim, recorded=recorded),),
                    recorded_at=recorded_at, conditions=_conditions(claim, report),
                )
            )  # fmt: skip
    return tuple(found)


def _own(text: str, claim: ToldClaim, sentence: Span, *, one_by_one: bool) -> ToldClaim:
    """A claim, as an act where a member that is nobody in person is told to have decided by a vote of its own."""
    plain = claim.side in ("yes", "no") and not (claim.act or claim.future or claim.waits or claim.camp or claim.like)
    if not plain or any(member.startswith(PERSON) for member in claim.members):
        return claim
    return replace(claim, act=own_vote(text, claim.span, sentence, one_by_one=one_by_one))


def _settled(claims: Iterable[ToldClaim], carried: bool | None) -> Iterator[ToldClaim]:
    """The claims with sides that no longer hang on the outcome: who was outvoted, where it was adopted, was against."""
    for claim in claims:
        if claim.side not in BY_OUTCOME:
            yield claim
        elif side := settled(claim.side, carried):
            yield replace(claim, side=side, camp=claim.side in ("won", "lost"))


def _beside_it(text: str, claim: Span, sentence: Span) -> bool:
    """Whether what is told is only asked, or is of a paper against the proposal, a part of it, or talks on it."""
    if _ASKED.search(text, max(sentence.start, claim.start - 20), claim.start):
        return True
    verb = _VERB.search(text, *claim)
    if verb is None:
        return False
    place = Span(*verb.span())
    return any(
        pattern.match(text, place.end, sentence.end)
        for pattern in (_OBJECTS.against_it, _OBJECTS.in_its_need, _OBJECTS.talks, _OBJECTS.part_or_paper)
    ) or (_OBJECTS.other_act.match(text, place.start, sentence.end) is not None)


def _of_no_confidence(sentence: str, proposal: Proposal) -> bool:
    """Whether a sentence tells of a motion of no confidence, and the proposal is another."""
    return _NO_CONFIDENCE.search(sentence) is not None and _NO_CONFIDENCE.search(proposal.title) is None


def _movers(masked: Masked, words: ObjectWords, before: str) -> Iterator[ToldClaim]:
    """Who moves or seconds a motion is for it, as far as is told."""
    for told in role_votes(masked, words, before=before):
        if not told.cast:
            yield ToldClaim(told.members, told.side, Span(masked.origin(told.start), masked.origin(told.end)))


def _beside(claims: Mapping[str, list[ToldClaim]]) -> dict[str, list[ToldClaim]]:
    """The claims, those of members that stand beside another with the side that is told of that one."""
    plain = {member: [claim for claim in mine if not claim.like] for member, mine in claims.items()}
    made: dict[str, list[ToldClaim]] = {}
    for member, mine in claims.items():
        for claim in mine:
            if not claim.like:
                made.setdefault(member, []).append(claim)
            elif not plain[member] and len(sides := {c.side for c in plain.get(claim.like, ())} & {"yes", "no"}) == 1:
                made.setdefault(member, []).append(replace(claim, side=sides.pop()))
    return made


def _of_clauses(claims: Iterable[ClauseClaim], masked: Masked) -> Iterator[ToldClaim]:
    for claim in claims:
        span = Span(masked.origin(claim.start), masked.origin(claim.end))
        place = claim.condition
        waits = Span(masked.origin(place[0]), masked.origin(place[1])) if place else None
        yield ToldClaim(claim.members, claim.side, span, claim.act, claim.future, waits, claim.camp, claim.like)


def _authority(claim: ToldClaim, *, recorded: bool) -> Authority:
    """Of an act its own; of what the record of a meeting tells, its delegation's; else the outlet's."""
    if claim.act:
        return Authority.FORMAL_DECISION
    return Authority.SPOKESPERSON if recorded and not claim.future else Authority.ANALYST


def _reason(claim: ToldClaim, *, recorded: bool) -> str:
    if claim.act:
        return "told by the report to have acted"
    if claim.camp:
        return CAMP
    return RECORDED if recorded and not claim.future else "told by the report, not by the member"


def _conditions(claim: ToldClaim, report: Report) -> tuple[Condition, ...]:
    if claim.waits is None:
        return ()
    words = " ".join(claim.waits.of(report.text).split())
    return (Condition(words, kind_of(words), (claim.waits,)),)
