"""A member of a chamber speaks for the seat where the chamber decides, and for nobody elsewhere."""

from __future__ import annotations

from datetime import date

import pytest

from whipcount.positions.coders.coding import to_evidence
from whipcount.positions.coders.rule_coder import RuleReader
from whipcount.positions.proposal.proposal import Proposal, Variant
from whipcount.reports.report import Report, fingerprint
from whipcount.statements.reader import read_statements

DAY = date(2022, 6, 1)


@pytest.mark.parametrize(("body", "member"), [("US-SENATE", "ME-COLLINS"), ("NATO", None)])
def test_whose_seat_it_is(body: str, member: str | None) -> None:
    text = "Sen. Susan Collins (R-Maine) spoke on Tuesday, and said nothing of the harbour bill."
    report = Report("invented", text, fingerprint(text), published_on=DAY)
    statements = read_statements(report)
    proposal = Proposal("bill", "Adopt the harbour bill", body, "decision", variants=(Variant("bill", "harbour bill"),))
    readings = [reading for st in statements for reading in RuleReader().read(st, report, proposal)]
    found = {item.member for item in to_evidence(readings, statements, [report], proposal)}
    assert found == {member}
