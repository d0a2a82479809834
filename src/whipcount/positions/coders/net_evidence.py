"""What a network reads of the members whom a report names: of those of whom the rules read nothing, and doubts.

It is a report's telling and counts as such: at most a lean while the decision is open, a vote by report once it is
taken. Where it surely reads the contrary of what the rules read, neither counts; where both read the same side of a
decision that is taken, that is the member's vote by report.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from whipcount.bodies.body import Body
from whipcount.bodies.countries import ActorTable
from whipcount.positions.coders.contract import found_no_words, polarity
from whipcount.positions.coders.member_marks import mark_members
from whipcount.positions.coders.membership_lists import only_listed
from whipcount.positions.coders.reported_outcome import CODER as OUTCOME
from whipcount.positions.coders.reported_outcome import from_words
from whipcount.positions.coders.reported_votes import CODER as VOTES
from whipcount.positions.coders.told_evidence import told_evidence
from whipcount.positions.network.marked_text import MarkedText
from whipcount.positions.network.net_readings import Ended, NetReading, NetReport, Thresholds, Told
from whipcount.positions.network.report_net import ReportNet, is_report
from whipcount.positions.proposal.acts import ObjectKind, lexicon
from whipcount.positions.proposal.outcome import ReadAsWhole, State, Telling
from whipcount.positions.proposal.proposal import Proposal
from whipcount.positions.proposal.refusal_motions import names_delay, tells_of_delay, voted_on_the_motion
from whipcount.positions.stance.scope import kind_of
from whipcount.positions.stance.stance import Authority, Condition, Evidence, Stance
from whipcount.reports.report import Report
from whipcount.statements.running_text import running_sentences
from whipcount.statements.statement import Statement

CODER = "network"
"""The coder's name of what is read here."""
_SIDES = {1: Told.FOR, -1: Told.AGAINST}
"""Of the polarity of a stance."""
_STATES = {Ended.ADOPTED: State.ADOPTED, Ended.REJECTED: State.REJECTED, Ended.OPEN: State.OPEN}
_ENDED = {state: ended for ended, state in _STATES.items()}
_OVER = (State.ADOPTED, State.REJECTED)
_GIST = 240


@dataclass(frozen=True, slots=True)
class ReadByNetwork:
    """A report with its members as marks, and what the network reads there."""

    text: MarkedText
    found: NetReport


def read_by_network(
    reports: Iterable[Report],
    statements: Sequence[Statement],
    proposal: Proposal,
    body: Body,
    net: ReportNet,
    *,
    table: ActorTable | None = None,
) -> dict[str, ReadByNetwork]:
    """What the network reads in reports, by their sha256; short texts, and those that name no member, are left out.

    Args:
        reports: with the day on which they were published; others are passed over.
        statements: what was read in them.
        proposal: what is to be decided.
        body: who decides.
        net: the network.
        table: actors of the dossier's own.
    """
    found = {}
    for report in reports:
        if not is_report(report.text):
            continue
        mine = [s for s in statements if s.report == report.sha256]
        text = mark_members(report, proposal, body, statements=mine, table=table)
        if report.day is not None and text.owners:
            found[report.sha256] = ReadByNetwork(text, net.read(proposal.title, text, headline=report.title or ""))
    return found


def endings(read: Mapping[str, ReadByNetwork], net: ReportNet) -> dict[str, ReadAsWhole]:
    """How the decision ended by what the network reads, by the sha256 of the report, where it is sure enough."""
    found = {}
    for sha, one in read.items():
        ended, sure = one.found.likeliest
        state, overrules = _STATES[ended], sure >= net.thresholds.overrules
        if overrules or (state in _OVER and sure >= net.thresholds.outcomes):
            found[sha] = ReadAsWhole(state, overrules)
    return found


def with_network(
    evidence: Sequence[Evidence],
    reports: Iterable[Report],
    read: Mapping[str, ReadByNetwork],
    proposal: Proposal,
    net: ReportNet,
    *,
    recorded_at: datetime | None = None,
) -> tuple[Evidence, ...]:
    """The evidence of the rules, weighed by what the network reads, and what it alone reads.

    Args:
        evidence: that the rules read in the reports.
        reports: that were read.
        read: what the network reads in them.
        proposal: what is to be decided.
        net: the network.
        recorded_at: when it became known (aware); by default the end of the report's day.
    """
    made, rivals = list(evidence), _of_rivals(proposal)
    for report in reports:
        one = read.get(report.sha256)
        if one is None:
            continue
        mine = [item for item in made if item.report == report.sha256]
        rest = [item for item in made if item.report != report.sha256]
        telling = next((told for item in mine if item.coder == OUTCOME and (told := from_words(item))), None)
        state = telling.state if telling is not None else None
        if state is not None and state not in (*_OVER, State.OPEN):
            continue  # put off, sent back, withdrawn: how members stood on that is not what it has learned
        voted = state in _OVER and proposal.act != "ratify"
        weighed = [
            item
            if rivals or item.variant != proposal.asked.id
            else _weighed(item, one.found.readings, net.thresholds, voted=voted)
            for item in mine
        ]
        lost = [old for old, new in zip(mine, weighed, strict=True) if old.stance and not new.stance]
        doubted = {item.member for item in lost}
        own = {item.member for item in lost if not item.third_party}  # its own words are not turned into their contrary
        known = own | {
            item.member
            for item in weighed
            if item.stance is not None or (item.member not in doubted and not found_no_words(item.reasons))
        }
        known |= only_listed(one.text)  # of them nothing is told
        left = {m: reading for m, reading in one.found.readings.items() if m not in known and not rivals}
        made = [*rest, *weighed, *_told(report, left, one, proposal, net.thresholds, telling, doubted, recorded_at)]
    return tuple(made)


