"""Words that are not meant as they stand, or not for a member."""

from __future__ import annotations

import pytest

from whipcount.positions.stance.not_meant import not_meant
from whipcount.statements.statement import Quotation, Statement
from whipcount.text.span import Span

CASES = [
    ('"We adore the levy," Orm joked.', "said in irony"),
    ('"We adore the levy," Orm said drily.', "said in irony"),
    ('"We adore the levy," Orm said with heavy irony.', "said in irony"),
    ('"We back the levy," Orm said on Monday.', ""),
    ('"As chair of this meeting I take no side," Orm said.', "said from the chair"),
    ('"The chair has asked us to vote for it," Orm said.', ""),
]


@pytest.mark.parametrize(("text", "why"), CASES)
def test_not_meant(text: str, why: str) -> None:
    end = text.rindex('"') + 1
    name = text.index("Orm")
    verb = Span(name + 4, name + 4 + len(text[name + 4 :].split()[0].rstrip(".")))
    statement = Statement("r", (Span(name, name + 3),), (verb,), (Span(0, end),), Quotation.DIRECT)
    assert not_meant(statement, text) == why
