"""Where members stand by what a report tells itself: by named votes, clauses, groups, all read together."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.positions.invented import BAN, LAKE, TABLE, told
from whipcount.positions.coders.rule_coder import RuleReader
from whipcount.positions.coders.told_by_reports import told_by_reports, unread_words
from whipcount.positions.stance.stance import Evidence
from whipcount.statements.statement import Quotation, Role, Speaker, Statement
from whipcount.text.span import Span

ROWS = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parent / "told_by_reports.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
SIGNS = {"yes": "+", "no": "-", "undecided": "~", "abstain": "0", "declined": "d", "will_not_block": "w"}


def sign(item: Evidence) -> str:
    assert item.stance is not None
    return "?" if item.conditions and item.stance.value in ("yes", "will_not_block") else SIGNS[item.stance.value]


@pytest.mark.parametrize(("expected", "text"), ROWS, ids=[row[1][:60] for row in ROWS])
def test_what_a_report_tells_of_members(expected: str, text: str) -> None:
    made = told_by_reports([told("Lake news", text)], (), BAN, LAKE, table=TABLE)
    got = {item.member[0]: sign(item) for item in made if item.member and item.stance is not None}
    wanted = dict(re.findall(r"([A-Z])(\S)", expected.rstrip("*")))
    if "*" in expected:
        got = {member: side for member, side in got.items() if member in wanted}
    assert got == wanted


def test_words_of_a_member_that_no_coder_could_read_are_told_by_the_report() -> None:
    report = told("Lake news", "Kell wants the ban as well, and soon.")
    start = report.text.index("the ban as well")
    words = Statement(
        report.sha256, (Span(start - 11, start - 7),), (Span(start - 6, start - 1),), (Span(start, start + 15),),
        Quotation.INDIRECT, speaker=Speaker("Kell", role=Role.FOREIGN_MINISTER, on_behalf_of="KELL"),
    )  # fmt: skip
    nothing = RuleReader().read(words, report, BAN)
    assert nothing[0].stance is None
    unread = unread_words([words], nothing)
    assert unread == {words.id}
    for known, expected in ((unread, {"KELL"}), (frozenset(), set())):
        made = told_by_reports([report], [words], BAN, LAKE, unread=known, table=TABLE)
        assert {item.member for item in made} == expected
