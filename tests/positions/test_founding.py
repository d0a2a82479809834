"""The founding report's statements, with their spans given: stances, variants, conditions, and whom they move."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from whipcount.bodies.catalogue import load_body
from whipcount.positions.coders.coding import to_evidence
from whipcount.positions.coders.rule_coder import RuleReader
from whipcount.positions.count.tally import RuleState
from whipcount.positions.count.whip_count import tally
from whipcount.positions.proposal.detection import detect_proposal
from whipcount.positions.proposal.proposal import Proposal
from whipcount.positions.stance.stance import Evidence, Reading, Stance
from whipcount.reports.formats.registry import read_report
from whipcount.reports.report import Report
from whipcount.statements.statement import Basis, Quotation, Role, Speaker, Statement
from whipcount.text.span import Span

pytestmark = pytest.mark.shared
MINISTER = Speaker("Sybiha", name="Andrij Sybiha", role=Role.FOREIGN_MINISTER, on_behalf_of="UA", named=True)
COUNTRY = Speaker("Ukraine", role=Role.BODY, on_behalf_of="UA", basis=Basis.METONYM)
ALLIANCE = Speaker("NATO", role=Role.BODY, on_behalf_of="NATO", basis=Basis.METONYM)
DIPLOMATS = Speaker("Diplomats from NATO countries", role=Role.OFFICIAL, on_behalf_of="NATO", plural=True)

# source, cue, and the first and last words of the content; what it must be read as
TOLD = {
    "emphasised": (MINISTER, "Sybiha", "emphasized", "the invitation should", "extended now"),
    "wrote": (MINISTER, "Sybiha", "wrote", "I urge you", "Dec. 3-4, 2024"),
    "acknowledges": (COUNTRY, "Ukraine", "acknowledges", "it cannot join", "war continues"),
    "declared": (ALLIANCE, "NATO", "declared", "Ukraine will become", "irreversible"),
    "believe": (DIPLOMATS, "Diplomats from NATO countries", "believe", "there is currently", "inviting Ukraine"),
}


def _after(text: str, words: str, start: int = 0) -> Span:
    at = text.index(words, start)
    return Span(at, at + len(words))


def _statement(report: Report, key: str) -> Statement:
    speaker, _, cue, first, last = TOLD[key]
    text = report.text
    content = _after(text, first)
    content = Span(content.start, _after(text, last, content.start).end)
    verb = Span(text.rindex(cue, 0, content.start), 0) if cue in text[: content.start] else _after(text, cue)
    verb = Span(verb.start, verb.start + len(cue))
    source = Span(text.rindex(speaker.text, 0, max(verb.start, content.start)), 0)
    source = Span(source.start, source.start + len(speaker.text))
    return Statement(
        report.sha256, (source,), (verb,), (content,), Quotation.INDIRECT, speaker, reported_on=date(2024, 11, 29)
    )


@pytest.fixture(scope="module")
def told(shared: Path) -> tuple[Report, Proposal, dict[str, tuple[Reading, Evidence]]]:
    report = read_report(shared / "reports" / "ukraine-nato-invitation-2024-11-29.txt")
    statements = {key: _statement(report, key) for key in TOLD}
    proposal = detect_proposal([report], statements.values())
    assert proposal is not None
    readings = {key: RuleReader().read(st, report, proposal)[0] for key, st in statements.items()}
    evidence = to_evidence(readings.values(), statements.values(), [report], proposal)
    return report, proposal, {key: (readings[key], item) for key, item in zip(readings, evidence, strict=True)}


def test_ukraine_asks_for_the_invitation(told: tuple[Report, Proposal, dict[str, tuple[Reading, Evidence]]]) -> None:
    _, _, made = told
    for key in ("emphasised", "wrote"):
        reading, item = made[key]
        assert (reading.stance, reading.variant, item.member) == (Stance.YES, "invitation", None)


def test_the_condition_is_about_accession(told: tuple[Report, Proposal, dict[str, tuple[Reading, Evidence]]]) -> None:
    report, _, made = told
    reading, _ = made["acknowledges"]
    assert (reading.variant, reading.stance) == ("membership", Stance.NO)
    assert reading.conditions[0].spans[0].of(report.text) == "as long as the war continues"


def test_the_declared_path_is_another_variant(
    told: tuple[Report, Proposal, dict[str, tuple[Reading, Evidence]]],
) -> None:
    _, _, made = told
    assert made["declared"][0].variant == "path"


def test_no_member_has_spoken(told: tuple[Report, Proposal, dict[str, tuple[Reading, Evidence]]]) -> None:
    _, proposal, made = told
    claim, item = made["believe"]
    assert (claim.stance, item.member) == (None, None)
    assert "about the body" in claim.reasons[0]
    day = date(2024, 11, 29)
    body = load_body("NATO")
    counted = tally(
        [item for _, item in made.values()],
        proposal,
        [m.id for m in body.members(day)],
        body.rule(proposal.decision, day),
        as_of=day,
        known_by=datetime(2024, 11, 30, tzinfo=UTC),
    )
    assert (counted.state, len(counted.left), len(counted.pivotal)) == (RuleState.OPEN, 32, 32)
    assert {p.stance for p in counted.positions} == {None}
