"""From readings to evidence: about whom, by whose authority, whose word."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from whipcount.errors import InputError
from whipcount.positions.coders.coding import to_evidence
from whipcount.positions.coders.rule_coder import RuleReader
from whipcount.positions.proposal.proposal import Proposal, Variant
from whipcount.positions.stance.stance import Authority, Evidence, Stance
from whipcount.reports.report import Report, fingerprint
from whipcount.statements.statement import Basis, Quotation, Role, Speaker, Statement
from whipcount.text.period import Period
from whipcount.text.span import Span

DAY = date(2030, 6, 3)
NATO = Proposal("p", "NATO invites X", "NATO", variants=(Variant("asked", "invited", ("invitation", "invite")),))


def said(speaker: Speaker | None, content: str, *, cue: str = "said", **more: Any) -> tuple[Statement, Report]:
    name = speaker.text if speaker else "somebody"
    text = f"{name} {cue} {content}."
    report = Report("x", text, fingerprint(text), publisher="The Ferry", published_on=DAY)
    a, b = len(name), len(name) + 1 + len(cue)
    spans = (Span(0, a),), (Span(a + 1, b),), (Span(b + 1, len(text) - 1),)
    return Statement(report.sha256, *spans, Quotation.INDIRECT, speaker, reported_on=DAY, **more), report


def evidence(speaker: Speaker | None, content: str, **more: Any) -> Evidence:
    statement, report = said(speaker, content, **more)
    readings = RuleReader().read(statement, report, NATO)
    return to_evidence(readings, [statement], [report], NATO)[0]


def voice(role: Role, actor: str | None = "HU", *, text: str = "Dora Vass", **more: Any) -> Speaker:
    fields: dict[str, Any] = {"name": text, "named": True, "basis": Basis.OFFICE}
    return Speaker(text, role=role, on_behalf_of=actor, **(fields | more))


BACKS = "that the invitation has our support"


@pytest.mark.parametrize(
    ("role", "authority", "member"),
    [
        (Role.HEAD_OF_GOVERNMENT, Authority.HEAD, "HU"),
        (Role.HEAD_OF_STATE, Authority.HEAD, "HU"),
        (Role.FOREIGN_MINISTER, Authority.MINISTER, "HU"),
        (Role.SPOKESPERSON, Authority.SPOKESPERSON, "HU"),
        (Role.PARLIAMENTARIAN, Authority.PARLIAMENTARIAN, "HU"),
        (Role.BODY, Authority.MINISTER, "HU"),
        (Role.OPPOSITION, Authority.ANALYST, None),
        (Role.FORMER, Authority.ANALYST, None),
        (Role.ANALYST, Authority.ANALYST, None),
    ],
)
def test_office(role: Role, authority: Authority, member: str | None) -> None:
    made = evidence(voice(role), BACKS)
    assert (made.authority, made.member, made.stance, made.third_party) == (authority, member, Stance.YES, False)
    assert made.source == "The Ferry"
    assert made.named


def test_a_parliament_that_votes_is_a_recorded_vote_and_one_that_talks_is_not() -> None:
    house = voice(Role.PARLIAMENT, text="the parliament", name=None, named=False)
    assert evidence(house, "in favour of the invitation", cue="voted").authority is Authority.RECORDED_VOTE
    assert evidence(house, BACKS).authority is Authority.PARLIAMENTARIAN


@pytest.mark.parametrize(
    ("text", "role", "named"),
    [
        ("officials", Role.OFFICIAL, False),
        ("a minister", Role.MINISTER, False),
        ("the foreign minister", Role.FOREIGN_MINISTER, True),
        ("a spokesperson", Role.SPOKESPERSON, True),
        ("a spokesman who asked not to be named", Role.SPOKESPERSON, False),
        ("the government", Role.BODY, True),
    ],
)
def test_named_or_not(text: str, role: Role, named: bool) -> None:
    made = evidence(voice(role, text=text, name=None, named=False), BACKS)
    assert made.named is named


def test_the_word_of_one_state_about_another_is_a_third_partys() -> None:
    made = evidence(voice(Role.HEAD_OF_STATE, "UA"), "that Germany opposes the invitation")
    assert (made.member, made.third_party, made.stance) == ("DE", True, Stance.NO)
    own = evidence(voice(Role.HEAD_OF_GOVERNMENT, "DE"), "that Germany opposes the invitation")
    assert (own.member, own.third_party) == ("DE", False)
    asks = evidence(voice(Role.HEAD_OF_STATE, "US"), "that Hungary should invite the candidate", cue="said")
    assert (asks.member, asks.third_party, asks.stance) == ("US", False, Stance.YES)


def test_the_candidate_the_body_and_nobody_move_no_member() -> None:
    assert evidence(voice(Role.FOREIGN_MINISTER, "UA"), BACKS).member is None
    diplomats = voice(Role.OFFICIAL, "NATO", text="diplomats", name=None, named=False, plural=True)
    claim = evidence(diplomats, "there is no consensus on an invitation", cue="believe")
    assert (claim.member, claim.stance) == (None, None)
    assert evidence(None, BACKS).member is None


def test_dates_origin_and_id() -> None:
    statement, report = said(voice(Role.MINISTER), BACKS, said_on=Period(date(2030, 5, 27), date(2030, 6, 2)))
    readings = RuleReader().read(statement, report, NATO)
    known = datetime(2030, 7, 1, tzinfo=UTC)
    made = to_evidence(readings, [statement], [report], NATO, recorded_at=known)[0]
    assert made.id == f"{statement.id}:asked"
    assert (made.said_from, made.said_to, made.reported_on) == (date(2030, 5, 27), date(2030, 6, 2), DAY)
    assert made.recorded_at == known
    assert made.origin.startswith("o-")


def test_members_can_be_given() -> None:
    statement, report = said(voice(Role.MINISTER, "KELL"), BACKS)
    readings = RuleReader().read(statement, report, NATO)
    assert to_evidence(readings, [statement], [report], NATO)[0].member is None
    twice = to_evidence([*readings, *readings], [statement], [report], NATO, members=iter(["KELL"]))
    assert [item.member for item in twice] == ["KELL", "KELL"]


def test_a_reading_of_an_unknown_statement_is_refused() -> None:
    statement, report = said(voice(Role.MINISTER), BACKS)
    readings = RuleReader().read(statement, report, NATO)
    with pytest.raises(InputError, match="not among the statements"):
        to_evidence(readings, [], [report], NATO)
