"""What reports say themselves, quoting nobody: votes coming and cast, groups, what an outcome tells of all.

The one place that brief, dashboard and ``whipcount add`` read it from, so that all read the same.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from types import MappingProxyType

from whipcount.bodies.body import Body
from whipcount.bodies.countries import ActorTable
from whipcount.bodies.member_mentions import members_on
from whipcount.errors import BodyError, RuleError
from whipcount.positions.coders.contract import found_no_words
from whipcount.positions.coders.group_positions import group_positions
from whipcount.positions.coders.reported_outcome import outcome_evidence
from whipcount.positions.coders.reported_votes import ONLY, STANCES, vote_evidence
from whipcount.positions.coders.scheduled_votes import scheduled_votes
from whipcount.positions.coders.told_evidence import told_evidence
from whipcount.positions.coders.told_stances import CAMP, told_stances
from whipcount.positions.count.withdrawals import GROUPS, OUTSIDE
from whipcount.positions.proposal.applicable_rule import rule_of
from whipcount.positions.proposal.motion_roles import away
from whipcount.positions.proposal.named_votes import named_votes
from whipcount.positions.proposal.outcome import ReadAsWhole, State, Telling, read_telling
from whipcount.positions.proposal.proposal import Proposal
from whipcount.positions.proposal.refusal_motions import on_the_proposal, voted_on_the_motion
from whipcount.positions.proposal.report_members import report_members
from whipcount.positions.stance.stance import Authority, Evidence, Reading, Stance
from whipcount.reports.report import Report
from whipcount.statements.running_text import running_sentences
from whipcount.statements.statement import Quotation, Statement

_NEED_ALL = frozenset({"no objection", "all members"})
_ALL = re.compile(
    r"\bunanim|\bconsensus\b|\ball\s+(?:the\s+)?(?:\d+\s+)?(?:members?|allies|countries|states)\b|\bevery\s+(?:member|country|state|ally)\b",
    re.IGNORECASE,
)
_AGAINST = re.compile(
    r"\b(?:took\s+no\s+part|take\s+part|stayed\s+away|absent|boycott\w*|withdr[ae]w\w*|against|oppos\w+|object\w*|refus\w+|reject\w+|block\w*|veto\w*)\b",
    re.IGNORECASE,
)
_OTHER_WAY = {"yes": "no", "no": "yes", "abstain": "abstain"}
_NEARLY = 0.95  # of those not named so many said yes: each is likelier than not among them, which is a lean


def told_by_reports(
    reports: Iterable[Report],
    statements: Sequence[Statement],
    proposal: Proposal,
    body: Body,
    *,
    unread: Container[str] = (),
    ended: Mapping[str, ReadAsWhole] = MappingProxyType({}),
    table: ActorTable | None = None,
    recorded_at: datetime | None = None,
) -> tuple[Evidence, ...]:
    """The evidence that reports give in their own voice.

    Args:
        reports: with the day on which they were published; others are passed over.
        statements: what was read in them.
        proposal: what is to be decided.
        body: who decides.
        unread: ids of statements in the report's words of which the coder of stances could make nothing.
        ended: how the decision ended by the reading of a network, by the sha256 of the report.
        table: actors of the dossier's own.
        recorded_at: when it became known (aware); by default the end of the report's day.
    """
    made: list[Evidence] = list(
        scheduled_votes(reports := tuple(reports), statements, proposal, body, table=table, recorded_at=recorded_at)
    )
    for report in reports:
        day = report.day
        if day is None:
            continue
        by_name = named_votes(report, proposal, body, table=table)
        ended_so = ended.get(report.sha256)
        telling = read_telling(report, proposal, body, table=table, named=by_name, ended=ended_so)
        if telling is not None and telling.state is State.REJECTED:  # who dissented from a refusal was for it
            by_name = tuple(replace(v, vote=_OTHER_WAY[v.vote]) if v.as_carried else v for v in by_name)
        by_name = on_the_proposal(by_name, telling, report.text)
        votes = vote_evidence(report, by_name, telling, proposal, day, recorded_at)
        groups = group_positions([report], statements, proposal, body, table=table, recorded_at=recorded_at)
        named = {item.member for item in votes}
        said = tuple(
            item
            for item in told_stances(
                [report],
                proposal,
                body,
                statements=statements,
                unread=unread,
                table=table,
                recorded_at=recorded_at,
                carried=_carried(report, telling),
            )
            if item.member not in named and not voted_on_the_motion(item.gist, telling, report.text)
        )
        groups = tuple(item for item in groups if item.member not in named)
        if telling is not None and telling.state in (State.ADOPTED, State.REJECTED):
            said = tuple(
                replace(item, authority=Authority.RECORDED_VOTE, third_party=False) if CAMP in item.reasons else item
                for item in said
            )
            votes = [*votes, *(item for item in said if CAMP in item.reasons)]
            said = tuple(item for item in said if CAMP not in item.reasons)
        if telling is not None and telling.state is State.ADOPTED and telling.count and telling.count.unanimous:
            said = tuple(item for item in said if item.stance is not Stance.NO)  # of earlier days
        if telling is not None and telling.state is State.REJECTED:  # it failed, and these are told to stand apart
            groups = tuple(
                replace(item, stance=Stance.NO, coder=GROUPS) if item.coder == OUTSIDE else item for item in groups
            )
        all_told = _of_everybody(report, telling, votes, (*groups, *said), proposal, body, day, table, recorded_at)
        made += (*votes, *groups, *said, *all_told)
        if telling is not None and telling.spans:
            made.append(outcome_evidence(report, telling, proposal, day, recorded_at=recorded_at))
    return tuple(made)


def _carried(report: Report, telling: Telling | None) -> Mapping[str, bool]:
    if telling is None or telling.state not in (State.ADOPTED, State.REJECTED):
        return {}
    return {report.sha256: telling.state is State.ADOPTED}


def unread_words(statements: Iterable[Statement], readings: Iterable[Reading]) -> frozenset[str]:
    """The ids of statements in the report's words, not quoted, of which the coder of stances could make nothing.

    What the report tells there may then be read as its own telling: "Kell wants the ban without delay".
    """
    nothing = {r.statement for r in readings if r.stance is None and found_no_words(r.reasons)}
    return frozenset(s.id for s in statements if s.id in nothing and s.kind is Quotation.INDIRECT)


def _of_everybody(
    report: Report,
    telling: Telling | None,
    votes: Sequence[Evidence],
    groups: Sequence[Evidence],
    proposal: Proposal,
    body: Body,
    day: date,
    table: ActorTable | None,
    recorded_at: datetime | None,
) -> Iterable[Evidence]:
    """What an outcome tells of the members that the report does not name."""
    if telling is None or telling.state not in (State.ADOPTED, State.REJECTED) or not telling.spans:
        return
    told = {item.member for item in (*votes, *groups)} | _away(report, proposal, body, table)
    ids = [m.id for m in members_on(body, telling.on or day) if m.id != proposal.candidate]
    rest = [member for member in ids if member not in told]
    found = _rest_of_the_vote(
        telling,
        votes,
        len(ids),
        len(rest),
        only_against=any(ONLY in item.reasons for item in votes),
        leaning={item.member: item.stance for item in groups if item.member and item.stance},
        against_itself=len(ids) < len(members_on(body, telling.on or day)),
    )
    if found is None:
        found = _needs_all(report, telling, proposal, body, day)
        wary = _wary(report, proposal, body, table) if found else frozenset()
        rest = [member for member in rest if member not in wary]
    if found is None:
        return
    stance, firm, why = found
    for member in rest:
        yield told_evidence(
            report, proposal, member, stance, telling.spans[0], day=day, coder=GROUPS, said_on=telling.on,
            authority=Authority.RECORDED_VOTE if firm else Authority.ANALYST, third_party=not firm, reasons=(why,),
            recorded_at=recorded_at,
        )  # fmt: skip


def _away(report: Report, proposal: Proposal, body: Body, table: ActorTable | None) -> frozenset[str]:
    """The members that are told to have been absent, or to have taken no part."""
    finder = report_members(report, proposal, body, table=table)
    text, spans = running_sentences(report)
    return frozenset(member for span in spans for member in away(finder.masked(text, span)))


def _rest_of_the_vote(
    telling: Telling,
    votes: Sequence[Evidence],
    size: int,
    rest: int,
    *,
    only_against: bool = False,
    leaning: Mapping[str, Stance] = MappingProxyType({}),
    against_itself: bool = False,
) -> tuple[Stance, bool, str] | None:
    """How those not named voted, where the totals leave no choice: the stance, whether it is sure, and why."""
    count = telling.count
    if count is None or not rest:
        return None
    if telling.state is State.ADOPTED and only_against and count.yes is None:
        return Stance.YES, False, "adopted, and the report names those that voted against as the only ones"
    if count.unanimous and telling.state is State.ADOPTED and not votes:
        return Stance.YES, True, "adopted unanimously, by the report: every member at that day"
    named = {kind: sum(item.stance is stance for item in votes) for kind, stance in STANCES.items()}
    left = {
        kind: total - named[kind]
        for kind, total in (("yes", count.yes), ("no", count.no), ("abstain", count.abstain))
        if total is not None
    }
    if against_itself and left.get("no") == 1 and sum((count.yes or 0, count.no or 0, count.abstain or 0)) == size + 1:
        left["no"] = 0  # whom it is about voted, too, and is one of them
    if any(number < 0 for number in left.values()) or len([k for k, n in left.items() if n]) != 1:
        return None
    kind = next(kind for kind, number in left.items() if number)
    others = {other for other in ("yes", "no", "abstain") if other != kind}
    alike = all(stance is STANCES[kind] for stance in leaning.values())
    whole = rest + (len(leaning) if alike else 0)  # those told to lean so are among them
    if not others <= set(left) and left[kind] not in (rest, whole):
        return None
    told = f"{left[kind]} of the {rest} members that are not named voted {kind}, by the totals of the report"
    if left[kind] in (rest, whole):
        return STANCES[kind], True, told
    if kind == "yes" and _NEARLY * rest <= left[kind] < rest and size > rest - left[kind]:
        return Stance.YES, False, told
    return None


def _wary(report: Report, proposal: Proposal, body: Body, table: ActorTable | None) -> frozenset[str]:
    """The members that a report names in one breath with words against anything: of them nothing is inferred."""
    text, spans = running_sentences(report)
    finder = report_members(report, proposal, body, table=table)
    found: set[str] = set()
    for masked in (finder.masked(text, span) for span in spans):
        if _AGAINST.search(masked.text):
            found |= {member for named in masked.lists for member in named.members}
    return frozenset(found)


def _needs_all(
    report: Report, telling: Telling, proposal: Proposal, body: Body, day: date
) -> tuple[Stance, bool, str] | None:
    """That a decision which needs every member was taken tells that none of them stood in the way."""
    if telling.state is not State.ADOPTED or not _ALL.search(report.text):
        return None
    try:
        named, rule = rule_of(proposal, body, telling.on or day)
    except (BodyError, RuleError):
        return None
    if rule.text() not in _NEED_ALL:
        return None
    return Stance.YES, False, f"adopted under a rule that needs every member ({named.id}): nobody stood in the way"