def _weighed(item: Evidence, readings: Mapping[str, NetReading], thresholds: Thresholds, *, voted: bool) -> Evidence:
    """A piece of evidence: not counted where the network hardly reads its side, a vote where both tell the same."""
    side = _SIDES.get(polarity(item.stance))
    reading = readings.get(item.member or "")
    if reading is None or side is None or (item.authority is Authority.RECORDED_VOTE and item.coder != VOTES):
        return item  # what totals leave no choice about
    if not item.third_party and (item.conditions or reading.likeliest is Told.NOTHING):
        return item  # "will not stand in the way if" it takes for a refusal; own words tell more than nothing
    if item.coder == VOTES and reading.likeliest is Told.NO_SIDE:
        return item  # it mistakes votes against for abstentions, where both are listed
    chance = reading.of(side) + (reading.of(Told.CONDITIONAL) if item.conditions else 0.0)
    if chance < thresholds.doubts:
        why = f"not counted: the report as a whole hardly reads as {side.value} ({chance:.0%})"
        return replace(item, stance=None, reasons=(*item.reasons, why))
    if voted and item.third_party and not item.conditions and chance >= thresholds.confirms:
        why = f"how it voted, by the report as a whole ({chance:.0%} sure)"
        stance = Stance.YES if side is Told.FOR else Stance.NO
        return replace(
            item, stance=stance, authority=Authority.RECORDED_VOTE, third_party=False, reasons=(*item.reasons, why)
        )
    return item


def _told(
    report: Report,
    readings: Mapping[str, NetReading],
    one: ReadByNetwork,
    proposal: Proposal,
    thresholds: Thresholds,
    telling: Telling | None,
    doubted: Collection[str | None],
    recorded_at: datetime | None,
) -> Iterator[Evidence]:
    """What the network tells of members of whom nothing else is read, where it is sure enough."""
    state = telling.state if telling is not None else None
    # Where members consent one by one, to be for it is not yet to have done so.
    other_end = state is not None and one.found.chance_of(_ENDED[state]) < thresholds.confirms
    # Of several candidates the country that one of them comes from is no voter for another.
    disputed = other_end or proposal.act == "ratify" or proposal.act in _of_persons()
    told = {
        member: reading
        for member, reading in readings.items()
        if one.found.sureness(reading) >= _least(reading.likeliest, thresholds, disputed or member in doubted)
    }
    if not told or report.day is None or (state is None and tells_of_delay(report.text)):
        return
    _, sentences = running_sentences(report)
    for member, reading in told.items():
        what, span = reading.likeliest, one.text.spans[reading.mark]
        if what in _SIDES.values() and not one.found.steady(reading, thresholds.steady):
            continue  # the title may be the contrary of what is decided
        span = next((s for s in sentences if s.start <= span.start < s.end), span)
        words = " ".join(span.of(report.text).split())[:_GIST]
        if voted_on_the_motion(words, telling, report.text) or (what in _SIDES.values() and names_delay(words)):
            continue
        if what is Told.NO_SIDE and state is None and one.found.likeliest[0] is not Ended.OPEN:
            continue  # it abstained, or stayed away, or is undecided: without an ending nobody knows which
        act = state in _OVER and what is not Told.CONDITIONAL
        yield told_evidence(
            report, proposal, member, _stance(what, state), span, day=report.day, coder=CODER,
            authority=Authority.RECORDED_VOTE if act else Authority.ANALYST, third_party=not act,
            reasons=(f"the report as a whole reads as {what.value} ({reading.of(what):.0%} sure)",),
            recorded_at=recorded_at,
            conditions=(Condition(words, kind_of(words), (span,)),) if what is Told.CONDITIONAL else (),
        )  # fmt: skip


def _of_rivals(proposal: Proposal) -> bool:
    """Whether somebody is to be chosen and it is not told who: for one of two is neither for it nor against it."""
    return proposal.act in _of_persons() and proposal.candidate is None


def _of_persons() -> frozenset[str]:
    """The ids of acts by which somebody is chosen."""
    return frozenset(act.id for act in lexicon().acts if act.object is ObjectKind.PERSON)


def _least(what: Told, thresholds: Thresholds, disputed: bool) -> float:
    """How sure it must be of a reading."""
    least = thresholds.fills.get(what, 2.0)
    return max(least, thresholds.disputed) if disputed else least


def _stance(what: Told, state: State | None) -> Stance:
    if what is Told.NO_SIDE:
        return Stance.ABSTAIN if state in _OVER else Stance.UNDECIDED
    return Stance.NO if what is Told.AGAINST else Stance.YES
