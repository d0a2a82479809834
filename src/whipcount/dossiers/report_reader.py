"""Reading reports for a dossier: statements, the proposal where none is known yet, codings. Whoever reads asks this."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from whipcount.bodies.body import Body
from whipcount.bodies.catalogue import load_body
from whipcount.bodies.countries import ActorTable, default_table
from whipcount.bodies.member_actors import with_members
from whipcount.bodies.told_states import with_told_states
from whipcount.dossiers.rows import Outline, actors_of
from whipcount.errors import BodyError
from whipcount.positions.coders.contract import Coder
from whipcount.positions.proposal.applicable_rule import deciding_body
from whipcount.positions.proposal.proposal import Proposal
from whipcount.positions.proposal.told_body import is_news
from whipcount.positions.stance.stance import Evidence, Reading
from whipcount.reports.report import Report
from whipcount.statements.statement import Statement
from whipcount.text.person_names import is_given_name

StatementReader = Callable[[Report], tuple[Statement, ...]]
"""What reads the statements of a report; the package's own by default."""


@dataclass(frozen=True, slots=True)
class Made:
    """What a reader made of one report; ``proposal`` where it found one and the dossier has none yet."""

    statements: tuple[Statement, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    coder: str = "reader"
    proposal: Proposal | None = None


class ReportReader(Protocol):
    """Reads a report for a dossier: who said what, and what it says about the proposal."""

    def __call__(self, report: Report, outline: Outline, /) -> Made:
        """What the report says."""
        ...


@dataclass(frozen=True, slots=True)
class ReportsRead:
    """What was read of reports for one decision; without a proposal there are statements only."""

    proposal: Proposal | None
    statements: tuple[Statement, ...] = ()
    readings: tuple[Reading, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    coder: str = ""  # what read the stances


def read_reports_for(
    reports: Sequence[Report],
    *,
    proposal: Proposal | None = None,
    own_body: Body | None = None,
    actors: ActorTable | None = None,
    reader: StatementReader | None = None,
    coder: Coder | None = None,
    undated_on: date | None = None,
) -> ReportsRead:
    """Read reports for a decision: the same, whether a page, a command, a brief or a program asks.

    Args:
        reports: read together, so that one utterance in several of them has one origin.
        proposal: the decision's; what the reports themselves speak of where it is None.
        own_body: the dossier's own body, whose members are actors from the start; else the catalogue's.
        actors: the dossier's own table of actors; else the packaged one.
        reader: what reads statements.
        coder: what reads stances; by default the rules, and the network where they read nothing.
        undated_on: the day as of which the words of a report count that tells no day of its own; today by default.

    Raises:
        BodyError: the proposal's body is in no catalogue.
        CoderError: the reader's weights are absent or damaged.
    """
    # Imported here: the reader's libraries take a second to load, which lists and tallies need not wait for.
    from whipcount.positions.coders.coding import to_evidence
    from whipcount.positions.coders.net_evidence import endings, read_by_network, with_network
    from whipcount.positions.coders.rule_coder import RuleReader
    from whipcount.positions.coders.told_by_reports import told_by_reports, unread_words
    from whipcount.positions.network.report_net import load_report_net
    from whipcount.positions.proposal.detection import detect_proposal
    from whipcount.reports.dating import with_day
    from whipcount.statements.reader import read_statements

    deciding = own_body or (proposal.told_body if proposal else None)
    as_given = reports  # where a report tells no day, no day of a meeting is reckoned from the one that is assumed
    reports = [
        replace(with_day(report, undated_on or date.today()), day_assumed=report.day is None) for report in reports
    ]
    texts = [report.text for report in reports]

    def spoken_by(table: ActorTable | None) -> list[tuple[Report, Statement]]:
        read = reader or (lambda report: read_statements(report, table=table))
        return [(report, statement) for report in reports for statement in read(report)]

    table = with_told_states(with_members(actors, deciding or _provinces(proposal)), texts)
    spoken = spoken_by(table)
    statements = tuple(statement for _, statement in spoken)
    stances = coder or RuleReader()
    proposal = proposal or detect_proposal(as_given, statements, table=table)
    if proposal is None:
        return ReportsRead(None, statements, coder=stances.name)
    news = _news(proposal, deciding, table) if own_body is None and reader is None else None
    if news is not None and with_members(table, news) is not table:
        # members that no table holds are actors from now on: they are heard again, by their names
        table = with_told_states(with_members(actors, news), texts)
        spoken = spoken_by(table)
        statements = tuple(statement for _, statement in spoken)
    body = deciding_body(proposal, own_body)
    readings = tuple(reading for report, st in spoken for reading in stances.read(st, report, proposal))
    members = [member.id for member in own_body.all_members] if own_body else None
    evidence = to_evidence(readings, statements, reports, proposal, members=members, table=table)
    unread = unread_words(statements, readings)
    net = load_report_net() if coder is None else None
    read = read_by_network(reports, statements, proposal, body, net, table=table) if net else {}
    ended = endings(read, net) if net else {}
    told_here = told_by_reports(reports, statements, proposal, body, unread=unread, ended=ended, table=table)
    made = (*evidence, *told_here)
    if net is not None:
        made = with_network(made, reports, read, proposal, net)
    return ReportsRead(proposal, statements, readings, made, stances.name)


def _news(proposal: Proposal, told: Body | None, table: ActorTable | None) -> Body | None:
    """The body whose members only the report, or only the catalogue, knows by name."""
    if told is None and proposal.told_body is not None:
        return proposal.told_body if is_news(proposal.told_body, table or default_table()) else None
    return _provinces(proposal)


def _provinces(proposal: Proposal | None) -> Body | None:
    """The body of a proposal whose members are places that no table of states holds; None where they are persons."""
    try:
        body = load_body(proposal.body) if proposal is not None else None
    except BodyError:
        return None
    persons = sum(is_given_name(member.name.split()[0]) for member in body.all_members) if body else 0
    return None if body is None or 2 * persons > len(body.all_members) else body


def without_origins(evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Codings as a store keeps them: which reports tell of one utterance is found over all of them, at the count.

    What a report itself tells (no statement) keeps the origin that all reports of the same have.
    """
    return tuple(replace(item, origin="") if item.statement is not None else item for item in evidence)


def usual_reader(coder: Coder | None = None, reader: StatementReader | None = None) -> ReportReader:
    """The package's own reader and a coder (the rules by default), loaded once.

    Raises:
        CoderError: when called, if the reader's weights are not installed.
    """

    def read(report: Report, outline: Outline, /) -> Made:
        reading = read_reports_for(
            [report],
            proposal=outline.proposal,
            own_body=outline.own_body,
            actors=actors_of(outline),
            reader=reader,
            coder=coder,
        )
        return Made(reading.statements, without_origins(reading.evidence), reading.coder, reading.proposal)

    return read
