"""Members that decide one by one, each by a vote of its own: what is told of that is an act, and no lean."""

from __future__ import annotations

import pytest

from tests.positions.invented import told
from whipcount.dossiers.report_reader import read_reports_for
from whipcount.positions.coders.own_votes import decided_one_by_one, own_vote
from whipcount.positions.coders.rule_coder import RuleReader
from whipcount.positions.count.acts import is_act
from whipcount.text.span import Span

HEAD = "Seven branches to decide on pay offer"
ASKED = (
    "The eight branches of the Tramway Workers' Federation have until the end of April to say whether they accept the "
    "employers' offer of 6.5 per cent. Five branches must accept the offer for it to be signed. The branches are "
    "Harbour, Gasworks, Northgate, Millrace, Eastfield, Cathedral, Depot South and Hilltop."
)
MEMBERS = {"H": "HARBOUR", "G": "GASWORKS", "N": "NORTHGATE", "M": "MILLRACE", "E": "EASTFIELD"}
ACTS = [
    ("Harbour and Gasworks have met and accepted.", "H+G+"),
    ("Millrace has refused: 301 to 12.", "M-"),
    ("Eastfield has likewise turned it down.", "E-"),
    ("Eastfield rejected it by 90 to 14.", "E-"),
    ("In a ballot on Monday Eastfield rejected the offer.", "E-"),
    ("Harbour's members have approved the offer in a ballot.", "H+"),
    ("Three have said yes by resolution: Harbour, Gasworks and Northgate.", "H+G+N+"),
    ("Three of the eight have accepted so far: Harbour, Gasworks and Northgate.", "H+G+N+"),
    ("So far Harbour, Gasworks and Northgate have accepted the offer.", "H+G+N+"),
    ("Northgate has signed.", "N+"),
    ("Millrace and Eastfield have turned the offer down.", "M-E-"),
    ("The offer has been accepted by Harbour and Gasworks.", "H+G+"),
    ("Harbour gave its consent last week.", "H+"),
    ("Two branches, Millrace and Eastfield, have thrown it out.", "M-E-"),
    ("The offer was turned down by Eastfield and Millrace.", "E-M-"),
]


@pytest.mark.parametrize(("sentence", "wanted"), ACTS)
def test_what_a_member_decided_for_itself_is_its_act(sentence: str, wanted: str) -> None:
    made = read_reports_for([told(HEAD, ASKED, sentence)], coder=RuleReader())
    acts = {(e.member, e.stance.value) for e in made.evidence if e.member and e.stance and is_act(e)}
    sides = {"+": "yes", "-": "no"}
    assert acts >= {(MEMBERS[wanted[i]], sides[wanted[i + 1]]) for i in range(0, len(wanted), 2)}
    assert {member for member, _ in acts} == {MEMBERS[wanted[i]] for i in range(0, len(wanted), 2)}


NO_ACTS = [
    "Kell supports it by 3 to 1.",
    "Kell is against it.",
    "Kell backs the plan.",
]


@pytest.mark.parametrize("sentence", NO_ACTS)
def test_what_a_member_thinks_is_no_act(sentence: str) -> None:
    claim = Span(0, len(sentence.split(" by ")[0].rstrip(".")))
    assert not own_vote(sentence.replace("accepted", "taken"), claim, Span(0, len(sentence)), one_by_one=True)


ONE_BY_ONE = [
    "Seven of the nine provinces must ratify it before June.",
    "Each town has to agree.",
    "Two clubs have still to vote.",
    "The executive asked the eight lodges to say by April whether they accept.",
    "Kell and Pell have done so; Sarn's consent is still missing.",
    "So far four have signed.",
]
AT_ONCE = [
    "The council votes on the budget on Friday.",
    "The ministers gather on 14 May.",
    "A change to the calendar needs nine votes.",
    "The seven members of the board discussed the plan for an hour.",
]


@pytest.mark.parametrize("text", ONE_BY_ONE)
def test_a_decision_that_each_takes_for_itself(text: str) -> None:
    assert decided_one_by_one(text)


@pytest.mark.parametrize("text", AT_ONCE)
def test_a_decision_that_all_take_at_once(text: str) -> None:
    assert not decided_one_by_one(text)
