"""How many members a body has, as told; a part of them that votes is not the whole."""

from __future__ import annotations

import pytest

from whipcount.positions.proposal.told_body import told_size
from whipcount.text.span import Span

SIZES = [
    ("The nine-member board votes on Friday.", 9),
    ("With 143 of 200 votes it passed the act. Fifty-one members voted against.", 200),
    ("Eight votes of thirteen were needed.", 13),
    ("The league, which unites eight states, ordered a truce.", 8),
    ("The council consists of twelve members.", 12),
    ("All 27 member states must agree.", 27),
    ("Nine of the fourteen delegates voted for it.", 14),
    ("The assembly passed it with 40 of 75 deputies.", 75),
    ("It needs all thirty of its members.", 30),
    ("All five members voted for the cut.", 5),
    ("Fifty-one members voted against, six stayed away.", None),
    ("Twelve members abstained.", None),
    ("Twenty members backed the plan.", None),
]


@pytest.mark.parametrize(("text", "size"), SIZES)
def test_size(text: str, size: int | None) -> None:
    found = told_size(text, (), (Span(0, len(text)),))
    assert (found[0] if found else None) == size
